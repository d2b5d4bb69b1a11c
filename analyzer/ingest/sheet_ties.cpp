#include "analyzer/ingest/sheet_columns.h"
#include "analyzer/ingest/sheet_documents.h"

/// Which sheets of a file only a person can say the answers of.
namespace rodtrad::ingest {

std::vector<SheetTie> ties_in(const Source& source, const ImportOptions& options) {
  std::vector<SheetTie> out;
  if (!is_sheet(source.name) || source.bytes.empty()) return out;
  Diagnostics unsaid;  // the import says it
  const auto sheets = sheets_of(source, options, unsaid);
  if (!sheets) return out;
  for (const SheetTable& sheet : sheets.value()) {
    if (sheet.rows.empty()) continue;
    if (auto tie = tie_of(sheet, options)) out.push_back(std::move(*tie));
  }
  return out;
}

}  // namespace rodtrad::ingest
