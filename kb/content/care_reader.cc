// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/content/care_reader.h"

#include <array>
#include <string>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "kb/content/condition_reader.h"
#include "kb/content/identifier.h"
#include "kb/content/reply_reader.h"
#include "kb/content/vocabulary.h"
#include "kb/content/yaml_document.h"
#include "kb/content/yaml_fields.h"

namespace firstfix::content {
namespace {

constexpr std::array kKeys{KeySpec{"id", "repeat-many"}, KeySpec{"when", "{contacts.recent: [many]}"},
                           KeySpec{"voice", "又让您费一次事，不好意思。"},
                           KeySpec{"counter", "又让您跑一趟，不好意思。"}, KeySpec{"sms", "不好意思。"}};

class CareReader {
 public:
  CareReader(const FactCatalogue* facts, Report& report)
      : facts_(facts), report_(&report), checker_(facts, report) {}

  std::vector<CarePhrase> read(const YamlNode& root) {
    std::vector<CarePhrase> phrases;
    if (root.type == YamlNode::Type::null) return phrases;
    if (root.type != YamlNode::Type::sequence) {
      report_->add(root.at, "关怀用语要写成列表", "每条以“- id: ”开头");
      return phrases;
    }
    for (const YamlNode& node : root.items) phrases.push_back(read_phrase(node));
    return phrases;
  }

 private:
  CarePhrase read_phrase(const YamlNode& node) {
    const YamlFields fields(node, kKeys, *report_);
    CarePhrase phrase;
    if (const auto id = fields.required_text("id"); id && check_slug(*id, *report_)) {
      check_new(*id);
      phrase.id = id->text;
    }
    if (const YamlNode* when = fields.require("when")) read_when(*when, phrase);
    phrase.words.voice = words(fields.required_text("voice"));
    phrase.words.counter = words(fields.required_text("counter"));
    phrase.words.sms = words(fields.optional_text("sms"));
    return phrase;
  }

  void check_new(const Located& id) {
    const int line = report_->source().line_of(id.at);
    const auto [first, is_new] = lines_.emplace(id.text, line);
    if (!is_new)
      report_->add(id.at, fmt::format("{} 重复，第 {} 行已经有了", id.text, first->second), "换一个 id");
  }

  void read_when(const YamlNode& node, CarePhrase& phrase) {
    if (node.type != YamlNode::Type::map || node.entries.empty()) {
      report_->add(node.at, "when 要写成“事实: [值]”", "写成 contacts.recent: [many]");
      return;
    }
    phrase.when = content::read_conditions(node, checker_, *report_);
  }

  ReplyTemplate words(const std::optional<Located>& text) {
    if (!text) return {};
    return read_reply({text->text, {text->at, text->at + text->text.size()}}, facts_, *report_);
  }

  const FactCatalogue* facts_;
  Report* report_;
  FactChecker checker_;
  std::unordered_map<std::string, int> lines_;
};

}  // namespace

std::optional<std::vector<CarePhrase>> read_care(const SourceText& source, const FactCatalogue* facts,
                                                 std::vector<Problem>& problems) {
  Report report(source, problems);
  if (!check_text(kMaxYamlBytes, report)) return std::nullopt;
  const auto root = parse_yaml({0, source.text().size()}, report);
  if (!root) return std::nullopt;
  auto phrases = CareReader(facts, report).read(*root);
  if (!report.clean()) return std::nullopt;
  return phrases;
}

}  // namespace firstfix::content
