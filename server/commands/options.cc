// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/commands/options.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include <fmt/format.h>

#include "server/words/say.h"

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
  app.add_option_function<int>(
         "--facts-budget",
         [this](int milliseconds) { settings.facts_budget = std::chrono::milliseconds{milliseconds}; },
         "Milliseconds for all sources of facts together [150]")
      ->check(CLI::Range(1, 10'000));
  app.add_option_function<int>(
         "--resume-within", [this](int hours) { settings.resume_within = std::chrono::hours{hours}; },
         "Hours within which a contact that was broken off is offered again [24]")
      ->check(CLI::Range(0, 24 * 365));
  app.add_option("--congested-above", settings.congested_above,
                 "PRB utilisation in percent of the busy hour from which a place is congested")
      ->check(CLI::Range(1.0, 100.0))
      ->capture_default_str();
  app.add_option("--country", settings.home_country, "Country of numbers without a country code, ISO 3166")
      ->capture_default_str();
  app.add_option_function<double>(
         "--clerk-idle",
         [this](double minutes) {
           settings.clerk_idle = std::chrono::seconds{static_cast<long long>(minutes * 60)};
         },
         "Minutes without use after which a shared counter locks itself [5]")
      ->check(CLI::Range(0.05, 24.0 * 60));
  add_network(app);
}

void Options::add_network(CLI::App& app) {
  const std::string group = "Operator network APIs (CAMARA); without them the imported tables serve";
  app.add_option("--operator-url", network_.url, "Base address, https://…")->group(group);
  app.add_option("--operator-token-url", network_.token_url, "Where access tokens are got (OAuth 2.0)")
      ->group(group);
  app.add_option("--operator-client-id", network_.client_id, "Client id")->group(group);
  app.add_option("--operator-secret-file", secret_file_,
                 "File with the client secret; or set FIRSTFIX_OPERATOR_SECRET")
      ->group(group);
  app.add_option("--operator-ca", network_.ca_file, "Certificates to trust instead of the system's")
      ->group(group);
  app.add_option("--operator-apis", network_.apis, "Only these: location-retrieval device-identifier …")
      ->group(group);
}

void Options::complete() {
  if (settings.content.empty()) settings.content = home / "content";
  if (settings.data.empty()) settings.data = home / "var";
  if (network_.url.empty()) return;
  if (!secret_file_.empty()) {
    std::ifstream file(secret_file_);
    std::getline(file, network_.client_secret);
  } else if (const char* secret = std::getenv("FIRSTFIX_OPERATOR_SECRET")) {
    network_.client_secret = secret;
  }
  settings.network = network_;
}

std::string Options::say(const Message& message) const {
  const auto strings = words::Strings::load(home / "static" / "strings", words::Language::chinese);
  return strings ? words::say(message, *strings, {}) : plain(message);
}

int Options::report(const Error& error) const {
  if (error.said.empty()) return commands::report(error);
  return commands::report(Error{error.code, say(error.said), say(error.advice)});
}

int report(const Error& error) {
  fmt::print(stderr, "error: {}\n", error.message);
  if (!error.hint.empty()) fmt::print(stderr, "  {}\n", error.hint);
  return kProblemsFound;
}

}  // namespace firstfix::commands
