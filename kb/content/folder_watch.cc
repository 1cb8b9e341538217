// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/content/folder_watch.h"

#include <array>
#include <cstring>
#include <string_view>
#include <system_error>
#include <utility>

#include <sys/inotify.h>
#include <unistd.h>

namespace firstfix::content {
namespace fs = std::filesystem;
namespace {

constexpr unsigned kInside = IN_CREATE | IN_DELETE | IN_MODIFY | IN_ATTRIB | IN_MOVED_FROM | IN_MOVED_TO |
                             IN_DELETE_SELF | IN_MOVE_SELF;
constexpr unsigned kBeside = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO;

}  // namespace

FolderWatch::FolderWatch(fs::path root) : root_(fs::absolute(root).lexically_normal()) {
  notes_ = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  watch_all();
}

FolderWatch::~FolderWatch() {
  if (notes_ >= 0) close(notes_);
}

// A folder that is watched already stays so.
void FolderWatch::watch_all() {
  complete_ = notes_ >= 0;
  if (!complete_) return;
  parent_ = inotify_add_watch(notes_, root_.parent_path().c_str(), kBeside);
  watch(root_, kInside);
  std::error_code error;
  fs::recursive_directory_iterator entries(root_, error);
  for (const fs::recursive_directory_iterator end; !error && entries != end; entries.increment(error)) {
    std::error_code unknown;
    if (entries->is_directory(unknown) && !entries->is_symlink(unknown)) watch(entries->path(), kInside);
  }
  complete_ = complete_ && !error;
}

void FolderWatch::watch(const fs::path& folder, unsigned events) {
  if (inotify_add_watch(notes_, folder.c_str(), events) < 0) complete_ = false;
}

bool FolderWatch::changed() {
  bool noted = !complete_;
  alignas(inotify_event) std::array<char, 16'384> buffer;
  for (ssize_t size = 0; notes_ >= 0 && (size = read(notes_, buffer.data(), buffer.size())) > 0;) {
    for (const char* at = buffer.data(); at < buffer.data() + size;) {
      inotify_event event{};
      std::memcpy(&event, at, sizeof event);
      const std::string_view name = event.len > 0 ? std::string_view(at + sizeof event) : std::string_view();
      // The parent may be a busy folder: of what happens there only the root's own name matters.
      noted = noted || event.wd != parent_ || name == root_.filename().string();
      at += sizeof event + event.len;
    }
  }
  if (noted) watch_all();
  return noted;
}

}  // namespace firstfix::content
