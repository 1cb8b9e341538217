// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "kb/core/fact.h"
#include "server/pages/strings.h"

namespace firstfix::pages {

// How a fact is called on a page of that language: English where the catalogue has it, else Chinese.
std::string label_of(const FactDefinition& fact, const Strings& t);
std::string label_of(const FactValue& value, const Strings& t);
// The fact's own value: the choice's label, or the text as it is.
std::string value_of(const Fact& fact, const FactCatalogue& catalogue, const Strings& t);
std::string question_of(const FactDefinition& fact, const Strings& t);

}  // namespace firstfix::pages
