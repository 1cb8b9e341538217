// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/content/yaml_document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/kb/content/sample.h"

namespace firstfix::content {
namespace {

using testing::ElementsAre;
using testing::StartsWith;

struct Parsed {
  std::optional<YamlNode> root;
  std::vector<std::string> problems;
};

Parsed parse(std::string text) {
  const SourceText source("x.yaml", std::move(text));
  std::vector<Problem> problems;
  Report report(source, problems);
  Parsed parsed;
  parsed.root = parse_yaml({0, source.text().size()}, report);
  parsed.problems = shown(problems);
  return parsed;
}

TEST(YamlDocument, KeepsScalarsAsTyped) {
  const auto parsed = parse("a: yes\nb: no\nc: on\nd: off\ne: 0x10\nf: 2026-01-01\n");
  ASSERT_TRUE(parsed.root);
  std::vector<std::string> values;
  for (const YamlEntry& entry : parsed.root->entries) values.push_back(entry.value.text);
  EXPECT_THAT(values, ElementsAre("yes", "no", "on", "off", "0x10", "2026-01-01"));
}

TEST(YamlDocument, KnowsThePlaceOfEveryValue) {
  const SourceText source("x.yaml", "标题: 室内\nlist: [甲, \"乙\"]\n");
  std::vector<Problem> problems;
  Report report(source, problems);
  const auto root = parse_yaml({0, source.text().size()}, report);
  ASSERT_TRUE(root);
  EXPECT_EQ(source.position(root->entries[0].value.at).column, 5);
  const YamlNode& list = root->entries[1].value;
  EXPECT_EQ(source.position(list.at).column, 7);
  EXPECT_EQ(source.position(list.items[0].at).column, 8);
  EXPECT_EQ(source.position(list.items[1].at).column, 11);
}

TEST(YamlDocument, GivesNullForAnEmptyDocument) {
  const auto parsed = parse("# 只有注释\n");
  ASSERT_TRUE(parsed.root);
  EXPECT_EQ(parsed.root->type, YamlNode::Type::null);
}

struct Refused {
  const char* name;
  std::string text;
  const char* expected;
};

class YamlRefused : public testing::TestWithParam<Refused> {};

TEST_P(YamlRefused, ReportsAtItsPlace) {
  EXPECT_THAT(parse(GetParam().text).problems, ElementsAre(StartsWith(GetParam().expected)));
}

INSTANTIATE_TEST_SUITE_P(
    Table, YamlRefused,
    testing::Values(Refused{"Anchor", "a: &x 1\n", "1:4: 不能用 YAML 锚点（&x）"},
                    Refused{"UnknownAlias", "室: *x\n", "1:4: YAML 写法不对"},
                    Refused{"Tag", "a: !!int 1\n", "1:4: 不能用 YAML 标签“tag:yaml.org,2002:int”"},
                    Refused{"DuplicateKey", "a: 1\nb: 2\na: 3\n", "3:1: 键“a”重复，第 1 行已经有了"},
                    Refused{"ListAsKey", "? [a, b]\n: 1\n", "1:3: 键必须是一个词"},
                    Refused{"SecondDocument", "a: 1\n---\nb: 2\n", "2:1: 一个文件只能有一份 YAML"},
                    Refused{"ColonInText", "a: 甲: 乙\n", "1:5: YAML 写法不对"},
                    Refused{"OpenList", "a: [1, 2\n", "2:1: YAML 写法不对"},
                    Refused{"TooDeep", "[[[[[[[[[a]]]]]]]]]", "1:9: YAML 嵌套超过 8 层"},
                    Refused{"DeepBomb", std::string(60000, '['), "1:5: YAML 嵌套超过 8 层"}),
    [](const auto& instance) { return instance.param.name; });

TEST(YamlDocument, ReportsEveryAliasOfACycleAndBuildsNothing) {
  const auto parsed = parse("a: &x [*x]\nb: *x\n");
  EXPECT_FALSE(parsed.root);
  EXPECT_THAT(parsed.problems,
              ElementsAre(StartsWith("1:4: 不能用 YAML 锚点"), StartsWith("1:8: 不能用 YAML 别名"),
                          StartsWith("2:4: 不能用 YAML 别名")));
}

TEST(YamlDocument, RefusesAMapOfCountlessKeys) {
  std::string text;
  for (int i = 0; i < 300; ++i) text += "k" + std::to_string(i) + ": 1\n";
  EXPECT_THAT(parse(text).problems, ElementsAre(StartsWith("257:1: 一处的键超过 256 个")));
}

}  // namespace
}  // namespace firstfix::content
