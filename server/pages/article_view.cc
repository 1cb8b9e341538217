// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "kb/core/reply_template.h"
#include "server/pages/cases_view.h"
#include "server/words/fact_words.h"
#include "server/words/say.h"

namespace firstfix::pages {
namespace {

std::string fact_label(const std::string& id, const FactCatalogue& catalogue, const Strings& t) {
  const FactDefinition* found = catalogue.find(id);
  return found == nullptr ? id : words::label_of(*found, t);
}

std::string fallback_of(const std::string& id, const FactCatalogue& catalogue) {
  const FactDefinition* found = catalogue.find(id);
  return found == nullptr ? std::string() : found->fallback;
}

// A mark says when the words after it are said.
std::string shown(const ReplyTemplate::Segment& segment, const FactCatalogue& catalogue, const Strings& t) {
  using Kind = ReplyTemplate::Segment::Kind;
  const FactDefinition* fact = segment.names_fact() ? catalogue.find(segment.text) : nullptr;
  const FactValue* value = fact == nullptr ? nullptr : fact->find_value(segment.value);
  const std::string label = fact_label(segment.text, catalogue, t);
  const std::string asked = value == nullptr ? label : t.text("mark.is", label, words::label_of(*value, t));
  switch (segment.kind) {
    case Kind::words:
      return segment.text;
    case Kind::variable:
      return label;
    case Kind::when:
      return t.text("mark.when", value == nullptr ? t.text("mark.known", label) : asked);
    case Kind::unless:
      return t.text("mark.when",
                    value == nullptr ? t.text("mark.unknown", label) : t.text("mark.not", asked));
    case Kind::end:
      return "〕";
  }
  return {};
}

// A reply before there is a caller: its variables by name, with the words that stand in when nothing is
// known.
List segments_data(const ReplyTemplate& reply, const FactCatalogue& catalogue, const Strings& t) {
  List segments;
  for (const ReplyTemplate::Segment& segment : reply.segments()) {
    const bool variable = segment.is_variable();
    Data data;
    data["variable"] = variable;
    data["words"] = shown(segment, catalogue, t);
    data["fallback_text"] =
        variable ? t.text("article.fallback", fallback_of(segment.text, catalogue)) : std::string();
    segments.push_back(std::move(data));
  }
  return segments;
}

List replies_data(const Replies& replies, const FactCatalogue& catalogue, const Strings& t) {
  List forms;
  const auto add = [&](std::string_view form, const ReplyTemplate& reply) {
    if (reply.empty()) return;
    Data data;
    data["form"] = std::string(form);
    data["form_label"] = t.text(fmt::format("form.{}", form));
    data["in_front"] = forms.empty();
    data["segments"] = segments_data(reply, catalogue, t);
    data["plain"] = reply.fill({}, catalogue);
    forms.push_back(std::move(data));
  };
  add("voice", replies.voice);
  add("sms", replies.sms);
  add("counter", replies.counter);
  return forms;
}

std::string escaped(std::string_view text) {
  return kainjow::mustache::html_escape(std::string(text));
}

// The section's safe HTML with its {{variables}} named. The label is escaped and has no attribute, so it does
// no harm even where Markdown put the variable into one.
std::string named_variables(const std::string& html, const FactCatalogue& catalogue, const Strings& t) {
  const auto parsed = ReplyTemplate::parse(html);
  if (!parsed) return html;
  std::string named;
  for (const ReplyTemplate::Segment& segment : parsed->segments()) {
    const bool words = segment.kind == ReplyTemplate::Segment::Kind::words;
    named += words ? segment.text : fmt::format("<var>{}</var>", escaped(shown(segment, catalogue, t)));
  }
  return named;
}

List sections_data(const Case& article, const FactCatalogue& catalogue, const Strings& t) {
  List sections;
  const auto add = [&](std::string_view heading, const Section& section) {
    if (section.html.empty()) return;
    Data data;
    data["heading"] = t.text(heading);
    data["section_html"] = named_variables(section.html, catalogue, t);
    sections.push_back(std::move(data));
  };
  add("section.issue", article.issue);
  add("section.environment", article.environment);
  add("section.cause", article.cause);
  add("section.resolution", article.resolution);
  return sections;
}

List conditions_data(const Case& article, const FactCatalogue& catalogue, const Strings& t) {
  List conditions;
  for (const Condition& condition : article.conditions) {
    std::string values;
    for (const std::string& value : condition.values) {
      values += values.empty() ? "" : t.text("list.separator");
      values += words::value_of({condition.fact, value, {}, {}}, catalogue, t);
    }
    Data data;
    data["condition_label"] = fact_label(condition.fact, catalogue, t);
    data["condition_values"] = values;
    conditions.push_back(std::move(data));
  }
  return conditions;
}

List asks_data(const Case& article, const FactCatalogue& catalogue, const Strings& t) {
  List asks;
  for (const std::string& id : article.asks) {
    const FactDefinition* fact = catalogue.find(id);
    asks.emplace_back(fact != nullptr && fact->askable() ? words::question_of(*fact, t)
                                                         : fact_label(id, catalogue, t));
  }
  return asks;
}

std::string joined(const std::vector<Audience>& audience, const Strings& t) {
  std::string text;
  for (const Audience reader : audience) {
    if (!text.empty()) text += t.text("list.separator");
    text += t.text(fmt::format("audience.{}", to_string(reader)));
  }
  return text;
}

Data meta_data(const Case& article, Date today, const Strings& t) {
  Data data;
  data["owner"] = article.owner;
  data["audience"] = joined(article.audience, t);
  data["confidence"] = t.text(fmt::format("confidence.{}", to_string(article.confidence)));
  data["unproven"] = article.confidence != Confidence::validated;
  data["has_verify_by"] = article.verify_by.has_value();
  data["verify_by"] = article.verify_by ? to_string(*article.verify_by) : std::string();
  data["overdue"] = article.verify_by && *article.verify_by < today;
  data["overdue_text"] = article.verify_by
                             ? t.text("article.overdue", to_string(*article.verify_by), article.owner)
                             : std::string();
  data["not_offered"] = !article.offered_on(today);
  data["file"] = article.path;
  return data;
}

}  // namespace

Data article_data(const Case& article, const Library& library, Date today, const Strings& t) {
  List symptoms;
  for (const std::string& symptom : article.symptoms) symptoms.emplace_back(symptom);
  Data data;
  data["page_title"] = article.title;
  data["case"] = article.id;
  data["title"] = article.title;
  data["kind"] = std::string(to_string(article.kind));
  data["kind_label"] = t.text(fmt::format("kind.{}", to_string(article.kind)));
  data["category"] = article.category;
  data["category_label"] = library.taxonomy.path_label(article.category);
  data["meta"] = meta_data(article, today, t);
  data["forms"] = replies_data(article.replies, library.facts, t);
  data["sections"] = sections_data(article, library.facts, t);
  data["symptoms"] = symptoms;
  data["has_symptoms"] = !symptoms.empty();
  data["conditions"] = conditions_data(article, library.facts, t);
  data["has_conditions"] = !article.conditions.empty();
  data["asks"] = asks_data(article, library.facts, t);
  data["has_asks"] = !article.asks.empty();
  return data;
}

}  // namespace firstfix::pages
