#include "analyzer/stats/priorities.h"

#include <algorithm>
#include <numeric>

namespace rodtrad::stats {

std::vector<std::uint32_t> ranks(const std::vector<std::int64_t>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&values](std::size_t a, std::size_t b) { return values[a] > values[b]; });
  std::vector<std::uint32_t> out(values.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const bool tie = i > 0 && values[order[i]] == values[order[i - 1]];
    out[order[i]] = tie ? out[order[i - 1]] : static_cast<std::uint32_t>(i + 1);
  }
  return out;
}

std::vector<std::int64_t> points_of_ranks(const std::vector<std::int64_t>& ranks) {
  const std::int64_t largest = ranks.empty() ? 0 : *std::max_element(ranks.begin(), ranks.end());
  std::vector<std::int64_t> out;
  for (const std::int64_t rank : ranks) out.push_back(rank < 1 ? 0 : largest + 1 - rank);
  return out;
}

}  // namespace rodtrad::stats
