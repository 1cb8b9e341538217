// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace firstfix::pages {

// `path` with the non-empty fields as its query, percent-encoded (RFC 3986, unreserved characters kept).
std::string url_with(std::string_view path,
                     const std::vector<std::pair<std::string_view, std::string_view>>& fields);

}  // namespace firstfix::pages
