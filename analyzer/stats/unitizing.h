#pragma once
#include <cstddef>
#include <vector>

#include "analyzer/model/statistic.h"
#include "analyzer/stats/ratings.h"

/// Agreement when coders mark the text themselves: where a unit begins and ends is part of the
/// judgement. Krippendorff, Mathet, Bouvry & Widloecher 2016 (Krippendorff 2019, 12.6). The older
/// measure of 1995 is another number and has its own header.
namespace rodtrad::stats {

/// One coder's mark: half-open, with a category from 0.
struct Marking {
  double begin = 0;
  double end = 0;
  std::size_t category = 0;
};

/// One text as every coder marked it. What no mark covers is a gap. Marks of one coder do not
/// overlap; where they do, the later one counts from where the earlier ends.
struct Continuum {
  double length = 0;
  std::vector<std::vector<Marking>> coders{};
};

/// The sums the measures are made of, by category; the last entry stands for gaps. Texts are added
/// up, and may be weighed for a bootstrap.
struct UnitizingSums {
  explicit UnitizingSums(std::size_t categories = 0);
  [[nodiscard]] std::size_t categories() const { return shared.size() - 1; }
  void add(const UnitizingSums& other, double weight);

  std::vector<double> shared{};         ///< l_cc: length of ordered pairs alike, / (m-1)
  std::vector<double> all{};            ///< l_c.: of all ordered pairs with the category, / (m-1)
  std::vector<double> against_gap{};    ///< l_c,gap
  std::vector<double> self{};           ///< sum of squared lengths of units; of lengths for gaps
  std::vector<double> self_pairable{};  ///< the same for the part that others marked at all
  std::size_t coders = 0;
  double units = 0;
  double length = 0;
};
UnitizingSums unitizing_sums(const Continuum& continuum, std::size_t categories);

/// l_ck observed, e_ck = l.. (l_c. l_.k - [c=k] self_c) / (l..^2 - sum self) expected.
/// u_alpha: all disagreements in boundary and category, gaps being a category. Does not see one
/// unit split into two adjacent ones: report the numbers of units as well. Undefined: OneCategory
/// where nobody marked anything, or everybody everything alike; TooFewCoders.
Statistic u_alpha(const UnitizingSums& sums);
/// |u_alpha: marked or not, whatever the category.
Statistic u_alpha_binary(const UnitizingSums& sums);
/// cu_alpha: categories only, where two coders both marked. Undefined: NeverMarked, OneCategory.
Statistic cu_alpha(const UnitizingSums& sums);
/// (k)u_alpha of one category against the others, where two coders both marked.
Statistic ku_alpha(const UnitizingSums& sums, std::size_t category);

}  // namespace rodtrad::stats
