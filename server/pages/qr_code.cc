// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/qr_code.h"

#include <memory>

#include <fmt/format.h>
#include <qrencode.h>

namespace firstfix::pages {

QrCode qr_code(std::string_view text) {
  constexpr int kQuiet = 4;
  constexpr unsigned char kDark = 1;  // the lowest bit of a module, see qrencode.h
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeString8bit(std::string(text).c_str(), 0, QR_ECLEVEL_M), &QRcode_free);
  if (!code) return {};
  QrCode drawn{code->width + 2 * kQuiet, {}};
  for (int y = 0; y < code->width; ++y) {
    for (int x = 0; x < code->width; ++x) {
      if ((code->data[y * code->width + x] & kDark) == 0) continue;
      drawn.path += fmt::format("M{} {}h1v1h-1z", x + kQuiet, y + kQuiet);
    }
  }
  return drawn;
}

}  // namespace firstfix::pages
