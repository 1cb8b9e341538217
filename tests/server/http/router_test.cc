// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/router.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace firstfix::http {
namespace {

using testing::ElementsAre;

Handler answering(std::string text) {
  return [text](const Request&) { return Response{200, "text/plain", text, {}}; };
}

Router sample() {
  return Router({{"GET", "/", answering("root")},
                 {"GET", "/cases", answering("list")},
                 {"GET", "/cases/{id}", answering("one")},
                 {"POST", "/cases/{id}/notes/{note}", answering("note")},
                 {"GET", "/cases/{id}/notes/{note}", answering("read")}});
}

std::string found(const Router& router, std::string_view method, std::string_view path) {
  const auto match = router.find(method, path);
  return match.handler == nullptr ? "" : (*match.handler)({}).body;
}

TEST(Router, FindsTheRouteOfAPath) {
  const Router router = sample();
  EXPECT_EQ(found(router, "GET", "/"), "root");
  EXPECT_EQ(found(router, "GET", "/cases"), "list");
  EXPECT_EQ(found(router, "GET", "/cases/a-1"), "one");
  EXPECT_EQ(found(router, "POST", "/cases/a/notes/b"), "note");
  EXPECT_EQ(found(router, "HEAD", "/cases"), "list");
}

TEST(Router, HandsOutWhatTheNamesMatched) {
  EXPECT_THAT(sample().find("POST", "/cases/a/notes/b").captures, ElementsAre("a", "b"));
}

TEST(Router, ANameMatchesNoEmptySegment) {
  const Router router = sample();
  EXPECT_EQ(found(router, "GET", "/cases//notes/b"), "");
  EXPECT_EQ(found(router, "GET", "/case"), "");
  EXPECT_EQ(found(router, "GET", "/cases/a/b"), "");
}

TEST(Router, SaysWhichMethodsAPathHas) {
  const Router router = sample();
  EXPECT_EQ(router.find("DELETE", "/cases/a/notes/b").allowed, "POST, GET");
  EXPECT_EQ(router.find("GET", "/nothing").allowed, "");
}

}  // namespace
}  // namespace firstfix::http
