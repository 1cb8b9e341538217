// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/core/library.h"
#include "kb/core/solution.h"
#include "server/pages/views.h"

namespace firstfix::pages {

// The templates of the checkout; a test fails loudly when they do not load.
const Views& checkout_views();
const Strings& chinese();

// A catalogue of three facts, two cases, and a contact that is offered both.
FactCatalogue sample_catalogue();
Library sample_library();
Resolution sample_resolution();

}  // namespace firstfix::pages
