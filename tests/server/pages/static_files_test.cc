// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/static_files.h"

#include <algorithm>

#include <gmock/gmock.h>

#include "tests/support/scratch_folder.h"

namespace firstfix::pages {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

std::string header(const http::Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return {};
}

http::Request request_for(const std::string& name, const std::string& version) {
  http::Request request;
  request.captures = {name};
  request.fields["v"] = version;
  return request;
}

class StaticFilesTest : public testing::Test {
 protected:
  StaticFilesTest() {
    folder_.write("style.css", "body{}");
    folder_.write(".secret", "no");
    files_ = StaticFiles::load(folder_.path()).value();
    version_ = files_.url_of("style.css").value().substr(std::string("/static/style.css?v=").size());
  }

  test::ScratchFolder folder_;
  StaticFiles files_;
  std::string version_;
};

TEST_F(StaticFilesTest, FileAskedByItsHashIsKeptForAYear) {
  const auto response = files_.serve(request_for("style.css", version_));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "body{}");
  EXPECT_EQ(response.content_type, "text/css; charset=utf-8");
  EXPECT_EQ(header(response, "Cache-Control"), "public, max-age=31536000, immutable");
}

TEST_F(StaticFilesTest, FileAskedByAnotherHashIsNotKept) {
  EXPECT_EQ(header(files_.serve(request_for("style.css", "old")), "Cache-Control"), "no-cache");
}

TEST_F(StaticFilesTest, KnownETagIsNotSentAgain) {
  auto request = request_for("style.css", version_);
  request.headers["if-none-match"] = header(files_.serve(request), "ETag");
  const auto response = files_.serve(request);
  EXPECT_EQ(response.status, 304);
  EXPECT_TRUE(response.body.empty());
}

TEST_F(StaticFilesTest, UrlChangesWithTheContent) {
  const auto before = files_.url_of("style.css");
  folder_.write("style.css", "body{color:red}");
  EXPECT_NE(StaticFiles::load(folder_.path()).value().url_of("style.css"), before);
}

TEST_F(StaticFilesTest, NothingOutsideAndNothingHiddenIsServed) {
  for (const std::string name : {"../style.css", "/etc/passwd", "..", ".secret", "none.css", ""}) {
    EXPECT_EQ(files_.serve(request_for(name, "")).status, 404) << name;
  }
}

TEST(StaticFiles, MissingFolderIsNamed) {
  const auto loaded = StaticFiles::load("/nowhere/static");
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, Code::not_found);
  EXPECT_THAT(loaded.error().message, StartsWith("/nowhere/static"));
}

}  // namespace
}  // namespace firstfix::pages
