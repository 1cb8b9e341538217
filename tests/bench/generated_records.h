// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "kb/core/fact.h"

namespace firstfix::bench {

inline constexpr std::size_t kSubscribers = 100'000;

// The n-th generated number, n below kSubscribers: 11 digits, all different.
std::string phone_number(std::size_t n);

// Writes CSV files and imports them into the database, which is made: 100,000 subscribers with their last
// locations, 20,000 device models, 100,000 drive-test samples and 2,000 network events in and around one
// city. Every fifth subscriber has been in contact within the last 30 days. Throws when an import refuses a
// row.
void fill_database(const std::filesystem::path& database, const FactCatalogue& catalogue);

}  // namespace firstfix::bench
