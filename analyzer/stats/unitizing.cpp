#include "analyzer/stats/unitizing.h"

#include <algorithm>

namespace rodtrad::stats {
namespace {

using Pieces = std::vector<Marking>;

/// Marks in order, made disjoint and kept within the text; without empty ones.
Pieces cleaned(Pieces marks, double length) {
  std::stable_sort(marks.begin(), marks.end(),
                   [](const Marking& a, const Marking& b) { return a.begin < b.begin; });
  Pieces out;
  double from = 0;
  for (Marking mark : marks) {
    mark.begin = std::max(mark.begin, from);
    mark.end = std::min(mark.end, length);
    if (mark.end <= mark.begin) continue;
    from = mark.end;
    out.push_back(mark);
  }
  return out;
}

/// The whole text as pieces, gaps with the category `gap`.
Pieces with_gaps(const Pieces& marks, double length, std::size_t gap) {
  Pieces out;
  double from = 0;
  for (const Marking& mark : marks) {
    if (mark.begin > from) out.push_back({from, mark.begin, gap});
    out.push_back(mark);
    from = mark.end;
  }
  if (from < length) out.push_back({from, length, gap});
  return out;
}

/// Calls `visit(a, b, shared length)` for each overlapping pair of two ordered lists.
template <class Visit>
void for_each_overlap(const Pieces& first, const Pieces& second, Visit visit) {
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < first.size() && j < second.size()) {
    const double begin = std::max(first[i].begin, second[j].begin);
    const double end = std::min(first[i].end, second[j].end);
    if (end > begin) visit(first[i], second[j], end - begin);
    (first[i].end < second[j].end ? i : j) += 1;
  }
}

/// What any of the coders but `left_out` marked, as disjoint stretches.
Pieces marked_by_others(const std::vector<Pieces>& coders, std::size_t left_out) {
  Pieces all;
  for (std::size_t coder = 0; coder < coders.size(); ++coder) {
    if (coder != left_out) all.insert(all.end(), coders[coder].begin(), coders[coder].end());
  }
  std::sort(all.begin(), all.end(),
            [](const Marking& a, const Marking& b) { return a.begin < b.begin; });
  Pieces out;
  for (const Marking& mark : all) {
    if (!out.empty() && mark.begin <= out.back().end) {
      out.back().end = std::max(out.back().end, mark.end);
    } else {
      out.push_back({mark.begin, mark.end, 0});
    }
  }
  return out;
}

/// Sum of squares of how much of each mark the others marked, by category.
void add_pairable(const Pieces& marks, const Pieces& others, std::vector<double>& self) {
  std::size_t j = 0;
  for (const Marking& mark : marks) {
    double covered = 0;
    while (j < others.size() && others[j].end <= mark.begin) ++j;
    for (std::size_t k = j; k < others.size() && others[k].begin < mark.end; ++k) {
      covered += std::min(mark.end, others[k].end) - std::max(mark.begin, others[k].begin);
    }
    self[mark.category] += covered * covered;
  }
}

/// Expected coincidences from a matrix's own margins, the first `size` categories.
struct Expected {
  std::vector<double> rows;
  double total = 0;
  double scale = 0;  ///< l.. / (l..^2 - sum self); 0 where nothing can be paired

  Expected(const Matrix& overlap, std::size_t size, const std::vector<double>& self) : rows(size) {
    double self_sum = 0;
    for (std::size_t c = 0; c < size; ++c) {
      for (std::size_t k = 0; k < size; ++k) rows[c] += overlap(c, k);
      total += rows[c];
      self_sum += self[c];
    }
    const double pairs = total * total - self_sum;
    scale = pairs > 0 ? total / pairs : 0;
  }
  [[nodiscard]] double between(std::size_t c, std::size_t k) const {
    return scale * rows[c] * rows[k];
  }
};

Statistic alpha(double observed, double expected) {
  if (expected <= 0) return Undefined::OneCategory;
  return 1 - observed / expected;
}

}  // namespace

UnitizingSums::UnitizingSums(std::size_t categories)
    : overlap(categories + 1), self(categories + 1, 0.0), self_pairable(categories + 1, 0.0) {}

void UnitizingSums::add(const UnitizingSums& other, double weight) {
  for (std::size_t c = 0; c < overlap.size(); ++c) {
    for (std::size_t k = 0; k < overlap.size(); ++k) overlap(c, k) += weight * other.overlap(c, k);
    self[c] += weight * other.self[c];
    self_pairable[c] += weight * other.self_pairable[c];
  }
  coders = std::max(coders, other.coders);
  units += weight * other.units;
}

UnitizingSums unitizing_sums(const Continuum& continuum, std::size_t categories) {
  UnitizingSums out(categories);
  const std::size_t gap = categories;
  const std::size_t m = continuum.coders.size();
  out.coders = m;
  if (m < 2) return out;
  std::vector<Pieces> marks;
  std::vector<Pieces> pieces;
  for (const Pieces& coder : continuum.coders) {
    marks.push_back(cleaned(coder, continuum.length));
    pieces.push_back(with_gaps(marks.back(), continuum.length, gap));
  }
  const double share = 1 / static_cast<double>(m - 1);
  for (std::size_t a = 0; a < m; ++a) {
    for (std::size_t b = a + 1; b < m; ++b) {
      for_each_overlap(pieces[a], pieces[b],
                       [&](const Marking& x, const Marking& y, double length) {
                         out.overlap(x.category, y.category) += share * length;
                         out.overlap(y.category, x.category) += share * length;
                       });
    }
    for (const Marking& piece : pieces[a]) {
      const double length = piece.end - piece.begin;
      out.self[piece.category] += piece.category == gap ? length : length * length;
    }
    out.units += static_cast<double>(marks[a].size());
    add_pairable(marks[a], marked_by_others(marks, a), out.self_pairable);
  }
  return out;
}

Statistic u_alpha(const UnitizingSums& sums) {
  if (sums.coders < 2) return Undefined::TooFewCoders;
  const std::size_t size = sums.overlap.size();
  const Expected expected(sums.overlap, size, sums.self);
  double observed_sum = 0;
  double expected_sum = 0;
  for (std::size_t c = 0; c < size; ++c) {
    for (std::size_t k = 0; k < size; ++k) {
      if (c == k) continue;
      observed_sum += sums.overlap(c, k);
      expected_sum += expected.between(c, k);
    }
  }
  return alpha(observed_sum, expected_sum);
}

Statistic u_alpha_binary(const UnitizingSums& sums) {
  if (sums.coders < 2) return Undefined::TooFewCoders;
  const std::size_t gap = sums.categories();
  const Expected expected(sums.overlap, sums.overlap.size(), sums.self);
  double observed_sum = 0;
  double expected_sum = 0;
  for (std::size_t c = 0; c < gap; ++c) {
    observed_sum += 2 * sums.overlap(c, gap);
    expected_sum += 2 * expected.between(c, gap);
  }
  return alpha(observed_sum, expected_sum);
}

Statistic cu_alpha(const UnitizingSums& sums) {
  if (sums.coders < 2) return Undefined::TooFewCoders;
  const std::size_t size = sums.categories();
  const Expected expected(sums.overlap, size, sums.self_pairable);
  if (expected.total <= 0) return Undefined::NeverMarked;
  double observed_sum = 0;
  double expected_sum = 0;
  for (std::size_t c = 0; c < size; ++c) {
    for (std::size_t k = 0; k < size; ++k) {
      if (c == k) continue;
      observed_sum += sums.overlap(c, k);
      expected_sum += expected.between(c, k);
    }
  }
  return alpha(observed_sum, expected_sum);
}

Statistic ku_alpha(const UnitizingSums& sums, std::size_t category) {
  if (sums.coders < 2) return Undefined::TooFewCoders;
  const std::size_t size = sums.categories();
  const Expected expected(sums.overlap, size, sums.self_pairable);
  const double marked = expected.rows[category];
  if (marked <= 0) return Undefined::NeverMarked;
  double others = 0;  // expected coincidences with the other categories
  for (std::size_t c = 0; c < size; ++c) {
    if (c != category) others += expected.between(c, category);
  }
  if (others <= 0) return Undefined::OneCategory;
  const double own = expected.scale * (marked * marked - sums.self_pairable[category]);
  const double observed = marked - sums.overlap(category, category);
  return 1 - (own + others) / marked * observed / others;
}

}  // namespace rodtrad::stats
