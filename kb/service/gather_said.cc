// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "kb/service/gathering.h"
#include "kb/service/heard_words.h"

namespace firstfix::service {
namespace {

constexpr std::string_view kMood = "customer.mood";
constexpr std::string_view kUpset = "upset";
constexpr int kTriesOfPatience = 2;

// What earlier contacts give reason for: an expert is at it and it is not done, or tried in vain again and
// again. A contact that was resolved ends the story before it. Empty: nothing.
Message grievance(const Gathering& gathering, const std::vector<PastContact>& history) {
  int in_vain = 0;
  for (const PastContact& contact : history) {
    if (contact.id == gathering.question().skip_contact) continue;
    if (has(contact, OutcomeResult::resolved)) break;
    if (has(contact, OutcomeResult::escalated))
      return {"mood.escalated", {{"when", gathering.when(contact.opened_at)}}};
    if (has(contact, OutcomeResult::unresolved)) ++in_vain;
  }
  if (in_vain < kTriesOfPatience) return {};
  return {"mood.in_vain", {{"count", fmt::to_string(in_vain)}}};
}

void upset(Gathering& gathering, const char* source, const Message& why) {
  gathering.put(std::string(kMood), std::string(kUpset), source, why);
  gathering.notice("dissatisfied", {"notice.dissatisfied", {{"why", std::vector<Message>{why}}}});
}

}  // namespace

void gather_said(Gathering& gathering) {
  const Library* library = gathering.sources().library;
  if (library == nullptr) return;
  const HeardWords* words = gathering.sources().words;
  const std::string& said = gathering.question().said;
  for (const auto& [fact, value, word] : words ? words->in(said) : HeardWords(library->facts).in(said)) {
    const std::vector<Argument> heard{{"word", std::string(word)}};
    if (fact->id == kMood && value->id == kUpset) {
      upset(gathering, "symptom", {"mood.said", heard});
    } else {
      gathering.put(fact->id, value->id, "symptom", {"detail.said", heard});
    }
  }
  const FactDefinition* mood = library->facts.find(kMood);
  if (mood == nullptr || mood->find_value(kUpset) == nullptr || gathering.caller().facts.known(kMood)) return;
  const Message why = grievance(gathering, gathering.caller().history);
  if (!why.empty()) upset(gathering, "contacts", why);
}

}  // namespace firstfix::service
