// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/content/case_reader.h"

#include <array>
#include <optional>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "kb/content/article_sections.h"
#include "kb/content/condition_reader.h"
#include "kb/content/fingerprint.h"
#include "kb/content/front_matter.h"
#include "kb/content/identifier.h"
#include "kb/content/reply_reader.h"
#include "kb/content/spelling.h"
#include "kb/content/yaml_document.h"
#include "kb/content/yaml_fields.h"
#include "kb/core/number.h"

namespace firstfix::content {
namespace {

constexpr std::array kCaseKeys{KeySpec{"id", "weak-indoor-voice"},
                               KeySpec{"title", "室内信号弱，通话断续"},
                               KeySpec{"kind", "script"},
                               KeySpec{"category", "network/indoor"},
                               KeySpec{"audience", "[agent, clerk]"},
                               KeySpec{"confidence", "validated"},
                               KeySpec{"owner", "网优中心"},
                               KeySpec{"verify_by", "2027-06-30"},
                               KeySpec{"symptoms", "[在家打电话断断续续, 屋里没信号外面有]"},
                               KeySpec{"occurrence", "40"},
                               KeySpec{"valid_from", "2026-01-01"},
                               KeySpec{"valid_to", "2026-12-31"},
                               KeySpec{"conditions", "{coverage: [weak, none]}"},
                               KeySpec{"asks", "[place]"},
                               KeySpec{"must_ask", "[place]"},
                               KeySpec{"pictures", "[volte-iphone, volte-android]"},
                               KeySpec{"tests", "[{symptom: 回到家手机就没信号, within: 3}]"}};
constexpr std::array kTestKeys{KeySpec{"symptom", "回到家手机就没信号"}, KeySpec{"facts", "{coverage: weak}"},
                               KeySpec{"within", "3"}};
constexpr std::array<std::string_view, 3> kKinds{"script", "faq", "answer"};
constexpr std::array<std::string_view, 3> kAudiences{"agent", "clerk", "customer"};
constexpr std::array<std::string_view, 4> kConfidences{"wip", "not-validated", "validated", "archived"};

// "network" of cases/network/x.md; empty for another shape.
std::string_view top_folder(std::string_view path) {
  constexpr std::string_view kCases = "cases/";
  if (!path.starts_with(kCases)) return {};
  path.remove_prefix(kCases.size());
  const std::size_t slash = path.find('/');
  return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
}

// A word that must be one of a few.
template <class Parse>
auto read_word(const Located& word, std::span<const std::string_view> allowed, Parse parse, Report& report) {
  const auto value = parse(word.text);
  if (!value) {
    report.add(word.at, fmt::format("没有{}这个值", quoted(word.text)),
               fmt::format("可以用：{}", listed(allowed)));
  }
  return value;
}

class FrontMatterReader {
 public:
  FrontMatterReader(const Vocabulary& vocabulary, Report& report)
      : vocabulary_(&vocabulary), report_(&report), checker_(vocabulary.facts, report) {}

  // Fills the front matter's part of the case; gives the id.
  std::optional<Located> read(const YamlNode& root, Case& article) {
    const YamlFields fields(root, kCaseKeys, *report_);
    auto id = read_identity(fields, article);
    read_words(fields, article);
    read_dates(fields, article);
    if (const auto text = fields.optional_text("occurrence")) article.occurrence = read_occurrence(*text);
    for (Located& symptom : fields.required_texts("symptoms")) {
      article.symptoms.push_back(std::move(symptom.text));
    }
    if (const YamlNode* conditions = fields.find("conditions")) read_conditions(*conditions, article);
    for (Located& fact : fields.optional_texts("asks")) {
      checker_.check_askable(fact);
      article.asks.push_back(std::move(fact.text));
    }
    for (Located& fact : fields.optional_texts("must_ask")) {
      checker_.check_askable(fact);
      article.must_ask.push_back(std::move(fact.text));
    }
    for (Located& picture : fields.optional_texts("pictures")) {
      if (check_picture(picture, vocabulary_->pictures, *report_))
        article.pictures.push_back(std::move(picture.text));
    }
    if (const YamlNode* tests = fields.find("tests")) read_tests(*tests, article);
    return id;
  }

 private:
  std::optional<Located> read_identity(const YamlFields& fields, Case& article) {
    auto id = fields.required_text("id");
    if (id && !check_slug(*id, *report_)) id.reset();
    if (id) article.id = id->text;
    if (auto title = fields.required_text("title")) article.title = std::move(title->text);
    if (auto owner = fields.required_text("owner")) article.owner = std::move(owner->text);
    if (auto category = fields.required_text("category")) {
      check_category(*category, top_folder(report_->source().file()), vocabulary_->taxonomy, *report_);
      article.category = std::move(category->text);
    }
    return id;
  }

  void read_words(const YamlFields& fields, Case& article) {
    if (const auto word = fields.required_text("kind")) {
      if (const auto kind = read_word(*word, kKinds, parse_kind, *report_)) article.kind = *kind;
    }
    if (const auto word = fields.required_text("confidence")) {
      const auto confidence = read_word(*word, kConfidences, parse_confidence, *report_);
      if (confidence) article.confidence = *confidence;
    }
    for (const Located& word : fields.required_texts("audience")) {
      if (const auto reader = read_word(word, kAudiences, parse_audience, *report_)) {
        article.audience.push_back(*reader);
      }
    }
  }

  std::optional<double> read_occurrence(const Located& word) {
    const auto contacts = parse_number<double>(word.text);
    if (contacts && *contacts > 0.0 && *contacts <= kOccurrenceContacts) return contacts;
    report_->add(word.at, fmt::format("occurrence 不能是{}", quoted(word.text)),
                 "写每一万次来电里大约有几次该用这个案例，例如 40；说不准就不写");
    return std::nullopt;
  }

  std::optional<Date> read_date(const std::optional<Located>& word) {
    if (!word) return std::nullopt;
    const auto date = parse_date(word->text);
    if (!date) {
      report_->add(word->at, fmt::format("{}不是一个日期", quoted(word->text)),
                   "写成 2027-06-30，并且那天要存在");
    }
    return date;
  }

  void read_dates(const YamlFields& fields, Case& article) {
    const auto last = fields.optional_text("valid_to");
    article.verify_by = read_date(fields.required_text("verify_by"));
    article.valid_from = read_date(fields.optional_text("valid_from"));
    article.valid_to = read_date(last);
    if (article.valid_from && article.valid_to && *article.valid_to < *article.valid_from) {
      report_->add(last->at,
                   fmt::format("valid_to {} 早于 valid_from {}", last->text, to_string(*article.valid_from)),
                   "把两个日期对调，或者改正其中一个");
    }
  }

  void read_conditions(const YamlNode& node, Case& article) {
    if (node.type != YamlNode::Type::map) {
      report_->add(node.at, "conditions 要写成“事实: [值]”", "写成 coverage: [weak, none]");
      return;
    }
    article.conditions = content::read_conditions(node, checker_, *report_);
  }

  void read_tests(const YamlNode& node, Case& article) {
    if (node.type != YamlNode::Type::sequence) {
      report_->add(node.at, "tests 要写成列表", "每个测试以“- symptom: ”开头");
      return;
    }
    for (const YamlNode& item : node.items) article.tests.push_back(read_test(item));
  }

  AuthorTest read_test(const YamlNode& node) {
    const YamlFields fields(node, kTestKeys, *report_);
    AuthorTest test;
    test.line = report_->source().line_of(node.at);
    if (auto symptom = fields.required_text("symptom")) test.symptom = std::move(symptom->text);
    if (const auto within = fields.optional_text("within")) test.within = read_within(*within);
    const YamlNode* facts = fields.find("facts");
    if (facts == nullptr) return test;
    if (facts->type != YamlNode::Type::map) {
      report_->add(facts->at, "facts 要写成“事实: 值”", "写成 {coverage: weak}");
      return test;
    }
    for (const YamlEntry& entry : facts->entries) read_test_fact(entry, test);
    return test;
  }

  void read_test_fact(const YamlEntry& entry, AuthorTest& test) {
    const FactDefinition* fact = checker_.definition({entry.key, entry.key_at});
    auto value = read_text(entry.value, entry.key, *report_);
    if (!value) return;
    if (fact != nullptr) checker_.check_value(*fact, *value);
    test.facts.emplace_back(entry.key, std::move(value->text));
  }

  int read_within(const Located& word) {
    const auto within = parse_number<int>(word.text);
    if (within && *within >= 1) return *within;
    report_->add(word.at, fmt::format("within 不能是{}", quoted(word.text)), "写 1 或更大的整数，例如 3");
    return 1;
  }

  const Vocabulary* vocabulary_;
  Report* report_;
  FactChecker checker_;
};

void read_body(std::size_t begin, const FactCatalogue* facts, Report& report, Case& article) {
  ArticleSections sections = read_article(begin, report);
  article.replies.voice = read_reply(sections.voice, facts, report);
  article.replies.sms = read_reply(sections.sms, facts, report);
  article.replies.counter = read_reply(sections.counter, facts, report);
  article.issue = std::move(sections.issue);
  article.environment = std::move(sections.environment);
  article.cause = std::move(sections.cause);
  article.resolution = std::move(sections.resolution);
  for (std::string& step : sections.steps) {
    article.steps.push_back(read_reply({std::move(step), sections.steps_range}, facts, report));
  }
}

}  // namespace

ReadCase read_case(const SourceText& source, const Vocabulary& vocabulary, Timestamp updated) {
  ReadCase result;
  Report report(source, result.problems);
  if (!check_text(kMaxCaseBytes, report)) return result;
  const auto parts = split_front_matter(report);
  if (!parts) return result;
  auto article = std::make_shared<Case>();
  article->path = source.file();
  article->fingerprint = Fingerprint().add(source.text()).value();
  article->updated = updated;
  if (const auto root = parse_yaml(parts->yaml, report)) {
    if (const auto id = FrontMatterReader(vocabulary, report).read(*root, *article)) {
      result.id = id->text;
      result.id_at = source.position(id->at);
    }
  }
  read_body(parts->body, vocabulary.facts, report, *article);
  if (report.clean()) result.article = std::move(article);
  return result;
}

}  // namespace firstfix::content
