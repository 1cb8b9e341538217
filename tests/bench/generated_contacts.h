// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "kb/core/clock.h"
#include "kb/core/contact.h"
#include "kb/core/fact.h"
#include "tests/bench/generated_records.h"
#include "tests/bench/text_writer.h"

namespace firstfix::bench {

// Where a generated number is and with what handset, as its records say; empty: unknown.
struct Surroundings {
  std::string area;
  std::string model;
};

// Writes past contacts as a server records them: with the facts that were known, where and with what the
// number called, what the engine thought and, where the population says so, what came of it.
class ContactWriter {
 public:
  // Refers to its arguments; `numbers` by phone_number().
  ContactWriter(TextWriter& writer, const FactCatalogue& catalogue, std::span<const Surroundings> numbers)
      : writer_(writer), catalogue_(catalogue), numbers_(numbers) {}

  // Within the last 30 days. Throws when an outcome is not recorded.
  void write(const std::filesystem::path& database, Timestamp now, const Population& population);

 private:
  Considered considered(std::size_t contact, const Surroundings& number, const Population& population);

  TextWriter& writer_;
  const FactCatalogue& catalogue_;
  std::span<const Surroundings> numbers_;
};

}  // namespace firstfix::bench
