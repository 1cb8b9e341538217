// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/generated_cases.h"

#include <array>
#include <fstream>
#include <set>
#include <stdexcept>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace firstfix::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kSeed = 20261122;

constexpr std::string_view kCaseFile = R"(---
id: {id}
title: "{title}"
kind: {kind}
category: {category}
audience: [{audience}]
confidence: {confidence}
owner: 客服中心
verify_by: 2099-12-31
symptoms:
{symptoms}conditions:
{conditions}asks: [{asks}]
---
## 现象
{issue}

## 环境
{environment}

## 原因
{cause}

## 处理
{steps}
## 答复
{voice}

### 短信
{sms}

### 柜台
{counter}
)";

class CaseWriter {
 public:
  explicit CaseWriter(const Library& real) : writer_(kSeed) {
    for (const Category& category : real.taxonomy.all()) {
      if (real.taxonomy.is_leaf(category.id)) categories_.push_back(category.id);
    }
    for (const FactDefinition& fact : real.facts.all()) {
      if (fact.type != FactType::choice) continue;
      choices_.push_back(&fact);
      if (fact.askable()) askable_.push_back(fact.id);
    }
    if (categories_.empty() || choices_.empty() || askable_.empty())
      throw std::runtime_error("the checkout's content has no categories or no facts to build cases from");
  }

  void write(const fs::path& folder, std::size_t number) {
    writer_.next_topic();
    const std::string& category = any_of(categories_);
    const std::string id = case_id(number);
    const fs::path branch = folder / "cases" / category.substr(0, category.find('/'));
    fs::create_directories(branch);
    std::ofstream file(branch / (id + ".md"), std::ios::binary);
    file << text(id, category);
    if (!file.flush()) throw std::runtime_error(branch.string() + ": cannot be written");
  }

 private:
  const std::string& any_of(const std::vector<std::string>& list) { return list[writer_.below(list.size())]; }

  std::string text(const std::string& id, const std::string& category) {
    using fmt::arg;
    return fmt::format(kCaseFile, arg("id", id), arg("title", writer_.fill("@p@s@f")), arg("kind", kind()),
                       arg("category", category), arg("audience", audience()),
                       arg("confidence", confidence()), arg("symptoms", symptoms()),
                       arg("conditions", conditions()), arg("asks", any_of(askable_)),
                       arg("issue", writer_.fill("客户反映@t在@p用@d时@s@f，@w。@z、@z和@z，@a。")),
                       arg("environment", writer_.fill("@d，@l；@p、@n一带，@t出现，@z、@z除外。")),
                       arg("cause", writer_.several(3, "@x，@z@z", "；") + "。"), arg("steps", steps()),
                       arg("voice", writer_.several(5, "@y，@z@z", "。") + "。"),
                       arg("sms", writer_.several(2, "@y，@z", "，") + "。"),
                       arg("counter", writer_.several(2, "@r，@z", "。") + "。"));
  }

  std::string symptoms() {
    std::set<std::string> different;
    while (different.size() < 7) different.insert(writer_.sentence());
    std::string lines;
    for (const std::string& symptom : different) lines += fmt::format("  - \"{}\"\n", symptom);
    return lines;
  }

  // One to three facts, each with one of its values.
  std::string conditions() {
    const std::size_t first = writer_.below(choices_.size());
    const std::size_t count = 1 + writer_.below(3);
    std::string lines;
    for (std::size_t i = 0; i < count; ++i) {
      const FactDefinition& fact = *choices_[(first + i) % choices_.size()];
      lines += fmt::format("  {}: [\"{}\"]\n", fact.id, fact.values[writer_.below(fact.values.size())].id);
    }
    return lines;
  }

  std::string steps() {
    std::string lines;
    for (int i = 1; i <= 6; ++i) lines += fmt::format("{}. {}。\n", i, writer_.fill("@r，@z@z、@z"));
    return lines + "\n";
  }

  std::string_view kind() {
    constexpr std::array<std::string_view, 3> kKinds{"script", "faq", "answer"};
    return kKinds[writer_.below(kKinds.size())];
  }

  std::string_view audience() {
    if (writer_.one_in(10)) return "agent";
    return writer_.one_in(5) ? "agent, clerk" : "agent, clerk, customer";
  }

  std::string_view confidence() {
    if (writer_.one_in(50)) return "archived";
    if (writer_.one_in(15)) return "wip";
    return writer_.one_in(8) ? "not-validated" : "validated";
  }

  TextWriter writer_;
  std::vector<std::string> categories_;
  std::vector<const FactDefinition*> choices_;
  std::vector<std::string> askable_;
};

}  // namespace

std::string case_id(std::size_t n) {
  return fmt::format("case-{:06}", n);
}

void write_cases(const fs::path& folder, std::size_t count, const Library& real) {
  CaseWriter writer(real);
  for (std::size_t number = 1; number <= count; ++number) writer.write(folder, number);
}

std::string complaint(TextWriter& writer) {
  writer.next_topic();
  const std::size_t draw = writer.below(100);
  const std::size_t sentences = draw < 70 ? 1 : draw < 95 ? 2 + writer.below(6) : 15 + writer.below(25);
  std::string text;
  for (std::size_t i = 0; i < sentences; ++i) text += (i == 0 ? "" : "。") + writer.sentence();
  return text;
}

}  // namespace firstfix::bench
