// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <string>

#include <kainjow/mustache.hpp>

#include "kb/core/result.h"
#include "server/pages/static_files.h"

namespace firstfix::pages {

// What a template is given. In mustache "" and "0" count as true: give `bool` for every {{#section}} that is
// a condition. A missing name renders as nothing, a name missing in an item is looked up in what is around
// it.
using Data = kainjow::mustache::data;
using List = kainjow::mustache::list;

// The pages; every other file in templates/ is a part of one.
enum class Page { panel, cases, article, error };

// All templates, read and checked once at the start. Thread rule: render() from any thread.
class Views {
 public:
  // Errors: invalid naming file and line (broken, a part or an asset is missing, unescaped output),
  // not_found, unavailable.
  static Result<Views> load(const std::filesystem::path& templates_dir,
                            const std::filesystem::path& static_dir);

  std::string render(Page page, const Data& data) const;
  const StaticFiles& static_files() const { return static_files_; }

 private:
  static constexpr std::size_t kPages = 4;
  Result<void> parse(Page page, std::string text);

  StaticFiles static_files_;
  std::array<std::unique_ptr<kainjow::mustache::mustache>, kPages> templates_;
};

}  // namespace firstfix::pages
