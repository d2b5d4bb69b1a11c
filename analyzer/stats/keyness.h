#pragma once
#include "analyzer/model/statistic.h"

/// Which words set one part of the material apart, and which keep company.
namespace rodtrad::stats {

/// A word's frequency in the part looked at and in the rest, with the words of each.
struct Frequencies {
  double target = 0;           ///< a
  double reference = 0;        ///< b
  double target_words = 0;     ///< c
  double reference_words = 0;  ///< d
};

/// Rayson & Garside 2000: 2 sum O ln(O/E) over the two word cells only, zero cells skipped;
/// negative when the word is rarer in the target. (The four-cell G-squared of other programs is
/// `g_squared`.) Undefined: NoData.
Statistic rayson_log_likelihood(const Frequencies& f);
/// Hardie 2014: log2 of the ratio of relative frequencies, a zero counted as 0.5. Undefined: NoData
/// (neither side has the word, or a side has no words).
Statistic log_ratio(const Frequencies& f);
/// Gabrielatos & Marchi 2012: 100 (relative target - relative reference) / relative reference.
/// Undefined also: ZeroFrequency in the reference.
Statistic percent_difference(const Frequencies& f);

/// Two words side by side: together, each in its place, and all pairs. State the window and that
/// sentence ends and punctuation part words.
struct PairCounts {
  double both = 0;    ///< n11
  double first = 0;   ///< n1
  double second = 0;  ///< n2
  double all = 0;     ///< N
};

/// Church et al. 1991: (n11 - n1 n2 / N) / sqrt(n11). Undefined: ZeroFrequency.
Statistic collocation_t(const PairCounts& n);
/// Pearson's chi-square of the 2 x 2 table of the pair.
Statistic collocation_chi_square(const PairCounts& n);
/// Dunning 1993 over the four cells.
Statistic collocation_g_squared(const PairCounts& n);
/// Pointwise mutual information, log2(n11 N / (n1 n2)). Undefined: ZeroFrequency.
Statistic collocation_pmi(const PairCounts& n);
/// 2 n11 / (n1 + n2).
Statistic collocation_dice(const PairCounts& n);
/// Log odds ratio with 0.5 added to each cell (Blaheta & Johnson 2001), and it over its standard
/// error.
Statistic collocation_lambda(const PairCounts& n);
Statistic collocation_z(const PairCounts& n);

}  // namespace rodtrad::stats
