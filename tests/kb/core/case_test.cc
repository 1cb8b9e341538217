// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/core/case.h"

#include <gtest/gtest.h>

namespace firstfix {
namespace {

Date day(std::string_view text) {
  return *parse_date(text);
}

TEST(Case, SpellingsRoundTrip) {
  for (const Kind kind : {Kind::script, Kind::faq, Kind::answer})
    EXPECT_EQ(parse_kind(to_string(kind)), kind);
  for (const Audience audience : {Audience::agent, Audience::clerk, Audience::customer}) {
    EXPECT_EQ(parse_audience(to_string(audience)), audience);
  }
  for (const Confidence confidence :
       {Confidence::wip, Confidence::not_validated, Confidence::validated, Confidence::archived}) {
    EXPECT_EQ(parse_confidence(to_string(confidence)), confidence);
  }
  EXPECT_EQ(parse_kind("Script"), std::nullopt);
}

TEST(Case, IsOfferedWithinItsDatesBothIncluded) {
  Case article;
  article.confidence = Confidence::validated;
  article.valid_from = day("2026-03-01");
  article.valid_to = day("2026-03-31");
  EXPECT_FALSE(article.offered_on(day("2026-02-28")));
  EXPECT_TRUE(article.offered_on(day("2026-03-01")));
  EXPECT_TRUE(article.offered_on(day("2026-03-31")));
  EXPECT_FALSE(article.offered_on(day("2026-04-01")));
}

TEST(Case, IsNeverOfferedOnceArchived) {
  Case article;
  article.confidence = Confidence::archived;
  EXPECT_FALSE(article.offered_on(day("2026-03-01")));
}

}  // namespace
}  // namespace firstfix
