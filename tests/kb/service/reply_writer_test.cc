// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/reply_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kb/content/library_loader.h"

namespace firstfix::service {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

const Library& shipped() {
  static const auto library =
      *content::LibraryLoader(std::filesystem::path(FIRSTFIX_SOURCE_DIR) / "content").load();
  return *library;
}

FactSet facts_of(std::initializer_list<std::pair<const char*, const char*>> values) {
  FactSet facts;
  for (const auto& [id, value] : values) facts.put({id, value, "test", ""});
  return facts;
}

Reply reply_of(const char* id, const FactSet& facts) {
  return write_reply(*shipped().find(id), facts, shipped());
}

TEST(ReplyWriter, SpeaksToTheSituation) {
  const auto many = facts_of({{"contacts.recent", "many"}, {"contacts.count", "3 次"}});
  EXPECT_THAT(reply_of("weak-indoor-voice", {}).voice, Not(HasSubstr("联系过我们")));
  EXPECT_THAT(reply_of("weak-indoor-voice", many).voice, HasSubstr("联系过我们 3 次"));
  const auto vip = facts_of({{"account.vip", "yes"}});
  EXPECT_THAT(reply_of("weak-indoor-voice", vip).counter, StartsWith("感谢您长期以来的支持"));
  const auto lasting = facts_of({{"event", "outage"}, {"event.lasting", "long"}});
  EXPECT_THAT(reply_of("outage-running", lasting).voice, HasSubstr("故障拖了这么久"));
}

TEST(ReplyWriter, SaysAtMostTwoCarePhrasesTheMostImportantFirst) {
  const auto all = facts_of({{"contacts.recent", "many"},
                             {"contacts.count", "3 次"},
                             {"account.vip", "yes"},
                             {"event", "outage"},
                             {"event.lasting", "long"}});
  const std::string voice = reply_of("outage-running", all).voice;
  EXPECT_THAT(voice, StartsWith("这次故障拖了这么久"));
  EXPECT_THAT(voice, HasSubstr("3 次"));
  EXPECT_THAT(voice, Not(HasSubstr("长期以来的支持")));
}

TEST(ReplyWriter, ClaimsNoOutageThatIsNotKnown) {
  EXPECT_THAT(reply_of("outage-running", {}).voice, Not(HasSubstr("查到了")));
  const auto known = facts_of({{"event", "outage"}, {"event.title", "光缆中断"}, {"event.area", "春熙路"}});
  EXPECT_THAT(reply_of("outage-running", known).voice, HasSubstr("查到了，春熙路现在受影响，原因是光缆中断"));
  EXPECT_THAT(reply_of("care-repeat-caller", {}).voice, Not(HasSubstr("多次")));
}

// Every case of the library, with nothing known and with everything known.
TEST(ReplyWriter, LeavesNoHoleInAnyReply) {
  FactSet everything;
  for (const FactDefinition& fact : shipped().facts.all())
    everything.put({fact.id, fact.values.empty() ? "某值" : fact.values.back().id, "test", ""});
  for (const CasePtr& article : shipped().cases) {
    for (const FactSet& facts : {FactSet{}, everything}) {
      const Reply reply = write_reply(*article, facts, shipped());
      for (const std::string& words : {reply.voice, reply.sms, reply.counter}) {
        EXPECT_FALSE(words.empty()) << article->id;
        for (const char* hole : {"{{", "}}", "，，", "。。", "：。", "  "})
          EXPECT_THAT(words, Not(HasSubstr(hole))) << article->id;
      }
      const Reply again = write_reply(*article, facts, shipped());
      EXPECT_EQ(again.voice + again.sms + again.counter, reply.voice + reply.sms + reply.counter);
    }
  }
}

}  // namespace
}  // namespace firstfix::service
