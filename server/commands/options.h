// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include <CLI/CLI.hpp>

#include "kb/core/result.h"
#include "kb/service/settings.h"

namespace firstfix::commands {

// Exit codes of every command.
enum Exit : int { kOk = 0, kProblemsFound = 1, kBadUsage = 2 };

// What all commands share.
struct Options {
  std::filesystem::path home = ".";  // holds content, templates, static and var
  service::Settings settings;        // content and data empty: below home

  void add_to(CLI::App& app);
  // After parsing: fills the folders that were not named, reads the operator's secret from its file or from
  // the environment's FIRSTFIX_OPERATOR_SECRET (never from the command line, where others could see it).
  void complete();
  // What a command says of a message: the Chinese catalogue's words, the plain message without a catalogue.
  std::string say(const Message& message) const;
  // report() with those words.
  int report(const Error& error) const;

 private:
  void add_network(CLI::App& app);

  service::NetworkSettings network_;
  std::filesystem::path secret_file_;
};

// "error: message" and "  hint" on stderr; gives kProblemsFound back.
int report(const Error& error);

}  // namespace firstfix::commands
