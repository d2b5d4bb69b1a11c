#pragma once
#include <cstdint>
#include <vector>

#include "analyzer/matching/headings.h"
#include "analyzer/model/coding.h"
#include "analyzer/model/segmentation.h"

/// Which level a coding is about, by the order of docs/codebook-format.md: heading, cue in the
/// unit, cue in the same turn or paragraph, attribute, default. A person's decision, which comes
/// before them all, is laid on afterwards.
namespace rodtrad::matching {

/// A level indicator's hit: words [begin, end) of the document.
struct LevelCue {
  LevelId level{};
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

struct LevelDecision {
  LevelId level{};
  LevelBasis basis = LevelBasis::None;
  std::vector<LevelEvidence> evidence{};
};

/// Decides levels within one document.
class LevelFinder {
 public:
  /// `cues[u]` are the level cues of unit u, by begin. All arguments must outlive the finder.
  LevelFinder(const Codebook& codebook, const Document& document, const Segmentation& segmentation,
              const std::vector<Unit>& units, const std::vector<InForce>& in_force,
              const std::vector<std::vector<LevelCue>>& cues);

  /// `evidence`: word ranges of the theme's evidence in the unit; among several cues the one
  /// nearest to them wins, then the earlier one. `fixed` is the level a concept carries itself:
  /// it answers as a cue does, with the evidence as its place.
  [[nodiscard]] LevelDecision decide(std::uint32_t unit, const std::vector<LevelCue>& evidence,
                                     LevelId fixed) const;

 private:
  /// Positions [begin, end) in `all_cues_`.
  struct CueRange {
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  void group_units(const std::vector<std::vector<LevelCue>>& cues);
  [[nodiscard]] const LevelCue* nearest(CueRange cues, const std::vector<LevelCue>& evidence) const;
  [[nodiscard]] LevelEvidence place(const LevelCue& cue) const;
  [[nodiscard]] bool from_attributes(const Attributes& attributes, LevelDecision& out) const;

  const Codebook& codebook_;
  const Document& document_;
  const Segmentation& segmentation_;
  const std::vector<Unit>& units_;
  const std::vector<InForce>& in_force_;
  std::vector<LevelCue> all_cues_;  ///< in text order
  std::uint32_t longest_cue_ = 0;   ///< in words
  std::vector<CueRange> of_unit_;
  std::vector<CueRange> around_unit_;  ///< of its turn, or of its paragraph outside turns
};

/// The level an attribute's value names: a level's id or label, case ignored, with or without
/// `nivå`. Not valid when it names none.
LevelId level_named(const Codebook& codebook, std::string_view value);

}  // namespace rodtrad::matching
