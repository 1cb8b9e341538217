// SPDX-License-Identifier: GPL-3.0-or-later
// The lists of a contact, as its columns hold them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kb/core/contact.h"
#include "kb/core/fact.h"
#include "kb/core/learning.h"

namespace firstfix::store {

// Invalid UTF-8 within is replaced by U+FFFD: one bad byte must not lose the contact.
std::string facts_to_json(const FactSet& facts);
std::string list_to_json(const std::vector<std::string>& texts);
std::string weights_to_json(const NamedWeights& weights);
NamedWeights weights_from_json(std::string_view text);         // what is none is left out
std::string considered_to_json(const Considered& considered);  // empty for an empty one

// What is not of that shape is left out.
FactSet facts_from_json(std::string_view json);
std::vector<std::string> list_from_json(std::string_view json);
Considered considered_from_json(std::string_view json);

}  // namespace firstfix::store
