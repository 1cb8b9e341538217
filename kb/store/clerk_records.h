// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kb/core/clerk.h"
#include "kb/core/result.h"
#include "kb/store/session.h"

namespace firstfix::store {

// The clerks of shared counters and what they have unlocked. A session of its own beside the writer's: these
// writes are a few an hour, and an administrator's command makes them in another process.
// Thread rule: any thread, one at a time. Errors: unavailable.
class ClerkRecords {
 public:
  // Errors: as open_current(); a file that is not there is not made.
  static Result<std::unique_ptr<ClerkRecords>> open(const std::string& path);

  Result<std::vector<std::string>> names();  // ordered
  Result<std::optional<Clerk>> find(const std::string& name);
  // Adds the clerk or replaces the record; ends nothing.
  Result<void> put(const Clerk& clerk);
  // With the sessions. False: there is none of that name.
  Result<bool> remove(const std::string& name);

  Result<std::optional<ClerkSession>> session(const std::string& token_hash);
  Result<void> put_session(const ClerkSession& session);
  Result<void> end_session(const std::string& token_hash);
  // The clerk's, and those of everybody not seen since then.
  Result<void> end_sessions(const std::string& clerk, Timestamp unseen_since);

 private:
  ClerkRecords(SessionPtr session, std::string path);
  template <class Work>
  auto locked(Work work) -> Result<decltype(work(std::declval<soci::session&>()))>;

  std::mutex mutex_;
  SessionPtr session_;
  const std::string path_;
};

}  // namespace firstfix::store
