#pragma once
#include <cstdint>
#include <vector>

namespace rodtrad::stats {

struct ExactP {
  double p = 1;
  bool simulated = false;  ///< from 20,000 random tables: too many to look at them all
};

/// Do the shares differ between groups, where the counts are too small for chi-square? Two-sided
/// p: the probability of all tables with the same margins that are no likelier than this one
/// (Fisher 1935; Freeman & Halton 1951 for more than two groups). `with` and `without` are counts
/// by group. Where there are more than two million such tables, (b+1)/(m+1) of m seeded random
/// ones (Davison & Hinkley 1997), the same on every machine. Cost: for all tables some hundredths
/// of a second; for random ones 20,000 draws of the smaller column.
ExactP exact_test(const std::vector<std::uint64_t>& with,
                  const std::vector<std::uint64_t>& without);

}  // namespace rodtrad::stats
