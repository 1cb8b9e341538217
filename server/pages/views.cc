// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/views.h"

#include <utility>

#include <fmt/format.h>

#include "server/pages/read_folder.h"
#include "server/pages/template_text.h"

namespace firstfix::pages {
namespace {

constexpr std::size_t kPageBytes = 32 * 1024;  // of an ordinary page: saves growing the string

std::string name_of(Page page) {
  switch (page) {
    case Page::panel:
      return "panel";
    case Page::contact:
      return "contact";
    case Page::cases:
      return "cases";
    case Page::article:
      return "article";
    case Page::gaps:
      return "gaps";
    case Page::track:
      return "track";
    case Page::slip:
      return "slip";
    case Page::extension:
      return "extension";
    case Page::lock:
      return "lock";
    case Page::error:
      return "error";
  }
  return {};
}

// Each file on its own: a section must end in the file where it begins.
Result<void> check_each(const FileContents& sources) {
  for (const auto& [name, text] : sources) {
    const kainjow::mustache::mustache parsed(text);
    if (parsed.is_valid()) continue;
    return fail(Code::invalid, fmt::format("templates/{}: {}", name, parsed.error_message()),
                "the number is the byte where it begins");
  }
  return {};
}

}  // namespace

Result<Views> Views::load(const SiteFolders& folders) {
  auto files = StaticFiles::load(folders.assets);
  if (!files) return fail(files.error());
  const auto sources = read_folder(folders.templates);
  if (!sources) return fail(sources.error());
  if (auto good = check_each(*sources); !good) return fail(good.error());
  Views views;
  views.static_files_ = *std::move(files);
  auto catalogues = words::Catalogues::load(folders.strings);
  if (!catalogues) return fail(catalogues.error());
  views.catalogues_ = *std::move(catalogues);
  for (const Language language : words::kLanguages) {
    Templates& templates = views.templates_.emplace_back();
    for (const Page page : kPages) {
      auto text = TemplateText(*sources, views.static_files_, views.strings(language)).expand(name_of(page));
      if (!text) return fail(text.error());
      if (auto good = parse(templates, page, *std::move(text)); !good) return fail(good.error());
    }
  }
  return views;
}

Result<void> Views::parse(Templates& templates, Page page, std::string text) {
  auto parsed = std::make_unique<kainjow::mustache::mustache>(text);
  if (!parsed->is_valid()) {
    return fail(Code::invalid,
                fmt::format("templates/{}.mustache: {}", name_of(page), parsed->error_message()),
                "the number is the byte in the text with its parts put in");
  }
  templates.at(static_cast<std::size_t>(page)) = std::move(parsed);
  return {};
}

// The library's render() is not const because a failing partial or lambda stores its error. Neither is left
// here (parts are put in at the start, Data holds no lambda), so rendering only reads the template.
std::string Views::render(Page page, const Data& data, Language language) const {
  std::string html;
  html.reserve(kPageBytes);
  const Templates& templates = templates_.at(static_cast<std::size_t>(language));
  templates.at(static_cast<std::size_t>(page))->render(data, [&html](const std::string& piece) {
    html += piece;
  });
  return html;
}

}  // namespace firstfix::pages
