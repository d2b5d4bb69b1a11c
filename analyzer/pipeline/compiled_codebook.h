#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "analyzer/base/result.h"
#include "analyzer/matching/matcher.h"
#include "analyzer/model/codebook.h"

namespace rodtrad::pipeline {

/// A codebook that has passed every check, with its rules compiled.
struct CompiledCodebook {
  std::shared_ptr<const Codebook> codebook;
  matching::Matcher matcher;
  language::Resources resources;
};

/// Loads, validates and compiles; on failure every fault is told. The lexicon must outlive it.
Result<CompiledCodebook> compile_codebook(std::string_view json, const std::string& file,
                                          const language::Resources& resources = {});

}  // namespace rodtrad::pipeline
