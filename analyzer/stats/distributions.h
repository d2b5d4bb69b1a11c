#pragma once

/// The few distributions that the statistics need, by series and continued fractions (Abramowitz &
/// Stegun 6.5, 26.5; the evaluation follows Lentz 1976).
namespace rodtrad::stats {

/// P(X >= x) of the chi-square distribution with `df` degrees of freedom, df > 0.
double chi_square_upper_tail(double x, double df);

/// The t for which P(T <= t) = p, 0 < p < 1, df > 0.
double student_t_quantile(double p, double df);

/// P(|T| >= |t|).
double student_t_two_sided(double t, double df);

/// 0.975 quantile of the normal distribution.
inline constexpr double kNormal975 = 1.959963984540054;

/// Wilson's 95 % interval for a share of n (Wilson 1927): holds also for shares near 0 and 1.
struct Share {
  double low = 0;
  double high = 0;
};
Share wilson_interval(double successes, double n);

}  // namespace rodtrad::stats
