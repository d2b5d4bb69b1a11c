#pragma once
#include <string>
#include <vector>

#include "analyzer/base/output_folder.h"
#include "analyzer/report/quotes.h"

/// What people have decided about quotes, read from tables they have worked in.
namespace rodtrad::report {

/// A list of hand-picked quotes: every row is one, told by its `coding` (or `kodning`, `id`), or by
/// `document`, `start` and `end`, with `concept` or `theme` where several codings stand there. A
/// column `mark` may say power or proof. Errors: picks-header, picks-unknown (a row that is no
/// coding of this analysis; each is told with its line).
Outcome read_picks(const OutputFile& file, const Analysis& analysis, QuoteDecisions& decisions,
                   Diagnostics& remarks);

/// Marks in evidence tables of an earlier run. Rows without a mark, or that are no longer codings,
/// say nothing. Error: kept-conflict, when two tables mark a quote differently.
Outcome read_marks(const std::vector<OutputFile>& files, const Analysis& analysis,
                   QuoteDecisions& decisions, Diagnostics& remarks);

}  // namespace rodtrad::report
