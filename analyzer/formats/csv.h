#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/result.h"

/// CSV and TSV as people's programs write them (RFC 4180 and Swedish Excel's `;`).
namespace rodtrad::formats {

struct CsvRow {
  std::vector<std::string> cells;
  std::uint32_t line = 0;  ///< from 1, where the row begins in the file
  std::uint32_t row = 0;   ///< from 1, as a spreadsheet program counts, blank rows included
};

struct CsvTable {
  std::vector<CsvRow> rows;  ///< blank lines are left out
  char delimiter = ',';
};

/// Reads a whole table. `delimiter` 0: `sep=` line, else found by the most consistent column count
/// among `;`, tab and `,`. Quoted cells may hold delimiters, line ends and doubled quotes.
/// Errors: csv-unclosed-quote, csv-stray-quote (both with the line where it opens). A quote that
/// opens inside a cell is an ordinary character, and so are both when text follows the closing one
/// on the same line (`"Vi" sa hon`): warning csv-stray-quote. If lines lie between them it is an
/// error, for then one of them belongs to the text and rows would be swallowed.
Result<CsvTable> read_csv(std::string_view text, char delimiter, const std::string& file,
                          Diagnostics& remarks);

/// Appends one cell, quoted when needed.
void append_csv_cell(std::string& out, std::string_view cell, char delimiter);

/// Writes a table with a BOM and CRLF line ends. Text that a spreadsheet program would run as a
/// formula (= + - @ tab, also after blanks and in full width) gets a leading apostrophe.
class CsvWriter {
 public:
  explicit CsvWriter(char delimiter) : delimiter_(delimiter) { out_ = "\xEF\xBB\xBF"; }
  CsvWriter& cell(std::string_view text);
  CsvWriter& number(std::int64_t value);
  /// With a point and this many decimals, whatever the locale.
  CsvWriter& decimal(double value, int decimals);
  void end_row();
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
  char delimiter_;
  bool first_ = true;
};

/// True when a spreadsheet program could take the cell for a formula.
bool is_formula_like(std::string_view cell);

}  // namespace rodtrad::formats
