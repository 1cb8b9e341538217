// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/senses.h"

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace firstfix::search {
namespace {

Lexicon lexicon() {
  return {{{"弱覆盖", {"信号差"}, {"只有一格", "一格"}},
           {"携号转网", {"携转"}, {"转网"}},
           {"4G", {"LTE"}, {}},
           {"空", {""}, {" "}},
           {"无信号", {}, {"信号差"}}}};
}

struct Row {
  std::string_view text;
  std::vector<std::string> senses;
};

void PrintTo(const Row& row, std::ostream* out) {
  *out << row.text;
}

class Find : public ::testing::TestWithParam<Row> {};

TEST_P(Find, NamesEverySenseOnceAnOccurrence) {
  EXPECT_EQ(Senses(lexicon()).find(normalise(GetParam().text)), GetParam().senses);
}

INSTANTIATE_TEST_SUITE_P(Table, Find,
                         ::testing::Values(Row{"家里只有一格", {"XL弱覆盖"}},  // the longest form only
                                           Row{"弱覆盖，一格", {"XL弱覆盖", "XL弱覆盖"}},
                                           Row{"携号转网", {"XL携号转网"}},
                                           Row{"信号差", {"XL弱覆盖", "XL无信号"}},  // a form of two entries
                                           Row{"ＬＴＥ", {"XL4g"}}, Row{"14G", {}}, Row{"4GB", {}},
                                           Row{"手机4g卡", {"XL4g"}}, Row{"", {}}, Row{"没有", {}}));

}  // namespace
}  // namespace firstfix::search
