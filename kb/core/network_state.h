// SPDX-License-Identifier: GPL-3.0-or-later
// What the operator's own network says of a number right now. Every part may be missing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kb/core/clock.h"
#include "kb/core/records.h"

namespace firstfix {

struct NetworkState {
  struct Location {
    GeoPoint centre;
    double radius_m = 0.0;
    Timestamp at;
  };
  // Model by Type Allocation Code; the network tells no IMEI.
  struct DeviceType {
    std::string tac;  // 8 digits
    std::string manufacturer;
    std::string model;
    std::optional<Timestamp> at;
  };
  struct Reachability {
    bool reachable = false;
    bool by_data = false;
    bool by_sms = false;
    std::optional<Timestamp> at;
  };
  struct Roaming {
    bool roaming = false;
    int country = 0;  // mobile country code, 460 is mainland China; 0: not said
    std::optional<Timestamp> at;
  };
  enum class Access { g2, g3, g4, g5 };
  struct AccessType {
    Access access = Access::g4;
    std::optional<Timestamp> at;
  };

  std::optional<Location> location;
  std::optional<DeviceType> device;
  std::optional<Reachability> reachability;
  std::optional<Roaming> roaming;
  std::optional<AccessType> access;
  std::vector<std::string> unavailable;  // names of what did not answer in time, or cannot now
};

}  // namespace firstfix
