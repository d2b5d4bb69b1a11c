#include "analyzer/report/scores.h"

#include <algorithm>
#include <cmath>
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
  if (spans.size() == 1) {
    return static_cast<std::uint32_t>(words_in(slice(document.text, spans.front())));
  }
  std::vector<std::string_view> wordings;
  for (const ByteSpan span : spans) wordings.push_back(slice(document.text, span));
  std::sort(wordings.begin(), wordings.end());
  wordings.erase(std::unique(wordings.begin(), wordings.end()), wordings.end());
  std::size_t words = 0;
  for (const std::string_view wording : wordings) words += words_in(wording);
  return static_cast<std::uint32_t>(words);
}

}  // namespace

bool ScoredGroups::next(ScoredGroup& group) {
  const std::vector<Coding>& codings = analysis_.codings;
  if (at_ == codings.size()) return false;
  const Coding& first = codings[at_];
  group.first = at_;
  evidence_.clear();
  for (;
       at_ < codings.size() && codings[at_].unit == first.unit && codings[at_].theme == first.theme;
       ++at_) {
    for (const Evidence& item : codings[at_].evidence) {
      evidence_.emplace_back(item.indicator, item.span);
    }
  }
  group.last = at_;
  std::sort(evidence_.begin(), evidence_.end());
  evidence_.erase(std::unique(evidence_.begin(), evidence_.end()), evidence_.end());

  std::size_t count = 0;
  for (std::size_t e = 0; e < evidence_.size(); ++e) {
    const auto& [indicator, span] = evidence_[e];
    if (e == 0 || evidence_[e - 1].first != indicator) {
      if (++count > group.indicators.size()) group.indicators.emplace_back();
      group.indicators[count - 1].indicator = indicator;
      group.indicators[count - 1].places.clear();
    }
    group.indicators[count - 1].places.push_back(span);
  }
  group.indicators.resize(count);
  const Document& document = analysis_.document_of(analysis_.unit_of(first));
  for (WeighedIndicator& one : group.indicators) one.words = words_of(one.places, document);
  return true;
}

/// An indicator has one owner, so a unit is met once per indicator: in the coding of that owner.
void IndicatorCounts::add(const Analysis& analysis) {
  units_ += analysis.units.size();
  std::vector<std::size_t> here;
  for (const Coding& coding : analysis.codings) {
    here.clear();
    for (const Evidence& evidence : coding.evidence) here.push_back(evidence.indicator.value);
    std::sort(here.begin(), here.end());
    here.erase(std::unique(here.begin(), here.end()), here.end());
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
  const auto weight_of = [this](const WeighedIndicator& one) {
    const double rarity = std::log2(1 + static_cast<double>(units_) /
                                            static_cast<double>(hits_[one.indicator.value]));
    return rarity * (1 + kFurtherWord * static_cast<double>(std::size_t{one.words} - 1));
  };
  const auto in_hundredths = [](double score) {
    return static_cast<std::uint32_t>(std::lround(100 * score));
  };
  if (indicators.size() == 1) return in_hundredths(weight_of(indicators.front()));
  std::vector<Weighed> weighed;
  for (const WeighedIndicator& one : indicators) weighed.push_back({weight_of(one), one.places});
  return in_hundredths(sum_of(std::move(weighed)));
}

std::vector<std::uint32_t> scores(const Analysis& analysis) {
  IndicatorCounts counts;
  counts.add(analysis);
  std::vector<std::uint32_t> out;
  ScoredGroups groups(analysis);
  for (ScoredGroup group; groups.next(group);) {
    out.insert(out.end(), group.last - group.first, counts.score(group.indicators));
  }
  return out;
}

}  // namespace rodtrad::report
