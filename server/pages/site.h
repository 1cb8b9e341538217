// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "kb/core/result.h"
#include "kb/service/app.h"
#include "server/http/message.h"
#include "server/pages/views.h"

namespace firstfix::pages {

// What a page handler needs: the system, the views, and who asks for what in which language.
struct Site {
  App& app;
  const Views& views;
  Language language = Language::chinese;
  std::string here = "/";        // the page's own address, for the language switch
  std::string public_url = {};   // as customers reach this server, "https://help.example"; empty: as asked
  std::string hosts = "'self'";  // who may frame the panel and speak to it
  std::string clerk = {};        // who has unlocked this counter; empty: nobody need

  const Strings& strings() const { return views.strings(language); }
  bool on_counter() const { return here.starts_with("/counter"); }
  // What the addresses of the desk's steps begin with.
  std::string base() const { return on_counter() ? "/counter" : "/panel"; }
  std::string render(Page page, Data data) const;
};

// A page that may hold a caller's data: kept by no cache.
http::Response private_page(std::string html, int status = 200);
// The same with what went wrong in it; what failed inside goes to the log.
http::Response refused_page(std::string html, const Error& error);

// A page that only says what went wrong, for when there is no page to say it in.
http::Response error_page(const Site& site, const Error& error);

// {message, hint, has_hint} for {{#error}}.
Data error_data(const Error& error, const Strings& t);

// GET /extension: how to install the Chrome extension.
http::Response show_extension(const Site& site, const http::Request& request);

// POST /language (lang, back): keeps the choice in a cookie for a year, 303 back.
http::Response switch_language(const http::Request& request);

}  // namespace firstfix::pages
