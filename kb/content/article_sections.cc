// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/content/article_sections.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "kb/content/markdown.h"
#include "kb/content/spelling.h"

namespace firstfix::content {
namespace {

enum class Part { issue, environment, cause, resolution, voice, sms, counter };

struct Heading {
  Part part;
  int level;
  std::string_view chinese;
  std::string_view english;
};

constexpr std::array<Heading, 7> kHeadings{{{Part::issue, 2, "现象", "issue"},
                                            {Part::environment, 2, "环境", "environment"},
                                            {Part::cause, 2, "原因", "cause"},
                                            {Part::resolution, 2, "处理", "resolution"},
                                            {Part::voice, 2, "答复", "reply"},
                                            {Part::sms, 3, "短信", "sms"},
                                            {Part::counter, 3, "柜台", "counter"}}};
constexpr int kReplyFormLevel = 3;

std::string written(const Heading& heading) {
  return fmt::format("{} {}", std::string(static_cast<std::size_t>(heading.level), '#'), heading.chinese);
}

std::string lowercase(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

const Heading* find_heading(std::string_view title, int level) {
  const auto it = std::find_if(kHeadings.begin(), kHeadings.end(), [&](const Heading& heading) {
    return heading.level == level && (heading.chinese == title || heading.english == title);
  });
  return it == kHeadings.end() ? nullptr : &*it;
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// One heading with the blocks below it.
struct Passage {
  std::size_t heading_at = 0;
  SourceRange range;  // of the text below the heading
  std::vector<MarkdownBlock> blocks;
};

class ArticleReader {
 public:
  ArticleReader(std::size_t begin, Report& report)
      : report_(&report),
        first_line_(report.source().line_of(begin)),
        begin_(begin),
        document_(report.source().text().substr(begin)) {}

  ArticleSections read() {
    for (const MarkdownBlock& block : document_.blocks()) place(block);
    close(report_->source().text().size());
    for (const Heading& heading : kHeadings) check_present(heading);
    report_dropped();
    return sections();
  }

 private:
  std::size_t offset_of(const MarkdownBlock& block) const { return offset_of_line(block.line()); }
  std::size_t offset_of_line(int line) const {
    return std::max(begin_, report_->source().line_offset(first_line_ + line - 1));
  }

  void place(const MarkdownBlock& block) {
    if (is_part_heading(block)) {
      start(block);
    } else if (current_ != nullptr) {
      if (current_->blocks.empty()) current_->range.begin = offset_of(block);
      current_->blocks.push_back(block);
    } else if (!skipping_) {
      report_->add(offset_of(block), "第一个标题之前有文字", "移到“## 现象”下面");
      skipping_ = true;
    }
  }

  // Levels 1 and 2 divide the article, level 3 the reply; deeper ones are the author's own.
  bool is_part_heading(const MarkdownBlock& block) const {
    const int level = block.heading_level();
    return level == 1 || level == 2 || (level == kReplyFormLevel && in_reply_);
  }

  void start(const MarkdownBlock& block) {
    const std::size_t at = offset_of(block);
    close(at);
    skipping_ = true;
    const int level = block.heading_level();
    const std::string title = block.plain_text();
    const Heading* heading = find_heading(lowercase(title), level);
    if (level < kReplyFormLevel) in_reply_ = heading != nullptr && heading->part == Part::voice;
    if (heading == nullptr) {
      report_unknown(title, level, at);
      return;
    }
    auto& passage = passages_[static_cast<std::size_t>(heading->part)];
    if (passage) {
      report_->add(at,
                   fmt::format("标题“{}”重复，第 {} 行已经有了", written(*heading),
                               report_->source().line_of(passage->heading_at)),
                   "把两处并成一处");
      return;
    }
    current_ = &passage.emplace(Passage{.heading_at = at, .range = {at, at}, .blocks = {}});
  }

  void close(std::size_t at) {
    if (current_ != nullptr) current_->range.end = std::max(at, current_->range.begin);
    current_ = nullptr;
  }

  void report_unknown(const std::string& title, int level, std::size_t at) {
    if (level == 1) {
      report_->add(at, "正文里不能有一级标题", "题目写在 title 里，正文从“## 现象”开始");
      return;
    }
    std::vector<std::string_view> titles;
    for (const Heading& heading : kHeadings) {
      if (heading.level == level) titles.push_back(heading.chinese);
    }
    report_->add(at, fmt::format("没有{}这个标题", quoted(title)), suggestion(title, titles, "可以用"));
  }

  void check_present(const Heading& heading) {
    const auto& passage = of(heading.part);
    if (!passage) {
      report_->add(report_->source().text().size(), fmt::format("缺少标题“{}”", written(heading)),
                   fmt::format("加上“{}”和它的内容", written(heading)));
      return;
    }
    const bool has_words =
        std::any_of(passage->blocks.begin(), passage->blocks.end(),
                    [](const MarkdownBlock& block) { return !trimmed(block.plain_text()).empty(); });
    if (!has_words) {
      report_->add(passage->heading_at, fmt::format("“{}”下面没有内容", written(heading)), "写上内容");
    }
  }

  void report_dropped() {
    for (const Dropped& dropped : document_.dropped()) {
      const std::size_t line_at = offset_of_line(dropped.line);
      const std::size_t found = report_->source().text().find(trimmed(dropped.text), line_at);
      const std::size_t at = found == std::string_view::npos ? line_at : found;
      switch (dropped.what) {
        case Dropped::What::html:
          report_->add(at, fmt::format("HTML {} 不会显示", quoted(trimmed(dropped.text))),
                       "用 Markdown 写；要写尖括号就在前面加反斜杠：\\<");
          break;
        case Dropped::What::link:
          report_->add(at, fmt::format("链接 {} 不能用", quoted(dropped.text)),
                       "可以用 http、https、mailto、tel、sms 开头的链接");
          break;
      }
    }
  }

  const std::optional<Passage>& of(Part part) const { return passages_[static_cast<std::size_t>(part)]; }

  Section section(Part part) const {
    Section section;
    const auto& passage = of(part);
    if (!passage) return section;
    const SourceRange range = passage->range;
    section.markdown = trimmed(report_->source().text().substr(range.begin, range.end - range.begin));
    for (const MarkdownBlock& block : passage->blocks) section.html += block.html();
    return section;
  }

  ReplyText reply(Part part) const {
    ReplyText reply;
    const auto& passage = of(part);
    if (!passage) return reply;
    reply.range = passage->range;
    for (const MarkdownBlock& block : passage->blocks) {
      if (!reply.text.empty()) reply.text += '\n';
      reply.text += block.plain_text();
    }
    return reply;
  }

  ArticleSections sections() const {
    ArticleSections sections{.issue = section(Part::issue),
                             .environment = section(Part::environment),
                             .cause = section(Part::cause),
                             .resolution = section(Part::resolution),
                             .steps = {},
                             .steps_range = {},
                             .voice = reply(Part::voice),
                             .sms = reply(Part::sms),
                             .counter = reply(Part::counter)};
    if (const auto& resolution = of(Part::resolution)) {
      const auto list = std::find_if(resolution->blocks.begin(), resolution->blocks.end(),
                                     [](const MarkdownBlock& block) { return block.is_ordered_list(); });
      if (list != resolution->blocks.end()) {
        sections.steps = list->item_texts();
        sections.steps_range = resolution->range;
      }
    }
    return sections;
  }

  Report* report_;
  int first_line_;
  std::size_t begin_;
  MarkdownDocument document_;
  std::array<std::optional<Passage>, kHeadings.size()> passages_;
  Passage* current_ = nullptr;
  bool in_reply_ = false;
  bool skipping_ = false;  // below a heading that was reported, or after text that was
};

}  // namespace

ArticleSections read_article(std::size_t begin, Report& report) {
  return ArticleReader(begin, report).read();
}

}  // namespace firstfix::content
