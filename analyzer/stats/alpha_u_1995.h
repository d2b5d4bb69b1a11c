#pragma once
#include <cstddef>

#include "analyzer/model/statistic.h"
#include "analyzer/stats/unitizing.h"

/// Krippendorff's first measure for unitizing (1995; Content Analysis 2004, ch. 11), kept beside
/// the family of 2016 because published figures use it. Never call the one by the other's name.
namespace rodtrad::stats {

/// Observed and expected disagreement of one category, and alpha = 1 - Do/De.
/// Do_c = sum over ordered pairs of coders and of their sections g, h of delta^2 / (m (m-1) L^2):
///   two units that meet: (b_g - b_h)^2 + (e_g - e_h)^2; a unit within the other's gap: its length
///   squared; else 0.
/// De_c = 2/L sum over units g of [(N_c - 1)/3 (2 l^3 - 3 l^2 + l) + l^2 sum over gaps h at least
/// as
///   long (l_h - l + 1)] / (mL (mL - 1) - sum l (l - 1)).
struct AlphaU1995 {
  double observed = 0;
  double expected = 0;
  Statistic alpha{};
};
AlphaU1995 alpha_u_1995(const Continuum& continuum, std::size_t category);

/// Over all categories: 1 - sum Do / sum De.
Statistic alpha_u_1995(const Continuum& continuum);

}  // namespace rodtrad::stats
