// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/content/lexicon_reader.h"

#include <array>
#include <string>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "kb/content/spelling.h"
#include "kb/content/yaml_document.h"
#include "kb/content/yaml_fields.h"

namespace firstfix::content {
namespace {

constexpr std::array kEntryKeys{KeySpec{"term", "弱覆盖"}, KeySpec{"synonyms", "[信号弱, 信号差]"},
                                KeySpec{"colloquial", "[只有一格]"}};

class LexiconReader {
 public:
  explicit LexiconReader(Report& report) : report_(&report) {}

  Lexicon read(const YamlNode& root) {
    Lexicon lexicon;
    if (root.type == YamlNode::Type::null) return lexicon;
    if (root.type != YamlNode::Type::sequence) {
      report_->add(root.at, "词典要写成列表", "每个术语以“- term: ”开头");
      return lexicon;
    }
    for (const YamlNode& node : root.items) lexicon.entries.push_back(read_entry(node));
    return lexicon;
  }

 private:
  LexiconEntry read_entry(const YamlNode& node) {
    const YamlFields fields(node, kEntryKeys, *report_);
    LexiconEntry entry;
    if (const auto term = fields.required_text("term")) {
      check_new(*term);
      entry.term = term->text;
    }
    entry.synonyms = take(fields.optional_texts("synonyms"));
    entry.colloquial = take(fields.optional_texts("colloquial"));
    return entry;
  }

  std::vector<std::string> take(std::vector<Located> forms) {
    std::vector<std::string> texts;
    for (Located& form : forms) {
      check_new(form);
      texts.push_back(std::move(form.text));
    }
    return texts;
  }

  void check_new(const Located& form) {
    const int line = report_->source().line_of(form.at);
    const auto [first, is_new] = lines_.emplace(form.text, line);
    if (is_new) return;
    report_->add(form.at, fmt::format("说法{}重复，第 {} 行已经有了", quoted(form.text), first->second),
                 "一个说法只归一个术语：只留一处");
  }

  Report* report_;
  std::unordered_map<std::string, int> lines_;
};

}  // namespace

std::optional<Lexicon> read_lexicon(const SourceText& source, std::vector<Problem>& problems) {
  Report report(source, problems);
  if (!check_text(kMaxYamlBytes, report)) return std::nullopt;
  const auto root = parse_yaml({0, source.text().size()}, report);
  if (!root) return std::nullopt;
  Lexicon lexicon = LexiconReader(report).read(*root);
  if (!report.clean()) return std::nullopt;
  return lexicon;
}

}  // namespace firstfix::content
