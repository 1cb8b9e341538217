// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/solution_view.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "kb/core/reply_template.h"
#include "server/pages/picture_view.h"
#include "server/words/say.h"

namespace firstfix::pages {
namespace {

// The form of the reply that a channel needs first; the voice form when the author wrote no other.
std::string_view form_of(Channel channel, const Reply& reply) {
  switch (channel) {
    case Channel::hotline:
      return "voice";
    case Channel::counter:
      return reply.counter.empty() ? "voice" : "counter";
    case Channel::online:
      return reply.sms.empty() ? "voice" : "sms";
  }
  return "voice";
}

Data reply_form(std::string_view form, std::string_view label, const std::string& text, bool in_front) {
  Data data;
  data["form"] = std::string(form);
  data["form_label"] = std::string(label);
  data["text"] = text;
  data["in_front"] = in_front;
  return data;
}

List reply_forms(const Reply& reply, Channel channel, const Strings& t) {
  const std::string_view front = form_of(channel, reply);
  List forms;
  const auto add = [&](std::string_view form, const std::string& text) {
    if (text.empty()) return;
    forms.push_back(reply_form(form, t.text(fmt::format("form.{}", form)), text, form == front));
  };
  add("voice", reply.voice);
  add("sms", reply.sms);
  add("counter", reply.counter);
  return forms;
}

List why_data(const std::vector<Why>& reasons, const FactCatalogue& catalogue, const Strings& t) {
  List why;
  for (const Why& reason : reasons) {
    Data data;
    data["why_text"] = words::say(reason.message, t, catalogue);
    data["against"] = reason.weight < 0.0;
    why.push_back(std::move(data));
  }
  return why;
}

List steps_data(const std::vector<std::string>& filled) {
  List steps;
  for (const std::string& step : filled) steps.emplace_back(step);
  return steps;
}

}  // namespace

int percent_of(double probability) {
  return std::clamp(static_cast<int>(std::lround(probability * 100.0)), 1, 99);
}

List solutions_data(const Resolution& resolution, const PanelSources& sources, const Strings& t) {
  List solutions;
  for (const Solution& solution : resolution.solutions) {
    const Case& article = *solution.article;
    Data data;
    data["case"] = article.id;
    data["title"] = article.title;
    data["rank"] = fmt::to_string(solutions.size() + 1);
    data["first"] = solutions.empty();
    data["percent"] = fmt::to_string(percent_of(solution.probability));
    data["failed"] = solution.has_failed;
    data["new"] = solution.is_new;
    data["unproven"] = article.confidence != Confidence::validated;
    data["confidence"] = t.text(fmt::format("confidence.{}", to_string(article.confidence)));
    data["forms"] = reply_forms(solution.reply, resolution.contact.channel, t);
    data["why"] = why_data(solution.why, sources.library.facts, t);
    data["has_why"] = !solution.why.empty();
    data["steps"] = steps_data(solution.steps);
    data["steps_title"] = t.text("solution.steps", solution.steps.size());
    data["has_steps"] = !solution.steps.empty();
    data["version"] = fmt::format("{:016x}", article.fingerprint);
    const List pictures =
        pictures_data(sources.library.pictures_of(article, resolution.facts), sources.files, t);
    data["has_pictures"] = !pictures.empty();
    data["pictures"] = pictures;
    solutions.push_back(std::move(data));
  }
  return solutions;
}

}  // namespace firstfix::pages
