#pragma once
#include "analyzer/model/analysis.h"
#include "analyzer/report/table.h"

/// The results as tables, for the Excel workbook and the Word report.
namespace rodtrad::report {

/// One row a coding, ordered by theme, level and place, as people read excerpts.
Table codings_table(const Analysis& analysis, Language language);
/// Every unit, the uncoded too.
Table units_table(const Analysis& analysis, Language language);
/// Theme x level, one number a cell; each leads to its first row in `codings_table`.
Table theme_level_table(const Analysis& analysis, Language language);
/// The same numbers one row a cell, with persons, documents and words.
Table counts_table(const Analysis& analysis, Language language);

/// Every entry of the codebook with all it holds, one a row: the table people edit in Excel. The
/// machine names of its columns are the ones a codebook is read back by. Rules stand one a line.
Table codebook_table(const Codebook& codebook, Language language);

/// The workbook of results: `rodtrad code --format xlsx`.
std::string results_xlsx(const Analysis& analysis, Language language);
/// The coded-excerpt report: `rodtrad code --format docx`.
std::string results_docx(const Analysis& analysis, Language language);

}  // namespace rodtrad::report
