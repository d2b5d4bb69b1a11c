#pragma once
#include <string>
#include <vector>

#include "analyzer/model/analysis.h"
#include "analyzer/model/exploration.h"
#include "analyzer/report/table.h"

namespace rodtrad::report {

/// `uncovered.csv`, `keyness.csv`, `collocations.csv`, `suggested-indicators.csv`,
/// `saturation.csv`, `concentration.csv` and `negative-cases.csv`.
std::vector<Table> explore_tables(const Analysis& analysis, const Exploration& exploration,
                                  Language language);

enum class ExploreList { Uncovered, Keyness, Collocations, Suggestions };

/// One sentence: what had to hold for a row to be in this list.
std::string limits_of(ExploreList list, const Exploration& exploration, Language language);

/// The same on one page: the first of each list, with their places, and the curve.
std::string explore_html(const Analysis& analysis, const Exploration& exploration,
                         Language language);

/// New codes interview by interview with the band of random orders. Self-contained.
std::string saturation_svg(const SaturationCurve& curve, Language language);

}  // namespace rodtrad::report
