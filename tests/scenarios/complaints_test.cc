// SPDX-License-Identifier: GPL-3.0-or-later
// Real complaints, whose texts stay outside of the repository: title and detail as the symptom, no number known.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "kb/service/inquiry.h"
#include "kb/service/knowledge.h"
#include "tests/support/scratch_folder.h"

namespace firstfix {
namespace {

const std::filesystem::path kTexts = FIRSTFIX_SOURCE_DIR "/../shared/data/telecom_complaints.tsv";
constexpr int kWantedFirst = 18;
constexpr int kWantedInThree = 24;

// id -> title and detail.
std::map<std::string, std::string> read_texts() {
  std::map<std::string, std::string> texts;
  std::ifstream file(kTexts);
  std::string line;
  std::getline(file, line);  // id, time, title, detail
  while (std::getline(file, line)) {
    const std::size_t time = line.find('\t');
    const std::size_t title = line.find('\t', time + 1);
    std::string text = line.substr(title + 1);
    std::ranges::replace(text, '\t', '\n');
    texts[line.substr(0, time)] = text;
  }
  return texts;
}

class Complaints : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(kTexts)) GTEST_SKIP() << "the complaints' texts are not here: " << kTexts;
    knowledge_ = std::move(*service::Knowledge::open(FIRSTFIX_SOURCE_DIR "/content", data_.path()));
  }

  // The rank of the first right case, counting from 1; 0: not among the first five.
  std::size_t rank(const std::string& text, const std::vector<std::string>& right) {
    service::Inquiry inquiry;
    inquiry.symptom = text;
    inquiry.audience = Audience::agent;
    inquiry.today = *parse_date("2026-11-22");
    const service::TrackRecord nothing_yet(inquiry.today, 30);
    const auto advice = service::advise(*knowledge_->snapshot(), nothing_yet, inquiry, resolve::Weights{});
    if (!advice) throw std::runtime_error(advice.error().message);
    offered_.clear();
    for (const Solution& solution : advice->solutions) offered_.push_back(solution.article->id);
    const auto found = std::ranges::find_first_of(offered_, right);
    return found == offered_.end() ? 0 : static_cast<std::size_t>(found - offered_.begin()) + 1;
  }

  test::ScratchFolder data_;
  std::unique_ptr<service::Knowledge> knowledge_;
  std::vector<std::string> offered_;
};

TEST_F(Complaints, ARightCaseStandsFirstOrInTheFirstThree) {
  const auto texts = read_texts();
  const YAML::Node labels = YAML::LoadFile(FIRSTFIX_SOURCE_DIR "/tests/data/complaints.yaml");
  ASSERT_EQ(labels.size(), texts.size());
  int first = 0;
  int in_three = 0;
  for (const YAML::Node& label : labels) {
    const auto id = label["id"].as<std::string>();
    const auto right = label["right"].as<std::vector<std::string>>();
    for (const std::string& wanted : right) {
      ASSERT_NE(knowledge_->snapshot()->library->find(wanted), nullptr) << id << " names an unknown case " << wanted;
    }
    ASSERT_TRUE(texts.contains(id)) << id;
    const std::size_t at = rank(texts.at(id), right);
    first += at == 1 ? 1 : 0;
    in_three += at >= 1 && at <= 3 ? 1 : 0;
    if (at != 1) fmt::print("{}: rank {}; offered {}\n", id, at, fmt::join(offered_, " "));
  }
  fmt::print("{} complaints: first {}, in the first three {}\n", texts.size(), first, in_three);
  EXPECT_GE(first, kWantedFirst);
  EXPECT_GE(in_three, kWantedInThree);
}

}  // namespace
}  // namespace firstfix
