// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/heard_words.h"

#include "kb/search/text_normal.h"

namespace firstfix::service {
namespace {

std::string plain(std::string_view text) {
  const search::NormalText normal = search::normalise(text);
  return normal.utf8(0, normal.units.length());
}

}  // namespace

HeardWords::HeardWords(const FactCatalogue& catalogue) {
  for (const FactDefinition& fact : catalogue.all()) {
    for (const FactValue& value : fact.values) {
      for (const std::string& word : value.words) words_.push_back({{&fact, &value, word}, plain(word)});
    }
  }
}

std::vector<HeardWords::Heard> HeardWords::in(std::string_view said) const {
  std::vector<Heard> heard;
  const std::string text = plain(said);
  for (const Word& word : words_) {
    const bool known = !heard.empty() && heard.back().fact == word.means.fact;
    if (!known && text.find(word.plain) != std::string::npos) heard.push_back(word.means);
  }
  return heard;
}

}  // namespace firstfix::service
