// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/server_process.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <thread>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

namespace firstfix::bench {
namespace {

constexpr std::string_view kReady = "ready: http://127.0.0.1:";
constexpr std::chrono::seconds kPatience{60};

std::string read_text(const std::string& path) {
  std::ifstream file(path);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

// The port that the server says it listens on; 0 as long as it has not.
int announced_port(const std::string& output) {
  const std::size_t at = output.find(kReady);
  if (at == std::string::npos || output.find('\n', at) == std::string::npos) return 0;
  return std::stoi(output.substr(at + kReady.size()));
}

}  // namespace

ServerProcess::ServerProcess(const service::Settings& settings) {
  const std::string output = folder_.path() / "output";
  const std::string content = settings.content;
  const std::string data = settings.data;
  pid_ = fork();
  if (pid_ == 0) {
    const int file = open(output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    dup2(file, STDOUT_FILENO);
    dup2(file, STDERR_FILENO);
    execl(FIRSTFIX_BINARY, "firstfix", "serve", "--home", FIRSTFIX_SOURCE_DIR, "--content", content.c_str(),
          "--data", data.c_str(), "--port", "0", nullptr);
    _exit(127);
  }
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  while ((port_ = announced_port(read_text(output))) == 0) {
    if (waitpid(pid_, nullptr, WNOHANG) != 0 || std::chrono::steady_clock::now() > deadline) {
      throw std::runtime_error(
          fmt::format("{} serve did not get ready: {}", FIRSTFIX_BINARY, read_text(output)));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{2});
  }
}

ServerProcess::~ServerProcess() {
  kill(pid_, SIGTERM);
  waitpid(pid_, nullptr, 0);
}

void ServerProcess::wait_until_idle() const {
  // Ticks of CPU time in user and system mode: the 14th and 15th field, counted from behind the name.
  const auto worked = [&] {
    const std::string stat = read_text(fmt::format("/proc/{}/stat", pid_));
    std::istringstream fields(stat.substr(std::min(stat.size(), stat.rfind(')') + 1)));
    std::string skipped;
    for (int i = 3; i < 14; ++i) fields >> skipped;
    long user = 0;
    long system = 0;
    fields >> user >> system;
    return user + system;
  };
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  for (long before = -1; std::chrono::steady_clock::now() < deadline;) {
    const long now = worked();
    if (now == before) return;
    before = now;
    std::this_thread::sleep_for(std::chrono::milliseconds{500});
  }
  throw std::runtime_error("the server did not come to rest");
}

double ServerProcess::status_mb(const std::string& line) const {
  const std::string status = read_text(fmt::format("/proc/{}/status", pid_));
  const std::size_t at = status.find("\n" + line + ":");
  if (at == std::string::npos) throw std::runtime_error(line + " is not in /proc/PID/status");
  return std::stod(status.substr(at + line.size() + 2)) * 1024.0 / 1e6;
}

}  // namespace firstfix::bench
