#include "analyzer/report/scores.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <span>
#include <string_view>
#include <utility>

namespace rodtrad::report {
namespace {

constexpr double kFurtherWord = 0.25;

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

/// Words in the different wordings of one indicator's evidence.
std::uint32_t words_of(std::span<const ByteSpan> spans, const Document& document) {
  std::vector<std::string_view> wordings;
  for (const ByteSpan span : spans) wordings.push_back(slice(document.text, span));
  std::sort(wordings.begin(), wordings.end());
  wordings.erase(std::unique(wordings.begin(), wordings.end()), wordings.end());
  std::size_t words = 0;
  for (const std::string_view wording : wordings) words += words_in(wording);
  return static_cast<std::uint32_t>(words);
}

std::vector<WeighedIndicator> indicators_of(const Analysis& analysis,
                                            std::span<const Coding> codings) {
  std::vector<std::pair<IndicatorId, ByteSpan>> evidence;
  for (const Coding& coding : codings) {
    for (const Evidence& item : coding.evidence) evidence.emplace_back(item.indicator, item.span);
  }
  std::sort(evidence.begin(), evidence.end());
  evidence.erase(std::unique(evidence.begin(), evidence.end()), evidence.end());
  const Document& document = analysis.document_of(analysis.unit_of(codings.front()));
  std::vector<WeighedIndicator> out;
  for (const auto& [indicator, span] : evidence) {
    if (out.empty() || out.back().indicator != indicator) out.push_back({indicator, 0, {}});
    out.back().places.push_back(span);
  }
  for (WeighedIndicator& one : out) one.words = words_of(one.places, document);
  return out;
}

}  // namespace

std::vector<ScoredGroup> scored_groups(const Analysis& analysis) {
  std::vector<ScoredGroup> out;
  const std::vector<Coding>& codings = analysis.codings;
  for (auto first = codings.begin(); first != codings.end();) {
    const auto last = std::find_if(first, codings.end(), [first](const Coding& coding) {
      return coding.unit != first->unit || coding.theme != first->theme;
    });
    out.push_back({static_cast<std::size_t>(first - codings.begin()),
                   static_cast<std::size_t>(last - codings.begin()),
                   indicators_of(analysis, {first, last})});
    first = last;
  }
  return out;
}

/// An indicator has one owner, so a unit is met once per indicator: in the coding of that owner.
void IndicatorCounts::add(const Analysis& analysis) {
  units_ += analysis.units.size();
  std::set<std::size_t> here;
  for (const Coding& coding : analysis.codings) {
    here.clear();
    for (const Evidence& evidence : coding.evidence) here.insert(evidence.indicator.value);
    for (const std::size_t indicator : here) {
      if (indicator >= hits_.size()) hits_.resize(indicator + 1);
      ++hits_[indicator];
    }
  }
}

void IndicatorCounts::add(const IndicatorCounts& other) {
  units_ += other.units_;
  if (hits_.size() < other.hits_.size()) hits_.resize(other.hits_.size());
  for (std::size_t i = 0; i < other.hits_.size(); ++i) hits_[i] += other.hits_[i];
}

std::uint32_t IndicatorCounts::score(const std::vector<WeighedIndicator>& indicators) const {
  std::vector<Weighed> weighed;
  for (const WeighedIndicator& one : indicators) {
    const double rarity = std::log2(1 + static_cast<double>(units_) /
                                            static_cast<double>(hits_[one.indicator.value]));
    weighed.push_back(
        {rarity * (1 + kFurtherWord * static_cast<double>(std::size_t{one.words} - 1)),
         one.places});
  }
  return static_cast<std::uint32_t>(std::lround(100 * sum_of(std::move(weighed))));
}

std::vector<std::uint32_t> scores(const Analysis& analysis) {
  IndicatorCounts counts;
  counts.add(analysis);
  std::vector<std::uint32_t> out;
  for (const ScoredGroup& group : scored_groups(analysis)) {
    out.insert(out.end(), group.last - group.first, counts.score(group.indicators));
  }
  return out;
}

}  // namespace rodtrad::report
