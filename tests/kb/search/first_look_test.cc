// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/first_look.h"

#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xapian.h>

namespace firstfix::search {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

// A case a pair of braces: its terms and how often.
Xapian::WritableDatabase cases() {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  const std::vector<std::vector<std::pair<std::string, unsigned>>> all{
      {{"red", 1}, {"lamp", 1}},
      {{"lamp", 1}},
      {{"red", 3}, {"slow", 1}},
      {{"red", 1}, {"lamp", 2}, {"slow", 1}}};
  for (const auto& terms : all) {
    Xapian::Document document;
    for (const auto& [term, count] : terms) document.add_term(term, count);
    database.add_document(document);
  }
  return database;
}

class FirstLookTest : public ::testing::Test {
 protected:
  std::vector<std::size_t> places() {
    std::vector<std::size_t> places;
    for (const Match& found : look_.take()) places.push_back(found.place);
    return places;
  }

  double score(std::size_t place) {
    for (const Match& found : look_.take()) {
      if (found.place == place) return found.score;
    }
    return 0.0;
  }

  Xapian::WritableDatabase database_ = cases();
  FirstLook look_{database_, 4};
};

TEST_F(FirstLookTest, FindsWhatHasAnyOfTheTerms) {
  look_.add("lamp", 1.0);
  look_.add("slow", 1.0);
  EXPECT_THAT(places(), UnorderedElementsAre(0, 1, 2, 3));
}

TEST_F(FirstLookTest, SumsWhatTheTermsAreWorth) {
  look_.add("red", 2.0);
  look_.add("lamp", 1.0);
  EXPECT_NEAR(score(0), 3.0, 1e-5);  // once each: BM25 gives a term its worth
}

TEST_F(FirstLookTest, CountsATermThatIsThereOftenMoreButNotThreeTimes) {
  look_.add("red", 1.0);
  const double thrice = score(2);
  EXPECT_GT(thrice, 1.0);
  EXPECT_LT(thrice, 1.6);
}

TEST_F(FirstLookTest, FindsByATermOfNoWorth) {
  look_.add("slow", 0.0);
  EXPECT_THAT(places(), UnorderedElementsAre(2, 3));
}

TEST_F(FirstLookTest, ForgetsWhatItGave) {
  look_.add("red", 1.0);
  look_.take();
  EXPECT_THAT(places(), IsEmpty());
  look_.add("red", 1.0);
  EXPECT_NEAR(score(0), 1.0, 1e-5);
}

TEST_F(FirstLookTest, BeginsAnewAfterASearchThatBrokeOff) {
  look_.add("red", 1.0);
  look_.begin();
  look_.add("slow", 1.0);
  EXPECT_THAT(places(), UnorderedElementsAre(2, 3));
}

TEST_F(FirstLookTest, KnowsNothingOfATermThatNoCaseHas) {
  look_.add("fog", 1.0);
  EXPECT_THAT(places(), IsEmpty());
}

TEST_F(FirstLookTest, HavingAllIsTheCasesWithEveryTerm) {
  EXPECT_THAT(places_having_all(database_, {"red"}), ElementsAre(0, 2, 3));
  EXPECT_THAT(places_having_all(database_, {"red", "lamp"}), ElementsAre(0, 3));
  EXPECT_THAT(places_having_all(database_, {"slow", "lamp", "red"}), ElementsAre(3));
  EXPECT_THAT(places_having_all(database_, {"red", "fog"}), IsEmpty());
  EXPECT_THAT(places_having_all(database_, {}), IsEmpty());
}

}  // namespace
}  // namespace firstfix::search
