// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/cases_api.h"

#include <string>

#include <nlohmann/json.hpp>

#include "kb/service/case_browser.h"
#include "server/api/json_object.h"
#include "server/api/query.h"
#include "server/http/problem.h"

namespace firstfix::api {
namespace {

using nlohmann::ordered_json;

ordered_json to_json(const std::vector<search::Piece>& pieces) {
  ordered_json list = ordered_json::array();
  for (const search::Piece& piece : pieces)
    list.push_back(object("text", piece.text, "marked", piece.marked));
  return list;
}

ordered_json to_json(const service::CaseSummary& summary) {
  const Case& article = *summary.article;
  return object("case", article.id, "title", article.title, "kind", to_string(article.kind), "category",
                article.category, "category_label", summary.category_label, "confidence",
                to_string(article.confidence), "updated", to_rfc3339(article.updated), "highlight",
                object("title", to_json(summary.title), "snippet", to_json(summary.snippet)));
}

ordered_json to_json(const std::vector<service::Facet>& facets) {
  ordered_json list = ordered_json::array();
  for (const service::Facet& facet : facets)
    list.push_back(object("id", facet.id, "label", facet.label, "count", facet.count));
  return list;
}

ordered_json to_json(const std::vector<service::UpdateFacet>& facets) {
  ordered_json list = ordered_json::array();
  for (const service::UpdateFacet& facet : facets)
    list.push_back(object("days", facet.days, "since", to_string(facet.since), "count", facet.count));
  return list;
}

ordered_json text_or_null(const std::string& text) {
  return text.empty() ? ordered_json() : ordered_json(text);
}

ordered_json conditions_json(const Case& article) {
  ordered_json conditions = ordered_json::object();
  for (const Condition& condition : article.conditions) conditions[condition.fact] = condition.values;
  return conditions;
}

ordered_json section_json(const Section& section) {
  return {{"markdown", section.markdown}, {"html", section.html}};
}

ordered_json date_json(const std::optional<Date>& date) {
  return date ? ordered_json(to_string(*date)) : ordered_json();
}

ordered_json to_json(const Case& article, const Library& library) {
  ordered_json audience = ordered_json::array();
  for (const Audience reader : article.audience) audience.push_back(to_string(reader));
  const auto defaults = [&](const ReplyTemplate& reply) { return reply.fill({}, library.facts); };
  ordered_json steps = ordered_json::array();
  for (const ReplyTemplate& step : article.steps) steps.push_back(defaults(step));
  return {{"case", article.id},
          {"title", article.title},
          {"kind", to_string(article.kind)},
          {"category", article.category},
          {"category_label", library.taxonomy.path_label(article.category)},
          {"audience", std::move(audience)},
          {"confidence", to_string(article.confidence)},
          {"owner", article.owner},
          {"updated", to_rfc3339(article.updated)},
          {"verify_by", date_json(article.verify_by)},
          {"valid_from", date_json(article.valid_from)},
          {"valid_to", date_json(article.valid_to)},
          {"symptoms", article.symptoms},
          {"conditions", conditions_json(article)},
          {"asks", article.asks},
          {"issue", section_json(article.issue)},
          {"environment", section_json(article.environment)},
          {"cause", section_json(article.cause)},
          {"resolution", section_json(article.resolution)},
          {"steps", std::move(steps)},
          {"reply",
           {{"voice", defaults(article.replies.voice)},
            {"sms", defaults(article.replies.sms)},
            {"counter", defaults(article.replies.counter)}}}};
}

}  // namespace

http::Response search(App& app, const http::Request& request) {
  const auto limit = read_count(request, "limit", service::BrowseRequest{}.limit);
  if (!limit) return http::problem(limit.error());
  const auto field = [&](std::string_view name) { return std::string(request.field(name)); };
  const service::BrowseRequest asked{.text = field("q"),
                                     .category = field("category"),
                                     .kind = field("kind"),
                                     .audience = field("audience"),
                                     .limit = *limit,
                                     .cursor = field("cursor"),
                                     .confidence = field("confidence"),
                                     .updated_since = field("updated_since"),
                                     .sort = field("sort")};
  const Turns::Turn turn = app.computing().wait();
  const auto page =
      service::browse(*app.knowledge().snapshot(), asked, {app.now(), app.settings().utc_offset});
  if (!page) return http::problem(page.error());
  if (request.header("x-typing").empty()) app.gaps().heard(asked, *page);
  ordered_json cases = ordered_json::array();
  for (const service::CaseSummary& summary : page->cases) cases.push_back(to_json(summary));
  const ordered_json body =
      object("cases", std::move(cases), "total", page->total, "did_you_mean",
             text_or_null(page->did_you_mean), "categories", to_json(page->categories), "kinds",
             to_json(page->kinds), "confidences", to_json(page->confidences), "updates",
             to_json(page->updates), "cursor", text_or_null(page->next_cursor));
  return http::json_response(body.dump());
}

http::Response show_case(const App& app, const http::Request& request) {
  const service::SnapshotPtr snapshot = app.knowledge().snapshot();
  const CasePtr article = snapshot->library->find(request.captures.at(0));
  if (!article) return http::problem(told(Code::not_found, {"cases.gone"}, {"cases.gone.hint"}));
  return http::json_response(to_json(*article, *snapshot->library).dump());
}

http::Response knowledge_gaps(App& app, const http::Request& request) {
  const auto days = read_count(request, "days", 30);
  if (!days) return http::problem(days.error());
  const auto limit = read_count(request, "limit", 100);
  if (!limit) return http::problem(limit.error());
  const auto gaps = app.gaps().list(*days, *limit);
  if (!gaps) return http::problem(gaps.error());
  ordered_json list = ordered_json::array();
  for (const KnowledgeGap& gap : *gaps) {
    list.push_back({{"text", gap.text},
                    {"source", to_string(gap.source)},
                    {"times", gap.times},
                    {"last_at", to_rfc3339(gap.last_at)}});
  }
  return http::json_response(ordered_json{{"days", *days}, {"gaps", std::move(list)}}.dump());
}

http::Response problems(const App& app, const http::Request&) {
  const auto snapshot = app.knowledge().snapshot();  // which a refresh may replace meanwhile
  ordered_json list = ordered_json::array();
  for (const Problem& problem : snapshot->library->problems) {
    list.push_back({{"file", problem.at.file},
                    {"line", problem.at.line},
                    {"column", problem.at.column},
                    {"message", problem.message},
                    {"hint", problem.hint}});
  }
  return http::json_response(ordered_json{{"problems", std::move(list)}}.dump());
}

}  // namespace firstfix::api
