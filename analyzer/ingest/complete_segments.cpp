#include "analyzer/ingest/complete_segments.h"

#include <algorithm>
#include <vector>

#include "analyzer/ingest/lines.h"
#include "analyzer/ingest/marks.h"

namespace rodtrad::ingest {
namespace {

Segment mark_at(ByteSpan span, const Reason& reason) {
  Segment mark;
  mark.span = span;
  mark.kind = SegmentKind::Mark;
  mark.zone = Zone::Label;
  mark.reason = reason;
  return mark;
}

/// Emphasis at the ends of a Markdown stretch is a mark, not part of what was said.
void trim_emphasis(Document& document, Segment& segment, std::vector<Segment>& marks) {
  const auto is_mark = [&](std::uint32_t at) {
    return document.text[at] == '*' || document.text[at] == '`' || document.text[at] == '_';
  };
  const ByteSpan whole = segment.span;
  while (segment.span.begin < segment.span.end && is_mark(segment.span.begin)) ++segment.span.begin;
  while (segment.span.end > segment.span.begin && is_mark(segment.span.end - 1)) --segment.span.end;
  segment.span = trimmed(document.text, segment.span);
  for (const ByteSpan part :
       {ByteSpan{whole.begin, segment.span.begin}, ByteSpan{segment.span.end, whole.end}}) {
    const ByteSpan mark = trimmed(document.text, part);
    if (mark.empty()) continue;
    marks.push_back(mark_at(mark, "Markdown mark"));
    marks.back().anchor = segment.anchor;
  }
}

}  // namespace

void complete_segments(Document& document, MarkupKind markup) {
  if (markup == MarkupKind::Markdown) {
    std::vector<Segment> marks;
    for (Segment& segment : document.segments) {
      if (segment.kind != SegmentKind::Mark) trim_emphasis(document, segment, marks);
    }
    std::erase_if(document.segments, [](const Segment& s) { return s.span.empty(); });
    document.segments.insert(document.segments.end(), marks.begin(), marks.end());
  }
  const auto by_place = [](const Segment& a, const Segment& b) { return a.span < b.span; };
  auto& segments = document.segments;
  if (!std::is_sorted(segments.begin(), segments.end(), by_place)) {
    std::stable_sort(segments.begin(), segments.end(), by_place);
  }

  std::vector<Segment> missing;
  std::uint32_t at = 0;
  const auto fill = [&](std::uint32_t end) {
    const ByteSpan gap = trimmed(document.text, {at, end});
    if (!gap.empty()) missing.push_back(mark_at(gap, "mark between segments"));
  };
  for (const Segment& segment : document.segments) {
    fill(segment.span.begin);
    at = segment.span.end;
  }
  fill(static_cast<std::uint32_t>(document.text.size()));
  if (!missing.empty()) {
    const auto known = static_cast<std::ptrdiff_t>(segments.size());
    segments.insert(segments.end(), missing.begin(), missing.end());
    std::inplace_merge(segments.begin(), segments.begin() + known, segments.end(), by_place);
  }
  for (const Segment& segment : document.segments) {
    if (segment.kind == SegmentKind::Mark) continue;
    find_marks(document.text, segment.span, document.marks);
    if (markup == MarkupKind::Markdown) {
      find_markdown_marks(document.text, segment.span, document.marks);
    }
  }
  tidy_marks(document.marks);
}

}  // namespace rodtrad::ingest
