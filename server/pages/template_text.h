// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "kb/core/result.h"
#include "server/pages/read_folder.h"
#include "server/pages/static_files.h"
#include "server/words/strings.h"

namespace firstfix::pages {

// Makes self-contained templates of the files in templates/: {{> name}} becomes the text of name.mustache ,
// {{asset name}} the URL of a static file and {{t key}} the catalogue's text. What mustache would pass over
// in silence is an error here: a missing partial, asset or text, partials in a circle, unescaped output of a
// name that is not known to be safe.
class TemplateText {
 public:
  // All must outlive it.
  TemplateText(const FileContents& sources, const StaticFiles& assets, const words::Strings& strings)
      : sources_(sources), assets_(assets), strings_(strings) {}

  // `name` without its ending. Errors (invalid) name file and line.
  Result<std::string> expand(const std::string& name);

 private:
  Result<std::string> replacement(const std::string& place, const std::string& tag);
  Result<std::string> asset(const std::string& place, const std::string& name) const;
  Result<std::string> said(const std::string& place, const std::string& key) const;

  const FileContents& sources_;
  const StaticFiles& assets_;
  const words::Strings& strings_;
  std::vector<std::string> open_;  // the partials we are in, outermost first
};

}  // namespace firstfix::pages
