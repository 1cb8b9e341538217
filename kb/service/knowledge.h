// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "kb/content/library_loader.h"
#include "kb/core/library.h"
#include "kb/core/result.h"
#include "kb/search/index.h"
#include "kb/service/fact_cases.h"
#include "kb/service/heard_words.h"
#include "kb/service/sibling_cases.h"

namespace firstfix::service {

// The folder of one index generation; removed with the last snapshot that reads it.
class IndexFolder {
 public:
  explicit IndexFolder(std::filesystem::path path) : path_(std::move(path)) {}
  ~IndexFolder();
  IndexFolder(const IndexFolder&) = delete;
  IndexFolder& operator=(const IndexFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }
  void retire() { retired_ = true; }

 private:
  std::filesystem::path path_;
  std::atomic<bool> retired_ = false;
};

// One library with the index that was built from it: they always belong together.
struct Snapshot {
  Snapshot() = default;
  Snapshot(std::shared_ptr<const Library> of, std::shared_ptr<IndexFolder> in,
           std::shared_ptr<const search::Index> with)
      : library(std::move(of)), folder(std::move(in)), index(std::move(with)) {
    read_library();
  }
  // Fills what is made from the library alone.
  void read_library() {
    by_facts = std::make_shared<FactCases>(*library);
    siblings = std::make_shared<SiblingCases>(*library);
    words = std::make_shared<HeardWords>(library->facts);
  }

  std::shared_ptr<const Library> library;
  std::shared_ptr<IndexFolder> folder;  // before index: the index is closed first
  std::shared_ptr<const search::Index> index;
  std::shared_ptr<const FactCases> by_facts;
  std::shared_ptr<const SiblingCases> siblings;
  std::shared_ptr<const HeardWords> words;
};
using SnapshotPtr = std::shared_ptr<const Snapshot>;

// The current snapshot. A request takes it once and keeps it to its end; refresh() swaps in a new one whole.
// Thread rule: snapshot() from any thread, without waiting for a refresh; refresh() one at a time by itself.
class Knowledge {
 public:
  // `content` is read, `data`/index/ is opened or built. Errors as of load and Index::build.
  static Result<std::unique_ptr<Knowledge>> open(const std::filesystem::path& content,
                                                 const std::filesystem::path& data);

  SnapshotPtr snapshot() const;
  const std::filesystem::path& content() const { return content_; }
  // Reads what changed, builds the new index beside the old one and swaps. Returns whether anything changed.
  // On an error the old snapshot stays.
  Result<bool> refresh();

 private:
  Knowledge(const std::filesystem::path& content, const std::filesystem::path& data);
  Result<SnapshotPtr> make_snapshot(std::shared_ptr<const Library> library) const;
  std::unique_ptr<Snapshot> open_kept(const std::shared_ptr<const Library>& library) const;
  Result<SnapshotPtr> build_beside(const std::shared_ptr<const Library>& library) const;

  std::filesystem::path content_;
  std::filesystem::path index_root_;
  std::mutex refreshing_;
  content::LibraryLoader loader_;
  mutable std::mutex current_mutex_;
  SnapshotPtr current_;
};

// Calls refresh() within half a second after the folder was changed, and from time to time anyway, until
// destroyed. A failed refresh is reported once, not at every beat.
class KnowledgeWatcher {
 public:
  using Report = std::function<void(const Error&)>;
  KnowledgeWatcher(Knowledge& knowledge, Report report);
  ~KnowledgeWatcher();
  KnowledgeWatcher(const KnowledgeWatcher&) = delete;
  KnowledgeWatcher& operator=(const KnowledgeWatcher&) = delete;

 private:
  std::jthread thread_;
};

}  // namespace firstfix::service
