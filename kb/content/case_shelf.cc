// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/content/case_shelf.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "kb/content/fingerprint.h"
#include "kb/content/source_text.h"

namespace firstfix::content {
namespace {

bool is_case(const std::string& path) {
  return path.ends_with(".md");
}

std::uint64_t digest_of(const std::string& path, const std::string& text) {
  return Fingerprint().add(path).add(text).value();
}

}  // namespace

void CaseShelf::update(const std::map<std::string, ContentFile>& files, const Vocabulary& vocabulary,
                       std::uint64_t generation) {
  forget_missing(files);
  for (const auto& [path, file] : files) {
    if (!is_case(path)) continue;
    const auto [it, is_new] = slots_.try_emplace(path);
    Slot& slot = it->second;
    const bool new_vocabulary = slot.generation != generation;
    if (is_new || new_vocabulary || slot.digest != file.digest) read(path, file, vocabulary, slot);
    if (!slot.now.article && (is_new || new_vocabulary)) restore(path, vocabulary, slot);
    slot.generation = generation;
  }
  choose(files);
}

void CaseShelf::forget_missing(const std::map<std::string, ContentFile>& files) {
  for (auto it = slots_.begin(); it != slots_.end();) {
    if (files.contains(it->first)) {
      ++it;
    } else {
      copies_->remove(it->first);
      it = slots_.erase(it);
    }
  }
}

void CaseShelf::read(const std::string& path, const ContentFile& file, const Vocabulary& vocabulary,
                     Slot& slot) {
  slot.digest = file.digest;
  if (file.defect) {
    slot.now = {};
    slot.now.problems.push_back(*file.defect);
    return;
  }
  slot.now = read_case(SourceText(path, *file.text), vocabulary, file.modified());
  // Unchecked words may hold anything: without a whole vocabulary no case is good.
  if (vocabulary.facts == nullptr || vocabulary.taxonomy == nullptr) slot.now.article = nullptr;
  // The same text gives the same case: libraries share it.
  if (slot.now.article && slot.good && slot.good_digest == file.digest) slot.now.article = slot.good;
}

// Reads the last good text again, under the vocabulary of now; after a restart, from its copy.
void CaseShelf::restore(const std::string& path, const Vocabulary& vocabulary, Slot& slot) {
  if (vocabulary.facts == nullptr || vocabulary.taxonomy == nullptr) return;
  if (!slot.good_text) {
    auto copy = copies_->find(path);
    if (!copy) return;
    slot.good_text = std::make_shared<const std::string>(*std::move(copy));
    slot.good_digest = digest_of(path, *slot.good_text);
  }
  const CasePtr again = read_case(SourceText(path, *slot.good_text), vocabulary).article;
  slot.good = again && slot.good ? slot.good : again;
}

const std::string& CaseShelf::Slot::id() const {
  if (now.article) return now.article->id;
  return good ? good->id : now.id;
}

// Gives each id to one file: to the one that has it already, else to the first by path.
CaseShelf::Owners CaseShelf::owners() const {
  Owners owners;
  for (const auto& [path, slot] : slots_) {
    if (slot.good && slot.good->id == slot.id()) owners.emplace(slot.id(), path);
  }
  for (const auto& [path, slot] : slots_) {
    if (!slot.id().empty()) owners.emplace(slot.id(), path);
  }
  return owners;
}

// Takes over what is good on the disk and decides what each file serves.
void CaseShelf::choose(const std::map<std::string, ContentFile>& files) {
  Owners owned = owners();
  for (auto& [path, slot] : slots_) {
    report_doubled(path, owned, slot);
    const bool owns = !slot.id().empty() && owned.at(slot.id()) == path;
    if (owns && slot.now.article && (slot.good != slot.now.article || slot.good_digest != slot.digest)) {
      slot.good = slot.now.article;
      slot.good_text = files.at(path).text;
      slot.good_digest = slot.digest;
      copies_->keep(path, *slot.good_text);
    }
    // A file whose new id is another's goes on with its old id, unless that was taken too.
    const bool keeps = slot.good && owned.emplace(slot.good->id, path).first->second == path;
    slot.served = keeps ? slot.good : nullptr;
  }
}

void CaseShelf::report_doubled(const std::string& path, const Owners& owners, Slot& slot) const {
  slot.doubled.clear();
  const auto owner = owners.find(slot.now.id);
  if (owner == owners.end() || owner->second == path) return;
  const Slot& other = slots_.at(owner->second);
  const bool on_disk = other.now.id == slot.now.id;
  const SourcePosition place = on_disk ? other.now.id_at : SourcePosition{owner->second, 1, 1};
  slot.doubled.push_back(
      {slot.now.id_at,
       fmt::format("id {} 重复，{}:{}:{} 已经用了", slot.now.id, place.file, place.line, place.column),
       "新案例换一个 id；如果是同一个案例，只留一个文件"});
}

std::vector<CasePtr> CaseShelf::served() const {
  std::vector<CasePtr> cases;
  for (const auto& [path, slot] : slots_) {
    if (slot.served) cases.push_back(slot.served);
  }
  std::sort(cases.begin(), cases.end(), [](const CasePtr& a, const CasePtr& b) { return a->id < b->id; });
  return cases;
}

std::vector<Problem> CaseShelf::problems() const {
  std::vector<Problem> problems;
  for (const auto& [path, slot] : slots_) {
    problems.insert(problems.end(), slot.now.problems.begin(), slot.now.problems.end());
    problems.insert(problems.end(), slot.doubled.begin(), slot.doubled.end());
  }
  return problems;
}

std::uint64_t CaseShelf::fingerprint() const {
  Fingerprint fingerprint;
  for (const auto& [path, slot] : slots_) {
    if (slot.served) fingerprint.add_number(slot.good_digest);
  }
  return fingerprint.value();
}

}  // namespace firstfix::content
