// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/core/json_text.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace firstfix {
namespace {

template <class Value>
std::string json_of(Value value) {
  std::string json;
  append_json(json, value);
  return json;
}

std::string text(std::string_view value) {
  return json_of(value);
}

TEST(JsonText, WritesATextAsItIs) {
  EXPECT_EQ(text(""), R"("")");
  EXPECT_EQ(text("信号 bars/😀\x7f"), "\"信号 bars/😀\x7f\"");
}

TEST(JsonText, EscapesWhatJsonDoesNotTake) {
  EXPECT_EQ(text("\"a\\b\"\n\r\t\b\f"), R"("\"a\\b\"\n\r\t\b\f")");
  EXPECT_EQ(text(std::string_view("\0\x1f", 2)), R"("\u0000\u001f")");
}

TEST(JsonText, ReplacesBytesThatAreNoUtf8) {
  EXPECT_EQ(text("信\xFF号\xE5"), "\"信\uFFFD号\uFFFD\"");
}

TEST(JsonText, WritesANumberThatReadsBackTheSame) {
  EXPECT_EQ(json_of(0.0), "0.0");
  EXPECT_EQ(json_of(-0.0), "-0.0");
  EXPECT_EQ(json_of(0.6969), "0.6969");
  EXPECT_EQ(json_of(-12.0), "-12.0");
  EXPECT_EQ(json_of(0.0001), "0.0001");
  EXPECT_EQ(json_of(0.00001), "1e-05");
  EXPECT_EQ(json_of(123456789012345.0), "123456789012345.0");
  EXPECT_EQ(json_of(1e15), "1e+15");
  EXPECT_EQ(json_of(-std::numeric_limits<double>::max()), "-1.7976931348623157e+308");
}

TEST(JsonText, HasNoNumberForWhatIsNone) {
  EXPECT_EQ(json_of(std::nan("")), "null");
  EXPECT_EQ(json_of(std::numeric_limits<double>::infinity()), "null");
}

}  // namespace
}  // namespace firstfix
