#pragma once
#include <optional>
#include <string>
#include <vector>

#include "analyzer/base/result.h"
#include "analyzer/report/table.h"

/// Tables that people go on working in: what they wrote in an earlier file is in the next one.
namespace rodtrad::report {

/// The files of an earlier run, as bytes. `json` remembers what stood in every cell when they were
/// written, and so tells what a person has changed since.
struct EarlierTable {
  std::optional<std::string> csv{};
  std::optional<std::string> xlsx{};
  std::optional<std::string> json{};
  /// Neither the file nor `json` has changed since they were written: `json` says what stands in
  /// the file, and it need not be read.
  bool csv_as_written = false;
  bool xlsx_as_written = false;
};

struct KeepPlan {
  std::string key_column;                     ///< names the row: the same from run to run
  std::vector<std::string> person_columns{};  ///< empty in a new table: for people to fill in
  std::string status_column{};                ///< says when a row is a person's own or left over
};

/// Puts what people have written into `table` (named as its files). A cell that was changed in the
/// CSV or the workbook since they were written keeps the change, whichever column it stands in;
/// columns that people have added are kept; so are rows they have added, and rows that are no
/// longer in the results if anything was written in them. Returns what to remember, as JSON.
/// Errors: kept-conflict (a cell changed in both files, differently; every one is told),
/// kept-header (a file without the key column) and those of the readers.
Result<std::string> keep_filled(Table& table, const EarlierTable& earlier, const KeepPlan& plan,
                                Language language, Diagnostics& remarks);

}  // namespace rodtrad::report
