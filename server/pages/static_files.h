// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "kb/core/result.h"
#include "server/http/message.h"

namespace firstfix::pages {

// What pages load beside themselves, held in memory since the start. A name is looked up, never opened: no
// path leads out. Thread rule: any thread.
class StaticFiles {
 public:
  // Errors as of read_folder.
  static Result<StaticFiles> load(const std::filesystem::path& folder);

  // "/static/style.css?v=9f3c0a...": changes with the content, so it may be kept for a year. None when there
  // is no such file.
  std::optional<std::string> url_of(std::string_view name) const;

  // GET /static/{file}
  http::Response serve(const http::Request& request) const;

 private:
  struct File {
    std::string bytes;
    std::string hash;  // 16 hex digits
    std::string_view content_type;
  };
  std::map<std::string, File, std::less<>> files_;
};

}  // namespace firstfix::pages
