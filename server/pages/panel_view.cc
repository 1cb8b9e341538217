// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/panel_view.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "kb/core/utf8.h"
#include "server/pages/facts_view.h"
#include "server/pages/site.h"
#include "server/pages/solution_view.h"
#include "server/words/fact_words.h"
#include "server/words/say.h"

namespace firstfix::pages {
namespace {

constexpr std::array<Channel, 3> kChannels{Channel::hotline, Channel::counter, Channel::online};
// In the order an agent needs them: what is broken, who is calling, what has been done.
constexpr std::array<std::string_view, 8> kNoticeKinds{"outage", "planned", "dissatisfied", "vip",
                                                       "repeat", "tried",   "device",       "unavailable"};

std::string label_of(Channel channel, const Strings& t) {
  return t.text(fmt::format("channel.{}", to_string(channel)));
}

Data form_data(const CallerForm& form, const Strings& t) {
  List channels;
  for (const Channel channel : kChannels) {
    Data data;
    data["channel"] = std::string(to_string(channel));
    data["channel_label"] = label_of(channel, t);
    data["chosen"] = channel == form.channel;
    channels.push_back(std::move(data));
  }
  Data data;
  data["phone"] = form.phone;
  data["fresh"] = form.phone.empty();
  data["symptom"] = form.symptom;
  data["channels"] = channels;
  return data;
}

std::string say_done(const PanelStatus& status, const Strings& t) {
  const std::string about = status.done_title.empty() ? "" : t.text("done.about", status.done_title);
  return t.text(fmt::format("done.{}", to_string(*status.done)), about);
}

Data status_data(const PanelStatus& status, const Strings& t) {
  Data data;
  data["page_title"] = t.text("panel.title");
  data["error"] = status.error ? error_data(*status.error, t) : Data(false);
  data["done"] = false;
  if (status.done) {
    Data done;
    done["done_text"] = say_done(status, t);
    data["done"] = std::move(done);
  }
  return data;
}

List notices_data(std::vector<Notice> notices, const FactCatalogue& catalogue, const Strings& t) {
  const auto place = [](const Notice& notice) {
    return std::ranges::find(kNoticeKinds, notice.kind) - kNoticeKinds.begin();
  };
  std::ranges::stable_sort(notices, {}, place);
  List list;
  for (const Notice& notice : notices) {
    const bool known = std::ranges::find(kNoticeKinds, notice.kind) != kNoticeKinds.end();
    Data data;
    data["kind"] = known ? notice.kind : std::string("other");
    data["notice_text"] = words::say(notice.message, t, catalogue);
    list.push_back(std::move(data));
  }
  return list;
}

Data option_data(const std::string& value, const std::string& label, bool dont_know) {
  Data data;
  data["option_value"] = value;
  data["option_label"] = label;
  data["dont_know"] = dont_know;
  return data;
}

Data question_data(const Question& question, const FactCatalogue& catalogue, const Strings& t) {
  List options;
  for (const FactValue& option : question.options)
    options.push_back(option_data(option.id, label_of(option, t), false));
  options.push_back(option_data("unknown", t.text("question.unknown"), true));
  Data data;
  data["question_fact"] = question.fact;
  const FactDefinition* fact = catalogue.find(question.fact);
  data["question_text"] = fact != nullptr && fact->askable() ? question_of(*fact, t) : question.text;
  data["options"] = options;
  return data;
}

Data resume_data(const Unfinished& open, const Strings& t) {
  const std::string said = open.symptom.empty() ? t.text("resume.nothing") : open.symptom;
  constexpr std::size_t kShownCharacters = 40;
  const std::string_view start = first_code_points(said, kShownCharacters);
  Data data;
  data["resume_contact"] = open.contact;
  const std::string shown = std::string(start) + (start.size() < said.size() ? "…" : "");
  data["resume_text"] = open.answers.empty() ? t.text("resume.unasked", shown)
                                             : t.text("resume.text", shown, open.answers.size());
  return data;
}

// A note that was not recorded stays where it was typed. Returns whether that is one of the solutions.
bool keep_note(List& solutions, const PanelStatus& status) {
  bool kept = false;
  for (Data& solution : solutions) {
    const bool here = !status.note.empty() && solution.get("case")->string_value() == status.note_case;
    solution["note"] = here ? status.note : std::string();
    solution["has_note"] = here;
    kept = kept || here;
  }
  return kept;
}

// What a screen reader is told once the page has changed under it.
std::string summary_of(const Resolution& resolution, const Strings& t) {
  if (resolution.solutions.empty()) return t.text("summary.none");
  return t.text("summary.some", resolution.solutions.size(), resolution.solutions.front().article->title);
}

}  // namespace

Data panel_data(const CallerForm& form, const PanelStatus& status, const Strings& t) {
  Data data = status_data(status, t);
  data["form"] = form_data(form, t);
  data["result"] = false;
  data["summary"] = "";
  return data;
}

Data panel_data(const Resolution& resolution, const PanelSources& sources, const PanelStatus& status,
                const Strings& t) {
  const Contact& contact = resolution.contact;
  Data data = status_data(status, t);
  data["form"] = form_data({contact.phone.national(), contact.symptom, contact.channel}, t);
  data["summary"] = summary_of(resolution, t);
  Data result;
  result["contact"] = contact.id;
  result["number"] = contact.phone.national();
  result["said"] = contact.symptom;
  result["channel_id"] = std::string(to_string(contact.channel));
  result["notices"] = notices_data(resolution.notices, sources.library.facts, t);
  result["facts"] = facts_data(resolution, sources.library.facts, t);
  result["question"] =
      resolution.question ? question_data(*resolution.question, sources.library.facts, t) : Data(false);
  result["resume"] = resolution.resume ? resume_data(*resolution.resume, t) : Data(false);
  List solutions = solutions_data(resolution, sources, t);
  const bool at_solution = keep_note(solutions, status);
  result["solutions"] = solutions;
  result["has_solutions"] = !resolution.solutions.empty();
  result["confident"] = resolution.confident;
  result["left_note"] = at_solution ? std::string() : status.note;
  result["withdrawn"] = !status.withdrawn.empty();
  result["withdrawn_case"] = status.withdrawn;
  data["result"] = std::move(result);
  return data;
}

}  // namespace firstfix::pages
