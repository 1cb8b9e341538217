// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/resolve_api.h"

#include <cmath>
#include <utility>

#include <nlohmann/json.hpp>

#include "kb/core/sms.h"
#include "server/api/json_body.h"
#include "server/api/json_object.h"
#include "server/http/problem.h"
#include "server/words/fact_words.h"
#include "server/words/say.h"

namespace firstfix::api {
namespace {

using nlohmann::ordered_json;

// Four digits say all that a probability can be trusted for.
double rounded(double value) {
  return std::round(value * 1e4) / 1e4;
}

ordered_json to_json(const Reply& reply) {
  const SmsSize size = sms_size(reply.sms);
  return object(
      "voice", reply.voice, "sms", reply.sms, "counter", reply.counter, "sms_size",
      object("encoding", size.ucs2 ? "ucs2" : "gsm7", "length", size.length, "segments", size.segments));
}

// The asker's language, and what the library calls things in it.
struct Language {
  const words::Strings& strings;
  const Library& library;
  const PictureUrl& picture_url;
  const FactCatalogue& facts = library.facts;

  std::string say(const Message& message) const { return words::say(message, strings, facts); }
  std::string dont_know() const { return strings.text("question.unknown"); }
};

// Those that no known fact speaks against, as the panel shows them.
ordered_json pictures_json(const Case& article, const FactSet& known, const Language& language) {
  ordered_json pictures = ordered_json::array();
  for (const Picture* picture : language.library.pictures_of(article, known)) {
    const auto url = language.picture_url(picture->id);
    if (url) pictures.push_back(object("url", *url, "alt", words::alt_of(*picture, language.strings)));
  }
  return pictures;
}

ordered_json to_json(const Solution& solution, const FactSet& known, const Language& language) {
  ordered_json why = ordered_json::array();
  for (const Why& reason : solution.why)
    why.push_back(object("text", language.say(reason.message), "weight", rounded(reason.weight)));
  return object("case", solution.article->id, "title", solution.article->title, "probability",
                rounded(solution.probability), "has_failed", solution.has_failed, "is_new", solution.is_new,
                "why", std::move(why), "reply", to_json(solution.reply), "steps", solution.steps, "pictures",
                pictures_json(*solution.article, known, language));
}

ordered_json to_json(const Question& question, const Language& language) {
  ordered_json options = ordered_json::array();
  for (const FactValue& option : question.options)
    options.push_back({{"value", option.id}, {"label", words::label_of(option, language.strings)}});
  options.push_back({{"value", "unknown"}, {"label", language.dont_know()}});
  const FactDefinition* fact = language.facts.find(question.fact);
  return {{"fact", question.fact},
          {"text",
           fact != nullptr && fact->askable() ? words::question_of(*fact, language.strings) : question.text},
          {"options", std::move(options)}};
}

ordered_json facts_json(const FactSet& facts, const Language& language) {
  ordered_json list = ordered_json::array();
  for (const Fact& fact : facts) {
    list.push_back(object("id", fact.id, "value", fact.value, "label",
                          words::value_of(fact, language.facts, language.strings), "source", fact.source,
                          "detail", language.say(fact.detail), "as_of",
                          fact.as_of ? ordered_json(to_rfc3339(*fact.as_of)) : ordered_json()));
  }
  return list;
}

ordered_json resume_json(const std::optional<Unfinished>& open, const Language& language) {
  if (!open) return {};
  ordered_json tried = ordered_json::array();
  for (const auto& [article, result] : open->tried)
    tried.push_back({{"case", article->id}, {"title", article->title}, {"result", to_string(result)}});
  ordered_json answers = ordered_json::array();
  for (const Fact& fact : open->answers) {
    const bool unknown = fact.value == "unknown";
    answers.push_back({{"fact", fact.id},
                       {"value", fact.value},
                       {"label", unknown ? language.dont_know()
                                         : words::value_of(fact, language.facts, language.strings)}});
  }
  return {{"contact", open->contact},
          {"opened_at", to_rfc3339(open->opened_at)},
          {"symptom", open->symptom},
          {"answers", std::move(answers)},
          {"question", open->question ? to_json(*open->question, language) : ordered_json()},
          {"tried", std::move(tried)}};
}

ordered_json to_json(const Resolution& resolution, const Language& language) {
  ordered_json notices = ordered_json::array();
  for (const Notice& notice : resolution.notices)
    notices.push_back({{"kind", notice.kind}, {"text", language.say(notice.message)}});
  ordered_json solutions = ordered_json::array();
  for (const Solution& solution : resolution.solutions)
    solutions.push_back(to_json(solution, resolution.facts, language));
  ordered_json question;  // null when there is none
  if (resolution.question) question = to_json(*resolution.question, language);
  return object("contact", resolution.contact.id, "facts", facts_json(resolution.facts, language), "notices",
                std::move(notices), "solutions", std::move(solutions), "question", std::move(question),
                "confident", resolution.confident, "resume", resume_json(resolution.resume, language));
}

http::Response render(const Site& site, const Result<Resolution>& resolution) {
  if (!resolution) return http::problem(resolution.error());
  const auto snapshot = site.app.knowledge().snapshot();
  http::Response response =
      http::json_response(to_json(*resolution, {site.strings, *snapshot->library, site.picture_url}).dump());
  response.headers.emplace_back("Content-Language", words::tag_of(site.strings.language()));
  response.headers.emplace_back("Vary", "Accept-Language, Cookie");
  return response;
}

// The value a name stands for, or an error that lists the names.
template <class T>
Result<T> named(std::optional<T> value, std::string_view field,
                std::initializer_list<std::string_view> names) {
  if (value) return *value;
  return fail(no_such_value(field, names));
}

Result<service::ResolveRequest> read_resolve(const http::Request& request) {
  auto body = JsonBody::parse(request);
  if (!body) return fail(body.error());
  service::ResolveRequest read;
  read.phone = body->required_text("phone");
  read.symptom = body->text("symptom");
  const std::string channel = body->text("channel");
  read.facts = body->texts("facts");
  read.limit = body->count("limit").value_or(read.limit);
  read.agent = body->text("agent");
  if (auto good = body->done(); !good) return fail(good.error());
  if (channel.empty()) return read;
  const auto known = named(parse_channel(channel), "channel", {"hotline", "counter", "online"});
  if (!known) return fail(known.error());
  read.channel = *known;
  return read;
}

Result<Outcome> read_outcome(const http::Request& request) {
  auto body = JsonBody::parse(request);
  if (!body) return fail(body.error());
  Outcome outcome;
  outcome.contact = request.captures.at(0);
  outcome.case_id = body->text("case");
  const std::string result = body->required_text("result");
  outcome.note = body->text("note");
  if (auto good = body->done(); !good) return fail(good.error());
  const auto known = named(parse_outcome_result(result), "result", {"resolved", "unresolved", "escalated"});
  if (!known) return fail(known.error());
  outcome.result = *known;
  return outcome;
}

}  // namespace

http::Response resolve(const Site& site, const http::Request& request) {
  const auto read = read_resolve(request);
  return read ? render(site, site.app.resolver().resolve(*read)) : http::problem(read.error());
}

http::Response answer(const Site& site, const http::Request& request) {
  auto body = JsonBody::parse(request);
  if (!body) return http::problem(body.error());
  const auto facts = body->texts("facts");
  if (auto good = body->done(); !good) return http::problem(good.error());
  return render(site, site.app.resolver().answer(request.captures.at(0), facts));
}

http::Response restate(const Site& site, const http::Request& request) {
  auto body = JsonBody::parse(request);
  if (!body) return http::problem(body.error());
  const std::string symptom = body->required_text("symptom");
  const std::string channel = body->text("channel");
  if (auto good = body->done(); !good) return http::problem(good.error());
  const auto known = parse_channel(channel);
  if (!channel.empty() && !known) {
    return http::problem(no_such_value("channel", {"hotline", "counter", "online"}));
  }
  return render(site, site.app.resolver().restate(request.captures.at(0), symptom, known));
}

http::Response revisit(const Site& site, const http::Request& request) {
  return render(site, site.app.resolver().revisit(request.captures.at(0)));
}

http::Response record_outcome(App& app, const http::Request& request) {
  auto read = read_outcome(request);
  if (!read) return http::problem(read.error());
  // At a shared counter: who has unlocked it.
  auto clerk = app.clerks().clerk_of(std::string(request.cookie("clerk")));
  if (!clerk) return http::problem(clerk.error());
  read->agent = *std::move(clerk);
  const auto recorded = app.resolver().record_outcome(*std::move(read));
  if (!recorded) return http::problem(recorded.error());
  const ordered_json body{{"contact", recorded->contact},
                          {"case", recorded->case_id},
                          {"result", to_string(recorded->result)},
                          {"note", recorded->note},
                          {"at", to_rfc3339(recorded->at)}};
  return http::json_response(body.dump());
}

}  // namespace firstfix::api
