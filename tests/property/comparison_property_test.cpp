#include <gtest/gtest.h>

#include <chrono>
#include <ctime>
#include <map>
#include <set>

#include "analyzer/pipeline/compare.h"
#include "analyzer/stats/code_pairs.h"
#include "analyzer/stats/group_counts.h"
#include "tests/support/generated_analysis.h"

/// Crosstabs and co-occurrence against references that do nothing but walk over every unit and
/// coding, as one would with paper slips.
namespace rodtrad::test {
namespace {

Comparison by_role(const Analysis& analysis) {
  pipeline::CompareOptions options;
  options.by = {"roll"};
  return pipeline::compare(analysis, options).value();
}

/// What one cell must hold.
struct Slips {
  std::set<std::uint32_t> units;
  std::set<std::uint32_t> documents;
  std::set<std::uint32_t> people;
  std::uint64_t words = 0;
  std::uint64_t codings = 0;
};

Slips slips_of(const Analysis& analysis, const Grouping& grouping, const CrosstabCell& cell,
               bool all_levels) {
  Slips out;
  for (const Coding& coding : analysis.codings) {
    const std::uint32_t u = coding.unit.value;
    if (coding.theme != cell.theme || grouping.of_unit[u] != cell.group) continue;
    if (cell.concept_id.valid() && coding.concept_id != cell.concept_id) continue;
    if (!all_levels && coding.level != cell.level) continue;
    ++out.codings;
    if (out.units.insert(u).second) out.words += analysis.units[u].words;
    out.documents.insert(analysis.units[u].document.value);
    if (analysis.speaker_of_unit[u] != kNone) out.people.insert(analysis.speaker_of_unit[u]);
  }
  return out;
}

void expect_cell(const CrosstabCell& cell, const Slips& slips) {
  EXPECT_EQ(cell.counts.units, slips.units.size());
  EXPECT_EQ(cell.counts.documents, slips.documents.size());
  EXPECT_EQ(cell.counts.speakers, slips.people.size());
  EXPECT_EQ(cell.counts.words, slips.words);
  EXPECT_EQ(cell.counts.codings, slips.codings);
}

TEST(ComparisonProperty, CrosstabsEqualASlowReference) {
  for (std::uint32_t seed = 1; seed <= 12; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Analysis analysis = generated_analysis(seed);
    const Crosstab table = by_role(analysis).crosstab;
    const std::size_t rows = analysis.codebook->themes.size() + analysis.codebook->concepts.size();
    const std::size_t levels = analysis.codebook->levels.size() + (table.has_unlevelled ? 1 : 0);
    ASSERT_EQ(table.cells.size(), rows * levels * table.totals.size());
    ASSERT_EQ(table.margins.size(), rows * table.totals.size());
    for (const CrosstabCell& cell : table.cells) {
      expect_cell(cell, slips_of(analysis, table.grouping, cell, false));
    }
    for (const CrosstabCell& cell : table.margins) {
      expect_cell(cell, slips_of(analysis, table.grouping, cell, true));
    }
  }
}

TEST(ComparisonProperty, GroupsAndMarginsSumToTheMaterial) {
  for (std::uint32_t seed = 1; seed <= 12; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Analysis analysis = generated_analysis(seed);
    const Crosstab table = by_role(analysis).crosstab;
    GroupTotals sum;
    for (const GroupTotals& group : table.totals) {
      sum.units += group.units;
      sum.words += group.words;
    }
    EXPECT_EQ(sum.units, analysis.units.size());
    EXPECT_EQ(sum.words, analysis.totals.words_coded_zones);
    std::vector<Counts> by_theme(analysis.codebook->themes.size());
    for (const CrosstabCell& cell : table.margins) {
      if (cell.concept_id.valid()) continue;
      by_theme[cell.theme.value].units += cell.counts.units;
      by_theme[cell.theme.value].codings += cell.counts.codings;
      by_theme[cell.theme.value].words += cell.counts.words;
    }
    for (std::size_t t = 0; t < by_theme.size(); ++t) {
      EXPECT_EQ(by_theme[t].units, analysis.counts.by_theme[t].units);
      EXPECT_EQ(by_theme[t].codings, analysis.counts.by_theme[t].codings);
      EXPECT_EQ(by_theme[t].words, analysis.counts.by_theme[t].words);
    }
  }
}

using CellName = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::vector<std::string>>;

std::map<CellName, Counts> named_cells(const Crosstab& table) {
  std::map<CellName, Counts> out;
  for (const CrosstabCell& cell : table.cells) {
    out[{cell.theme.value, cell.concept_id.value, cell.level.value,
         table.grouping.groups[cell.group]}] = cell.counts;
  }
  return out;
}

TEST(ComparisonProperty, OrderOfFilesChangesNothing) {
  for (std::uint32_t seed = 1; seed <= 12; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Analysis analysis = generated_analysis(seed);
    const Comparison one = by_role(analysis);
    const Comparison other = by_role(with_files_reversed(analysis));
    EXPECT_EQ(one.crosstab.grouping.groups, other.crosstab.grouping.groups);
    EXPECT_EQ(one.crosstab.totals, other.crosstab.totals);
    EXPECT_EQ(named_cells(one.crosstab), named_cells(other.crosstab));
    EXPECT_EQ(one.pairs, other.pairs);
    ASSERT_EQ(one.tests.size(), other.tests.size());
    for (std::size_t t = 0; t < one.tests.size(); ++t) {
      EXPECT_EQ(one.tests[t].with, other.tests[t].with);
      EXPECT_EQ(one.tests[t].p, other.tests[t].p);
    }
  }
}

/// Codes of every place a scope has, by walking.
std::vector<std::set<std::uint32_t>> places(const Analysis& analysis, CodeKind kind,
                                            CodeScope scope, std::uint32_t near) {
  const auto home = [&](std::size_t u) {
    const Unit& unit = analysis.units[u];
    return std::pair(unit.document.value,
                     analysis.document_of(unit).segments[unit.segment_begin].turn);
  };
  std::vector<std::set<std::uint32_t>> out;
  for (std::size_t u = 0; u < analysis.units.size(); ++u) {
    if (scope == CodeScope::Turn && u > 0 && home(u) == home(u - 1)) continue;
    std::set<std::uint32_t> codes;
    for (const Coding& coding : analysis.codings) {
      const std::size_t other = coding.unit.value;
      const std::size_t distance = other > u ? other - u : u - other;
      const bool here = scope == CodeScope::Unit ? other == u
                        : scope == CodeScope::Turn
                            ? home(other) == home(u)
                            : distance <= near && home(other).first == home(u).first;
      if (!here) continue;
      if (kind == CodeKind::Theme) {
        codes.insert(coding.theme.value);
      } else if (coding.concept_id.valid()) {
        codes.insert(coding.concept_id.value);
      }
    }
    out.push_back(codes);
  }
  return out;
}

TEST(ComparisonProperty, CooccurrenceEqualsASlowReference) {
  for (std::uint32_t seed = 1; seed <= 6; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Analysis analysis = generated_analysis(seed);
    const std::uint32_t near = 1 + seed % 3;
    const std::vector<CodePair> pairs = stats::code_pairs(analysis, near);
    std::size_t next = 0;
    for (const CodeKind kind : {CodeKind::Theme, CodeKind::Concept}) {
      const std::size_t codes = kind == CodeKind::Theme ? analysis.codebook->themes.size()
                                                        : analysis.codebook->concepts.size();
      for (const CodeScope scope : {CodeScope::Unit, CodeScope::Turn, CodeScope::Neighbourhood}) {
        const auto sets = places(analysis, kind, scope, near);
        for (std::uint32_t a = 0; a < codes; ++a) {
          for (std::uint32_t b = a + 1; b < codes; ++b) {
            CodePair expected{kind, a, b, scope, 0, 0, 0};
            for (const auto& codes_here : sets) {
              expected.n_a += codes_here.count(a);
              expected.n_b += codes_here.count(b);
              expected.n_ab += codes_here.count(a) * codes_here.count(b);
            }
            ASSERT_LT(next, pairs.size());
            EXPECT_EQ(pairs[next], expected);
            EXPECT_LE(pairs[next].c().value_or(0), 1.0);
            ++next;
          }
        }
      }
    }
    EXPECT_EQ(next, pairs.size());
  }
}

/// Generous against slow machines and sanitizers; the goal is two seconds for everything.
TEST(ComparisonProperty, TenThousandUnitsAreQuick) {
  const Analysis analysis =
      generated_analysis(7, {.documents = 50, .units = 200, .themes = 10, .concepts = 5});
  ASSERT_EQ(analysis.units.size(), 10'000U);
  const std::clock_t start = std::clock();
  const Comparison comparison = by_role(analysis);
  const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  EXPECT_FALSE(comparison.crosstab.cells.empty());
  EXPECT_LT(seconds, 10.0);
}

}  // namespace
}  // namespace rodtrad::test
