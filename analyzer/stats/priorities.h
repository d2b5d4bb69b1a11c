#pragma once
#include <cstdint>
#include <vector>

namespace rodtrad::stats {

/// Ranks by size, the largest first; equal values share the better rank and the next one counts
/// them all: 9 7 7 2 gives 1 2 2 4 ("standard competition ranking").
std::vector<std::uint32_t> ranks(const std::vector<std::int64_t>& values);

/// Points for ranks where 1 is best: largest + 1 - rank (Borda). Values below 1 give 0.
std::vector<std::int64_t> points_of_ranks(const std::vector<std::int64_t>& ranks);

}  // namespace rodtrad::stats
