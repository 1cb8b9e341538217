// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/core/fact.h"
#include "kb/core/solution.h"
#include "server/pages/views.h"

namespace firstfix::pages {

// {chips, unsure, all, count, any}: the facts that bear on what is offered as chips, what the customer could
// not say, and every fact with its source and evidence.
Data facts_data(const Resolution& resolution, const FactCatalogue& catalogue, const Strings& t);

}  // namespace firstfix::pages
