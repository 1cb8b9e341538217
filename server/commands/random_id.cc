// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/commands/random_id.h"

#include <array>
#include <cerrno>
#include <cstdint>
#include <system_error>

#include <fmt/format.h>
#include <sys/random.h>

namespace firstfix::commands {

std::string random_id() {
  std::array<std::uint64_t, 2> bits{};
  // Up to 256 bytes are never cut short once the generator is seeded (getrandom(2)).
  if (getrandom(bits.data(), sizeof bits, 0) != sizeof bits) {
    throw std::system_error(errno, std::generic_category(), "getrandom");
  }
  return fmt::format("{:016x}{:016x}", bits[0], bits[1]);
}

}  // namespace firstfix::commands
