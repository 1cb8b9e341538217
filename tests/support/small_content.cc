// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/small_content.h"

#include <fmt/format.h>

namespace firstfix::test {
namespace {

constexpr std::string_view kTaxonomy = R"(- id: network
  label: 移动网络
  children:
    - {id: indoor, label: 室内覆盖}
    - {id: volte, label: VoLTE}
)";

constexpr std::string_view kFacts = R"(- id: area
  label: 位置
  type: text
  determines: [coverage]
  default: 您所在的位置
- id: coverage
  label: 覆盖
  type: choice
  values:
    - {id: good, label: 信号良好}
    - {id: weak, label: 信号偏弱}
    - {id: none, label: 无信号}
  default: 待核实
- id: place
  label: 场所
  type: choice
  values:
    - {id: indoor, label: 室内, words: [客厅]}
    - {id: outdoor, label: 室外}
    - {id: elevator, label: 电梯}
  ask: 是在室内、室外还是电梯里？
  cost: 0.01
  default: 现场
- id: device.volte
  label: 支持 VoLTE
  type: choice
  values:
    - {id: yes, label: 支持}
    - {id: no, label: 不支持}
  ask: 手机里有 VoLTE 开关吗？
  default: 待确认
- id: event
  label: 故障
  type: choice
  values:
    - {id: none, label: 无}
    - {id: outage, label: 正在故障}
    - {id: planned, label: 计划施工}
  default: 待核实
- id: contacts.recent
  label: 近期来访
  type: choice
  values:
    - {id: none, label: 没有}
    - {id: once, label: 一次}
    - {id: many, label: 多次}
  default: 没有
- id: customer.mood
  label: 客户情绪
  type: choice
  values:
    - {id: calm, label: 平和}
    - {id: upset, label: 不满, words: [投诉, 12300, AppStore差评]}
  default: 待核实
)";

std::string conditions_block(std::string_view conditions) {
  if (conditions.empty()) return {};
  std::string block = "conditions:\n";
  while (!conditions.empty()) {
    const std::size_t end = conditions.find("; ");
    block += fmt::format("  {}\n", conditions.substr(0, end));
    conditions.remove_prefix(end == std::string_view::npos ? conditions.size() : end + 2);
  }
  return block;
}

}  // namespace

std::string case_text(const SmallCase& article) {
  const std::string asks = article.asks.empty() ? "" : fmt::format("asks: [{}]\n", article.asks);
  const std::string occurrence =
      article.occurrence.empty() ? "" : fmt::format("occurrence: {}\n", article.occurrence);
  return fmt::format(
      "---\nid: {0}\ntitle: {1}\nkind: script\ncategory: {2}\naudience: [agent, clerk, customer]\n"
      "confidence: validated\nowner: 网优中心\nverify_by: 2027-06-30\nsymptoms: [{3}]\n{4}{5}{6}---\n"
      "## 现象\n客户反映{1}。\n\n## 环境\n不限。\n\n## 原因\n待查。\n\n## 处理\n1. 核对{{{{area}}}}信号\n2. "
      "派单\n\n"
      "## 答复\n您好，{{{{area}}}}的{1}已记录。\n\n### 短信\n{1}已受理。\n\n### "
      "柜台\n请您放心，{1}已受理。\n",
      article.id, article.title, article.category, article.symptoms, conditions_block(article.conditions),
      asks, occurrence);
}

void write_case(const ScratchFolder& content, const SmallCase& article) {
  const std::string branch(article.category.substr(0, article.category.find('/')));
  content.write(fmt::format("cases/{}/{}.md", branch, article.id), case_text(article));
}

void write_small_content(const ScratchFolder& content) {
  content.write("taxonomy.yaml", kTaxonomy);
  content.write("facts.yaml", kFacts);
  content.write("lexicon.yaml", "- term: 弱覆盖\n  synonyms: [信号弱]\n  colloquial: [只有一格]\n");
  write_case(content, {"indoor-weak", "室内信号弱", "在家没信号, 屋里打电话断续",
                       "coverage: [weak, none]; place: [indoor]", "place"});
  write_case(content,
             {"elevator", "电梯信号中断", "电梯里没信号, 进电梯电话断了", "place: [elevator]", "place"});
  write_case(content, {"handset-no-volte", "手机不支持高清通话", "打电话就掉到2G, 打电话不能上网",
                       "device.volte: [no]", "device.volte", "network/volte"});
}

}  // namespace firstfix::test
