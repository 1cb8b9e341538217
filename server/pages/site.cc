// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/site.h"

#include <array>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "server/http/problem.h"

namespace firstfix::pages {
namespace {

// Services name a field as the API does, "symptom：太长了"; the page calls it as its own label does.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kFieldLabels{{
    {"phone：", "field.phone"},
    {"symptom：", "field.symptom"},
    {"note：", "field.note"},
    {"case：", "field.case"},
    {"q：", "field.q"},
    {"category：", "field.category"},
    {"kind：", "field.kind"},
    {"cursor：", "field.cursor"},
}};

std::string in_page_words(const std::string& message, const Strings& strings) {
  for (const auto& [field, label] : kFieldLabels) {
    if (message.starts_with(field)) return strings.text(label) + message.substr(field.size());
  }
  return message;
}

// An address on this server, so that a forged form leads nowhere else ("//evil", "/\evil").
bool is_local(std::string_view path) {
  return path.starts_with('/') && !path.starts_with("//") && path.find('\\') == std::string_view::npos;
}

}  // namespace

std::string Site::render(Page page, Data data) const {
  data["here"] = here;
  data["base"] = base();
  data["hosts"] = hosts;
  data["on_counter"] = on_counter();
  data["on_panel"] = here.starts_with("/panel");
  data["on_cases"] = here.starts_with("/cases");
  data["on_desk"] = page == Page::panel;
  data["has_clerk"] = !clerk.empty();
  data["clerk"] = clerk;
  data["idle_seconds"] = fmt::to_string(std::chrono::seconds{app.settings().clerk_idle}.count());
  return views.render(page, data, language);
}

http::Response private_page(std::string html, int status) {
  http::Response response = http::html_response(std::move(html), status);
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

http::Response error_page(const Site& site, const Error& error) {
  Data data;
  data["page_title"] = site.strings().text("error.title");
  data["error"] = error_data(error, site.strings());
  return private_page(site.render(Page::error, data), http::status_of(error.code));
}

Data error_data(const Error& error, const Strings& strings) {
  Data data;
  data["message"] = in_page_words(error.message, strings);
  data["hint"] = error.hint;
  data["has_hint"] = !error.hint.empty();
  return data;
}

http::Response show_extension(const Site& site, const http::Request& request) {
  Data data;
  data["page_title"] = site.strings().text("extension.title");
  data["server_address"] =
      site.public_url.empty() ? fmt::format("http://{}", request.header("host")) : site.public_url;
  return private_page(site.render(Page::extension, std::move(data)));
}

http::Response switch_language(const http::Request& request) {
  const std::string_view back = request.field("back");
  http::Response response = http::see_other(is_local(back) ? std::string(back) : "/panel");
  const Language language = words::choose_language(fmt::format("lang={}", request.field("lang")), {});
  http::set_cookie(response, request, fmt::format("lang={}", tag_of(language)), "Max-Age=31536000");
  return response;
}

}  // namespace firstfix::pages
