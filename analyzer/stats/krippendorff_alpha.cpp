#include <algorithm>

#include "analyzer/stats/agreement.h"

namespace rodtrad::stats {
namespace {

std::vector<double> marginals(const Matrix& coincidences) {
  std::vector<double> out(coincidences.size(), 0);
  for (std::size_t c = 0; c < coincidences.size(); ++c) {
    for (std::size_t k = 0; k < coincidences.size(); ++k) out[c] += coincidences(c, k);
  }
  return out;
}

std::size_t shared(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  std::size_t n = 0;
  for (const std::uint32_t item : a) n += std::binary_search(b.begin(), b.end(), item) ? 1U : 0U;
  return n;
}

}  // namespace

Matrix coincidences(const Ratings& ratings) {
  Matrix out(ratings.categories);
  const UnitCounts counts = unit_counts(ratings);
  for (std::size_t unit = 0; unit < counts.units(); ++unit) {
    if (counts.coders[unit] < 2) continue;
    const double* row = counts.row(unit);
    const double share = counts.weights[unit] / (counts.coders[unit] - 1);
    for (std::size_t c = 0; c < counts.categories; ++c) {
      if (row[c] == 0) continue;
      for (std::size_t k = 0; k < counts.categories; ++k) {
        out(c, k) += share * row[c] * (c == k ? row[k] - 1 : row[k]);
      }
    }
  }
  return out;
}

Statistic alpha_of(const Matrix& coincidences, const Distance& distance) {
  const std::vector<double> n_c = marginals(coincidences);
  double n = 0;
  for (const double value : n_c) n += value;
  if (n <= 0) return Undefined::NoPairs;
  double observed = 0;
  double expected = 0;
  for (std::size_t c = 0; c < n_c.size(); ++c) {
    if (n_c[c] == 0) continue;
    for (std::size_t k = 0; k < n_c.size(); ++k) {
      if (c == k || n_c[k] == 0) continue;
      const double far = distance(c, k);
      observed += coincidences(c, k) * far;
      expected += n_c[c] * n_c[k] * far;
    }
  }
  if (expected <= 0) return Undefined::OneCategory;
  return 1 - (n - 1) * observed / expected;
}

Statistic krippendorff_alpha(const Ratings& ratings, const Distance& distance) {
  if (ratings.coders < 2) return Undefined::TooFewCoders;
  return alpha_of(coincidences(ratings), distance);
}

Statistic krippendorff_alpha(const Ratings& ratings, Metric metric) {
  if (ratings.coders < 2) return Undefined::TooFewCoders;
  const Matrix table = coincidences(ratings);
  const std::vector<double> n_c = marginals(table);
  bool sums_to_zero = false;
  const Distance distance = [&](std::size_t c, std::size_t k) -> double {
    const double a = ratings.number(c);
    const double b = ratings.number(k);
    switch (metric) {
      case Metric::Nominal:
        return 1;
      case Metric::Ordinal: {
        double between = -(n_c[c] + n_c[k]) / 2;
        for (std::size_t g = std::min(c, k); g <= std::max(c, k); ++g) between += n_c[g];
        return between * between;
      }
      case Metric::Interval:
        return (a - b) * (a - b);
      case Metric::Ratio:
        if (a + b == 0) {
          sums_to_zero = true;
          return 0;
        }
        return (a - b) / (a + b) * ((a - b) / (a + b));
    }
    return 1;
  };
  Statistic alpha = alpha_of(table, distance);
  return sums_to_zero ? Statistic(Undefined::OutOfRange) : alpha;
}

double jaccard_distance(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  const std::size_t both = shared(a, b);
  const std::size_t either = a.size() + b.size() - both;
  return either == 0 ? 0 : 1 - static_cast<double>(both) / static_cast<double>(either);
}

double masi_distance(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  const std::size_t both = shared(a, b);
  if (a.empty() && b.empty()) return 0;
  const double monotonicity = both == a.size() && both == b.size()   ? 1
                              : both == 0                            ? 0
                              : both == std::min(a.size(), b.size()) ? 0.67
                                                                     : 0.33;
  return 1 - (1 - jaccard_distance(a, b)) * monotonicity;
}

}  // namespace rodtrad::stats
