// SPDX-License-Identifier: GPL-3.0-or-later
// One HTTP front for the two peers that have none, so that all are asked the same way:
//   front sqlite DATABASE-FILE PORT | front postgres CONNECTION-STRING PORT
// GET /search?q=...[&form=ilike|similar] answers up to ten lines "id TAB beginning of the text", best first.
#include <condition_variable>
#include <functional>
#include <iostream>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <httplib.h>
#include <libpq-fe.h>
#include <sqlite3.h>
#include <sys/socket.h>

namespace {

// A connection to a database: answers one query at a time.
class Session {
 public:
  virtual ~Session() = default;
  virtual std::string search(const std::string& form, const std::string& query) = 0;
};

class SqliteSession : public Session {
 public:
  explicit SqliteSession(const std::string& file) {
    if (sqlite3_open_v2(file.c_str(), &database_, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nullptr) !=
            SQLITE_OK ||
        sqlite3_prepare_v2(
            database_, "SELECT id, substr(text, 1, 200) FROM docs WHERE docs MATCH ?1 ORDER BY rank LIMIT 10",
            -1, &select_, nullptr) != SQLITE_OK)
      throw std::runtime_error(sqlite3_errmsg(database_));
    sqlite3_exec(database_, "PRAGMA mmap_size=1073741824", nullptr, nullptr, nullptr);
  }
  ~SqliteSession() override {
    sqlite3_finalize(select_);
    sqlite3_close(database_);
  }

  std::string search(const std::string& /*form*/, const std::string& query) override {
    sqlite3_bind_text(select_, 1, query.data(), static_cast<int>(query.size()), SQLITE_STATIC);
    std::string found;
    int step = sqlite3_step(select_);
    for (; step == SQLITE_ROW; step = sqlite3_step(select_)) found += column(0) + "\t" + column(1) + "\n";
    sqlite3_reset(select_);
    if (step != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(database_));
    return found;
  }

 private:
  std::string column(int number) {
    return reinterpret_cast<const char*>(sqlite3_column_text(select_, number));
  }

  sqlite3* database_ = nullptr;
  sqlite3_stmt* select_ = nullptr;
};

class PostgresSession : public Session {
 public:
  explicit PostgresSession(const std::string& where) : connection_(PQconnectdb(where.c_str())) {
    run("SET pg_trgm.word_similarity_threshold = 0.3");
    run("PREPARE containing(text) AS SELECT id, left(text, 200) FROM docs WHERE text ILIKE "
        "'%' || replace(replace(replace($1, '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%' LIMIT 10");
    run("PREPARE similar_words(text) AS SELECT id, left(text, 200) FROM docs WHERE $1 <% text "
        "ORDER BY $1 <<-> text LIMIT 10");
  }
  ~PostgresSession() override { PQfinish(connection_); }

  std::string search(const std::string& form, const std::string& query) override {
    const char* value = query.c_str();
    const Rows rows(PQexecPrepared(connection_, form == "ilike" ? "containing" : "similar_words", 1, &value,
                                   nullptr, nullptr, 0),
                    PQclear);
    check(rows);
    std::string found;
    for (int row = 0; row < PQntuples(rows.get()); ++row)
      found += std::string(PQgetvalue(rows.get(), row, 0)) + "\t" + PQgetvalue(rows.get(), row, 1) + "\n";
    return found;
  }

 private:
  using Rows = std::unique_ptr<PGresult, decltype(&PQclear)>;

  void run(const char* sql) { check(Rows(PQexec(connection_, sql), PQclear)); }
  void check(const Rows& rows) const {
    const ExecStatusType status = PQresultStatus(rows.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
      throw std::runtime_error(PQerrorMessage(connection_));
  }

  PGconn* connection_;
};

// Two sessions a core: more at once are not faster, they only wait for one another inside the database.
class SessionPool {
 public:
  explicit SessionPool(const std::function<std::unique_ptr<Session>()>& open) {
    for (unsigned count = 2 * std::thread::hardware_concurrency(); count > 0; --count)
      free_.push_back(open());
  }

  std::string search(const std::string& form, const std::string& query) {
    std::unique_ptr<Session> session = take();
    try {
      std::string found = session->search(form, query);
      give_back(std::move(session));
      return found;
    } catch (...) {
      give_back(std::move(session));
      throw;
    }
  }

 private:
  std::unique_ptr<Session> take() {
    std::unique_lock lock(mutex_);
    freed_.wait(lock, [this] { return !free_.empty(); });
    std::unique_ptr<Session> session = std::move(free_.back());
    free_.pop_back();
    return session;
  }
  void give_back(std::unique_ptr<Session> session) {
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(session));
    freed_.notify_one();
  }

  std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<std::unique_ptr<Session>> free_;
};

void answer(SessionPool& sessions, const httplib::Request& request, httplib::Response& response) {
  try {
    response.set_content(sessions.search(request.get_param_value("form"), request.get_param_value("q")),
                         "text/plain; charset=utf-8");
  } catch (const std::exception& error) {
    response.status = 500;
    response.set_content(error.what(), "text/plain");
  }
}

void serve(SessionPool& sessions, int port) {
  httplib::Server server;
  server.new_task_queue = [] { return new httplib::ThreadPool(128); };  // a connection holds a worker
  server.set_keep_alive_max_count(1'000'000'000);
  server.set_tcp_nodelay(true);
  socket_t listener = INVALID_SOCKET;
  server.set_socket_options([&listener](socket_t socket) { listener = socket; });
  server.Get("/search",
             [&sessions](const auto& request, auto& response) { answer(sessions, request, response); });
  if (!server.bind_to_port("127.0.0.1", port)) throw std::runtime_error("the port is taken");
  ::listen(listener, 4096);  // the library's own backlog is 5
  server.listen_after_bind();
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) {
    std::cerr << "front sqlite|postgres WHERE PORT\n";
    return 2;
  }
  const std::string engine = arguments[1];
  const std::string where = arguments[2];
  try {
    SessionPool sessions([&]() -> std::unique_ptr<Session> {
      if (engine == "sqlite") return std::make_unique<SqliteSession>(where);
      return std::make_unique<PostgresSession>(where);
    });
    serve(sessions, std::stoi(arguments[3]));
  } catch (const std::exception& error) {
    std::cerr << "front: " << error.what() << '\n';
    return 1;
  }
}
