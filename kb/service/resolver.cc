// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/resolver.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "kb/facts/phone.h"
#include "kb/service/inquiry.h"
#include "kb/service/text_limits.h"
#include "kb/service/tried_before.h"

namespace firstfix::service {
namespace {

constexpr std::string_view kDontKnow = "unknown";
constexpr std::size_t kMaxSolutions = 20;

std::vector<Message> listed_ids(const std::vector<FactValue>& values) {
  std::vector<Message> list;
  for (const FactValue& value : values) std::ranges::move(listed({value.id}), std::back_inserter(list));
  std::ranges::move(listed({kDontKnow}), std::back_inserter(list));
  return list;
}

std::string field_of(const std::string& fact) {
  return "facts." + fact;
}

Result<void> check_value(const FactDefinition& definition, const std::string& value) {
  if (value == kDontKnow) return {};
  if (definition.type == FactType::text) return check_text(definition.id, value, kMaxFactCharacters);
  if (definition.find_value(value) != nullptr) return {};
  return fail(Code::invalid,
              Message{"problem.no_such_value", {{"field", field_of(definition.id)}, {"value", value}}},
              Message{"problem.one_of", {{"values", listed_ids(definition.values)}}});
}

// source.device and so on; the catalogues name every source that can fail or be contradicted.
std::vector<Message> named(const std::string& source) {
  return {{"source." + source}};
}

// What was said, with a word about a record that says otherwise.
Fact beside(const FactSet& gathered, Fact said) {
  const Fact* recorded = gathered.find(said.id);
  if (recorded == nullptr || recorded->value == said.value) return said;
  Argument value{"value", FactWords{recorded->id, recorded->value, FactWords::As::value}};
  if (!recorded->reading.empty()) value.value = std::vector<Message>{recorded->reading};
  said.detail = {"detail.differs", {{"source", named(recorded->source)}, std::move(value)}};
  return said;
}

// What the words, or those of an earlier call, seemed to say and the agent, asked, does not know was
// misheard. A record stays.
FactSet without_misheard(const FactSet& gathered, const FactSet& stated) {
  FactSet kept;
  for (const Fact& fact : gathered) {
    if (!fact.said() || stated.value(fact.id) != kDontKnow) kept.put(fact);
  }
  return kept;
}

bool is_finished(const PastContact& contact) {
  return std::ranges::any_of(contact.outcomes,
                             [](const auto& outcome) { return outcome.second != OutcomeResult::unresolved; });
}

std::optional<Question> pending_question(const Contact& contact, const FactCatalogue& catalogue) {
  const FactDefinition* fact = catalogue.find(contact.pending);
  if (fact == nullptr || !fact->askable()) return std::nullopt;
  return Question{fact->id, fact->question, fact->values};
}

// What did not help this number before, this time included.
std::set<std::string> failed_cases(const std::vector<PastContact>& history) {
  std::set<std::string> failed;
  for (const PastContact& contact : history) {
    for (const auto& [case_id, result] : contact.outcomes) {
      if (result == OutcomeResult::unresolved) failed.insert(case_id);
    }
  }
  return failed;
}

}  // namespace

Resolver::Resolver(Parts parts) : parts_(std::move(parts)) {
  TrackRecord& track_record = parts_.track_record;
  parts_.database.on_case_days(
      [&track_record](std::span<const store::CaseDay> moved) { track_record.add(moved); });
}

Resolver::~Resolver() {
  parts_.database.on_case_days({});
}

Result<void> Resolver::state_facts(Contact& contact, const StatedFacts& facts) const {
  const SnapshotPtr snapshot = parts_.knowledge.snapshot();
  for (const auto& [id, value] : facts) {
    const FactDefinition* definition = snapshot->library->facts.find(id);
    if (definition == nullptr) {
      return fail(Code::invalid, Message{"problem.no_such_fact", {{"field", field_of(id)}}},
                  Message{"problem.no_such_fact.hint"});
    }
    if (auto good = check_value(*definition, value); !good) return good;
    contact.stated.put({id, value, "agent", {}});
  }
  return {};
}

Result<Contact> Resolver::new_contact(const ResolveRequest& request) {
  auto phone = facts::parse_phone(request.phone, parts_.settings.home_country);
  if (!phone) return fail(phone.error());
  if (auto good = check_text("symptom", request.symptom, kMaxSymptomCharacters); !good)
    return fail(good.error());
  if (auto good = check_text("agent", request.agent, kMaxAgentCharacters); !good) return fail(good.error());
  Contact contact;
  contact.id = parts_.new_contact_id();
  contact.phone = *std::move(phone);
  contact.channel = request.channel;
  contact.symptom = request.symptom;
  contact.opened_at = parts_.clock();
  contact.region = facts::region_of(contact.phone).name;
  contact.agent = request.agent;
  if (auto good = state_facts(contact, request.facts); !good) return fail(good.error());
  return contact;
}

Result<Resolution> Resolver::resolve(const ResolveRequest& request) {
  if (request.limit == 0 || request.limit > kMaxSolutions) {
    return fail(out_of_range("limit", kMaxSolutions));
  }
  auto contact = new_contact(request);
  if (!contact) return fail(contact.error());
  auto resolution = advise_on(*contact, request.limit);
  if (resolution) parts_.database.add_contact(*std::move(contact));
  return resolution;
}

std::mutex& Resolver::writing(const std::string& contact_id) {
  return writing_.at(std::hash<std::string>{}(contact_id) % writing_.size());
}

Caller Resolver::look_up(const Contact& contact, const Snapshot& snapshot, Timestamp now) const {
  const CallerSources sources{parts_.database, parts_.settings, snapshot.library.get(),
                              parts_.places,   parts_.network,  snapshot.words.get()};
  const std::string_view area = contact.stated.value("area");
  const bool stated = !area.empty() && area != kDontKnow;
  return service::look_up(sources, {contact.phone, now, contact.id,
                                    stated ? std::string(area) + "\n" + contact.symptom : contact.symptom});
}

// The latest contact before this one that was broken off and says something.
std::optional<Unfinished> Resolver::unfinished(const Caller& caller, const Contact& contact,
                                               const Library& library) const {
  for (const PastContact& past : caller.history) {
    if (past.id == contact.id || past.opened_at > contact.opened_at) continue;
    if (contact.opened_at - past.opened_at > parts_.settings.resume_within || is_finished(past)) break;
    const auto whole = parts_.database.contact(past.id);
    if (!whole || !*whole) break;
    const Contact& found = **whole;
    if (found.symptom.empty() && found.stated.empty() && past.outcomes.empty()) continue;
    Unfinished open{
        found.id, found.opened_at, found.symptom, found.stated, pending_question(found, library.facts), {}};
    for (const auto& [case_id, result] : past.outcomes) {
      if (CasePtr article = library.find(case_id)) open.tried.emplace_back(std::move(article), result);
    }
    return open;
  }
  return std::nullopt;
}

Result<Contact> Resolver::find_contact(const std::string& contact_id) const {
  auto contact = parts_.database.contact(contact_id);
  if (!contact) return fail(contact.error());
  if (!*contact)
    return fail(Code::not_found, Message{"problem.no_contact"}, Message{"problem.no_contact.hint"});
  return **std::move(contact);
}

Result<Resolution> Resolver::answer(const std::string& contact_id, const StatedFacts& facts) {
  const std::scoped_lock lock(writing(contact_id));
  auto contact = find_contact(contact_id);
  if (!contact) return fail(contact.error());
  if (facts.empty())
    return fail(Code::invalid, Message{"problem.no_facts", {{"field", "facts"}}},
                Message{"problem.no_facts.hint"});
  if (auto good = state_facts(*contact, facts); !good) return fail(good.error());
  // What is put right, or told unasked, is no question.
  if (std::ranges::count(facts, contact->pending, &StatedFacts::value_type::first) > 0)
    ++contact->considered.questions;
  auto resolution = advise_on(*contact, ResolveRequest{}.limit);
  if (resolution) parts_.database.update_contact(*std::move(contact));
  return resolution;
}

Result<Resolution> Resolver::restate(const std::string& contact_id, const std::string& symptom,
                                     std::optional<Channel> channel) {
  if (auto good = check_text("symptom", symptom, kMaxSymptomCharacters); !good) return fail(good.error());
  const std::scoped_lock lock(writing(contact_id));
  auto contact = find_contact(contact_id);
  if (!contact) return fail(contact.error());
  contact->symptom = symptom;
  contact->channel = channel.value_or(contact->channel);
  auto resolution = advise_on(*contact, ResolveRequest{}.limit);
  if (resolution) parts_.database.update_contact(*std::move(contact));
  return resolution;
}

Result<Resolution> Resolver::revisit(const std::string& contact_id) const {
  auto contact = find_contact(contact_id);
  if (!contact) return fail(contact.error());
  return advise_on(*contact, ResolveRequest{}.limit);
}

// Facts from the number first, then what was said, which beats them; then the ranking.
Result<Resolution> Resolver::advise_on(Contact& contact, std::size_t limit) const {
  const Timestamp now = parts_.clock();
  const SnapshotPtr snapshot = parts_.knowledge.snapshot();
  Caller caller = look_up(contact, *snapshot, now);
  Inquiry inquiry;
  inquiry.symptom = contact.symptom;
  inquiry.facts = without_misheard(caller.facts, contact.stated);
  for (const Fact& fact : contact.stated) {
    inquiry.asked.insert(fact.id);
    if (fact.value != kDontKnow) inquiry.facts.put(beside(inquiry.facts, fact));
  }
  inquiry.failed = failed_cases(caller.history);
  inquiry.audience = audience_of(contact.channel);
  inquiry.today = std::chrono::floor<std::chrono::days>(now + parts_.settings.utc_offset);
  inquiry.now = now;
  inquiry.limit = limit;
  inquiry.questions_asked = contact.considered.questions;
  if (parts_.evidence != nullptr) inquiry.memory = &parts_.evidence->memory();

  const auto weights =
      parts_.weights == nullptr ? std::make_shared<const resolve::Weights>() : parts_.weights->weights();
  const Words words{inquiry.symptom, inquiry.audience};
  inquiry.retrieved = recent_words_.find(contact.id, *snapshot, words, now);

  auto advice = advise(*snapshot, parts_.track_record, inquiry, *weights);
  if (!advice) return fail(advice.error());
  if (inquiry.retrieved == nullptr)
    recent_words_.keep(contact.id, *snapshot, words, std::move(advice->retrieved), now);
  contact.considered = considered(*advice, inquiry, snapshot->library->facts);
  contact.offered.clear();
  for (const Solution& solution : advice->solutions) contact.offered.push_back(solution.article->id);
  if (!advice->solutions.empty()) contact.category = advice->solutions.front().article->category;

  contact.confident = advice->confident;
  contact.pending = advice->question ? advice->question->fact : std::string();
  if (auto tried = tried_before(caller.history, contact.id, *snapshot->library)) {
    auto after = std::ranges::find(caller.notices, "repeat", &Notice::kind);
    if (after != caller.notices.end()) ++after;
    caller.notices.insert(after, *std::move(tried));
  }
  for (const std::string& source : caller.unavailable) {
    caller.notices.push_back({"unavailable", {"notice.source_silent", {{"source", named(source)}}}});
  }
  auto resume = unfinished(caller, contact, *snapshot->library);
  return Resolution{contact,
                    std::move(inquiry.facts),
                    std::move(caller.notices),
                    std::move(advice->solutions),
                    std::move(advice->question),
                    advice->confident,
                    std::move(resume)};
}

// A case may be deleted while an agent has it open: what came of it counts all the same.
Result<std::string> Resolver::category_of_withdrawn(const Outcome& outcome) const {
  const auto contact = find_contact(outcome.contact);
  if (!contact) return fail(contact.error());
  const auto offered = parts_.database.was_offered(outcome.contact, outcome.case_id);
  if (!offered) return fail(offered.error());
  if (*offered) return contact->category;
  return fail(Code::invalid, Message{"problem.no_such_case", {{"field", "case"}, {"value", outcome.case_id}}},
              Message{"problem.no_such_case.hint"});
}

Result<Outcome> Resolver::record_outcome(Outcome outcome) {
  if (auto good = check_text("note", outcome.note, kMaxNoteCharacters); !good) return fail(good.error());
  if (auto good = check_text("agent", outcome.agent, kMaxAgentCharacters); !good) return fail(good.error());
  const SnapshotPtr snapshot = parts_.knowledge.snapshot();
  std::string category;
  if (outcome.case_id.empty()) {
    if (outcome.result == OutcomeResult::resolved) {
      return fail(Code::invalid, Message{"problem.missing", {{"field", "case"}}},
                  Message{"problem.which_case.hint"});
    }
  } else if (const CasePtr article = snapshot->library->find(outcome.case_id)) {
    category = article->category;
  } else {
    auto known = category_of_withdrawn(outcome);
    if (!known) return fail(known.error());
    category = *std::move(known);
  }
  outcome.at = parts_.clock();
  const auto before = parts_.database.record_outcome(outcome, category);
  if (!before) return fail(before.error());
  if (*before && (*before)->same_as(outcome)) return **before;
  if (parts_.evidence != nullptr) parts_.evidence->catch_up();
  return outcome;
}

}  // namespace firstfix::service
