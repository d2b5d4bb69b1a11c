#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "analyzer/base/diagnostic.h"
#include "analyzer/formats/xlsx_reader.h"

namespace rodtrad::ingest {

struct SheetRow {
  std::vector<std::string> cells{};
  std::uint32_t row = 0;   ///< from 1, as a spreadsheet program counts
  std::uint32_t line = 0;  ///< from 1, in a text file; 0 in a workbook
};

/// One sheet whatever it came in: a CSV file, or a tab of a workbook.
struct SheetTable {
  std::string file{};
  std::string sheet{};  ///< the tab's name, empty for text files
  std::string encoding{};
  std::vector<SheetRow> rows{};
  std::vector<formats::CellRange> merged{};

  [[nodiscard]] Place place(const SheetRow& row) const {
    Place at{.path = file};
    if (sheet.empty()) {
      at.line = row.line;
    } else {
      at.inside = "sheet \"" + sheet + "\" row " + std::to_string(row.row);
    }
    return at;
  }
};

}  // namespace rodtrad::ingest
