// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/content/fact_catalogue_reader.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "kb/content/code_points.h"
#include "kb/content/identifier.h"
#include "kb/content/spelling.h"
#include "kb/content/yaml_document.h"
#include "kb/content/yaml_fields.h"
#include "kb/core/number.h"

namespace firstfix::content {
namespace {

constexpr double kDefaultCost = 0.03;
constexpr std::size_t kShortestWord = 2;  // characters of what is heard
constexpr std::array kFactKeys{KeySpec{"id", "coverage"},
                               KeySpec{"label", "所在位置覆盖"},
                               KeySpec{"type", "choice"},
                               KeySpec{"values", "[{id: good, label: 信号良好}, ...]"},
                               KeySpec{"ask", "旁边的人也这样吗？"},
                               KeySpec{"cost", "0.05"},
                               KeySpec{"default", "待核实"},
                               KeySpec{"label_en", "Coverage at the place"},
                               KeySpec{"ask_en", "Is it the same for people nearby?"},
                               KeySpec{"determines", "[coverage, area.kind]"},
                               KeySpec{"checked", "true"}};
constexpr double kShareRounding = 0.011;  // shares are written with two digits
constexpr std::array kValueKeys{
    KeySpec{"id", "weak"},      KeySpec{"label", "信号偏弱"},      KeySpec{"share", "0.15"},
    KeySpec{"decides", "true"}, KeySpec{"words", "[投诉, 12300]"}, KeySpec{"label_en", "Weak signal"}};

class FactCatalogueReader {
 public:
  explicit FactCatalogueReader(Report& report) : report_(&report) {}

  std::vector<FactDefinition> read(const YamlNode& root) {
    std::vector<FactDefinition> facts;
    if (root.type != YamlNode::Type::sequence) {
      report_->add(root.at, "事实目录要写成列表", "每个事实以“- id: ”开头");
      return facts;
    }
    for (const YamlNode& node : root.items) facts.push_back(read_fact(node));
    check_determined(facts);
    return facts;
  }

 private:
  FactDefinition read_fact(const YamlNode& node) {
    const YamlFields fields(node, kFactKeys, *report_);
    FactDefinition fact;
    if (const auto id = fields.required_text("id")) {
      if (check_fact_id(*id, *report_)) check_new(*id);
      fact.id = id->text;
    }
    if (const auto label = fields.required_text("label")) fact.label = label->text;
    if (const auto english = fields.optional_text("label_en")) fact.label_en = english->text;
    if (const auto fallback = fields.required_text("default")) fact.fallback = fallback->text;
    if (const auto question = fields.optional_text("ask")) fact.question = question->text;
    read_english_question(fields, fact);
    const auto type = fields.required_text("type");
    if (type) read_type(*type, fields, fact);
    read_cost(fields, fact);
    read_determines(fields, fact);
    fact.checked = read_true(fields, "checked");
    return fact;
  }

  void read_determines(const YamlFields& fields, FactDefinition& fact) {
    for (const Located& id : fields.optional_texts("determines")) {
      fact.determines.push_back(id.text);
      determined_.push_back(id);
    }
    if (fact.determines.empty() || fact.type == FactType::text) return;
    report_->add(fields.find("determines")->at, "type: choice 的事实不能有 determines",
                 "只写在地点、机型这样的文字事实里");
  }

  // They may stand further down.
  void check_determined(const std::vector<FactDefinition>& facts) {
    std::set<std::string> determined;
    for (const Located& id : determined_) {
      if (!determined.insert(id.text).second) {
        report_->add(id.at, fmt::format("{}已经写在别的 determines 里", quoted(id.text)),
                     "每个事实只由一个地点或机型这样的事实决定");
      }
      const auto fact = std::ranges::find(facts, id.text, &FactDefinition::id);
      if (fact == facts.end()) {
        report_->add(id.at, fmt::format("determines 里的{}不在事实目录里", quoted(id.text)),
                     "写本文件里有的 choice 事实的 id");
      } else if (fact->type != FactType::choice) {
        report_->add(id.at, fmt::format("determines 里的{}是文字，不是选项", quoted(id.text)),
                     "只写 type: choice 的事实");
      }
    }
  }

  void read_english_question(const YamlFields& fields, FactDefinition& fact) {
    const auto question = fields.optional_text("ask_en");
    if (!question) return;
    fact.question_en = question->text;
    if (fact.question.empty())
      report_->add(question->at, "有 ask_en，没有 ask", "先写中文的 ask，ask_en 是它的英文");
  }

  void check_new(const Located& id) {
    const int line = report_->source().line_of(id.at);
    const auto [first, is_new] = lines_.emplace(id.text, line);
    if (is_new) return;
    report_->add(id.at, fmt::format("事实 {} 重复，第 {} 行已经有了", id.text, first->second), "只留一个");
  }

  void read_type(const Located& type, const YamlFields& fields, FactDefinition& fact) {
    if (type.text == "choice") {
      fact.type = FactType::choice;
      if (const YamlNode* values = fields.require("values")) fact.values = read_values(*values);
    } else if (type.text == "text") {
      if (const YamlNode* values = fields.find("values")) {
        report_->add(values->at, "type: text 的事实不能有 values", "去掉 values，或者改成 type: choice");
      }
      if (const YamlNode* ask = fields.find("ask")) {
        report_->add(ask->at, "type: text 的事实不能提问", "去掉 ask，或者改成 type: choice 并写 values");
      }
    } else {
      report_->add(type.at, fmt::format("没有{}这种类型", quoted(type.text)), "可以用：choice、text");
    }
  }

  std::vector<FactValue> read_values(const YamlNode& node) {
    std::vector<FactValue> values;
    if (node.type != YamlNode::Type::sequence || node.items.size() < 2) {
      report_->add(node.at, "values 至少要有两个选项", "写成 - {id: weak, label: 信号偏弱}，一行一个");
      return values;
    }
    std::map<std::string, std::string> words;  // of all values -> whose
    for (const YamlNode& item : node.items) {
      const YamlFields fields(item, kValueKeys, *report_);
      const auto id = fields.required_text("id");
      const auto label = fields.required_text("label");
      if (!id || !label || !check_value_id(*id, *report_)) continue;
      FactValue value{id->text, label->text, read_share(fields), read_true(fields, "decides")};
      value.words = read_words(fields, value.id, words);
      if (const auto english = fields.optional_text("label_en")) value.label_en = english->text;
      add_value(std::move(value), id->at, values);
    }
    check_shares(node, values);
    return values;
  }

  std::vector<std::string> read_words(const YamlFields& fields, const std::string& value_id,
                                      std::map<std::string, std::string>& words) {
    std::vector<std::string> read;
    for (const Located& word : fields.optional_texts("words")) {
      const auto [known, is_new] = words.emplace(word.text, value_id);
      if (code_points(word.text).size() < kShortestWord) {
        report_->add(word.at, fmt::format("words 里的{}太短", quoted(word.text)),
                     "至少写两个字：一个字在别的话里也会出现");
      } else if (!is_new && known->second != value_id) {
        report_->add(word.at, fmt::format("{}已经是 {} 的说法", quoted(word.text), known->second),
                     "一种说法只写在一个值里，写在两处就听不出是哪个");
      } else if (is_new) {
        read.push_back(word.text);
      }
    }
    return read;
  }

  // Whether the key is there, which then says true.
  bool read_true(const YamlFields& fields, const char* key) {
    const auto text = fields.optional_text(key);
    if (!text) return false;
    if (text->text != "true" && text->text != "false")
      report_->add(text->at, fmt::format("{} 不能是{}", key, quoted(text->text)), "写 true，或者去掉它");
    return text->text == "true";
  }

  double read_share(const YamlFields& fields) {
    const auto text = fields.optional_text("share");
    return text ? read_fraction(*text, "share") : 0.0;
  }

  // All values or none: a share left out would mean "never".
  void check_shares(const YamlNode& node, const std::vector<FactValue>& values) {
    double sum = 0.0;
    bool all = true;
    for (const FactValue& value : values) {
      sum += value.share;
      all = all && value.share > 0.0;
    }
    if (sum == 0.0 || (all && std::abs(sum - 1.0) < kShareRounding)) return;
    report_->add(node.at, fmt::format("share 合计是 {:.2f}", sum), "要么每个选项都写、合计为 1，要么都不写");
  }

  void add_value(FactValue value, std::size_t at, std::vector<FactValue>& values) {
    for (const FactValue& earlier : values) {
      if (earlier.id == value.id) {
        report_->add(at, fmt::format("值{}重复", quoted(value.id)), "只留一个");
        return;
      }
    }
    values.push_back(std::move(value));
  }

  void read_cost(const YamlFields& fields, FactDefinition& fact) {
    fact.cost = fact.askable() ? kDefaultCost : 0.0;
    const auto cost = fields.optional_text("cost");
    if (!cost) return;
    fact.cost = read_fraction(*cost, "cost");
  }

  double read_fraction(const Located& text, std::string_view key) {
    const auto value = parse_number<double>(text.text);
    // NaN is in no range.
    if (value && *value >= 0.0 && *value <= 1.0) return *value;
    report_->add(text.at, fmt::format("{} 不能是{}", key, quoted(text.text)),
                 "写 0 到 1 之间的数，例如 0.05");
    return 0.0;
  }

  Report* report_;
  std::unordered_map<std::string, int> lines_;
  std::vector<Located> determined_;
};

}  // namespace

std::optional<FactCatalogue> read_fact_catalogue(const SourceText& source, std::vector<Problem>& problems) {
  Report report(source, problems);
  if (!check_text(kMaxYamlBytes, report)) return std::nullopt;
  const auto root = parse_yaml({0, source.text().size()}, report);
  if (!root) return std::nullopt;
  auto facts = FactCatalogueReader(report).read(*root);
  if (!report.clean()) return std::nullopt;
  return FactCatalogue(std::move(facts));
}

FactCatalogue read_fact_list(const YamlNode& list, Report& report) {
  return FactCatalogue(FactCatalogueReader(report).read(list));
}

}  // namespace firstfix::content
