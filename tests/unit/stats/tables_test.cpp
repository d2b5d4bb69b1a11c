#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "analyzer/stats/crosstab.h"
#include "analyzer/stats/exact_test.h"
#include "analyzer/stats/keyness.h"
#include "analyzer/stats/random.h"
#include "analyzer/stats/saturation.h"

namespace rodtrad::stats {
namespace {

TEST(Crosstab, AnEmptyLineIsUndefinedUntilDropped) {
  const CrossTable table = {{5, 0, 3}, {7, 0, 9}};
  EXPECT_EQ(chi_square(table).reason, Undefined::EmptyMargin);
  EXPECT_EQ(cramers_v({{5, 0}, {7, 0}}).reason, Undefined::EmptyMargin);
  EXPECT_TRUE(chi_square(without_empty_lines(table)).defined());
}

TEST(Crosstab, FisherOnTheTeaTasting) {  // Fisher (1935): 0.2429 one-sided, 0.4857 two-sided
  const CrossTable table = {{3, 1}, {1, 3}};
  EXPECT_NEAR(*fisher_exact_p(table).value, 0.4857, 5e-5);
  EXPECT_NEAR(*fisher_exact_p(table, Alternative::Greater).value, 0.2429, 5e-5);
  EXPECT_EQ(fisher_exact_p({{1, 2, 3}, {4, 5, 6}}).reason, Undefined::NotTwoByTwo);
}

/// Counts every way to choose who speaks of the theme, one by one.
double p_by_counting(const std::vector<std::uint64_t>& with,
                     const std::vector<std::uint64_t>& without) {
  std::vector<std::size_t> group_of;
  std::size_t chosen = 0;
  for (std::size_t g = 0; g < with.size(); ++g) {
    group_of.insert(group_of.end(), with[g] + without[g], g);
    chosen += with[g];
  }
  std::map<std::vector<std::uint64_t>, double> ways;
  for (std::uint32_t who = 0; who < (1U << group_of.size()); ++who) {
    std::vector<std::uint64_t> table(with.size());
    std::size_t n = 0;
    for (std::size_t i = 0; i < group_of.size(); ++i) {
      if ((who >> i & 1U) == 0) continue;
      ++n;
      ++table[group_of[i]];
    }
    if (n == chosen) ++ways[table];
  }
  double all = 0;
  double unlikely = 0;
  for (const auto& [table, n] : ways) {
    all += n;
    if (n <= ways.at(with)) unlikely += n;
  }
  return unlikely / all;
}

TEST(ExactTest, IsFishersForTwoGroups) {
  EXPECT_NEAR(exact_test({3, 1}, {1, 3}).p, 0.4857, 5e-5);
  // Twelve in one group who all speak of it, one in another who does not: one way of thirteen.
  EXPECT_NEAR(exact_test({0, 12}, {1, 0}).p, 1.0 / 13, 1e-9);
}

TEST(ExactTest, AgreesWithCountingEveryWay) {
  Random random(7);
  for (int round = 0; round < 40; ++round) {
    std::vector<std::uint64_t> with;
    std::vector<std::uint64_t> without;
    for (std::size_t g = 0; g < 2 + random.below(3); ++g) {
      with.push_back(random.below(4));
      without.push_back(1 + random.below(2));
    }
    const ExactP exact = exact_test(with, without);
    EXPECT_FALSE(exact.simulated);
    EXPECT_NEAR(exact.p, p_by_counting(with, without), 1e-9) << round;
  }
}

TEST(ExactTest, DrawsTablesWhereThereAreTooManyAndAlwaysTheSame) {
  const std::vector<std::uint64_t> with = {20, 14, 22, 17, 27};
  const std::vector<std::uint64_t> without = {20, 26, 18, 23, 13};
  const ExactP drawn = exact_test(with, without);
  EXPECT_TRUE(drawn.simulated);
  EXPECT_EQ(drawn.p, exact_test(with, without).p);
  CrossTable table;
  for (std::size_t g = 0; g < with.size(); ++g) {
    table.push_back({static_cast<double>(with[g]), static_cast<double>(without[g])});
  }
  EXPECT_NEAR(drawn.p, *chi_square_p(table).value, 0.01);  // so large that chi-square holds
}

TEST(Crosstab, SmallExpectedCountsAreTold) {
  EXPECT_TRUE(expected_counts({{3, 1}, {1, 3}}).too_few());
  EXPECT_FALSE(expected_counts({{30, 10}, {10, 30}}).too_few());
}

TEST(Keyness, LogLikelihoodCarriesTheSignOfTheRelativeFrequency) {
  // 52 in 50,000 against 57 in 75,000: 2.65 (Rayson's calculator)
  EXPECT_NEAR(*rayson_log_likelihood({52, 57, 50000, 75000}).value, 2.65, 0.005);
  EXPECT_NEAR(*rayson_log_likelihood({57, 52, 75000, 50000}).value, -2.65, 0.005);
  EXPECT_EQ(rayson_log_likelihood({0, 0, 10, 10}).reason, Undefined::NoData);
}

TEST(Keyness, RatiosWithZeros) {
  EXPECT_NEAR(*log_ratio({4, 0, 100, 100}).value, 3.0, 1e-12);  // 0 counts as 0.5
  EXPECT_EQ(percent_difference({4, 0, 100, 100}).reason, Undefined::ZeroFrequency);
}

TEST(Collocation, ImpossibleCountsAreUndefined) {
  EXPECT_EQ(collocation_t({.both = 5, .first = 3, .second = 9, .all = 20}).reason,
            Undefined::OutOfRange);
  EXPECT_EQ(collocation_pmi({.both = 0, .first = 3, .second = 9, .all = 20}).reason,
            Undefined::ZeroFrequency);
}

TEST(Saturation, WorkedStepsOfGuestNameyAndChen) {  // 2020, PLOS ONE e0232076: 37 themes, 6+2
  const Saturation s = saturation({20, 9, 5, 3, 4, 3, 1, 0}, {.base = 4, .run = 2});
  EXPECT_EQ(s.base_themes, 37);
  EXPECT_EQ(s.label, "6+2");
  EXPECT_FALSE(saturation({2, 2, 2, 2, 2, 2}, {.base = 4, .run = 2}).at);
  EXPECT_EQ(saturation({2, 2}, {.base = 4, .run = 2}).reason, Undefined::NoData);
}

TEST(Saturation, BandReachesEveryThemeAtTheEndAndIsTheSameForTheSameSeed) {
  const std::vector<std::vector<std::uint32_t>> themes = {{0, 1}, {1}, {2}, {0, 3}};
  const AccumulationBand band = accumulation_band(themes, 200, 7);
  ASSERT_EQ(band.middle.size(), 4U);
  EXPECT_EQ(band.low.back(), 1.0);
  EXPECT_EQ(band.high.back(), 1.0);
  EXPECT_EQ(band.middle, accumulation_band(themes, 200, 7).middle);
}

TEST(Chao1, VariantsAreNamedBecauseTheyDiffer) {  // scikit-bio: 9.75 and 10.5
  const std::vector<double> counts = {0, 1, 1, 4, 2, 5, 2, 4, 1, 2};
  EXPECT_EQ(*chao1(counts, Chao1::BiasCorrected).value, 9.75);
  EXPECT_EQ(*chao1(counts, Chao1::Classic).value, 10.5);
  EXPECT_EQ(chao1({}, Chao1::Classic).reason, Undefined::NoData);
}

}  // namespace
}  // namespace rodtrad::stats
