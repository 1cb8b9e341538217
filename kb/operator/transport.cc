// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/operator/transport.h"

#include <array>

#include <curl/curl.h>
#include <fmt/format.h>

namespace firstfix::operators {
namespace {

constexpr std::size_t kMostBody = 65'536;
constexpr long kConnectTimeoutMs = 1'000;

struct GlobalCurl {
  GlobalCurl() { curl_global_init(CURL_GLOBAL_DEFAULT); }
  ~GlobalCurl() { curl_global_cleanup(); }
};

std::size_t take_body(char* data, std::size_t size, std::size_t count, void* into) {
  auto& body = *static_cast<std::string*>(into);
  if (body.size() + size * count > kMostBody) return 0;  // curl ends the call
  body.append(data, size * count);
  return size * count;
}

int ends_now(void* stopping, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<const std::atomic<bool>*>(stopping)->load() ? 1 : 0;
}

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

}  // namespace

bool is_safe_address(const std::string& url) {
  if (url.starts_with("https://")) return true;
  for (const std::string host : {"http://127.0.0.1", "http://localhost", "http://[::1]"}) {
    if (!url.starts_with(host)) continue;
    const char next = url.size() > host.size() ? url[host.size()] : '/';
    if (next == ':' || next == '/') return true;
  }
  return false;
}

struct Transport::Handle {
  Handle(TransportOptions given, const std::atomic<bool>& stop)
      : options(std::move(given)), stopping(stop), curl(curl_easy_init()) {}
  ~Handle() { curl_easy_cleanup(curl); }

  void prepare(const HttpRequest& request, curl_slist* headers, std::string& body) const {
    curl_easy_reset(curl);  // keeps the connections
    curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, kConnectTimeoutMs);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(options.timeout.count()));
    curl_easy_setopt(curl, CURLOPT_POST, 1L);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.c_str());
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(request.body.size()));
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &body);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, ends_now);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &stopping);
    if (!options.ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, options.ca_file.c_str());
    if (request.basic_auth.first.empty()) return;
    curl_easy_setopt(curl, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
    curl_easy_setopt(curl, CURLOPT_USERNAME, request.basic_auth.first.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, request.basic_auth.second.c_str());
  }

  TransportOptions options;
  const std::atomic<bool>& stopping;
  CURL* curl;
};

Transport::Transport(TransportOptions options, const std::atomic<bool>& stopping) {
  static const GlobalCurl kOnce;
  handle_ = std::make_unique<Handle>(std::move(options), stopping);
}

Transport::~Transport() = default;

Result<HttpReply> Transport::post(const HttpRequest& request) {
  if (handle_->curl == nullptr) return fail(Code::unavailable, "no memory for a call");
  std::unique_ptr<curl_slist, FreeList> headers;
  for (const std::string& header : request.headers)
    headers.reset(curl_slist_append(headers.release(), header.c_str()));
  HttpReply reply;
  handle_->prepare(request, headers.get(), reply.body);
  const CURLcode code = curl_easy_perform(handle_->curl);
  if (code != CURLE_OK) return fail(Code::unavailable, curl_easy_strerror(code));
  curl_easy_getinfo(handle_->curl, CURLINFO_RESPONSE_CODE, &reply.status);
  curl_off_t retry_after = 0;
  curl_easy_getinfo(handle_->curl, CURLINFO_RETRY_AFTER, &retry_after);
  reply.retry_after_s = static_cast<long>(retry_after);
  return reply;
}

}  // namespace firstfix::operators
