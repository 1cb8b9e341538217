// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

#include "kb/core/result.h"

namespace firstfix::service {

inline constexpr std::size_t kMaxSymptomCharacters = 10'000;
inline constexpr std::size_t kMaxFactCharacters = 200;
inline constexpr std::size_t kMaxAgentCharacters = 100;
inline constexpr std::size_t kMaxNoteCharacters = 2'000;

// Valid UTF-8 of at most `limit` characters without NUL. Error (invalid) names the field.
Result<void> check_text(std::string_view field, std::string_view text, std::size_t limit);

}  // namespace firstfix::service
