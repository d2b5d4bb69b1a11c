#pragma once
#include <vector>

#include "analyzer/model/statistic.h"
#include "analyzer/stats/ratings.h"

namespace rodtrad::stats {

/// The nominal measures of agreement.h in one pass over weighted units, without a matrix of the
/// categories: what a bootstrap of a thousand rounds needs. Each equals the function named for it.
struct NominalMeasures {
  Statistic percent{};  ///< percent_agreement, by units
  Statistic cohen{};    ///< cohen_kappa
  Statistic fleiss{};   ///< fleiss_kappa_missing
  Statistic brennan_prediger{};
  Statistic ac1{};    ///< gwet_ac
  Statistic alpha{};  ///< krippendorff_alpha, nominal
  double paired = 0;  ///< units that at least two judged
};

/// `weights` stand in for those of `ratings`.
NominalMeasures nominal_measures(const Ratings& ratings, const std::vector<double>& weights);

}  // namespace rodtrad::stats
