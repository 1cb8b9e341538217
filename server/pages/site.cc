// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/site.h"

#include <string_view>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "server/http/problem.h"
#include "server/words/say.h"

namespace firstfix::pages {
namespace {

// Services name a field as the API does, "symptom"; the page calls it as its own label does.
Message in_page_words(Message message, const Strings& t) {
  for (Argument& argument : message.arguments) {
    auto* const name = std::get_if<std::string>(&argument.value);
    if (argument.name != "field" || name == nullptr) continue;
    if (const std::string label = "field." + *name; t.has(label)) *name = t.text(label);
  }
  return message;
}

bool is_inside(const Error& error) {
  return http::status_of(error.code) >= 500;
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

http::Response refused_page(std::string html, const Error& error) {
  http::Response response = private_page(std::move(html), http::status_of(error.code));
  if (is_inside(error)) response.fault = error.message;
  return response;
}

http::Response error_page(const Site& site, const Error& error) {
  Data data;
  data["page_title"] = site.strings().text("error.title");
  data["error"] = error_data(error, site.strings());
  return refused_page(site.render(Page::error, data), error);
}

// What fails inside is for the log; the page says that it is not the reader's fault.
Data error_data(const Error& error, const Strings& t) {
  if (is_inside(error) && error.said.empty())
    return error_data(told(error.code, {"problem.inside"}, {"problem.inside.hint"}), t);
  const auto words = [&t](const Message& message, const std::string& text) {
    return message.empty() ? text : words::say(in_page_words(message, t), t, {});
  };
  const std::string hint = words(error.advice, error.hint);
  Data data;
  data["message"] = words(error.said, error.message);
  data["hint"] = hint;
  data["has_hint"] = !hint.empty();
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
