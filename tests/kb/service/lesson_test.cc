// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/lesson.h"

#include <gtest/gtest.h>

namespace firstfix::service {
namespace {

using resolve::Sequel;

// The case's name is its category.
std::string itself(const std::string& case_id) {
  return case_id;
}

Lesson failed_lesson() {
  Lesson lesson;
  lesson.case_id = "network/indoor";
  lesson.category = "network/indoor";
  lesson.beliefs = {{"network/indoor", 0.5}, {"device/volte", 0.2}};
  return lesson;
}

LaterTry next_call(const std::string& case_id, bool resolved) {
  return {case_id, case_id, "next", resolved, false};
}

TEST(Sequel, NamesTheFirstCaseThatHelpedAndThoseThatDidNot) {
  const std::vector<LaterTry> later{next_call("network/street", false), next_call("device/volte", true),
                                    next_call("network/rail", true)};
  EXPECT_EQ(sequel_of(failed_lesson(), later, itself), (Sequel{{"network/street"}, "device/volte"}));
}

TEST(Sequel, LeavesOutATroubleThatNobodyThoughtOfAtTheFirstCall) {
  const std::vector<LaterTry> later{next_call("account/bill", true), next_call("device/sim", true)};
  EXPECT_EQ(sequel_of(failed_lesson(), later, itself), (Sequel{{}, "device/sim"}));
}

TEST(Sequel, InTheSameContactItIsTheSameTrouble) {
  const std::vector<LaterTry> later{{"account/bill", "account/bill", "same", true, true}};
  EXPECT_EQ(sequel_of(failed_lesson(), later, itself), (Sequel{{}, "account/bill", true}));
}

TEST(Sequel, OfASuccessIsNone) {
  Lesson solved = failed_lesson();
  solved.resolved = true;
  const std::vector<LaterTry> later{next_call("network/street", true)};
  EXPECT_EQ(sequel_of(solved, later, itself), Sequel{});
}

TEST(Sequel, OfANumberThatEverybodyIsEnteredWithIsThatOfTheContactAlone) {
  std::vector<LaterTry> later(5, next_call("network/street", false));
  later.push_back(next_call("device/sim", true));
  EXPECT_EQ(sequel_of(failed_lesson(), later, itself), Sequel{});
  later.pop_back();
  later.back().resolved = true;
  EXPECT_EQ(sequel_of(failed_lesson(), later, itself).solved, "network/street");
}

TEST(Sequel, ACaseThatIsGoneIsOfNoBranch) {
  const auto gone = [](const std::string&) { return std::string(); };
  const std::vector<LaterTry> later{
      next_call("device/sim", true), {"z", "", "next", true, false}, next_call("network/street", true)};
  EXPECT_EQ(sequel_of(failed_lesson(), later, gone), (Sequel{{}, "network/street"}));
}

}  // namespace
}  // namespace firstfix::service
