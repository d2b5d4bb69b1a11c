#include "analyzer/formats/csv.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"

namespace rodtrad::formats {
namespace {

/// One pass over the text; `visit` gets each row. Returns the line of an unclosed quote.
template <class Visit>
std::optional<std::uint32_t> scan(std::string_view text, char delimiter, Visit visit) {
  CsvRow row;
  std::string cell;
  std::uint32_t line = 1;
  std::uint32_t quote_line = 0;
  bool quoted = false;
  bool cell_started = false;
  row.line = 1;
  row.row = 1;
  const auto end_cell = [&] {
    row.cells.push_back(std::move(cell));
    cell.clear();
    cell_started = false;
  };
  const auto end_row = [&] {
    end_cell();
    const std::uint32_t number = row.row;
    const bool more = visit(std::move(row));
    row = {};
    row.line = line;
    row.row = number + 1;
    return more;
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (quoted) {
      if (c == '"' && at + 1 < text.size() && text[at + 1] == '"') {
        cell += '"';
        ++at;
      } else if (c == '"') {
        quoted = false;
      } else {
        if (c == '\n') ++line;
        cell += c;
      }
    } else if (c == '"' && !cell_started) {
      quoted = true;
      cell_started = true;
      quote_line = line;
    } else if (c == delimiter) {
      end_cell();
    } else if (c == '\n') {
      ++line;
      if (!end_row()) return std::nullopt;
    } else {
      cell += c;
      cell_started = true;
    }
  }
  if (quoted) return quote_line;
  if (cell_started || !row.cells.empty() || !cell.empty()) end_row();
  return std::nullopt;
}

bool is_blank_row(const CsvRow& row) {
  return std::all_of(row.cells.begin(), row.cells.end(),
                     [](const std::string& cell) { return trim(cell).empty(); });
}

/// The delimiter whose rows most often have the same number (more than one) of cells; `;` wins
/// ties over tab over comma, since Swedish text is full of commas.
char sniff(std::string_view text) {
  constexpr std::array candidates = {';', '\t', ','};
  constexpr std::size_t sample_rows = 200;
  char best = ',';
  std::size_t best_score = 0;
  for (const char candidate : candidates) {
    std::map<std::size_t, std::size_t> widths;
    std::size_t rows = 0;
    scan(text, candidate, [&](CsvRow row) {
      if (!is_blank_row(row)) ++widths[row.cells.size()];
      return ++rows < sample_rows;
    });
    std::size_t score = 0;
    for (const auto& [width, count] : widths) {
      if (width > 1) score = std::max(score, count);
    }
    if (score > best_score) {
      best = candidate;
      best_score = score;
    }
  }
  return best;
}

}  // namespace

Result<CsvTable> read_csv(std::string_view text, char delimiter, const std::string& file) {
  CsvTable table;
  std::uint32_t skipped_lines = 0;
  if (text.starts_with("sep=") && text.size() > 5 && text[5] == '\n') {
    if (delimiter == 0) delimiter = text[4];
    text.remove_prefix(6);
    skipped_lines = 1;
  }
  table.delimiter = delimiter != 0 ? delimiter : sniff(text);
  const auto unclosed = scan(text, table.delimiter, [&](CsvRow row) {
    row.line += skipped_lines;
    if (!is_blank_row(row)) table.rows.push_back(std::move(row));
    return true;
  });
  if (unclosed) {
    return failure("csv-unclosed-quote", "a quotation mark opens here and is never closed",
                   {.path = file, .line = *unclosed + skipped_lines},
                   "close it, or double it (\"\") if it belongs to the text");
  }
  return table;
}

bool is_formula_like(std::string_view cell) {
  for (std::size_t at = 0; at < cell.size();) {
    const utf8::Decoded d = utf8::decode(cell, at);
    const char32_t c = d.code_point;
    if (c == '\t' || c == '\r' || c == '\n') return true;
    if (c == ' ' || c == 0xA0 || c == 0xFEFF || c == 0x200B || c == 0x3000) {
      at += d.length == 0 ? 1 : d.length;
      continue;
    }
    return c == '=' || c == '+' || c == '-' || c == '@' || c == 0xFF1D || c == 0xFF0B ||
           c == 0xFF0D || c == 0xFF20 || c == '|' || c == '%';
  }
  return false;
}

void append_csv_cell(std::string& out, std::string_view cell, char delimiter) {
  const bool quote = cell.find_first_of("\"\r\n") != std::string_view::npos ||
                     cell.find(delimiter) != std::string_view::npos ||
                     (!cell.empty() && (cell.front() == ' ' || cell.back() == ' '));
  if (!quote) {
    out += cell;
    return;
  }
  out += '"';
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

CsvWriter& CsvWriter::cell(std::string_view text) {
  if (!first_) out_ += delimiter_;
  first_ = false;
  if (is_formula_like(text)) {
    append_csv_cell(out_, "'" + std::string(text), delimiter_);
  } else {
    append_csv_cell(out_, text, delimiter_);
  }
  return *this;
}

CsvWriter& CsvWriter::number(std::int64_t value) {
  if (!first_) out_ += delimiter_;
  first_ = false;
  out_ += std::to_string(value);
  return *this;
}

void CsvWriter::end_row() {
  out_ += "\r\n";
  first_ = true;
}

}  // namespace rodtrad::formats
