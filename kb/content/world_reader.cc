// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "kb/content/fact_catalogue_reader.h"
#include "kb/content/spelling.h"
#include "kb/content/world.h"
#include "kb/content/yaml_document.h"
#include "kb/content/yaml_fields.h"
#include "kb/core/number.h"

namespace firstfix::content {
namespace {

constexpr std::array kWorldKeys{KeySpec{"name", "default"},
                                KeySpec{"content", "../../content"},
                                KeySpec{"facts", "[{id: coverage, ...}]"},
                                KeySpec{"cases", "[{id: a, title: b, category: c, symptoms: [d]}]"},
                                KeySpec{"start", "2026-09-01"},
                                KeySpec{"contacts_per_day", "700"},
                                KeySpec{"repeats", "0.3"},
                                KeySpec{"cured_otherwise", "0.03"},
                                KeySpec{"number_tells", "{coverage: 0.9}"},
                                KeySpec{"answers", "{place: 0.95}"},
                                KeySpec{"answers_otherwise", "0.9"},
                                KeySpec{"wrong_facts", "0.03"},
                                KeySpec{"base", "{place: {indoor: 6, outdoor: 4}}"},
                                KeySpec{"phrases", "{vague: [手机没信号]}"},
                                KeySpec{"fillers", "[你好]"},
                                KeySpec{"filler", "0.5"},
                                KeySpec{"typo", "0.02"},
                                KeySpec{"places", "[{id: village, share: 0.2, facts: {coverage: weak}}]"},
                                KeySpec{"devices", "[{id: old, share: 0.1, facts: {device.volte: no}}]"},
                                KeySpec{"place_fact", "area"},
                                KeySpec{"device_fact", "device.model"},
                                KeySpec{"causes", "[{id: wall, prior: 3, says: {vague: 1}, ...}]"},
                                KeySpec{"events", "[{place: village, cause: outage, from: 3, to: 4}]"},
                                KeySpec{"drift", "[{day: 15, cause: wall, times: 5}]"}};
constexpr std::array kGroupKeys{KeySpec{"id", "village"}, KeySpec{"share", "0.2"},
                                KeySpec{"facts", "{coverage: weak}"}};
constexpr std::array kCauseKeys{KeySpec{"id", "wall"},
                                KeySpec{"prior", "3"},
                                KeySpec{"places", "{village: 5}"},
                                KeySpec{"devices", "{old: 3}"},
                                KeySpec{"facts", "{place: {indoor: 9, outdoor: 1}}"},
                                KeySpec{"says", "{vague: 1}"},
                                KeySpec{"cured_by", "{weak-indoor-voice: 0.85}"}};
constexpr std::array kEventKeys{KeySpec{"place", "village"}, KeySpec{"cause", "outage"},
                                KeySpec{"from", "3"},        KeySpec{"to", "4"},
                                KeySpec{"surge", "0.2"},     KeySpec{"facts", "{event: outage}"}};
constexpr std::array kDriftKeys{KeySpec{"day", "15"}, KeySpec{"cause", "wall"},
                                KeySpec{"case", "weak-indoor-voice"}, KeySpec{"times", "5"}};
constexpr std::array kCaseKeys{KeySpec{"id", "a"},
                               KeySpec{"title", "室内信号弱"},
                               KeySpec{"category", "network/indoor"},
                               KeySpec{"symptoms", "[屋里没信号]"},
                               KeySpec{"conditions", "{coverage: [weak]}"},
                               KeySpec{"asks", "[place]"}};

class WorldReader {
 public:
  explicit WorldReader(Report& report) : report_(&report) {}

  World read(const YamlNode& root) {
    World world;
    const YamlFields fields(root, kWorldKeys, *report_);
    if (const auto name = fields.required_text("name")) world.name = name->text;
    read_library(fields, world);
    read_numbers(fields, world);
    for (const auto& group : read_groups(fields, "base")) world.base.push_back(group);
    read_phrases(fields, world);
    for (const Located& filler : fields.optional_texts("fillers")) world.fillers.push_back(filler.text);
    for (const YamlNode& node : items(fields.find("places"))) world.places.push_back(read_group(node));
    for (const YamlNode& node : items(fields.find("devices"))) world.devices.push_back(read_group(node));
    if (const auto fact = fields.optional_text("place_fact")) world.place_fact = fact->text;
    if (const auto fact = fields.optional_text("device_fact")) world.device_fact = fact->text;
    for (const YamlNode& node : items(fields.require("causes"))) world.causes.push_back(read_cause(node));
    for (const YamlNode& node : items(fields.find("events"))) world.events.push_back(read_event(node));
    for (const YamlNode& node : items(fields.find("drift"))) world.drift.push_back(read_drift(node));
    if (world.places.empty()) world.places.push_back({"anywhere", 1.0, {}});
    if (world.devices.empty()) world.devices.push_back({"any", 1.0, {}});
    check_names(world, root.at);
    return world;
  }

 private:
  const std::vector<YamlNode>& items(const YamlNode* node) {
    static const std::vector<YamlNode> kNone;
    if (node == nullptr) return kNone;
    if (node->type != YamlNode::Type::sequence)
      report_->add(node->at, "这里要写成列表", "一行一个，以“- ”开头");
    return node->items;
  }

  double number(const Located& text, std::string_view what) {
    const auto value = parse_number<double>(text.text);
    if (value && *value >= 0.0 && std::isfinite(*value)) return *value;
    report_->add(text.at, fmt::format("{} 不能是{}", what, quoted(text.text)), "写不小于 0 的数，例如 0.2");
    return 0.0;
  }

  double number(const YamlFields& fields, std::string_view key, double otherwise) {
    const auto text = fields.optional_text(key);
    return text ? number(*text, key) : otherwise;
  }

  double probability(const YamlFields& fields, std::string_view key, double otherwise) {
    const auto text = fields.optional_text(key);
    if (!text) return otherwise;
    const double value = number(*text, key);
    if (value > 1.0) report_->add(text->at, fmt::format("{} 是概率，不能大于 1", key), "写 0 到 1 之间的数");
    return std::min(value, 1.0);
  }

  Shares read_shares(const YamlNode& node) {
    Shares shares;
    if (node.type != YamlNode::Type::map) {
      report_->add(node.at, "这里要写成“名字: 数”", "例如 {indoor: 6, outdoor: 4}");
      return shares;
    }
    for (const YamlEntry& entry : node.entries) {
      if (const auto text = read_text(entry.value, entry.key, *report_))
        shares.emplace_back(entry.key, number(*text, entry.key));
    }
    return shares;
  }

  Shares read_shares(const YamlFields& fields, std::string_view key) {
    const YamlNode* node = fields.find(key);
    return node == nullptr ? Shares{} : read_shares(*node);
  }

  std::vector<std::pair<std::string, Shares>> read_groups(const YamlFields& fields, std::string_view key) {
    std::vector<std::pair<std::string, Shares>> groups;
    const YamlNode* node = fields.find(key);
    if (node == nullptr) return groups;
    for (const YamlEntry& entry : node->entries) groups.emplace_back(entry.key, read_shares(entry.value));
    return groups;
  }

  std::vector<std::pair<std::string, std::string>> read_values(const YamlFields& fields) {
    std::vector<std::pair<std::string, std::string>> values;
    const YamlNode* node = fields.find("facts");
    if (node == nullptr) return values;
    for (const YamlEntry& entry : node->entries) {
      if (const auto value = read_text(entry.value, entry.key, *report_))
        values.emplace_back(entry.key, value->text);
    }
    return values;
  }

  void read_library(const YamlFields& fields, World& world) {
    if (const auto content = fields.optional_text("content")) {
      world.content = content->text;
      return;
    }
    if (const YamlNode* facts = fields.require("facts")) world.facts = read_fact_list(*facts, *report_);
    for (const YamlNode& node : items(fields.require("cases"))) world.cases.push_back(read_case(node));
    std::ranges::sort(world.cases, [](const CasePtr& a, const CasePtr& b) { return a->id < b->id; });
  }

  CasePtr read_case(const YamlNode& node) {
    const YamlFields fields(node, kCaseKeys, *report_);
    auto article = std::make_shared<Case>();
    if (const auto id = fields.required_text("id")) article->id = id->text;
    if (const auto title = fields.required_text("title")) article->title = title->text;
    if (const auto category = fields.required_text("category")) article->category = category->text;
    for (const Located& symptom : fields.required_texts("symptoms"))
      article->symptoms.push_back(symptom.text);
    for (const Located& fact : fields.optional_texts("asks")) article->asks.push_back(fact.text);
    if (const YamlNode* conditions = fields.find("conditions")) {
      for (const YamlEntry& entry : conditions->entries) {
        Condition condition{entry.key, {}};
        for (const Located& value : read_texts(entry.value, entry.key, *report_))
          condition.values.push_back(value.text);
        article->conditions.push_back(std::move(condition));
      }
    }
    article->confidence = Confidence::validated;
    article->audience = {Audience::agent};
    article->path = report_->source().file();
    return article;
  }

  void read_numbers(const YamlFields& fields, World& world) {
    world.start = *parse_date("2026-09-01");
    if (const auto start = fields.optional_text("start")) {
      if (const auto date = parse_date(start->text)) {
        world.start = *date;
      } else {
        report_->add(start->at, fmt::format("{}不是一个日期", quoted(start->text)), "写成 2026-09-01");
      }
    }
    world.contacts_per_day = std::max(1.0, number(fields, "contacts_per_day", world.contacts_per_day));
    world.repeats = probability(fields, "repeats", world.repeats);
    world.cured_otherwise = probability(fields, "cured_otherwise", world.cured_otherwise);
    world.answers_otherwise = probability(fields, "answers_otherwise", world.answers_otherwise);
    world.wrong_facts = probability(fields, "wrong_facts", world.wrong_facts);
    world.filler = probability(fields, "filler", world.filler);
    world.typo = probability(fields, "typo", world.typo);
    world.number_tells = read_shares(fields, "number_tells");
    world.answers = read_shares(fields, "answers");
  }

  void read_phrases(const YamlFields& fields, World& world) {
    const YamlNode* phrases = fields.require("phrases");
    if (phrases == nullptr) return;
    for (const YamlEntry& entry : phrases->entries) {
      std::vector<std::string> texts;
      for (const Located& text : read_texts(entry.value, entry.key, *report_)) texts.push_back(text.text);
      world.phrases.emplace_back(entry.key, std::move(texts));
    }
  }

  WorldGroup read_group(const YamlNode& node) {
    const YamlFields fields(node, kGroupKeys, *report_);
    WorldGroup group;
    if (const auto id = fields.required_text("id")) group.id = id->text;
    group.share = number(fields, "share", 1.0);
    group.facts = read_values(fields);
    return group;
  }

  WorldCause read_cause(const YamlNode& node) {
    const YamlFields fields(node, kCauseKeys, *report_);
    WorldCause cause;
    if (const auto id = fields.required_text("id")) cause.id = id->text;
    cause.prior = number(fields, "prior", 1.0);
    cause.places = read_shares(fields, "places");
    cause.devices = read_shares(fields, "devices");
    cause.facts = read_groups(fields, "facts");
    cause.says = read_shares(fields, "says");
    cause.cured_by = read_shares(fields, "cured_by");
    if (cause.says.empty()) report_->add(node.at, "缺少 says", "写明客户会说哪一组话，例如 says: {vague: 1}");
    return cause;
  }

  WorldEvent read_event(const YamlNode& node) {
    const YamlFields fields(node, kEventKeys, *report_);
    WorldEvent event;
    if (const auto place = fields.required_text("place")) event.place = place->text;
    if (const auto cause = fields.required_text("cause")) event.cause = cause->text;
    event.from = number(fields, "from", 0.0);
    event.to = number(fields, "to", 0.0);
    event.surge = number(fields, "surge", 0.0);
    event.facts = read_values(fields);
    return event;
  }

  WorldDrift read_drift(const YamlNode& node) {
    const YamlFields fields(node, kDriftKeys, *report_);
    WorldDrift drift;
    drift.day = number(fields, "day", 0.0);
    if (const auto cause = fields.optional_text("cause")) drift.cause = cause->text;
    if (const auto article = fields.optional_text("case")) drift.case_id = article->text;
    drift.times = number(fields, "times", 1.0);
    if (drift.cause.empty() == drift.case_id.empty())
      report_->add(node.at, "cause 和 case 要写一个，也只写一个", "例如 {day: 15, cause: wall, times: 5}");
    return drift;
  }

  template <class Range, class Name>
  void check(const Range& range, const std::string& wanted, std::string_view what, Name name,
             std::size_t at) {
    if (std::ranges::any_of(range, [&](const auto& each) { return name(each) == wanted; })) return;
    report_->add(at, fmt::format("没有{}这个{}", quoted(wanted), what), "先在上面写上它，或者改正名字");
  }

  void check_names(const World& world, std::size_t at) {
    const auto id = [](const auto& each) { return each.id; };
    const auto first = [](const auto& each) { return each.first; };
    for (const WorldCause& cause : world.causes) {
      for (const auto& [place, factor] : cause.places) check(world.places, place, "地方", id, at);
      for (const auto& [device, factor] : cause.devices) check(world.devices, device, "终端", id, at);
      for (const auto& [group, weight] : cause.says) check(world.phrases, group, "说法组", first, at);
    }
    for (const WorldEvent& event : world.events) {
      check(world.places, event.place, "地方", id, at);
      check(world.causes, event.cause, "原因", id, at);
    }
    for (const WorldDrift& drift : world.drift) {
      if (!drift.cause.empty()) check(world.causes, drift.cause, "原因", id, at);
    }
  }

  Report* report_;
};

}  // namespace

std::optional<World> read_world(const SourceText& source, std::vector<Problem>& problems) {
  Report report(source, problems);
  if (!check_text(kMaxYamlBytes, report)) return std::nullopt;
  const auto root = parse_yaml({0, source.text().size()}, report);
  if (!root) return std::nullopt;
  World world = WorldReader(report).read(*root);
  if (!report.clean()) return std::nullopt;
  return world;
}

}  // namespace firstfix::content
