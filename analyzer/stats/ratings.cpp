#include "analyzer/stats/ratings.h"

#include <algorithm>
#include <cmath>

namespace rodtrad::stats {

Ratings ratings_of_table(const Matrix& table) {
  Ratings out;
  out.coders = 2;
  out.categories = table.size();
  for (std::size_t row = 0; row < table.size(); ++row) {
    for (std::size_t column = 0; column < table.size(); ++column) {
      if (table(row, column) <= 0) continue;
      out.values.push_back(static_cast<std::int32_t>(row));
      out.values.push_back(static_cast<std::int32_t>(column));
      out.weights.push_back(table(row, column));
    }
  }
  return out;
}

Matrix table_of_pair(const Ratings& ratings, std::size_t first, std::size_t second) {
  Matrix table(ratings.categories);
  for (std::size_t unit = 0; unit < ratings.units(); ++unit) {
    const std::int32_t a = ratings.value(unit, first);
    const std::int32_t b = ratings.value(unit, second);
    if (a == kMissing || b == kMissing) continue;
    table(static_cast<std::size_t>(a), static_cast<std::size_t>(b)) += ratings.weight(unit);
  }
  return table;
}

namespace {

/// Disagreement of two values before it is scaled by the largest one.
double raw_distance(Weighting weighting, double a, double b, double rank_distance) {
  const double gap = std::abs(a - b);
  switch (weighting) {
    case Weighting::Identity:
      return gap > 0 ? 1 : 0;
    case Weighting::Linear:
      return gap;
    case Weighting::Quadratic:
      return gap * gap;
    case Weighting::Ordinal:
      return rank_distance * (rank_distance + 1) / 2;  // pairs of ranks between the two
    case Weighting::Radical:
      return std::sqrt(gap);
    case Weighting::Ratio: {
      const double sum = a + b;
      return sum == 0 ? 0 : (gap / sum) * (gap / sum);
    }
  }
  return 0;
}

}  // namespace

Matrix agreement_weights(Weighting weighting, const Ratings& ratings) {
  const std::size_t q = ratings.categories;
  Matrix out(q, 1.0);
  if (q < 2) return out;
  const auto distance = [&](std::size_t k, std::size_t l) {
    return raw_distance(weighting, ratings.number(k), ratings.number(l),
                        std::abs(static_cast<double>(k) - static_cast<double>(l)));
  };
  const double largest = distance(0, q - 1);
  for (std::size_t k = 0; k < q; ++k) {
    for (std::size_t l = 0; l < q; ++l) {
      if (k == l) continue;
      out(k, l) = weighting == Weighting::Identity ? 0.0
                  : largest > 0                    ? 1.0 - distance(k, l) / largest
                                                   : 1.0;
    }
  }
  return out;
}

UnitCounts unit_counts(const Ratings& ratings) {
  UnitCounts out;
  out.categories = ratings.categories;
  for (std::size_t unit = 0; unit < ratings.units(); ++unit) {
    if (ratings.weight(unit) <= 0) continue;
    const std::size_t at = out.counts.size();
    out.counts.resize(at + ratings.categories, 0.0);
    double judged = 0;
    for (std::size_t coder = 0; coder < ratings.coders; ++coder) {
      const std::int32_t value = ratings.value(unit, coder);
      if (value == kMissing) continue;
      out.counts[at + static_cast<std::size_t>(value)] += 1;
      judged += 1;
    }
    if (judged == 0) {
      out.counts.resize(at);
      continue;
    }
    out.coders.push_back(judged);
    out.weights.push_back(ratings.weight(unit));
  }
  return out;
}

}  // namespace rodtrad::stats
