#pragma once
#include <cstdint>
#include <vector>

#include "analyzer/model/analysis.h"

namespace rodtrad::report {

/// How strongly a coding's unit speaks of its theme, by coding, so that the themes of one unit can
/// be ranked. All codings of a theme in a unit have the same score.
///
/// An indicator weighs log2(1 + N / n), where N is the number of units and n the units in which the
/// indicator hits: what hits everywhere says little. Each further word of its evidence adds a
/// quarter of that weight, so a phrase weighs more than a word. The score is the sum over the
/// theme's distinct indicators in the unit, heaviest first; an indicator whose words are already
/// counted adds nothing, so one word found by three rules counts once. Without evidence in the text
/// (a heading, a person) the score is 0. In hundredths; linear but for a sort per theme.
std::vector<std::uint32_t> scores(const Analysis& analysis);

}  // namespace rodtrad::report
