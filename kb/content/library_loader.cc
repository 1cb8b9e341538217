// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/content/library_loader.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "kb/content/care_reader.h"
#include "kb/content/case_shelf.h"
#include "kb/content/content_folder.h"
#include "kb/content/fact_catalogue_reader.h"
#include "kb/content/fingerprint.h"
#include "kb/content/last_good_copies.h"
#include "kb/content/lexicon_reader.h"
#include "kb/content/optional_list.h"
#include "kb/content/picture_reader.h"
#include "kb/content/source_text.h"
#include "kb/content/taxonomy_reader.h"
#include "kb/content/yaml_part.h"
#include "kb/core/clock.h"

namespace firstfix::content {
namespace {

// Counts changes in how files are read: what was built from the libraries of an older program is built anew.
constexpr std::uint64_t kReading = 3;

auto place(const Problem& problem) {
  return std::tie(problem.at.file, problem.at.line, problem.at.column, problem.message, problem.hint);
}

void append(std::vector<Problem>& to, const std::vector<Problem>& more) {
  to.insert(to.end(), more.begin(), more.end());
}

}  // namespace

class LibraryLoader::State {
 public:
  State(std::filesystem::path root, std::filesystem::path last_good)
      : root_(root.string()),
        folder_(std::move(root), system_clock()),
        copies_(std::move(last_good)),
        shelf_(copies_) {}

  Result<std::shared_ptr<const Library>> load() {
    copies_.retry();
    auto changed = folder_.refresh();
    if (!changed) {
      if (!library_) return fail(changed.error());
      std::vector<Problem> problems;
      problems.push_back(file_problem(root_, changed.error().message, changed.error().hint));
      return publish(std::move(problems));
    }
    if (*changed || !library_) {
      update();
      if (auto missing = missing_part()) return fail(*std::move(missing));
    }
    return publish(folder_.problems());
  }

 private:
  void update() {
    const bool new_facts = facts_.update(folder_.find(facts_.path()), copies_);
    const bool new_taxonomy = taxonomy_.update(folder_.find(taxonomy_.path()), copies_);
    lexicon_.update(folder_.find(lexicon_.path()), copies_);
    if (new_facts) {
      care_.look_again();
      pictures_.look_again();
    }
    update_care();
    const bool new_pictures = update_pictures();
    if (new_facts || new_taxonomy || new_pictures) ++generation_;
    shelf_.update(folder_.files(), {facts_.value(), taxonomy_.value(), pictures_.served()}, generation_);
  }

  // Both may be absent; what they say depends on the catalogue.
  void update_care() {
    care_.update(folder_.find(care_.path()),
                 [this](const SourceText& source, std::vector<Problem>& problems) {
                   return read_care(source, facts_.value(), problems);
                 });
  }

  bool update_pictures() {
    return pictures_.update(folder_.find(pictures_.path()),
                            [this](const SourceText& source, std::vector<Problem>& problems) {
                              return read_pictures(source, facts_.value(), problems);
                            });
  }

  // A file that is there but wrong is the authors' to mend; one that is not there means the wrong folder.
  std::optional<Error> missing_part() const {
    if (library_) return std::nullopt;
    for (const auto& [path, is_known] : {std::pair{facts_.path(), facts_.value() != nullptr},
                                         std::pair{taxonomy_.path(), taxonomy_.value() != nullptr},
                                         std::pair{lexicon_.path(), lexicon_.value() != nullptr}}) {
      if (is_known || folder_.find(path) != nullptr) continue;
      return Error{Code::not_found, fmt::format("{}/{}：没有这个文件", root_, path),
                   "指定放着 cases/、facts.yaml、taxonomy.yaml、lexicon.yaml 的文件夹"};
    }
    return std::nullopt;
  }

  std::vector<Problem> all_problems(std::vector<Problem> problems) const {
    append(problems, copies_.problems());
    append(problems, facts_.problems());
    append(problems, taxonomy_.problems());
    append(problems, lexicon_.problems());
    append(problems, care_.problems());
    append(problems, pictures_.problems());
    append(problems, shelf_.problems());
    std::sort(problems.begin(), problems.end(),
              [](const Problem& a, const Problem& b) { return place(a) < place(b); });
    return problems;
  }

  std::uint64_t fingerprint() const {
    return Fingerprint()
        .add_number(kReading)
        .add_number(facts_.fingerprint())
        .add_number(taxonomy_.fingerprint())
        .add_number(lexicon_.fingerprint())
        .add_number(care_.fingerprint())
        .add_number(pictures_.fingerprint())
        .add_number(shelf_.fingerprint())
        .value();
  }

  // The library before, when the present one would be the same.
  std::shared_ptr<const Library> publish(std::vector<Problem> of_folder) {
    std::vector<Problem> problems = all_problems(std::move(of_folder));
    const std::uint64_t now = fingerprint();
    const auto same = [](const Problem& a, const Problem& b) { return place(a) == place(b); };
    if (library_ && library_->fingerprint == now &&
        std::equal(problems.begin(), problems.end(), library_->problems.begin(), library_->problems.end(),
                   same)) {
      return library_;
    }
    auto library = std::make_shared<Library>();
    if (const FactCatalogue* facts = facts_.value()) library->facts = *facts;
    if (const Taxonomy* taxonomy = taxonomy_.value()) library->taxonomy = *taxonomy;
    if (const Lexicon* lexicon = lexicon_.value()) library->lexicon = *lexicon;
    library->care = care_.items();
    library->pictures = pictures_.items();
    library->cases = shelf_.served();
    library->problems = std::move(problems);
    library->fingerprint = now;
    library_ = std::move(library);
    return library_;
  }

  std::string root_;
  ContentFolder folder_;
  LastGoodCopies copies_;
  YamlPart<FactCatalogue> facts_{"facts.yaml", read_fact_catalogue};
  YamlPart<Taxonomy> taxonomy_{"taxonomy.yaml", read_taxonomy};
  YamlPart<Lexicon> lexicon_{"lexicon.yaml", read_lexicon};
  OptionalList<CarePhrase> care_{"care.yaml"};
  OptionalList<Picture> pictures_{"pictures.yaml"};
  CaseShelf shelf_;
  std::uint64_t generation_ = 1;
  std::shared_ptr<const Library> library_;
};

LibraryLoader::LibraryLoader(std::filesystem::path root, std::filesystem::path last_good)
    : state_(std::make_unique<State>(std::move(root), std::move(last_good))) {}

LibraryLoader::~LibraryLoader() = default;
LibraryLoader::LibraryLoader(LibraryLoader&&) noexcept = default;
LibraryLoader& LibraryLoader::operator=(LibraryLoader&&) noexcept = default;

Result<std::shared_ptr<const Library>> LibraryLoader::load() {
  return state_->load();
}

}  // namespace firstfix::content
