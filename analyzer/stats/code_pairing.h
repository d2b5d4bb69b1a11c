#pragma once
#include <vector>

#include "analyzer/model/analysis.h"
#include "analyzer/model/results_diff.h"

namespace rodtrad::stats {

/// Which old code is which new one. First that answers: the same id; the same rules (indicators and
/// exceptions, in any order); the same label; at least half of the indicators shared; at least half
/// of the coded places shared. A theme without indicators is recognised by its concepts. Each code
/// is paired at most once. Ordered by kind, then as in the new codebook, what was removed last.
std::vector<CodePairing> pair_codes(const Analysis& before, const Analysis& after);

/// One indicator as far as it decides what is found: rule, compounds, forms, part of speech.
std::string rule_signature(const Indicator& indicator);

}  // namespace rodtrad::stats
