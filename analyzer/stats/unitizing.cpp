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

/// Lengths of pairs over some categories, and what chance would make of them.
struct Pairs {
  double total = 0;    ///< l..
  double alike = 0;    ///< sum of l_cc
  double squares = 0;  ///< sum of l_c. squared
  double self = 0;

  void add(double all, double shared, double own) {
    total += all;
    alike += shared;
    squares += all * all;
    self += own;
  }
  /// l.. / (l..^2 - sum self); 0 where nothing can be paired.
  [[nodiscard]] double scale() const {
    const double pairs = total * total - self;
    return pairs > 0 ? total / pairs : 0;
  }
  [[nodiscard]] double observed() const { return total - alike; }
  [[nodiscard]] double expected() const { return scale() * (total * total - squares); }
};

/// Only where two coders both marked.
double marked_by_both(const UnitizingSums& sums, std::size_t category) {
  return sums.all[category] - sums.against_gap[category];
}

Pairs pairs_of_marked(const UnitizingSums& sums) {
  Pairs out;
  for (std::size_t c = 0; c < sums.categories(); ++c) {
    out.add(marked_by_both(sums, c), sums.shared[c], sums.self_pairable[c]);
  }
  return out;
}

Statistic alpha(double observed, double expected) {
  // Sums of thousands of lengths: what is left of "nothing" may be a rounding error.
  if (expected <= 1e-9 * std::max(1.0, observed)) return Undefined::OneCategory;
  return 1 - observed / expected;
}

}  // namespace

UnitizingSums::UnitizingSums(std::size_t categories)
    : shared(categories + 1, 0.0),
      all(categories + 1, 0.0),
      against_gap(categories + 1, 0.0),
      self(categories + 1, 0.0),
      self_pairable(categories + 1, 0.0) {}

void UnitizingSums::add(const UnitizingSums& other, double weight) {
  for (std::size_t c = 0; c < shared.size(); ++c) {
    shared[c] += weight * other.shared[c];
    all[c] += weight * other.all[c];
    against_gap[c] += weight * other.against_gap[c];
    self[c] += weight * other.self[c];
    self_pairable[c] += weight * other.self_pairable[c];
  }
  coders = std::max(coders, other.coders);
  units += weight * other.units;
  length += weight * other.length;
}

UnitizingSums unitizing_sums(const Continuum& continuum, std::size_t categories) {
  UnitizingSums out(categories);
  const std::size_t gap = categories;
  const std::size_t m = continuum.coders.size();
  out.coders = m;
  out.length = continuum.length;
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
                         out.all[x.category] += share * length;
                         out.all[y.category] += share * length;
                         if (x.category == y.category) {
                           out.shared[x.category] += 2 * share * length;
                         } else if (x.category == gap || y.category == gap) {
                           out.against_gap[std::min(x.category, y.category)] += share * length;
                         }
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
  Pairs pairs;
  for (std::size_t c = 0; c <= sums.categories(); ++c) {
    pairs.add(sums.all[c], sums.shared[c], sums.self[c]);
  }
  return alpha(pairs.observed(), pairs.expected());
}

Statistic u_alpha_binary(const UnitizingSums& sums) {
  if (sums.coders < 2) return Undefined::TooFewCoders;
  const std::size_t gap = sums.categories();
  Pairs pairs;
  for (std::size_t c = 0; c <= gap; ++c) pairs.add(sums.all[c], sums.shared[c], sums.self[c]);
  const double gaps = sums.all[gap];
  return alpha(2 * (gaps - sums.shared[gap]), 2 * pairs.scale() * gaps * (pairs.total - gaps));
}

Statistic cu_alpha(const UnitizingSums& sums) {
  if (sums.coders < 2) return Undefined::TooFewCoders;
  const Pairs pairs = pairs_of_marked(sums);
  if (pairs.total <= 0) return Undefined::NeverMarked;
  return alpha(pairs.observed(), pairs.expected());
}

Statistic ku_alpha(const UnitizingSums& sums, std::size_t category) {
  if (sums.coders < 2) return Undefined::TooFewCoders;
  const Pairs pairs = pairs_of_marked(sums);
  const double marked = marked_by_both(sums, category);
  if (marked <= 0) return Undefined::NeverMarked;
  const double others = pairs.scale() * marked * (pairs.total - marked);
  if (others <= 1e-9 * pairs.total) return Undefined::OneCategory;
  const double own = pairs.scale() * (marked * marked - sums.self_pairable[category]);
  return 1 - (own + others) / marked * (marked - sums.shared[category]) / others;
}

}  // namespace rodtrad::stats
