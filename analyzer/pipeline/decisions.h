#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "analyzer/base/result.h"
#include "analyzer/model/analysis.h"
#include "analyzer/pipeline/judgements.h"

/// What people decided about codings, applied after the rules, so that a new run keeps it: they
/// accept what was suggested, reject what the rules found, add codings of their own and set levels.
namespace rodtrad::pipeline {

/// Applies the rows that carry a decision (`JudgementRow::decision`), counts again and notes in
/// `Analysis::decided` what was done. A row codes
/// the unit at its place, or the units within it; where the row has a text that no longer stands
/// there, the document is searched for it. `yes` adds a coding (origin `person`) unless the theme
/// (and concept, if one is named) stands there already; a level in the row is then the person's.
/// `no` takes away the rules' codings of the theme (and concept). Decisions on different codings do
/// not touch each other, so the order of rows does not matter; two that contradict each other are
/// errors. Errors, all told: decision-word, decision-code (the codebook has no such theme, concept
/// or level), decision-conflict, decision-none (no row says yes or no). Remarks: decision-adrift.
Result<DecisionCounts> apply_decisions(const std::vector<JudgementRow>& rows, Analysis& analysis,
                                       Diagnostics& remarks);

}  // namespace rodtrad::pipeline
