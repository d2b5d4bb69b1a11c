#pragma once
#include <string>
#include <vector>

#include "analyzer/model/analysis.h"
#include "analyzer/model/comparison.h"
#include "analyzer/report/table.h"
#include "analyzer/report/writer.h"

namespace rodtrad::report {

/// `crosstab.csv`: every theme and concept x level x group.
Table crosstab_table(const Analysis& analysis, const Crosstab& crosstab, Language language);
/// `margins.csv`: the same with all levels together.
Table margins_table(const Analysis& analysis, const Crosstab& crosstab, Language language);
/// `cube.csv`: theme x level spoken of x the speaker's own level; themes only.
Table cube_table(const Analysis& analysis, const Crosstab& own_level, Language language);
/// `respondents.csv`: 0 or 1 per respondent and theme.
Table respondents_table(const Analysis& analysis, const Comparison& comparison, Language language);
/// `cooccurrence.csv`: every pair of themes and of concepts in each scope.
Table cooccurrence_table(const Analysis& analysis, const Comparison& comparison, Language language);
Table tests_table(const Analysis& analysis, const Comparison& comparison, Language language);

/// Every table above that the comparison has.
std::vector<Table> compare_tables(const Analysis& analysis, const Comparison& comparison,
                                  Language language);

/// `tests.json`: each test with its table, warnings and the reason where there is none.
std::string tests_json(const Analysis& analysis, const Comparison& comparison, Language language);

/// Which themes meet within a scope, as arcs: the wider, the larger c. Self-contained.
std::string cooccurrence_svg(const Analysis& analysis, const Comparison& comparison,
                             CodeScope scope, Language language);

/// Heat maps, bars, cube, co-occurrence, tests and the excerpts behind every number.
std::string compare_html(const Analysis& analysis, const Comparison& comparison, Language language);

// --- words -------------------------------------------------------------------------------------

const char* scope_name(CodeScope scope, Language language);
const char* respondents_name(RespondentKind kind, Language language);
/// A warning or reason of a test, in words.
const char* test_remark(const std::string& id, Language language);
/// "Region / chef"; what is not known is said so.
std::string group_label(const Grouping& grouping, std::size_t group, Language language);

}  // namespace rodtrad::report
