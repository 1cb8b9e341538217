// SPDX-License-Identifier: GPL-3.0-or-later
// Contacts given to the writer and not committed yet, so that readers see them at once.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kb/core/contact.h"

namespace firstfix::store {

// Thread rule: any thread. Readers ask here first and the database second: what is no longer here has been
// committed.
class PendingContacts {
 public:
  struct Entry {
    Contact contact;
    std::uint64_t version = 0;  // of this entry; a later put has a larger one
  };

  struct Put {
    std::uint64_t version = 0;
    bool replaced = false;  // an older entry, whose job is on its way and will write this one
  };

  // Stands until settled; a second put of the same contact replaces the first.
  Put put(Contact contact);
  // Forgets the contact unless something newer has been put since.
  void settle(const std::string& id, std::uint64_t version);

  std::optional<Entry> find(std::string_view id) const;
  std::vector<Contact> of(const PhoneNumber& phone, Timestamp since) const;

 private:
  mutable std::mutex mutex_;
  std::uint64_t last_version_ = 0;
  std::unordered_map<std::string, Entry> entries_;  // as many as the writer's queue holds
};

}  // namespace firstfix::store
