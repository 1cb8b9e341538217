// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct cmark_node;

namespace firstfix::content {

// One top-level block of a document: a heading, a paragraph, a list, a table ...
// Valid as long as its document.
class MarkdownBlock {
 public:
  explicit MarkdownBlock(cmark_node* node) : node_(node) {}

  // 1 to 6; 0 when it is no heading.
  int heading_level() const;
  bool is_ordered_list() const;
  int line() const;  // from 1, within the document's text

  // Without any markup. Paragraphs, list items and rows each begin a line.
  std::string plain_text() const;
  // Safe: raw HTML is left out and javascript: links are emptied (cmark without CMARK_OPT_UNSAFE).
  std::string html() const;
  // The plain text of each item of a list.
  std::vector<std::string> item_texts() const;

 private:
  cmark_node* node_;
};

// Something the renderer would drop without a word.
struct Dropped {
  enum class What { html, link };
  What what = What::html;
  std::string text;  // the tag or the address
  int line = 1;
};

// CommonMark with tables. A line break between two Chinese characters is no blank.
class MarkdownDocument {
 public:
  explicit MarkdownDocument(std::string_view text);

  std::vector<MarkdownBlock> blocks() const&;
  std::vector<MarkdownBlock> blocks() && = delete;  // they would outlive the document
  // Raw HTML other than comments, and links with a scheme other than http, https, mailto, tel, sms.
  std::vector<Dropped> dropped() const;

 private:
  struct Free {
    void operator()(cmark_node* node) const;
  };
  std::unique_ptr<cmark_node, Free> root_;
};

}  // namespace firstfix::content
