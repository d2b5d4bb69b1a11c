#pragma once
#include <string>

#include "analyzer/report/evidence.h"
#include "analyzer/report/kept_columns.h"

/// The same codings as a table after Graneheim & Lundman (2004): meaning unit, condensed unit,
/// code, sub-category, category, theme. A concept is a code, a theme a category and a dimension a
/// theme; condensing and sub-categories are a person's work and are kept from run to run.
namespace rodtrad::report {

/// One row a coding, in the order of dimension, theme, concept and place.
Table meaning_unit_table(const Evidenced& evidence, Language language);

/// How the table keeps what people have filled in.
KeepPlan meaning_unit_plan();

/// A document with the rows that matter to a reader: those of the chosen quotes and every row
/// somebody has written in. `table` is the finished table.
std::string meaning_unit_docx(const Evidenced& evidence, const Table& table, Language language);

}  // namespace rodtrad::report
