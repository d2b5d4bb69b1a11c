#pragma once
#include <cstdint>
#include <vector>

#include "analyzer/model/evaluation.h"

namespace rodtrad::stats {

struct EvaluationOptions {
  std::size_t resamples = 1000;  ///< 0: no intervals
  std::uint64_t seed = 1;
};

/// Precision, recall and F1 (0/0 undefined for a code, 0 in the macro means), Cohen's kappa and
/// Krippendorff's alpha of each code; and for the whole:
///   coverage              share of units with at least one theme by rules
///   themes_per_unit       mean number of themes by rules
///   theme_top1            the rules' first theme is the person's first (both none counts as right)
///   theme_top1_of_covered the same among covered units
///   theme_any_hit         one of the person's themes is among the rules' (both none counts)
///   theme_micro_*         over (unit, theme) pairs;  theme_macro_*: mean over the person's themes
///   theme_kappa, _alpha   person's first against rules' first, "none" being a category of its own
///   level_*               likewise, over units to which the person gave a level
///   cell_accuracy         first theme and level both right
/// Intervals: middle 95 % of a seeded bootstrap over groups (documents) when there are at least
/// eight of them, else over units; none below kFewestCases or where all draws are alike.
Evaluation evaluate(const std::vector<JudgedUnit>& units, const EvaluationOptions& options = {});

}  // namespace rodtrad::stats
