// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

#include "kb/core/result.h"
#include "server/http/message.h"

namespace firstfix::api {

// A whole number of the query; absent: `otherwise`. Error (invalid) when it is none.
Result<std::size_t> read_count(const http::Request& request, std::string_view name, std::size_t otherwise);

}  // namespace firstfix::api
