// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/resolve/occurrence.h"

#include <algorithm>
#include <cmath>

namespace firstfix::resolve {
namespace {

constexpr double kLeast = 0.5;
constexpr double kMost = 1'000.0;

}  // namespace

double foretold_popularity(const Case& article, std::size_t library_cases) {
  if (!article.occurrence || !std::isfinite(*article.occurrence)) return 1.0;
  const double average = kOccurrenceContacts / static_cast<double>(std::max<std::size_t>(1, library_cases));
  return std::sqrt(std::clamp(*article.occurrence / average, kLeast, kMost));
}

}  // namespace firstfix::resolve
