// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <sys/types.h>

namespace firstfix::test {

struct Finished {
  int exit_code = -1;
  std::string output;  // stdout and stderr, as a person sees them
};

// Runs the firstfix program to its end.
Finished run_firstfix(const std::vector<std::string>& arguments);
// Runs any program to its end.
Finished run_program(const std::string& program, const std::vector<std::string>& arguments);

// A `firstfix serve` of its own on a free port, with the repository's templates and static files.
class RunningServer {
 public:
  // Waits until it says that it is ready; throws when it ends before.
  RunningServer(const std::filesystem::path& content, const std::filesystem::path& data);
  ~RunningServer();
  RunningServer(const RunningServer&) = delete;
  RunningServer& operator=(const RunningServer&) = delete;

  int port() const { return port_; }
  // SIGTERM, then the exit code.
  int stop();

 private:
  pid_t child_ = -1;
  int output_ = -1;
  int port_ = 0;
};

}  // namespace firstfix::test
