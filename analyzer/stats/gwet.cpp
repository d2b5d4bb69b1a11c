#include <algorithm>
#include <cmath>
#include <optional>

#include "analyzer/stats/agreement.h"
#include "analyzer/stats/distributions.h"

/// Gwet's treatment of missing judgements, shared by AC1/AC2, Brennan-Prediger, Fleiss and Conger:
/// observed agreement over units judged twice, chance from every unit that anybody judged.
namespace rodtrad::stats {
namespace {

struct Gwet {
  UnitCounts counts;
  Matrix weights;
  double n = 0;                        ///< units judged at all
  double paired = 0;                   ///< units judged at least twice
  double observed = 0;                 ///< mean weighted agreement over the paired
  double weight_sum = 0;               ///< T_w
  std::vector<double> shares;          ///< mean over units of each unit's distribution
  std::vector<double> unit_agreement;  ///< 0 for units judged once
};

/// Agreeing (weighted) pairs of one unit over its pairs.
double agreement_in(const UnitCounts& counts, std::size_t unit, const Matrix& weights) {
  const double* row = counts.row(unit);
  const double coders = counts.coders[unit];
  double pairs = 0;
  for (std::size_t k = 0; k < counts.categories; ++k) {
    if (row[k] == 0) continue;
    double near = 0;
    for (std::size_t l = 0; l < counts.categories; ++l) near += weights(k, l) * row[l];
    pairs += row[k] * (near - 1);
  }
  return pairs / (coders * (coders - 1));
}

Gwet prepare(const Ratings& ratings, Weighting weighting) {
  Gwet g{.counts = unit_counts(ratings),
         .weights = agreement_weights(weighting, ratings),
         .shares = {},
         .unit_agreement = {}};
  const std::size_t q = g.counts.categories;
  g.shares.assign(q, 0);
  for (std::size_t unit = 0; unit < g.counts.units(); ++unit) {
    const double weight = g.counts.weights[unit];
    g.n += weight;
    for (std::size_t k = 0; k < q; ++k) {
      g.shares[k] += weight * g.counts.row(unit)[k] / g.counts.coders[unit];
    }
    const bool paired = g.counts.coders[unit] >= 2;
    g.unit_agreement.push_back(paired ? agreement_in(g.counts, unit, g.weights) : 0);
    if (!paired) continue;
    g.paired += weight;
    g.observed += weight * g.unit_agreement.back();
  }
  for (double& share : g.shares) share = g.n > 0 ? share / g.n : 0;
  if (g.paired > 0) g.observed /= g.paired;
  for (std::size_t k = 0; k < q; ++k) {
    for (std::size_t l = 0; l < q; ++l) g.weight_sum += g.weights(k, l);
  }
  return g;
}

double ac_chance(const Gwet& g) {
  const double q = static_cast<double>(g.counts.categories);
  double sum = 0;
  for (const double share : g.shares) sum += share * (1 - share);
  return g.weight_sum / (q * (q - 1)) * sum;
}

Statistic corrected(const Gwet& g, double chance) {
  if (g.paired <= 0) return Undefined::NoPairs;
  if (1 - chance <= 1e-15) return Undefined::OneCategory;
  return (g.observed - chance) / (1 - chance);
}

Undefined fault(const Ratings& ratings) {
  if (ratings.coders < 2) return Undefined::TooFewCoders;
  if (ratings.categories < 2)
    return ratings.units() == 0 ? Undefined::NoPairs : Undefined::OneCategory;
  return Undefined::No;
}

}  // namespace

Statistic gwet_ac(const Ratings& ratings, Weighting weighting) {
  if (const Undefined why = fault(ratings); why != Undefined::No) return why;
  const Gwet g = prepare(ratings, weighting);
  return corrected(g, ac_chance(g));
}

Statistic gwet_ac_standard_error(const Ratings& ratings, Weighting weighting, Divisor divisor) {
  if (const Undefined why = fault(ratings); why != Undefined::No) return why;
  const Gwet g = prepare(ratings, weighting);
  const double chance = ac_chance(g);
  const Statistic ac = corrected(g, chance);
  if (!ac.defined()) return ac;
  const double divided_by = divisor == Divisor::Sample ? g.n - 1 : g.n;
  if (divided_by <= 0) return Undefined::NoPairs;
  const double q = static_cast<double>(g.counts.categories);
  double squares = 0;
  for (std::size_t unit = 0; unit < g.counts.units(); ++unit) {
    double unit_chance = 0;
    for (std::size_t k = 0; k < g.counts.categories; ++k) {
      unit_chance += g.counts.row(unit)[k] * (1 - g.shares[k]);
    }
    unit_chance *= g.weight_sum / (q * (q - 1)) / g.counts.coders[unit];
    const double own_chance = g.counts.coders[unit] >= 2 ? chance : 0;
    const double own = g.n / g.paired * (g.unit_agreement[unit] - own_chance) / (1 - chance);
    const double term = own - 2 * (1 - *ac.value) * (unit_chance - chance) / (1 - chance);
    squares += g.counts.weights[unit] * (term - *ac.value) * (term - *ac.value);
  }
  return std::sqrt(squares / (g.n * divided_by));
}

std::optional<Interval> gwet_ac_interval(const Ratings& ratings, Weighting weighting) {
  const Statistic ac = gwet_ac(ratings, weighting);
  const Statistic error = gwet_ac_standard_error(ratings, weighting);
  if (!ac.defined() || !error.defined()) return std::nullopt;
  double n = 0;
  for (const double weight : unit_counts(ratings).weights) n += weight;
  const double reach = student_t_quantile(0.975, n - 1) * *error.value;
  return Interval{*ac.value - reach, std::min(1.0, *ac.value + reach)};
}

Statistic brennan_prediger(const Ratings& ratings, Weighting weighting) {
  if (const Undefined why = fault(ratings); why != Undefined::No) return why;
  const Gwet g = prepare(ratings, weighting);
  const double q = static_cast<double>(g.counts.categories);
  return corrected(g, g.weight_sum / (q * q));
}

Statistic fleiss_kappa_missing(const Ratings& ratings, Weighting weighting) {
  if (const Undefined why = fault(ratings); why != Undefined::No) return why;
  const Gwet g = prepare(ratings, weighting);
  double chance = 0;
  for (std::size_t k = 0; k < g.shares.size(); ++k) {
    for (std::size_t l = 0; l < g.shares.size(); ++l) {
      chance += g.weights(k, l) * g.shares[k] * g.shares[l];
    }
  }
  return corrected(g, chance);
}

Statistic conger_kappa(const Ratings& ratings, Weighting weighting) {
  if (const Undefined why = fault(ratings); why != Undefined::No) return why;
  const Gwet g = prepare(ratings, weighting);
  const std::size_t q = ratings.categories;
  std::vector<std::vector<double>> own;  // distribution of each coder who judged anything
  for (std::size_t coder = 0; coder < ratings.coders; ++coder) {
    std::vector<double> shares(q, 0);
    double n = 0;
    for (std::size_t unit = 0; unit < ratings.units(); ++unit) {
      const std::int32_t value = ratings.value(unit, coder);
      if (value == kMissing) continue;
      shares[static_cast<std::size_t>(value)] += ratings.weight(unit);
      n += ratings.weight(unit);
    }
    if (n <= 0) continue;
    for (double& share : shares) share /= n;
    own.push_back(std::move(shares));
  }
  const double r = static_cast<double>(own.size());
  if (r < 2) return Undefined::NoPairs;
  double chance = 0;
  for (std::size_t k = 0; k < q; ++k) {
    for (std::size_t l = 0; l < q; ++l) {
      double product = 0;
      double mean_k = 0;
      double mean_l = 0;
      for (const std::vector<double>& shares : own) {
        product += shares[k] * shares[l];
        mean_k += shares[k] / r;
        mean_l += shares[l] / r;
      }
      const double covariance = (product - r * mean_k * mean_l) / (r - 1);
      chance += g.weights(k, l) * (mean_k * mean_l - covariance / r);
    }
  }
  return corrected(g, chance);
}

}  // namespace rodtrad::stats
