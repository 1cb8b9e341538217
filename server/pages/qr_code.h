// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace firstfix::pages {

// A QR code as the inside of an SVG: a square of `size` units, its quiet zone of four modules included, and
// the path that fills the dark modules. Error correction M (ISO/IEC 18004). Empty path: the text is too long.
struct QrCode {
  int size = 0;
  std::string path;
};
QrCode qr_code(std::string_view text);

}  // namespace firstfix::pages
