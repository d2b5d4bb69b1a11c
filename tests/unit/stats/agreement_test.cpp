#include "analyzer/stats/agreement.h"

#include <gtest/gtest.h>

#include "analyzer/stats/alpha_u_1995.h"
#include "analyzer/stats/distributions.h"
#include "analyzer/stats/unitizing.h"

namespace rodtrad::stats {
namespace {

constexpr std::int32_t kNone = kMissing;

/// Krippendorff (2011), "Computing Krippendorff's alpha-reliability", the table of four coders and
/// twelve units with missing values; categories 1-5 as 0-4.
Ratings canonical() {
  const std::vector<std::vector<std::int32_t>> coders = {{1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0},
                                                         {1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3},
                                                         {0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0},
                                                         {1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0}};
  Ratings r{.coders = 4, .categories = 5, .scale = {1, 2, 3, 4, 5}};
  for (std::size_t unit = 0; unit < 12; ++unit) {
    for (const auto& coder : coders) r.values.push_back(coder[unit] - 1);
  }
  return r;
}

Ratings pair(const std::vector<std::int32_t>& a, const std::vector<std::int32_t>& b,
             std::size_t categories) {
  Ratings r{.coders = 2, .categories = categories};
  for (std::size_t i = 0; i < a.size(); ++i) {
    r.values.push_back(a[i]);
    r.values.push_back(b[i]);
  }
  return r;
}

TEST(KrippendorffAlpha, CanonicalTableOnFourScales) {
  EXPECT_NEAR(*krippendorff_alpha(canonical(), Metric::Nominal).value, 0.743, 0.0005);
  EXPECT_NEAR(*krippendorff_alpha(canonical(), Metric::Ordinal).value, 0.815, 0.0005);
  EXPECT_NEAR(*krippendorff_alpha(canonical(), Metric::Interval).value, 0.849, 0.0005);
  EXPECT_NEAR(*krippendorff_alpha(canonical(), Metric::Ratio).value, 0.797, 0.0005);
}

TEST(PercentAgreement, ThreeVariantsDifferWhenValuesAreMissing) {
  EXPECT_NEAR(*percent_agreement(canonical(), PercentVariant::ByUnits).value, 0.818, 0.0005);
  EXPECT_NEAR(*percent_agreement(canonical(), PercentVariant::ByValues).value, 0.800, 0.0005);
  EXPECT_NEAR(*percent_agreement(canonical(), PercentVariant::ByPairs).value, 0.782, 0.0005);
}

TEST(CohenKappa, TextbookTableOf1960) {  // Cohen (1960), p. 45
  Matrix table(3);
  const double cells[3][3] = {{88, 14, 18}, {10, 40, 10}, {2, 6, 12}};
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) table(i, j) = cells[i][j];
  }
  EXPECT_NEAR(*cohen_kappa(ratings_of_table(table)).value, 0.492, 0.0005);
}

TEST(FleissKappa, WithUnequalCodersIsUndefinedAndSaysSo) {
  EXPECT_EQ(fleiss_kappa(unit_counts(canonical())).kappa.reason, Undefined::UnequalCoders);
  EXPECT_NEAR(*fleiss_kappa_missing(canonical()).value, 0.761, 0.0006);  // irrCAC
}

TEST(GwetAc1, StaysHighWhereKappaFallsBecauseOneCategoryRules) {
  // 80/7/8/5: PA 0.85, AC1 0.81 (Gwet 2008); kappa is about 0.32 on the same table.
  Matrix table(2);
  table(0, 0) = 80;
  table(0, 1) = 7;
  table(1, 0) = 8;
  table(1, 1) = 5;
  const Ratings r = ratings_of_table(table);
  EXPECT_NEAR(*percent_agreement(r).value, 0.85, 1e-12);
  EXPECT_NEAR(*gwet_ac(r).value, 0.81, 0.005);
  EXPECT_LT(*cohen_kappa(r).value, 0.35);
}

TEST(GwetAc1, IntervalIsCutAtOne) {  // irrCAC on its four-rater example: 0.461 .. 1
  Ratings r = canonical();
  r.values[11 * 4 + 1] = kNone;
  r.values[11 * 4 + 2] = 2;
  const auto interval = gwet_ac_interval(r);
  ASSERT_TRUE(interval);
  EXPECT_NEAR(interval->low, 0.461, 0.001);
  EXPECT_EQ(interval->high, 1.0);
}

TEST(Agreement, OneCategoryIsUndefinedNeverOne) {
  const Ratings r = pair({0, 0, 0}, {0, 0, 0}, 2);
  EXPECT_EQ(cohen_kappa(r).reason, Undefined::OneCategory);
  EXPECT_EQ(krippendorff_alpha(r).reason, Undefined::OneCategory);
  EXPECT_EQ(scott_pi(r).reason, Undefined::OneCategory);
  EXPECT_EQ(*percent_agreement(r).value, 1.0);
}

TEST(Agreement, UnitsJudgedOnceGiveNoPairs) {
  const Ratings r = pair({0, kNone}, {kNone, 1}, 2);
  EXPECT_EQ(percent_agreement(r).reason, Undefined::NoPairs);
  EXPECT_EQ(cohen_kappa(r).reason, Undefined::NoPairs);
  EXPECT_EQ(krippendorff_alpha(r).reason, Undefined::NoPairs);
  EXPECT_EQ(gwet_ac(r).reason, Undefined::NoPairs);
}

TEST(SetDistances, MasiIsStricterThanJaccard) {
  EXPECT_NEAR(masi_distance({1, 2}, {1, 2, 3, 4}), 1 - 0.5 * 0.67, 1e-12);
  EXPECT_NEAR(masi_distance({1, 2}, {2, 3}), 1 - 0.33 / 3, 1e-12);
  EXPECT_EQ(jaccard_distance({1, 2}, {1, 2, 3, 4}), 0.5);
  EXPECT_EQ(masi_distance({}, {}), 0.0);
  EXPECT_EQ(masi_distance({1}, {}), 1.0);
}

TEST(UAlpha, DoesNotSeeASplitSoUnitsAreCounted) {
  const Continuum text{.length = 50, .coders = {{{0, 10, 0}}, {{0, 5, 0}, {5, 10, 0}}}};
  const UnitizingSums sums = unitizing_sums(text, 1);
  EXPECT_EQ(*u_alpha(sums).value, 1.0);
  EXPECT_EQ(sums.units, 3.0);
  EXPECT_EQ(cu_alpha(sums).reason, Undefined::OneCategory);
}

TEST(AlphaU1995, IsAnotherNumberThanTheFamilyOf2016) {  // Krippendorff (2004), ch. 11: 0.8591
  const Continuum text{
      .length = 300,
      .coders = {{{75, 145, 0}, {220, 250, 0}}, {{70, 150, 0}, {205, 225, 0}, {250, 270, 0}}}};
  const AlphaU1995 old = alpha_u_1995(text, 0);
  EXPECT_NEAR(*old.alpha.value, 0.7286, 0.0001);
  EXPECT_NEAR(old.observed, 0.0144, 0.0001);
  EXPECT_NEAR(old.expected, 0.0532, 0.0001);
  EXPECT_GT(std::abs(*u_alpha(unitizing_sums(text, 1)).value - 0.7286), 0.01);
}

TEST(Distributions, KnownQuantiles) {
  EXPECT_NEAR(student_t_quantile(0.975, 11), 2.200985, 1e-6);
  EXPECT_NEAR(student_t_quantile(0.025, 1), -12.706205, 1e-5);
  EXPECT_NEAR(chi_square_upper_tail(3.841459, 1), 0.05, 1e-7);
  EXPECT_NEAR(chi_square_upper_tail(0, 3), 1, 0);
  // Wilson (1927), 8 of 10: 0.490 .. 0.943
  const Share share = wilson_interval(8, 10);
  EXPECT_NEAR(share.low, 0.490, 0.001);
  EXPECT_NEAR(share.high, 0.943, 0.001);
}

}  // namespace
}  // namespace rodtrad::stats
