// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/pending_contacts.h"

#include <utility>

namespace firstfix::store {

PendingContacts::Put PendingContacts::put(Contact contact) {
  const std::scoped_lock lock(mutex_);
  std::string id = contact.id;
  const auto [entry, is_new] =
      entries_.insert_or_assign(std::move(id), Entry{std::move(contact), ++last_version_});
  return {entry->second.version, !is_new};
}

void PendingContacts::settle(const std::string& id, std::uint64_t version) {
  const std::scoped_lock lock(mutex_);
  const auto found = entries_.find(id);
  if (found != entries_.end() && found->second.version == version) entries_.erase(found);
}

std::optional<PendingContacts::Entry> PendingContacts::find(std::string_view id) const {
  const std::scoped_lock lock(mutex_);
  const auto found = entries_.find(std::string{id});
  if (found == entries_.end()) return std::nullopt;
  return found->second;
}

std::vector<Contact> PendingContacts::of(const PhoneNumber& phone, Timestamp since) const {
  const std::scoped_lock lock(mutex_);
  std::vector<Contact> contacts;
  for (const auto& [id, entry] : entries_) {
    if (entry.contact.phone == phone && entry.contact.opened_at >= since) contacts.push_back(entry.contact);
  }
  return contacts;
}

}  // namespace firstfix::store
