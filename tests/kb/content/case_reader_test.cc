// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/content/case_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/kb/content/sample.h"

namespace firstfix::content {
namespace {

using testing::ElementsAre;

constexpr const char* kPath = "cases/network/weak-indoor-voice.md";

ReadCase read(std::string text, const std::string& path = kPath) {
  const FactCatalogue facts = sample_facts();
  const Taxonomy taxonomy = sample_taxonomy();
  return read_case(SourceText(path, std::move(text)), {&facts, &taxonomy});
}

TEST(CaseReader, ReadsAWholeCase) {
  const ReadCase result = read(std::string(kSampleCase));
  ASSERT_TRUE(result.article) << testing::PrintToString(shown(result.problems));
  const Case& article = *result.article;
  EXPECT_EQ(article.id, "weak-indoor-voice");
  EXPECT_EQ(article.title, "室内信号弱，通话断续");
  EXPECT_EQ(article.kind, Kind::script);
  EXPECT_EQ(article.category, "network/indoor");
  EXPECT_THAT(article.audience, ElementsAre(Audience::agent, Audience::clerk));
  EXPECT_EQ(article.confidence, Confidence::validated);
  EXPECT_EQ(article.owner, "网优中心");
  EXPECT_EQ(article.verify_by, parse_date("2027-06-30"));
  EXPECT_EQ(article.valid_from, parse_date("2026-01-01"));
  EXPECT_EQ(article.valid_to, parse_date("2026-12-31"));
  EXPECT_THAT(article.symptoms, ElementsAre("在家打电话断断续续", "屋里没信号外面有"));
  EXPECT_THAT(article.asks, ElementsAre("place", "device.volte"));
  std::vector<std::string> steps;
  for (const ReplyTemplate& step : article.steps) steps.push_back(step.fill({}, {}));
  EXPECT_THAT(steps, ElementsAre("核实位置。", "打开 VoLTE。"));
  EXPECT_EQ(article.cause.html, "<p>墙体穿透损耗。</p>\n");
  EXPECT_EQ(article.path, kPath);
  EXPECT_EQ(result.id_at.line, 2);
  EXPECT_EQ(result.id_at.column, 5);
}

TEST(CaseReader, ReadsHowOftenACaseIsNeeded) {
  const ReadCase result = read(replaced(kSampleCase, "valid_from: 2026-01-01", "occurrence: 12.5"));
  ASSERT_TRUE(result.article) << testing::PrintToString(shown(result.problems));
  EXPECT_EQ(result.article->occurrence, 12.5);
  EXPECT_FALSE(read(std::string(kSampleCase)).article->occurrence);
}

// YAML 1.1 would make a bool of `yes`.
TEST(CaseReader, KeepsYesAsTheWordItIs) {
  const ReadCase result = read(std::string(kSampleCase));
  ASSERT_TRUE(result.article);
  ASSERT_EQ(result.article->conditions.size(), 2U);
  EXPECT_EQ(result.article->conditions[1].fact, "device.volte");
  EXPECT_THAT(result.article->conditions[1].values, ElementsAre("yes"));
}

TEST(CaseReader, ReadsTestsWithTheirLine) {
  const ReadCase result = read(replaced(kSampleCase, "    within: 3\n", ""));
  ASSERT_TRUE(result.article);
  ASSERT_EQ(result.article->tests.size(), 1U);
  const AuthorTest& test = result.article->tests[0];
  EXPECT_EQ(test.symptom, "回到家手机就没信号");
  EXPECT_THAT(test.facts, ElementsAre(testing::Pair("coverage", "weak")));
  EXPECT_EQ(test.within, 3);
  EXPECT_EQ(test.line, 18);
}

TEST(CaseReader, FillsRepliesWithoutAHole) {
  const ReadCase result = read(std::string(kSampleCase));
  ASSERT_TRUE(result.article);
  EXPECT_EQ(result.article->replies.voice.fill({}, sample_facts()),
            "您好，您所在的位置的信号我们已经查到，工程师会处理。");
  EXPECT_EQ(result.article->replies.sms.fill({}, sample_facts()), "您反映的您所在的位置信号问题已登记。");
}

TEST(CaseReader, ReadsFilesOfOtherEditors) {
  std::string crlf;
  for (const char c : kSampleCase) crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
  const ReadCase result = read("\xEF\xBB\xBF" + crlf);
  ASSERT_TRUE(result.article) << testing::PrintToString(shown(result.problems));
  EXPECT_EQ(result.article->replies.voice.fill({}, sample_facts()),
            "您好，您所在的位置的信号我们已经查到，工程师会处理。");
}

TEST(CaseReader, LeavesOptionalKeysOut) {
  std::string text = replaced(kSampleCase, "valid_from: 2026-01-01\nvalid_to: 2026-12-31\n", "");
  text = replaced(text, "conditions:\n  coverage: [weak, none]\n  device.volte: [yes]\n", "");
  text = replaced(text, "asks: [place, device.volte]\n", "asks:\n");
  const ReadCase result = read(text);
  ASSERT_TRUE(result.article) << testing::PrintToString(shown(result.problems));
  EXPECT_FALSE(result.article->valid_from);
  EXPECT_TRUE(result.article->conditions.empty());
  EXPECT_TRUE(result.article->asks.empty());
}

struct BadCase {
  const char* name;
  const char* from;
  const char* to;
  std::vector<std::string> expected;
};

class CaseProblems : public testing::TestWithParam<BadCase> {};

TEST_P(CaseProblems, AreReportedAtTheirPlace) {
  const ReadCase result = read(replaced(kSampleCase, GetParam().from, GetParam().to));
  EXPECT_EQ(shown(result.problems), GetParam().expected);
  EXPECT_EQ(result.article, nullptr);
  for (const Problem& problem : result.problems) EXPECT_EQ(problem.at.file, kPath);
}

INSTANTIATE_TEST_SUITE_P(
    FrontMatter, CaseProblems,
    testing::Values(
        BadCase{"NoFirstLine",
                "---\nid:",
                "id:",
                {"1:1: 文件开头没有 --- (第一行写 ---，接着是 id、title 等，再用一行 --- 结束)"}},
        BadCase{
            "NotClosed", "---\n## 现象", "## 现象", {"1:1: 开头的 --- 没有结束 (在“## 现象”之前加一行 ---)"}},
        BadCase{"UnknownKey",
                "symptoms:",
                "symptom:",
                {"12:1: 没有“symptom”这个键 (是不是“symptoms”？)",
                 "2:1: 缺少 symptoms (加上 symptoms: [在家打电话断断续续, 屋里没信号外面有])"}},
        BadCase{"MissingKey", "owner: 网优中心\n", "", {"2:1: 缺少 owner (加上 owner: 网优中心)"}},
        BadCase{"KeyWithoutValue", "owner: 网优中心", "owner:", {"8:1: 缺少 owner (加上 owner: 网优中心)"}},
        BadCase{
            "BadId",
            "id: weak-indoor-voice",
            "id: Weak_Indoor",
            {"2:5: “Weak_Indoor”不能作 id (用小写字母、数字和单个连字符，不超过 64 个：weak-indoor-voice)"}},
        BadCase{"UnknownKind",
                "kind: script",
                "kind: scripts",
                {"4:7: 没有“scripts”这个值 (可以用：script、faq、answer)"}},
        BadCase{"UnknownAudience",
                "[agent, clerk]",
                "[agent, boss]",
                {"6:19: 没有“boss”这个值 (可以用：agent、clerk、customer)"}},
        BadCase{"UnknownConfidence",
                "confidence: validated",
                "confidence: final",
                {"7:13: 没有“final”这个值 (可以用：wip、not-validated、validated、archived)"}},
        BadCase{"NoSuchDay",
                "2027-06-30",
                "2026-02-30",
                {"9:12: “2026-02-30”不是一个日期 (写成 2027-06-30，并且那天要存在)"}},
        BadCase{
            "NoDate", "2027-06-30", "明年", {"9:12: “明年”不是一个日期 (写成 2027-06-30，并且那天要存在)"}},
        BadCase{"EndsBeforeItBegins",
                "2026-12-31",
                "2025-12-31",
                {"11:11: valid_to 2025-12-31 早于 valid_from 2026-01-01 (把两个日期对调，或者改正其中一个)"}},
        BadCase{"OccurrenceNone",
                "valid_from: 2026-01-01",
                "occurrence: 0",
                {"10:13: occurrence 不能是“0” (写每一万次来电里大约有几次该用这个案例，例如 40；说不准就不写)"}},
        BadCase{"OccurrenceMoreThanAll",
                "valid_from: 2026-01-01",
                "occurrence: 10001",
                {"10:13: occurrence 不能是“10001” (写每一万次来电里大约有几次该用这个案例，例如 40；说不准就不写)"}},
        BadCase{"OccurrenceNoNumber",
                "valid_from: 2026-01-01",
                "occurrence: often",
                {"10:13: occurrence 不能是“often” (写每一万次来电里大约有几次该用这个案例，例如 40；说不准就不写)"}},
        BadCase{"EmptySymptoms",
                "symptoms: [在家打电话断断续续, 屋里没信号外面有]",
                "symptoms: []",
                {"12:11: symptoms是空列表 (至少写一个，或者去掉这个键)"}},
        BadCase{"DoubledSymptom",
                "屋里没信号外面有]",
                "在家打电话断断续续]",
                {"12:23: symptoms里“在家打电话断断续续”重复 (只留一个)"}},
        BadCase{"EmptyTitle",
                "title: 室内信号弱，通话断续",
                "title: \"  \"",
                {"3:8: title是空的 (写上内容，或者去掉它)"}},
        BadCase{"ControlCharacterByEscape",
                "title: 室内信号弱，通话断续",
                "title: \"室\\0内\"",
                {"3:8: title里有控制字符 (去掉反斜杠转义)"}},
        BadCase{"Anchor",
                "owner: 网优中心",
                "owner: &o 网优中心",
                {"8:8: 不能用 YAML 锚点（&o） (去掉锚点；要写 & 开头的文字，用英文双引号括起来)"}}),
    [](const auto& instance) { return instance.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Vocabulary, CaseProblems,
    testing::Values(
        BadCase{"UnknownCategory",
                "network/indoor",
                "network/indor",
                {"5:11: 没有“network/indor”这个分类 (是不是“network/indoor”？)"}},
        BadCase{"CategoryIsABranch",
                "network/indoor",
                "network",
                {"5:11: 分类“network”不是叶子 (可以用：network/indoor、network/voice)"}},
        BadCase{"CategoryOfAnotherFolder",
                "network/indoor",
                "account/billing",
                {"5:11: 分类“account/billing”和所在的文件夹不一致 (把文件移到 cases/account/，或者改分类)"}},
        BadCase{"ConditionOnUnknownFact",
                "  coverage: [weak",
                "  coverge: [weak",
                {"14:3: 没有“coverge”这个事实 (是不是“coverage”？)"}},
        BadCase{"ConditionOnTextFact",
                "  coverage: [weak, none]",
                "  area: [城里]",
                {"14:3: 事实 area 是文字，不能作条件 (条件只能用 type: choice 的事实)"}},
        BadCase{"ConditionOnUnknownValue",
                "[weak, none]",
                "[weak, bad]",
                {"14:20: 事实 coverage 没有“bad”这个值 (可以用：good、weak、none)"}},
        BadCase{"ConditionWithoutAList",
                "[weak, none]",
                "weak",
                {"14:13: coverage要写成列表 (写成 [第一个, 第二个])"}},
        BadCase{"AsksWhatCannotBeAsked",
                "asks: [place",
                "asks: [coverage",
                {"16:8: 事实 coverage 没有问题可问 (asks 只能用 facts.yaml 里有 ask 的事实)"}},
        BadCase{"AsksUnknownFact",
                "asks: [place",
                "asks: [volte",
                {"16:8: 没有“volte”这个事实 (是不是“device.volte”？)"}},
        BadCase{"TestWithinZero",
                "within: 3",
                "within: 0",
                {"20:13: within 不能是“0” (写 1 或更大的整数，例如 3)"}},
        BadCase{"TestWithinNoNumber",
                "within: 3",
                "within: 3rd",
                {"20:13: within 不能是“3rd” (写 1 或更大的整数，例如 3)"}},
        BadCase{"TestOnUnknownFact",
                "{coverage: weak}",
                "{weather: rain}",
                {"19:13: 没有“weather”这个事实 (可以用：area、coverage、device.volte、place)"}},
        BadCase{"TestOnUnknownValue",
                "{coverage: weak}",
                "{coverage: rain}",
                {"19:23: 事实 coverage 没有“rain”这个值 (可以用：good、weak、none)"}},
        BadCase{"TestWithoutSymptom",
                "- symptom: 回到家手机就没信号\n    facts",
                "- facts",
                {"18:5: 缺少 symptom (加上 symptom: 回到家手机就没信号)"}},
        BadCase{"TestAsText",
                "tests:\n  - symptom: 回到家手机就没信号\n    facts: {coverage: weak}\n    within: 3\n",
                "tests: 没有\n",
                {"17:8: tests 要写成列表 (每个测试以“- symptom: ”开头)"}}),
    [](const auto& instance) { return instance.param.name; });

INSTANTIATE_TEST_SUITE_P(Replies, CaseProblems,
                         testing::Values(BadCase{"UnknownVariable",
                                                 "您好，{{area}}的信号我们已经\n查到",
                                                 "您好，{{area}}的信号我们已经\n查到 {{aera}}",
                                                 {"37:4: 没有“aera”这个事实 (是不是“area”？)"}},
                                         BadCase{"UnknownVariableWithinMarkup",
                                                 "工程师会处理",
                                                 "**工程师** {{ coverag }} 处理",
                                                 {"37:12: 没有“coverag”这个事实 (是不是“coverage”？)"}},
                                         BadCase{"NotClosedVariable",
                                                 "您反映的{{area}}信号",
                                                 "您反映的{{area}}信号 {{area",
                                                 {"40:16: 变量没有写完整 (变量写成 {{area}}，条件写成 {{#event=outage}}……{{/}}，条件里不能再套条件)"}},
                                         BadCase{"EmptyVariable",
                                                 "我帮您现场测一下。",
                                                 "我帮您{{ }}测一下。",
                                                 {"43:4: 变量没有写完整 (变量写成 {{area}}，条件写成 {{#event=outage}}……{{/}}，条件里不能再套条件)"}}),
                         [](const auto& instance) { return instance.param.name; });

TEST(CaseReader, ReportsAllProblemsOfBothPartsInOnePass) {
  std::string text = replaced(kSampleCase, "kind: script", "kind: x");
  text = replaced(text, "owner: 网优中心", "owner: a: b");
  text = replaced(text, "## 环境\n高层住宅。\n", "");
  text = replaced(text, "您反映的{{area}}", "您反映的{{aera}}");
  // A syntax error leaves no front matter to check, yet the article is checked.
  EXPECT_THAT(shown(read(text).problems),
              ElementsAre(testing::StartsWith("8:9: YAML 写法不对"), testing::StartsWith("42:1: 缺少标题"),
                          testing::StartsWith("38:5: 没有“aera”这个事实")));
}

TEST(CaseReader, RefusesMoreThan64KiB) {
  const ReadCase result = read(std::string(kSampleCase) + std::string(64 * 1024, 'x'));
  EXPECT_THAT(shown(result.problems), ElementsAre("1:1: 文件超过 64 KiB (拆成几个文件：一个案例只管一件事)"));
}

TEST(CaseReader, ChecksTheCategoryAgainstTheFolder) {
  EXPECT_TRUE(read(std::string(kSampleCase), "cases/network/deeper/x.md").article);
  EXPECT_FALSE(read(std::string(kSampleCase), "cases/x.md").article);
  EXPECT_FALSE(read(std::string(kSampleCase), "cases/account/x.md").article);
}

TEST(CaseReader, ChecksNothingAgainstAVocabularyItDoesNotHave) {
  const std::string text = replaced(kSampleCase, "network/indoor", "no/such");
  EXPECT_THAT(shown(read_case(SourceText(kPath, text), {}).problems), ElementsAre());
}

// Half a file is what a reader meets while an editor saves.
TEST(CaseReader, SurvivesEveryTruncation) {
  const FactCatalogue facts = sample_facts();
  const Taxonomy taxonomy = sample_taxonomy();
  const std::size_t counter = kSampleCase.find("### 柜台");
  for (std::size_t length = 0; length < counter; ++length) {
    const SourceText source(kPath, std::string(kSampleCase.substr(0, length)));
    const ReadCase result = read_case(source, {&facts, &taxonomy});
    ASSERT_FALSE(result.article) << length;
    ASSERT_FALSE(result.problems.empty()) << length;
    for (const Problem& problem : result.problems) {
      ASSERT_GE(problem.at.line, 1) << length;
      ASSERT_LE(problem.at.line, source.line_of(length)) << length;
      ASSERT_GE(problem.at.column, 1) << length;
    }
  }
}

// Every byte of the front matter in turn becomes one that YAML or Markdown reads its own way.
TEST(CaseReader, SurvivesEverySingleByteChange) {
  const FactCatalogue facts = sample_facts();
  const Taxonomy taxonomy = sample_taxonomy();
  for (std::size_t at = 0; at < kSampleCase.size(); ++at) {
    for (const char byte : std::string_view("\n:[&`<")) {
      std::string text(kSampleCase);
      text[at] = byte;
      const ReadCase result = read_case(SourceText(kPath, text), {&facts, &taxonomy});
      ASSERT_NE(result.article == nullptr, result.problems.empty()) << at << " " << byte;
    }
  }
}

}  // namespace
}  // namespace firstfix::content
