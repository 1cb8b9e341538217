// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/front_line.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "kb/service/reply_writer.h"
#include "kb/service/text_limits.h"
#include "kb/store/geo.h"

namespace firstfix::service {
namespace {

constexpr std::chrono::minutes kPopLife{5};
constexpr double kMapRadiusM = 1'500.0;  // about 700 squares
constexpr std::chrono::hours kEventsAhead{24};
constexpr std::size_t kMostDays = 365;
constexpr std::chrono::minutes kCountEvery{1};
constexpr int kCountRest = 20;  // counting takes at most a twentieth of the time
constexpr std::size_t kMaxAgentCharacters = 64;
constexpr std::string_view kCustomerNote = "客户在进度页上回答";

Result<void> check_agent(const std::string& agent) {
  if (agent.empty())
    return fail(Code::invalid, Message{"problem.missing", {{"field", "agent"}}},
                Message{"problem.which_agent.hint"});
  return check_text("agent", agent, kMaxAgentCharacters);
}

// "48 小时" -> 48 h.
std::optional<std::chrono::hours> hours_of(std::string_view text) {
  int hours = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), hours);
  if (error != std::errc{} || hours <= 0) return std::nullopt;
  return std::chrono::hours{hours};
}

}  // namespace

Result<Contact> FrontLine::find_contact(const std::string& id) const {
  auto contact = parts_.database.contact(id);
  if (!contact) return fail(contact.error());
  if (!*contact)
    return fail(Code::not_found, Message{"problem.no_contact"}, Message{"problem.no_contact.hint"});
  return **std::move(contact);
}

Result<CasePtr> FrontLine::find_case(const std::string& contact, const std::string& id) const {
  if (CasePtr article = parts_.knowledge.snapshot()->library->find(id)) return article;
  const auto offered = parts_.database.was_offered(contact, id);
  if (!offered) return fail(offered.error());
  if (*offered) {
    return fail(Code::conflict, Message{"problem.withdrawn", {{"case", id}}},
                Message{"problem.withdrawn.hint"});
  }
  return fail(Code::invalid, Message{"problem.no_such_case", {{"field", "case"}, {"value", id}}},
              Message{"problem.no_such_case.hint"});
}

Result<Signal> FrontLine::record(Signal signal) {
  if (auto contact = find_contact(signal.contact); !contact) return fail(contact.error());
  if (auto article = find_case(signal.contact, signal.case_id); !article) return fail(article.error());
  if (!signal.form.empty() && signal.form != "voice" && signal.form != "sms" && signal.form != "counter")
    return fail(no_such_value("form", {"voice", "sms", "counter"}));
  signal.at = parts_.clock();
  if (auto written = parts_.database.note(signal); !written) return fail(written.error());
  return signal;
}

Result<ScreenPop> FrontLine::pop(const ScreenPopRequest& request) {
  if (auto good = check_agent(request.agent); !good) return fail(good.error());
  const auto resolution = parts_.resolver.resolve(request.call);
  if (!resolution) return fail(resolution.error());
  ScreenPop pop{request.agent, resolution->contact.id, parts_.clock()};
  if (auto written = parts_.database.note(pop); !written) return fail(written.error());
  return pop;
}

Result<std::optional<ScreenPop>> FrontLine::latest_pop(const std::string& agent) const {
  if (auto good = check_agent(agent); !good) return fail(good.error());
  auto pop = parts_.database.screen_pop(agent);
  if (pop && *pop && (*pop)->at + kPopLife < parts_.clock()) return std::optional<ScreenPop>{};
  return pop;
}

Result<Surroundings> FrontLine::surroundings(const std::string& contact) const {
  const auto found = find_contact(contact);
  if (!found) return fail(found.error());
  auto location = parts_.database.last_location(found->phone);
  if (!location) return fail(location.error());
  if (!*location) return fail(Code::not_found, Message{"problem.no_place"}, Message{"problem.no_place.hint"});
  const GeoPoint point = (*location)->point;
  const auto tiles = parts_.database.coverage_tiles(point, kMapRadiusM);
  if (!tiles) return fail(tiles.error());
  const Timestamp now = parts_.clock();
  auto events = parts_.database.events_at(point, now, now + kEventsAhead);
  if (!events) return fail(events.error());
  Surroundings around{**std::move(location), {}, *std::move(events)};
  around.squares.reserve(tiles->size());
  for (const CoverageTile& tile : *tiles) {
    const store::GeoBox box = store::box_of(store::tile_of(tile.centre));
    around.squares.push_back({box.south, box.north, box.west, box.east, tile});
  }
  return around;
}

Result<TrackLink> FrontLine::open_track(const std::string& contact, const std::string& case_id) {
  if (auto found = find_contact(contact); !found) return fail(found.error());
  if (auto article = find_case(contact, case_id); !article) return fail(article.error());
  const Timestamp now = parts_.clock();
  TrackLink link{parts_.new_token(), contact, case_id, now, now + parts_.settings.track_life};
  if (auto written = parts_.database.note(link); !written) return fail(written.error());
  return link;
}

Result<TrackLink> FrontLine::find_link(const std::string& token) const {
  auto link = parts_.database.track_link(token);
  if (!link) return fail(link.error());
  if (!*link || (*link)->expires_at <= parts_.clock()) {
    return fail(Code::not_found, Message{"problem.no_link"}, Message{"problem.no_link.hint"});
  }
  return **std::move(link);
}

std::optional<OutcomeResult> FrontLine::outcome_of(const Contact& contact, const std::string& case_id) const {
  const auto past = parts_.database.contacts_since(contact.phone, contact.opened_at);
  if (!past) return std::nullopt;
  const auto found = std::ranges::find(*past, contact.id, &PastContact::id);
  if (found == past->end()) return std::nullopt;
  std::optional<OutcomeResult> outcome;
  for (const auto& [tried, result] : found->outcomes) {
    if (tried == case_id) return result;
    if (result == OutcomeResult::escalated) outcome = result;
  }
  return outcome;
}

// What the case says to the customer.
void FrontLine::say(const Case& article, const FactSet& facts, const Library& library,
                    Progress& progress) const {
  progress.title = article.title;
  Reply reply = write_reply(article, facts, library);
  progress.reply = reply.sms.empty() ? std::move(reply.voice) : std::move(reply.sms);
  if (std::ranges::find(article.audience, Audience::customer) != article.audience.end()) {
    for (const ReplyTemplate& step : article.steps) progress.steps.push_back(step.fill(facts, library.facts));
  }
  for (const Picture* picture : library.pictures_of(article, facts)) progress.pictures.push_back(*picture);
}

Result<Progress> FrontLine::progress(const std::string& token) const {
  auto link = find_link(token);
  if (!link) return fail(link.error());
  const auto resolution = parts_.resolver.revisit(link->contact);
  if (!resolution) return fail(resolution.error());
  const FactSet& facts = resolution->facts;
  const auto snapshot = parts_.knowledge.snapshot();

  Progress progress;
  if (const CasePtr article = snapshot->library->find(link->case_id))
    say(*article, facts, *snapshot->library, progress);
  progress.outcome = outcome_of(resolution->contact, link->case_id);
  progress.opened_at = resolution->contact.opened_at;
  if (facts.value("event") != "none") {
    progress.event = facts.value("event.title");
    if (const Fact* end = facts.find("event.end")) progress.event_end = *end;
  }
  const auto limit = hours_of(facts.value("repair.deadline"));
  if (limit && !progress.event.empty() && progress.outcome != OutcomeResult::resolved)
    progress.repair_by = progress.opened_at + *limit;
  progress.link = *std::move(link);
  return progress;
}

Result<std::vector<CaseUse>> FrontLine::case_use(std::size_t days) {
  if (days < 1 || days > kMostDays) return fail(out_of_range("days", kMostDays));
  const std::scoped_lock lock(using_);  // one count at a time: it reads every contact
  const Timestamp now = parts_.clock();
  if (used_.days == days && now >= used_.at && now - used_.at < used_.good_for) return used_.cases;
  const auto begun = std::chrono::steady_clock::now();
  const Date since =
      std::chrono::floor<std::chrono::days>(now) - std::chrono::days{static_cast<int>(days) - 1};
  auto cases = parts_.database.case_use(since);
  if (!cases) return fail(cases.error());
  const auto took =
      std::chrono::ceil<std::chrono::seconds>(kCountRest * (std::chrono::steady_clock::now() - begun));
  used_ = {days, now, std::max<std::chrono::seconds>(kCountEvery, took), *std::move(cases)};
  return used_.cases;
}

Result<Outcome> FrontLine::answer(const std::string& token, bool solved) {
  const auto link = find_link(token);
  if (!link) return fail(link.error());
  Outcome outcome;
  outcome.contact = link->contact;
  outcome.case_id = link->case_id;
  outcome.result = solved ? OutcomeResult::resolved : OutcomeResult::unresolved;
  outcome.note = kCustomerNote;
  return parts_.resolver.record_outcome(std::move(outcome));
}

}  // namespace firstfix::service
