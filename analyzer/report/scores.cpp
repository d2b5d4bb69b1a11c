#include "analyzer/report/scores.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <span>
#include <string_view>

namespace rodtrad::report {
namespace {

constexpr double kFurtherWord = 0.25;

/// In how many units each indicator hits, by indicator. An indicator has one owner, so a unit is
/// met once per indicator: in the coding of that owner.
std::vector<std::size_t> units_of_indicators(const std::vector<Coding>& codings) {
  std::vector<std::size_t> out;
  std::set<std::size_t> here;
  for (const Coding& coding : codings) {
    here.clear();
    for (const Evidence& evidence : coding.evidence) here.insert(evidence.indicator.value);
    for (const std::size_t indicator : here) {
      if (indicator >= out.size()) out.resize(indicator + 1);
      ++out[indicator];
    }
  }
  return out;
}

std::size_t words_in(std::string_view text) {
  std::size_t words = 0;
  bool inside = false;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\t';
    words += !blank && !inside ? 1 : 0;
    inside = !blank;
  }
  return words;
}

/// One indicator's evidence in one unit.
struct Weighed {
  double weight = 0;
  std::vector<ByteSpan> places{};
};

bool overlap(const std::vector<ByteSpan>& a, const std::vector<ByteSpan>& b) {
  return std::any_of(a.begin(), a.end(), [&b](ByteSpan p) {
    return std::any_of(b.begin(), b.end(), [p](ByteSpan q) { return p.overlaps(q); });
  });
}

double sum_of(std::vector<Weighed> indicators) {
  std::stable_sort(indicators.begin(), indicators.end(), [](const Weighed& a, const Weighed& b) {
    if (a.weight > b.weight || b.weight > a.weight) return a.weight > b.weight;
    return a.places < b.places;
  });
  double sum = 0;
  std::vector<ByteSpan> counted;
  for (const Weighed& indicator : indicators) {
    if (overlap(indicator.places, counted)) continue;
    sum += indicator.weight;
    counted.insert(counted.end(), indicator.places.begin(), indicator.places.end());
  }
  return sum;
}

class Scorer {
 public:
  explicit Scorer(const Analysis& analysis)
      : analysis_(analysis), hits_(units_of_indicators(analysis.codings)) {}

  /// Of codings of one theme in one unit.
  [[nodiscard]] std::uint32_t of(std::span<const Coding> codings) const {
    std::map<IndicatorId, std::set<ByteSpan>> evidence;
    for (const Coding& coding : codings) {
      for (const Evidence& item : coding.evidence) evidence[item.indicator].insert(item.span);
    }
    const Document& document = analysis_.document_of(analysis_.unit_of(codings.front()));
    std::vector<Weighed> indicators;
    for (const auto& [indicator, spans] : evidence) {
      indicators.push_back({weight(indicator, spans, document), {spans.begin(), spans.end()}});
    }
    return static_cast<std::uint32_t>(std::lround(100 * sum_of(std::move(indicators))));
  }

 private:
  [[nodiscard]] double weight(IndicatorId indicator, const std::set<ByteSpan>& spans,
                              const Document& document) const {
    std::set<std::string_view> wordings;
    for (const ByteSpan span : spans) wordings.insert(slice(document.text, span));
    std::size_t words = 0;
    for (const std::string_view wording : wordings) words += words_in(wording);
    const double rarity = std::log2(1 + static_cast<double>(analysis_.units.size()) /
                                            static_cast<double>(hits_[indicator.value]));
    return rarity * (1 + kFurtherWord * static_cast<double>(words - 1));
  }

  const Analysis& analysis_;
  std::vector<std::size_t> hits_;
};

}  // namespace

std::vector<std::uint32_t> scores(const Analysis& analysis) {
  const Scorer scorer(analysis);
  std::vector<std::uint32_t> out;
  const std::vector<Coding>& codings = analysis.codings;
  for (auto first = codings.begin(); first != codings.end();) {
    const auto last = std::find_if(first, codings.end(), [first](const Coding& coding) {
      return coding.unit != first->unit || coding.theme != first->theme;
    });
    out.insert(out.end(), static_cast<std::size_t>(last - first), scorer.of({first, last}));
    first = last;
  }
  return out;
}

}  // namespace rodtrad::report
