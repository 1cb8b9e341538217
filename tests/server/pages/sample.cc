// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/pages/sample.h"

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

namespace firstfix::pages {
namespace {

FactDefinition choice(std::string id, std::string label, std::vector<FactValue> values) {
  FactDefinition fact;
  fact.id = std::move(id);
  fact.label = std::move(label);
  fact.type = FactType::choice;
  fact.values = std::move(values);
  fact.question = "是在室内还是室外？";
  fact.fallback = "待核实";
  return fact;
}

ReplyTemplate reply(const std::string& text) {
  return ReplyTemplate::parse(text).value();
}

CasePtr sample_case(const std::string& id, const std::string& title) {
  Case article;
  article.id = id;
  article.title = title;
  article.kind = Kind::script;
  article.category = "network/indoor";
  article.audience = {Audience::agent, Audience::clerk};
  article.confidence = Confidence::validated;
  article.owner = "网优中心";
  article.verify_by = parse_date("2027-06-30");
  article.symptoms = {"屋里没信号外面有"};
  article.conditions = {{"coverage", {"weak", "none"}}};
  article.asks = {"place"};
  article.issue = {"进屋后无服务", "<p>进屋后<strong>无服务</strong></p>\n"};
  article.resolution = {"", "<ol>\n<li>{{area}}派单</li>\n</ol>\n"};
  article.steps = {reply("在{{area}}派单"), reply("请客户打开 VoLTE")};
  article.replies = {reply("您好，{{area}}的信号情况已登记。"), reply("已登记{{area}}。"), reply("")};
  article.path = "cases/network/" + id + ".md";
  return std::make_shared<const Case>(std::move(article));
}

Solution offer(CasePtr article, double probability) {
  Solution solution;
  solution.article = std::move(article);
  solution.probability = probability;
  solution.why = {{{"why.words.very_close", {{"title", solution.article->title}}}, 1.2}, {{"why.wip"}, -0.4}};
  solution.steps = {"在华阳派单", "请客户打开 VoLTE"};
  solution.reply = {"您好，华阳的信号情况已登记。", "已登记华阳。", ""};
  return solution;
}

}  // namespace

const Views& checkout_views() {
  const std::filesystem::path sources = FIRSTFIX_SOURCE_DIR;
  static const Result<Views> views =
      Views::load({sources / "templates", FIRSTFIX_ASSETS_DIR, sources / "static" / "strings"});
  if (!views) throw std::runtime_error(views.error().message);
  return *views;
}

const Strings& chinese() {
  return checkout_views().strings(Language::chinese);
}

FactCatalogue sample_catalogue() {
  FactDefinition area;
  area.id = "area";
  area.label = "最近所在位置";
  area.fallback = "您所在的位置";
  return FactCatalogue({area, choice("coverage", "覆盖", {{"weak", "信号偏弱"}, {"none", "基本无信号"}}),
                        choice("place", "场所", {{"indoor", "室内"}, {"outdoor", "室外"}}),
                        choice("account.vip", "重要客户", {{"yes", "是"}, {"no", "否"}})});
}

Library sample_library() {
  Library library;
  library.facts = sample_catalogue();
  library.taxonomy = Taxonomy({{"network", "移动网络", ""}, {"network/indoor", "室内覆盖", "network"}});
  library.cases = {sample_case("indoor", "屋里没信号"), sample_case("volte", "没开 VoLTE")};
  return library;
}

Resolution sample_resolution() {
  const Library library = sample_library();
  Resolution resolution;
  resolution.contact.id = "0123456789abcdef0123456789abcdef";
  resolution.contact.phone = PhoneNumber("+8613800138000");
  resolution.contact.symptom = "一进门就没信号";
  const std::vector<Message> evening{{"when.today", {{"at", "18:30"}}}};
  const Message update{"detail.location.update",
                       {{"when", evening}, {"age", std::vector<Message>{{"age.now"}}}}};
  resolution.facts.put({"area", "华阳", "location", update});
  resolution.facts.put({"coverage", "weak", "coverage", {"detail.reason.weak"}});
  resolution.facts.put({"account.vip", "no", "subscriber", {}});
  resolution.notices = {
      {"outage",
       {"notice.outage",
        {{"title", "华阳基站停电"}, {"start", evening}, {"until", std::vector<Message>{{"until.open"}}}}}}};
  resolution.solutions = {offer(library.cases[0], 0.724), offer(library.cases[1], 0.31)};
  resolution.question =
      Question{"place", "是在室内还是室外？", {{"indoor", "室内"}, {"outdoor", "室外"}}, 0.1};
  resolution.confident = true;
  return resolution;
}

}  // namespace firstfix::pages
