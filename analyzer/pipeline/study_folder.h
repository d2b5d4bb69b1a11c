#pragma once
#include <string>
#include <vector>

#include "analyzer/base/output_folder.h"
#include "analyzer/pipeline/analyze.h"
#include "analyzer/report/writer.h"

namespace rodtrad::pipeline {

/// A study folder: texts, answers, attributes, study file, codebook, codings by coder, report.
struct StudyFolder {
  std::vector<OutputFile> files{};
  Diagnostics remarks{};
  std::string summary{};  ///< the counts a person can check, for the terminal
};

/// Imports everything and lays it out as a study: a text file a document (the canonical text),
/// or its own file where text alone would be read in another way (tables, notes, names in bold); a
/// JSONL file a sheet of answers, `attribut.csv`, `studie.json`, `import.html` for people and
/// `import.json` for programs with the counts a person can check (characters in = kept + listed),
/// `loss.json`. Projects of other programs also
/// give `codebook.json` and `codings-NAME.jsonl`, one a coder. `codebook` is named in the study
/// file; empty: the imported one.
Result<StudyFolder> study_folder(const Request& request, const std::string& codebook,
                                 report::Language language);

}  // namespace rodtrad::pipeline
