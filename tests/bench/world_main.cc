// SPDX-License-Identifier: GPL-3.0-or-later
// firstfix_bench_world CASES FOLDER [SUBSCRIBERS]: leaves the generated world in FOLDER/content and
// FOLDER/data, for measurements that need a server of that size.
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "kb/content/library_loader.h"
#include "tests/bench/generated_cases.h"
#include "tests/bench/generated_records.h"

int main(int argc, char** argv) {
  namespace fs = std::filesystem;
  if (argc != 3 && argc != 4) {
    std::cerr << "usage: firstfix_bench_world CASES FOLDER [SUBSCRIBERS]\n";
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
  firstfix::bench::write_cases(folder / "content", std::strtoul(argv[1], nullptr, 10), **library);
  firstfix::bench::Population population;
  if (argc == 4) population.subscribers = std::strtoul(argv[3], nullptr, 10);
  firstfix::bench::fill_database(folder / "data" / "firstfix.db", (*library)->facts, population);
  return 0;
}
