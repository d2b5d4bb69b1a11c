#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/result.h"
#include "analyzer/formats/csv.h"
#include "analyzer/model/codebook.h"

/// Codebooks as tables, the way people edit them in Excel.
namespace rodtrad::ingest {

/// The rows of a CSV file or of an Excel workbook's first sheet that looks like a codebook.
Result<std::vector<formats::CsvRow>> read_rows(std::string_view bytes, const std::string& file,
                                               Diagnostics& remarks);

/// True when the first row is that of our own codebook table (kind, id, label … or Slag, Id,
/// Namn …).
bool is_codebook_table(const std::vector<formats::CsvRow>& rows);

/// Our own table as a codebook, unchecked: `codebook::load` of its JSON finds the faults. Errors:
/// codebook-row-kind, codebook-row-parent, each with its line.
Result<Codebook> codebook_of_rows(const std::vector<formats::CsvRow>& rows,
                                  const std::string& file);

}  // namespace rodtrad::ingest
