// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/csv_file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <new>
#include <optional>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "kb/core/utf8.h"
#include "kb/store/csv_text.h"

namespace firstfix::store {
namespace {

constexpr std::uintmax_t kMostBytes = 1ULL << 30U;
constexpr int kMostLines = 100;  // of one record: more is an unclosed quote
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr const char* kSaveAsUtf8 = "请另存为 UTF-8（Excel：另存为，选“CSV UTF-8（逗号分隔）”）";

struct Sink {
  std::vector<std::string>* fields = nullptr;
  bool ended = false;
};

extern "C" {
void firstfix_csv_field(void* text, std::size_t size, void* sink) {
  const char* bytes = static_cast<const char*>(text);
  static_cast<Sink*>(sink)->fields->emplace_back(bytes == nullptr ? "" : bytes, size);
}
void firstfix_csv_record(int, void* sink) {
  static_cast<Sink*>(sink)->ended = true;
}
}

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

Result<std::string> read_file(const std::filesystem::path& path) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) {
    return fail(Code::not_found, fmt::format("{}：没有这个文件", path.string()), "请核对路径");
  }
  if (std::filesystem::is_directory(status)) {
    return fail(Code::invalid, fmt::format("{}：是文件夹", path.string()), "请给出 CSV 文件的路径");
  }
  const auto size = std::filesystem::file_size(path, error);
  if (!error && size > kMostBytes) {
    return fail(Code::invalid, fmt::format("{}：超过 1 GiB", path.string()),
                "请拆成几份，每份第一行都写列名");
  }
  std::ifstream file(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file.is_open() || file.bad()) {
    return fail(Code::unavailable, fmt::format("{}：{}", path.string(), std::strerror(errno)),
                "请确认运行 firstfix 的用户能读它");
  }
  return text;
}

std::optional<Error> encoding_error(const std::string& name, std::string_view text) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    return Error{Code::invalid, fmt::format("{}：文件是 UTF-16 编码", name), kSaveAsUtf8};
  }
  const std::size_t bad = std::min(first_invalid_utf8(text).value_or(text.size()), text.find('\0'));
  if (bad >= text.size()) return std::nullopt;
  const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(bad), '\n');
  const char* guess = looks_like_gbk(text.substr(bad)) ? "，看起来是 GBK" : "";
  return Error{Code::invalid,
               fmt::format("{}:{}：文件不是 UTF-8 编码（字节 0x{:02X}）{}", name, line,
                           static_cast<unsigned char>(text[bad]), guess),
               kSaveAsUtf8};
}

}  // namespace

void CsvFile::FreeParser::operator()(csv_parser* parser) const {
  csv_free(parser);
  delete parser;
}

CsvFile::ParserPtr CsvFile::make_parser() {
  auto parser = std::make_unique<csv_parser>();
  if (csv_init(parser.get(), CSV_STRICT | CSV_STRICT_FINI) != 0) throw std::bad_alloc();
  return ParserPtr{parser.release()};
}

CsvFile::CsvFile(std::string text) : text_(std::move(text)), parser_(make_parser()) {
  if (text_.starts_with(kByteOrderMark)) offset_ = kByteOrderMark.size();
}

Result<CsvFile> CsvFile::open(const std::filesystem::path& path) {
  auto text = read_file(path);
  if (!text) return fail(text.error());
  if (auto error = encoding_error(path.string(), *text)) return fail(*error);
  return CsvFile{std::move(*text)};
}

// With its end: \n, \r\n or, from old Macs, \r.
std::string_view CsvFile::take_line() {
  const std::size_t start = offset_;
  const std::size_t end = std::min(text_.find_first_of("\r\n", start), text_.size());
  offset_ = std::min(end + 1, text_.size());
  if (end + 1 < text_.size() && text_[end] == '\r' && text_[end + 1] == '\n') ++offset_;
  ++line_;
  return std::string_view{text_}.substr(start, offset_ - start);
}

void CsvFile::skip_blank_lines() {
  while (offset_ < text_.size()) {
    const auto before = std::pair{offset_, line_};
    if (is_blank(take_line())) continue;
    std::tie(offset_, line_) = before;
    return;
  }
}

void CsvFile::give_up(CsvRecord& record, std::size_t start, std::string defect) {
  parser_ = make_parser();
  record.defect = std::move(defect);
  offset_ = start;
  line_ = record.line;
  take_line();
}

// One line at a time, because the parser does not say where a record began.
bool CsvFile::next(CsvRecord& record) {
  skip_blank_lines();
  if (offset_ == text_.size()) return false;
  const std::size_t start = offset_;
  record = CsvRecord{line_, {}, {}};
  Sink sink{&record.fields};
  for (int lines = 0; lines < kMostLines && offset_ < text_.size(); ++lines) {
    const std::string_view line = take_line();
    if (csv_parse(parser_.get(), line.data(), line.size(), firstfix_csv_field, firstfix_csv_record, &sink) !=
        line.size()) {
      give_up(record, start, "双引号位置不对：请给整个字段加双引号，里面的双引号写两个");
      return true;
    }
    if (sink.ended) return true;
  }
  const bool at_end = offset_ == text_.size();
  if (at_end && csv_fini(parser_.get(), firstfix_csv_field, firstfix_csv_record, &sink) == 0 && sink.ended)
    return true;
  give_up(record, start, "双引号没有闭合：请补上，内容里的双引号请写两个");
  return true;
}

}  // namespace firstfix::store
