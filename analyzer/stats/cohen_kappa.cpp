#include <cmath>

#include "analyzer/stats/agreement.h"

namespace rodtrad::stats {
namespace {

struct Margins {
  double n = 0;
  std::vector<double> rows;
  std::vector<double> columns;
};

Margins margins_of(const Matrix& table) {
  Margins out;
  out.rows.assign(table.size(), 0);
  out.columns.assign(table.size(), 0);
  for (std::size_t i = 0; i < table.size(); ++i) {
    for (std::size_t j = 0; j < table.size(); ++j) {
      out.rows[i] += table(i, j);
      out.columns[j] += table(i, j);
      out.n += table(i, j);
    }
  }
  return out;
}

/// In whole counts as long as possible, so that "no chance disagreement" is exact.
Statistic kappa_of_table(const Matrix& table, const Matrix& weights) {
  const Margins margins = margins_of(table);
  if (margins.n <= 0) return Undefined::NoPairs;
  double observed = 0;  // disagreement, times n
  double expected = 0;  // disagreement, times n^2
  for (std::size_t i = 0; i < table.size(); ++i) {
    for (std::size_t j = 0; j < table.size(); ++j) {
      observed += (1 - weights(i, j)) * table(i, j);
      expected += (1 - weights(i, j)) * margins.rows[i] * margins.columns[j];
    }
  }
  if (expected <= 0) return Undefined::OneCategory;
  return 1 - observed * margins.n / expected;
}

}  // namespace

Statistic cohen_kappa(const Ratings& ratings, Weighting weighting) {
  if (ratings.coders < 2) return Undefined::TooFewCoders;
  const Matrix weights = agreement_weights(weighting, ratings);
  Statistic last = Undefined::NoPairs;
  double sum = 0;
  double pairs = 0;
  for (std::size_t a = 0; a < ratings.coders; ++a) {
    for (std::size_t b = a + 1; b < ratings.coders; ++b) {
      const Statistic kappa = kappa_of_table(table_of_pair(ratings, a, b), weights);
      if (kappa.defined()) {
        sum += *kappa.value;
        pairs += 1;
      } else if (kappa.reason == Undefined::OneCategory) {
        last = kappa;
      }
    }
  }
  if (pairs <= 0) return last;
  return sum / pairs;
}

Statistic cohen_kappa_standard_error(const Ratings& ratings) {
  if (ratings.coders != 2) return Undefined::TooFewCoders;
  const Matrix table = table_of_pair(ratings, 0, 1);
  const Margins margins = margins_of(table);
  const double n = margins.n;
  if (n <= 0) return Undefined::NoPairs;
  double po = 0;
  double pe = 0;
  for (std::size_t i = 0; i < table.size(); ++i) {
    po += table(i, i) / n;
    pe += margins.rows[i] / n * margins.columns[i] / n;
  }
  if (1 - pe <= 0) return Undefined::OneCategory;
  double sum = 0;
  for (std::size_t i = 0; i < table.size(); ++i) {
    for (std::size_t j = 0; j < table.size(); ++j) {
      const double p = table(i, j) / n;
      if (i == j) {
        const double term = (1 - pe) - (margins.rows[i] + margins.columns[i]) / n * (1 - po);
        sum += p * term * term;
      } else {
        const double term = (margins.columns[i] + margins.rows[j]) / n;
        sum += (1 - po) * (1 - po) * p * term * term;
      }
    }
  }
  const double last = po * pe - 2 * pe + po;
  const double variance = (sum - last * last) / (n * std::pow(1 - pe, 4));
  return std::sqrt(std::max(0.0, variance));
}

}  // namespace rodtrad::stats
