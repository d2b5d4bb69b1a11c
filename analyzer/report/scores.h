#pragma once
#include <cstdint>
#include <utility>
#include <vector>

#include "analyzer/model/analysis.h"

namespace rodtrad::report {

/// How strongly a coding's unit speaks of its theme, by coding, so that the themes of one unit can
/// be ranked. All codings of a theme in a unit have the same score.
///
/// An indicator weighs log2(1 + N / n), where N is the number of units and n the units in which the
/// indicator hits: what hits everywhere says little. Each further word of its evidence adds a
/// quarter of that weight, so a phrase weighs more than a word. The score is the sum over the
/// theme's distinct indicators in the unit, heaviest first; an indicator whose words are already
/// counted adds nothing, so one word found by three rules counts once. Without evidence in the text
/// (a heading, a person) the score is 0. In hundredths; linear but for a sort per theme.
std::vector<std::uint32_t> scores(const Analysis& analysis);

// --- the same for codings that come a few at a time ---------------------------------------------

/// One indicator's evidence for one theme in one unit: all its weight needs but the counts.
struct WeighedIndicator {
  IndicatorId indicator{};
  std::uint32_t words = 0;         ///< in its different wordings
  std::vector<ByteSpan> places{};  ///< in order
};

/// Codings of one theme in one unit stand next to each other and share a score.
struct ScoredGroup {
  std::size_t first = 0;  ///< positions in `Analysis::codings`, half open
  std::size_t last = 0;
  std::vector<WeighedIndicator> indicators{};
};

/// An analysis' groups, one after the other.
class ScoredGroups {
 public:
  /// `analysis` must outlive this.
  explicit ScoredGroups(const Analysis& analysis) : analysis_(analysis) {}
  /// The next group into `group`, whose memory is used again. False at the end.
  bool next(ScoredGroup& group);

 private:
  const Analysis& analysis_;
  std::size_t at_ = 0;
  std::vector<std::pair<IndicatorId, ByteSpan>> evidence_{};
};

/// How often indicators hit, over any number of analyses, which may not share a unit.
class IndicatorCounts {
 public:
  void add(const Analysis& analysis);
  void add(const IndicatorCounts& other);
  /// The score of a group among everything that was added.
  [[nodiscard]] std::uint32_t score(const std::vector<WeighedIndicator>& indicators) const;

 private:
  std::uint64_t units_ = 0;
  std::vector<std::uint64_t> hits_{};  ///< units, by indicator
};

}  // namespace rodtrad::report
