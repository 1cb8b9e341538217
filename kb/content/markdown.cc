// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/content/markdown.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

#include "kb/content/code_points.h"

namespace firstfix::content {
namespace {

struct FreeParser {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};
struct FreeIterator {
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};
using Iterator = std::unique_ptr<cmark_iter, FreeIterator>;

std::string_view view(const char* text) {
  return text == nullptr ? std::string_view{} : std::string_view{text};
}

// Only tables: cmark's autolink takes a following 。 into the address.
cmark_syntax_extension* table_extension() {
  // The registry is cmark's own global; a function-local static fills it once, whichever thread comes first.
  static cmark_syntax_extension* const table = [] {
    cmark_gfm_core_extensions_ensure_registered();
    return cmark_find_syntax_extension("table");
  }();
  return table;
}

bool is_comment(cmark_node* node) {
  return view(cmark_node_get_literal(node)).find("<!--") == 0;
}

bool is_html(cmark_node* node) {
  const cmark_node_type type = cmark_node_get_type(node);
  return type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE;
}

bool has_words(cmark_node* node) {
  const cmark_node_type type = cmark_node_get_type(node);
  return type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE;
}

// An author's note to authors is neither shown nor mourned.
void remove_comments(cmark_node* root) {
  std::vector<cmark_node*> comments;
  const Iterator iterator(cmark_iter_new(root));
  while (cmark_iter_next(iterator.get()) != CMARK_EVENT_DONE) {
    cmark_node* node = cmark_iter_get_node(iterator.get());
    if (is_html(node) && is_comment(node)) comments.push_back(node);
  }
  for (cmark_node* comment : comments) cmark_node_free(comment);
}

// Authors wrap lines; a browser would show the break within a Chinese sentence as a blank.
void remove_east_asian_breaks(cmark_node* root) {
  std::vector<cmark_node*> breaks;
  cmark_node* pending = nullptr;  // a soft break that follows an East Asian character
  char32_t last = 0;
  const Iterator iterator(cmark_iter_new(root));
  while (cmark_iter_next(iterator.get()) != CMARK_EVENT_DONE) {
    cmark_node* node = cmark_iter_get_node(iterator.get());
    if (cmark_node_get_type(node) == CMARK_NODE_SOFTBREAK) {
      pending = is_east_asian(last) ? node : nullptr;
    } else if (has_words(node)) {
      const std::u32string words = code_points(view(cmark_node_get_literal(node)));
      if (words.empty()) continue;
      if (pending != nullptr && is_east_asian(words.front())) breaks.push_back(pending);
      pending = nullptr;
      last = words.back();
    } else if (cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH) {
      pending = nullptr;
      last = 0;
    }
  }
  for (cmark_node* each : breaks) cmark_node_free(each);
}

// Writes a subtree's words.
class PlainText {
 public:
  std::string of(cmark_node* root) {
    const Iterator iterator(cmark_iter_new(root));
    for (auto event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
         event = cmark_iter_next(iterator.get())) {
      cmark_node* node = cmark_iter_get_node(iterator.get());
      if (event == CMARK_EVENT_ENTER) {
        enter(node, node == root);
      } else if (node != root && cmark_node_get_type(node) == CMARK_NODE_LINK) {
        leave_link(node);
      }
    }
    while (!text_.empty() && text_.back() == '\n') text_.pop_back();
    return std::move(text_);
  }

 private:
  void enter(cmark_node* node, bool is_root) {
    const cmark_node_type type = cmark_node_get_type(node);
    if (has_words(node)) {
      text_ += view(cmark_node_get_literal(node));
    } else if (type == CMARK_NODE_CODE_BLOCK) {
      new_line();
      text_ += view(cmark_node_get_literal(node));
    } else if (type == CMARK_NODE_SOFTBREAK) {
      text_ += ' ';
    } else if (type == CMARK_NODE_LINEBREAK) {
      text_ += '\n';
    } else if (type == CMARK_NODE_LINK) {
      link_starts_at_ = text_.size();
    } else if (type == CMARK_NODE_ITEM && !is_root) {
      new_line();
      text_ += marker(node);
      after_marker_ = true;
      return;
    } else if (view(cmark_node_get_type_string(node)) == "table_cell") {
      if (cmark_node_previous(node) != nullptr) text_ += " | ";
      return;
    } else if ((type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK && !after_marker_) {
      new_line();
    }
    after_marker_ = false;
  }

  // Words alone would lose the address. An autolink's words are the address.
  void leave_link(cmark_node* link) {
    const std::string_view url = view(cmark_node_get_url(link));
    if (url.empty() || text_.find(url, link_starts_at_) != std::string::npos) return;
    if (url.starts_with("mailto:")) return;
    text_ += "（";
    text_ += url;
    text_ += "）";
  }

  static std::string marker(cmark_node* item) {
    cmark_node* list = cmark_node_parent(item);
    if (cmark_node_get_list_type(list) != CMARK_ORDERED_LIST) return "- ";
    int number = cmark_node_get_list_start(list);
    for (cmark_node* before = cmark_node_previous(item); before != nullptr;
         before = cmark_node_previous(before)) {
      ++number;
    }
    return std::to_string(number) + ". ";
  }

  void new_line() {
    if (!text_.empty() && text_.back() != '\n') text_ += '\n';
  }

  std::string text_;
  std::size_t link_starts_at_ = 0;
  bool after_marker_ = false;
};

// The letters before ':' when they make a scheme; no value for a path, a #fragment or {{a variable}}.
std::optional<std::string> scheme_of(std::string_view url) {
  const std::size_t colon = url.find(':');
  if (colon == std::string_view::npos || url.find_first_of("/?#{") < colon) return std::nullopt;
  std::string scheme(url.substr(0, colon));
  std::transform(scheme.begin(), scheme.end(), scheme.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return scheme;
}

bool is_allowed(std::string_view url) {
  constexpr std::array<std::string_view, 5> kAllowed{"http", "https", "mailto", "tel", "sms"};
  const auto scheme = scheme_of(url);
  return !scheme || std::find(kAllowed.begin(), kAllowed.end(), *scheme) != kAllowed.end();
}

}  // namespace

void MarkdownDocument::Free::operator()(cmark_node* node) const {
  cmark_node_free(node);
}

MarkdownDocument::MarkdownDocument(std::string_view text) {
  const std::unique_ptr<cmark_parser, FreeParser> parser(cmark_parser_new(CMARK_OPT_DEFAULT));
  cmark_parser_attach_syntax_extension(parser.get(), table_extension());
  cmark_parser_feed(parser.get(), text.data(), text.size());
  root_.reset(cmark_parser_finish(parser.get()));
  remove_comments(root_.get());
  remove_east_asian_breaks(root_.get());
}

std::vector<MarkdownBlock> MarkdownDocument::blocks() const& {
  std::vector<MarkdownBlock> blocks;
  for (cmark_node* node = cmark_node_first_child(root_.get()); node != nullptr;
       node = cmark_node_next(node)) {
    blocks.emplace_back(node);
  }
  return blocks;
}

std::vector<Dropped> MarkdownDocument::dropped() const {
  std::vector<Dropped> dropped;
  const Iterator iterator(cmark_iter_new(root_.get()));
  for (auto event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(iterator.get())) {
    if (event != CMARK_EVENT_ENTER) continue;
    cmark_node* node = cmark_iter_get_node(iterator.get());
    const int line = std::max(1, cmark_node_get_start_line(node));
    const cmark_node_type type = cmark_node_get_type(node);
    if (is_html(node)) {
      dropped.push_back({Dropped::What::html, std::string(view(cmark_node_get_literal(node))), line});
    } else if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE) {
      const std::string_view url = view(cmark_node_get_url(node));
      if (!is_allowed(url)) dropped.push_back({Dropped::What::link, std::string(url), line});
    }
  }
  return dropped;
}

int MarkdownBlock::heading_level() const {
  return cmark_node_get_type(node_) == CMARK_NODE_HEADING ? cmark_node_get_heading_level(node_) : 0;
}

bool MarkdownBlock::is_ordered_list() const {
  return cmark_node_get_type(node_) == CMARK_NODE_LIST &&
         cmark_node_get_list_type(node_) == CMARK_ORDERED_LIST;
}

int MarkdownBlock::line() const {
  return cmark_node_get_start_line(node_);
}

std::string MarkdownBlock::plain_text() const {
  return PlainText().of(node_);
}

std::string MarkdownBlock::html() const {
  const std::unique_ptr<char, decltype(&std::free)> html(cmark_render_html(node_, CMARK_OPT_DEFAULT, nullptr),
                                                         &std::free);
  return std::string(view(html.get()));
}

std::vector<std::string> MarkdownBlock::item_texts() const {
  std::vector<std::string> texts;
  for (cmark_node* item = cmark_node_first_child(node_); item != nullptr; item = cmark_node_next(item)) {
    texts.push_back(PlainText().of(item));
  }
  return texts;
}

}  // namespace firstfix::content
