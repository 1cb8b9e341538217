// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "kb/content/vocabulary.h"
#include "kb/core/library.h"

namespace firstfix::content {

// A small good library; tests spoil one thing in it.
extern const std::string_view kSampleCase;
extern const std::string_view kSampleFacts;
extern const std::string_view kSampleTaxonomy;
extern const std::string_view kSampleLexicon;

FactCatalogue sample_facts();
Taxonomy sample_taxonomy();

// The text with the only place of `from` replaced. Throws when it is not there exactly once: a test that
// spoils nothing would pass for the wrong reason.
std::string replaced(std::string_view text, std::string_view from, std::string_view to);

// line:column: message (hint), one for each problem.
std::vector<std::string> shown(const std::vector<Problem>& problems);

// A folder of its own under the system's temporary folder, removed at the end.
class ScratchFolder {
 public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  void write(const std::filesystem::path& file, std::string_view text) const;
  // facts, taxonomy, lexicon and cases/network/weak-indoor-voice.md.
  void write_sample() const;

 private:
  std::filesystem::path path_;
};

}  // namespace firstfix::content
