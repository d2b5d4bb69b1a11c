#pragma once
#include "analyzer/model/analysis.h"
#include "analyzer/model/results_diff.h"

namespace rodtrad::stats {

/// Compares two sets of results, codes first (`pair_codes`), then coding by coding. Codings of the
/// same unit, code and coder are the same; when their level or theme differs they have moved. What
/// is left is paired where the text is unchanged but stands elsewhere in its document, where the
/// same words are evidence of another code, and where units of the same code overlap. The rest is
/// lost or gained. Documents are the same by id, else by text. Near linear in the codings.
ResultsDiff diff_results(const Analysis& before, const Analysis& after);

}  // namespace rodtrad::stats
