#include <gtest/gtest.h>

#include "analyzer/stats/crosstab.h"
#include "analyzer/stats/keyness.h"
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
