#include "analyzer/stats/keyness.h"

#include <cmath>

#include "analyzer/stats/crosstab.h"

namespace rodtrad::stats {
namespace {

Undefined fault(const Frequencies& f) {
  if (f.target < 0 || f.reference < 0) return Undefined::OutOfRange;
  if (f.target_words <= 0 || f.reference_words <= 0 || f.target + f.reference <= 0) {
    return Undefined::NoData;
  }
  return Undefined::No;
}

CrossTable table_of(const PairCounts& n) {
  return {{n.both, n.first - n.both}, {n.second - n.both, n.all - n.first - n.second + n.both}};
}

struct LogOdds {
  double value = 0;
  double variance = 0;
};

/// Undefined where the counts contradict each other.
Undefined fault(const PairCounts& n) {
  for (const auto& row : table_of(n)) {
    for (const double cell : row) {
      if (cell < 0) return Undefined::OutOfRange;
    }
  }
  return n.all <= 0 ? Undefined::NoData : Undefined::No;
}

LogOdds log_odds(const PairCounts& n) {
  LogOdds out;
  const CrossTable table = table_of(n);
  for (std::size_t r = 0; r < 2; ++r) {
    for (std::size_t c = 0; c < 2; ++c) {
      const double cell = table[r][c] + 0.5;
      out.value += (r == c ? 1 : -1) * std::log(cell);
      out.variance += 1 / cell;
    }
  }
  return out;
}

}  // namespace

Statistic rayson_log_likelihood(const Frequencies& f) {
  if (const Undefined why = fault(f); why != Undefined::No) return why;
  const double share = (f.target + f.reference) / (f.target_words + f.reference_words);
  const auto term = [share](double observed, double words) {
    return observed > 0 ? observed * std::log(observed / (words * share)) : 0;
  };
  const double value = 2 * (term(f.target, f.target_words) + term(f.reference, f.reference_words));
  const bool rarer = f.target * f.reference_words < f.reference * f.target_words;
  return rarer ? -std::abs(value) : std::abs(value);
}

Statistic log_ratio(const Frequencies& f) {
  if (const Undefined why = fault(f); why != Undefined::No) return why;
  const double target = f.target > 0 ? f.target : 0.5;
  const double reference = f.reference > 0 ? f.reference : 0.5;
  return std::log2(target / f.target_words) - std::log2(reference / f.reference_words);
}

Statistic percent_difference(const Frequencies& f) {
  if (const Undefined why = fault(f); why != Undefined::No) return why;
  if (f.reference <= 0) return Undefined::ZeroFrequency;
  const double reference = f.reference / f.reference_words;
  return 100 * (f.target / f.target_words - reference) / reference;
}

Statistic collocation_t(const PairCounts& n) {
  if (const Undefined why = fault(n); why != Undefined::No) return why;
  if (n.both <= 0) return Undefined::ZeroFrequency;
  return (n.both - n.first * n.second / n.all) / std::sqrt(n.both);
}

Statistic collocation_chi_square(const PairCounts& n) {
  if (const Undefined why = fault(n); why != Undefined::No) return why;
  return chi_square(table_of(n));
}

Statistic collocation_g_squared(const PairCounts& n) {
  if (const Undefined why = fault(n); why != Undefined::No) return why;
  return g_squared(table_of(n));
}

Statistic collocation_pmi(const PairCounts& n) {
  if (const Undefined why = fault(n); why != Undefined::No) return why;
  if (n.both <= 0) return Undefined::ZeroFrequency;
  return std::log2(n.both * n.all / (n.first * n.second));
}

Statistic collocation_dice(const PairCounts& n) {
  if (const Undefined why = fault(n); why != Undefined::No) return why;
  if (n.first + n.second <= 0) return Undefined::NoData;
  return 2 * n.both / (n.first + n.second);
}

Statistic collocation_lambda(const PairCounts& n) {
  if (const Undefined why = fault(n); why != Undefined::No) return why;
  return log_odds(n).value;
}

Statistic collocation_z(const PairCounts& n) {
  if (const Undefined why = fault(n); why != Undefined::No) return why;
  const LogOdds odds = log_odds(n);
  return odds.value / std::sqrt(odds.variance);
}

}  // namespace rodtrad::stats
