// SPDX-License-Identifier: GPL-3.0-or-later
// tests/scenarios/facts.yaml, each scenario a test. README.md has the format.
#include <algorithm>
#include <chrono>
#include <memory>
#include <regex>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include "kb/facts/phone.h"
#include "kb/operator/network_apis.h"
#include "kb/service/knowledge.h"
#include "kb/service/place_book.h"
#include "kb/service/resolver.h"
#include "kb/store/import.h"
#include "tests/kb/operator/mock_operator.h"
#include "tests/support/in_words.h"
#include "tests/support/scratch_folder.h"

namespace firstfix {
namespace {

using operators::MockOperator;
using testing::HasSubstr;
using testing::Not;

const std::string kFolder = FIRSTFIX_SOURCE_DIR "/tests/scenarios/";
const Timestamp kNow = *parse_rfc3339("2026-11-22T08:00:00Z");

// Index and content are read once for all scenarios.
const service::Knowledge& knowledge() {
  static const test::ScratchFolder data;
  static const auto opened = *service::Knowledge::open(FIRSTFIX_SOURCE_DIR "/content", data.path());
  return *opened;
}

std::string value_of(const YAML::Node& node) {
  return node.as<std::string>();
}

// Keys that the runner does not know would be expectations nobody checks.
void check_keys(const YAML::Node& scenario) {
  static const std::set<std::string> kKnown{
      "name",   "before",  "network", "phone", "symptom",   "say",   "answers",   "facts",    "unknown",
      "detail", "notices", "case",    "asks",  "not_asked", "reply", "not_reply", "within_ms"};
  for (const auto& entry : scenario) ASSERT_TRUE(kKnown.contains(value_of(entry.first))) << entry.first;
}

class Scenario : public testing::TestWithParam<YAML::Node> {
 protected:
  Scenario() {
    settings_.data = data_.path();
    const YAML::Node records = YAML::LoadFile(kFolder + "records.yaml");
    for (const auto& [name, table] : {std::pair{"devices", store::Table::devices},
                                      {"subscribers", store::Table::subscribers},
                                      {"locations", store::Table::locations},
                                      {"coverage", store::Table::coverage},
                                      {"events", store::Table::events}}) {
      import(table, value_of(records[name]));
    }
    database_ = std::move(*store::Database::open({settings_.database().string()}));
    places_ = std::make_unique<service::PlaceBook>(*database_);
    places_->wait_until_loaded();
    if (GetParam()["network"]) open_network(value_of(GetParam()["network"]));
    resolver_ = std::make_unique<service::Resolver>(service::Resolver::Parts{
        knowledge(), *database_, track_record_, settings_, [this] { return now_; },
        [this] { return fmt::format("{:032x}", ++contacts_); }, nullptr, places_.get(), network_.get()});
  }

  void import(store::Table table, const std::string& csv) {
    data_.write("import.csv", csv);
    store::ImportOptions options;
    options.table = table;
    options.file = data_.path() / "import.csv";
    options.parse_phone = [](std::string_view text) { return facts::parse_phone(text); };
    options.facts = &knowledge().snapshot()->library->facts;
    const auto done = store::import_csv({settings_.database().string()}, options);
    if (!done) throw std::runtime_error(done.error().message);
    if (!done->bad.empty()) throw std::runtime_error(done->bad.front().reason);
  }

  void open_network(const std::string& behaviour) {
    for (const operators::Api api : operators::kApis) {
      const std::string path(operators::spec_of(api).path);
      if (behaviour == "slow") operator_.behave(path, {.delay_ms = 700});
      if (behaviour == "down") operator_.behave(path, {.status = 503, .code = "UNAVAILABLE"});
      if (behaviour == "lying") operator_.behave(path, {.body = R"({"area":"moon","roaming":"often"})"});
    }
    operators::NetworkApisOptions options;
    options.base_url = operator_.url();
    options.token_url = operator_.token_url();
    options.client_id = "firstfix";
    options.client_secret = "s3cret";
    network_ = *operators::NetworkApis::open(options, [this] { return now_; }, {});
    if (behaviour == "as defined") settings_.facts_budget = std::chrono::seconds{5};  // a loaded test machine
  }

  service::StatedFacts stated(const YAML::Node& node) {
    service::StatedFacts facts;
    for (const auto& entry : node) facts.emplace_back(value_of(entry.first), value_of(entry.second));
    return facts;
  }

  void live_through(const YAML::Node& before) {
    for (const YAML::Node& past : before) {
      now_ = kNow - std::chrono::hours{past["hours_ago"].as<int>()};
      const auto contact = resolver_->resolve({value_of(GetParam()["phone"]), value_of(past["symptom"])});
      ASSERT_TRUE(contact) << contact.error().message;
      const auto result = parse_outcome_result(value_of(past["result"]));
      const auto done =
          resolver_->record_outcome({contact->contact.id, value_of(past["case"]), *result, "", {}});
      ASSERT_TRUE(done) << done.error().message;
    }
    now_ = kNow;
  }

  Resolution run(const YAML::Node& scenario) {
    live_through(scenario["before"]);
    auto begun = std::chrono::steady_clock::now();
    auto resolution = resolver_->resolve({value_of(scenario["phone"]), value_of(scenario["symptom"]),
                                          Channel::hotline, stated(scenario["say"]), 10});
    for (const YAML::Node& answer : scenario["answers"]) {
      if (!resolution) break;
      begun = std::chrono::steady_clock::now();
      resolution = resolver_->answer(resolution->contact.id, stated(answer));
    }
    took_ = std::chrono::steady_clock::now() - begun;
    if (!resolution) throw std::runtime_error(resolution.error().message);
    return *std::move(resolution);
  }

  test::ScratchFolder data_;
  service::Settings settings_;
  Timestamp now_ = kNow;
  MockOperator operator_;
  std::unique_ptr<operators::NetworkApis> network_;
  service::TrackRecord track_record_{std::chrono::floor<std::chrono::days>(kNow), 30};
  std::unique_ptr<store::Database> database_;
  std::unique_ptr<service::PlaceBook> places_;
  std::unique_ptr<service::Resolver> resolver_;
  int contacts_ = 0;
  std::chrono::steady_clock::duration took_{};
};

void expect_facts(const YAML::Node& scenario, const Resolution& resolution) {
  const FactCatalogue& facts = knowledge().snapshot()->library->facts;
  for (const auto& entry : scenario["facts"])
    EXPECT_EQ(resolution.facts.value(value_of(entry.first)), value_of(entry.second)) << entry.first;
  for (const YAML::Node& id : scenario["unknown"])
    EXPECT_FALSE(resolution.facts.known(value_of(id)))
        << id << " is " << resolution.facts.value(value_of(id));
  for (const auto& entry : scenario["detail"]) {
    const Fact* fact = resolution.facts.find(value_of(entry.first));
    ASSERT_NE(fact, nullptr) << entry.first;
    EXPECT_THAT(test::in_chinese(fact->detail, facts), HasSubstr(value_of(entry.second)));
  }
  for (const auto& entry : scenario["notices"]) {
    const bool told = std::ranges::any_of(resolution.notices, [&](const Notice& notice) {
      return notice.kind == value_of(entry.first) &&
             test::in_chinese(notice.message, facts).find(value_of(entry.second)) != std::string::npos;
    });
    EXPECT_TRUE(told) << entry.first << ": " << entry.second;
  }
}

// Holes would show as ⟦name⟧, and what is quoted “so” is the customer's or the operator's.
void expect_plain_english(const Message& message, const FactCatalogue& facts) {
  static const std::regex kQuoted("“.*?”");
  const std::string english = std::regex_replace(test::in_english(message, facts), kQuoted, "");
  EXPECT_FALSE(test::has_han(english)) << message.id << ": " << english;
  EXPECT_THAT(english, Not(HasSubstr("⟦"))) << message.id;
  EXPECT_THAT(test::in_chinese(message, facts), Not(HasSubstr("⟦"))) << message.id;
}

void expect_both_languages(const Resolution& resolution) {
  const FactCatalogue& facts = knowledge().snapshot()->library->facts;
  for (const Fact& fact : resolution.facts) {
    // An event's title is the operator's own, like a make of handset.
    if (fact.id != "event" && fact.source != "device") expect_plain_english(fact.detail, facts);
    EXPECT_TRUE(test::reads_as_it_stands(fact)) << fact.id << " is " << fact.value;
  }
  for (const Notice& notice : resolution.notices) {
    if (notice.kind != "outage" && notice.kind != "planned") expect_plain_english(notice.message, facts);
  }
  for (const Solution& solution : resolution.solutions) {
    for (const Why& why : solution.why) expect_plain_english(why.message, facts);
  }
}

void expect_case(const YAML::Node& wanted, const Resolution& resolution) {
  if (!wanted) return;
  std::vector<std::string> ids;
  for (const Solution& solution : resolution.solutions) ids.push_back(solution.article->id);
  const auto found = std::ranges::find(ids, value_of(wanted["id"]));
  const auto place = found - ids.begin() + 1;
  if (wanted["not_first"]) {
    EXPECT_NE(place, 1) << fmt::format("{}", fmt::join(ids, " "));
  } else {
    EXPECT_LE(place, wanted["within"].as<std::ptrdiff_t>()) << fmt::format("{}", fmt::join(ids, " "));
  }
}

void expect_question(const YAML::Node& scenario, const Resolution& resolution) {
  const std::string asked = resolution.question ? resolution.question->fact : std::string();
  if (scenario["asks"]) {
    EXPECT_NE(asked, "");
    const std::string wanted = value_of(scenario["asks"]);
    EXPECT_TRUE(wanted == "true" || wanted == asked) << asked;
  }
  for (const YAML::Node& id : scenario["not_asked"]) EXPECT_NE(asked, value_of(id));
}

void expect_reply(const YAML::Node& scenario, const Resolution& resolution) {
  if (resolution.solutions.empty()) {
    EXPECT_FALSE(scenario["reply"]) << "no solution, hence no reply";
    return;
  }
  const Reply& reply = resolution.solutions.front().reply;
  if (scenario["reply"]) {
    for (const YAML::Node& words : scenario["reply"]["has"])
      EXPECT_THAT(reply.voice, HasSubstr(value_of(words)));
  }
  for (const YAML::Node& words : scenario["not_reply"])
    EXPECT_THAT(reply.voice, Not(HasSubstr(value_of(words))));
  for (const std::string& text : {reply.voice, reply.sms, reply.counter})
    EXPECT_THAT(text, Not(HasSubstr("{{")));
}

TEST_P(Scenario, IsAnsweredAsExpected) {
  const YAML::Node& scenario = GetParam();
  check_keys(scenario);
  const Resolution resolution = run(scenario);
  expect_facts(scenario, resolution);
  expect_both_languages(resolution);
  expect_case(scenario["case"], resolution);
  expect_question(scenario, resolution);
  expect_reply(scenario, resolution);
  const int within_ms = scenario["within_ms"] ? scenario["within_ms"].as<int>() : 60'000;
  EXPECT_LE(took_, std::chrono::milliseconds{within_ms});
}

std::vector<YAML::Node> scenarios() {
  std::vector<YAML::Node> list;
  for (const YAML::Node& scenario : YAML::LoadFile(kFolder + "facts.yaml")) list.push_back(scenario);
  return list;
}

std::string test_name(const testing::TestParamInfo<YAML::Node>& info) {
  std::string name = info.param["name"].as<std::string>();
  std::ranges::replace_if(
      name, [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Facts, Scenario, testing::ValuesIn(scenarios()), test_name);

}  // namespace
}  // namespace firstfix
