#include "analyzer/report/sheet_rows.h"

#include "analyzer/formats/csv.h"
#include "analyzer/formats/xlsx_reader.h"
#include "analyzer/text/decode.h"

namespace rodtrad::report {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Result<Rows> csv_rows(const std::string& bytes, const std::string& file, Diagnostics& remarks) {
  auto decoded = text::decode(bytes, {}, file, remarks);
  if (!decoded) return std::move(decoded).failure();
  auto table = formats::read_csv(decoded.value().text, 0, file, remarks);
  if (!table) return std::move(table).failure();
  Rows out;
  for (formats::CsvRow& row : table.value().rows) {
    for (std::string& cell : row.cells) {
      const std::string_view rest = std::string_view(cell).substr(cell.empty() ? 0 : 1);
      if (cell.starts_with('\'') && formats::is_formula_like(rest)) cell.erase(0, 1);
    }
    out.push_back(std::move(row.cells));
  }
  return out;
}

Result<Rows> xlsx_rows(const std::string& bytes, const std::string& file, Diagnostics& remarks) {
  auto book = formats::read_xlsx(bytes, file, remarks);
  if (!book) return std::move(book).failure();
  Rows out;
  if (book.value().sheets.empty()) return out;
  for (formats::WorkbookRow& row : book.value().sheets.front().rows) {
    out.push_back(std::move(row.cells));
  }
  return out;
}

}  // namespace

Result<Rows> sheet_rows(const std::string& bytes, const std::string& file, Diagnostics& remarks) {
  return bytes.starts_with("PK\x03\x04") ? xlsx_rows(bytes, file, remarks)
                                         : csv_rows(bytes, file, remarks);
}

}  // namespace rodtrad::report
