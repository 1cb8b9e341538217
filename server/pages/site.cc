// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/site.h"

#include <array>
#include <string_view>
#include <utility>

#include "server/http/problem.h"

namespace firstfix::pages {
namespace {

// Services name a field as the API does, "symptom：太长了"; the page calls it as its own label does.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kFieldLabels{{
    {"phone：", "来电号码："},
    {"symptom：", "客户怎么说："},
    {"note：", "备注："},
    {"case：", "方案："},
    {"q：", "搜索："},
    {"category：", "分类："},
    {"kind：", "类型："},
    {"cursor：", "页码："},
}};

std::string in_page_words(const std::string& message) {
  for (const auto& [field, label] : kFieldLabels) {
    if (message.starts_with(field)) return std::string(label) + message.substr(field.size());
  }
  return message;
}

}  // namespace

http::Response private_page(std::string html, int status) {
  http::Response response = http::html_response(std::move(html), status);
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

http::Response error_page(const Views& views, const Error& error) {
  Data data;
  data["page_title"] = "出错了";
  data["error"] = error_data(error);
  return private_page(views.render(Page::error, data), http::status_of(error.code));
}

Data error_data(const Error& error) {
  Data data;
  data["message"] = in_page_words(error.message);
  data["hint"] = error.hint;
  data["has_hint"] = !error.hint.empty();
  return data;
}

}  // namespace firstfix::pages
