#include "analyzer/formats/csv.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"

namespace rodtrad::formats {
namespace {

/// A quote that makes it doubtful where cells end.
struct QuoteFault {
  bool closed = false;  ///< false: it is never closed
  std::uint32_t line = 0;
};

/// Lines of quotes taken as text because text follows them.
struct StrayQuotes {
  std::size_t n = 0;
  std::uint32_t first_line = 0;
};

/// One pass over the text; `visit` gets each row.
template <class Visit>
std::optional<QuoteFault> scan(std::string_view text, char delimiter, StrayQuotes& stray,
                               Visit visit) {
  CsvRow row;
  std::string cell;
  std::uint32_t line = 1;
  std::uint32_t quote_line = 0;
  std::size_t quote_at = 0;
  bool quoted = false;
  bool was_quoted = false;  // the cell's closing quote has been read
  bool cell_started = false;
  row.line = 1;
  row.row = 1;
  const auto end_cell = [&] {
    row.cells.push_back(std::move(cell));
    cell.clear();
    cell_started = was_quoted = false;
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
        was_quoted = true;
      } else {
        if (c == '\n') ++line;
        cell += c;
      }
    } else if (c == '"' && !cell_started) {
      quoted = true;
      cell_started = true;
      quote_line = line;
      quote_at = at;
    } else if (c == delimiter) {
      end_cell();
    } else if (c == '\n') {
      ++line;
      if (!end_row()) return std::nullopt;
    } else {
      if (was_quoted && !is_blank(c)) {
        if (quote_line != line) return QuoteFault{true, quote_line};
        if (stray.n++ == 0) stray.first_line = line;
        cell = text.substr(quote_at, at - quote_at);
        was_quoted = false;
      }
      cell += c;
      cell_started = true;
    }
  }
  if (quoted) return QuoteFault{false, quote_line};
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
    StrayQuotes stray;
    scan(text, candidate, stray, [&](CsvRow row) {
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

Result<CsvTable> read_csv(std::string_view text, char delimiter, const std::string& file,
                          Diagnostics& remarks) {
  CsvTable table;
  std::uint32_t skipped_lines = 0;
  if (text.starts_with("sep=") && text.size() > 5 && text[5] == '\n') {
    if (delimiter == 0) delimiter = text[4];
    text.remove_prefix(6);
    skipped_lines = 1;
  }
  table.delimiter = delimiter != 0 ? delimiter : sniff(text);
  StrayQuotes stray;
  const auto fault = scan(text, table.delimiter, stray, [&](CsvRow row) {
    row.line += skipped_lines;
    if (!is_blank_row(row)) table.rows.push_back(std::move(row));
    return true;
  });
  if (fault) {
    const Place opening{.path = file, .line = fault->line + skipped_lines};
    constexpr auto hint = "close it, or double it (\"\") if it belongs to the text";
    if (fault->closed) {
      return failure("csv-stray-quote",
                     "a quotation mark opens here, and the next one, on a later line, closes "
                     "nothing: text follows it",
                     opening, hint);
    }
    return failure("csv-unclosed-quote", "a quotation mark opens here and is never closed", opening,
                   hint);
  }
  if (stray.n > 0) {
    remarks
        .warning("csv-stray-quote",
                 std::to_string(stray.n) +
                     " cells begin with a quotation mark but go on after the closing "
                     "one; the marks are kept as text",
                 {.path = file, .line = stray.first_line + skipped_lines})
        .in_swedish(std::to_string(stray.n) +
                    " celler börjar med ett citattecken men går vidare efter det som avslutar; "
                    "tecknen är kvar som text");
  }
  return table;
}

namespace {

/// Unicode's blanks and signs without width: what a spreadsheet program may trim away.
bool is_space(char32_t c) {
  return c == ' ' || c == 0xA0 || c == 0xAD || c == 0x1680 || (c >= 0x2000 && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F) || c == 0x3000 ||
         c == 0xFEFF || c == 0x180E || c == 0x85;
}

}  // namespace

bool is_formula_like(std::string_view cell) {
  for (std::size_t at = 0; at < cell.size();) {
    const utf8::Decoded d = utf8::decode(cell, at);
    const char32_t c = d.code_point;
    if (c < 0x20) return true;
    if (is_space(c)) {
      at += d.length == 0 ? 1 : d.length;
      continue;
    }
    return c == '=' || c == '+' || c == '-' || c == '@' || c == 0xFF1D || c == 0xFF0B ||
           c == 0xFF0D || c == 0xFF20 || c == '|' || c == '%';
  }
  return false;
}

void append_csv_cell(std::string& out, std::string_view cell, char delimiter) {
  const auto needs_quotes = [delimiter](char c) {
    return c == delimiter || c == '"' || c == '\r' || c == '\n';
  };
  const bool quote = std::any_of(cell.begin(), cell.end(), needs_quotes) ||
                     (!cell.empty() && (cell.front() == ' ' || cell.back() == ' '));
  if (!quote) {
    out += cell;
    return;
  }
  out += '"';
  for (std::size_t quoted = cell.find('"'); quoted != std::string_view::npos;
       quoted = cell.find('"')) {
    out += cell.substr(0, quoted);
    out += "\"\"";
    cell.remove_prefix(quoted + 1);
  }
  out += cell;
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

CsvWriter& CsvWriter::decimal(double value, int decimals) {
  if (!first_) out_ += delimiter_;
  first_ = false;
  out_ += fixed_decimals(value, decimals);
  return *this;
}

void CsvWriter::end_row() {
  out_ += "\r\n";
  first_ = true;
}

}  // namespace rodtrad::formats
