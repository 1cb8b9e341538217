// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "server/words/say.h"

namespace firstfix::test {

// The catalogues of the checkout; a test fails loudly when they do not load.
const words::Catalogues& catalogues();

// As a Chinese agent reads it. Facts that the catalogue lacks stand under their ids.
std::string in_chinese(const Message& message, const FactCatalogue& facts = {});
std::string in_english(const Message& message, const FactCatalogue& facts = {});

// The reading of a text that the engine words itself must say in Chinese what the replies say.
bool reads_as_it_stands(const Fact& fact);

bool has_han(const std::string& text);

}  // namespace firstfix::test
