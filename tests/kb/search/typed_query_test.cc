// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/typed_query.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kb/search/tokens.h"
#include "tests/kb/search/sample_library.h"

namespace firstfix::search {
namespace {

using testing::BuiltIndex;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::make_case;
using ::testing::UnorderedElementsAre;

struct Typed {
  std::string text;
  std::vector<std::string> phrases;
  std::vector<std::string> without;
};

class TypedQuery : public ::testing::TestWithParam<Typed> {};

TEST_P(TypedQuery, ReadsPhrasesAndMinus) {
  const Query query = typed_query(GetParam().text);
  EXPECT_EQ(query.phrases, GetParam().phrases);
  EXPECT_EQ(query.without, GetParam().without);
}

INSTANTIATE_TEST_SUITE_P(Forms, TypedQuery,
                         ::testing::Values(Typed{"没信号", {}, {}}, Typed{"\"亮红灯\" 光猫", {"亮红灯"}, {}},
                                           Typed{"“亮红灯”“上不了网”", {"亮红灯", "上不了网"}, {}},
                                           Typed{"光猫 -红灯 -los", {}, {"红灯", "los"}},
                                           Typed{"信号 -110dBm", {}, {}}, Typed{"wi-fi", {}, {}},
                                           Typed{"\"没有完", {}, {}}, Typed{"\"\" - --", {}, {}}));

TEST(TypedQueryText, KeepsEverythingElse) {
  Analyser analyser;
  EXPECT_EQ(typed_query("没信号 \"半截").text, "没信号 \"半截");
  EXPECT_THAT(typed_query("光猫 -红灯").text, "光猫 ");
}

class TypedSearch : public ::testing::Test {
 protected:
  TypedSearch() : index_(library()) {}

  static Library library() {
    Library library;
    library.cases = {make_case("a", "光猫亮红灯"), make_case("b", "光猫绿灯，红色按钮亮"),
                     make_case("c", "光猫换新")};
    return library;
  }

  std::vector<std::string> ids(const std::string& typed) const {
    std::vector<std::string> ids;
    const auto hits = index_.search(typed_query(typed));
    for (const Hit& hit : hits.hits) ids.push_back(hit.case_id);
    return ids;
  }

  BuiltIndex index_;
};

TEST_F(TypedSearch, APhraseMustStandSideBySide) {
  EXPECT_THAT(ids("\"亮红灯\""), ElementsAre("a"));
  EXPECT_THAT(ids("\"红灯光猫\""), IsEmpty());
}

TEST_F(TypedSearch, MinusLeavesOut) {
  EXPECT_THAT(ids("光猫 -红灯 -换新"), ElementsAre("b"));
  EXPECT_THAT(ids("-红灯 -换新"), ElementsAre("b")) << "alone it browses the others";
}

TEST_F(TypedSearch, APhraseOfLoneCharactersIsAPhrase) {
  EXPECT_THAT(ids("\"红！\" 光猫"), UnorderedElementsAre("a", "b"));
  EXPECT_THAT(ids("\"光猫！\" 光猫"), UnorderedElementsAre("a", "b", "c"));
  Library library;
  library.cases = {make_case("a", "换网 卡的办法"), make_case("b", "换卡的办法"), make_case("c", "办法")};
  const BuiltIndex index(library);
  const auto hits = index.search(typed_query("\"网 卡\" 办法"));
  EXPECT_EQ(hits.total, 1U);
}

TEST_F(TypedSearch, APhraseOfSignsAsksForNothing) {
  EXPECT_THAT(ids("\"！\" 光猫"), UnorderedElementsAre("a", "b", "c"));
}

TEST_F(TypedSearch, AnswersWhateverSignsAreTyped) {
  for (const char* typed : {"\"", "-", "“", "\"\"\"", "-\"光猫\"", "--光猫", "*", "光*", "\" \" -"})
    ids(typed);
}

}  // namespace
}  // namespace firstfix::search
