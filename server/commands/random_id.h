// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace firstfix::commands {

// 128 bits from the kernel's generator as 32 hex digits: unguessable, unique. Any thread.
std::string random_id();

}  // namespace firstfix::commands
