// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace firstfix::content {

// Tells whether a content folder may have changed, by the kernel's notes (inotify) instead of by looking at
// every file: with 100,000 files two looks a second took half a core. Notes do not come for changes that
// another machine makes on a network disk, so somebody must look from time to time all the same. Thread rule:
// one thread at a time.
class FolderWatch {
 public:
  // Watches the folder, all folders in it and its own name in its parent, a link being exchanged there.
  explicit FolderWatch(std::filesystem::path root);
  ~FolderWatch();
  FolderWatch(const FolderWatch&) = delete;
  FolderWatch& operator=(const FolderWatch&) = delete;

  // Whether anything was noted since the last call; true always where the kernel gives no notes.
  bool changed();

 private:
  void watch_all();
  void watch(const std::filesystem::path& folder, unsigned events);

  const std::filesystem::path root_;
  int notes_ = -1;
  int parent_ = -1;  // its watch
  bool complete_ = true;
};

}  // namespace firstfix::content
