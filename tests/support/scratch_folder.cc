// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scratch_folder.h"

#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <string>
#include <system_error>

namespace firstfix::test {
namespace fs = std::filesystem;

ScratchFolder::ScratchFolder() {
  std::string path = (fs::temp_directory_path() / "firstfix-test-XXXXXX").string();
  if (mkdtemp(path.data()) == nullptr) throw std::runtime_error("no scratch folder");
  path_ = path;
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void ScratchFolder::write(const fs::path& relative, std::string_view text) const {
  fs::create_directories((path_ / relative).parent_path());
  std::ofstream(path_ / relative, std::ios::binary) << text;
}

}  // namespace firstfix::test
