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

// As normalise() leaves them: full width is half width by then, and … is three dots.
constexpr std::array<std::string_view, 8> kClauseEnds{",", "。", "?", "!", ";", ":", "..", "\n"};
constexpr std::array<std::string_view, 2> kEnumeration{"、", "和"};
// 不是 is in 是不是 too; so many characters may stand between it and what it denies: 不是[我在]电梯里.
constexpr std::array<std::string_view, 4> kDenials{"不是", "并非", "会不会是", "有没有被"};
constexpr std::size_t kBetween = 2;
constexpr std::array<std::string_view, 3> kNotThere{"不在", "没在", "没有在"};
constexpr std::array<std::string_view, 2> kRhetorical{"吗", "嘛"};
constexpr std::array<std::string_view, 3> kPast{"以前", "之前", "原来"};
constexpr std::array<std::string_view, 4> kOver{"现在好了", "现在没事了", "现在正常了", "已经好了"};

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

bool contains_any(std::string_view text, std::span<const std::string_view> parts) {
  return std::ranges::any_of(parts, [text](auto part) { return text.find(part) != std::string_view::npos; });
}

std::string_view without_last(std::string_view text) {
  const std::size_t count = count_code_points(text);
  return first_code_points(text, count - std::min<std::size_t>(count, 1));
}

// A text read from left to right: where the clause began, and where the last word ended that was taken back.
class Reading {
 public:
  explicit Reading(std::string_view text) : text_(text), over_(contains_any(text, kOver)) {}

  void arrive(std::size_t at) {
    at_ = at;
    for (const std::string_view end : kClauseEnds) {
      if (text_.substr(at).starts_with(end)) clause_ = at + end.size();
    }
  }

  // Whether the word that begins here is denied, wondered about or over.
  bool takes_back(std::string_view word) {
    const std::string_view before = text_.substr(clause_, at_ - std::min(at_, clause_));
    const bool taken = denied(before) || asked(before, word) || listed_with_taken(before) ||
                       (over_ && contains_any(before, kPast));
    if (taken) taken_until_ = std::max(taken_until_, at_ + word.size());
    return taken;
  }

 private:
  bool denied(std::string_view before) const {
    if (ends_with_any(before, kNotThere)) return true;
    for (std::size_t between = 0; between <= kBetween; ++between, before = without_last(before)) {
      if (!ends_with_any(before, kDenials)) continue;
      const bool asserts = before.ends_with("不是") && !before.ends_with("是不是") && is_rhetorical();
      return !asserts;
    }
    return false;
  }

  // 这不是骗人吗 says that it is.
  bool is_rhetorical() const {
    std::size_t end = at_;
    while (end < text_.size() && !std::ranges::any_of(kClauseEnds, [&](std::string_view mark) {
             return text_.substr(end).starts_with(mark);
           }))
      end += first_length(text_.substr(end));
    return ends_with_any(text_.substr(0, end), kRhetorical);
  }

  // 是|不是就我, 有|没有: the word is the second half of a question.
  static bool asked(std::string_view before, std::string_view word) {
    if (!word.starts_with("不") && !word.starts_with("没")) return false;
    return before.ends_with(first_code_points(word.substr(first_length(word)), 1));
  }

  // 不是在电梯、地下室里
  bool listed_with_taken(std::string_view before) const {
    return std::ranges::any_of(kEnumeration, [&](std::string_view mark) {
      return before.ends_with(mark) && taken_until_ > 0 && at_ - mark.size() == taken_until_;
    });
  }

  std::string_view text_;
  const bool over_;
  std::size_t at_ = 0;
  std::size_t clause_ = 0;
  std::size_t taken_until_ = 0;
};

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
  Reading reading(text);
  for (std::size_t at = 0; at < text.size(); at += first_length(text.substr(at))) {
    reading.arrive(at);
    const std::string_view rest = text.substr(at);
    const auto words = by_first_.find(std::string(first_code_points(rest, 1)));
    if (words == by_first_.end()) continue;
    for (const std::size_t word : words->second) {
      const std::string& plain = words_[word].plain;
      if (rest.starts_with(plain) && !reading.takes_back(plain)) found.push_back(word);
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
