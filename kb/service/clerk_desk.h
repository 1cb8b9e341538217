// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "kb/core/clerk.h"
#include "kb/core/result.h"
#include "kb/service/settings.h"
#include "kb/store/clerk_records.h"

namespace firstfix::service {

// Who serves at a shared counter: clerks with a short PIN, set by an administrator. Without clerks a counter
// is open to everybody, as before. Thread rule: any thread.
class ClerkDesk {
 public:
  struct Parts {
    Settings settings;
    Clock clock;
    std::function<std::string()> new_token;  // 32 hex digits, unguessable
  };
  // The database must be there and migrated. Error: unavailable.
  static Result<std::unique_ptr<ClerkDesk>> open(Parts parts);

  // --- the administrator's ---
  // A new clerk, or a new PIN, which ends the clerk's sessions and unlocks the name. Errors: invalid (name,
  // PIN).
  Result<void> set_pin(const std::string& name, const std::string& pin);
  Result<void> remove(const std::string& name);  // error: not_found
  Result<std::vector<std::string>> names() const;

  // --- the counter's ---
  // A token for the browser's cookie. One PIN is checked at a time and few may wait. Errors: unauthorized
  // (wrong PIN, unknown name: says how many tries are left), too_many (locked for some minutes, or many ask
  // at once).
  Result<std::string> unlock(const std::string& name, const std::string& pin);
  // The clerk, and the counter stays open for settings.clerk_idle from now; empty: locked, or no such token.
  Result<std::string> clerk_of(const std::string& token);
  Result<void> lock(const std::string& token);

 private:
  ClerkDesk(Parts parts, std::unique_ptr<store::ClerkRecords> records)
      : parts_(std::move(parts)), records_(std::move(records)) {}
  Result<void> check(const std::string& name, const std::string& pin);
  Result<void> wrong(Clerk clerk);

  Parts parts_;
  std::unique_ptr<store::ClerkRecords> records_;
  std::atomic<int> waiting_ = 0;
  std::mutex checking_;
};

}  // namespace firstfix::service
