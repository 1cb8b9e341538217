// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "kb/core/library.h"
#include "kb/core/solution.h"

namespace firstfix::service {

// The case's reply in its three forms for a contact about whom these facts are known, the care phrases of the
// situation before it. Never a hole, never a fact that is not known; the same facts give the same words.
Reply write_reply(const Case& article, const FactSet& facts, const Library& library);

}  // namespace firstfix::service
