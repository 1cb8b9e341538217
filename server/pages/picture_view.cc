// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/picture_view.h"

#include <utility>

#include <fmt/format.h>

#include "server/words/fact_words.h"

namespace firstfix::pages {

std::optional<std::string> picture_url(const StaticFiles& files, std::string_view id) {
  return files.url_of(fmt::format("picture-{}.svg", id));
}

List pictures_data(const std::vector<const Picture*>& pictures, const StaticFiles& files, const Strings& t) {
  List list;
  for (const Picture* picture : pictures) {
    auto url = picture_url(files, picture->id);
    if (!url) continue;
    Data data;
    data["picture_url"] = *std::move(url);
    data["picture_alt"] = words::alt_of(*picture, t);
    list.push_back(std::move(data));
  }
  return list;
}

}  // namespace firstfix::pages
