// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/facts_view.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "server/words/fact_words.h"
#include "server/words/say.h"

namespace firstfix::pages {
namespace {

constexpr std::string_view kDontKnow = "unknown";

// Who is calling, wherever the case lies.
constexpr std::array<std::string_view, 4> kAlwaysTelling{"region", "area", "coverage", "device.model"};

// A fact and the notice that says it, and more, in a banner above.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kInABanner{
    {{"event", "outage"},
     {"event", "planned"},
     {"contacts.recent", "repeat"},
     {"customer.mood", "dissatisfied"},
     {"account.vip", "vip"}}};

bool stands_in_a_banner(const Fact& fact, const Resolution& resolution) {
  return std::ranges::any_of(kInABanner, [&](const auto& pair) {
    return pair.first == fact.id &&
           std::ranges::find(resolution.notices, pair.second, &Notice::kind) != resolution.notices.end();
  });
}

std::string source_label(const std::string& source, const Strings& t) {
  const std::string key = "source." + source;
  return t.has(key) ? t.text(key) : source;
}

bool agrees(const Case& article, const Fact& fact) {
  return std::ranges::any_of(article.conditions, [&](const Condition& condition) {
    return condition.fact == fact.id &&
           std::ranges::find(condition.values, fact.value) != condition.values.end();
  });
}

// Worth a look at a glance: said in this conversation or the one before, about the place and the device, or a
// reason for a solution; not what a banner says already. The rest is one click away.
bool telling(const Fact& fact, const Resolution& resolution) {
  if (fact.source == "agent") return true;
  if (stands_in_a_banner(fact, resolution)) return false;
  if (fact.said()) return true;
  if (std::ranges::find(kAlwaysTelling, fact.id) != kAlwaysTelling.end()) return true;
  return std::ranges::any_of(resolution.solutions,
                             [&](const Solution& solution) { return agrees(*solution.article, fact); });
}

std::string label_of(const std::string& id, const FactCatalogue& catalogue, const Strings& t) {
  const FactDefinition* definition = catalogue.find(id);
  return definition == nullptr ? id : label_of(*definition, t);
}

// What was misheard or clicked by mistake is put right where it stands.
Data correction_data(const Fact& fact, const FactDefinition* definition, const Strings& t) {
  if (definition == nullptr || !definition->askable() || !fact.said()) return Data(false);
  List options;
  for (const FactValue& value : definition->values) {
    if (value.id == fact.value) continue;
    Data option;
    option["option_value"] = value.id;
    option["option_label"] = label_of(value, t);
    options.push_back(std::move(option));
  }
  Data unknown;
  unknown["option_value"] = std::string(kDontKnow);
  unknown["option_label"] = t.text("question.unknown");
  options.push_back(std::move(unknown));
  Data data;
  data["fact"] = fact.id;
  data["options"] = options;
  return data;
}

Data fact_data(const Fact& fact, const FactCatalogue& catalogue, const Strings& t) {
  const std::string source = source_label(fact.source, t);
  const FactDefinition* definition = catalogue.find(fact.id);
  Data data;
  // A place or a model needs no label in front; 正常 or 支持 does.
  data["speaks_for_itself"] = definition != nullptr && definition->type == FactType::text;
  data["label"] = label_of(fact.id, catalogue, t);
  data["value"] = value_of(fact, catalogue, t);
  data["correction"] = correction_data(fact, definition, t);
  data["has_as_of"] = fact.as_of.has_value();
  if (fact.as_of) {
    data["as_of"] = to_rfc3339(*fact.as_of);
    data["as_of_day"] = to_rfc3339(*fact.as_of).substr(0, 10);  // a script says it as an age
  }
  const std::string detail = words::say(fact.detail, t, catalogue);
  data["evidence"] = detail.empty() ? source : t.text("fact.evidence", source, detail);
  return data;
}

}  // namespace

Data facts_data(const Resolution& resolution, const FactCatalogue& catalogue, const Strings& t) {
  List said;
  List known;
  List unsure;
  List all;
  for (const Fact& fact : resolution.facts) {
    Data data = fact_data(fact, catalogue, t);
    if (telling(fact, resolution)) (fact.said() ? said : known).push_back(data);
    all.push_back(std::move(data));
  }
  // What this conversation is about, and may be put right, before who is calling.
  List& chips = said;
  for (Data& each : known) chips.push_back(std::move(each));
  for (const Fact& fact : resolution.contact.stated) {
    if (fact.value == kDontKnow) unsure.emplace_back(label_of(fact.id, catalogue, t));
  }
  Data data;
  // A place is known when its coverage or its name is: then there is a map to show.
  data["has_place"] = resolution.facts.known("coverage") || resolution.facts.known("area");
  data["any"] = !all.empty() || !unsure.empty();
  data["has_all"] = !all.empty();
  data["all_title"] = t.text("facts.all", all.size());
  data["chips"] = chips;
  data["unsure"] = unsure;
  data["all"] = all;
  return data;
}

}  // namespace firstfix::pages
