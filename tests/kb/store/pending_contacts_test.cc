// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/pending_contacts.h"

#include "tests/kb/store/scratch.h"

namespace firstfix::store {
namespace {

TEST(PendingContacts, HoldAContactUntilItIsSettled) {
  PendingContacts pending;
  const auto put = pending.put(contact_of("a"));
  EXPECT_FALSE(put.replaced);
  ASSERT_TRUE(pending.find("a"));
  EXPECT_FALSE(pending.find("b"));
  pending.settle("a", put.version);
  EXPECT_FALSE(pending.find("a"));
}

TEST(PendingContacts, KeepWhatWasPutWhileTheOlderWasWritten) {
  PendingContacts pending;
  const auto first = pending.put(contact_of("a"));
  Contact changed = contact_of("a");
  changed.category = "network/rail";
  EXPECT_TRUE(pending.put(changed).replaced);
  pending.settle("a", first.version);
  ASSERT_TRUE(pending.find("a"));
  EXPECT_EQ(pending.find("a")->contact.category, "network/rail");
}

TEST(PendingContacts, AreFoundByNumberAndTime) {
  PendingContacts pending;
  pending.put(contact_of("a", "+8613800138000"));
  pending.put(contact_of("b", "+8613900139000"));
  EXPECT_EQ(pending.of(PhoneNumber{"+8613800138000"}, at(kMorning)).size(), 1U);
  EXPECT_EQ(pending.of(PhoneNumber{"+8613800138000"}, at(kMorning + 1)).size(), 0U);
}

}  // namespace
}  // namespace firstfix::store
