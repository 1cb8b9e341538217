// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/words/fact_words.h"

namespace firstfix::words {
namespace {

const std::string& chosen(const std::string& chinese, const std::string& english, const Strings& t) {
  return t.language() == Language::english && !english.empty() ? english : chinese;
}

}  // namespace

std::string label_of(const FactDefinition& fact, const Strings& t) {
  return chosen(fact.label, fact.label_en, t);
}

std::string label_of(const FactValue& value, const Strings& t) {
  return chosen(value.label, value.label_en, t);
}

std::string question_of(const FactDefinition& fact, const Strings& t) {
  return chosen(fact.question, fact.question_en, t);
}

std::string alt_of(const Picture& picture, const Strings& t) {
  return chosen(picture.alt, picture.alt_en, t);
}

}  // namespace firstfix::words
