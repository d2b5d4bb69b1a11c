#pragma once
#include <optional>
#include <string>
#include <vector>

#include "analyzer/base/output_folder.h"
#include "analyzer/base/result.h"
#include "analyzer/model/analysis.h"
#include "analyzer/model/comparison.h"
#include "analyzer/report/writer.h"

/// The framework matrix: one row a respondent, one column a theme, in each cell quotes or the
/// researcher's own summary. What a person wrote in an earlier matrix stays.
namespace rodtrad::report {

/// The matrix of an earlier run, as bytes (CSV in UTF-8). `framework.json` knows what we wrote in
/// each cell, and so what a person has changed since.
struct FrameworkFiles {
  std::optional<std::string> csv{};
  std::optional<std::string> xlsx{};
  std::optional<std::string> json{};
};

/// `framework.csv`, `framework.xlsx` and `framework.json`. A cell that a person has changed in
/// either file is kept as it is in both; one they have emptied gets its quotes again. Columns they
/// have added are kept, and so are rows and themes that no longer exist, if they wrote in them.
/// Errors: framework-conflict (a cell changed in both files, differently), framework-header (an
/// earlier file whose columns cannot be told), and those of the readers, whose remarks it passes
/// on.
Result<std::vector<OutputFile>> framework_files(const Analysis& analysis,
                                                const Comparison& comparison,
                                                const FrameworkFiles& earlier,
                                                const WriteOptions& options, Diagnostics& remarks);

}  // namespace rodtrad::report
