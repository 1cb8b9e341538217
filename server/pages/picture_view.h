// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kb/core/library.h"
#include "server/pages/views.h"

namespace firstfix::pages {

// Where the drawing of a picture is; none when the build has none.
std::optional<std::string> picture_url(const StaticFiles& files, std::string_view id);

// {url, alt} of each picture whose drawing the build has; pure. The alternative text is in the page's
// language.
List pictures_data(const std::vector<const Picture*>& pictures, const StaticFiles& files, const Strings& t);

}  // namespace firstfix::pages
