// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/first_look.h"

#include <algorithm>
#include <limits>

#include "kb/search/fields.h"

namespace firstfix::search {

void FirstLook::add(const std::string& term, double worth) {
  // What is not 0 has been met: a term of no worth finds as well.
  constexpr double kLeast = std::numeric_limits<float>::min();
  const auto most = static_cast<float>(std::max(kLeast, worth * (kLeadingBm25.k1 + 1.0)));
  constexpr auto kHalf = static_cast<float>(kLeadingBm25.k1);
  const auto end = database_.postlist_end(term);
  for (auto posting = database_.postlist_begin(term); posting != end; ++posting) {
    const std::size_t place = *posting - 1;
    const auto count = static_cast<float>(posting.get_wdf());
    float& score = scores_[place];
    if (score == 0.0F) touched_.push_back(static_cast<std::uint32_t>(place));
    score += std::max(most * count / (count + kHalf), static_cast<float>(kLeast));
  }
}

std::vector<Found> FirstLook::take() {
  std::vector<Found> found;
  found.reserve(touched_.size());
  for (const std::uint32_t place : touched_) {
    found.push_back({place, scores_[place], 0.0});
    scores_[place] = 0.0F;
  }
  touched_.clear();
  return found;
}

std::vector<std::size_t> FirstLook::having_all(const std::vector<std::string>& terms) const {
  std::vector<Xapian::PostingIterator> lists;
  for (const std::string& term : terms) {
    lists.push_back(database_.postlist_begin(term));
    if (lists.back() == Xapian::PostingIterator()) return {};
  }
  std::vector<std::size_t> places;
  if (lists.empty()) return places;
  Xapian::docid wanted = *lists.front();
  for (std::size_t agreed = 0, at = 0; agreed < lists.size();) {
    auto& list = lists[at];
    list.skip_to(wanted);
    if (list == Xapian::PostingIterator()) break;
    agreed = *list == wanted ? agreed + 1 : 1;
    wanted = *list;
    at = (at + 1) % lists.size();
    if (agreed < lists.size()) continue;
    places.push_back(wanted - 1);
    ++wanted;
    agreed = 0;
  }
  return places;
}

}  // namespace firstfix::search
