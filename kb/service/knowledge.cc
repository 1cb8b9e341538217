// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/knowledge.h"

#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "kb/content/folder_watch.h"
#include "kb/service/pause.h"

namespace firstfix::service {
namespace fs = std::filesystem;

IndexFolder::~IndexFolder() {
  std::error_code ignored;  // what stays behind is swept at the next start
  if (retired_) fs::remove_all(path_, ignored);
}

Knowledge::Knowledge(const fs::path& content, const fs::path& data)
    : content_(content), index_root_(data / "index"), loader_(content, data / "last-good") {}

Result<std::unique_ptr<Knowledge>> Knowledge::open(const fs::path& content, const fs::path& data) {
  std::error_code failed;
  fs::create_directories(data / "index", failed);
  if (failed) {
    return fail(Code::unavailable, fmt::format("{}: cannot be created: {}", data.string(), failed.message()),
                "name a folder you may write to with --data");
  }
  std::unique_ptr<Knowledge> knowledge(new Knowledge(content, data));
  auto refreshed = knowledge->refresh();
  if (!refreshed) return fail(refreshed.error());
  // Generations that a killed server left behind.
  for (const auto& entry : fs::directory_iterator(knowledge->index_root_, failed)) {
    if (entry.path() != knowledge->snapshot()->folder->path()) fs::remove_all(entry.path(), failed);
  }
  return knowledge;
}

SnapshotPtr Knowledge::snapshot() const {
  const std::lock_guard lock(current_mutex_);
  return current_;
}

Result<bool> Knowledge::refresh() {
  const std::lock_guard one_at_a_time(refreshing_);
  auto library = loader_.load();
  if (!library) return fail(library.error());
  const SnapshotPtr before = snapshot();
  if (before && before->library == *library) return false;
  auto fresh = make_snapshot(*library);
  if (!fresh) return fail(fresh.error());
  {
    const std::lock_guard lock(current_mutex_);
    current_ = *fresh;
  }
  if (before && before->folder != (*fresh)->folder) before->folder->retire();
  return true;
}

// Unchanged bytes (a problem came or went, a file was touched) keep the index that is open.
Result<SnapshotPtr> Knowledge::make_snapshot(std::shared_ptr<const Library> library) const {
  auto fresh = std::make_shared<Snapshot>();
  fresh->library = std::move(library);
  const std::uint64_t wanted = fresh->library->fingerprint;
  if (const SnapshotPtr before = snapshot(); before && before->library->fingerprint == wanted) {
    fresh->folder = before->folder;
    fresh->index = before->index;
    fresh->read_library();
    return SnapshotPtr(fresh);
  }
  if (auto kept = snapshot() ? nullptr : open_kept(fresh->library)) {
    *fresh = std::move(*kept);
    return SnapshotPtr(fresh);
  }
  return build_beside(fresh->library);
}

// At a start: the index that an earlier run or `firstfix index` left for exactly this library.
std::unique_ptr<Snapshot> Knowledge::open_kept(const std::shared_ptr<const Library>& library) const {
  std::error_code failed;
  const std::string stem = fmt::format("{:016x}-", library->fingerprint);
  for (const auto& entry : fs::directory_iterator(index_root_, failed)) {
    if (!entry.path().filename().string().starts_with(stem)) continue;
    auto index = search::Index::open(entry.path(), *library);
    if (!index) continue;
    return std::make_unique<Snapshot>(library, std::make_shared<IndexFolder>(entry.path()), *index);
  }
  return nullptr;
}

// A folder name of its own each time: readers of a retired generation of the same content may still hold
// theirs.
Result<SnapshotPtr> Knowledge::build_beside(const std::shared_ptr<const Library>& library) const {
  fs::path path;
  for (int n = 0; path.empty() || fs::exists(path); ++n) {
    path = index_root_ / fmt::format("{:016x}-{}", library->fingerprint, n);
  }
  const fs::path unfinished = index_root_ / "unfinished";
  std::error_code failed;
  fs::remove_all(unfinished, failed);
  if (auto built = search::Index::build(unfinished, *library); !built) return fail(built.error());
  fs::rename(unfinished, path, failed);
  if (failed) {
    return fail(Code::unavailable, fmt::format("{}: {}", path.string(), failed.message()),
                "check the space and the rights of the data folder");
  }
  auto index = search::Index::open(path, *library);
  if (!index) return fail(index.error());
  return SnapshotPtr(std::make_shared<Snapshot>(library, std::make_shared<IndexFolder>(path), *index));
}

namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kBeat{500};
// Looking at every file takes at most a twentieth of the time.
constexpr int kRest = 20;

void watch(Knowledge& knowledge, const KnowledgeWatcher::Report& report, const std::stop_token& stop) {
  content::FolderWatch folder(knowledge.content());
  std::string last_message;
  SteadyClock::time_point look_at{};
  while (!stop.stop_requested()) {
    pause(stop, kBeat);
    if (stop.stop_requested()) return;
    if (!folder.changed() && SteadyClock::now() < look_at) continue;
    const auto before = SteadyClock::now();
    const auto refreshed = knowledge.refresh();
    look_at = SteadyClock::now() + kRest * (SteadyClock::now() - before);
    const std::string message = refreshed ? "" : refreshed.error().message;
    if (!message.empty() && message != last_message) report(refreshed.error());
    last_message = message;
  }
}

}  // namespace

KnowledgeWatcher::KnowledgeWatcher(Knowledge& knowledge, Report report)
    : thread_([&knowledge, report = std::move(report)](const std::stop_token& stop) {
        watch(knowledge, report, stop);
      }) {}

KnowledgeWatcher::~KnowledgeWatcher() = default;

}  // namespace firstfix::service
