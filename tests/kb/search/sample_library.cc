// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/kb/search/sample_library.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include <stdlib.h>

namespace firstfix::search::testing {

std::shared_ptr<Case> make_case(std::string id, std::string title, std::vector<std::string> symptoms) {
  auto article = std::make_shared<Case>();
  article->id = std::move(id);
  article->title = std::move(title);
  article->symptoms = std::move(symptoms);
  article->category = "network/indoor";
  article->kind = Kind::script;
  article->audience = {Audience::agent};
  article->confidence = Confidence::validated;
  return article;
}

Library sample_library() {
  Library library;
  library.fingerprint = 0xfeedULL;
  library.taxonomy = Taxonomy({{"network", "移动网络", ""},
                               {"network/indoor", "室内覆盖", "network"},
                               {"network/5g", "5G 网络", "network"},
                               {"broadband", "家庭宽带", ""},
                               {"broadband/modem", "光猫", "broadband"}});
  library.lexicon.entries = {{"弱覆盖", {"信号差"}, {"只有一格"}}};

  auto indoor = make_case("indoor", "室内手机没信号", {"在家打电话断断续续", "屋里没信号外面有"});
  indoor->conditions = {{"coverage", {"weak", "none"}}};
  auto faq = make_case("weak-faq", "为什么这里是弱覆盖");
  faq->kind = Kind::faq;
  faq->audience = {Audience::agent, Audience::customer};
  auto fiveg = make_case("five-g", "5G 手机显示 4G", {"iPhone15 没有5G"});
  fiveg->category = "network/5g";
  auto modem = make_case("modem-red", "光猫亮红灯上不了网", {"光猫 LOS 红灯"});
  modem->category = "broadband/modem";
  modem->conditions = {{"service", {"broadband"}}};
  auto old = make_case("old-modem", "旧光猫更换");
  old->category = "broadband/modem";
  old->confidence = Confidence::archived;
  library.cases = {fiveg, indoor, modem, old, faq};
  return library;
}

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "firstfix-search-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

BuiltIndex::BuiltIndex(const Library& library) {
  const auto folder = folder_.path() / "index";
  if (auto built = Index::build(folder, library); !built) throw std::runtime_error(built.error().message);
  auto opened = Index::open(folder, library);
  if (!opened) throw std::runtime_error(opened.error().message);
  index_ = std::move(*opened);
}

Hits BuiltIndex::search(const Query& query) const {
  auto found = index_->search(query);
  if (!found) throw std::runtime_error(found.error().message);
  return std::move(*found);
}

Hits BuiltIndex::search(const std::string& text) const {
  Query query;
  query.text = text;
  return search(query);
}

std::vector<std::string> BuiltIndex::ids(const Query& query) const {
  std::vector<std::string> ids;
  for (const Hit& hit : search(query).hits) ids.push_back(hit.case_id);
  return ids;
}

std::vector<std::string> BuiltIndex::ids(const std::string& text) const {
  Query query;
  query.text = text;
  return ids(query);
}

}  // namespace firstfix::search::testing
