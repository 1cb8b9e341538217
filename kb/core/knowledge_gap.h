// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "kb/core/clock.h"

namespace firstfix {

enum class GapSource { search, contact };
constexpr std::string_view to_string(GapSource source) {
  return source == GapSource::search ? "search" : "contact";
}

// What people asked and the library had no sure answer to (KCS: a knowledge gap). From it experts see which
// case to write next.
struct KnowledgeGap {
  std::string text;  // as it was said; no number of a person in it
  GapSource source = GapSource::search;
  int times = 0;
  Timestamp last_at;
};

// A search that found nothing good.
struct MissedSearch {
  std::string text;
  Timestamp at;
};

}  // namespace firstfix
