#include "analyzer/ingest/text_parts.h"

#include <algorithm>
#include <utility>

#include "analyzer/base/utf8.h"
#include "analyzer/ingest/speaker_labels.h"
#include "analyzer/text/characters.h"
#include "analyzer/text/segment.h"

namespace rodtrad::ingest {
namespace {

Stretch after(Stretch place, std::string_view text) {
  place.bytes += static_cast<std::uint32_t>(text.size());
  place.code_points += static_cast<std::uint32_t>(utf8::count(text));
  place.lines += static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n'));
  return place;
}

/// Lines of a stretch of text; what follows its last line end is none of them.
std::vector<Line> own_lines(std::string_view text) {
  std::vector<Line> lines = lines_of(text);
  if (text.empty() || text.ends_with('\n')) lines.pop_back();
  return lines;
}

bool is_blank_line(std::string_view text, const Line& line) {
  const std::string_view whole = text.substr(line.span.begin, line.span.size());
  if (whole.empty()) return true;
  const auto first = static_cast<unsigned char>(whole.front());
  const bool glance = first > ' ' && first < 0x80;
  return !glance && text::is_blank(text::first_character(whole)) &&
         trimmed(text, line.span).empty();
}

/// Where the line with this byte begins.
std::size_t line_begin(std::string_view text, std::size_t byte) {
  return text.rfind('\n', byte) + 1;  // npos + 1 is 0
}

void shift(ByteSpan& span, std::uint32_t by) {
  span.begin += by;
  span.end += by;
}

}  // namespace

TextParts::TextParts(Feed feed, const Source& source, const ImportOptions& options,
                     std::string encoding, std::size_t part_bytes)
    : feed_(std::move(feed)),
      source_(source),
      options_(options),
      encoding_(std::move(encoding)),
      part_bytes_(part_bytes),
      wraps_(part_bytes) {}

Document TextParts::new_document() const {
  Document document;
  document.key = source_.key;
  document.source_key = source_.key;
  document.keeps_file_lines = true;
  document.provenance.file = source_.name;
  document.provenance.encoding = encoding_;
  return document;
}

void TextParts::begin_again() {
  feed_.again();
  text_.clear();
  aside_.clear();
  fed_ = done_ = false;
  at_ = {};
  headings_.clear();
  open_run_.reset();
}

Result<bool> TextParts::survey() {
  do {
    if (Outcome surveyed = survey_blocks(); !surveyed) return std::move(surveyed).failure();
    if (wraps_first_) {
      if (Outcome seen = see_wraps(); !seen) return std::move(seen).failure();
      survey_ = {};
      if (Outcome surveyed = survey_blocks(); !surveyed) return std::move(surveyed).failure();
    }
  } while (survey_again(survey_));
  if (!settle(survey_)) return false;
  if (wraps_.any_wrapped()) words_ = std::make_shared<text::Vocabulary>();
  const auto speakers = speakers_of(survey_);
  if (words_ != nullptr || !speakers) {
    if (Outcome learned = learn(); !learned) return std::move(learned).failure();
  } else {
    for (const Voice& voice : *speakers) {
      state_.speaker_by_key.emplace(voice.key, SpeakerId(state_.speakers.size()));
      state_.speakers.push_back({.key = voice.key, .label = voice.printed});
    }
    settle_roles(state_.speakers, options_.interviewers);
  }
  begin_again();
  return true;
}

Outcome TextParts::see_wraps() {
  begin_again();
  wraps_ = WrapSurvey(part_bytes_);
  wraps_first_ = false;
  while (!fed_) {
    text_.clear();
    if (Outcome read = read_on(); !read) return read;
  }
  return success();
}

void TextParts::put_aside(std::size_t wanted) {
  if (text_.size() < wanted + part_bytes_ / 2) return;  // what is not taken is little
  const std::size_t end = text_.find('\n', wanted);
  if (end == std::string::npos || end + 1 == text_.size()) return;
  aside_.insert(0, text_, end + 1);
  text_.resize(end + 1);
}

Outcome TextParts::read_on() {
  if (!aside_.empty()) {
    const std::size_t end = aside_.find('\n', part_bytes_ / 2);
    const std::size_t size = end == std::string::npos ? aside_.size() : end + 1;
    text_.append(aside_, 0, size);
    aside_.erase(0, size);
    return success();
  }
  const std::size_t before = text_.size();
  auto more = feed_.more(text_);
  if (!more) return std::move(more).failure();
  fed_ = !more.value();
  if (wraps_known_) return success();
  const std::string_view piece = std::string_view(text_).substr(before);
  for (const Line& line : own_lines(piece)) {
    const ByteSpan span = trimmed(piece, line.span);
    wraps_.add(piece.substr(span.begin, span.size()));
  }
  if (fed_) wraps_.end();
  wraps_known_ = fed_;
  return success();
}

Outcome TextParts::survey_blocks() {
  begin_again();
  for (std::size_t wanted = 2 * part_bytes_;;) {
    auto blocks = fill(wanted);
    if (!blocks) return std::move(blocks).failure();
    if (wraps_first_) return success();
    const std::vector<Block>& found = blocks.value();
    const std::size_t held = fed_ ? 0 : blocks_held_back(survey_);
    if (!found.empty() && found.size() <= held) {
      wanted = 2 * (text_.size() + part_bytes_);
      continue;
    }
    wanted = 2 * part_bytes_;
    const std::size_t count = found.size() - std::min(held, found.size());
    ingest::survey(text_, found, count, options_, survey_);
    if (fed_) return success();
    const std::size_t surveyed =
        count == found.size() ? text_.size() : line_begin(text_, found[count].span.begin);
    pass(surveyed);
    text_.erase(0, surveyed);
  }
}

/// Roles are decided together, and in the order in which the speakers come.
Outcome TextParts::learn() {
  begin_again();
  text::Segmenter segmenter;
  TextPart part;
  for (;;) {
    auto more = cut(part, words_ != nullptr);
    if (!more) return std::move(more).failure();
    if (!more.value()) break;
    if (words_ != nullptr) segmenter.add_words(part.document, *words_);
    // Only believed labels make speakers: after all of them have come nothing more is learned.
    if (words_ == nullptr && state_.speakers.size() == survey_.accepted.size()) break;
  }
  StructureState start;
  start.speakers = std::move(state_.speakers);
  start.speaker_by_key = std::move(state_.speaker_by_key);
  settle_roles(start.speakers, options_.interviewers);
  state_ = std::move(start);
  return success();
}

TextParts::OpenRun TextParts::run_of(std::size_t line) const {
  std::size_t begin = line;
  while (begin > 0 && !is_blank_line(text_, lines_[begin - 1])) --begin;
  const bool open = begin == 0 && open_run_;
  OpenRun run{open ? open_run_->first_line : at_.lines + lines_[begin].number,
              open ? open_run_->width : 0};
  if (const auto width = wraps_.width_of_run(run.first_line)) {
    run.width = *width;
    return run;
  }
  // How much wider than the widest wrap it is, is of no interest.
  for (std::size_t i = begin;
       run.width <= kWidestWrap && i < lines_.size() && !is_blank_line(text_, lines_[i]); ++i) {
    const ByteSpan span = trimmed(text_, lines_[i].span);
    run.width =
        std::max(run.width, utf8::count(std::string_view(text_).substr(span.begin, span.size())));
  }
  return run;
}

Result<std::vector<Block>> TextParts::fill(std::size_t wanted) {
  StretchOfLines where;
  for (;; wanted = text_.size() + 1) {
    while (!fed_ && text_.size() < wanted) {
      if (Outcome read = read_on(); !read) return std::move(read).failure();
    }
    lines_ = own_lines(text_);
    if (fed_ || lines_.empty() || is_blank_line(text_, lines_.back())) break;
    // Of a run that goes on it is enough to know that it is wide. Of narrow ones the rest is read,
    // unless they are long: their widths must be known beforehand.
    const OpenRun last = run_of(lines_.size() - 1);
    where.last_run_width = wraps_.width_of_run(last.first_line);
    if (!where.last_run_width && last.width > kWidestWrap) where.last_run_width = last.width;
    if (where.last_run_width) break;
    wraps_first_ = !wraps_known_ && text_.size() > 4 * part_bytes_;
    if (wraps_first_) return std::vector<Block>();
  }
  where.lines_before = at_.lines;
  if (open_run_) where.first_run_width = open_run_->width;
  return plain_blocks(text_, lines_, where);
}

void TextParts::pass(std::size_t bytes) {
  const auto next =
      std::lower_bound(lines_.begin(), lines_.end(), bytes,
                       [](const Line& line, std::size_t at) { return line.span.begin < at; });
  std::optional<OpenRun> open;
  if (next != lines_.begin() && next != lines_.end() && !is_blank_line(text_, *next) &&
      !is_blank_line(text_, *(next - 1))) {
    open = run_of(static_cast<std::size_t>(next - lines_.begin()));
  }
  open_run_ = open;
  at_.bytes += static_cast<std::uint32_t>(bytes);
  at_.lines += static_cast<std::uint32_t>(next - lines_.begin());
}

Result<bool> TextParts::next(TextPart& part) { return cut(part, true); }

Result<bool> TextParts::cut(TextPart& part, bool complete) {
  if (done_) return false;
  // A little more is read than is taken: a border must be found, and what is left is seen twice.
  const std::size_t margin = part_bytes_ / 8;
  std::size_t size = 0;
  std::size_t wanted = part_bytes_ - margin;
  put_aside(wanted);
  for (;; wanted = text_.size() + std::max(text_.size() / 2, part_bytes_)) {
    auto blocks = fill(wanted);
    if (!blocks) return std::move(blocks).failure();
    part = {};
    part.document = new_document();
    part.document.text = std::move(text_);
    // All that was read but for the margin, if it is not much more than a part.
    const std::size_t held = part.document.text.size();
    const std::size_t late = std::min(held - std::min(margin, held), part_bytes_);
    const PartSize best{std::min(part_bytes_ / 2, late), late};
    const std::size_t taken = structure_part(part.document, blocks.value(), options_, survey_,
                                             fed_ ? PartIs::Last : PartIs::FollowedByMore,
                                             fed_ ? PartSize{held, held} : best, state_);
    text_ = std::move(part.document.text);
    if (taken == 0 && !blocks.value().empty() && !fed_) continue;
    const bool all = taken == blocks.value().size();
    size = all ? text_.size() : line_begin(text_, blocks.value()[taken].span.begin);
    break;
  }
  done_ = fed_ && size == text_.size();
  part.stretches = {at_};
  part.words = words_;
  pass(size);
  at_.code_points +=
      static_cast<std::uint32_t>(utf8::count(std::string_view(text_).substr(0, size)));
  std::string rest = text_.substr(size);
  text_.resize(size);
  part.document.text = std::exchange(text_, std::move(rest));
  if (complete) complete_segments(part.document, MarkupKind::None);
  carry_headings(part);
  open_headings(part);
  return true;
}

/// Puts the open headings before the part's text.
void TextParts::carry_headings(TextPart& part) const {
  if (headings_.empty()) return;
  std::string front;
  std::vector<Segment> segments;
  std::vector<Stretch> stretches;
  for (const OpenHeading& heading : headings_) {
    Stretch place = heading.place;
    place.begin = static_cast<std::uint32_t>(front.size());
    stretches.push_back(place);
    segments.push_back(heading.segment);
    segments.back().span = {place.begin,
                            place.begin + static_cast<std::uint32_t>(heading.text.size())};
    front += heading.text + '\n';
  }
  const auto by = static_cast<std::uint32_t>(front.size());
  Document& document = part.document;
  for (Segment& segment : document.segments) shift(segment.span, by);
  for (Mark& mark : document.marks) shift(mark.span, by);
  document.segments.insert(document.segments.begin(), segments.begin(), segments.end());
  document.text.insert(0, front);
  for (Stretch stretch : part.stretches) {
    stretch.begin += by;
    stretches.push_back(stretch);
  }
  part.stretches = std::move(stretches);
  part.carried = static_cast<std::uint32_t>(segments.size());
}

/// A heading ends those of its own rank and deeper.
void TextParts::open_headings(const TextPart& part) {
  const Document& document = part.document;
  for (std::size_t i = part.carried; i < document.segments.size(); ++i) {
    const Segment& segment = document.segments[i];
    if (segment.kind != SegmentKind::Heading) continue;
    while (!headings_.empty() && headings_.back().segment.rank >= segment.rank) {
      headings_.pop_back();
    }
    const Stretch& stretch = part.stretches.back();
    const std::string_view text = document.text;
    OpenHeading heading;
    heading.segment = segment;
    heading.text = slice(document.text, segment.span);
    heading.place = after(stretch, text.substr(stretch.begin, segment.span.begin - stretch.begin));
    headings_.push_back(std::move(heading));
  }
}

void TextParts::tell(Diagnostics& remarks) const {
  tell_single_labels(survey_.labels, survey_.accepted, source_.name, remarks);
  if (survey_.accepted.empty()) tell_unread_labels(survey_.labels, source_.name, remarks);
  tell_voices(state_.speakers, state_.place.times_decrease, source_.name, source_.key, remarks);
}

}  // namespace rodtrad::ingest
