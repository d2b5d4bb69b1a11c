#include "analyzer/pipeline/study.h"
#include "tests/fuzz/checks.h"

/// A study file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace rodtrad;
  const std::string_view json = fuzz::as_text(data, size);
  pipeline::is_study(json);
  const auto study = pipeline::read_study(json, "studie.json");
  if (!study) {
    fuzz::check_failure(study.failure());
    return 0;
  }
  fuzz::require(!study.value().codebook.empty(), "a study names its codebook");
  fuzz::require(!study.value().sources.empty(), "a study has a source");
  for (const pipeline::Study::Source& source : study.value().sources) {
    fuzz::require(!source.path.empty(), "a source has a path");
  }
  return 0;
}
