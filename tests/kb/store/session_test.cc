// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/session.h"

#include <gmock/gmock.h>

#include "tests/kb/store/scratch.h"

namespace firstfix::store {
namespace {

using testing::HasSubstr;
using testing::Not;

class SessionTest : public Scratch {
 protected:
  static Error open_error(const std::string& path) {
    const auto opened = Database::open({path});
    return opened ? Error{Code::internal, "it opened", ""} : opened.error();
  }
  static std::string pragma(soci::session& session, const char* query) {
    std::string value;
    session << query, soci::into(value);
    return value;
  }
};

TEST_F(SessionTest, IsDurableAndChecksForeignKeys) {
  auto session = open_session(path(), SessionUse::write);
  ASSERT_TRUE(session);
  EXPECT_EQ(pragma(**session, "PRAGMA journal_mode"), "wal");
  EXPECT_EQ(pragma(**session, "PRAGMA synchronous"), "2");  // FULL
  EXPECT_EQ(pragma(**session, "PRAGMA foreign_keys"), "1");
}

TEST_F(SessionTest, CannotWriteThroughAReader) {
  ASSERT_TRUE(open_session(path(), SessionUse::write));
  auto session = open_session(path(), SessionUse::read);
  ASSERT_TRUE(session);
  EXPECT_THROW(run_script(**session, "CREATE TABLE t (a INTEGER)"), soci::soci_error);
}

TEST_F(SessionTest, OpensPathsWithBlanksQuotesAndEqualSigns) {
  for (const char* name : {"two words.db", "a=b.db", "q\"uote.db", "x = y z.db"}) {
    ASSERT_TRUE(open_session(path(name), SessionUse::write)) << name;
    EXPECT_TRUE(std::filesystem::exists(path(name))) << name;
  }
}

TEST_F(SessionTest, RefusesWhatIsNoFilePath) {
  for (const char* name : {"", ":memory:", "file:x?mode=memory", "postgresql://localhost/firstfix"}) {
    EXPECT_EQ(open_error(name).code, Code::invalid) << name;
  }
}

TEST_F(SessionTest, SaysWhyTheFileCannotBeOpened) {
  file("plain", "text");
  const Error below_a_file = open_error(path("plain/firstfix.db"));
  EXPECT_EQ(below_a_file.code, Code::unavailable);
  EXPECT_THAT(below_a_file.message, HasSubstr(path("plain/firstfix.db")));
  EXPECT_THAT(below_a_file.hint, HasSubstr("不是文件夹"));
  EXPECT_THAT(open_error(path("none/firstfix.db")).hint, HasSubstr("先建好"));
  EXPECT_THAT(open_error(path("")).hint, HasSubstr("这是文件夹"));
  EXPECT_EQ(open_error("/proc/firstfix.db").code, Code::unavailable);
}

TEST_F(SessionTest, SaysWhenTheFileIsNoDatabase) {
  const Error error = open_error(file("notes.txt", std::string(5000, 'x')));
  EXPECT_EQ(error.code, Code::unavailable);
  EXPECT_THAT(error.message, HasSubstr("不是 SQLite 数据库"));
}

TEST_F(SessionTest, KeepsBoundValuesOutOfErrors) {
  auto session = open_session(path(), SessionUse::write);
  ASSERT_TRUE(session);
  run_script(**session, "CREATE TABLE t (phone TEXT UNIQUE CHECK (phone = ''))");
  const std::string phone = "+8613800138000";
  try {
    **session << "INSERT INTO t VALUES (:phone)", soci::use(phone);
    FAIL() << "the check did not hold";
  } catch (const soci::soci_error& error) {
    EXPECT_THAT(error_of(error, path()).message, Not(HasSubstr("138")));
    EXPECT_EQ(error_of(error, path()).code, Code::internal);
  }
}

}  // namespace
}  // namespace firstfix::store
