// SPDX-License-Identifier: GPL-3.0-or-later
// Reads of screen pops and track links.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <soci/soci.h>

#include "kb/core/front_line.h"

namespace firstfix::store {

class ScreenPopQuery {
 public:
  explicit ScreenPopQuery(soci::session& session);
  std::optional<ScreenPop> run(std::string_view agent);

 private:
  std::string agent_;
  ScreenPop row_;
  long long at_ = 0;
  soci::statement statement_;
};

class TrackLinkQuery {
 public:
  explicit TrackLinkQuery(soci::session& session);
  std::optional<TrackLink> run(std::string_view token);

 private:
  std::string token_;
  TrackLink row_;
  long long made_at_ = 0;
  long long expires_at_ = 0;
  soci::statement statement_;
};

}  // namespace firstfix::store
