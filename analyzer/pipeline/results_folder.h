#pragma once
#include <string>

#include "analyzer/base/result.h"
#include "analyzer/model/analysis.h"

namespace rodtrad::pipeline {

/// The files of a results folder that make an analysis whole again, as bytes.
struct ResultFiles {
  std::string folder;    ///< as named, for messages
  std::string codebook;  ///< codebook.json
  std::string run;       ///< run.json
  std::string material;  ///< material.jsonl
  std::string codings;   ///< codings.jsonl: the judgements, also where a person has changed them
};

/// The analysis behind the folder. Counts and totals are computed anew from the codings. Errors,
/// each with file and line: results-format, results-unit (a coding at a place that is no unit),
/// results-text (its text is not what stands there), results-code (theme, concept or level
/// unknown). Not restored: the sentence ranges of units.
Result<Analysis> read_results(const ResultFiles& files);

}  // namespace rodtrad::pipeline
