// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "kb/core/fact.h"

namespace firstfix::bench {

// How many there are of what grows with the operator.
struct Population {
  std::size_t subscribers = 100'000;
  // Of every fifth subscriber first, within the last 30 days; of the same ones again when there are more.
  std::size_t contacts = 20'000;
  // Of so many cases, each contact having been solved by one of them; 0: nothing came of any.
  std::size_t solving_cases = 0;
};

// A month of a busy hotline: a thousand contacts for each of a hundred cases.
inline constexpr Population kMonth{100'000, 100'000, 100};

// The n-th generated number: 11 digits, all different up to 100 million.
std::string phone_number(std::size_t n);

// Writes CSV files and imports them into the database, which is made: the subscribers with their last
// locations, 20,000 device models, 100,000 drive-test samples and 2,000 network events in and around one
// city, and past contacts. Throws when an import refuses a row.
void fill_database(const std::filesystem::path& database, const FactCatalogue& catalogue,
                   const Population& population = {});

}  // namespace firstfix::bench
