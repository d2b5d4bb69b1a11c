#include "analyzer/stats/distributions.h"

#include <algorithm>
#include <cmath>

namespace rodtrad::stats {
namespace {

constexpr int kMostSteps = 10'000;
constexpr double kTiny = 1e-300;
constexpr double kPrecise = 1e-15;

/// Lower regularised incomplete gamma by its series; for x < a + 1.
double gamma_series(double a, double x) {
  double term = 1 / a;
  double sum = term;
  for (int i = 1; i < kMostSteps; ++i) {
    term *= x / (a + i);
    sum += term;
    if (std::abs(term) < std::abs(sum) * kPrecise) break;
  }
  return sum * std::exp(-x + a * std::log(x) - std::lgamma(a));
}

/// Upper regularised incomplete gamma by its continued fraction; for x >= a + 1.
double gamma_fraction(double a, double x) {
  double b = x + 1 - a;
  double c = 1 / kTiny;
  double d = 1 / b;
  double h = d;
  for (int i = 1; i < kMostSteps; ++i) {
    const double an = -i * (i - a);
    b += 2;
    d = an * d + b;
    if (std::abs(d) < kTiny) d = kTiny;
    c = b + an / c;
    if (std::abs(c) < kTiny) c = kTiny;
    d = 1 / d;
    const double step = d * c;
    h *= step;
    if (std::abs(step - 1) < kPrecise) break;
  }
  return h * std::exp(-x + a * std::log(x) - std::lgamma(a));
}

double beta_fraction(double a, double b, double x) {
  double c = 1;
  double d = 1 - (a + b) * x / (a + 1);
  if (std::abs(d) < kTiny) d = kTiny;
  d = 1 / d;
  double h = d;
  for (int i = 1; i < kMostSteps; ++i) {
    const double m = i;
    for (const double term : {m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
                              -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))}) {
      d = 1 + term * d;
      if (std::abs(d) < kTiny) d = kTiny;
      c = 1 + term / c;
      if (std::abs(c) < kTiny) c = kTiny;
      d = 1 / d;
      h *= d * c;
    }
    if (std::abs(d * c - 1) < kPrecise) break;
  }
  return h;
}

/// Regularised incomplete beta I_x(a, b).
double incomplete_beta(double a, double b, double x) {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const double front = std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) +
                                a * std::log(x) + b * std::log1p(-x));
  if (x < (a + 1) / (a + b + 2)) return front * beta_fraction(a, b, x) / a;
  return 1 - front * beta_fraction(b, a, 1 - x) / b;
}

}  // namespace

double chi_square_upper_tail(double x, double df) {
  if (x <= 0) return 1;
  const double a = df / 2;
  const double half = x / 2;
  return half < a + 1 ? 1 - gamma_series(a, half) : gamma_fraction(a, half);
}

double student_t_two_sided(double t, double df) {
  return incomplete_beta(df / 2, 0.5, df / (df + t * t));
}

double student_t_quantile(double p, double df) {
  const bool upper = p >= 0.5;
  const double both_tails = 2 * (upper ? 1 - p : p);
  double low = 0;
  double high = 1;
  while (student_t_two_sided(high, df) > both_tails && high < 1e12) high *= 2;
  for (int i = 0; i < 200 && high - low > 1e-13 * high; ++i) {
    const double middle = (low + high) / 2;
    (student_t_two_sided(middle, df) > both_tails ? low : high) = middle;
  }
  return upper ? high : -high;
}

Share wilson_interval(double successes, double n) {
  if (n <= 0) return {0, 1};
  const double z2 = kNormal975 * kNormal975;
  const double p = successes / n;
  const double middle = (p + z2 / (2 * n)) / (1 + z2 / n);
  const double reach = kNormal975 / (1 + z2 / n) * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n));
  return {std::max(0.0, middle - reach), std::min(1.0, middle + reach)};
}

}  // namespace rodtrad::stats
