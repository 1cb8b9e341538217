// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/lock_page.h"

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace firstfix::pages {
namespace {

constexpr std::string_view kCounter = "/counter";
constexpr int kLocked = 401;

// Back to a page of the counter, wherever a forged form would have it.
std::string back_to(std::string_view path) {
  const bool steps = path == kCounter || (path.starts_with("/counter/") &&
                                          path.find_first_of("\\?#\r\n") == std::string_view::npos);
  return steps && path != "/counter/unlock" && path != "/counter/lock" ? std::string(path)
                                                                       : std::string(kCounter);
}

http::Response lock_screen(const Site& site, const std::vector<std::string>& names, std::string_view back,
                           std::string_view chosen, const std::optional<Error>& error) {
  List clerks;
  for (const std::string& name : names) {
    Data clerk;
    clerk["name"] = name;
    clerk["number"] = fmt::to_string(clerks.size());
    clerk["chosen"] = name == chosen || names.size() == 1;
    clerks.push_back(std::move(clerk));
  }
  Data data;
  data["page_title"] = site.strings().text("lock.title");
  data["clerks"] = clerks;
  data["back"] = back_to(back);
  data["error"] = error ? error_data(*error, site.strings()) : Data(false);
  std::string html = site.render(Page::lock, std::move(data));
  return error ? refused_page(std::move(html), *error) : private_page(std::move(html), kLocked);
}

}  // namespace

std::optional<http::Response> admit(Site& site, const http::Request& request) {
  if (!site.on_counter() || request.path == "/counter/unlock" || request.path == "/counter/lock")
    return std::nullopt;
  const auto names = site.app.clerks().names();
  if (!names) return error_page(site, names.error());
  if (names->empty()) return std::nullopt;
  const auto clerk = site.app.clerks().clerk_of(std::string(request.cookie("clerk")));
  if (!clerk) return error_page(site, clerk.error());
  site.clerk = *clerk;
  if (!clerk->empty()) return std::nullopt;
  const std::string_view back = request.method == "POST" ? kCounter : std::string_view(request.path);
  return lock_screen(site, *names, back, {}, std::nullopt);
}

http::Response unlock_counter(const Site& site, const http::Request& request) {
  const std::string name(request.field("clerk"));
  const auto token = site.app.clerks().unlock(name, std::string(request.field("pin")));
  if (!token) {
    const auto names = site.app.clerks().names();
    if (!names) return error_page(site, names.error());
    return lock_screen(site, *names, request.field("back"), name, token.error());
  }
  http::Response response = http::see_other(back_to(request.field("back")));
  http::set_cookie(response, request, "clerk=" + *token, "HttpOnly");
  return response;
}

http::Response lock_counter(const Site& site, const http::Request& request) {
  if (auto locked = site.app.clerks().lock(std::string(request.cookie("clerk"))); !locked)
    return error_page(site, locked.error());
  http::Response response = http::see_other(std::string(kCounter));
  http::set_cookie(response, request, "clerk=", "Max-Age=0; HttpOnly");
  return response;
}

}  // namespace firstfix::pages
