#pragma once
#include <string>
#include <vector>

#include "analyzer/base/output_folder.h"
#include "analyzer/model/analysis.h"
#include "analyzer/model/results_diff.h"
#include "analyzer/report/table.h"
#include "analyzer/report/writer.h"

namespace rodtrad::report {

/// What is compared, as the person named it.
struct DiffSides {
  const Analysis& before;
  const Analysis& after;
  std::string before_name{};
  std::string after_name{};
};

/// `diff.csv`: every coding, one row; labels beside ids come in the other tables.
Table diff_table(const DiffSides& sides, const ResultsDiff& diff, Language language);
/// `diff-codes.csv`: themes, concepts and levels with what became of them.
Table diff_codes_table(const DiffSides& sides, const ResultsDiff& diff, Language language);
/// `diff-counts.csv`: units per theme x level before and after.
Table diff_counts_table(const DiffSides& sides, const ResultsDiff& diff, Language language);

/// A page one reads in a minute: what changed, because of which rule, with the excerpts.
std::string diff_html(const DiffSides& sides, const ResultsDiff& diff, Language language);

/// Why, in words.
const char* reason_name(ChangeReason reason, Language language);

}  // namespace rodtrad::report
