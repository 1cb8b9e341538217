// SPDX-License-Identifier: GPL-3.0-or-later
// CAMARA (GSMA Open Gateway): the calls, their answers and errors, as the published definitions state them.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "kb/core/clock.h"
#include "kb/core/network_state.h"
#include "kb/core/phone_number.h"
#include "kb/core/result.h"

namespace firstfix::operators {

enum class Api { location, device, reachability, roaming, access };
inline constexpr std::array kApis{Api::location, Api::device, Api::reachability, Api::roaming, Api::access};

struct ApiSpec {
  std::string_view name;   // as CAMARA calls it
  std::string_view path;   // below the operator's base address
  std::string_view scope;  // of the access token
};

// location-retrieval 0.5.0, device-identifier 0.3.0 (retrieve-type: no IMEI travels), device-reachability-
// status 1.1.0, device-roaming-status 1.1.0, connected-network-type 0.2.0.
const ApiSpec& spec_of(Api api);
std::optional<Api> parse_api(std::string_view name);

// {"device": {"phoneNumber": "+86..."}}, for a location with the age in seconds that will do. No value for a
// short code, which no network knows.
std::optional<std::string> request_body(Api api, const PhoneNumber& phone);

// Puts the answer of a 200 into its part of `into`. What contradicts the definition or sense (a latitude of
// 200, a time to come, a TAC with letters) is refused as a whole. Error: invalid.
Result<void> read_answer(Api api, std::string_view body, Timestamp now, NetworkState& into);

// What an error answer means for the next call.
enum class Failing {
  unknown_number,  // 404, 422: the operator has nothing about this number; asking again will not help
  token,           // 401: get a new one
  busy,            // 429: leave it alone for a while
  broken,          // everything else: wrong settings, 5xx, what is no CAMARA error
};
struct ApiError {
  Failing failing = Failing::broken;
  std::string code;  // UNAVAILABLE and so on; only capital letters, '_' and '.'; empty when not understood
};
ApiError read_error(long status, std::string_view body);

}  // namespace firstfix::operators
