// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/front_line_api.h"

#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "server/api/json_body.h"
#include "server/api/query.h"
#include "server/http/problem.h"

namespace firstfix::api {
namespace {

using nlohmann::ordered_json;

ordered_json to_json(const ScreenPop& pop) {
  return {{"agent", pop.agent}, {"contact", pop.contact}, {"at", to_rfc3339(pop.at)}};
}

ordered_json feature(std::string_view shape, ordered_json coordinates, ordered_json properties) {
  return {{"type", "Feature"},
          {"geometry", {{"type", shape}, {"coordinates", std::move(coordinates)}}},
          {"properties", std::move(properties)}};
}

ordered_json point(GeoPoint at) {
  return ordered_json::array({at.longitude, at.latitude});
}

// A closed ring, counter-clockwise as RFC 7946 asks.
ordered_json ring(const service::Surroundings::Square& square) {
  const auto corner = [](double longitude, double latitude) {
    return ordered_json::array({longitude, latitude});
  };
  return ordered_json::array(
      {ordered_json::array({corner(square.west, square.south), corner(square.east, square.south),
                            corner(square.east, square.north), corner(square.west, square.north),
                            corner(square.west, square.south)})});
}

ordered_json to_json(const service::Surroundings& around) {
  ordered_json features = ordered_json::array();
  for (const auto& square : around.squares) {
    features.push_back(feature("Polygon", ring(square),
                               {{"kind", "coverage"},
                                {"grade", to_string(square.tile.grade)},
                                {"rsrp_dbm", std::round(square.tile.mean_rsrp_dbm)}}));
  }
  for (const NetworkEvent& event : around.events) {
    features.push_back(
        feature("Point", point(event.centre),
                {{"kind", to_string(event.kind)}, {"text", event.title}, {"radius_m", event.radius_m}}));
  }
  features.push_back(
      feature("Point", point(around.location.point), {{"kind", "place"}, {"text", around.location.area}}));
  return {{"type", "FeatureCollection"}, {"features", std::move(features)}};
}

}  // namespace

http::Response map(App& app, const http::Request& request) {
  const auto around = app.front_line().surroundings(request.captures.at(0));
  if (!around) return http::problem(around.error());
  http::Response response = http::json_response(to_json(*around).dump());
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

http::Response record_signal(App& app, const http::Request& request) {
  auto body = JsonBody::parse(request);
  if (!body) return http::problem(body.error());
  Signal signal;
  signal.contact = request.captures.at(0);
  signal.case_id = body->required_text("case");
  const std::string kind = body->required_text("kind");
  signal.form = body->text("form");
  if (auto good = body->done(); !good) return http::problem(good.error());
  const auto known = parse_signal_kind(kind);
  if (!known) return http::problem(no_such_value("kind", {"copied", "picked", "dismissed"}));
  signal.kind = *known;
  const auto recorded = app.front_line().record(std::move(signal));
  if (!recorded) return http::problem(recorded.error());
  const CasePtr article = app.knowledge().snapshot()->library->find(recorded->case_id);
  const ordered_json answer{
      {"contact", recorded->contact},
      {"case", recorded->case_id},
      {"kind", to_string(recorded->kind)},
      {"at", to_rfc3339(recorded->at)},
      {"version", article ? ordered_json(fmt::format("{:016x}", article->fingerprint)) : ordered_json()}};
  return http::json_response(answer.dump());
}

http::Response case_use(App& app, const http::Request& request) {
  const auto days = read_count(request, "days", 30);
  if (!days) return http::problem(days.error());
  const auto uses = app.front_line().case_use(*days);
  if (!uses) return http::problem(uses.error());
  ordered_json cases = ordered_json::array();
  for (const CaseUse& use : *uses) {
    cases.push_back({{"case", use.case_id},
                     {"offered", use.offered},
                     {"first", use.first},
                     {"picked", use.picked},
                     {"copied", use.copied},
                     {"dismissed", use.dismissed},
                     {"resolved", use.resolved},
                     {"tried", use.tried}});
  }
  return http::json_response(ordered_json{{"days", *days}, {"cases", std::move(cases)}}.dump());
}

http::Response pop_screen(App& app, const http::Request& request) {
  auto body = JsonBody::parse(request);
  if (!body) return http::problem(body.error());
  service::ScreenPopRequest read;
  read.agent = body->required_text("agent");
  read.call.phone = body->required_text("phone");
  read.call.symptom = body->text("symptom");
  read.call.facts = body->texts("facts");
  const std::string channel = body->text("channel");
  if (auto good = body->done(); !good) return http::problem(good.error());
  if (!channel.empty()) {
    const auto known = parse_channel(channel);
    if (!known) return http::problem(no_such_value("channel", {"hotline", "counter", "online"}));
    read.call.channel = *known;
  }
  const auto pop = app.front_line().pop(read);
  return pop ? http::json_response(to_json(*pop).dump()) : http::problem(pop.error());
}

http::Response latest_pop(App& app, const http::Request& request) {
  const auto pop = app.front_line().latest_pop(std::string(request.field("agent")));
  if (!pop) return http::problem(pop.error());
  return http::json_response(ordered_json{{"pop", *pop ? to_json(**pop) : ordered_json()}}.dump());
}

http::Response open_track(App& app, const http::Request& request) {
  auto body = JsonBody::parse(request);
  if (!body) return http::problem(body.error());
  const std::string case_id = body->required_text("case");
  if (auto good = body->done(); !good) return http::problem(good.error());
  const auto link = app.front_line().open_track(request.captures.at(0), case_id);
  if (!link) return http::problem(link.error());
  return http::json_response(
      ordered_json{{"path", "/track/" + link->token}, {"expires_at", to_rfc3339(link->expires_at)}}.dump());
}

}  // namespace firstfix::api
