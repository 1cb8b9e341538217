// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/core/fact.h"
#include "kb/core/solution.h"
#include "server/pages/views.h"

namespace firstfix::pages {

// The handset check at the counter: what a clerk tries with the customer's telephone, each a fact of the
// catalogue with its values as buttons. False when the catalogue has none of them.
Data checks_data(const Resolution& resolution, const FactCatalogue& catalogue, const Strings& t);

}  // namespace firstfix::pages
