#pragma once
#include <vector>

#include "analyzer/model/analysis.h"
#include "analyzer/model/comparison.h"

namespace rodtrad::stats {

/// For each theme: does the share of respondents who speak of it differ between the groups of one
/// attribute? Chi-square, Cramer's V, and an exact p where expected counts are small.
/// The units tested are the respondents: excerpts from one person are not independent. Those
/// without a value are left out; when somebody stands in several groups (each answered every
/// question) there is no test, nor where answers to several questions stand in rows of their own
/// and nothing says whose they are. `p_holm` is Holm 1979 over the tests of the attribute, of the
/// exact p where there is one. Warnings and reasons are ids: `expected-below-5`, `p-simulated`,
/// `value-missing`, `nobody-named` (units of several voices or without a name are left out),
/// `documents-tested`; `one-group`, `one-in-each`, `same-in-all`, `in-several-groups`,
/// `respondents-unknown`.
std::vector<GroupTest> group_tests(const Analysis& analysis, const Grouping& one_attribute,
                                   const Respondents& respondents);

}  // namespace rodtrad::stats
