#include "analyzer/matching/units.h"

#include <algorithm>

namespace rodtrad::matching {
namespace {

/// Segments that belong to one unit of this kind share the number.
std::uint64_t group_of(const Segment& segment, std::uint32_t index, UnitKind kind) {
  switch (kind) {
    case UnitKind::Document:
      return 0;
    case UnitKind::Turn:
      return segment.kind == SegmentKind::Turn ? segment.turn
                                               : (std::uint64_t{1} << 32U) + segment.paragraph;
    case UnitKind::Paragraph:
      return segment.paragraph;
    case UnitKind::Answer:
      return segment.kind == SegmentKind::Answer ? index
                                                 : (std::uint64_t{1} << 32U) + segment.paragraph;
    case UnitKind::Sentence:
      break;
  }
  return index;
}

}  // namespace

bool is_coded(Zone zone, const UnitOptions& options) {
  return std::find(options.coded_zones.begin(), options.coded_zones.end(), zone) !=
         options.coded_zones.end();
}

std::vector<Unit> units_of(const Document& document, const Segmentation& segmentation,
                           const UnitOptions& options) {
  const UnitKind kind =
      options.kind.value_or(document.is_answers ? UnitKind::Answer : UnitKind::Sentence);
  std::vector<Unit> units;
  bool open = false;
  std::uint64_t group = 0;
  std::uint32_t sentence = 0;
  for (std::uint32_t index = 0; index < document.segments.size(); ++index) {
    const Segment& segment = document.segments[index];
    const std::uint32_t first = sentence;
    while (sentence < segmentation.sentences.size() &&
           segmentation.sentences[sentence].segment == index) {
      ++sentence;
    }
    if (!is_coded(segment.zone, options)) continue;
    if (segment.empty_answer || (first == sentence && segment.kind == SegmentKind::Answer)) {
      units.push_back({.kind = kind,
                       .span = segment.span,
                       .segment_begin = index,
                       .segment_end = index + 1,
                       .sentence_begin = first,
                       .sentence_end = sentence,
                       .empty_answer = true});
      open = false;
      continue;
    }
    for (std::uint32_t s = first; s < sentence; ++s) {
      const Sentence& here = segmentation.sentences[s];
      const std::uint64_t wanted = group_of(segment, index, kind);
      if (kind == UnitKind::Sentence || !open || wanted != group) {
        units.push_back(
            {.kind = kind, .span = here.span, .segment_begin = index, .sentence_begin = s});
        open = true;
        group = wanted;
      }
      Unit& unit = units.back();
      unit.span.end = here.span.end;
      unit.segment_end = index + 1;
      unit.sentence_end = s + 1;
      unit.words += here.words;
    }
  }
  return units;
}

ByteSpan context_of(const Unit& unit, const Document& document, const Segmentation& segmentation,
                    std::uint32_t sentences) {
  ByteSpan span = unit.span;
  const auto readable = [&](std::uint32_t s) {
    const Zone zone = document.segments[segmentation.sentences[s].segment].zone;
    return zone != Zone::Heading && zone != Zone::Debris && zone != Zone::Attendance &&
           zone != Zone::Label;
  };
  for (std::uint32_t n = 1; n <= sentences && n <= unit.sentence_begin; ++n) {
    const std::uint32_t s = unit.sentence_begin - n;
    if (!readable(s)) break;
    span.begin = segmentation.sentences[s].span.begin;
  }
  for (std::uint32_t n = 0; n < sentences; ++n) {
    const std::uint32_t s = unit.sentence_end + n;
    if (s >= segmentation.sentences.size() || !readable(s)) break;
    span.end = segmentation.sentences[s].span.end;
  }
  return span;
}

}  // namespace rodtrad::matching
