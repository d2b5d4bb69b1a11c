#include "analyzer/matching/levels.h"

#include <algorithm>
#include <limits>

#include "analyzer/text/normalise.h"
#include "analyzer/text/segment.h"

namespace rodtrad::matching {
namespace {

std::string without_niva(std::string label) {
  for (const std::string_view tail : {" nivå", "-nivå", "nivå", " level"}) {
    if (label.size() > tail.size() && label.ends_with(tail)) {
      label.resize(label.size() - tail.size());
      break;
    }
  }
  return label;
}

std::uint32_t distance(const LevelCue& a, const LevelCue& b) {
  if (b.begin >= a.end) return b.begin - a.end;
  if (a.begin >= b.end) return a.begin - b.end;
  return 0;
}

}  // namespace

LevelId level_named(const Codebook& codebook, std::string_view value) {
  const std::string wanted = without_niva(text::folded_label(value));
  if (wanted.empty()) return {};
  for (std::size_t i = 0; i < codebook.levels.size(); ++i) {
    const Level& level = codebook.levels[i];
    if (without_niva(text::folded_label(level.key)) == wanted ||
        without_niva(text::folded_label(level.label)) == wanted) {
      return LevelId(i);
    }
  }
  return {};
}

LevelFinder::LevelFinder(const Codebook& codebook, const Document& document,
                         const Segmentation& segmentation, const std::vector<Unit>& units,
                         const std::vector<InForce>& in_force,
                         const std::vector<std::vector<LevelCue>>& cues)
    : codebook_(codebook),
      document_(document),
      segmentation_(segmentation),
      units_(units),
      in_force_(in_force),
      cues_(cues) {}

const LevelCue* LevelFinder::nearest(const std::vector<LevelCue>& cues,
                                     const std::vector<LevelCue>& evidence) const {
  const LevelCue* best = nullptr;
  std::uint32_t best_distance = std::numeric_limits<std::uint32_t>::max();
  for (const LevelCue& cue : cues) {
    std::uint32_t here = std::numeric_limits<std::uint32_t>::max() - 1;
    for (const LevelCue& piece : evidence) here = std::min(here, distance(cue, piece));
    if (here < best_distance) {
      best = &cue;
      best_distance = here;
    }
  }
  return best;
}

/// Cues of the other units in the same turn, or in the same paragraph outside turns.
std::vector<LevelCue> LevelFinder::cues_around(std::uint32_t unit) const {
  const Segment& home = document_.segments[units_[unit].segment_begin];
  const auto together = [&](const Unit& other) {
    const Segment& segment = document_.segments[other.segment_begin];
    if (home.kind == SegmentKind::Turn) {
      return segment.kind == SegmentKind::Turn && segment.turn == home.turn;
    }
    return segment.kind == home.kind && segment.paragraph == home.paragraph;
  };
  std::uint32_t first = unit;
  while (first > 0 && together(units_[first - 1])) --first;
  std::vector<LevelCue> out;
  for (std::uint32_t u = first; u < units_.size() && together(units_[u]); ++u) {
    out.insert(out.end(), cues_[u].begin(), cues_[u].end());
  }
  return out;
}

LevelEvidence LevelFinder::place(const LevelCue& cue) const {
  return {.span = {text::span_of(segmentation_.words[cue.begin], segmentation_).begin,
                   text::span_of(segmentation_.words[cue.end - 1], segmentation_).end}};
}

bool LevelFinder::from_attributes(const Attributes& attributes, LevelDecision& out) const {
  for (const auto& [name, value] : attributes.entries()) {
    const std::string folded = text::folded_label(name);
    if (folded != "nivå" && folded != "niva" && folded != "level") continue;
    const LevelId level = level_named(codebook_, value);
    if (!level.valid()) continue;
    out = {level, LevelBasis::Attribute, {{.span = {}, .attribute = name, .value = value}}};
    return true;
  }
  return false;
}

LevelDecision LevelFinder::decide(std::uint32_t unit, const std::vector<LevelCue>& evidence,
                                  LevelId fixed) const {
  const Unit& u = units_[unit];
  const InForce& headings = in_force_[u.segment_begin];
  if (headings.level.valid()) {
    return {headings.level,
            LevelBasis::Heading,
            {{.span = document_.segments[headings.level_heading].span}}};
  }
  if (fixed.valid()) {
    LevelDecision decision{fixed, LevelBasis::Cue, {}};
    for (const LevelCue& piece : evidence) decision.evidence.push_back(place(piece));
    return decision;
  }
  if (const LevelCue* cue = nearest(cues_[unit], evidence)) {
    return {cue->level, LevelBasis::Cue, {place(*cue)}};
  }
  if (u.kind == UnitKind::Sentence || u.kind == UnitKind::Paragraph) {
    const std::vector<LevelCue> around = cues_around(unit);
    if (const LevelCue* cue = nearest(around, evidence)) {
      return {cue->level, LevelBasis::Context, {place(*cue)}};
    }
  }
  LevelDecision decision;
  const Segment& segment = document_.segments[u.segment_begin];
  if (from_attributes(segment.attributes, decision)) return decision;
  if (segment.speaker.valid() &&
      from_attributes(document_.speakers[segment.speaker.value].attributes, decision)) {
    return decision;
  }
  if (from_attributes(document_.attributes, decision)) return decision;
  if (const LevelId standard = codebook_.default_level(); standard.valid()) {
    return {standard, LevelBasis::Default, {}};
  }
  return decision;
}

}  // namespace rodtrad::matching
