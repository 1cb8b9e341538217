// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/core/library.h"

#include <gtest/gtest.h>

namespace firstfix {
namespace {

TEST(Taxonomy, TellsLeavesFromBranches) {
  const Taxonomy taxonomy({{"network", "移动网络", ""}, {"network/indoor", "室内覆盖", "network"}});
  EXPECT_TRUE(taxonomy.is_leaf("network/indoor"));
  EXPECT_FALSE(taxonomy.is_leaf("network"));
  EXPECT_FALSE(taxonomy.is_leaf("nothing"));
  EXPECT_EQ(taxonomy.path_label("network/indoor"), "移动网络 / 室内覆盖");
  EXPECT_EQ(taxonomy.path_label("network"), "移动网络");
  EXPECT_EQ(taxonomy.path_label("gone"), "gone");
}

TEST(Library, FindsACaseByItsId) {
  Library library;
  for (const char* id : {"a", "c", "e"}) {
    auto article = std::make_shared<Case>();
    article->id = id;
    library.cases.push_back(article);
  }
  EXPECT_EQ(library.find("c")->id, "c");
  EXPECT_EQ(library.find("b"), nullptr);
  EXPECT_EQ(library.find("z"), nullptr);
}

TEST(Problem, IsWrittenAsCompilersDo) {
  EXPECT_EQ(to_string(Problem{{"cases/a.md", 3, 5}, "unknown key", "remove it"}),
            "cases/a.md:3:5: unknown key (remove it)");
  EXPECT_EQ(to_string(Problem{{"a.md", 1, 1}, "empty", ""}), "a.md:1:1: empty");
}

}  // namespace
}  // namespace firstfix
