#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "analyzer/base/output_folder.h"
#include "analyzer/base/result.h"
#include "analyzer/report/data_structure.h"
#include "analyzer/report/quotes.h"
#include "analyzer/report/writer.h"

/// From codings to what a qualitative study publishes: figure, evidence, appendix, inventory,
/// warnings, meaning units and the reviewer's pack.
namespace rodtrad::pipeline {

struct GioiaRequest {
  report::WriteOptions write{};
  report::StructureOptions structure{};  ///< its language is that of `write`
  report::QuoteOptions quotes{};
  std::vector<std::string> formats{};  ///< of `gioia_formats()`; empty: all
  std::optional<OutputFile> picks{};   ///< hand-picked quotes
  /// What stands in the output folder already, by name: what people wrote there is kept.
  std::map<std::string, std::string> earlier{};
};

std::vector<std::string> gioia_formats();
/// Every name the package may use, for reading what is there and for the check against inputs.
std::vector<std::string> gioia_file_names();

/// All files of the package. A file of an earlier run that somebody has changed is never lost: the
/// meaning-unit table is merged, marks of quotes are taken over, and any other is kept as a copy
/// beside the new one. Without a PNG drawer the rest is made and a warning says so. Errors: those
/// of `keep_filled`, `read_picks` and `read_marks`.
Result<std::vector<OutputFile>> gioia_package(const Analysis& analysis, const GioiaRequest& request,
                                              Diagnostics& remarks);

}  // namespace rodtrad::pipeline
