// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

#include <soci/soci.h>

#include "kb/core/clock.h"

namespace firstfix::store {

// Runs a SELECT and calls `take` for each row. Always reads to the end: a SELECT left half-way would keep its
// read transaction, hence an old snapshot, until its session runs it again.
template <class Take>
void for_each_row(soci::statement& statement, Take take) {
  statement.execute(false);
  while (statement.fetch()) take();
}

// Runs a statement that gives no rows.
inline void run(soci::statement& statement) {
  statement.execute(true);
}

inline long long to_column(Timestamp time) {
  return time.time_since_epoch().count();
}
inline Timestamp to_time(long long column) {
  return Timestamp{std::chrono::seconds{column}};
}

}  // namespace firstfix::store
