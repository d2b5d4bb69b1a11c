#pragma once
#include <vector>

#include "analyzer/model/analysis.h"
#include "analyzer/model/comparison.h"

namespace rodtrad::stats {

/// For each theme: does the share of persons who speak of it differ between the groups of one
/// attribute? Chi-square, Cramer's V, and Fisher's p for 2 x 2 tables with small expected counts.
/// The units tested are persons, or documents where nobody is told apart: excerpts from one person
/// are not independent. Persons without a value are left out; when somebody stands in several
/// groups (each answered every question) there is no test. `p_holm` is Holm 1979 over the tests of
/// the attribute. Warnings and reasons are ids: `expected-below-5`, `value-missing`,
/// `documents-tested`; `one-group`, `same-in-all`, `in-several-groups`.
std::vector<GroupTest> group_tests(const Analysis& analysis, const Grouping& one_attribute);

}  // namespace rodtrad::stats
