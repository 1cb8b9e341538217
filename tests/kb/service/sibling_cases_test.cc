// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/sibling_cases.h"

#include <memory>
#include <optional>
#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace firstfix::service {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

CasePtr in_category(std::string id, std::string category, std::optional<double> occurrence = {}) {
  auto article = std::make_shared<Case>();
  article->id = std::move(id);
  article->category = std::move(category);
  article->occurrence = occurrence;
  return article;
}

TEST(SiblingCases, AreThoseOfACategoryTheMostOftenNeededFirst) {
  Library library;
  library.cases = {in_category("a", "device/sim", 40), in_category("b", "device/handset"),
                   in_category("c", "device/sim", 9'000), in_category("d", "device/sim", 40)};
  const SiblingCases siblings(library);
  EXPECT_THAT(siblings.of("device/sim"), ElementsAre("c", "a", "d"));
  EXPECT_THAT(siblings.of("device/handset"), ElementsAre("b"));
  EXPECT_THAT(siblings.of("device"), IsEmpty());
  EXPECT_THAT(siblings.of(""), IsEmpty());
}

TEST(SiblingCases, AreFewHoweverManyThereAre) {
  Library library;
  for (int i = 0; i < 1'000; ++i)
    library.cases.push_back(in_category(fmt::format("{:04}", i), "network/rail", i == 999 ? 5'000 : 10));
  const SiblingCases siblings(library);
  EXPECT_EQ(siblings.of("network/rail").size(), SiblingCases::kMost);
  EXPECT_EQ(siblings.of("network/rail").front(), "0999");
}

}  // namespace
}  // namespace firstfix::service
