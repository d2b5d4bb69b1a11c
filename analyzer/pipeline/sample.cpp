#include "analyzer/pipeline/sample.h"

#include <algorithm>
#include <map>

#include "analyzer/pipeline/gold.h"
#include "analyzer/stats/random.h"

namespace rodtrad::pipeline {

DrawnSample draw_sample(const Analysis& analysis, const SampleOptions& options) {
  const CountedCodings counted = counted_codings(analysis);
  std::map<Stratum, std::vector<std::uint32_t>> strata;
  std::size_t left = 0;
  for (std::size_t u = 0; u < analysis.units.size(); ++u) {
    if (analysis.units[u].empty_answer) continue;
    strata[stratum_of(analysis, counted, u)].push_back(static_cast<std::uint32_t>(u));
    ++left;
  }
  left = std::min(left, options.n);
  stats::Random random(options.seed);
  std::map<Stratum, std::size_t> take;
  const auto give = [&](const Stratum& stratum, std::size_t wanted) {
    const std::size_t given = std::min({wanted, left, strata[stratum].size() - take[stratum]});
    take[stratum] += given;
    left -= given;
    return given;
  };
  if (strata.contains(Stratum{})) give(Stratum{}, (options.n * 3 + 9) / 10);
  for (bool gave = true; gave && left > 0;) {
    gave = false;
    for (const auto& [stratum, units] : strata) {
      if (stratum.theme.valid()) gave = give(stratum, 1) > 0 || gave;
    }
  }
  if (strata.contains(Stratum{})) give(Stratum{}, left);
  DrawnSample out;
  out.seed = options.seed;
  for (auto& [stratum, units] : strata) {
    out.strata.push_back({stratum.theme, stratum.level, units.size(), take[stratum]});
    random.shuffle(units);
    out.units.insert(out.units.end(), units.begin(),
                     units.begin() + static_cast<std::ptrdiff_t>(take[stratum]));
  }
  std::sort(out.units.begin(), out.units.end());
  return out;
}

}  // namespace rodtrad::pipeline
