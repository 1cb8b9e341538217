// SPDX-License-Identifier: GPL-3.0-or-later
// The layers of the house, as a test: kb/core <- siblings <- kb/service <- server, and each library in its
// one folder.
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace {

namespace fs = std::filesystem;
const fs::path kRoot = FIRSTFIX_SOURCE_DIR;

struct Include {
  std::string file;    // kb/search/index.cc
  std::string folder;  // kb/search, or server
  int line = 0;
  std::string target;  // kb/core/case.h, xapian.h
};

// "kb/search" for kb/search/x.cc; "server" for all of server.
std::string folder_of(const std::string& path) {
  const std::string top = path.substr(0, path.find('/'));
  return top == "kb" ? path.substr(0, path.find('/', 3)) : top;
}

std::vector<fs::path> sources() {
  std::vector<fs::path> files;
  for (const char* top : {"kb", "server"}) {
    for (const auto& entry : fs::recursive_directory_iterator(kRoot / top)) {
      const std::string extension = entry.path().extension().string();
      if (extension == ".h" || extension == ".cc") files.push_back(entry.path());
    }
  }
  return files;
}

std::vector<Include> all_includes() {
  static const std::regex kInclude(R"(^\s*#\s*include\s*[<"]([^>"]+)[>"])");
  std::vector<Include> includes;
  for (const fs::path& path : sources()) {
    const std::string file = fs::relative(path, kRoot).generic_string();
    std::ifstream stream(path);
    std::string line;
    for (int number = 1; std::getline(stream, line); ++number) {
      std::smatch found;
      if (std::regex_search(line, found, kInclude))
        includes.push_back({file, folder_of(file), number, found[1]});
    }
  }
  return includes;
}

std::string where(const Include& include) {
  return include.file + ":" + std::to_string(include.line) + " includes " + include.target;
}

const std::map<std::string, std::set<std::string>>& allowed() {
  static const std::map<std::string, std::set<std::string>> kAllowed{
      {"kb/core", {"kb/core"}},
      {"kb/content", {"kb/core", "kb/content"}},
      {"kb/search", {"kb/core", "kb/search"}},
      {"kb/facts", {"kb/core", "kb/facts"}},
      {"kb/operator", {"kb/core", "kb/operator"}},
      {"kb/resolve", {"kb/core", "kb/resolve"}},
      {"kb/store", {"kb/core", "kb/store"}},
      {"kb/service",
       {"kb/core", "kb/content", "kb/search", "kb/facts", "kb/operator", "kb/resolve", "kb/store",
        "kb/service"}},
      {"server", {"kb/core", "kb/service", "server"}}};
  return kAllowed;
}

TEST(IncludeRules, LayersPointOneWay) {
  const auto includes = all_includes();
  ASSERT_GT(includes.size(), 100U) << "the sources were not found below " << kRoot;
  for (const Include& include : includes) {
    if (!include.target.starts_with("kb/") && !include.target.starts_with("server/")) continue;
    const auto rule = allowed().find(include.folder);
    ASSERT_NE(rule, allowed().end()) << include.folder << " is a new folder: give it a rule here";
    EXPECT_TRUE(rule->second.contains(folder_of(include.target))) << where(include);
  }
}

TEST(IncludeRules, ALibraryStaysInItsFolder) {
  const std::map<std::string, std::set<std::string>> homes{{"xapian", {"kb/search"}},
                                                           {"unicode/", {"kb/search", "kb/facts"}},
                                                           {"yaml-cpp/", {"kb/content"}},
                                                           {"cmark", {"kb/content"}},
                                                           {"phonenumbers/", {"kb/facts"}},
                                                           {"soci/", {"kb/store"}},
                                                           {"sqlite3", {"kb/store"}},
                                                           {"csv.h", {"kb/store"}},
                                                           {"curl/", {"kb/operator"}},
                                                           {"sodium", {"kb/service"}},
                                                           {"httplib", {"server"}},
                                                           {"kainjow/", {"server"}},
                                                           {"CLI/", {"server"}},
                                                           {"qrencode", {"server"}},
                                                           {"spdlog/", {"server"}}};
  for (const Include& include : all_includes()) {
    for (const auto& [library, folders] : homes) {
      const bool at_home = !include.target.starts_with(library) || folders.contains(include.folder);
      EXPECT_TRUE(at_home) << where(include);
    }
    if (!include.target.starts_with("httplib")) continue;
    EXPECT_EQ(include.file, "server/http/http_server.cc");
  }
}

TEST(IncludeRules, ResolveIsPure) {
  const std::set<std::string> impure{"fstream", "iostream", "filesystem", "thread",
                                     "mutex",   "cstdlib",  "ctime",      "random"};
  for (const Include& include : all_includes()) {
    if (include.folder != "kb/resolve") continue;
    EXPECT_FALSE(impure.contains(include.target)) << where(include);
  }
}

TEST(Sources, EveryFileNamesItsLicence) {
  for (const fs::path& path : sources()) {
    std::ifstream stream(path);
    std::string first;
    std::getline(stream, first);
    EXPECT_EQ(first, "// SPDX-License-Identifier: GPL-3.0-or-later") << path;
  }
}

TEST(Sources, KbReadsNoEnvironmentAndKnowsNoUrl) {
  static const std::regex kForbidden(R"(\bgetenv\b|/api/v1|\bhttp::)");
  for (const fs::path& path : sources()) {
    if (!fs::relative(path, kRoot).generic_string().starts_with("kb/")) continue;
    std::ifstream stream(path);
    std::string line;
    for (int number = 1; std::getline(stream, line); ++number) {
      EXPECT_FALSE(std::regex_search(line, kForbidden)) << path << ":" << number << ": " << line;
    }
  }
}

}  // namespace
