// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "kb/service/app.h"
#include "kb/service/resolver.h"
#include "kb/service/settings.h"
#include "tests/bench/generated_records.h"
#include "tests/support/scratch_folder.h"

namespace firstfix::bench {

// A content folder and a data folder with generated cases and records: what a server of that size starts
// from. The fact catalogue, the taxonomy and the lexicon are those of the checkout. Gone with the object.
class GeneratedWorld {
 public:
  // Writes content/; data/ stays empty.
  explicit GeneratedWorld(std::size_t cases);
  // Fills data/ with the records; takes some seconds.
  void add_records(const Population& population = {}) const;

  service::Settings settings() const;
  // The whole system below HTTP, on the wall clock. Throws with the reason when it cannot be opened.
  std::unique_ptr<App> open() const;

 private:
  test::ScratchFolder folder_;
};

// Callers of the generated numbers, each with a complaint. Equal counts give equal requests.
std::vector<service::ResolveRequest> requests(std::size_t count,
                                              std::size_t subscribers = Population{}.subscribers);

}  // namespace firstfix::bench
