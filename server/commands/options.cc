// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/commands/options.h"

#include <cstdio>

#include <fmt/format.h>

namespace firstfix::commands {

void Options::add_to(CLI::App& app) {
  app.set_config("--config", "", "Read options from this TOML file; the command line wins");
  app.add_option("--home", home, "Folder with content, templates, static and var")->capture_default_str();
  app.add_option("--content", settings.content, "Folder of the cases [HOME/content]");
  app.add_option("--data", settings.data, "Folder of the database and the index [HOME/var]");
  app.add_option("--weak-below", settings.thresholds.weak_below, "RSRP in dBm below which coverage is weak")
      ->check(CLI::Range(-140.0, -44.0))
      ->capture_default_str();
  app.add_option("--none-below", settings.thresholds.none_below, "RSRP in dBm below which there is none")
      ->check(CLI::Range(-140.0, -44.0))
      ->capture_default_str();
  app.add_option("--half-life", settings.half_life_days, "Days after which an outcome counts half")
      ->check(CLI::Range(1.0, 3650.0))
      ->capture_default_str();
  app.add_option_function<double>(
         "--repeat-window",
         [this](double days) {
           settings.repeat.window = std::chrono::seconds{static_cast<long long>(days * 86'400)};
         },
         "Days within which a repeat contact takes back a first contact resolution [7]")
      ->check(CLI::Range(0.01, 365.0));
  app.add_option("--country", settings.home_country, "Country of numbers without a country code, ISO 3166")
      ->capture_default_str();
}

void Options::complete() {
  if (settings.content.empty()) settings.content = home / "content";
  if (settings.data.empty()) settings.data = home / "var";
}

int report(const Error& error) {
  fmt::print(stderr, "error: {}\n", error.message);
  if (!error.hint.empty()) fmt::print(stderr, "  {}\n", error.hint);
  return kProblemsFound;
}

}  // namespace firstfix::commands
