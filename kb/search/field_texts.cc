// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/field_texts.h"

namespace firstfix::search {
namespace {

// Of a reply the words; what a variable will say is not known yet.
void append_words(std::string& text, const ReplyTemplate& reply) {
  for (const auto& segment : reply.segments())
    text += segment.kind == ReplyTemplate::Segment::Kind::words ? segment.text : " ";
  text += '\n';
}

std::string replies_of(const Replies& replies) {
  std::string text;
  append_words(text, replies.voice);
  append_words(text, replies.sms);
  append_words(text, replies.counter);
  return text;
}

std::string lines_of(const std::vector<std::string>& symptoms) {
  std::string text;
  for (const std::string& symptom : symptoms) {
    if (&symptom != &symptoms.front()) text += '\n';
    text += symptom;
  }
  return text;
}

}  // namespace

std::string text_of(Field field, const Case& article, const Taxonomy& taxonomy) {
  switch (field) {
    case Field::title:
      return article.title;
    case Field::symptoms:
      return lines_of(article.symptoms);
    case Field::category:
      return taxonomy.path_label(article.category);
    case Field::issue:
      return article.issue.markdown;
    case Field::cause:
      return article.cause.markdown;
    case Field::environment:
      return article.environment.markdown;
    case Field::resolution:
      return article.resolution.markdown;
    case Field::replies:
      return replies_of(article.replies);
  }
  return {};
}

}  // namespace firstfix::search
