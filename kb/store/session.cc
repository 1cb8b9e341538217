// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/session.h"

#include <filesystem>
#include <system_error>

#include <fmt/format.h>
// Brings <sqlite3.h> into namespace sqlite_api: the plain header must not be included beside it.
#include <soci/sqlite3/soci-sqlite3.h>

namespace firstfix::store {
namespace {

Result<std::string> connect_string(const std::string& path) {
  // SOCI takes a text without '=' as the path itself; any other must be quoted, and it knows no escape for a
  // quote.
  if (path.find('=') == std::string::npos) return path;
  if (path.find('"') == std::string::npos) return fmt::format("db=\"{}\"", path);
  return fail(Code::invalid, fmt::format("{}：数据库路径不能同时含有 = 和双引号", path), "请换一个文件名");
}

Result<void> check_path(const std::string& path) {
  if (path.empty() || path == ":memory:" || path.starts_with("file:")) {
    return fail(Code::invalid, fmt::format("数据库“{}”不是文件路径", path),
                "请给出文件路径，例如 data/firstfix.db：内存里的数据退出就没了");
  }
  if (path.find("://") != std::string::npos) {
    return fail(Code::invalid, fmt::format("还不支持“{}”数据库", path.substr(0, path.find("://"))),
                "请给出文件路径，这一版用 SQLite 保存记录");
  }
  return {};
}

Error cannot_open(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  const fs::path parent = fs::absolute(path, ignored).parent_path();
  std::string hint = fmt::format("请确认运行 firstfix 的用户能读写它和 {}", parent.string());
  if (fs::is_directory(path, ignored)) {
    hint = "这是文件夹，请给出其中一个文件的路径";
  } else if (!fs::is_directory(parent, ignored)) {
    hint = fmt::format("{} 不是文件夹，请先建好，或换一个路径", parent.string());
  }
  return {Code::unavailable, fmt::format("{}：数据库打不开", path), hint};
}

Error error_of_code(int code, const std::string& path, const std::string& detail) {
  const auto unavailable = [&](const char* what, std::string hint) {
    return Error{Code::unavailable, fmt::format("{}：{}", path, what), std::move(hint)};
  };
  switch (code) {
    case SQLITE_FULL:
      return unavailable("磁盘已满", "请腾出空间再试，已提交的记录都在");
    case SQLITE_IOERR:
      return unavailable("磁盘读写失败", "请检查磁盘、配额和文件大小限制，已提交的记录都在");
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return unavailable("数据库只读", "请让运行 firstfix 的用户能写这个文件和它的文件夹，或换一个路径");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return unavailable("另一个进程正在写数据库", "请等它（可能是大批导入）结束再试");
    case SQLITE_CANTOPEN:
      return cannot_open(path);
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return unavailable("不是 SQLite 数据库，或已损坏", "请换一个路径，或用备份恢复");
    case SQLITE_NOMEM:
      return unavailable("内存不足", "请腾出内存再试");
    default:  // SQLite has some thirty codes, and new versions add to them
      return Error{Code::internal, fmt::format("{}：{}", path, detail),
                   "这是程序的错误，请连同版本号一起反馈"};
  }
}

}  // namespace

Error error_of(const soci::soci_error& error, const std::string& path) {
  const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&error);
  // Not what(): SOCI appends the statement's bound values to it.
  return error_of_code(sqlite == nullptr ? SQLITE_ERROR : sqlite->result(), path, error.get_error_message());
}

void run_script(soci::session& session, const char* sql) {
  // open_session makes no other kind of backend, and SOCI does not export its type_info for a dynamic_cast.
  auto& backend = static_cast<soci::sqlite3_session_backend&>(*session.get_backend());
  const int code = sqlite_api::sqlite3_exec(backend.conn_, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) throw soci::sqlite3_soci_error(sqlite_api::sqlite3_errmsg(backend.conn_), code);
}

Result<SessionPtr> open_session(const std::string& path, SessionUse use) {
  if (auto checked = check_path(path); !checked) return fail(checked.error());
  const auto connect = connect_string(path);
  if (!connect) return fail(connect.error());
  try {
    auto session = std::make_unique<soci::session>(soci::sqlite3, *connect);
    // The busy timeout first: turning WAL on takes a lock.
    run_script(*session,
               "PRAGMA busy_timeout = 10000;"
               "PRAGMA journal_mode = WAL;"
               "PRAGMA synchronous = FULL;"
               "PRAGMA foreign_keys = ON;"
               "PRAGMA temp_store = MEMORY;");
    if (use == SessionUse::read) run_script(*session, "PRAGMA query_only = ON;");
    return session;
  } catch (const soci::soci_error& error) {
    return fail(error_of(error, path));
  }
}

}  // namespace firstfix::store
