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
      in_force_(in_force) {
  group_units(cues);
}

/// Lays the cues out in text order and notes which belong to each unit and to its turn or
/// paragraph.
void LevelFinder::group_units(const std::vector<std::vector<LevelCue>>& cues) {
  for (const std::vector<LevelCue>& list : cues) {
    const std::size_t begin = all_cues_.size();
    all_cues_.insert(all_cues_.end(), list.begin(), list.end());
    of_unit_.push_back({begin, all_cues_.size()});
    for (const LevelCue& cue : list) longest_cue_ = std::max(longest_cue_, cue.end - cue.begin);
  }
  const auto together = [this](std::size_t a, std::size_t b) {
    const Segment& first = document_.segments[units_[a].segment_begin];
    const Segment& second = document_.segments[units_[b].segment_begin];
    if (first.kind != second.kind) return false;
    return first.kind == SegmentKind::Turn ? first.turn == second.turn
                                           : first.paragraph == second.paragraph;
  };
  around_unit_.resize(units_.size());
  for (std::size_t first = 0; first < units_.size();) {
    std::size_t end = first + 1;
    while (end < units_.size() && together(first, end)) ++end;
    const CueRange range{of_unit_[first].begin, of_unit_[end - 1].end};
    std::fill(around_unit_.begin() + static_cast<std::ptrdiff_t>(first),
              around_unit_.begin() + static_cast<std::ptrdiff_t>(end), range);
    first = end;
  }
}

/// The cue nearest to any piece of evidence, the earlier of two. Looks only at cues that can be.
const LevelCue* LevelFinder::nearest(CueRange cues, const std::vector<LevelCue>& evidence) const {
  if (cues.begin == cues.end) return nullptr;
  const auto first = all_cues_.begin() + static_cast<std::ptrdiff_t>(cues.begin);
  const auto last = all_cues_.begin() + static_cast<std::ptrdiff_t>(cues.end);
  if (evidence.empty()) return &*first;
  auto best = last;
  std::uint32_t best_distance = std::numeric_limits<std::uint32_t>::max();
  const auto offer = [&](std::vector<LevelCue>::const_iterator cue, const LevelCue& piece) {
    const std::uint32_t here = distance(*cue, piece);
    if (here < best_distance || (here == best_distance && cue < best)) {
      best = cue;
      best_distance = here;
    }
  };
  for (const LevelCue& piece : evidence) {
    const auto after =
        std::lower_bound(first, last, piece.begin,
                         [](const LevelCue& cue, std::uint32_t word) { return cue.begin < word; });
    if (after != last) offer(after, piece);
    for (auto before = after; before != first;) {
      --before;
      if (piece.begin - before->begin > longest_cue_ &&
          piece.begin - before->begin - longest_cue_ > best_distance) {
        break;
      }
      offer(before, piece);
    }
  }
  return &*best;
}

LevelEvidence LevelFinder::place(const LevelCue& cue) const {
  return {.span = {segmentation_.words[cue.begin].span.begin,
                   segmentation_.words[cue.end - 1].span.end}};
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
  if (const LevelCue* cue = nearest(of_unit_[unit], evidence)) {
    return {cue->level, LevelBasis::Cue, {place(*cue)}};
  }
  if (u.kind == UnitKind::Sentence || u.kind == UnitKind::Paragraph) {
    if (const LevelCue* cue = nearest(around_unit_[unit], evidence)) {
      return {cue->level, LevelBasis::Context, {place(*cue)}};
    }
  }
  LevelDecision decision;
  const Segment& segment = document_.segments[u.segment_begin];
  if (from_attributes(segment.attributes, decision)) return decision;
  if (const SpeakerId speaker = speaker_in(document_, u);
      speaker.valid() && from_attributes(at(document_.speakers, speaker).attributes, decision)) {
    return decision;
  }
  if (from_attributes(document_.attributes, decision)) return decision;
  if (const LevelId standard = codebook_.default_level(); standard.valid()) {
    return {standard, LevelBasis::Default, {}};
  }
  return decision;
}

}  // namespace rodtrad::matching
