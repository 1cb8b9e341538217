// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/first_look.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "kb/search/fields.h"

namespace firstfix::search {
namespace {

// BM25's share of a term's worth by how often a case has it, without the case's length.
constexpr std::array<float, 256> saturations() {
  std::array<float, 256> table{};
  for (std::size_t count = 0; count < table.size(); ++count) {
    const auto times = static_cast<double>(count);
    table[count] = static_cast<float>(times * (kLeadingK1 + 1.0) / (times + kLeadingK1));
  }
  return table;
}

constexpr auto kSaturations = saturations();

}  // namespace

void FirstLook::begin() {
  for (const std::uint32_t place : touched_) scores_[place] = 0.0F;
  touched_.clear();
}

void FirstLook::add(const std::string& term, double worth) {
  constexpr float kLeast = std::numeric_limits<float>::min();  // what is not 0 has been met
  const auto most = static_cast<float>(worth);
  const auto end = database_.postlist_end(term);
  for (auto posting = database_.postlist_begin(term); posting != end; ++posting) {
    const Xapian::docid place = *posting - 1;
    const std::size_t count = std::min<std::size_t>(posting.get_wdf(), kSaturations.size() - 1);
    float& score = scores_.at(place);  // another library's index under our feet must not write beside it
    if (score == 0.0F) touched_.push_back(place);
    score += std::max(most * kSaturations[count], kLeast);
  }
}

std::vector<Match> FirstLook::take() {
  std::vector<Match> matches;
  matches.reserve(touched_.size());
  for (const std::uint32_t place : touched_) matches.push_back({place, std::exchange(scores_[place], 0.0F)});
  touched_.clear();
  return matches;
}

std::vector<std::size_t> places_having_all(const Xapian::Database& database,
                                           const std::vector<std::string>& terms) {
  std::vector<Xapian::PostingIterator> lists;
  for (const std::string& term : terms) {
    lists.push_back(database.postlist_begin(term));
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
