// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/content/yaml_document.h"

#include <algorithm>
#include <exception>
#include <sstream>
#include <utility>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include "kb/content/spelling.h"

namespace firstfix::content {
namespace {

constexpr std::size_t kMaxDepth = 8;
constexpr std::string_view kQuoteHint =
    "文字里有“: ”或“ #”，或者以 * & ! % @ ` [ { - ? 开头时，要用英文双引号括起来";

constexpr std::size_t kMaxKeys = 256;  // of one map: the search for duplicates is quadratic

// Stops the parser from within a callback.
struct Refused : std::exception {
  std::size_t at;
  std::string message;
  Refused(std::size_t offset, std::string text) : at(offset), message(std::move(text)) {}
  const char* what() const noexcept override { return message.c_str(); }
};

// Builds our tree from the parser's events. yaml-cpp's own nodes resolve aliases and forget their places.
class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(SourceRange range, Report& report) : range_(range), report_(&report) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ == 2) {
      report_->add(offset(mark), "一个文件只能有一份 YAML", "去掉这行 ---");
      usable_ = false;
    }
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override { add(node(YamlNode::Type::null, mark)); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    report_->add(offset(mark), "不能用 YAML 别名（*）",
                 "把值原样写出来；要写星号开头的文字，用英文双引号括起来");
    usable_ = false;
    add(node(YamlNode::Type::null, mark));
  }
  void OnAnchor(const YAML::Mark& mark, const std::string& name) override {
    report_->add(offset(mark), fmt::format("不能用 YAML 锚点（&{}）", name),
                 "去掉锚点；要写 & 开头的文字，用英文双引号括起来");
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                const std::string& value) override {
    check_tag(mark, tag);
    YamlNode scalar = node(YamlNode::Type::scalar, mark);
    scalar.text = value;
    add(std::move(scalar));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {
    open(mark, tag, YamlNode::Type::sequence);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {
    open(mark, tag, YamlNode::Type::map);
  }
  void OnMapEnd() override { close(); }

  std::size_t offset(const YAML::Mark& mark) const {
    if (mark.is_null() || mark.pos < 0) return range_.begin;
    return std::min(range_.begin + static_cast<std::size_t>(mark.pos), range_.end);
  }
  std::optional<YamlNode> take() {
    if (!usable_) return std::nullopt;
    return std::move(root_);
  }

 private:
  struct Open {
    YamlNode node;
    bool has_key = false;  // of a map: the next node is this key's value
  };

  YamlNode node(YamlNode::Type type, const YAML::Mark& mark) const {
    YamlNode made;
    made.type = type;
    made.at = offset(mark);
    return made;
  }

  // "?" and "!" are the parser's own marks for plain and quoted text.
  void check_tag(const YAML::Mark& mark, const std::string& tag) {
    if (tag.empty() || tag == "?" || tag == "!") return;
    report_->add(offset(mark), fmt::format("不能用 YAML 标签{}", quoted(tag)),
                 "去掉标签；要写 ! 开头的文字，用英文双引号括起来");
  }

  void open(const YAML::Mark& mark, const std::string& tag, YamlNode::Type type) {
    check_tag(mark, tag);
    if (open_.size() == kMaxDepth) {
      throw Refused(offset(mark), fmt::format("YAML 嵌套超过 {} 层", kMaxDepth));
    }
    open_.push_back({node(type, mark), false});
  }

  void close() {
    YamlNode done = std::move(open_.back().node);
    open_.pop_back();
    add(std::move(done));
  }

  void add(YamlNode child) {
    if (open_.empty()) {
      if (documents_ < 2) root_ = std::move(child);
      return;
    }
    Open& parent = open_.back();
    if (parent.node.type == YamlNode::Type::sequence) {
      parent.node.items.push_back(std::move(child));
    } else if (parent.has_key) {
      parent.node.entries.back().value = std::move(child);
      parent.has_key = false;
    } else {
      add_key(parent, std::move(child));
    }
  }

  void add_key(Open& parent, YamlNode key) {
    if (key.type != YamlNode::Type::scalar) {
      report_->add(key.at, "键必须是一个词", std::string(kQuoteHint));
      usable_ = false;
    }
    auto& entries = parent.node.entries;
    if (entries.size() == kMaxKeys) {
      throw Refused(key.at, fmt::format("一处的键超过 {} 个", kMaxKeys));
    }
    const auto same = std::find_if(entries.begin(), entries.end(),
                                   [&](const YamlEntry& entry) { return entry.key == key.text; });
    if (same != entries.end() && key.type == YamlNode::Type::scalar) {
      report_->add(key.at, fmt::format("键{}重复，第 {} 行已经有了", quoted(key.text), line_of(same->key_at)),
                   "只留一个");
    }
    YamlEntry entry{std::move(key.text), key.at, {}};
    entry.value.at = key.at;
    entries.push_back(std::move(entry));
    parent.has_key = true;
  }

  int line_of(std::size_t at) const { return report_->source().line_of(at); }

  SourceRange range_;
  Report* report_;
  YamlNode root_;
  std::vector<Open> open_;
  int documents_ = 0;
  bool usable_ = true;
};

// The hint for what people trip over; yaml-cpp's words are precise but do not say what to write.
std::string syntax_hint(const std::string& message) {
  if (message.find("tab") != std::string::npos) return "用空格缩进，不用制表符";
  if (message.find("end of") != std::string::npos) return "补上右括号或右引号";
  return std::string(kQuoteHint);
}

}  // namespace

std::optional<YamlNode> parse_yaml(SourceRange range, Report& report) {
  TreeBuilder builder(range, report);
  try {
    std::istringstream stream(
        std::string(report.source().text().substr(range.begin, range.end - range.begin)));
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const Refused& error) {
    report.add(error.at, error.message, "照 content/README.md 的样子写");
    return std::nullopt;
  } catch (const YAML::Exception& error) {
    report.add(builder.offset(error.mark), fmt::format("YAML 写法不对：{}", error.msg),
               syntax_hint(error.msg));
    return std::nullopt;
  }
  return builder.take();
}

}  // namespace firstfix::content
