// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "kb/core/reply_template.h"
#include "server/pages/cases_view.h"

namespace firstfix::pages {
namespace {

std::string fact_label(const std::string& id, const FactCatalogue& catalogue) {
  const FactDefinition* found = catalogue.find(id);
  return found == nullptr ? id : found->label;
}

std::string fallback_of(const std::string& id, const FactCatalogue& catalogue) {
  const FactDefinition* found = catalogue.find(id);
  return found == nullptr ? std::string() : found->fallback;
}

// A mark says when the words after it are said.
std::string shown(const ReplyTemplate::Segment& segment, const FactCatalogue& catalogue) {
  using Kind = ReplyTemplate::Segment::Kind;
  const FactDefinition* fact = segment.names_fact() ? catalogue.find(segment.text) : nullptr;
  const FactValue* value = fact == nullptr ? nullptr : fact->find_value(segment.value);
  const std::string label = fact_label(segment.text, catalogue);
  const std::string asked = value == nullptr ? label : fmt::format("{}为“{}”", label, value->label);
  switch (segment.kind) {
    case Kind::words:
      return segment.text;
    case Kind::variable:
      return label;
    case Kind::when:
      return fmt::format("〔{}时：", value == nullptr ? "查到" + label : asked);
    case Kind::unless:
      return fmt::format("〔{}时：", value == nullptr ? "没查到" + label : "不是" + asked);
    case Kind::end:
      return "〕";
  }
  return {};
}

// A reply before there is a caller: its variables by name, with the words that stand in when nothing is
// known.
List segments_data(const ReplyTemplate& reply, const FactCatalogue& catalogue) {
  List segments;
  for (const ReplyTemplate::Segment& segment : reply.segments()) {
    const bool variable = segment.is_variable();
    Data data;
    data["variable"] = variable;
    data["words"] = shown(segment, catalogue);
    data["fallback"] = variable ? fallback_of(segment.text, catalogue) : std::string();
    segments.push_back(std::move(data));
  }
  return segments;
}

List replies_data(const Replies& replies, const FactCatalogue& catalogue) {
  List forms;
  const auto add = [&](std::string_view form, std::string_view label, const ReplyTemplate& reply) {
    if (reply.empty()) return;
    Data data;
    data["form"] = std::string(form);
    data["form_label"] = std::string(label);
    data["in_front"] = forms.empty();
    data["segments"] = segments_data(reply, catalogue);
    data["plain"] = reply.fill({}, catalogue);
    forms.push_back(std::move(data));
  };
  add("voice", "话术", replies.voice);
  add("sms", "短信", replies.sms);
  add("counter", "柜台", replies.counter);
  return forms;
}

std::string escaped(std::string_view text) {
  return kainjow::mustache::html_escape(std::string(text));
}

// The section's safe HTML with its {{variables}} named. The label is escaped and has no attribute, so it does
// no harm even where Markdown put the variable into one.
std::string named_variables(const std::string& html, const FactCatalogue& catalogue) {
  const auto parsed = ReplyTemplate::parse(html);
  if (!parsed) return html;
  std::string named;
  for (const ReplyTemplate::Segment& segment : parsed->segments()) {
    const bool words = segment.kind == ReplyTemplate::Segment::Kind::words;
    named += words ? segment.text : fmt::format("<var>{}</var>", escaped(shown(segment, catalogue)));
  }
  return named;
}

List sections_data(const Case& article, const FactCatalogue& catalogue) {
  List sections;
  const auto add = [&](std::string_view heading, const Section& section) {
    if (section.html.empty()) return;
    Data data;
    data["heading"] = std::string(heading);
    data["section_html"] = named_variables(section.html, catalogue);
    sections.push_back(std::move(data));
  };
  add("现象", article.issue);
  add("环境", article.environment);
  add("原因", article.cause);
  add("处理", article.resolution);
  return sections;
}

List conditions_data(const Case& article, const FactCatalogue& catalogue) {
  List conditions;
  for (const Condition& condition : article.conditions) {
    std::string values;
    for (const std::string& value : condition.values) {
      values += values.empty() ? "" : "、";
      values += catalogue.label_of({condition.fact, value, {}, {}});
    }
    Data data;
    data["condition_label"] = fact_label(condition.fact, catalogue);
    data["condition_values"] = values;
    conditions.push_back(std::move(data));
  }
  return conditions;
}

List asks_data(const Case& article, const FactCatalogue& catalogue) {
  List asks;
  for (const std::string& id : article.asks) {
    const FactDefinition* fact = catalogue.find(id);
    asks.emplace_back(fact != nullptr && fact->askable() ? fact->question : fact_label(id, catalogue));
  }
  return asks;
}

std::string joined(const std::vector<Audience>& audience) {
  std::string text;
  for (const Audience reader : audience) {
    text += text.empty() ? "" : "、";
    switch (reader) {
      case Audience::agent:
        text += "热线坐席";
        break;
      case Audience::clerk:
        text += "营业员";
        break;
      case Audience::customer:
        text += "客户";
        break;
    }
  }
  return text;
}

Data meta_data(const Case& article, Date today) {
  Data data;
  data["owner"] = article.owner;
  data["audience"] = joined(article.audience);
  data["confidence"] = std::string(label_of(article.confidence));
  data["unproven"] = article.confidence != Confidence::validated;
  data["has_verify_by"] = article.verify_by.has_value();
  data["verify_by"] = article.verify_by ? to_string(*article.verify_by) : std::string();
  data["overdue"] = article.verify_by && *article.verify_by < today;
  data["not_offered"] = !article.offered_on(today);
  data["file"] = article.path;
  return data;
}

}  // namespace

Data article_data(const Case& article, const Library& library, Date today) {
  List symptoms;
  for (const std::string& symptom : article.symptoms) symptoms.emplace_back(symptom);
  Data data;
  data["page_title"] = article.title;
  data["on_panel"] = false;
  data["on_cases"] = true;
  data["case"] = article.id;
  data["title"] = article.title;
  data["kind"] = std::string(to_string(article.kind));
  data["kind_label"] = std::string(label_of(article.kind));
  data["category"] = article.category;
  data["category_label"] = library.taxonomy.path_label(article.category);
  data["meta"] = meta_data(article, today);
  data["forms"] = replies_data(article.replies, library.facts);
  data["sections"] = sections_data(article, library.facts);
  data["symptoms"] = symptoms;
  data["has_symptoms"] = !symptoms.empty();
  data["conditions"] = conditions_data(article, library.facts);
  data["has_conditions"] = !article.conditions.empty();
  data["asks"] = asks_data(article, library.facts);
  data["has_asks"] = !article.asks.empty();
  return data;
}

}  // namespace firstfix::pages
