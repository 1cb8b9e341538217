// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/picture_view.h"

#include <utility>

#include <fmt/format.h>

namespace firstfix::pages {

List pictures_data(const std::vector<const Picture*>& pictures, const StaticFiles& files, const Strings& t) {
  List list;
  for (const Picture* picture : pictures) {
    auto url = files.url_of(fmt::format("picture-{}.svg", picture->id));
    if (!url) continue;
    Data data;
    data["picture_url"] = *std::move(url);
    data["picture_alt"] = t.language() == Language::english ? picture->alt_en : picture->alt;
    list.push_back(std::move(data));
  }
  return list;
}

}  // namespace firstfix::pages
