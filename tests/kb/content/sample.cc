// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/kb/content/sample.h"

#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include "kb/content/fact_catalogue_reader.h"
#include "kb/content/taxonomy_reader.h"

namespace firstfix::content {

const std::string_view kSampleCase = R"(---
id: weak-indoor-voice
title: 室内信号弱，通话断续
kind: script
category: network/indoor
audience: [agent, clerk]
confidence: validated
owner: 网优中心
verify_by: 2027-06-30
valid_from: 2026-01-01
valid_to: 2026-12-31
symptoms: [在家打电话断断续续, 屋里没信号外面有]
conditions:
  coverage: [weak, none]
  device.volte: [yes]
asks: [place, device.volte]
tests:
  - symptom: 回到家手机就没信号
    facts: {coverage: weak}
    within: 3
---
## 现象
客户在室内通话断续。

## 环境
高层住宅。

## 原因
墙体穿透损耗。

## 处理
1. 核实位置。
2. 打开 **VoLTE**。

## 答复
您好，{{area}}的信号我们已经
查到，工程师会处理。

### 短信
您反映的{{area}}信号问题已登记。

### 柜台
我帮您现场测一下。
)";

const std::string_view kSampleFacts = R"(- id: area
  label: 最近所在位置
  type: text
  default: 您所在的位置
- id: coverage
  label: 所在位置覆盖
  type: choice
  values:
    - {id: good, label: 信号良好}
    - {id: weak, label: 信号偏弱}
    - {id: none, label: 基本无信号}
  default: 待核实
- id: device.volte
  label: 手机支持 VoLTE
  type: choice
  values:
    - {id: yes, label: 支持}
    - {id: no, label: 不支持}
  ask: 有没有 VoLTE 开关？
  cost: 0.05
  default: 待确认
- id: place
  label: 场所
  type: choice
  values:
    - {id: indoor, label: 室内}
    - {id: outdoor, label: 室外}
  ask: 在室内还是室外？
  default: 您所在的场所
)";

const std::string_view kSampleTaxonomy = R"(- id: network
  label: 移动网络
  children:
    - {id: indoor, label: 室内覆盖}
    - {id: voice, label: 语音通话}
- id: account
  label: 账务
  children:
    - {id: billing, label: 话费争议}
)";

const std::string_view kSampleLexicon = R"(- term: 弱覆盖
  synonyms: [信号弱, 信号差]
  colloquial: [只有一格]
- term: 无信号
  synonyms: [没信号]
)";

FactCatalogue sample_facts() {
  std::vector<Problem> problems;
  return read_fact_catalogue(SourceText("facts.yaml", std::string(kSampleFacts)), problems).value();
}

Taxonomy sample_taxonomy() {
  std::vector<Problem> problems;
  return read_taxonomy(SourceText("taxonomy.yaml", std::string(kSampleTaxonomy)), problems).value();
}

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  if (at == std::string_view::npos || text.find(from, at + 1) != std::string_view::npos) {
    throw std::logic_error("not there exactly once: " + std::string(from));
  }
  return std::string(text.substr(0, at)) + std::string(to) + std::string(text.substr(at + from.size()));
}

std::vector<std::string> shown(const std::vector<Problem>& problems) {
  std::vector<std::string> lines;
  for (Problem problem : problems) {
    problem.at.file.clear();
    lines.push_back(to_string(problem).substr(1));
  }
  return lines;
}

ScratchFolder::ScratchFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "firstfix-content-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no scratch folder: " + name);
  path_ = name;
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

void ScratchFolder::write(const std::filesystem::path& file, std::string_view text) const {
  std::filesystem::create_directories((path_ / file).parent_path());
  std::ofstream stream(path_ / file, std::ios::binary | std::ios::trunc);
  stream << text;
  if (!stream.flush()) throw std::runtime_error("cannot write " + file.string());
}

void ScratchFolder::write_sample() const {
  write("facts.yaml", kSampleFacts);
  write("taxonomy.yaml", kSampleTaxonomy);
  write("lexicon.yaml", kSampleLexicon);
  write("cases/network/weak-indoor-voice.md", kSampleCase);
}

}  // namespace firstfix::content
