// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/retrieval.h"

#include "tests/kb/service/world.h"

namespace firstfix::service {
namespace {

using std::chrono::seconds;

class RetrievalTest : public World {
 protected:
  RetrievedPtr found(const Words& words) {
    return *retrieve(*knowledge_->snapshot(), nullptr, words, {{"coverage", "weak"}}, now_);
  }
};

TEST_F(RetrievalTest, FactsAreNoPartOfWhatWordsFind) {
  const SnapshotPtr snapshot = knowledge_->snapshot();
  const Words words{"没信号", {}};
  const auto with = *retrieve(*snapshot, nullptr, words, {{"coverage", "weak"}}, now_);
  const auto without = *retrieve(*snapshot, nullptr, words, {}, now_);
  ASSERT_FALSE(with->hits.empty());
  ASSERT_EQ(with->hits.size(), without->hits.size());
  for (std::size_t i = 0; i < with->hits.size(); ++i) {
    EXPECT_EQ(with->hits[i].case_id, without->hits[i].case_id);
    EXPECT_EQ(with->hits[i].score, without->hits[i].score);
  }
}

TEST_F(RetrievalTest, WordsAreKeptForTheirContactAMinuteLong) {
  const SnapshotPtr snapshot = knowledge_->snapshot();
  const Words words{"没信号", Audience::agent};
  const RetrievedPtr retrieved = found(words);
  RecentWords recent;
  recent.keep("one", *snapshot, words, retrieved, now_);
  EXPECT_EQ(recent.find("one", *snapshot, words, now_ + seconds{59}), retrieved);
  EXPECT_EQ(recent.find("one", *snapshot, words, now_ + seconds{60}), nullptr);
  EXPECT_EQ(recent.find("one", *snapshot, words, now_ - seconds{1}), nullptr) << "the clock went back";
  EXPECT_EQ(recent.find("other", *snapshot, words, now_), nullptr);
  EXPECT_EQ(recent.find("one", *snapshot, {"上不了网", Audience::agent}, now_), nullptr);
  EXPECT_EQ(recent.find("one", *snapshot, {"没信号", Audience::clerk}, now_), nullptr);
}

TEST_F(RetrievalTest, WordsOfAnotherLibraryAreNotKept) {
  const SnapshotPtr snapshot = knowledge_->snapshot();
  const Words words{"没信号", {}};
  RecentWords recent;
  recent.keep("one", *snapshot, words, found(words), now_);
  Library changed = *snapshot->library;
  ++changed.fingerprint;
  Snapshot later = *snapshot;
  later.library = std::make_shared<const Library>(std::move(changed));
  EXPECT_EQ(recent.find("one", later, words, now_), nullptr);
}

TEST_F(RetrievalTest, TheOldestContactsAreForgotten) {
  const SnapshotPtr snapshot = knowledge_->snapshot();
  const Words words{"没信号", {}};
  const RetrievedPtr retrieved = found(words);
  RecentWords recent;
  for (std::size_t i = 0; i <= RecentWords::kMost; ++i)
    recent.keep(std::to_string(i), *snapshot, words, retrieved, now_);
  EXPECT_EQ(recent.find("0", *snapshot, words, now_), nullptr);
  EXPECT_EQ(recent.find("1", *snapshot, words, now_), retrieved);
}

}  // namespace
}  // namespace firstfix::service
