// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/panel_page.h"

#include <string>
#include <utility>

#include "kb/service/resolver.h"
#include "server/http/problem.h"
#include "server/pages/panel_view.h"
#include "server/pages/url.h"

namespace firstfix::pages {
namespace {

std::string contact_path(const std::string& contact) {
  return "/panel/" + contact;
}

int status_of(const PanelStatus& status) {
  return status.error ? http::status_of(status.error->code) : 200;
}

http::Response form_page(const Site& site, const CallerForm& form, const PanelStatus& status) {
  return private_page(site.views.render(Page::panel, panel_data(form, status)), status_of(status));
}

// The contact as it stands; when it cannot be shown, the empty form with the reason.
http::Response contact_page(const Site& site, const std::string& contact, const PanelStatus& status) {
  const auto resolution = site.app.resolver().revisit(contact);
  if (!resolution) return form_page(site, {}, PanelStatus{.error = resolution.error()});
  const auto snapshot = site.app.knowledge().snapshot();
  const Data data = panel_data(*resolution, snapshot->library->facts, status);
  return private_page(site.views.render(Page::panel, data), status_of(status));
}

std::string title_of(const Site& site, std::string_view case_id) {
  const CasePtr article = site.app.knowledge().snapshot()->library->find(case_id);
  return article ? article->title : std::string();
}

Result<Outcome> read_outcome(const http::Request& request) {
  Outcome outcome;
  outcome.contact = request.captures.at(0);
  outcome.case_id = request.field("case");
  outcome.note = request.field("note");
  const auto result = parse_outcome_result(request.field("result"));
  if (!result) return fail(Code::invalid, "没有选结果", "请点“已解决”“未解决”或“转专家”");
  outcome.result = *result;
  return outcome;
}

}  // namespace

http::Response empty_panel(const Site& site, const http::Request&) {
  return form_page(site, {}, {});
}

http::Response open_contact(const Site& site, const http::Request& request) {
  CallerForm form{std::string(request.field("phone")), std::string(request.field("symptom"))};
  const auto channel = parse_channel(request.field("channel"));
  form.channel = channel.value_or(Channel::hotline);
  const auto resolution = site.app.resolver().resolve({form.phone, form.symptom, form.channel, {}});
  if (!resolution) return form_page(site, form, PanelStatus{.error = resolution.error()});
  return http::see_other(contact_path(resolution->contact.id));
}

http::Response show_contact(const Site& site, const http::Request& request) {
  PanelStatus status;
  status.done = parse_outcome_result(request.field("done"));
  if (status.done) status.done_title = title_of(site, request.field("case"));
  return contact_page(site, request.captures.at(0), status);
}

http::Response answer_question(const Site& site, const http::Request& request) {
  const std::string& contact = request.captures.at(0);
  const service::StatedFacts facts(request.fields.begin(), request.fields.end());
  if (facts.size() != 1) {
    const Error error{Code::invalid, "一次只能回答一个问题", "请点问题下面的一个按钮"};
    return contact_page(site, contact, PanelStatus{.error = error});
  }
  const auto resolution = site.app.resolver().answer(contact, facts);
  if (!resolution) return contact_page(site, contact, PanelStatus{.error = resolution.error()});
  return http::see_other(contact_path(contact));
}

http::Response record_outcome(const Site& site, const http::Request& request) {
  auto outcome = read_outcome(request);
  auto recorded = outcome ? site.app.resolver().record_outcome(*outcome) : outcome;
  if (!recorded) {
    PanelStatus status{.error = recorded.error()};
    status.note = request.field("note");
    status.note_case = request.field("case");
    return contact_page(site, request.captures.at(0), status);
  }
  return http::see_other(url_with(contact_path(recorded->contact),
                                  {{"done", to_string(recorded->result)}, {"case", recorded->case_id}}));
}

}  // namespace firstfix::pages
