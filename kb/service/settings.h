// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "kb/core/fcr.h"
#include "kb/core/records.h"

namespace firstfix::service {

// The operator's network APIs (kb/operator).
struct NetworkSettings {
  std::string url;
  std::string token_url;
  std::string client_id;
  std::string client_secret;
  std::string ca_file;            // empty: the system's authorities
  std::vector<std::string> apis;  // by CAMARA's names; empty: all that are known
};

// What an operator may set. Values only; main fills it from the command line and the config file.
struct Settings {
  std::filesystem::path content;            // the folder with cases/, facts.yaml, taxonomy.yaml, lexicon.yaml
  std::filesystem::path data;               // holds firstfix.db, index/ and last-good/
  std::string home_country = "CN";          // for numbers without a country code, ISO 3166
  std::chrono::minutes utc_offset{8 * 60};  // for the times people read
  std::chrono::days history{30};            // how far back earlier contacts count
  std::chrono::hours track_life{14 * 24};   // of a customer's progress link
  double half_life_days = 30.0;             // of the success records and of confirmed words
  CoverageThresholds thresholds;
  std::chrono::milliseconds facts_budget{150};  // for all sources of facts together
  std::chrono::hours location_fresh{24 * 7};    // an older location gives way to a place that is named
  std::chrono::hours endless_event{72};         // one without an end is doubted when it is older
  std::chrono::hours resume_within{24};         // an unfinished contact that old is offered again
  double congested_above = 80.0;                // PRB utilisation of the busy hour, percent
  std::chrono::hours long_outage{4};            // from then on care phrases speak of a long one
  std::optional<NetworkSettings> network;       // none: the imported tables serve alone
  std::chrono::seconds clerk_idle{300};         // a shared counter locks itself when nobody uses it
  RepeatRule repeat;                            // when a contact takes back the credit of an earlier one

  std::filesystem::path database() const { return data / "firstfix.db"; }
};

}  // namespace firstfix::service
