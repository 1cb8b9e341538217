// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/track_page.h"

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "server/pages/picture_view.h"
#include "server/pages/qr_code.h"
#include "server/pages/url.h"
#include "server/words/say.h"

namespace firstfix::pages {
namespace {

std::string track_path(const std::string& token) {
  return "/track/" + token;
}

// The page as the customer's own telephone reaches it.
std::string public_address(const Site& site, const http::Request& request, const std::string& token) {
  if (!site.public_url.empty()) return site.public_url + track_path(token);
  return fmt::format("http://{}{}", request.header("host"), track_path(token));
}

std::string state_of(const service::Progress& progress) {
  if (progress.outcome == OutcomeResult::resolved) return "resolved";
  if (progress.outcome == OutcomeResult::escalated) return "escalated";
  return "working";
}

std::string local_time(const Site& site, Timestamp time) {
  const auto local = time + site.app.settings().utc_offset;
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(local - day);
  const Strings& t = site.strings();
  const std::string month = t.text(fmt::format("month.{}", static_cast<unsigned>(date.month())));
  return t.text("time.at", static_cast<int>(date.year()), month, static_cast<unsigned>(date.day()),
                fmt::format("{:02}:{:02}", clock.hours().count(), clock.minutes().count()));
}

std::string event_text(const service::Progress& progress, const Site& site) {
  const Strings& t = site.strings();
  if (!progress.event_end) return t.text("track.event", progress.event);
  const auto snapshot = site.app.knowledge().snapshot();
  return t.text("track.event.until", progress.event,
                words::value_of(*progress.event_end, snapshot->library->facts, t));
}

http::Response gone(const Site& site, const Error& error) {
  Data data;
  data["page_title"] = site.strings().text("track.title");
  data["error"] = error_data(error, site.strings());
  data["progress"] = false;
  return refused_page(site.render(Page::track, std::move(data)), error);
}

}  // namespace

Data progress_data(const service::Progress& progress, const std::string& address, const Site& site) {
  const Strings& t = site.strings();
  const std::string state = state_of(progress);
  const QrCode code = qr_code(address);
  List steps;
  for (const std::string& step : progress.steps) steps.emplace_back(step);
  Data shown;
  shown["token"] = progress.link.token;
  shown["title"] = progress.title.empty() ? t.text("track.title") : progress.title;
  shown["state"] = state;
  shown["state_text"] = t.text("track.state." + state);
  shown["reply"] = progress.reply.empty() ? t.text("track.reply.gone") : progress.reply;
  std::vector<const Picture*> pictures;
  for (const Picture& picture : progress.pictures) pictures.push_back(&picture);
  const List drawn = pictures_data(pictures, site.views.static_files(), t);
  shown["has_pictures"] = !drawn.empty();
  shown["pictures"] = drawn;
  shown["has_event"] = !progress.event.empty();
  shown["event_text"] = event_text(progress, site);
  shown["has_repair_by"] = progress.repair_by.has_value();
  shown["repair_by"] =
      progress.repair_by ? t.text("track.repair_by", local_time(site, *progress.repair_by)) : std::string();
  shown["opened"] = t.text("track.opened", local_time(site, progress.opened_at));
  shown["expires"] = t.text("track.expires", local_time(site, progress.link.expires_at));
  shown["answered"] = progress.outcome == OutcomeResult::resolved;
  shown["steps"] = steps;
  shown["has_steps"] = !steps.empty();
  shown["address"] = address;
  shown["qr_size"] = fmt::to_string(code.size);
  shown["qr_path"] = code.path;
  Data data;
  data["page_title"] = t.text("track.title");
  data["error"] = false;
  data["progress"] = std::move(shown);
  return data;
}

http::Response show_progress(const Site& site, const http::Request& request) {
  const std::string& token = request.captures.at(0);
  const auto progress = site.app.front_line().progress(token);
  if (!progress) return gone(site, progress.error());
  Data data = progress_data(*progress, public_address(site, request, token), site);
  data["thanks"] = !request.field("done").empty();
  data["large"] = request.field("view") == "counter";
  return private_page(site.render(Page::track, std::move(data)));
}

http::Response answer_progress(const Site& site, const http::Request& request) {
  const std::string& token = request.captures.at(0);
  const std::string_view solved = request.field("solved");
  if (solved != "yes" && solved != "no") return http::see_other(track_path(token));
  const auto recorded = site.app.front_line().answer(token, solved == "yes");
  if (!recorded) return gone(site, recorded.error());
  return http::see_other(url_with(track_path(token), {{"done", solved}}));
}

http::Response show_customer(const Site& site, const http::Request& request) {
  const auto link =
      site.app.front_line().open_track(request.captures.at(0), std::string(request.field("case")));
  if (!link) return error_page(site, link.error());
  return http::see_other(url_with(track_path(link->token), {{"view", "counter"}}));
}

http::Response open_slip(const Site& site, const http::Request& request) {
  const std::string& contact = request.captures.at(0);
  const auto link = site.app.front_line().open_track(contact, std::string(request.field("case")));
  if (!link) return error_page(site, link.error());
  return http::see_other(url_with(fmt::format("{}/{}/slip/{}", site.base(), contact, link->token),
                                  {{"paper", request.field("paper")}}));
}

http::Response show_slip(const Site& site, const http::Request& request) {
  const std::string& token = request.captures.at(1);
  const auto progress = site.app.front_line().progress(token);
  if (progress && progress->link.contact != request.captures.at(0))
    return error_page(site, told(Code::not_found, {"slip.gone"}));
  if (!progress) return error_page(site, progress.error());
  Data data = progress_data(*progress, public_address(site, request, token), site);
  const bool narrow = request.field("paper") == "80mm";
  data["paper"] = narrow ? "slip-80mm" : "slip-a6";
  data["is_narrow"] = narrow;
  return private_page(site.render(Page::slip, std::move(data)));
}

}  // namespace firstfix::pages
