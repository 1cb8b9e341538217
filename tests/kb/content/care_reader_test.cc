// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/content/care_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace firstfix::content {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

const FactCatalogue& catalogue() {
  static const FactCatalogue kCatalogue(
      {{"contacts.recent", "来访", FactType::choice, {{"many", "多次"}}, "", 0, "待核实"},
       {"contacts.count", "次数", FactType::text, {}, "", 0, "多次"}});
  return kCatalogue;
}

std::vector<Problem> problems_of(std::string_view yaml) {
  std::vector<Problem> problems;
  const auto read = read_care(SourceText("care.yaml", std::string(yaml)), &catalogue(), problems);
  EXPECT_EQ(read.has_value(), problems.empty());
  return problems;
}

constexpr std::string_view kGood =
    "- id: repeat\n  when: {contacts.recent: [many]}\n  voice: 您已经来过{{contacts.count}}。\n"
    "  counter: 又让您跑一趟。\n";

TEST(CareReader, ReadsPhrasesWithTheirSituation) {
  std::vector<Problem> problems;
  const auto read = read_care(SourceText("care.yaml", std::string(kGood)), &catalogue(), problems);
  ASSERT_THAT(problems, IsEmpty());
  ASSERT_EQ(read->size(), 1U);
  EXPECT_EQ(read->front().id, "repeat");
  EXPECT_EQ(read->front().when.front().fact, "contacts.recent");
  EXPECT_FALSE(read->front().words.voice.empty());
  EXPECT_TRUE(read->front().words.sms.empty());
}

TEST(CareReader, NamesWhatIsWrongWithPlaceAndMend) {
  for (const auto& [yaml, named] : std::vector<std::pair<std::string, std::string>>{
           {"a: b", "列表"},
           {"- id: repeat\n", "when"},
           {"- id: Repeat\n  when: {contacts.recent: [many]}\n  voice: a\n  counter: b\n", "Repeat"},
           {"- id: r\n  when: {contacts.recent: [often]}\n  voice: a\n  counter: b\n", "often"},
           {"- id: r\n  when: {weather: [rain]}\n  voice: a\n  counter: b\n", "weather"},
           {"- id: r\n  when: {contacts.count: [x]}\n  voice: a\n  counter: b\n", "文字"},
           {"- id: r\n  when: {contacts.recent: [many]}\n  voice: a{{moon}}\n  counter: b\n", "moon"},
           {std::string(kGood) + std::string(kGood), "重复"}}) {
    const auto problems = problems_of(yaml);
    ASSERT_FALSE(problems.empty()) << yaml;
    EXPECT_THAT(to_string(problems.front()), HasSubstr(named)) << yaml;
    EXPECT_FALSE(problems.front().hint.empty());
  }
}

}  // namespace
}  // namespace firstfix::content
