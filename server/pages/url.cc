// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/url.h"

#include <fmt/format.h>

namespace firstfix::pages {
namespace {

bool unreserved(unsigned char byte) {
  return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') ||
         std::string_view("-._~/").find(static_cast<char>(byte)) != std::string_view::npos;
}

std::string encoded(std::string_view text) {
  std::string url;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (unreserved(byte)) {
      url += c;
    } else {
      url += fmt::format("%{:02X}", byte);
    }
  }
  return url;
}

}  // namespace

std::string url_with(std::string_view path,
                     const std::vector<std::pair<std::string_view, std::string_view>>& fields) {
  std::string url(path);
  char separator = '?';
  for (const auto& [name, value] : fields) {
    if (value.empty()) continue;
    url += separator;
    url.append(name).append("=").append(encoded(value));
    separator = '&';
  }
  return url;
}

}  // namespace firstfix::pages
