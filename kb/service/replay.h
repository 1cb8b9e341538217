// SPDX-License-Identifier: GPL-3.0-or-later
// Recorded contacts ranked again by a changed library or changed weights: what an author would change.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "kb/core/clock.h"
#include "kb/core/result.h"
#include "kb/resolve/policy_value.h"
#include "kb/service/settings.h"

namespace firstfix::service {

struct ReplayRequest {
  Settings settings;              // the server's: its content and weights are what is compared with
  std::filesystem::path content;  // the changed folder; empty: the same
  bool own_weights = false;       // try the program's own weights instead of those in force
  Timestamp now;
  int days = 30;                  // outcomes of so many days back
  std::filesystem::path scratch;  // for the indexes; exists, and goes with its owner
  std::function<void(std::size_t done, std::size_t total)> progress = {};
};

// A contact that was resolved, whose solving case moves from or to the first place.
struct ReplayMove {
  std::string contact;
  std::string solved_by;    // title of the case that solved it
  std::string first_after;  // of the case that would now stand first; empty: none
};

struct ReplayReport {
  std::size_t contacts = 0;  // uses of a case with an outcome
  std::size_t resolved = 0;
  std::size_t first_before = 0;  // resolved ones whose solving case stands first
  std::size_t first_after = 0;
  std::size_t lost_from_five = 0;  // resolved ones whose solving case leaves the first five
  std::vector<ReplayMove> gained;  // now first
  std::vector<ReplayMove> lost;    // no longer first
  resolve::ValueChange fcr;
};

// Ranks each recorded contact twice, as the server does now and as it would, by the words and the facts that
// were recorded with it, and by what outcomes have taught until now less what that contact itself taught.
// Errors: not_found (no database, no content), invalid, unavailable.
Result<ReplayReport> replay(const ReplayRequest& request);

}  // namespace firstfix::service
