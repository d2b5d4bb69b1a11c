#pragma once
#include <algorithm>
#include <optional>
#include <vector>

#include "analyzer/model/statistic.h"

namespace rodtrad::stats {

/// The middle 95 % of the values that a bootstrap of `rounds` gave (percentiles, Efron 1979). None
/// where fewer than half of the rounds had a value. Sorts `values`.
inline std::optional<Interval> middle_95(std::vector<double>& values, std::size_t rounds) {
  if (values.empty() || values.size() * 2 < rounds) return std::nullopt;
  std::sort(values.begin(), values.end());
  const auto at = [&values](double p) {
    return values[std::min(values.size() - 1,
                           static_cast<std::size_t>(p * static_cast<double>(values.size())))];
  };
  return Interval{at(0.025), at(0.975)};
}

}  // namespace rodtrad::stats
