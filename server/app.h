// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

#include "kb/core/clock.h"
#include "kb/core/result.h"
#include "kb/service/knowledge.h"
#include "kb/service/resolver.h"
#include "kb/service/settings.h"
#include "kb/service/track_record.h"
#include "kb/store/database.h"

namespace firstfix {

// The running system: what main wires together and handlers call. Thread rule: const access from any thread.
class App {
 public:
  // Opens the database (made and migrated when new), loads the content, opens or builds the index.
  static Result<std::unique_ptr<App>> open(service::Settings settings, Clock clock);

  const service::Knowledge& knowledge() const { return *knowledge_; }
  service::Knowledge& knowledge() { return *knowledge_; }
  service::Resolver& resolver() { return *resolver_; }
  store::Database& database() { return *database_; }
  const service::Settings& settings() const { return settings_; }
  const Clock& clock() const { return clock_; }

 private:
  App(service::Settings settings, Clock clock);

  service::Settings settings_;
  Clock clock_;
  std::unique_ptr<store::Database> database_;
  std::unique_ptr<service::Knowledge> knowledge_;
  service::TrackRecord track_record_;
  std::unique_ptr<service::Resolver> resolver_;
};

}  // namespace firstfix
