// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/static_files.h"

#include <array>
#include <cstdint>
#include <utility>

#include <fmt/format.h>

#include "server/http/problem.h"
#include "server/pages/read_folder.h"

namespace firstfix::pages {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kContentTypes{{
    {".css", "text/css; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".json", "application/json"},
    {".png", "image/png"},
    {".svg", "image/svg+xml"},
    {".webmanifest", "application/manifest+json"},
    {".zip", "application/zip"},
}};

std::string_view content_type_of(std::string_view name) {
  for (const auto& [ending, type] : kContentTypes) {
    if (name.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

// FNV-1a, 64 bits (http://www.isthe.com/chongo/tech/comp/fnv): tells versions of our own files apart, the
// same on every server behind one proxy. No guard against malice is needed.
std::string hash_of(std::string_view bytes) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char byte : bytes) {
    hash ^= static_cast<unsigned char>(byte);
    hash *= 0x100000001b3U;
  }
  return fmt::format("{:016x}", hash);
}

}  // namespace

Result<StaticFiles> StaticFiles::load(const std::filesystem::path& folder) {
  auto contents = read_folder(folder);
  if (!contents) return fail(contents.error());
  StaticFiles loaded;
  for (auto& [name, bytes] : *contents) {
    std::string hash = hash_of(bytes);
    loaded.files_.emplace(name, File{std::move(bytes), std::move(hash), content_type_of(name)});
  }
  return loaded;
}

std::optional<std::string> StaticFiles::url_of(std::string_view name) const {
  const auto found = files_.find(name);
  if (found == files_.end()) return std::nullopt;
  return fmt::format("/static/{}?v={}", name, found->second.hash);
}

http::Response StaticFiles::serve(const http::Request& request) const {
  const auto found = request.captures.empty() ? files_.end() : files_.find(request.captures.front());
  if (found == files_.end()) return http::problem(404, {"problem.no_file"});
  const File& file = found->second;
  const std::string etag = '"' + file.hash + '"';
  // A page of an older version may still ask with its old hash: it gets today's file, but not to keep.
  const bool exact = request.field("v") == file.hash;
  http::Response response{200, std::string(file.content_type), {}, {}};
  response.headers = {{"ETag", etag},
                      {"Cache-Control", exact ? "public, max-age=31536000, immutable" : "no-cache"}};
  if (request.header("if-none-match").find(etag) != std::string_view::npos) {
    response.status = 304;
  } else {
    response.body = file.bytes;
  }
  return response;
}

}  // namespace firstfix::pages
