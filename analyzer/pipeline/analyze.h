#pragma once
#include "analyzer/base/result.h"
#include "analyzer/model/analysis.h"
#include "analyzer/pipeline/compiled_codebook.h"
#include "analyzer/pipeline/request.h"

namespace rodtrad::pipeline {

/// The main job: import, segment, tag, count. Pure: same request, same analysis, whatever the
/// number of threads. Inputs are taken in the order of their names. An input that cannot be read
/// ends the run, or with `KeepGoing` is named in `run.inputs` and the remarks.
Result<Analysis> analyze(const Request& request, const CompiledCodebook& codebook,
                         const Progress& progress = {});

/// The first step alone: the documents of all inputs with their attributes, ids made unique.
struct Material {
  std::vector<Document> documents{};
  std::vector<std::uint32_t> input_of{};  ///< position in the sorted inputs, by document
  std::vector<const Input*> inputs{};     ///< sorted
  std::vector<InputFile> files{};         ///< parallel to `inputs`
  Diagnostics remarks{};
};
Result<Material> import_all(const Request& request, const Codebook* codebook);

}  // namespace rodtrad::pipeline
