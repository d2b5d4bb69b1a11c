#pragma once
#include <cstdint>
#include <vector>

#include "analyzer/model/statistic.h"

/// Tables of counts and their tests. Excerpts from one person are not independent: test tables of
/// persons or documents, and call tables of excerpts descriptive.
namespace rodtrad::stats {

/// Rows of counts, all of one length.
using CrossTable = std::vector<std::vector<double>>;

/// The table without empty rows and columns.
CrossTable without_empty_lines(const CrossTable& table);

/// Pearson's chi-square: sum (O-E)^2 / E. Undefined: NoData, EmptyMargin (drop empty lines first).
Statistic chi_square(const CrossTable& table);
/// Yates 1934 for 2 x 2, with R's cap: sum (|O-E| - min(0.5, |O-E|))^2 / E. Undefined also:
/// NotTwoByTwo.
Statistic chi_square_yates(const CrossTable& table);
/// P(chi-square >= the table's) with (rows-1)(columns-1) degrees of freedom.
Statistic chi_square_p(const CrossTable& table);
double degrees_of_freedom(const CrossTable& table);

/// Cramer 1946: sqrt(chi-square / (n (k-1))), k the smaller of rows and columns, without Yates.
Statistic cramers_v(const CrossTable& table);

/// Likelihood ratio over all cells: 2 sum O ln(O/E), zero cells skipped.
Statistic g_squared(const CrossTable& table);
/// Divided by Williams' 1976 factor q = 1 + (n sum 1/R - 1)(n sum 1/C - 1) / (6 n (r-1)(c-1)).
Statistic g_squared_williams(const CrossTable& table);
/// 2 x 2 with Yates' half moved towards what is expected.
Statistic g_squared_yates(const CrossTable& table);

enum class Alternative { TwoSided, Greater, Less };
/// Fisher's exact p for 2 x 2 (Fisher 1935): tables with the same margins that are no more probable
/// (two-sided, R's rule with a relative tolerance of 1e-7), or with the first cell at least or at
/// most as large.
Statistic fisher_exact_p(const CrossTable& table, Alternative alternative = Alternative::TwoSided);

/// Cochran's rule of thumb: too few are expected where > 20 % of cells expect < 5 or any < 1.
struct ExpectedCounts {
  double least = 0;
  double share_below_five = 0;
  [[nodiscard]] bool too_few() const { return least < 1 || share_below_five > 0.2; }
};
ExpectedCounts expected_counts(const CrossTable& table);

/// Co-occurrence on distinct units: n12 / (n1 + n2 - n12), the Jaccard similarity. Counting
/// overlapping pairs instead can give more than 1. Undefined: NoData.
Statistic c_coefficient(double both, double first, double second);

}  // namespace rodtrad::stats
