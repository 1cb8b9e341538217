// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "kb/core/fact.h"
#include "kb/core/message.h"
#include "server/words/strings.h"

namespace firstfix::words {

// The message in the words of that language: the catalogue's text with every {name} filled in, facts called
// as the catalogue of facts calls them, several sentences joined by list.separator. When "count" is 1 the
// text of ID.one is taken where the language has one. An empty message is an empty text; an id or argument
// that is missing shows itself as ⟦name⟧. Any thread.
std::string say(const Message& message, const Strings& t, const FactCatalogue& facts);

// The fact's own value: the choice's label, our own words for a text that we made, or the text as it is.
std::string value_of(const Fact& fact, const FactCatalogue& facts, const Strings& t);

}  // namespace firstfix::words
