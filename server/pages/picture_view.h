// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/core/library.h"
#include "server/pages/views.h"

namespace firstfix::pages {

// {url, alt} of each picture whose drawing the build has; pure. The alternative text is in the page's
// language.
List pictures_data(const std::vector<const Picture*>& pictures, const StaticFiles& files, const Strings& t);

}  // namespace firstfix::pages
