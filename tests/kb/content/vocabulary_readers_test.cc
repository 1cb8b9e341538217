// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kb/content/fact_catalogue_reader.h"
#include "kb/content/lexicon_reader.h"
#include "kb/content/taxonomy_reader.h"
#include "tests/kb/content/sample.h"

namespace firstfix::content {
namespace {

using testing::ElementsAre;

TEST(FactCatalogueReader, ReadsFactsWithTheirDefaults) {
  const FactCatalogue facts = sample_facts();
  ASSERT_EQ(facts.all().size(), 4U);
  const FactDefinition* volte = facts.find("device.volte");
  ASSERT_NE(volte, nullptr);
  EXPECT_EQ(volte->type, FactType::choice);
  ASSERT_EQ(volte->values.size(), 2U);
  EXPECT_EQ(volte->values[0].id, "yes");
  EXPECT_EQ(volte->values[1].label, "不支持");
  EXPECT_DOUBLE_EQ(volte->cost, 0.05);
  EXPECT_DOUBLE_EQ(facts.find("place")->cost, 0.03);
  EXPECT_FALSE(facts.find("coverage")->askable());
  EXPECT_EQ(facts.find("area")->fallback, "您所在的位置");
}

std::vector<std::string> problems_of_determines(const std::string& determines, const std::string& type) {
  std::vector<Problem> problems;
  const std::string choice =
      "- id: coverage\n  label: 覆盖\n  type: choice\n  default: 待核实\n"
      "  values: [{id: good, label: 好}, {id: weak, label: 弱}]\n";
  const std::string values = type == "choice" ? "  values: [{id: a, label: 甲}, {id: b, label: 乙}]\n" : "";
  const auto facts = read_fact_catalogue(
      SourceText("facts.yaml", "- id: area\n  label: 位置\n  type: " + type + "\n  default: 您那里\n" +
                                   values + "  determines: " + determines + "\n" + choice),
      problems);
  if (facts) {
    EXPECT_THAT(facts->find("area")->determines, ElementsAre("coverage"));
  }
  return shown(problems);
}

TEST(FactCatalogueReader, ReadsWhatATextDetermines) {
  EXPECT_THAT(problems_of_determines("[coverage]", "text"), testing::IsEmpty());
  EXPECT_THAT(problems_of_determines("[cover]", "text"),
              ElementsAre("5:16: determines 里的“cover”不在事实目录里 (写本文件里有的 choice 事实的 id)"));
  EXPECT_THAT(problems_of_determines("[area]", "text"),
              ElementsAre("5:16: determines 里的“area”是文字，不是选项 (只写 type: choice 的事实)"));
  EXPECT_THAT(problems_of_determines("[coverage]", "choice"),
              ElementsAre("6:15: type: choice 的事实不能有 determines (只写在地点、机型这样的文字事实里)"));
}

TEST(FactCatalogueReader, AFactIsDeterminedOnce) {
  std::vector<Problem> problems;
  read_fact_catalogue(
      SourceText(
          "facts.yaml",
          "- {id: area, label: 位置, type: text, default: 您那里, determines: [coverage]}\n"
          "- {id: street, label: 街道, type: text, default: 您那里, determines: [coverage]}\n"
          "- {id: coverage, label: 覆盖, type: choice, default: 待核实, values: [{id: good, label: 好}, "
          "{id: weak, label: 弱}]}\n"),
      problems);
  EXPECT_THAT(shown(problems), ElementsAre("2:66: “coverage”已经写在别的 determines 里 "
                                           "(每个事实只由一个地点或机型这样的事实决定)"));
}

TEST(FactCatalogueReader, ReadsWhatIsCheckedForTheNumberItself) {
  const auto read = [](const std::string& checked, std::vector<Problem>& problems) {
    return read_fact_catalogue(
        SourceText("facts.yaml", "- {id: genuine, label: 正规, type: choice, default: 待核实, checked: " +
                                     checked + ", values: [{id: yes, label: 是}, {id: no, label: 否}]}\n"),
        problems);
  };
  std::vector<Problem> problems;
  const auto facts = read("true", problems);
  ASSERT_TRUE(facts);
  EXPECT_TRUE(facts->find("genuine")->checked);
  EXPECT_THAT(problems, testing::IsEmpty());
  read("maybe", problems);
  EXPECT_THAT(shown(problems), ElementsAre("1:65: checked 不能是“maybe” (写 true，或者去掉它)"));
}

TEST(FactCatalogueReader, ReadsTheWordsThatSayAValue) {
  std::vector<Problem> problems;
  const auto facts = read_fact_catalogue(
      SourceText("facts.yaml",
                 "- id: mood\n  label: 情绪\n  type: choice\n  values:\n"
                 "    - {id: calm, label: 平和}\n"
                 "    - {id: upset, label: 不满, words: [投诉, '12300']}\n  default: 待核实\n"),
      problems);
  ASSERT_TRUE(facts) << testing::PrintToString(shown(problems));
  EXPECT_THAT(facts->find("mood")->values[0].words, testing::IsEmpty());
  EXPECT_THAT(facts->find("mood")->values[1].words, ElementsAre("投诉", "12300"));
}

TEST(TaxonomyReader, ReadsBranchesBeforeTheirLeaves) {
  const Taxonomy taxonomy = sample_taxonomy();
  std::vector<std::string> ids;
  for (const Category& category : taxonomy.all()) ids.push_back(category.id);
  EXPECT_THAT(ids, ElementsAre("network", "network/indoor", "network/voice", "account", "account/billing"));
  EXPECT_EQ(taxonomy.path_label("network/indoor"), "移动网络 / 室内覆盖");
}

TEST(LexiconReader, ReadsTermsWithTheirForms) {
  std::vector<Problem> problems;
  const auto lexicon = read_lexicon(SourceText("lexicon.yaml", std::string(kSampleLexicon)), problems);
  ASSERT_TRUE(lexicon);
  ASSERT_EQ(lexicon->entries.size(), 2U);
  EXPECT_THAT(lexicon->entries[0].synonyms, ElementsAre("信号弱", "信号差"));
  EXPECT_THAT(lexicon->entries[0].colloquial, ElementsAre("只有一格"));
}

struct Spoilt {
  const char* name;
  const char* from;
  const char* to;
  std::vector<std::string> expected;
};

template <class Read>
std::vector<std::string> problems_of(Read read, std::string_view good, const Spoilt& spoilt) {
  std::vector<Problem> problems;
  const auto value = read(SourceText("x.yaml", replaced(good, spoilt.from, spoilt.to)), problems);
  EXPECT_FALSE(value);
  return shown(problems);
}

class SpoiltFacts : public testing::TestWithParam<Spoilt> {};
TEST_P(SpoiltFacts, AreReported) {
  EXPECT_EQ(problems_of(read_fact_catalogue, kSampleFacts, GetParam()), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(
    Table, SpoiltFacts,
    testing::Values(
        Spoilt{"DoubledId", "id: place", "id: area", {"22:7: 事实 area 重复，第 1 行已经有了 (只留一个)"}},
        Spoilt{"BadId",
               "id: place",
               "id: 场所",
               {"22:7: “场所”不能作 id (用小写字母、数字、下划线和点，不超过 64 个：device.volte_on)"}},
        Spoilt{"ShortWord",
               "{id: indoor, label: 室内}",
               "{id: indoor, label: 室内, words: [家]}",
               {"26:39: words 里的“家”太短 (至少写两个字：一个字在别的话里也会出现)"}},
        Spoilt{
            "WordOfTwoValues",
            "{id: outdoor, label: 室外}",
            "{id: outdoor, label: 室外, words: [阳台上, 门口]}\n    - {id: door, label: 门口, words: [门口]}",
            {"28:37: “门口”已经是 outdoor 的说法 (一种说法只写在一个值里，写在两处就听不出是哪个)"}},
        Spoilt{"UnknownKey", "  cost: 0.05", "  costs: 0.05", {"20:3: 没有“costs”这个键 (是不是“cost”？)"}},
        Spoilt{
            "UnknownType", "type: text", "type: texts", {"3:9: 没有“texts”这种类型 (可以用：choice、text)"}},
        Spoilt{"MissingDefault", "  default: 待核实\n", "", {"5:3: 缺少 default (加上 default: 待核实)"}},
        Spoilt{"CostOutOfRange",
               "cost: 0.05",
               "cost: 1.5",
               {"20:9: cost 不能是“1.5” (写 0 到 1 之间的数，例如 0.05)"}},
        Spoilt{"CostNotANumber",
               "cost: 0.05",
               "cost: nan",
               {"20:9: cost 不能是“nan” (写 0 到 1 之间的数，例如 0.05)"}},
        Spoilt{"ShareOfOneValueOnly",
               "{id: no, label: 不支持}",
               "{id: no, label: 不支持, share: 0.1}",
               {"17:5: share 合计是 0.10 (要么每个选项都写、合计为 1，要么都不写)"}},
        Spoilt{"ShareOutOfRange",
               "{id: no, label: 不支持}",
               "{id: no, label: 不支持, share: 2}",
               {"18:35: share 不能是“2” (写 0 到 1 之间的数，例如 0.05)"}},
        Spoilt{"DoubledValue",
               "{id: no, label: 不支持}",
               "{id: yes, label: 不支持}",
               {"18:12: 值“yes”重复 (只留一个)"}},
        Spoilt{"AskedText",
               "type: text\n",
               "type: text\n  ask: 在哪里？\n",
               {"4:8: type: text 的事实不能提问 (去掉 ask，或者改成 type: choice 并写 values)"}},
        Spoilt{"OneValue",
               "    - {id: outdoor, label: 室外}\n",
               "",
               {"26:5: values 至少要有两个选项 (写成 - {id: weak, label: 信号偏弱}，一行一个)"}}),
    [](const auto& instance) { return instance.param.name; });

class SpoiltTaxonomy : public testing::TestWithParam<Spoilt> {};
TEST_P(SpoiltTaxonomy, IsReported) {
  EXPECT_EQ(problems_of(read_taxonomy, kSampleTaxonomy, GetParam()), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(
    Table, SpoiltTaxonomy,
    testing::Values(Spoilt{"DoubledLeaf",
                           "id: voice",
                           "id: indoor",
                           {"5:12: 分类 network/indoor 重复，第 4 行已经有了 (只留一个)"}},
                    Spoilt{"BadId",
                           "id: voice",
                           "id: network/voice",
                           {"5:12: “network/voice”不能作 id "
                            "(用小写字母、数字和单个连字符，不超过 64 个：weak-indoor-voice)"}},
                    Spoilt{"ThirdLevel",
                           "label: 语音通话}",
                           "label: 语音通话, children: []}",
                           {"5:32: 没有“children”这个键 (可以用的键：id、label)"}},
                    Spoilt{"NoLeaves",
                           "  children:\n    - {id: billing, label: 话费争议}\n",
                           "",
                           {"6:3: 缺少 children (加上 children: [{id: indoor, label: 室内覆盖}])"}}),
    [](const auto& instance) { return instance.param.name; });

class SpoiltLexicon : public testing::TestWithParam<Spoilt> {};
TEST_P(SpoiltLexicon, IsReported) {
  EXPECT_EQ(problems_of(read_lexicon, kSampleLexicon, GetParam()), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(
    Table, SpoiltLexicon,
    testing::Values(Spoilt{"FormOfTwoTerms",
                           "[没信号]",
                           "[没信号, 信号差]",
                           {"5:19: 说法“信号差”重复，第 2 行已经有了 (一个说法只归一个术语：只留一处)"}},
                    Spoilt{"FormTwiceInOneList",
                           "[只有一格]",
                           "[只有一格, 只有一格]",
                           {"3:22: colloquial里“只有一格”重复 (只留一个)"}},
                    Spoilt{"TextForAList",
                           "[只有一格]",
                           "只有一格",
                           {"3:15: colloquial要写成列表 (写成 [第一个, 第二个])"}},
                    Spoilt{"MissingTerm",
                           "- term: 无信号\n  synonyms",
                           "- synonyms",
                           {"4:3: 缺少 term (加上 term: 弱覆盖)"}}),
    [](const auto& instance) { return instance.param.name; });

}  // namespace
}  // namespace firstfix::content
