// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/record_reads.h"

#include <algorithm>

namespace firstfix::store {
namespace {

// Of the same second the one that was written later stands first already.
bool is_newer(const PastContact& a, const PastContact& b) {
  return a.opened_at > b.opened_at;
}

}  // namespace

void lay_over(std::vector<PastContact>& contacts, std::vector<Contact> pending) {
  for (Contact& contact : pending) {
    auto found = std::find_if(contacts.begin(), contacts.end(),
                              [&](const PastContact& past) { return past.id == contact.id; });
    if (found == contacts.end()) found = contacts.insert(contacts.begin(), PastContact{.id = contact.id});
    found->opened_at = contact.opened_at;
    found->symptom = std::move(contact.symptom);
    found->category = std::move(contact.category);
    found->stated = std::move(contact.stated);
  }
  std::stable_sort(contacts.begin(), contacts.end(), is_newer);
  if (contacts.size() > kPastContacts) contacts.resize(kPastContacts);
}

}  // namespace firstfix::store
