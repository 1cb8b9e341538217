// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/commands/program.h"

#include <array>
#include <csignal>
#include <cstdlib>
#include <stdexcept>

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

namespace firstfix::test {
namespace {

struct Child {
  pid_t id = -1;
  int output = -1;
};

Child start(const std::string& program, const std::vector<std::string>& arguments) {
  std::array<int, 2> pipe{};
  if (::pipe2(pipe.data(), O_CLOEXEC) != 0) throw std::runtime_error("pipe");
  const pid_t child = ::fork();
  if (child == 0) {
    ::dup2(pipe[1], STDOUT_FILENO);
    ::dup2(pipe[1], STDERR_FILENO);
    std::vector<char*> argv{const_cast<char*>(program.c_str())};
    for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    ::execv(program.c_str(), argv.data());
    ::_exit(127);
  }
  ::close(pipe[1]);
  return {child, pipe[0]};
}

int wait_for(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

Finished run_program(const std::string& program, const std::vector<std::string>& arguments) {
  const Child child = start(program, arguments);
  Finished run;
  std::array<char, 4096> buffer{};
  for (ssize_t got = 0; (got = ::read(child.output, buffer.data(), buffer.size())) > 0;) {
    run.output.append(buffer.data(), static_cast<std::size_t>(got));
  }
  ::close(child.output);
  run.exit_code = wait_for(child.id);
  return run;
}

Finished run_firstfix(const std::vector<std::string>& arguments) {
  return run_program(FIRSTFIX_PROGRAM, arguments);
}

RunningServer::RunningServer(const std::filesystem::path& content, const std::filesystem::path& data) {
  const Child child =
      start(FIRSTFIX_PROGRAM, {"serve", "--home", FIRSTFIX_SOURCE_DIR, "--content", content.string(),
                               "--data", data.string(), "--port", "0", "--workers", "16"});
  child_ = child.id;
  output_ = child.output;
  constexpr std::string_view kReady = "ready: http://127.0.0.1:";
  std::string said;
  std::array<char, 4096> buffer{};
  while (said.find(kReady) == std::string::npos || said.find("/panel") == std::string::npos) {
    pollfd waiting{output_, POLLIN, 0};
    const ssize_t got = ::poll(&waiting, 1, 30'000) > 0 ? ::read(output_, buffer.data(), buffer.size()) : 0;
    if (got <= 0) {
      stop();
      throw std::runtime_error("the server did not start: " + said);
    }
    said.append(buffer.data(), static_cast<std::size_t>(got));
  }
  port_ = std::atoi(said.c_str() + said.find(kReady) + kReady.size());
}

RunningServer::~RunningServer() {
  stop();
}

int RunningServer::stop() {
  if (child_ < 0) return -1;
  ::kill(child_, SIGTERM);
  std::array<char, 4096> buffer{};
  while (::read(output_, buffer.data(), buffer.size()) > 0) {
  }
  ::close(output_);
  const int exit_code = wait_for(child_);
  child_ = -1;
  return exit_code;
}

}  // namespace firstfix::test
