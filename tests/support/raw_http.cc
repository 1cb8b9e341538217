// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/raw_http.h"

#include <array>
#include <charconv>
#include <stdexcept>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace firstfix::test {
namespace {

class Connection {
 public:
  explicit Connection(int port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
      ::close(socket_);
      throw std::runtime_error(fmt::format("nobody listens on port {}", port));
    }
  }
  ~Connection() { ::close(socket_); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void send(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;  // refused early: the answer says why
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }

  std::string read(int timeout_ms) const {
    std::string got;
    std::array<char, 16384> buffer{};
    pollfd waiting{socket_, POLLIN, 0};
    while (::poll(&waiting, 1, timeout_ms) > 0) {
      const ssize_t count = ::recv(socket_, buffer.data(), buffer.size(), 0);
      if (count <= 0) break;
      got.append(buffer.data(), static_cast<std::size_t>(count));
    }
    return got;
  }

 private:
  int socket_;
};

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

std::string send_raw(int port, std::string_view bytes, int timeout_ms) {
  const Connection connection(port);
  connection.send(bytes);
  return connection.read(timeout_ms);
}

std::string HttpAnswer::header(std::string_view name) const {
  std::string lowered;
  for (const char c : head) lowered += lower(c);
  const std::size_t at = lowered.find(fmt::format("\r\n{}: ", name));
  if (at == std::string::npos) return {};
  const std::size_t begin = at + name.size() + 4;
  return head.substr(begin, head.find('\r', begin) - begin);
}

HttpAnswer request(int port, std::string_view method, std::string_view target, std::string_view body,
                   std::string_view content_type, std::string_view headers) {
  std::string text =
      fmt::format("{} {} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{}", method, target, headers);
  if (!body.empty())
    text += fmt::format("Content-Type: {}\r\nContent-Length: {}\r\n", content_type, body.size());
  text += "\r\n";
  text += body;
  const std::string got = send_raw(port, text, 10'000);
  HttpAnswer answer;
  const std::size_t blank = got.find("\r\n\r\n");
  if (blank == std::string::npos) return answer;
  answer.head = got.substr(0, blank) + "\r\n";
  answer.body = got.substr(blank + 4);
  if (got.size() > 12) std::from_chars(got.data() + 9, got.data() + 12, answer.status);
  return answer;
}

}  // namespace firstfix::test
