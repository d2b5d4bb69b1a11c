#include "analyzer/stats/group_tests.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "analyzer/stats/crosstab.h"
#include "analyzer/stats/exact_test.h"

namespace rodtrad::stats {
namespace {

/// Who is tested, and in which group each of them stands.
struct Sample {
  std::vector<std::uint32_t> group_of;  ///< by respondent; kNone: left out
  bool in_several_groups = false;
  bool value_missing = false;
  bool unnamed = false;  ///< some units are of nobody in particular
};

Sample sample_of(const Analysis& analysis, const Grouping& grouping,
                 const Respondents& respondents) {
  Sample out;
  std::vector<std::set<std::uint32_t>> met(respondents.list.size());
  for (std::size_t u = 0; u < analysis.units.size(); ++u) {
    const std::uint32_t who = respondents.of_unit[u];
    if (who == kNone) {
      out.unnamed = out.unnamed || analysis.units[u].words > 0;
      continue;
    }
    if (grouping.groups[grouping.of_unit[u]].front().empty()) continue;
    met[who].insert(grouping.of_unit[u]);
  }
  for (const auto& groups : met) {
    out.in_several_groups = out.in_several_groups || groups.size() > 1;
    out.value_missing = out.value_missing || groups.empty();
    out.group_of.push_back(groups.size() == 1 ? *groups.begin() : kNone);
  }
  return out;
}

/// A sheet with one answer a row to several questions, and neither persons nor groups: the rows
/// of one person cannot be told from those of several.
bool are_respondents_unknown(const Analysis& analysis, const Respondents& respondents) {
  if (respondents.kind != RespondentKind::Documents) return false;
  std::set<std::string_view> all;
  for (const Document& document : analysis.documents) {
    if (!document.is_answers) return false;
    std::set<std::string_view> questions;
    for (const Segment& segment : document.segments) {
      if (segment.zone == Zone::Answer) questions.insert(segment.question);
    }
    if (questions.size() > 1) return false;
    all.insert(questions.begin(), questions.end());
  }
  return all.size() > 1;
}

/// Respondents with the theme and without it, by group; groups nobody stands in are left out.
void fill_table(const Analysis& analysis, const Grouping& grouping, const Respondents& respondents,
                const Sample& sample, GroupTest& test) {
  std::vector<bool> speaks(sample.group_of.size(), false);
  for (const Coding& coding : analysis.codings) {
    const std::uint32_t who = respondents.of_unit[coding.unit.value];
    if (coding.theme == test.theme && who != kNone) speaks[who] = true;
  }
  for (std::uint32_t g = 0; g < grouping.groups.size(); ++g) {
    std::uint64_t with = 0;
    std::uint64_t without = 0;
    for (std::size_t who = 0; who < speaks.size(); ++who) {
      if (sample.group_of[who] == g) ++(speaks[who] ? with : without);
    }
    if (with + without == 0) continue;
    test.values.push_back(grouping.groups[g].front());
    test.with.push_back(with);
    test.without.push_back(without);
  }
}

bool any(const std::vector<std::uint64_t>& counts) {
  return std::any_of(counts.begin(), counts.end(), [](std::uint64_t n) { return n > 0; });
}

void compute(GroupTest& test) {
  std::uint64_t largest = 0;
  for (std::size_t g = 0; g < test.values.size(); ++g) {
    largest = std::max(largest, test.with[g] + test.without[g]);
  }
  if (test.values.size() < 2) {
    test.undefined = "one-group";
  } else if (largest == 1) {
    test.undefined = "one-in-each";
  } else if (!any(test.with) || !any(test.without)) {
    test.undefined = "same-in-all";
  }
  if (!test.undefined.empty()) return;
  CrossTable table;
  for (std::size_t g = 0; g < test.values.size(); ++g) {
    table.push_back({static_cast<double>(test.with[g]), static_cast<double>(test.without[g])});
  }
  test.chi2 = chi_square(table).value;
  test.df = static_cast<std::uint32_t>(degrees_of_freedom(table));
  test.p = chi_square_p(table).value;
  test.cramers_v = cramers_v(table).value;
  if (!expected_counts(table).too_few()) return;
  test.warnings.emplace_back("expected-below-5");
  const ExactP exact = exact_test(test.with, test.without);
  test.fisher_p = exact.p;
  if (exact.simulated) test.warnings.emplace_back("p-simulated");
}

/// Holm 1979: the smallest p times the number of tests, the next times one less, never falling.
void correct(std::vector<GroupTest>& tests) {
  std::vector<std::pair<double, GroupTest*>> sorted;
  for (GroupTest& test : tests) {
    const std::optional<double> p = test.fisher_p ? test.fisher_p : test.p;
    if (p) sorted.emplace_back(*p, &test);
  }
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  double reached = 0;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    reached = std::max(reached, sorted[i].first * static_cast<double>(sorted.size() - i));
    sorted[i].second->p_holm = std::min(1.0, reached);
  }
}

}  // namespace

std::vector<GroupTest> group_tests(const Analysis& analysis, const Grouping& grouping,
                                   const Respondents& respondents) {
  const Sample sample = sample_of(analysis, grouping, respondents);
  const bool unknown = are_respondents_unknown(analysis, respondents);
  std::vector<GroupTest> out;
  for (std::size_t t = 0; t < analysis.codebook->themes.size(); ++t) {
    GroupTest test;
    test.attribute = grouping.attributes.front();
    test.theme = ThemeId(t);
    if (unknown) {
      test.undefined = "respondents-unknown";
    } else if (sample.in_several_groups) {
      test.undefined = "in-several-groups";
    } else {
      if (respondents.kind == RespondentKind::Documents) {
        test.warnings.emplace_back("documents-tested");
      }
      if (sample.value_missing) test.warnings.emplace_back("value-missing");
      if (sample.unnamed) test.warnings.emplace_back("nobody-named");
      fill_table(analysis, grouping, respondents, sample, test);
      compute(test);
    }
    out.push_back(std::move(test));
  }
  correct(out);
  return out;
}

}  // namespace rodtrad::stats
