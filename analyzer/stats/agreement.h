#pragma once
#include <cstdint>
#include <functional>
#include <vector>

#include "analyzer/model/statistic.h"
#include "analyzer/stats/ratings.h"

/// Measures of agreement between coders on units that are given beforehand. Each is undefined, with
/// a reason, where no unit was judged twice (NoPairs) or chance alone explains everything
/// (OneCategory). Sources: Artstein & Poesio 2008, Gwet 2014, Krippendorff 2011 and 2019.
namespace rodtrad::stats {

/// With missing judgements three percentages differ, so the variant is always named.
enum class PercentVariant {
  ByUnits,   ///< mean over units of the share of agreeing pairs
  ByValues,  ///< each unit weighs as many values as it has: 1 - Krippendorff's observed
             ///< disagreement
  ByPairs    ///< agreeing pairs of all pairs
};
/// Share of agreement over units judged by at least two. Undefined: NoPairs.
Statistic percent_agreement(const Ratings& ratings,
                            PercentVariant variant = PercentVariant::ByUnits);

/// Holsti 1969: 2A / (N1 + N2), decisions agreed on over decisions made. Undefined: NoData.
Statistic holsti(double agreements, double first, double second);

/// Cohen 1960: (Po - Pe) / (1 - Pe), Pe from each coder's own margins, on units both judged.
/// Weighted (Cohen 1968) with other weights than identity. More than two coders: the mean over the
/// pairs where it is defined (Light 1971).
Statistic cohen_kappa(const Ratings& ratings, Weighting weighting = Weighting::Identity);

/// Large-sample standard error of unweighted kappa (Fleiss, Cohen & Everitt 1969), divided by n:
/// var = {sum p_ii[(1-Pe)-(p_i.+p_.i)(1-Po)]^2 + (1-Po)^2 sum_{i!=j} p_ij(p_.i+p_j.)^2
///        - (Po Pe - 2Pe + Po)^2} / (n (1-Pe)^4). Two coders.
Statistic cohen_kappa_standard_error(const Ratings& ratings);

/// Scott 1955: as kappa with Pe from the pooled margins; more coders: Fleiss 1971 over the units
/// that at least two judged.
Statistic scott_pi(const Ratings& ratings);

/// Fleiss 1971 for equal numbers of coders a unit; value, observed and expected agreement.
struct FleissKappa {
  Statistic kappa{};
  double observed = 0;
  double expected = 0;
};
/// Undefined: UnequalCoders where the numbers differ; use `fleiss_kappa_missing` then and say so.
FleissKappa fleiss_kappa(const UnitCounts& counts);
/// For each category: 1 - sum n_ij (n - n_ij) / (N n (n-1) p_j (1-p_j)). A category never or always
/// used is undefined.
std::vector<Statistic> fleiss_kappa_per_category(const UnitCounts& counts);
/// Gwet's form of Fleiss' kappa for missing judgements (Gwet 2014, 2.6): Pe from the mean over
/// units of each unit's own distribution.
Statistic fleiss_kappa_missing(const Ratings& ratings, Weighting weighting = Weighting::Identity);

/// Conger 1980 with missing judgements (Gwet 2014): Pe = sum w_kl (p_k p_l - s_kl / r) from each
/// coder's own distribution.
Statistic conger_kappa(const Ratings& ratings, Weighting weighting = Weighting::Identity);

/// Brennan & Prediger 1981, Bennett's S for two coders: Pe = sum w_kl / q^2, q categories.
Statistic brennan_prediger(const Ratings& ratings, Weighting weighting = Weighting::Identity);

/// Gwet 2008: AC1, and AC2 with other weights than identity:
/// Pe = T_w / (q (q-1)) sum p_k (1 - p_k), p from the mean over units of each unit's distribution.
Statistic gwet_ac(const Ratings& ratings, Weighting weighting = Weighting::Identity);

/// Gwet 2014, 5.3: linearised variance over units, those judged once included.
/// `PopulationDivisor` divides by n, as is done for a two-coder table; else by n - 1.
enum class Divisor { Sample, Population };
Statistic gwet_ac_standard_error(const Ratings& ratings, Weighting weighting = Weighting::Identity,
                                 Divisor divisor = Divisor::Sample);
/// AC +- t(0.975, n-1) SE, cut at 1.
std::optional<Interval> gwet_ac_interval(const Ratings& ratings,
                                         Weighting weighting = Weighting::Identity);

/// How far apart two values are for Krippendorff's alpha.
enum class Metric { Nominal, Ordinal, Interval, Ratio };

/// Krippendorff's alpha = 1 - Do/De from the coincidences of values within units; units with one
/// value are dropped, missing is not a category (Krippendorff 2011). Ordinal distance counts the
/// *observed marginals* between two ranks; nominal 0/1; interval (c-k)^2; ratio ((c-k)/(c+k))^2.
Statistic krippendorff_alpha(const Ratings& ratings, Metric metric = Metric::Nominal);
/// The same with any squared distance between two categories: sets of codes with `masi_distance` or
/// `jaccard_distance`.
using Distance = std::function<double(std::size_t, std::size_t)>;
Statistic krippendorff_alpha(const Ratings& ratings, const Distance& distance);

/// Coincidences o_ck = sum over units of ordered pairs / (m_u - 1).
Matrix coincidences(const Ratings& ratings);
/// Alpha from a ready matrix: bootstraps weigh the same units anew many times.
Statistic alpha_of(const Matrix& coincidences, const Distance& distance);

/// 1 - |a and b| / |a or b|; two empty sets are equal (0). Sets are ascending.
double jaccard_distance(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b);
/// Passonneau 2006: 1 - Jaccard x monotonicity: 1 equal, 0.67 one within the other, 0.33
/// overlapping, 0 disjoint (the decimals NLTK made usual).
double masi_distance(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b);

}  // namespace rodtrad::stats
