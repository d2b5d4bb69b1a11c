#include <algorithm>
#include <map>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/ingest/block_text.h"
#include "analyzer/ingest/formatted_importers.h"
#include "analyzer/ingest/lines.h"
#include "analyzer/ingest/pdf_text.h"
#include "analyzer/ingest/pdf_words.h"
#include "analyzer/text/decode.h"
#include "analyzer/text/normalise.h"

/// PDF files: running text page by page. Lines that come again at the top or foot of the pages are
/// debris; words divided at a line's end are joined later, where tokens are made.
namespace rodtrad::ingest {
namespace {

constexpr std::size_t kEdgeLines = 2;
constexpr std::size_t kRecursAtLeast = 3;
constexpr std::size_t kLongestRunning = 150;

/// A longer text is a book: looking for tables would take longer than reading it.
constexpr std::size_t kLongestWithTables = 4U << 20U;

struct Cell {
  ByteSpan span{};
  std::uint32_t table = 0;
  std::uint32_t row = 0;
  std::uint32_t column = 0;
};

struct Page {
  ByteSpan span{};
  std::uint32_t number = 0;
  std::vector<Cell> cells{};  ///< in text order
};

/// Lines with the same words on many pages, whatever their numbers.
std::string without_digits(std::string_view line) {
  std::string out;
  for (const char c : text::folded_label(line)) out += is_digit(c) ? '#' : c;
  while (out.find("##") != std::string::npos) out = replace_all(std::move(out), "##", "#");
  return out;
}

class PdfReader {
 public:
  explicit PdfReader(BlockText& out) : out_(out) {}

  void read(std::string_view printed, const std::vector<std::vector<PdfWord>>& words) {
    std::uint32_t number = 0;
    for (std::string_view page : split(printed, '\f')) {
      ++number;
      while (page.ends_with('\n')) page.remove_suffix(1);
      if (trim(page).empty()) continue;
      if (!out_.text.empty()) out_.text += "\n\n";
      Page made{.number = number};
      made.span.begin = static_cast<std::uint32_t>(out_.text.size());
      const auto unnumbered =
          number <= words.size() ? without_line_numbers(words[number - 1]) : std::nullopt;
      if (unnumbered) {
        out_.text += text::canonical(*unnumbered);
        has_line_numbers_ = true;
      } else if (number <= words.size()) {
        write_parts(pdf_parts(page, words[number - 1]), made);
      } else {
        out_.text += text::canonical(page);
      }
      made.span.end = static_cast<std::uint32_t>(out_.text.size());
      pages_.push_back(std::move(made));
    }
    if (!out_.text.empty()) out_.text += '\n';
    count_running_lines();
    for (const Page& page : pages_) add_page(page);
  }
  [[nodiscard]] bool has_line_numbers() const { return has_line_numbers_; }

 private:
  /// Running text as it is printed, each cell of a table on a line of its own.
  void write_parts(const std::vector<PdfPart>& parts, Page& page) {
    for (const PdfPart& part : parts) {
      if (&part != &parts.front()) {
        while (out_.text.ends_with('\n')) out_.text.pop_back();
        out_.text += "\n\n";
      }
      if (part.cells.empty()) {
        out_.text += text::canonical(part.text);
        continue;
      }
      ++tables_;
      for (const PdfCell& cell : part.cells) {
        if (&cell != &part.cells.front()) out_.text += '\n';
        const auto begin = static_cast<std::uint32_t>(out_.text.size());
        out_.text += text::canonical(cell.text);
        page.cells.push_back({{begin, static_cast<std::uint32_t>(out_.text.size())},
                              tables_,
                              cell.row,
                              cell.column});
      }
    }
  }

  /// The lines of a page that hold something, in order.
  [[nodiscard]] std::vector<ByteSpan> filled_lines(const Page& page) const {
    std::vector<ByteSpan> out;
    const std::string_view text(out_.text);
    for (const Line& line : lines_of(text.substr(page.span.begin, page.span.size()))) {
      const ByteSpan span =
          trimmed(text, {page.span.begin + line.span.begin, page.span.begin + line.span.end});
      if (!span.empty()) out.push_back(span);
    }
    return out;
  }

  [[nodiscard]] std::string_view view(ByteSpan span) const { return slice(out_.text, span); }

  void count_running_lines() {
    for (const Page& page : pages_) {
      const std::vector<ByteSpan> lines = filled_lines(page);
      for (std::size_t i = 0; i < lines.size(); ++i) {
        const bool edge = i < kEdgeLines || i + kEdgeLines >= lines.size();
        if (edge && lines[i].size() <= kLongestRunning) ++recurs_[without_digits(view(lines[i]))];
      }
    }
  }

  [[nodiscard]] bool is_running(ByteSpan line) const {
    if (line.size() > kLongestRunning) return false;
    const auto found = recurs_.find(without_digits(view(line)));
    return found != recurs_.end() && found->second >= kRecursAtLeast &&
           found->second * 2 >= pages_.size();
  }

  void add_page(const Page& page) {
    std::vector<ByteSpan> lines = filled_lines(page);
    std::size_t first = 0;
    std::size_t last = lines.size();
    const auto runs = [&](ByteSpan line) { return is_running(line) && !is_in_cell(line, page); };
    while (first < last && first < kEdgeLines && runs(lines[first])) ++first;
    while (last > first && lines.size() - last < kEdgeLines && runs(lines[last - 1])) --last;
    for (std::size_t i = 0; i < first; ++i) add_running(lines[i], page.number);
    if (first < last) add_between_cells({lines[first].begin, lines[last - 1].end}, page);
    for (std::size_t i = last; i < lines.size(); ++i) add_running(lines[i], page.number);
  }

  static bool is_in_cell(ByteSpan line, const Page& page) {
    return std::any_of(page.cells.begin(), page.cells.end(), [line](const Cell& cell) {
      return line.begin < cell.span.end && cell.span.begin < line.end;
    });
  }

  void add_between_cells(ByteSpan body, const Page& page) {
    std::uint32_t at = body.begin;
    for (const Cell& cell : page.cells) {
      const ByteSpan before = trimmed(out_.text, {at, std::max(at, cell.span.begin)});
      if (!before.empty()) add_body(before, page.number);
      add_cell(cell, page.number);
      at = cell.span.end;
    }
    const ByteSpan rest = trimmed(out_.text, {at, std::max(at, body.end)});
    if (!rest.empty()) add_body(rest, page.number);
  }

  void add_cell(const Cell& cell, std::uint32_t page) {
    Block block;
    block.kind = Block::Kind::Cell;
    block.span = block.body = cell.span;
    block.table = cell.table;
    block.row = cell.row;
    block.column = cell.column;
    block.anchor.page = page;
    out_.blocks.push_back(std::move(block));
  }

  void add_running(ByteSpan line, std::uint32_t page) {
    Block block;
    block.span = block.body = line;
    block.debris = "line that comes again on the pages";
    block.anchor.page = page;
    out_.blocks.push_back(std::move(block));
  }

  void add_body(ByteSpan span, std::uint32_t page) {
    for (Block& block : plain_blocks(view(span))) {
      block.span = {block.span.begin + span.begin, block.span.end + span.begin};
      block.body = {block.body.begin + span.begin, block.body.end + span.begin};
      block.anchor = {};
      block.anchor.page = page;
      out_.blocks.push_back(std::move(block));
    }
  }

  BlockText& out_;
  std::vector<Page> pages_;
  std::map<std::string, std::size_t> recurs_;
  std::uint32_t tables_ = 0;
  bool has_line_numbers_ = false;
};

}  // namespace

BlockText pdf_pages(std::string_view printed, std::string_view word_list, bool* line_numbers) {
  const auto clean = [](std::string_view bytes) {
    std::size_t replaced = 0;
    std::string text = utf8::replace_invalid(bytes, replaced);
    std::replace(text.begin(), text.end(), '\0', ' ');
    return text;
  };
  BlockText out;
  PdfReader reader(out);
  reader.read(clean(printed), pdf_words(clean(word_list)));
  if (line_numbers != nullptr) *line_numbers = reader.has_line_numbers();
  return out;
}

Result<BlockText> pdf_blocks(const Source& source, Diagnostics& remarks) {
  auto printed = pdf_text(source.bytes, source.name, remarks);
  if (!printed) return std::move(printed).failure();
  if (printed.value().size() > kLongestWithTables) {
    remarks
        .info("pdf-tables-not-looked-for", "the PDF is too long to look for tables in it",
              {.path = source.name})
        .in_swedish("pdf-filen är för lång för att leta tabeller i");
    return pdf_pages(printed.value(), {});
  }
  auto words = pdf_word_list(source.bytes, source.name);
  if (!words) return std::move(words).failure();
  bool line_numbers = false;
  BlockText out = pdf_pages(printed.value(), words.value(), &line_numbers);
  if (line_numbers) {
    remarks
        .info("pdf-line-numbers", "the numbers of the lines in the margin are left out",
              {.path = source.name})
        .in_swedish("radernas nummer i marginalen är inte med");
  }
  return out;
}

Result<Documents> read_pdf(const Source& source, const ImportOptions& options,
                           Diagnostics& remarks) {
  if (source.bytes.empty()) {
    return failure("file-empty", "the file is empty, expected a PDF", {.path = source.name});
  }
  auto blocks = pdf_blocks(source, remarks);
  if (!blocks) return std::move(blocks).failure();
  BlockText out = std::move(blocks).value();
  if (trim(out.text).empty()) {
    return failure(
        "pdf-no-text",
        "the PDF holds no text (ingen text), only pictures: it has probably been scanned",
        {.path = source.name}, "run text recognition (OCR) on it first");
  }
  return structured(std::move(out), source, options, remarks);
}

}  // namespace rodtrad::ingest
