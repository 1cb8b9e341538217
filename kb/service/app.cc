// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/app.h"

#include <utility>

#include "kb/facts/phone.h"

namespace firstfix {

App::App(service::Settings settings, Clock clock)
    : settings_(std::move(settings)),
      clock_(std::move(clock)),
      track_record_(std::chrono::floor<std::chrono::days>(clock_()), settings_.half_life_days) {}

Result<std::unique_ptr<App>> App::open(service::Settings settings, Surroundings surroundings) {
  std::unique_ptr<App> app(new App(std::move(settings), std::move(surroundings.clock)));
  // First the knowledge: it makes the data folder.
  auto knowledge = service::Knowledge::open(app->settings_.content, app->settings_.data);
  if (!knowledge) return fail(knowledge.error());
  app->knowledge_ = *std::move(knowledge);
  auto database = store::Database::open(
      {.connection = app->settings_.database().string(), .repeat = app->settings_.repeat});
  if (!database) return fail(database.error());
  app->database_ = *std::move(database);

  const auto remembered =
      std::chrono::days{static_cast<int>(service::kHalfLivesRemembered * app->settings_.half_life_days)};
  const auto days = app->database_->case_days(std::chrono::floor<std::chrono::days>(app->now()) - remembered);
  if (!days) return fail(days.error());
  app->track_record_.add(*days);
  app->evidence_ =
      std::make_unique<service::EvidenceFeed>(*app->database_, app->settings_.half_life_days, app->clock_,
                                              [&knowledge = *app->knowledge_](const std::string& id) {
                                                return knowledge.snapshot()->library->category_of(id);
                                              });
  app->weights_ = std::make_unique<service::WeightsBook>(*app->database_);
  app->places_ = std::make_unique<service::PlaceBook>(*app->database_);
  if (auto opened = app->open_network(std::move(surroundings.log_network)); !opened)
    return fail(opened.error());
  app->resolver_ = std::make_unique<service::Resolver>(
      service::Resolver::Parts{*app->knowledge_, *app->database_, app->track_record_, app->settings_,
                               app->clock_, surroundings.new_contact_id, app->evidence_.get(),
                               app->places_.get(), app->network_.get(), app->weights_.get()});
  app->gaps_ = std::make_unique<service::GapBook>(*app->knowledge_, *app->database_, app->clock_);
  auto clerks = service::ClerkDesk::open({app->settings_, app->clock_, surroundings.new_contact_id});
  if (!clerks) return fail(clerks.error());
  app->clerks_ = *std::move(clerks);
  app->front_line_ = std::make_unique<service::FrontLine>(
      service::FrontLine::Parts{*app->knowledge_, *app->database_, *app->resolver_, app->settings_,
                                app->clock_, std::move(surroundings.new_contact_id)});
  facts::region_of(
      PhoneNumber("+8613800000000"));  // loads the geocoder's tables before the first caller waits
  return app;
}

Result<void> App::open_network(std::function<void(std::string_view, std::string_view)> log) {
  if (!settings_.network) return {};
  const service::NetworkSettings& given = *settings_.network;
  operators::NetworkApisOptions options;
  options.base_url = given.url;
  options.token_url = given.token_url;
  options.client_id = given.client_id;
  options.client_secret = given.client_secret;
  options.ca_file = given.ca_file;
  if (!given.apis.empty()) options.apis.clear();
  for (const std::string& name : given.apis) {
    const auto api = operators::parse_api(name);
    if (!api) return fail(Code::invalid, "no network API is called " + name, "location-retrieval and so on");
    options.apis.push_back(*api);
  }
  auto opened = operators::NetworkApis::open(std::move(options), clock_, std::move(log));
  if (!opened) return fail(opened.error());
  network_ = *std::move(opened);
  return {};
}

Result<service::FcrReport> App::fcr(const service::FcrRequest& request) const {
  return service::fcr_report(*database_, *knowledge_->snapshot()->library, settings_, request, clock_());
}

}  // namespace firstfix
