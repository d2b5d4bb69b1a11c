#include "analyzer/stats/crosstab.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "analyzer/stats/distributions.h"
#include "analyzer/stats/exact_test.h"

namespace rodtrad::stats {
namespace {

struct Margins {
  std::vector<double> rows;
  std::vector<double> columns;
  double n = 0;
  Undefined fault = Undefined::No;
};

Margins margins_of(const CrossTable& table) {
  Margins out;
  out.rows.assign(table.size(), 0);
  out.columns.assign(table.empty() ? 0 : table.front().size(), 0);
  for (std::size_t r = 0; r < table.size(); ++r) {
    if (table[r].size() != out.columns.size()) {
      out.fault = Undefined::OutOfRange;
      return out;
    }
    for (std::size_t c = 0; c < table[r].size(); ++c) {
      if (table[r][c] < 0) out.fault = Undefined::OutOfRange;
      out.rows[r] += table[r][c];
      out.columns[c] += table[r][c];
      out.n += table[r][c];
    }
  }
  if (out.fault != Undefined::No) return out;
  const auto empty = [](double sum) { return sum <= 0; };
  if (out.n <= 0) {
    out.fault = Undefined::NoData;
  } else if (std::any_of(out.rows.begin(), out.rows.end(), empty) ||
             std::any_of(out.columns.begin(), out.columns.end(), empty) || out.rows.size() < 2 ||
             out.columns.size() < 2) {
    out.fault = Undefined::EmptyMargin;
  }
  return out;
}

/// Sum of `term(observed, expected)` over the cells.
template <class Term>
double sum_over_cells(const CrossTable& table, const Margins& margins, Term term) {
  double sum = 0;
  for (std::size_t r = 0; r < table.size(); ++r) {
    for (std::size_t c = 0; c < table[r].size(); ++c) {
      sum += term(table[r][c], margins.rows[r] * margins.columns[c] / margins.n);
    }
  }
  return sum;
}

double g_term(double observed, double expected) {
  return observed > 0 ? 2 * observed * std::log(observed / expected) : 0;
}

bool two_by_two(const CrossTable& table) {
  return table.size() == 2 && table[0].size() == 2 && table[1].size() == 2;
}

}  // namespace

CrossTable without_empty_lines(const CrossTable& table) {
  const Margins margins = margins_of(table);
  CrossTable out;
  for (std::size_t r = 0; r < table.size(); ++r) {
    if (margins.rows[r] <= 0) continue;
    out.emplace_back();
    for (std::size_t c = 0; c < table[r].size(); ++c) {
      if (margins.columns[c] > 0) out.back().push_back(table[r][c]);
    }
  }
  return out;
}

Statistic chi_square(const CrossTable& table) {
  const Margins margins = margins_of(table);
  if (margins.fault != Undefined::No) return margins.fault;
  return sum_over_cells(table, margins, [](double observed, double expected) {
    return (observed - expected) * (observed - expected) / expected;
  });
}

Statistic chi_square_yates(const CrossTable& table) {
  if (!two_by_two(table)) return Undefined::NotTwoByTwo;
  const Margins margins = margins_of(table);
  if (margins.fault != Undefined::No) return margins.fault;
  return sum_over_cells(table, margins, [](double observed, double expected) {
    const double gap = std::abs(observed - expected);
    const double kept = gap - std::min(0.5, gap);
    return kept * kept / expected;
  });
}

double degrees_of_freedom(const CrossTable& table) {
  if (table.empty() || table.front().empty()) return 0;
  return static_cast<double>((table.size() - 1) * (table.front().size() - 1));
}

Statistic chi_square_p(const CrossTable& table) {
  const Statistic value = chi_square(table);
  if (!value.defined()) return value;
  return chi_square_upper_tail(*value.value, degrees_of_freedom(table));
}

Statistic cramers_v(const CrossTable& table) {
  const Margins margins = margins_of(table);
  const Statistic value = chi_square(table);
  if (!value.defined()) return value;
  const auto smaller = static_cast<double>(std::min(margins.rows.size(), margins.columns.size()));
  return std::sqrt(*value.value / (margins.n * (smaller - 1)));
}

Statistic g_squared(const CrossTable& table) {
  const Margins margins = margins_of(table);
  if (margins.fault != Undefined::No) return margins.fault;
  return sum_over_cells(table, margins, g_term);
}

Statistic g_squared_williams(const CrossTable& table) {
  const Statistic g = g_squared(table);
  if (!g.defined()) return g;
  const Margins margins = margins_of(table);
  double rows = 0;
  double columns = 0;
  for (const double sum : margins.rows) rows += margins.n / sum;
  for (const double sum : margins.columns) columns += margins.n / sum;
  const double q = 1 + (rows - 1) * (columns - 1) / (6 * margins.n * degrees_of_freedom(table));
  return *g.value / q;
}

Statistic g_squared_yates(const CrossTable& table) {
  if (!two_by_two(table)) return Undefined::NotTwoByTwo;
  const Margins margins = margins_of(table);
  if (margins.fault != Undefined::No) return margins.fault;
  const double lead = table[0][0] * table[1][1] - table[0][1] * table[1][0];
  const double move = lead > 0 ? -0.5 : 0.5;
  const CrossTable moved = {{table[0][0] + move, table[0][1] - move},
                            {table[1][0] - move, table[1][1] + move}};
  return sum_over_cells(moved, margins, g_term);
}

Statistic fisher_exact_p(const CrossTable& table, Alternative alternative) {
  if (!two_by_two(table)) return Undefined::NotTwoByTwo;
  const double row = table[0][0] + table[0][1];
  const double column = table[0][0] + table[1][0];
  const double n = row + table[1][0] + table[1][1];
  if (n <= 0) return Undefined::NoData;
  if (alternative == Alternative::TwoSided) {
    const auto count = [](double value) { return static_cast<std::uint64_t>(value); };
    return exact_test({count(table[0][0]), count(table[1][0])},
                      {count(table[0][1]), count(table[1][1])})
        .p;
  }
  const auto log_choose = [](double of, double some) {
    return std::lgamma(of + 1) - std::lgamma(some + 1) - std::lgamma(of - some + 1);
  };
  const bool greater = alternative == Alternative::Greater;
  const double from = greater ? table[0][0] : std::max(0.0, row + column - n);
  const double to = greater ? std::min(row, column) : table[0][0];
  double p = 0;
  for (double first = from; first <= to; first += 1) {
    p += std::exp(log_choose(row, first) + log_choose(n - row, column - first) -
                  log_choose(n, column));
  }
  return std::min(1.0, p);
}

ExpectedCounts expected_counts(const CrossTable& table) {
  const Margins margins = margins_of(table);
  ExpectedCounts out;
  if (margins.n <= 0) return out;
  double below = 0;
  double cells = 0;
  out.least = margins.n;
  sum_over_cells(table, margins, [&](double, double expected) {
    out.least = std::min(out.least, expected);
    below += expected < 5 ? 1 : 0;
    cells += 1;
    return 0.0;
  });
  out.share_below_five = below / cells;
  return out;
}

Statistic c_coefficient(double both, double first, double second) {
  const double either = first + second - both;
  if (either <= 0) return first + second <= 0 ? Undefined::NoData : Undefined::OutOfRange;
  return both / either;
}

}  // namespace rodtrad::stats
