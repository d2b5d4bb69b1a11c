#pragma once
#include <string>
#include <utility>
#include <vector>

namespace rodtrad::test {

/// What a test puts into a workbook besides its sheets' XML.
struct XlsxParts {
  /// Name and the XML inside `<worksheet>`.
  std::vector<std::pair<std::string, std::string>> sheets{};
  std::string shared_strings{};       ///< inside `<sst>`
  std::string styles{};               ///< inside `<styleSheet>`
  std::string workbook_pr{};          ///< the element, e.g. `<workbookPr date1904="1"/>`
  std::vector<std::string> hidden{};  ///< names of hidden sheets
};

/// An Excel file in memory.
std::string xlsx_of(const XlsxParts& parts);

/// `<sheetData>` whose cells are these texts, inline; empty texts give no cell.
std::string xlsx_rows(const std::vector<std::vector<std::string>>& rows);

}  // namespace rodtrad::test
