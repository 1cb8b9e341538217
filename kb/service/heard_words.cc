// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/heard_words.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "kb/core/utf8.h"
#include "kb/search/text_normal.h"

namespace firstfix::service {
namespace {

constexpr std::size_t kBriefly = 100;  // characters

// As normalise() leaves them: full width is half width by then.
constexpr std::array<std::string_view, 11> kClauseEnds{",",  "。", "?",  "!",    ";",   ":",
                                                       "、", "…",  "\n", "现在", "如今"};
constexpr std::array<std::string_view, 6> kPast{"以前", "之前", "原来", "原先", "上次", "上回"};
constexpr std::array<std::string_view, 6> kDenials{"不是", "是不是", "会不会", "有没有", "并非", "没收到"};
constexpr std::array<std::string_view, 4> kNegations{"不", "没", "不在", "没在"};
constexpr std::size_t kBetween =
    2;  // characters that may stand between a denial and what it denies: 不是[我在]电梯里

std::string plain(std::string_view text) {
  const search::NormalText normal = search::normalise(text);
  std::string bare = normal.utf8(0, normal.units.length());
  std::erase(bare, ' ');
  return bare;
}

std::size_t first_length(std::string_view text) {
  return first_code_points(text, 1).size();
}

bool ends_with_any(std::string_view text, std::span<const std::string_view> ends) {
  return std::ranges::any_of(ends, [text](std::string_view end) { return text.ends_with(end); });
}

std::string_view without_last(std::string_view text) {
  const std::size_t count = count_code_points(text);
  return first_code_points(text, count - std::min<std::size_t>(count, 1));
}

// `before`: what stands in front of the word in its clause.
bool is_taken_back(std::string_view before) {
  if (std::ranges::any_of(kPast,
                          [&](std::string_view past) { return before.find(past) != std::string_view::npos; }))
    return true;
  if (ends_with_any(before, kNegations)) return true;
  for (std::size_t between = 0; between <= kBetween; ++between, before = without_last(before)) {
    if (ends_with_any(before, kDenials)) return true;
  }
  return false;
}

}  // namespace

HeardWords::HeardWords(const FactCatalogue& catalogue) {
  for (const FactDefinition& fact : catalogue.all()) {
    for (const FactValue& value : fact.values) {
      for (const std::string& word : value.words) {
        std::string bare = plain(word);
        if (bare.empty()) continue;
        by_first_[std::string(first_code_points(bare, 1))].push_back(words_.size());
        words_.push_back({{&fact, &value, word}, std::move(bare)});
      }
    }
  }
}

// In the catalogue's order.
std::vector<std::size_t> HeardWords::found_in(std::string_view text) const {
  std::vector<std::size_t> found;
  for (std::size_t at = 0, clause = 0; at < text.size(); at += first_length(text.substr(at))) {
    const std::string_view rest = text.substr(at);
    for (const std::string_view end : kClauseEnds) {
      if (rest.starts_with(end)) clause = at + end.size();
    }
    const auto words = by_first_.find(std::string(first_code_points(rest, 1)));
    if (words == by_first_.end()) continue;
    const std::string_view before = text.substr(clause, at - std::min(at, clause));
    for (const std::size_t word : words->second) {
      if (rest.starts_with(words_[word].plain) && !is_taken_back(before)) found.push_back(word);
    }
  }
  std::ranges::sort(found);
  return found;
}

std::vector<HeardWords::Heard> HeardWords::in(std::string_view said) const {
  const std::string text = plain(said);
  const bool briefly = first_code_points(text, kBriefly).size() == text.size();
  std::vector<Heard> heard;
  const FactDefinition* unclear = nullptr;
  for (const std::size_t word : found_in(text)) {
    const Heard& means = words_[word].means;
    if (means.fact == unclear || (means.fact->askable() && !briefly)) continue;
    if (heard.empty() || heard.back().fact != means.fact) {
      heard.push_back(means);
    } else if (heard.back().value != means.value) {
      heard.pop_back();
      unclear = means.fact;
    }
  }
  return heard;
}

void HeardWords::add_to(FactSet& facts, std::string_view said) const {
  for (const auto& [fact, value, word] : in(said)) {
    if (facts.known(fact->id)) continue;
    const std::vector<Argument> heard{{"word", std::string(word)}};
    facts.put({fact->id, value->id, "symptom", {"detail.said", heard}});
  }
}

}  // namespace firstfix::service
