#include "analyzer/pipeline/compiled_codebook.h"

#include "analyzer/codebook/load.h"

namespace rodtrad::pipeline {

Result<CompiledCodebook> compile_codebook(std::string_view json, const std::string& file,
                                          const language::Resources& resources) {
  Result<Codebook> loaded = codebook::load(json, file);
  if (!loaded) return std::move(loaded).failure();
  auto codebook = std::make_unique<const Codebook>(std::move(loaded).value());
  Result<matching::Matcher> matcher = matching::Matcher::compile(*codebook, resources);
  if (!matcher) return std::move(matcher).failure();
  return CompiledCodebook{std::move(codebook), std::move(matcher).value(), resources};
}

}  // namespace rodtrad::pipeline
