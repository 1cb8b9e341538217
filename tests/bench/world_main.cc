// SPDX-License-Identifier: GPL-3.0-or-later
// firstfix_bench_world CASES FOLDER [SUBSCRIBERS [CONTACTS]]: leaves the generated world in FOLDER/content
// and FOLDER/data, for measurements that need a server of that size. CONTACTS, when given, were solved by a
// tenth of the cases.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "kb/content/library_loader.h"
#include "tests/bench/generated_cases.h"
#include "tests/bench/generated_records.h"

int main(int argc, char** argv) {
  namespace fs = std::filesystem;
  if (argc < 3 || argc > 5) {
    std::cerr << "usage: firstfix_bench_world CASES FOLDER [SUBSCRIBERS [CONTACTS]]\n";
    return 2;
  }
  const fs::path real = fs::path(FIRSTFIX_SOURCE_DIR) / "content";
  const fs::path folder = argv[2];
  fs::create_directories(folder / "content");
  fs::create_directories(folder / "data");
  for (const char* name : {"facts.yaml", "taxonomy.yaml", "lexicon.yaml"})
    fs::copy_file(real / name, folder / "content" / name, fs::copy_options::overwrite_existing);
  auto library = firstfix::content::LibraryLoader(real).load();
  if (!library) {
    std::cerr << library.error().message << "\n";
    return 1;
  }
  const std::size_t cases = std::strtoul(argv[1], nullptr, 10);
  firstfix::bench::write_cases(folder / "content", cases, **library);
  firstfix::bench::Population population;
  if (argc > 3) population.subscribers = std::strtoul(argv[3], nullptr, 10);
  if (argc > 4) {
    population.contacts = std::strtoul(argv[4], nullptr, 10);
    population.solving_cases = std::max<std::size_t>(1, cases / 10);
  }
  firstfix::bench::fill_database(folder / "data" / "firstfix.db", (*library)->facts, population);
  return 0;
}
