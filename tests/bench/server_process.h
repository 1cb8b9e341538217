// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <sys/types.h>

#include "kb/service/settings.h"
#include "tests/support/scratch_folder.h"

namespace firstfix::bench {

// `firstfix serve` as a child on a free port, ready when the constructor returns; stopped by the destructor.
class ServerProcess {
 public:
  explicit ServerProcess(const service::Settings& settings);
  ~ServerProcess();
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  int port() const { return port_; }
  // Returns when it has had nothing to do for half a second: all of its past contacts are learned.
  void wait_until_idle() const;
  // A line of /proc/PID/status that is given in kB: VmRSS, RssAnon, VmHWM.
  double status_mb(const std::string& line) const;

 private:
  test::ScratchFolder folder_;  // holds what the server prints
  pid_t pid_ = 0;
  int port_ = 0;
};

}  // namespace firstfix::bench
