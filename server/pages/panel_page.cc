// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/panel_page.h"

#include <string>
#include <utility>

#include "kb/service/resolver.h"
#include "server/pages/check_view.h"
#include "server/pages/panel_view.h"
#include "server/pages/url.h"

namespace firstfix::pages {
namespace {

std::string contact_path(const Site& site, const std::string& contact) {
  return site.base() + "/" + contact;
}

http::Response with_status(std::string html, const PanelStatus& status) {
  return status.error ? refused_page(std::move(html), *status.error) : private_page(std::move(html));
}

bool wants_part(const http::Request& request) {
  return request.header("x-part") == "contact";
}

http::Response form_page(const Site& site, const http::Request& request, const CallerForm& form,
                         const PanelStatus& status) {
  const Page page = wants_part(request) ? Page::contact : Page::panel;
  Data data = panel_data(form, status, site.strings());
  if (site.on_counter()) data["page_title"] = site.strings().text("counter.title");
  return with_status(site.render(page, std::move(data)), status);
}

http::Response resolution_page(const Site& site, const http::Request& request, const Resolution& resolution,
                               const PanelStatus& status = {}) {
  const Page page = wants_part(request) ? Page::contact : Page::panel;
  const auto snapshot = site.app.knowledge().snapshot();
  const FactCatalogue& catalogue = snapshot->library->facts;
  PanelStatus shown = status;
  const std::string_view holding = request.header("x-holding");
  if (!holding.empty() && !snapshot->library->find(holding)) shown.withdrawn = holding;
  Data data = panel_data(resolution, {*snapshot->library, site.views.static_files()}, shown, site.strings());
  if (site.on_counter()) {
    data["page_title"] = site.strings().text("counter.title");
    data["checks"] = checks_data(resolution, catalogue, site.strings());
  }
  return with_status(site.render(page, std::move(data)), status);
}

// The contact as it stands; when it cannot be shown, the empty form with the reason.
http::Response contact_page(const Site& site, const http::Request& request, const PanelStatus& status) {
  const auto resolution = site.app.resolver().revisit(request.captures.at(0));
  if (!resolution) return form_page(site, request, {}, PanelStatus{.error = resolution.error()});
  return resolution_page(site, request, *resolution, status);
}

// After a step that has ranked: the part at once, or the way to the page.
http::Response after_step(const Site& site, const http::Request& request,
                          const Result<Resolution>& resolution) {
  if (!resolution) return contact_page(site, request, PanelStatus{.error = resolution.error()});
  if (wants_part(request)) return resolution_page(site, request, *resolution);
  return http::see_other(contact_path(site, resolution->contact.id));
}

std::string title_of(const Site& site, std::string_view case_id) {
  const CasePtr article = site.app.knowledge().snapshot()->library->find(case_id);
  return article ? article->title : std::string(case_id);  // withdrawn since
}

Result<Outcome> read_outcome(const http::Request& request) {
  Outcome outcome;
  outcome.contact = request.captures.at(0);
  outcome.case_id = request.field("case");
  outcome.note = request.field("note");
  const auto result = parse_outcome_result(request.field("result"));
  if (!result) return fail(Code::invalid, Message{"outcome.none"}, Message{"outcome.none.hint"});
  outcome.result = *result;
  return outcome;
}

}  // namespace

http::Response empty_panel(const Site& site, const http::Request& request) {
  CallerForm form;
  if (site.on_counter()) form.channel = Channel::counter;
  return form_page(site, request, form, {});
}

http::Response open_contact(const Site& site, const http::Request& request) {
  CallerForm form{std::string(request.field("phone")), std::string(request.field("symptom"))};
  const auto channel = parse_channel(request.field("channel"));
  form.channel = channel.value_or(Channel::hotline);
  const auto resolution = site.app.resolver().resolve(
      {.phone = form.phone, .symptom = form.symptom, .channel = form.channel, .agent = site.clerk});
  if (!resolution) return form_page(site, request, form, PanelStatus{.error = resolution.error()});
  return after_step(site, request, resolution);
}

http::Response show_contact(const Site& site, const http::Request& request) {
  PanelStatus status;
  status.done = parse_outcome_result(request.field("done"));
  if (status.done) status.done_title = title_of(site, request.field("case"));
  return contact_page(site, request, status);
}

http::Response restate_symptom(const Site& site, const http::Request& request) {
  const auto resolution = site.app.resolver().restate(
      request.captures.at(0), std::string(request.field("symptom")), parse_channel(request.field("channel")));
  return after_step(site, request, resolution);
}

http::Response answer_question(const Site& site, const http::Request& request) {
  const service::StatedFacts facts(request.fields.begin(), request.fields.end());
  if (facts.size() != 1) {
    const Error error = told(Code::invalid, {"question.one"}, {"question.one.hint"});
    return contact_page(site, request, PanelStatus{.error = error});
  }
  return after_step(site, request, site.app.resolver().answer(request.captures.at(0), facts));
}

http::Response record_outcome(const Site& site, const http::Request& request) {
  auto outcome = read_outcome(request);
  if (outcome) outcome->agent = site.clerk;
  auto recorded = outcome ? site.app.resolver().record_outcome(*outcome) : outcome;
  if (!recorded) {
    PanelStatus status{.error = recorded.error()};
    status.note = request.field("note");
    status.note_case = request.field("case");
    return contact_page(site, request, status);
  }
  if (wants_part(request)) {
    return contact_page(
        site, request,
        PanelStatus{.done = recorded->result, .done_title = title_of(site, recorded->case_id)});
  }
  return http::see_other(url_with(contact_path(site, recorded->contact),
                                  {{"done", to_string(recorded->result)}, {"case", recorded->case_id}}));
}

}  // namespace firstfix::pages
