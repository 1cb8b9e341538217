// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "kb/core/library.h"
#include "kb/core/result.h"
#include "kb/service/knowledge.h"

namespace firstfix::service {

struct AuthorTestReport {
  std::size_t run = 0;
  std::vector<Problem> failed;  // at the test's line: where the case ranked instead, and what stood above it
};

// Runs every case's own tests on an empty track record, on the day `today`.
Result<AuthorTestReport> run_author_tests(const Snapshot& snapshot, Date today);

}  // namespace firstfix::service
