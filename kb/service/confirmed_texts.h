// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "kb/core/clock.h"
#include "kb/core/result.h"
#include "kb/service/case_memory.h"

namespace firstfix::service {

// A past contact that a document solved.
struct SolvedContact {
  std::string document;
  std::string text;
};

// Past contacts made known the way the product comes to know them: each is a contact of a database, its
// outcome recorded as resolved, and read back by the evidence feed.
class ConfirmedTexts {
 public:
  // All of them at `now`. `folder` must not exist; the caller removes it. Error: unavailable when the
  // database fails.
  static Result<std::unique_ptr<ConfirmedTexts>> make(const std::filesystem::path& folder,
                                                      std::span<const SolvedContact> contacts, Timestamp now);
  virtual ~ConfirmedTexts() = default;
  virtual const CaseMemory& memory() const = 0;
};

}  // namespace firstfix::service
