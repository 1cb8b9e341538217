// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/core/front_line.h"

namespace firstfix {

std::string_view to_string(SignalKind kind) {
  switch (kind) {
    case SignalKind::copied:
      return "copied";
    case SignalKind::picked:
      return "picked";
    case SignalKind::dismissed:
      return "dismissed";
  }
  return {};
}

std::optional<SignalKind> parse_signal_kind(std::string_view text) {
  for (const SignalKind kind : {SignalKind::copied, SignalKind::picked, SignalKind::dismissed}) {
    if (text == to_string(kind)) return kind;
  }
  return std::nullopt;
}

}  // namespace firstfix
