#pragma once
#include "analyzer/model/analysis.h"
#include "analyzer/pipeline/compiled_codebook.h"

namespace rodtrad::pipeline {

/// Looks a valid codebook over: examples that no rule of their concept catches and counterexamples
/// that one does (errors); concepts without indicators, themes with one concept, the same indicator
/// in two themes, an indicator that is a form of another in the same concept, words whose forms
/// belong to other words too (plan/planet) or that the lexicon does not know (warnings).
Diagnostics check_codebook(const CompiledCodebook& codebook);

/// How a codebook meets material.
struct AgainstMaterial {
  std::vector<IndicatorId> never{};  ///< indicators that hit nothing
  struct Overlap {
    ConceptId a{};
    ConceptId b{};
    std::uint64_t n_a = 0;
    std::uint64_t n_b = 0;
    std::uint64_t n_both = 0;
  };
  std::vector<Overlap> overlaps{};  ///< of different themes, most overlapping first
};

/// `never` counts an indicator as hitting when it is evidence of a coding or decides a level.
AgainstMaterial against(const Analysis& analysis);

}  // namespace rodtrad::pipeline
