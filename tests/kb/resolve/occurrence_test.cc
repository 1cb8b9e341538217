// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/resolve/occurrence.h"

#include <limits>

#include <gtest/gtest.h>

namespace firstfix::resolve {
namespace {

double foretold(std::optional<double> occurrence, std::size_t cases = 200) {
  Case article;
  article.occurrence = occurrence;
  return foretold_popularity(article, cases);
}

TEST(OccurrenceTest, WithoutTheAuthorsWordACaseIsTheAverageOne) {
  EXPECT_DOUBLE_EQ(foretold(std::nullopt), 1.0);
  EXPECT_DOUBLE_EQ(foretold(50.0), 1.0);  // of 10,000 contacts, 200 cases each
}

TEST(OccurrenceTest, TheMoreOftenTheMorePopularButByLessThanTheAuthorSays) {
  EXPECT_GT(foretold(100.0), 1.0);
  EXPECT_LT(foretold(100.0), 2.0);
  EXPECT_LT(foretold(25.0), 1.0);
  EXPECT_GT(foretold(25.0), 0.5);
  EXPECT_DOUBLE_EQ(foretold(5.0), foretold(25.0)) << "rare is not rarer than half the average";
  EXPECT_GT(foretold(50.0, 400), foretold(50.0, 200)) << "the more cases, the less the average one has";
}

TEST(OccurrenceTest, NonsenseIsFinite) {
  EXPECT_DOUBLE_EQ(foretold(std::numeric_limits<double>::quiet_NaN()), 1.0);
  EXPECT_GT(foretold(-5.0), 0.0);
  EXPECT_LT(foretold(1e300), 1'000.0);
  EXPECT_LE(foretold(10'000.0, 0), 1.0);
}

}  // namespace
}  // namespace firstfix::resolve
