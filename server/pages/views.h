// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <kainjow/mustache.hpp>

#include "kb/core/result.h"
#include "server/pages/static_files.h"
#include "server/words/strings.h"

namespace firstfix::pages {

using words::Language;
using words::Strings;

// What a template is given. In mustache "" and "0" count as true: give `bool` for every {{#section}} that is
// a condition. A missing name renders as nothing, a name missing in an item is looked up in what is around
// it.
using Data = kainjow::mustache::data;
using List = kainjow::mustache::list;

// The pages; every other file in templates/ is a part of one. `contact` is what stands below the caller's
// form in `panel`, sent alone to a script that has the rest.
enum class Page { panel, contact, cases, article, gaps, track, slip, extension, lock, error };
inline constexpr std::array kPages{Page::panel, Page::contact, Page::cases,     Page::article, Page::gaps,
                                   Page::track, Page::slip,    Page::extension, Page::lock,    Page::error};

// Where pages are made from: templates/, the bundled assets of the build, static/strings/.
struct SiteFolders {
  std::filesystem::path templates;
  std::filesystem::path assets;
  std::filesystem::path strings;
};

// All templates in all languages, read and checked once at the start. Thread rule: render() from any thread.
class Views {
 public:
  // Errors: invalid naming file and line (broken, a part, an asset or a text is missing, unescaped output),
  // not_found, unavailable.
  static Result<Views> load(const SiteFolders& folders);

  std::string render(Page page, const Data& data, Language language = Language::chinese) const;
  const Strings& strings(Language language) const { return catalogues_.in(language); }
  const words::Catalogues& catalogues() const { return catalogues_; }
  const StaticFiles& static_files() const { return static_files_; }

 private:
  using Templates = std::array<std::unique_ptr<kainjow::mustache::mustache>, kPages.size()>;
  static Result<void> parse(Templates& templates, Page page, std::string text);

  StaticFiles static_files_;
  words::Catalogues catalogues_;
  std::vector<Templates> templates_;  // by Language
};

}  // namespace firstfix::pages
