// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/heard_words.h"

#include <algorithm>
#include <string>
#include <utility>

#include "kb/core/utf8.h"
#include "kb/search/text_normal.h"

namespace firstfix::service {
namespace {

constexpr std::size_t kBriefly = 100;  // characters

std::string plain(std::string_view text) {
  const search::NormalText normal = search::normalise(text);
  std::string bare = normal.utf8(0, normal.units.length());
  std::erase(bare, ' ');
  return bare;
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
  while (!text.empty()) {
    const std::string first(first_code_points(text, 1));
    const auto words = by_first_.find(first);
    if (words != by_first_.end()) {
      for (const std::size_t word : words->second) {
        if (text.starts_with(words_[word].plain)) found.push_back(word);
      }
    }
    text.remove_prefix(first.size());
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
