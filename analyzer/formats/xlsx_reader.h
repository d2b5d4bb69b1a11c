#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/result.h"

/// Excel workbooks as people see them: sheets of rows of text. Formulas show the value that was
/// stored with them and are never computed; macros and links to other files are not looked at.
namespace rodtrad::formats {

struct WorkbookRow {
  std::uint32_t number = 0;  ///< from 1, as Excel counts; rows without text are left out
  bool hidden = false;
  std::vector<std::string> cells{};  ///< from column A to the last that holds text
};

/// A merged block of cells, all four from 1 and inclusive.
struct CellRange {
  std::uint32_t first_row = 0;
  std::uint32_t first_column = 0;
  std::uint32_t last_row = 0;
  std::uint32_t last_column = 0;
};

struct WorkbookSheet {
  std::string name{};
  bool hidden = false;
  std::vector<WorkbookRow> rows{};  ///< by number
  std::vector<CellRange> merged{};
};

struct Workbook {
  std::vector<WorkbookSheet> sheets{};  ///< in the order of their tabs, hidden ones included
  bool has_comments = false;            ///< on cells; their text is not read
};

/// Reads a whole workbook. Dates become `2026-11-21` or `2026-11-21 09:30`, times `09:30`, numbers
/// keep their digits (with `.` as decimal mark), truth values `TRUE` and `FALSE`. Texts are as
/// stored: neither trimmed nor normalised. Errors: those of ZipReader and load_xml,
/// xlsx-no-workbook, xlsx-shared-string, xlsx-cell, xlsx-too-large. Remarks: xlsx-formula-no-value,
/// xlsx-cell-error.
Result<Workbook> read_xlsx(std::string_view bytes, const std::string& file, Diagnostics& remarks);

/// Gives every cell of a merged block the text of its first one, so that each row is whole.
void fill_merged(WorkbookSheet& sheet);

/// `C7` for row 7, column 3.
std::string cell_name(std::uint32_t row, std::uint32_t column);

/// Where a cell is, for diagnostics: `svar.xlsx: sheet "Svar" cell C7`.
Place cell_place(const std::string& file, const WorkbookSheet& sheet, std::uint32_t row,
                 std::uint32_t column);

}  // namespace rodtrad::formats
