// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/gathering.h"

namespace firstfix::service {
namespace {

// What an answer is about and may be put right by another.
bool is_answer(const Fact& fact, const FactCatalogue& catalogue) {
  const FactDefinition* definition = catalogue.find(fact.id);
  return definition != nullptr && definition->askable() && definition->find_value(fact.value) != nullptr;
}

}  // namespace

// Who rings again within the days in which a repeat takes back a credit mostly does so for the same reason,
// and has told his story once. A contact that helped ends the story before it.
void gather_earlier(Gathering& gathering) {
  const Library* library = gathering.sources().library;
  if (library == nullptr) return;
  const Timestamp since = gathering.now() - gathering.settings().repeat.window;
  for (const PastContact& contact : gathering.caller().history) {
    if (contact.id == gathering.question().skip_contact) continue;
    if (contact.opened_at < since || has(contact, OutcomeResult::resolved)) break;
    if (!has(contact, OutcomeResult::unresolved)) continue;
    for (const Fact& fact : contact.stated) {
      if (!is_answer(fact, library->facts) || gathering.caller().facts.known(fact.id)) continue;
      gathering.put(fact.id, fact.value, "earlier",
                    {"detail.earlier", {{"when", gathering.when(contact.opened_at)}}}, contact.opened_at);
    }
  }
}

}  // namespace firstfix::service
