// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "kb/core/fact.h"
#include "kb/core/library.h"
#include "server/words/strings.h"

namespace firstfix::words {

// How a fact is called on a page of that language: English where the catalogue has it, else Chinese.
std::string label_of(const FactDefinition& fact, const Strings& t);
std::string label_of(const FactValue& value, const Strings& t);
std::string question_of(const FactDefinition& fact, const Strings& t);
// What a picture shows, for who does not see it.
std::string alt_of(const Picture& picture, const Strings& t);

}  // namespace firstfix::words
