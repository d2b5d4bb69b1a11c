#pragma once
#include <cstdint>
#include <vector>

#include "analyzer/model/analysis.h"
#include "analyzer/model/comparison.h"

namespace rodtrad::stats {

/// Theme x concept x level x group with margins. Counts follow the same rules as `count`: a unit
/// once in a cell, words are those of the distinct coded units, speakers are distinct people.
/// `respondent_of_unit` numbers the voices that "n of N" counts. Linear in the codings.
Crosstab crosstab(const Analysis& analysis, Grouping grouping,
                  const std::vector<std::uint32_t>& respondent_of_unit);

}  // namespace rodtrad::stats
