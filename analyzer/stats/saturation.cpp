#include "analyzer/stats/saturation.h"

#include <algorithm>
#include <numeric>

#include "analyzer/stats/random.h"

namespace rodtrad::stats {
namespace {

struct Rarity {
  double seen = 0;   ///< S
  double once = 0;   ///< f1
  double twice = 0;  ///< f2
  double n = 0;
};

Rarity rarity_of(const std::vector<double>& counts) {
  Rarity out;
  for (const double count : counts) {
    if (count <= 0) continue;
    out.seen += 1;
    out.n += count;
    if (count == 1) out.once += 1;
    if (count == 2) out.twice += 1;
  }
  return out;
}

}  // namespace

Saturation saturation(const std::vector<double>& new_themes, const SaturationOptions& options) {
  Saturation out;
  const std::size_t base = std::min(options.base, new_themes.size());
  out.base_themes = std::accumulate(new_themes.begin(),
                                    new_themes.begin() + static_cast<std::ptrdiff_t>(base), 0.0);
  if (out.base_themes <= 0 || options.run == 0 || new_themes.size() < options.base + options.run) {
    out.reason = Undefined::NoData;
    return out;
  }
  for (std::size_t first = base; first + options.run <= new_themes.size(); ++first) {
    double found = 0;
    for (std::size_t i = first; i < first + options.run; ++i) found += new_themes[i];
    out.ratios.push_back(found / out.base_themes);
    if (!out.at && out.ratios.back() <= options.threshold) {
      out.at = first;
      out.label = std::to_string(first) + "+" + std::to_string(options.run);
    }
  }
  return out;
}

AccumulationBand accumulation_band(const std::vector<std::vector<std::uint32_t>>& themes,
                                   std::size_t orders, std::uint64_t seed) {
  AccumulationBand out;
  std::uint32_t most = 0;
  for (const auto& list : themes) {
    for (const std::uint32_t theme : list) most = std::max(most, theme + 1);
  }
  std::vector<bool> ever(most, false);
  for (const auto& list : themes) {
    for (const std::uint32_t theme : list) ever[theme] = true;
  }
  const auto all = static_cast<double>(std::count(ever.begin(), ever.end(), true));
  if (all <= 0 || orders == 0) return out;
  std::vector<std::vector<double>> shares(themes.size());
  std::vector<std::size_t> order(themes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  Random random(seed);
  for (std::size_t round = 0; round < orders; ++round) {
    random.shuffle(order);
    std::vector<bool> met(most, false);
    double found = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
      for (const std::uint32_t theme : themes[order[i]]) {
        if (!met[theme]) found += 1;
        met[theme] = true;
      }
      shares[i].push_back(found / all);
    }
  }
  for (std::vector<double>& at : shares) {
    std::sort(at.begin(), at.end());
    const auto quantile = [&at](double p) {
      return at[std::min(at.size() - 1,
                         static_cast<std::size_t>(p * static_cast<double>(at.size())))];
    };
    out.low.push_back(quantile(0.025));
    out.middle.push_back(quantile(0.5));
    out.high.push_back(quantile(0.975));
  }
  return out;
}

Statistic chao1(const std::vector<double>& counts, Chao1 variant) {
  const Rarity r = rarity_of(counts);
  if (r.n <= 0) return Undefined::NoData;
  const bool corrected =
      variant == Chao1::BiasCorrected || variant == Chao1::BiasCorrectedFiniteN || r.twice <= 0;
  const double unseen =
      corrected ? r.once * (r.once - 1) / (2 * (r.twice + 1)) : r.once * r.once / (2 * r.twice);
  const bool finite = variant == Chao1::FiniteN || variant == Chao1::BiasCorrectedFiniteN;
  return r.seen + (finite ? (r.n - 1) / r.n : 1) * unseen;
}

Statistic good_coverage(const std::vector<double>& counts) {
  const Rarity r = rarity_of(counts);
  if (r.n <= 0) return Undefined::NoData;
  return 1 - r.once / r.n;
}

}  // namespace rodtrad::stats
