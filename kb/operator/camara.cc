// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/operator/camara.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <nlohmann/json.hpp>

namespace firstfix::operators {
namespace {

using nlohmann::json;

constexpr std::array<ApiSpec, 5> kSpecs{{
    {"location-retrieval", "/location-retrieval/v0.5/retrieve", "location-retrieval:read"},
    {"device-identifier", "/device-identifier/v0.3/retrieve-type", "device-identifier:retrieve-type"},
    {"device-reachability-status", "/device-reachability-status/v1/retrieve",
     "device-reachability-status:read"},
    {"device-roaming-status", "/device-roaming-status/v1/retrieve", "device-roaming-status:read"},
    {"connected-network-type", "/connected-network-type/v0.2/retrieve", "connected-network-type:read"},
}};

constexpr int kLocationMaxAgeS = 3'600;
constexpr double kMostRadiusM = 50'000.0;  // a larger area says nothing about coverage
constexpr std::chrono::minutes kClocksApart{5};
constexpr std::size_t kMostText = 100;

Failure refused(std::string_view what) {
  return fail(Code::invalid, "the answer's " + std::string(what) + " makes no sense");
}

const json* field(const json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

std::string text_of(const json& object, const char* name) {
  const json* value = field(object, name);
  if (value == nullptr || !value->is_string()) return {};
  auto text = value->get<std::string>();
  return text.size() > kMostText ? std::string() : text;
}

std::optional<bool> flag_of(const json& object, const char* name) {
  const json* value = field(object, name);
  if (value == nullptr || !value->is_boolean()) return std::nullopt;
  return value->get<bool>();
}

// Absent: no value. Error: no time, or one to come.
Result<std::optional<Timestamp>> time_of(const json& object, const char* name, Timestamp now) {
  if (field(object, name) == nullptr) return std::optional<Timestamp>();
  const auto time = parse_rfc3339(text_of(object, name));
  if (!time || *time > now + kClocksApart) return refused(name);
  return std::optional<Timestamp>(time);
}

std::optional<GeoPoint> point_of(const json* value) {
  if (value == nullptr || !value->is_object()) return std::nullopt;
  const json* latitude = field(*value, "latitude");
  const json* longitude = field(*value, "longitude");
  if (latitude == nullptr || !latitude->is_number() || longitude == nullptr || !longitude->is_number())
    return std::nullopt;
  const GeoPoint point{latitude->get<double>(), longitude->get<double>()};
  if (!(std::abs(point.latitude) <= 90.0) || !(std::abs(point.longitude) <= 180.0)) return std::nullopt;
  return point;
}

Result<NetworkState::Location> circle(const json& area) {
  const auto centre = point_of(field(area, "center"));
  const json* radius = field(area, "radius");
  if (!centre || radius == nullptr || !radius->is_number()) return refused("area");
  return NetworkState::Location{*centre, radius->get<double>(), {}};
}

// Its middle, and the way to the farthest corner.
Result<NetworkState::Location> polygon(const json& area) {
  const json* boundary = field(area, "boundary");
  if (boundary == nullptr || !boundary->is_array() || boundary->size() < 3 || boundary->size() > 15)
    return refused("boundary");
  std::vector<GeoPoint> corners;
  NetworkState::Location location;
  for (const json& item : *boundary) {
    const auto corner = point_of(&item);
    if (!corner) return refused("boundary");
    corners.push_back(*corner);
    location.centre.latitude += corner->latitude / static_cast<double>(boundary->size());
    location.centre.longitude += corner->longitude / static_cast<double>(boundary->size());
  }
  for (const GeoPoint& corner : corners)
    location.radius_m = std::max(location.radius_m, distance_m(location.centre, corner));
  return location;
}

Result<void> read_location(const json& answer, Timestamp now, NetworkState& into) {
  const auto at = time_of(answer, "lastLocationTime", now);
  if (!at) return fail(at.error());
  const json* area = field(answer, "area");
  if (!*at || area == nullptr || !area->is_object()) return refused("area or lastLocationTime");
  const std::string type = text_of(*area, "areaType");
  auto location = type == "CIRCLE" ? circle(*area) : type == "POLYGON" ? polygon(*area) : refused("areaType");
  if (!location) return fail(location.error());
  if (!(location->radius_m >= 0.0 && location->radius_m <= kMostRadiusM)) return refused("area's size");
  location->at = **at;
  into.location = *location;
  return {};
}

Result<void> read_device(const json& answer, Timestamp now, NetworkState& into) {
  NetworkState::DeviceType device{
      text_of(answer, "tac"), text_of(answer, "manufacturer"), text_of(answer, "model"), {}};
  const bool digits = std::ranges::all_of(device.tac, [](char c) { return c >= '0' && c <= '9'; });
  if (device.tac.size() != 8 || !digits) return refused("tac");
  const auto at = time_of(answer, "lastChecked", now);
  if (!at) return fail(at.error());
  device.at = *at;
  into.device = std::move(device);
  return {};
}

Result<void> read_reachability(const json& answer, Timestamp now, NetworkState& into) {
  const auto reachable = flag_of(answer, "reachable");
  const auto at = time_of(answer, "lastStatusTime", now);
  if (!reachable) return refused("reachable");
  if (!at) return fail(at.error());
  NetworkState::Reachability state{*reachable, false, false, *at};
  if (const json* connectivity = field(answer, "connectivity")) {
    if (!connectivity->is_array()) return refused("connectivity");
    for (const json& way : *connectivity) {
      state.by_data = state.by_data || way == "DATA";
      state.by_sms = state.by_sms || way == "SMS";
    }
  }
  into.reachability = state;
  return {};
}

Result<void> read_roaming(const json& answer, Timestamp now, NetworkState& into) {
  const auto roaming = flag_of(answer, "roaming");
  const auto at = time_of(answer, "lastStatusTime", now);
  if (!roaming) return refused("roaming");
  if (!at) return fail(at.error());
  NetworkState::Roaming state{*roaming, 0, *at};
  if (const json* country = field(answer, "countryCode")) {
    if (!country->is_number_integer()) return refused("countryCode");
    state.country = country->get<int>();
    if (state.country < 100 || state.country > 999) return refused("countryCode");
  }
  into.roaming = state;
  return {};
}

Result<void> read_access(const json& answer, Timestamp now, NetworkState& into) {
  using Access = NetworkState::Access;
  const std::string type = text_of(answer, "connectedNetworkType");
  const auto at = time_of(answer, "lastStatusTime", now);
  if (!at) return fail(at.error());
  if (type == "UNKNOWN") return {};
  const auto access = type == "2G"   ? std::optional(Access::g2)
                      : type == "3G" ? std::optional(Access::g3)
                      : type == "4G" ? std::optional(Access::g4)
                      : type == "5G" ? std::optional(Access::g5)
                                     : std::nullopt;
  if (!access) return refused("connectedNetworkType");
  into.access = NetworkState::AccessType{*access, *at};
  return {};
}

std::string checked_code(const std::string& code) {
  const auto allowed = [](char c) { return (c >= 'A' && c <= 'Z') || c == '_' || c == '.'; };
  return std::ranges::all_of(code, allowed) ? code : std::string();
}

}  // namespace

const ApiSpec& spec_of(Api api) {
  return kSpecs.at(static_cast<std::size_t>(api));
}

std::optional<Api> parse_api(std::string_view name) {
  for (const Api api : kApis) {
    if (spec_of(api).name == name) return api;
  }
  return std::nullopt;
}

std::optional<std::string> request_body(Api api, const PhoneNumber& phone) {
  const std::string& number = phone.e164();
  if (!number.starts_with('+') || number.size() < 6 || number.size() > 16) return std::nullopt;
  json body{{"device", {{"phoneNumber", number}}}};
  if (api == Api::location) body["maxAge"] = kLocationMaxAgeS;
  return body.dump();
}

Result<void> read_answer(Api api, std::string_view body, Timestamp now, NetworkState& into) {
  const json answer = json::parse(body, nullptr, /*allow_exceptions=*/false);
  if (!answer.is_object()) return refused("body");
  switch (api) {
    case Api::location:
      return read_location(answer, now, into);
    case Api::device:
      return read_device(answer, now, into);
    case Api::reachability:
      return read_reachability(answer, now, into);
    case Api::roaming:
      return read_roaming(answer, now, into);
    case Api::access:
      return read_access(answer, now, into);
  }
  return refused("kind");
}

ApiError read_error(long status, std::string_view body) {
  const json answer = json::parse(body, nullptr, /*allow_exceptions=*/false);
  ApiError error;
  const json* stated = answer.is_object() ? field(answer, "status") : nullptr;
  const bool camara = stated != nullptr && *stated == status;
  if (camara) error.code = checked_code(text_of(answer, "code"));
  if (status == 401) error.failing = Failing::token;
  if (status == 429) error.failing = Failing::busy;
  // A gateway's own 404 page says that the address is wrong, not the number.
  if ((status == 404 || status == 422) && !error.code.empty()) error.failing = Failing::unknown_number;
  return error;
}

}  // namespace firstfix::operators
