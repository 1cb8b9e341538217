// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/generated_contacts.h"

#include <array>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "kb/facts/phone.h"
#include "kb/resolve/learn.h"
#include "kb/store/database.h"
#include "tests/bench/generated_cases.h"

namespace firstfix::bench {
namespace {

constexpr const char* kCategory = "network/indoor";
constexpr std::size_t kTold = 4;  // of the facts that can be asked about, one in so many was answered

std::string contact_id(std::size_t n) {
  return fmt::format("{:032x}", n + 1);
}

// The catalogue's shares; the first of the values where nobody has stated any.
std::string any_value(TextWriter& writer, const FactDefinition& fact) {
  double left = static_cast<double>(writer.below(1'000'000)) / 1e6;
  for (const FactValue& value : fact.values) {
    left -= value.share;
    if (left < 0.0) return value.id;
  }
  return fact.values.front().id;
}

// Several at once, so that their outcomes are committed together.
void record_outcomes(store::Database& database, const Population& population) {
  constexpr std::size_t kRecorders = 64;
  std::vector<std::jthread> recorders;
  for (std::size_t first = 0; first < kRecorders; ++first) {
    recorders.emplace_back([&, first] {
      for (std::size_t n = first; n < population.contacts; n += kRecorders) {
        const Outcome outcome{contact_id(n),
                              case_id(n % population.solving_cases),
                              OutcomeResult::resolved,
                              {},
                              system_clock()()};
        if (!database.record_outcome(outcome, kCategory))
          throw std::runtime_error("an outcome was not recorded");
      }
    });
  }
}

}  // namespace

Considered ContactWriter::considered(std::size_t contact, const Surroundings& number,
                                     const Population& population) {
  Considered considered;
  considered.layout = resolve::kFeatureLayout;
  for (const FactDefinition& fact : catalogue_.all()) {
    if (fact.type != FactType::choice || (fact.askable() && !writer_.one_in(kTold))) continue;
    considered.facts.emplace_back(fact.id, any_value(writer_, fact));
  }
  if (!number.area.empty()) considered.circumstances.emplace_back("area", number.area);
  if (!number.model.empty()) considered.circumstances.emplace_back("device.model", number.model);
  if (population.solving_cases == 0) return considered;
  constexpr std::array kBeliefs{0.55, 0.2, 0.1, 0.05};
  const std::vector<double> features(resolve::values_of({}).size(), 0.5);
  for (std::size_t i = 0; i < kBeliefs.size(); ++i) {
    const std::size_t of = i == 0 ? contact : writer_.below(population.solving_cases);
    const std::string id = case_id(of % population.solving_cases);
    considered.beliefs.emplace_back(id, kBeliefs.at(i));
    considered.cases.push_back({id, kBeliefs.at(i), kBeliefs.at(i), features});
  }
  return considered;
}

void ContactWriter::write(const std::filesystem::path& path, Timestamp now, const Population& population) {
  const auto database = store::Database::open({path.string()});
  if (!database) throw std::runtime_error(database.error().message);
  for (std::size_t n = 0; n < population.contacts; ++n) {
    const std::size_t number = n * 5 % population.subscribers;
    Contact contact;
    contact.id = contact_id(n);
    contact.phone = facts::parse_phone(phone_number(number)).value();
    contact.symptom = complaint(writer_);
    contact.opened_at = now - std::chrono::minutes{writer_.below(30 * 24 * 60)};
    contact.category = kCategory;
    contact.considered = considered(n, numbers_[number], population);
    (*database)->add_contact(std::move(contact));
  }
  (*database)->flush();
  if (population.solving_cases > 0) record_outcomes(**database, population);
}

}  // namespace firstfix::bench
