// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "kb/core/library.h"
#include "kb/core/solution.h"
#include "server/pages/views.h"

namespace firstfix::pages {

// The templates of the checkout; a test fails loudly when they do not load.
const Views& checkout_views();

// A catalogue of three facts, two cases, and a contact that is offered both.
FactCatalogue sample_catalogue();
Library sample_library();
Resolution sample_resolution();

// A folder of its own below the system's temporary folder, removed at the end.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  void write(const std::string& name, const std::string& text) const;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace firstfix::pages
