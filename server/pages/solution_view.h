// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/core/contact.h"
#include "kb/core/library.h"
#include "kb/core/solution.h"
#include "server/pages/views.h"

namespace firstfix::pages {

// What a resolution is shown with.
struct PanelSources {
  const Library& library;
  const StaticFiles& files;  // has the pictures
};

// The offered cases, best first: what templates/solution.mustache shows of each. The reply form of the
// contact's channel is the one in front.
List solutions_data(const Resolution& resolution, const PanelSources& sources, const Strings& t);

// A probability as people read it: whole percent, never a certainty.
int percent_of(double probability);

}  // namespace firstfix::pages
