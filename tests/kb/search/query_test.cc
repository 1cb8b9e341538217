// SPDX-License-Identifier: GPL-3.0-or-later
// What finds what: words, channels, lexicon, facts, filters, facets, bad input.
#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kb/search/index.h"
#include "tests/kb/search/sample_library.h"

namespace firstfix::search {
namespace {

using testing::BuiltIndex;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::make_case;
using ::testing::Not;
using ::testing::Pair;
using testing::sample_library;
using ::testing::UnorderedElementsAre;

class Search : public ::testing::Test {
 protected:
  const BuiltIndex index_{sample_library()};
};

TEST_F(Search, FindsAnyOfTheWordsAndTheBestMatchFirst) {
  EXPECT_EQ(index_.ids("回到家手机就没信号").at(0), "indoor");
  EXPECT_EQ(index_.ids("光猫红灯").at(0), "modem-red");
  EXPECT_EQ(index_.ids("iphone 15").at(0), "five-g");
}

TEST_F(Search, FindsTraditionalCharacters) {
  EXPECT_EQ(index_.ids("光貓亮紅燈").at(0), "modem-red");
}

TEST_F(Search, FindsPinyinAndInitialsOfTitlesAndTerms) {
  EXPECT_EQ(index_.ids("guangmao").at(0), "modem-red");
  EXPECT_EQ(index_.ids("guang mao hong deng").at(0), "modem-red");
  EXPECT_EQ(index_.ids("mxh").at(0), "indoor");
  EXPECT_EQ(index_.ids("rfg").at(0), "weak-faq") << "弱覆盖 is a term of the lexicon";
}

TEST_F(Search, PinyinNeverOutranksRealCharacters) {
  const auto ids = index_.ids("信号 guangmao");
  EXPECT_EQ(ids.at(0), "indoor");
  EXPECT_THAT(ids, Contains("modem-red"));
}

TEST(Misspelt, FindsWhatItMeantAndSaysSo) {
  Library library = sample_library();
  library.lexicon.entries.push_back({"光猫", {}, {"猫"}});
  const BuiltIndex index(library);
  Query query;
  query.text = "光毛红灯";
  const auto hits = index.search(query);
  ASSERT_FALSE(hits.hits.empty());
  EXPECT_EQ(hits.hits.front().case_id, "modem-red");
  EXPECT_EQ(hits.did_you_mean, "光猫红灯");
  query.text = "光猫红灯";
  EXPECT_EQ(index.search(query).did_you_mean, "");
}

TEST_F(Search, FindsACaseByTheNameOfItsCategory) {
  EXPECT_THAT(index_.ids("家庭宽带"), Contains("modem-red"));
}

TEST_F(Search, CountsTheTitleMoreThanTheCause) {
  Library library;
  library.cases = {make_case("a", "甲"), make_case("b", "网速慢")};
  auto cause = make_case("a", "甲乙丙");
  cause->cause.markdown = "网速慢";
  library.cases[0] = cause;
  EXPECT_THAT(BuiltIndex(library).ids("网速慢"), ElementsAre("b", "a"));
}

TEST_F(Search, JoinsWaysToSayItThroughTheLexicon) {
  EXPECT_THAT(index_.ids("手机只有一格"), Contains("weak-faq"));  // no character in common
  EXPECT_THAT(index_.ids("信号差"), Contains("weak-faq"));
}

TEST_F(Search, RanksTheSaidWordsBeforeTheLexicons) {
  Library library = sample_library();
  library.cases.push_back(make_case("zz-said", "只有一格"));
  EXPECT_THAT(BuiltIndex(library).ids("只有一格"), ElementsAre("zz-said", "weak-faq"));
}

TEST_F(Search, SaysHowMuchOfTheQueryACaseHas) {
  Library library;
  library.cases = {make_case("a", "电梯里信号弱"), make_case("b", "信号塔")};
  const BuiltIndex index(library);
  Query query;
  query.text = "电梯信号";
  const std::vector<Hit> hits = index.search(query).hits;
  ASSERT_EQ(hits.size(), 2U);
  EXPECT_DOUBLE_EQ(hits[0].text_coverage.value(), 1.0);
  EXPECT_GT(hits[1].text_coverage.value(), 0.0);
  EXPECT_LT(hits[1].text_coverage.value(), 0.5);  // 电梯 is rarer than 信号
  query.text = "";
  const std::vector<Hit> browsed = index.search(query).hits;
  ASSERT_EQ(browsed.size(), 2U);
  for (const Hit& hit : browsed) EXPECT_FALSE(hit.text_coverage.has_value());
}

// Both have all the characters; only one of them callers put so, and what else a case says does not count.
TEST_F(Search, SaysHowLikeTheQueryIsToWhatCallersSay) {
  Library library;
  const auto said = make_case("said", "电梯信号", {"电梯里信号弱", "坐电梯没信号"});
  const auto long_one =
      make_case("long", "小区地下停车场出口旁边的电梯总坏", {"物业不让装设备", "信号塔太远"});
  const auto one = make_case("one", "电梯信号");
  library.cases = {long_one, one, said};
  const BuiltIndex index(library);
  Query query;
  query.text = "电梯信号";
  std::map<std::string, std::optional<double>> likeness;
  for (const Hit& hit : index.search(query).hits) likeness[hit.case_id] = hit.likeness;
  ASSERT_EQ(likeness.size(), 3U);
  EXPECT_FALSE(likeness["one"].has_value());  // its score says it all
  EXPECT_GT(likeness["said"].value(), 2.0 * likeness["long"].value());
  EXPECT_LE(likeness["said"].value(), 1.0);
  EXPECT_GT(likeness["long"].value(), 0.0);
  query.text = "";
  for (const Hit& hit : index.search(query).hits) EXPECT_FALSE(hit.likeness.has_value());
}

// Said three times, word for word: as like as can be, whatever stands between the words.
TEST_F(Search, SaysThatTheSameLatinWordsAreWhollyAlike) {
  Library library;
  library.cases = {make_case("a", "volte wifi esim", {"volte, wifi, esim", "volte wifi esim"})};
  const BuiltIndex index(library);
  Query query;
  query.text = "volte wifi esim";
  const std::vector<Hit> hits = index.search(query).hits;
  ASSERT_EQ(hits.size(), 1U);
  EXPECT_NEAR(hits[0].likeness.value(), 1.0, 1e-9);
}

// One saying says it, the others nothing alike: it is one of the better half, of at least three and at most
// six.
TEST_F(Search, LikenessIsTheMeanOfTheBetterHalfOfTheSayings) {
  for (const auto& [others, counted] : {std::pair{2, 3.0}, {4, 3.0}, {7, 4.0}, {14, 6.0}}) {
    std::vector<std::string> sayings;
    for (int i = 0; i < others; ++i) sayings.push_back("路由器总坏");
    Library library;
    library.cases = {make_case("a", "volte wifi esim", sayings)};
    const BuiltIndex index(library);
    Query query;
    query.text = "volte wifi esim";
    const std::vector<Hit> hits = index.search(query).hits;
    ASSERT_EQ(hits.size(), 1U);
    EXPECT_NEAR(hits[0].likeness.value(), 1.0 / counted, 1e-9) << others;
  }
}

// Scores fall through the whole list and no page repeats a case, also where the second look ends.
TEST_F(Search, PagesDeeperThanTheSecondLookWithoutGapOrRepetition) {
  Library library;
  for (int i = 0; i < 130; ++i) {
    std::string title = "断网";
    for (int j = 0; j < i % 7; ++j) title += "又慢";
    library.cases.push_back(make_case(fmt::format("c{:03}", i), title));
  }
  const BuiltIndex index(library);
  Query query;
  query.text = "断网了很慢";
  query.limit = 13;
  std::map<std::string, int> seen;
  double last = 1e9;
  for (; query.offset < 130; query.offset += query.limit) {
    for (const Hit& hit : index.search(query).hits) {
      ++seen[hit.case_id];
      EXPECT_LE(hit.score, last);
      last = hit.score;
    }
  }
  EXPECT_EQ(seen.size(), 130U);
  for (const auto& [id, times] : seen) EXPECT_EQ(times, 1) << id;
}

TEST_F(Search, BreaksTiesByCaseId) {
  Library library;
  library.cases = {make_case("a", "断网"), make_case("b", "断网"), make_case("c", "断网")};
  EXPECT_THAT(BuiltIndex(library).ids("断网"), ElementsAre("a", "b", "c"));
}

TEST_F(Search, LetsAFactLiftTheCaseThatNamesIt) {
  Library library;
  library.cases = {make_case("a", "断网"), make_case("b", "断网")};
  auto lifted = make_case("b", "断网");
  lifted->conditions = {{"coverage", {"weak"}}};
  library.cases[1] = lifted;
  const BuiltIndex index(library);
  Query query;
  query.text = "断网";
  query.facts = {{"coverage", "weak"}, {"unknown", "value"}};
  EXPECT_THAT(index.ids(query), ElementsAre("b", "a"));
  query.facts = {{"coverage", "none"}};
  EXPECT_THAT(index.ids(query), ElementsAre("a", "b"));
}

TEST_F(Search, FindsNothingByAFactAlone) {
  Query query;
  query.text = "zzzz";
  query.facts = {{"coverage", "weak"}};
  EXPECT_THAT(index_.ids(query), IsEmpty());
}

TEST_F(Search, WithoutTextListsAllThatPassById) {
  EXPECT_THAT(index_.ids(""), ElementsAre("five-g", "indoor", "modem-red", "weak-faq"));
  EXPECT_THAT(index_.ids(" \n"), ElementsAre("five-g", "indoor", "modem-red", "weak-faq"));
}

TEST_F(Search, FiltersByCategoryKindAudienceAndArchived) {
  Query query;
  query.category = "network/indoor";
  EXPECT_THAT(index_.ids(query), ElementsAre("indoor", "weak-faq"));
  query.category = "network";
  EXPECT_THAT(index_.ids(query), ElementsAre("five-g", "indoor", "weak-faq"));
  query.kind = Kind::faq;
  EXPECT_THAT(index_.ids(query), ElementsAre("weak-faq"));
  query = {};
  query.audience = Audience::customer;
  EXPECT_THAT(index_.ids(query), ElementsAre("weak-faq"));
  query = {};
  query.text = "光猫";
  EXPECT_THAT(index_.ids(query), ElementsAre("modem-red"));
  query.include_archived = true;
  EXPECT_THAT(index_.ids(query), UnorderedElementsAre("modem-red", "old-modem"));
  query.category = "no/such";
  EXPECT_THAT(index_.ids(query), IsEmpty());
}

TEST_F(Search, CountsEveryMatchByCategoryAndKindHoweverFewAreShown) {
  Query query;
  query.limit = 1;
  query.count_facets = true;
  const Hits hits = index_.search(query);
  EXPECT_EQ(hits.hits.size(), 1U);
  EXPECT_EQ(hits.total, 4U);
  EXPECT_THAT(hits.by_category, UnorderedElementsAre(Pair("network/indoor", 2U), Pair("network/5g", 1U),
                                                     Pair("broadband/modem", 1U)));
  EXPECT_THAT(hits.by_kind, UnorderedElementsAre(Pair("script", 3U), Pair("faq", 1U)));
}

TEST_F(Search, CountsExactlyAmongManyMatches) {
  Library library;
  for (int i = 0; i < 3000; ++i) {
    auto article = make_case(fmt::format("c{:05}", i), i % 3 == 0 ? "断网" : "断网 光猫");
    article->kind = i % 5 == 0 ? Kind::faq : Kind::answer;
    library.cases.push_back(article);
  }
  Query query;
  query.text = "光猫";
  query.count_facets = true;
  const Hits hits = BuiltIndex(library).search(query);
  EXPECT_EQ(hits.total, 2000U);
  EXPECT_THAT(hits.by_kind, UnorderedElementsAre(Pair("faq", 400U), Pair("answer", 1600U)));
  EXPECT_EQ(hits.hits.at(0).case_id, "c00001");  // ids in order across the parts the index was written in
  EXPECT_EQ(hits.hits.at(1).case_id, "c00002");
}

TEST_F(Search, PagesWithoutGapOrOverlap) {
  Query query;
  query.limit = 2;
  EXPECT_THAT(index_.ids(query), ElementsAre("five-g", "indoor"));
  query.offset = 2;
  EXPECT_THAT(index_.ids(query), ElementsAre("modem-red", "weak-faq"));
  query.offset = 1'000'000'000'000;
  query.limit = 1'000'000'000'000;
  EXPECT_THAT(index_.ids(query), IsEmpty());
}

TEST_F(Search, IgnoresRepetitionBeyondALittleWeight) {
  std::string shouting;
  for (int i = 0; i < 3000; ++i) shouting += "光猫";
  EXPECT_THAT(index_.ids(shouting), Contains("modem-red"));
}

TEST_F(Search, FindsTheTellingWordInALongStory) {
  std::string story;
  for (char32_t c = 0x4E00; c < 0x4E00 + 5000; ++c) {
    story += {static_cast<char>(0xE0 | (c >> 12)), static_cast<char>(0x80 | ((c >> 6) & 0x3F)),
              static_cast<char>(0x80 | (c & 0x3F))};
  }
  EXPECT_EQ(index_.ids(story + "光猫亮红灯" + story).at(0), "modem-red");
}

TEST_F(Search, ReadsQuerySyntaxAsPlainText) {
  EXPECT_EQ(index_.ids("光猫* AND -红灯 \"").at(0), "modem-red");
  EXPECT_THAT(index_.ids("XCbroadband/modem XKscript"), Not(Contains("indoor")));
}

struct BadRow {
  std::string_view name;
  std::string text;
};

void PrintTo(const BadRow& row, std::ostream* out) {
  *out << row.name;
}

class BadText : public ::testing::TestWithParam<BadRow> {};

TEST_P(BadText, FindsNothingAndDoesNotFail) {
  const BuiltIndex index(sample_library());
  const Hits hits = index.search(GetParam().text);
  EXPECT_THAT(hits.hits, IsEmpty());
  EXPECT_EQ(hits.total, 0U);
}

INSTANTIATE_TEST_SUITE_P(
    Table, BadText,
    ::testing::Values(BadRow{"punctuation", "？！。"}, BadRow{"wildcard", "*"}, BadRow{"quote", "\""},
                      BadRow{"controls", std::string("\0\x01\x02", 3)}, BadRow{"no UTF-8", "\xff\xfe\x80"},
                      BadRow{"emoji", "😀"}, BadRow{"many wildcards", std::string(10000, '*')},
                      BadRow{"one letter", std::string(10000, 'q')}, BadRow{"unknown word", "zzzz"}));

TEST_F(Search, ReadsAroundBytesThatAreNoUtf8) {
  EXPECT_EQ(index_.ids("\xff光猫红灯\xe5").at(0), "modem-red");
}

}  // namespace
}  // namespace firstfix::search
