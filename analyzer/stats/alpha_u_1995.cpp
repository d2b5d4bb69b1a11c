#include "analyzer/stats/alpha_u_1995.h"

#include <algorithm>
#include <vector>

namespace rodtrad::stats {
namespace {

struct Section {
  double begin = 0;
  double length = 0;
  bool is_unit = false;
  [[nodiscard]] double end() const { return begin + length; }
};

/// One coder's text as units of the category and the gaps between them.
std::vector<Section> sections_of(const std::vector<Marking>& marks, std::size_t category,
                                 double length) {
  std::vector<Marking> own;
  for (const Marking& mark : marks) {
    if (mark.category == category && mark.end > mark.begin) own.push_back(mark);
  }
  std::stable_sort(own.begin(), own.end(),
                   [](const Marking& a, const Marking& b) { return a.begin < b.begin; });
  std::vector<Section> out;
  double from = 0;
  for (const Marking& mark : own) {
    if (mark.begin > from) out.push_back({from, mark.begin - from, false});
    out.push_back({mark.begin, mark.end - mark.begin, true});
    from = std::max(from, mark.end);
  }
  if (from < length) out.push_back({from, length - from, false});
  return out;
}

double distance(const Section& g, const Section& h) {
  if (g.is_unit && h.is_unit) {
    if (g.begin >= h.end() || h.begin >= g.end()) return 0;
    const double begins = g.begin - h.begin;
    const double ends = g.end() - h.end();
    return begins * begins + ends * ends;
  }
  const Section& unit = g.is_unit ? g : h;
  const Section& gap = g.is_unit ? h : g;
  if (!unit.is_unit) return 0;
  const bool within = gap.begin <= unit.begin && unit.end() <= gap.end();
  return within ? unit.length * unit.length : 0;
}

}  // namespace

AlphaU1995 alpha_u_1995(const Continuum& continuum, std::size_t category) {
  AlphaU1995 out;
  const auto m = static_cast<double>(continuum.coders.size());
  const double length = continuum.length;
  if (m < 2 || length <= 0) {
    out.alpha = m < 2 ? Undefined::TooFewCoders : Undefined::NoData;
    return out;
  }
  std::vector<std::vector<Section>> coders;
  double units = 0;
  double self = 0;
  for (const auto& marks : continuum.coders) {
    coders.push_back(sections_of(marks, category, length));
    for (const Section& s : coders.back()) {
      if (!s.is_unit) continue;
      units += 1;
      self += s.length * (s.length - 1);
    }
  }
  for (std::size_t i = 0; i < coders.size(); ++i) {
    for (std::size_t j = 0; j < coders.size(); ++j) {
      if (i == j) continue;
      for (const Section& g : coders[i]) {
        for (const Section& h : coders[j]) out.observed += distance(g, h);
      }
    }
  }
  out.observed /= m * (m - 1) * length * length;
  for (const auto& own : coders) {
    for (const Section& g : own) {
      if (!g.is_unit) continue;
      const double l = g.length;
      double gaps = 0;
      for (const auto& others : coders) {
        for (const Section& h : others) {
          if (!h.is_unit && h.length >= l) gaps += h.length - l + 1;
        }
      }
      out.expected += (units - 1) / 3 * (2 * l * l * l - 3 * l * l + l) + l * l * gaps;
    }
  }
  const double pairs = m * length * (m * length - 1) - self;
  out.expected = pairs > 0 ? 2 / length * out.expected / pairs : 0;
  out.alpha = units <= 0          ? Statistic(Undefined::NeverMarked)
              : out.expected <= 0 ? Statistic(Undefined::OneCategory)
                                  : Statistic(1 - out.observed / out.expected);
  return out;
}

Statistic alpha_u_1995(const Continuum& continuum) {
  std::size_t categories = 0;
  for (const auto& marks : continuum.coders) {
    for (const Marking& mark : marks) categories = std::max(categories, mark.category + 1);
  }
  if (continuum.coders.size() < 2) return Undefined::TooFewCoders;
  double observed = 0;
  double expected = 0;
  for (std::size_t c = 0; c < categories; ++c) {
    const AlphaU1995 one = alpha_u_1995(continuum, c);
    observed += one.observed;
    expected += one.expected;
  }
  if (expected <= 0) return categories == 0 ? Undefined::NeverMarked : Undefined::OneCategory;
  return 1 - observed / expected;
}

}  // namespace rodtrad::stats
