#include "analyzer/stats/nominal_measures.h"

#include <algorithm>

namespace rodtrad::stats {
namespace {

/// Sums over the units; `category` lists are by category.
struct Sums {
  double judged = 0;              ///< units judged at all
  double paired = 0;              ///< units judged twice
  double agreed = 0;              ///< sum of their shares of agreeing pairs
  double values = 0;              ///< values in paired units
  double observed = 0;            ///< coincidences of different categories
  std::vector<double> shares;     ///< sum of each unit's own distribution
  std::vector<double> marginals;  ///< values by category in paired units
};

Sums sums_of(const Ratings& r, const std::vector<double>& weights) {
  Sums out;
  out.shares.assign(r.categories, 0);
  out.marginals.assign(r.categories, 0);
  std::vector<std::int32_t> here(r.coders);
  for (std::size_t unit = 0; unit < r.units(); ++unit) {
    if (weights[unit] <= 0) continue;
    std::size_t n = 0;
    for (std::size_t coder = 0; coder < r.coders; ++coder) {
      if (r.value(unit, coder) != kMissing) here[n++] = r.value(unit, coder);
    }
    if (n == 0) continue;
    const auto coders = static_cast<double>(n);
    out.judged += weights[unit];
    for (std::size_t i = 0; i < n; ++i) {
      out.shares[static_cast<std::size_t>(here[i])] += weights[unit] / coders;
    }
    if (n < 2) continue;
    double equal = 0;  // ordered pairs
    for (std::size_t i = 0; i < n; ++i) {
      out.marginals[static_cast<std::size_t>(here[i])] += weights[unit];
      for (std::size_t j = 0; j < n; ++j) equal += i != j && here[i] == here[j] ? 1 : 0;
    }
    const double pairs = coders * (coders - 1);
    out.paired += weights[unit];
    out.agreed += weights[unit] * equal / pairs;
    out.values += weights[unit] * coders;
    out.observed += weights[unit] * (pairs - equal) / (coders - 1);
  }
  return out;
}

/// One pair of coders: Pe from their own margins.
Statistic cohen_of_pair(const Ratings& r, const std::vector<double>& weights, std::size_t a,
                        std::size_t b, std::vector<double>& rows, std::vector<double>& columns) {
  std::fill(rows.begin(), rows.end(), 0.0);
  std::fill(columns.begin(), columns.end(), 0.0);
  double n = 0;
  double differing = 0;
  for (std::size_t unit = 0; unit < r.units(); ++unit) {
    const std::int32_t x = r.value(unit, a);
    const std::int32_t y = r.value(unit, b);
    if (x == kMissing || y == kMissing) continue;
    n += weights[unit];
    rows[static_cast<std::size_t>(x)] += weights[unit];
    columns[static_cast<std::size_t>(y)] += weights[unit];
    if (x != y) differing += weights[unit];
  }
  if (n <= 0) return Undefined::NoPairs;
  double chance = 0;  // agreement, times n^2
  for (std::size_t k = 0; k < rows.size(); ++k) chance += rows[k] * columns[k];
  const double expected = n * n - chance;
  if (expected <= 0) return Undefined::OneCategory;
  return 1 - differing * n / expected;
}

Statistic cohen(const Ratings& r, const std::vector<double>& weights) {
  std::vector<double> rows(r.categories);
  std::vector<double> columns(r.categories);
  double sum = 0;
  double pairs = 0;
  Statistic none = Undefined::NoPairs;
  for (std::size_t a = 0; a < r.coders; ++a) {
    for (std::size_t b = a + 1; b < r.coders; ++b) {
      const Statistic kappa = cohen_of_pair(r, weights, a, b, rows, columns);
      if (kappa.defined()) {
        sum += *kappa.value;
        pairs += 1;
      } else if (kappa.reason == Undefined::OneCategory) {
        none = kappa;
      }
    }
  }
  return pairs > 0 ? Statistic(sum / pairs) : none;
}

Statistic corrected(double observed, double chance) {
  if (1 - chance <= 1e-15) return Undefined::OneCategory;
  return (observed - chance) / (1 - chance);
}

Statistic alpha(const Sums& sums) {
  double expected = sums.values * sums.values;
  for (const double n : sums.marginals) expected -= n * n;
  if (expected <= 1e-9) return Undefined::OneCategory;
  return 1 - (sums.values - 1) * sums.observed / expected;
}

}  // namespace

NominalMeasures nominal_measures(const Ratings& ratings, const std::vector<double>& weights) {
  NominalMeasures out;
  const auto all = [&out](Undefined why) {
    out.percent = out.cohen = out.fleiss = out.brennan_prediger = out.ac1 = out.alpha = why;
  };
  if (ratings.coders < 2) {
    all(Undefined::TooFewCoders);
    return out;
  }
  const Sums sums = sums_of(ratings, weights);
  out.paired = sums.paired;
  if (sums.paired <= 0) {
    all(Undefined::NoPairs);
    return out;
  }
  const double observed = sums.agreed / sums.paired;
  out.percent = observed;
  out.cohen = cohen(ratings, weights);
  out.alpha = alpha(sums);
  const auto q = static_cast<double>(ratings.categories);
  if (ratings.categories < 2) {
    out.fleiss = out.brennan_prediger = out.ac1 = Undefined::OneCategory;
    return out;
  }
  double squares = 0;
  for (const double share : sums.shares) squares += share / sums.judged * (share / sums.judged);
  out.fleiss = corrected(observed, squares);
  out.brennan_prediger = corrected(observed, 1 / q);
  out.ac1 = corrected(observed, (1 - squares) / (q - 1));
  return out;
}

}  // namespace rodtrad::stats
