// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/json_body.h"

#include <algorithm>

#include <fmt/format.h>

namespace firstfix::api {
namespace {

using nlohmann::json;
constexpr int kMaxDepth = 8;

struct TooDeep {};

// The length of the text that could be read, for "at byte".
Failure broken(const json::parse_error& error) {
  const bool encoding = std::string_view(error.what()).find("UTF-8") != std::string_view::npos;
  return fail(
      Code::invalid,
      Message{encoding ? "problem.json.utf8" : "problem.json.syntax", {{"byte", fmt::to_string(error.byte)}}},
      Message{encoding ? "problem.utf8.hint" : "problem.json.syntax.hint"});
}

}  // namespace

Result<JsonBody> JsonBody::parse(const http::Request& request) {
  if (!request.header("content-type").starts_with("application/json")) {
    return fail(Code::invalid, Message{"problem.json.type"}, Message{"problem.json.type.hint"});
  }
  JsonBody read;
  try {
    read.body_ = json::parse(request.body, [](int depth, json::parse_event_t, json&) {
      if (depth > kMaxDepth) throw TooDeep{};
      return true;
    });
  } catch (const json::parse_error& error) {
    return broken(error);
  } catch (const json::out_of_range&) {
    return fail(Code::invalid, Message{"problem.json.number"}, Message{"problem.json.number.hint"});
  } catch (const TooDeep&) {
    return fail(Code::invalid, Message{"problem.json.deep", {{"levels", fmt::to_string(kMaxDepth)}}},
                Message{"problem.json.deep.hint"});
  }
  if (!read.body_.is_object())
    return fail(Code::invalid, Message{"problem.json.object"}, Message{"problem.json.object.hint"});
  return read;
}

const json* JsonBody::take(std::string_view name) {
  read_.emplace_back(name);
  const auto found = body_.find(name);
  return found == body_.end() || found->is_null() ? nullptr : &*found;
}

void JsonBody::wrong(std::string_view name, const char* wanted) {
  if (!error_) error_ = told(Code::invalid, {"problem.wrong_type", {{"field", std::string(name)}}}, {wanted});
}

std::string JsonBody::text(std::string_view name) {
  const json* value = take(name);
  if (value == nullptr) return {};
  if (value->is_string()) return value->get<std::string>();
  wrong(name, "problem.text_wanted");
  return {};
}

std::string JsonBody::required_text(std::string_view name) {
  const bool there = body_.contains(name) && !body_[std::string(name)].is_null();
  if (!there && !error_) {
    error_ =
        told(Code::invalid, {"problem.missing", {{"field", std::string(name)}}}, {"problem.missing.hint"});
  }
  return text(name);
}

std::optional<std::size_t> JsonBody::count(std::string_view name) {
  const json* value = take(name);
  if (value == nullptr) return std::nullopt;
  if (value->is_number_unsigned()) return value->get<std::size_t>();
  wrong(name, "problem.count_wanted");
  return std::nullopt;
}

std::vector<std::pair<std::string, std::string>> JsonBody::texts(std::string_view name) {
  std::vector<std::pair<std::string, std::string>> pairs;
  const json* value = take(name);
  if (value == nullptr) return pairs;
  if (!value->is_object()) {
    wrong(name, "problem.object_wanted");
    return pairs;
  }
  for (const auto& [id, text] : value->items()) {
    if (text.is_string()) {
      pairs.emplace_back(id, text.get<std::string>());
    } else {
      wrong(fmt::format("{}.{}", name, id), "problem.text_wanted");
    }
  }
  return pairs;
}

Result<void> JsonBody::done() const {
  if (error_) return fail(*error_);
  for (const auto& [name, value] : body_.items()) {
    if (std::ranges::find(read_, name) == read_.end()) {
      return fail(Code::invalid, Message{"problem.no_such_field", {{"field", name}}},
                  Message{"problem.no_such_field.hint"});
    }
  }
  return {};
}

}  // namespace firstfix::api
