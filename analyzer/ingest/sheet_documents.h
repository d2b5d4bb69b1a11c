#pragma once
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "analyzer/base/result.h"
#include "analyzer/ingest/importer.h"
#include "analyzer/ingest/sheet_columns.h"
#include "analyzer/ingest/sheet_table.h"

namespace rodtrad::ingest {

/// Names of people in the order they are met, shown as `Person 1`, `Person 2` …; one for a file,
/// so that the sheets of a workbook agree.
class Pseudonyms {
 public:
  const std::string& of(const std::string& key);

 private:
  std::map<std::string, std::string> names_;
};

/// What the name of a sheet says about all its answers.
struct SheetContext {
  std::string group{};     ///< the sheet is a group's
  std::string question{};  ///< the sheet is a question's
  bool several = false;    ///< the file has more sheets with answers: ids name theirs
};

/// The rows of a text file, and the delimiter they were read with.
Result<std::pair<SheetTable, char>> text_sheet(const Source& source, std::string_view text,
                                               const std::string& encoding, char delimiter,
                                               Diagnostics& remarks);
/// The visible sheets of a workbook, merged blocks filled.
Result<std::vector<SheetTable>> workbook_sheets(const Source& source, Diagnostics& remarks);
/// csv, tsv, xlsx and xlsm are sheets.
bool is_sheet(std::string_view file_name);
/// The sheets of a file that is one. Errors: those of the readers.
Result<std::vector<SheetTable>> sheets_of(const Source& source, const ImportOptions& options,
                                          Diagnostics& remarks);

/// The rows of one sheet, each a document. Errors: csv-long-row. Remarks tell what the columns were
/// taken for, and which of them name persons.
Result<Documents> sheet_documents(const SheetTable& table, SheetShape shape,
                                  const SheetContext& context, const Source& source,
                                  Pseudonyms& pseudonyms, Diagnostics& remarks);

}  // namespace rodtrad::ingest
