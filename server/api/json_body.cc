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
  return fail(Code::invalid,
              fmt::format("JSON 第 {} 个字节处{}", error.byte, encoding ? "不是 UTF-8" : "有语法错误"),
              "请检查引号、逗号和括号");
}

}  // namespace

Result<JsonBody> JsonBody::parse(const http::Request& request) {
  if (!request.header("content-type").starts_with("application/json")) {
    return fail(Code::invalid, "Content-Type 不是 application/json", "请用 JSON 提交，并写明 Content-Type");
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
    return fail(Code::invalid, "JSON 里有超出范围的数字", "请用 64 位以内的数");
  } catch (const TooDeep&) {
    return fail(Code::invalid, fmt::format("JSON 嵌套超过 {} 层", kMaxDepth), "请按接口说明的结构提交");
  }
  if (!read.body_.is_object()) return fail(Code::invalid, "JSON 最外层不是对象", "请写成 {\"phone\": …}");
  return read;
}

const json* JsonBody::take(std::string_view name) {
  read_.emplace_back(name);
  const auto found = body_.find(name);
  return found == body_.end() || found->is_null() ? nullptr : &*found;
}

void JsonBody::wrong(std::string_view name, std::string_view wanted) {
  if (!error_)
    error_ = Error{Code::invalid, fmt::format("{}：类型不对", name), fmt::format("应当是{}", wanted)};
}

std::string JsonBody::text(std::string_view name) {
  const json* value = take(name);
  if (value == nullptr) return {};
  if (value->is_string()) return value->get<std::string>();
  wrong(name, "字符串");
  return {};
}

std::string JsonBody::required_text(std::string_view name) {
  const bool there = body_.contains(name) && !body_[std::string(name)].is_null();
  if (!there && !error_) error_ = Error{Code::invalid, fmt::format("{}：没有填", name), "这一项必填"};
  return text(name);
}

std::optional<std::size_t> JsonBody::count(std::string_view name) {
  const json* value = take(name);
  if (value == nullptr) return std::nullopt;
  if (value->is_number_unsigned()) return value->get<std::size_t>();
  wrong(name, "非负整数");
  return std::nullopt;
}

std::vector<std::pair<std::string, std::string>> JsonBody::texts(std::string_view name) {
  std::vector<std::pair<std::string, std::string>> pairs;
  const json* value = take(name);
  if (value == nullptr) return pairs;
  if (!value->is_object()) {
    wrong(name, "对象，例如 {\"place\": \"indoor\"}");
    return pairs;
  }
  for (const auto& [id, text] : value->items()) {
    if (text.is_string()) {
      pairs.emplace_back(id, text.get<std::string>());
    } else {
      wrong(fmt::format("{}.{}", name, id), "字符串");
    }
  }
  return pairs;
}

Result<void> JsonBody::done() const {
  if (error_) return fail(*error_);
  for (const auto& [name, value] : body_.items()) {
    if (std::ranges::find(read_, name) == read_.end()) {
      return fail(Code::invalid, fmt::format("{}：接口里没有这一项", name), "字段见 /api/v1/openapi.yaml");
    }
  }
  return {};
}

}  // namespace firstfix::api
