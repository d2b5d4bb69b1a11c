#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analyzer/model/statistic.h"

/// Has the material stopped telling new things? Depends on the order of the interviews, and means
/// nothing for a codebook fixed beforehand, where no theme can be new.
namespace rodtrad::stats {

struct SaturationOptions {
  std::size_t base = 4;     ///< interviews that found the first themes
  std::size_t run = 2;      ///< interviews looked at together afterwards
  double threshold = 0.05;  ///< new themes in a run over themes of the base
};

/// Guest, Namey & Chen 2020 (PLOS ONE, e0232076): runs slide by one interview; the first run whose
/// ratio is at most the threshold gives "s+r", s interviews before the run.
struct Saturation {
  double base_themes = 0;
  std::vector<double> ratios{};
  std::optional<std::size_t> at{};  ///< nothing: not reached
  std::string label{};              ///< e.g. `6+2`
  Undefined reason = Undefined::No;
};
/// Undefined: NoData where the base found no theme or there is no run after it.
Saturation saturation(const std::vector<double>& new_themes_per_interview,
                      const SaturationOptions& options = {});

/// Middle and outer 95 % of the share of all themes found after each interview, over seeded random
/// orders of the interviews. `themes[i]` are the themes of interview i.
struct AccumulationBand {
  std::vector<double> low{};
  std::vector<double> middle{};
  std::vector<double> high{};
};
AccumulationBand accumulation_band(const std::vector<std::vector<std::uint32_t>>& themes,
                                   std::size_t orders = 1000, std::uint64_t seed = 1);

/// How many themes there would be in all, from how many were met once (f1) and twice (f2); only a
/// hint. Chao 1984: S + f1(f1-1)/(2(f2+1)) bias-corrected; classic S + f1^2/(2 f2), bias-corrected
/// where f2 = 0; finite n: the added part times (n-1)/n (Chao & Chiu 2016).
enum class Chao1 { BiasCorrected, Classic, FiniteN, BiasCorrectedFiniteN };
Statistic chao1(const std::vector<double>& counts, Chao1 variant = Chao1::BiasCorrected);
/// Good 1953: share of what there is that has been met, 1 - f1 / n.
Statistic good_coverage(const std::vector<double>& counts);

}  // namespace rodtrad::stats
