// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/migrate.h"

#include <filesystem>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "tests/kb/store/scratch.h"

namespace firstfix::store {
namespace {

using testing::HasSubstr;

class MigrateTest : public Scratch {
 protected:
  long long number(const char* query) {
    auto session = open_session(path(), SessionUse::write);
    long long found = -1;
    if (session) **session << query, soci::into(found);
    return found;
  }
  void execute(const char* sql) {
    auto session = open_session(path(), SessionUse::write);
    ASSERT_TRUE(session);
    run_script(**session, sql);
  }
};

TEST_F(MigrateTest, NumbersItsMigrationsFromOneWithoutGap) {
  int expected = 1;
  for (const Migration& migration : all_migrations())
    EXPECT_EQ(migration.version, expected++) << migration.name;
  EXPECT_GT(expected, 1);
}

TEST_F(MigrateTest, MakesTheSchemaInAnEmptyFileAndRecordsEachStep) {
  ASSERT_TRUE(open_migrated(path()));
  EXPECT_EQ(number("SELECT count(*) FROM schema_version"), static_cast<long long>(all_migrations().size()));
  EXPECT_EQ(number("SELECT count(*) FROM contacts"), 0);
}

TEST_F(MigrateTest, LeavesAnUpToDateDatabaseAlone) {
  ASSERT_TRUE(open_migrated(path()));
  execute(
      "UPDATE schema_version SET applied_at = 1; INSERT INTO devices (tac, brand, model, volte, nr) VALUES "
      "('01194800', 'Apple', '3GS', 0, "
      "0)");
  ASSERT_TRUE(open_migrated(path()));
  EXPECT_EQ(number("SELECT max(applied_at) FROM schema_version"), 1);
  EXPECT_EQ(number("SELECT count(*) FROM devices"), 1);
}

TEST_F(MigrateTest, AppliesOnlyWhatIsMissing) {
  auto session = open_session(path(), SessionUse::write);
  ASSERT_TRUE(session);
  const Migration first{1, "one", "CREATE TABLE one (a INTEGER) STRICT"};
  const Migration second{2, "two", "CREATE TABLE two (a INTEGER) STRICT"};
  ASSERT_TRUE(migrate(**session, path(), {first}));
  ASSERT_TRUE(migrate(**session, path(), {first, second}));
  EXPECT_EQ(number("SELECT count(*) FROM sqlite_schema WHERE name IN ('one', 'two')"), 2);
}

TEST_F(MigrateTest, LeavesNothingOfAMigrationThatFails) {
  const Migration first{1, "one", "CREATE TABLE one (a INTEGER) STRICT"};
  const Migration broken{2, "broken", "CREATE TABLE two (a INTEGER) STRICT; CREATE TABLE one (a INTEGER)"};
  {
    auto session = open_session(path(), SessionUse::write);
    ASSERT_TRUE(session);
    EXPECT_FALSE(migrate(**session, path(), {first, broken}));
  }
  EXPECT_EQ(number("SELECT count(*) FROM sqlite_schema"), 0);
}

TEST_F(MigrateTest, RefusesADatabaseOfANewerVersionNamingBoth) {
  ASSERT_TRUE(open_migrated(path()));
  execute("INSERT INTO schema_version (version, name) VALUES (999, 'from_the_future')");
  const auto opened = Database::open({path()});
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, Code::conflict);
  EXPECT_THAT(opened.error().message, HasSubstr("数据库是版本 999"));
  EXPECT_THAT(opened.error().message, HasSubstr(fmt::format("只认识到版本 {}", all_migrations().size())));
  EXPECT_EQ(number("SELECT max(version) FROM schema_version"), 999);
}

TEST_F(MigrateTest, WeightsOfTheFeaturesBeforeAreNoLongerInForce) {
  ASSERT_TRUE(open_migrated(path()));
  execute(
      "INSERT INTO adopted_weights (at, weights, fitted_on, tested_on, old_loss, new_loss)"
      " VALUES (1, '[[\"belief\",0.5]]', 80, 20, 0.6, 0.5)");
  execute("DELETE FROM schema_version WHERE version >= 12");
  ASSERT_TRUE(open_migrated(path()));
  EXPECT_EQ(number("SELECT count(*) FROM adopted_weights WHERE undone_at IS NULL"), 0);
  EXPECT_EQ(number("SELECT count(*) FROM adopted_weights"), 1) << "kept, to be looked at";
}

TEST_F(MigrateTest, TakenAsItIsAnOlderDatabaseIsNotMigrated) {
  ASSERT_TRUE(open_migrated(path()));
  EXPECT_TRUE(open_current(path()));
  execute("DELETE FROM schema_version WHERE version = (SELECT max(version) FROM schema_version)");
  const auto opened = Database::open({.connection = path(), .upkeep = false});
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, Code::conflict);
  EXPECT_THAT(opened.error().message, HasSubstr(fmt::format("还是版本 {}", all_migrations().size() - 1)));
  EXPECT_EQ(number("SELECT max(version) FROM schema_version"),
            static_cast<long long>(all_migrations().size()) - 1);
}

TEST_F(MigrateTest, TakenAsItIsAMissingDatabaseIsNotMade) {
  const auto opened = Database::open({.connection = path(), .upkeep = false});
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, Code::not_found);
  EXPECT_FALSE(std::filesystem::exists(path()));
}

TEST_F(MigrateTest, RefusesTheDatabaseOfAnotherProgram) {
  execute("CREATE TABLE bookmarks (url TEXT)");
  const auto opened = open_migrated(path());
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, Code::conflict);
  EXPECT_THAT(opened.error().message, HasSubstr("别的程序"));
}

}  // namespace
}  // namespace firstfix::store
