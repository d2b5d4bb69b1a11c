#include <algorithm>

#include "analyzer/stats/agreement.h"

namespace rodtrad::stats {
namespace {

/// Units that at least two coders judged.
UnitCounts pairable(const UnitCounts& counts) {
  UnitCounts out;
  out.categories = counts.categories;
  for (std::size_t unit = 0; unit < counts.units(); ++unit) {
    if (counts.coders[unit] < 2) continue;
    out.counts.insert(out.counts.end(), counts.row(unit), counts.row(unit) + counts.categories);
    out.coders.push_back(counts.coders[unit]);
    out.weights.push_back(counts.weights[unit]);
  }
  return out;
}

/// Mean share of agreeing pairs, and the pooled distribution of the values.
struct Pooled {
  double observed = 0;
  double units = 0;
  std::vector<double> shares;
};

Pooled pooled(const UnitCounts& counts) {
  Pooled out;
  out.shares.assign(counts.categories, 0);
  double values = 0;
  for (std::size_t unit = 0; unit < counts.units(); ++unit) {
    const double weight = counts.weights[unit];
    const double coders = counts.coders[unit];
    double pairs = 0;
    for (std::size_t k = 0; k < counts.categories; ++k) {
      const double n = counts.row(unit)[k];
      pairs += n * (n - 1);
      out.shares[k] += weight * n;
    }
    out.observed += weight * pairs / (coders * (coders - 1));
    out.units += weight;
    values += weight * coders;
  }
  if (out.units > 0) out.observed /= out.units;
  for (double& share : out.shares) share = values > 0 ? share / values : 0;
  return out;
}

Undefined shape_of(const UnitCounts& counts) {
  if (counts.units() == 0) return Undefined::NoData;
  const auto [least, most] = std::minmax_element(counts.coders.begin(), counts.coders.end());
  if (*least != *most) return Undefined::UnequalCoders;
  return *most < 2 ? Undefined::NoPairs : Undefined::No;
}

std::size_t categories_in_use(const std::vector<double>& shares) {
  return static_cast<std::size_t>(
      std::count_if(shares.begin(), shares.end(), [](double share) { return share > 0; }));
}

FleissKappa kappa_of(const Pooled& p) {
  FleissKappa out;
  out.observed = p.observed;
  for (const double share : p.shares) out.expected += share * share;
  out.kappa = categories_in_use(p.shares) < 2
                  ? Statistic(Undefined::OneCategory)
                  : Statistic((out.observed - out.expected) / (1 - out.expected));
  return out;
}

}  // namespace

FleissKappa fleiss_kappa(const UnitCounts& counts) {
  if (const Undefined why = shape_of(counts); why != Undefined::No) return {.kappa = why};
  return kappa_of(pooled(counts));
}

std::vector<Statistic> fleiss_kappa_per_category(const UnitCounts& counts) {
  if (const Undefined why = shape_of(counts); why != Undefined::No) {
    return std::vector<Statistic>(counts.categories, why);
  }
  const Pooled p = pooled(counts);
  const double coders = counts.coders.front();
  std::vector<Statistic> out;
  for (std::size_t k = 0; k < counts.categories; ++k) {
    double split = 0;
    for (std::size_t unit = 0; unit < counts.units(); ++unit) {
      const double n = counts.row(unit)[k];
      split += counts.weights[unit] * n * (coders - n);
    }
    const double chance = p.units * coders * (coders - 1) * p.shares[k] * (1 - p.shares[k]);
    if (p.shares[k] <= 0 || categories_in_use(p.shares) < 2) {
      out.emplace_back(p.shares[k] <= 0 ? Undefined::NoData : Undefined::OneCategory);
    } else {
      out.emplace_back(1 - split / chance);
    }
  }
  return out;
}

Statistic scott_pi(const Ratings& ratings) {
  if (ratings.coders < 2) return Undefined::TooFewCoders;
  const UnitCounts counts = pairable(unit_counts(ratings));
  if (counts.units() == 0) return Undefined::NoPairs;
  return kappa_of(pooled(counts)).kappa;
}

}  // namespace rodtrad::stats
