// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/commands/serve.h"

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <pthread.h>
#include <spdlog/spdlog.h>

#include "kb/service/app.h"
#include "server/api/api_routes.h"
#include "server/commands/random_id.h"
#include "server/http/http_server.h"
#include "server/pages/page_routes.h"
#include "server/pages/picture_view.h"
#include "server/words/say.h"

namespace firstfix::commands {
namespace {

// Where the build puts what browsers load. Empty when the system does not say where this program lies.
std::filesystem::path assets_beside_program() {
  std::error_code failed;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", failed);
  return failed ? std::filesystem::path() : program.parent_path() / "assets";
}

// Ourselves, and our Chrome extension: the id follows from the public key in static/sidepanel/manifest.json.
constexpr const char* kFrameAncestors = "'self' chrome-extension://imhflocgjefjhhmecnpodphpfcbifjcf";

struct ServeArguments {
  http::ServerOptions server{.frame_ancestors = kFrameAncestors};
  std::filesystem::path assets = assets_beside_program();
  std::string public_url;
  std::vector<std::string> show_numbers;  // printed with the panel's address once it is up
};

sigset_t stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

Result<std::string> read_text(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file)
    return fail(Code::not_found, path.string() + ": cannot be read", "run it with --home of the checkout");
  return std::string(std::istreambuf_iterator<char>(file), {});
}

void log_access(const http::AccessLine& line) {
  // The token of a progress link opens it: it stands in no log.
  const std::string path = line.path.starts_with("/track/") ? "/track/…" : line.path;
  spdlog::info("{} {} {} {}us", line.method, path, line.status, line.took.count());
  if (!line.fault.empty()) spdlog::error("{} {}: {}", line.method, path, line.fault);
}

void log_network(std::string_view api, std::string_view why) {
  spdlog::warn("operator {}: {}", api, why);
}

// Waits for SIGTERM or SIGINT, which main has blocked in every thread, and stops the server.
std::jthread stop_on_signal(http::HttpServer& server) {
  return std::jthread([&server](const std::stop_token& stop) {
    const sigset_t signals = stop_signals();
    const timespec beat{0, 200'000'000};
    while (!stop.stop_requested()) {
      if (sigtimedwait(&signals, nullptr, &beat) > 0) {
        spdlog::info("stopping: requests under way are finished");
        server.stop();
        return;
      }
    }
  });
}

void announce(const ServeArguments& arguments, int port) {
  fmt::print("Firstfix is ready: http://{}:{}/panel\n", arguments.server.host, port);
  for (const std::string& number : arguments.show_numbers) fmt::print("  try {}\n", number);
  std::fflush(stdout);
}

// Problems in the language of the request. The catalogues must outlive it.
auto tongues(const words::Catalogues& catalogues) {
  return [&catalogues](std::string_view cookies, std::string_view accept_language) {
    const words::Language language = words::choose_language(cookies, accept_language);
    const words::Strings& t = catalogues.in(language);
    return http::Tongue{std::string(words::tag_of(language)),
                        [&t](const Message& message) { return words::say(message, t, {}); }};
  };
}

int serve(const Options& options, const ServeArguments& arguments) {
  const sigset_t signals = stop_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  spdlog::default_logger();  // made before any thread writes to it

  auto app = App::open(options.settings, {system_clock(), random_id, log_network});
  if (!app) return report(app.error());
  auto views =
      pages::Views::load({options.home / "templates", arguments.assets, options.home / "static" / "strings"});
  if (!views) return report(views.error());
  auto openapi = read_text(options.home / "static" / "openapi.yaml");
  if (!openapi) return report(openapi.error());

  std::vector<http::Route> routes = api::api_routes(
      **app, views->catalogues(),
      {*std::move(openapi),
       [&files = views->static_files()](std::string_view id) { return pages::picture_url(files, id); }});
  std::ranges::move(
      pages::page_routes(**app, *views, {arguments.public_url, arguments.server.frame_ancestors}),
      std::back_inserter(routes));
  http::ServerOptions server_options = arguments.server;
  server_options.tongue_of = tongues(views->catalogues());
  http::HttpServer server(std::move(server_options), http::Router(std::move(routes)), log_access,
                          [](const std::string& what) { spdlog::error("handler threw: {}", what); });
  const auto port = server.bind();
  if (!port) return report(port.error());

  for (const auto snapshot = (*app)->knowledge().snapshot();
       const Problem& problem : snapshot->library->problems)
    spdlog::warn("{}", to_string(problem));
  const service::KnowledgeWatcher watcher(
      (*app)->knowledge(), [](const Error& error) { spdlog::error("content: {}", error.message); });
  const std::jthread stopper = stop_on_signal(server);
  announce(arguments, *port);
  server.run();
  (*app)->flush();
  return kOk;
}

}  // namespace

void add_serve(CLI::App& app, Options& options, int& exit_code) {
  CLI::App* command = app.add_subcommand("serve", "Serve the panel, the pages and the API");
  auto arguments = std::make_shared<ServeArguments>();
  command->add_option("--host", arguments->server.host, "Address to listen on")->capture_default_str();
  command->add_option("--port", arguments->server.port, "Port; 0 takes any free one")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  command->add_option("--workers", arguments->server.workers, "Connections served at the same time")
      ->check(CLI::Range(1, 4096))
      ->capture_default_str();
  command->add_option("--assets", arguments->assets, "Folder of the bundled scripts and styles")
      ->capture_default_str();
  command
      ->add_option("--frame-ancestors", arguments->server.frame_ancestors,
                   "Who may show the pages in a frame, as in CSP: \"'self' https://crm.example\"")
      ->check(CLI::Validator(
          [](const std::string& text) {
            return text.find_first_of(";,\r\n") == std::string::npos ? "" : "origins, separated by spaces";
          },
          "ORIGINS"))
      ->capture_default_str();
  command
      ->add_option("--public-url", arguments->public_url,
                   "Address by which customers reach this server, for progress links on paper")
      ->check(CLI::Validator(
          [](const std::string& text) {
            const bool good =
                (text.starts_with("https://") || text.starts_with("http://")) && !text.ends_with('/');
            return good ? "" : "https://host, without a slash at the end";
          },
          "URL"));
  command->add_option("--show-number", arguments->show_numbers, "Numbers to print as examples");
  command->callback([&options, &exit_code, arguments] {
    options.complete();
    exit_code = serve(options, *arguments);
  });
}

}  // namespace firstfix::commands
