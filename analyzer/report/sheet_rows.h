#pragma once
#include <string>
#include <vector>

#include "analyzer/base/diagnostic.h"
#include "analyzer/base/result.h"

namespace rodtrad::report {

/// The rows of a table a person has worked in: CSV in any usual encoding, or the first sheet of an
/// Excel workbook (told by its first bytes). The apostrophe our CSV puts before text that looks
/// like a formula is taken away again. Errors: those of the readers.
Result<std::vector<std::vector<std::string>>> sheet_rows(const std::string& bytes,
                                                         const std::string& file,
                                                         Diagnostics& remarks);

}  // namespace rodtrad::report
