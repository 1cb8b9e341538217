// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace firstfix::search {

// How easily one Han character is typed for another.
struct Confusion {
  double sound =
      1.0;  // 0 same reading, 0.3 readings that dialects or fingers mix (zh/z, n/l, h/f, -ng/-n), else 1
  double shape = 1.0;  // 0 same strokes, below 0.5 when they share most of their parts, 1 nothing in common
};

Confusion confusion(char32_t typed, char32_t meant);

// zhang, zang and zan alike; for comparing only.
bool sounds_near(std::string_view reading, std::string_view other);

}  // namespace firstfix::search
