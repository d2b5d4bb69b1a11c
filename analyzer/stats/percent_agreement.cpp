#include "analyzer/stats/agreement.h"

namespace rodtrad::stats {

Statistic percent_agreement(const Ratings& ratings, PercentVariant variant) {
  const UnitCounts counts = unit_counts(ratings);
  double agreed = 0;
  double all = 0;
  for (std::size_t unit = 0; unit < counts.units(); ++unit) {
    const double coders = counts.coders[unit];
    if (coders < 2) continue;
    double pairs = 0;
    const double* row = counts.row(unit);
    for (std::size_t k = 0; k < counts.categories; ++k) pairs += row[k] * (row[k] - 1);
    const double possible = coders * (coders - 1);
    const double part = variant == PercentVariant::ByUnits    ? 1
                        : variant == PercentVariant::ByValues ? coders
                                                              : possible;
    agreed += counts.weights[unit] * part * pairs / possible;
    all += counts.weights[unit] * part;
  }
  if (all <= 0) return Undefined::NoPairs;
  return agreed / all;
}

Statistic holsti(double agreements, double first, double second) {
  if (first + second <= 0) return Undefined::NoData;
  return 2 * agreements / (first + second);
}

}  // namespace rodtrad::stats
