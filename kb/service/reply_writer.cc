// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/reply_writer.h"

#include <algorithm>

namespace firstfix::service {
namespace {

constexpr std::size_t kMostCare = 2;                        // more would keep the customer from the answer
constexpr std::string_view kCareCategory = "service/care";  // such a case says it all itself

bool applies(const CarePhrase& phrase, const FactSet& facts) {
  return std::ranges::all_of(phrase.when, [&](const Condition& condition) {
    return std::ranges::find(condition.values, facts.value(condition.fact)) != condition.values.end();
  });
}

std::vector<const CarePhrase*> care_for(const Case& article, const FactSet& facts, const Library& library) {
  std::vector<const CarePhrase*> phrases;
  if (article.category == kCareCategory) return phrases;
  for (const CarePhrase& phrase : library.care) {
    if (phrases.size() < kMostCare && applies(phrase, facts)) phrases.push_back(&phrase);
  }
  return phrases;
}

}  // namespace

Reply write_reply(const Case& article, const FactSet& facts, const Library& library) {
  Reply reply;
  for (const CarePhrase* phrase : care_for(article, facts, library)) {
    reply.voice += phrase->words.voice.fill(facts, library.facts);
    reply.sms += phrase->words.sms.fill(facts, library.facts);
    reply.counter += phrase->words.counter.fill(facts, library.facts);
  }
  reply.voice += article.replies.voice.fill(facts, library.facts);
  reply.sms += article.replies.sms.fill(facts, library.facts);
  reply.counter += article.replies.counter.fill(facts, library.facts);
  return reply;
}

}  // namespace firstfix::service
