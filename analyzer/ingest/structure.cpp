#include "analyzer/ingest/structure.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/ingest/captions.h"
#include "analyzer/ingest/debris.h"
#include "analyzer/ingest/headings.h"
#include "analyzer/ingest/speaker_labels.h"
#include "analyzer/ingest/table_roles.h"
#include "analyzer/ingest/timestamps.h"
#include "analyzer/text/characters.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::ingest {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kSlidesAtLeast = 5;
constexpr std::size_t kMostLabels = 50'000;
constexpr std::size_t kThemedAtLeast = 3;
/// Labels are believed when they recur or are role words, and the document looks spoken.
std::set<std::string> believed_labels(const std::map<std::string, std::size_t>& count,
                                      std::size_t paragraphs, std::size_t labelled) {
  std::set<std::string> believed;
  if (labelled < 2) return believed;
  std::size_t recurring = 0;
  for (const auto& [key, n] : count) recurring += n >= 2 ? 1U : 0U;
  const bool spoken = labelled * 5 >= paragraphs || (labelled >= 6 && recurring >= 2);
  for (const auto& [key, n] : count) {
    if (is_role_word(key) || (n >= 2 && spoken)) believed.insert(key);
  }
  return believed;
}

/// Lists and tables have tabs too: two voices at least that come again, in most of the paragraphs.
std::set<std::string> believed_tab_labels(const std::map<std::string, std::size_t>& count,
                                          std::size_t paragraphs) {
  std::set<std::string> believed;
  std::size_t recurring = 0;
  std::size_t labelled = 0;
  for (const auto& [key, n] : count) {
    recurring += n >= 2 ? 1U : 0U;
    labelled += n >= 2 || is_role_word(key) ? n : 0U;
  }
  if (recurring < 2 || labelled * 3 < paragraphs * 2) return believed;
  for (const auto& [key, n] : count) {
    if (n >= 2 || is_role_word(key)) believed.insert(key);
  }
  return believed;
}

bool times_are_bare(std::size_t bare_times, std::size_t blocks) {
  return bare_times >= 3 || (bare_times >= 2 && bare_times * 3 >= blocks);
}

class Structurer {
 public:
  Structurer(Document& document, const std::vector<Block>& blocks, const ImportOptions& options,
             Diagnostics& remarks)
      : doc_(document),
        text_(document.text),
        blocks_(blocks),
        options_(options),
        remarks_(remarks),
        headings_(options) {}

  void run() {
    reasons_ = teaser_reasons(text_, blocks_);
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (!blocks_[i].debris.empty()) reasons_[i] = blocks_[i].debris;
    }
    find_slides();
    themed_ = count_themed() >= kThemedAtLeast;
    find_bare_times();
    tables_ = table_roles(text_, blocks_);
    captions_ = captions_in(text_, blocks_, reasons_);
    if (captions_.clock_times) {
      remarks_.info("transcript-clock-times",
                    "the times are the time of day, not counted from the recording's start",
                    {.path = doc_.provenance.file.empty() ? doc_.key : doc_.provenance.file});
    }
    accept_labels();
    find_people_lists();
    for (std::size_t i = 0; i < blocks_.size(); ++i) place(i);
    settle_roles(doc_.speakers, options_.interviewers);
    give_zones();
    tell_voices(doc_.speakers, decreasing_, doc_.provenance.file, doc_.key, remarks_);
  }

  void survey(std::size_t count, TextSurvey& s) {
    find_known_teasers(s, s.teaser_state);
    s.blocks += count;
    for (std::size_t i = 0; i < count; ++i) {
      const Block& block = blocks_[i];
      if (!s.teasers_known) {
        if (const std::string line = teaser_line(body(i)); !line.empty()) ++s.teasers[line];
      }
      if (begins_with_number(i, s.slides + 1)) ++s.slides;
      s.themed_headings += headings_.themed(text_, block.body).size();
      if (bare_timestamp(body(i))) ++s.bare_times;
      if (!reasons_[i].empty()) continue;
      if (block.kind == Block::Kind::Paragraph) {
        if (caption_line(text_, block.body)) {
          ++s.captions;
        } else if (timing_line(body(i))) {
          ++s.timings;
        }
      }
      ++s.paragraphs;
      if (const auto found = candidate(i)) {
        if (!found->by_tab) ++s.labelled;
        auto& labels = found->by_tab ? s.tab_labels : s.labels;
        if (labels.size() <= kMostLabels) ++labels[found->key];
      }
    }
    if (s.teasers_known) pass_teasers(text_, blocks_, count, s.teasers, s.teaser_state);
  }

  /// Places blocks up to a border that cuts nothing, or none at all.
  std::size_t part(const TextSurvey& s, PartIs is, std::uint32_t least, StructureState& state) {
    find_known_teasers(s, state.teasers);
    themed_ = s.themed_headings >= kThemedAtLeast;
    accepted_ = s.accepted;
    take(state);
    for (std::size_t i = 0; i < blocks_.size() && s.slides >= kSlidesAtLeast; ++i) {
      if (begins_with_number(i, state.slides + slides_.size() + 1)) slides_.insert(i);
    }
    find_people_lists();
    const std::size_t held = is == PartIs::FollowedByMore ? blocks_held_back(s) : 0;
    const std::size_t known = blocks_.size() - std::min(held, blocks_.size());
    std::size_t placed = 0;
    for (; placed < known; ++placed) {
      if (placed > 0 && blocks_[placed].span.begin >= least && cuts_nothing(placed)) break;
      place(placed);
    }
    if (placed == known && is == PartIs::FollowedByMore) {
      doc_.segments.clear();
      return 0;
    }
    give_zones();
    give_back(state);
    state.slides +=
        static_cast<std::uint64_t>(std::distance(slides_.begin(), slides_.lower_bound(placed)));
    if (s.teasers_known) pass_teasers(text_, blocks_, placed, s.teasers, state.teasers);
    return placed;
  }

 private:
  [[nodiscard]] std::string_view view(ByteSpan span) const {
    return std::string_view(text_).substr(span.begin, span.size());
  }
  [[nodiscard]] std::string_view body(std::size_t i) const { return view(blocks_[i].body); }

  // --- emitting ------------------------------------------------------------------------------

  Segment* emit(ByteSpan span, SegmentKind kind, Zone zone, std::string reason,
                const SourceAnchor& anchor) {
    span = trimmed(text_, span);
    if (span.empty()) return nullptr;
    Segment segment;
    segment.span = span;
    segment.kind = kind;
    segment.zone = zone;
    segment.reason = std::move(reason);
    segment.anchor = anchor;
    if (page_ > 0 && !segment.anchor.page) segment.anchor.page = page_;
    segment.paragraph = paragraph_;
    segment.turn = turn_;
    doc_.segments.push_back(std::move(segment));
    return &doc_.segments.back();
  }

  void label(ByteSpan span, std::string reason, const SourceAnchor& anchor) {
    emit(span, SegmentKind::Mark, Zone::Label, std::move(reason), anchor);
  }

  // --- slides and headings -------------------------------------------------------------------

  [[nodiscard]] bool begins_with_number(std::size_t i, std::uint64_t wanted) const {
    if (blocks_[i].kind != Block::Kind::Paragraph || !reasons_[i].empty()) return false;
    const std::string_view line = body(i);
    std::size_t digits = 0;
    while (digits < line.size() && is_digit(line[digits])) ++digits;
    std::uint64_t number = 0;
    if (digits == 0 || digits > 3 || !parse_number(line.substr(0, digits), number)) return false;
    const bool alone = digits == line.size();
    return (alone || is_blank(line[digits])) && number == wanted;
  }

  /// Blocks that begin with 1, 2, 3 … are the slides of a transcribed presentation.
  void find_slides() {
    std::vector<std::size_t> starts;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (begins_with_number(i, starts.size() + 1)) starts.push_back(i);
    }
    if (starts.size() < kSlidesAtLeast) return;
    for (const std::size_t i : starts) slides_.insert(i);
  }

  [[nodiscard]] std::size_t count_themed() const {
    std::size_t n = 0;
    for (const Block& block : blocks_) n += headings_.themed(text_, block.body).size();
    return n;
  }

  void heading(ByteSpan span, std::uint32_t rank, std::string reason, const SourceAnchor& anchor) {
    ++paragraph_;
    if (Segment* made =
            emit(span, SegmentKind::Heading, Zone::Heading, std::move(reason), anchor)) {
      made->rank = rank;
    }
    speaker_ = {};
    own_section_ = opens_own_section(view(trimmed(text_, span)));
  }

  // --- speakers ------------------------------------------------------------------------------

  SpeakerId speaker_of(const std::string& key, const std::string& printed) {
    const auto [found, added] = speaker_by_key_.emplace(key, SpeakerId(doc_.speakers.size()));
    if (added) doc_.speakers.push_back({.key = key, .label = printed});
    return found->second;
  }

  [[nodiscard]] std::optional<LabelCandidate> candidate(std::size_t i) const {
    const Block& block = blocks_[i];
    if (!reasons_[i].empty() || block.kind == Block::Kind::Heading ||
        block.kind == Block::Kind::Cell) {
      return std::nullopt;
    }
    std::string_view line = body(i);
    std::uint32_t skipped = 0;
    if (const auto time = leading_time(line)) {
      skipped = *time;
      line.remove_prefix(skipped);
    }
    auto found = label_candidate(line);
    if (!found && block.bold_prefix > 0 && block.bold_prefix <= line.size()) {
      found = bold_label(line, block.bold_prefix);
    }
    if (!found) found = tab_label(line);
    if (!found || headings_.is_label(found->printed)) return std::nullopt;
    found->end += skipped;
    return found;
  }

  /// A label in bold without a colon, as some Word transcripts have it.
  static std::optional<LabelCandidate> bold_label(std::string_view line, std::uint32_t length) {
    const std::string_view printed = trim(line.substr(0, length));
    if (printed.empty() || utf8::count(printed) > 40 || length >= line.size()) return std::nullopt;
    const std::string key = label_key(printed);
    if (!text::starts_upper(printed) || is_never_a_label(key) ||
        std::count(printed.begin(), printed.end(), ' ') > 3) {
      return std::nullopt;
    }
    return LabelCandidate{std::string(printed), key, length};
  }

  /// Paragraphs that begin with a bare time (oTranscribe): only then is a bare time a stamp.
  void find_bare_times() {
    std::size_t n = 0;
    for (const Block& block : blocks_) n += bare_timestamp(view(block.body)) ? 1U : 0U;
    bare_times_ = times_are_bare(n, blocks_.size());
  }

  /// Bytes of a time stamp and the blanks after it at the start of a line.
  [[nodiscard]] std::optional<std::uint32_t> leading_time(std::string_view line) const {
    std::optional<Timestamp> time = marked_timestamp(line);
    if (!time && bare_times_) {
      time = bare_timestamp(line);
      if (time && time->length < line.size() && !is_blank(line[time->length])) time.reset();
    }
    if (!time) return std::nullopt;
    std::uint32_t end = time->length;
    while (end < line.size() && is_blank(line[end])) ++end;
    return end;
  }

  void accept_labels() {
    std::map<std::string, std::size_t> count;
    std::map<std::string, std::size_t> by_tab;
    std::size_t paragraphs = 0;
    std::size_t labelled = 0;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (!reasons_[i].empty() || blocks_[i].kind == Block::Kind::Heading) continue;
      ++paragraphs;
      const auto found = candidate(i);
      if (!found) continue;
      ++(found->by_tab ? by_tab : count)[found->key];
      if (!found->by_tab) ++labelled;
    }
    accepted_ = believed_labels(count, paragraphs, labelled);
    accepted_.merge(believed_tab_labels(by_tab, paragraphs));
  }

  // --- lists of people -----------------------------------------------------------------------

  void find_people_lists() {
    for (std::size_t i = 0; i < blocks_.size();) {
      std::size_t end = i;
      while (end < blocks_.size() && is_person_line(end)) ++end;
      if (end - i >= 3) {
        for (std::size_t k = i; k < end; ++k) attendance_.insert(k);
      }
      i = end + 1;
    }
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (reasons_[i].empty() && blocks_[i].kind != Block::Kind::Heading &&
          !captions_.names.contains(i) && is_attendance_line(body(i))) {
        attendance_.insert(i);
      }
    }
  }

  [[nodiscard]] bool is_person_line(std::size_t i) const {
    const std::string_view line = body(i);
    if (blocks_[i].kind == Block::Kind::Heading || blocks_[i].kind == Block::Kind::Cell ||
        !reasons_[i].empty() || line.size() > 140 || captions_.names.contains(i)) {
      return false;
    }
    if (!starts_with_name(line) || line.ends_with('.') || line.ends_with('?')) return false;
    const auto label = candidate(i);
    return !label || !accepted_.contains(label->key);
  }

  // --- placing blocks ------------------------------------------------------------------------

  void place(std::size_t i) {
    const Block& block = blocks_[i];
    if (block.span.begin < block.body.begin) {
      label({block.span.begin, block.body.begin},
            block.kind == Block::Kind::Heading ? "heading mark" : "list or table mark",
            block.anchor);
    }
    if (!reasons_[i].empty()) {
      ++paragraph_;
      emit(block.body, SegmentKind::Paragraph, Zone::Debris, reasons_[i], block.anchor);
      return;
    }
    if (captions_.names.contains(i)) return caption(i);
    if (captions_.timings.contains(i)) return label(block.body, "time", block.anchor);
    if (attendance_.contains(i)) {
      ++paragraph_;
      emit(block.body, SegmentKind::ListItem, Zone::Attendance, "list of people", block.anchor);
      return;
    }
    if (block.kind == Block::Kind::Cell) return cell(i);
    if (block.kind == Block::Kind::Heading) {
      return heading(block.body, block.rank == 0 ? 1 : block.rank, "heading", block.anchor);
    }
    if (slides_.contains(i)) return slide(i);
    const std::vector<ByteSpan> headings = headings_.themed(text_, block.body);
    if (!headings.empty()) return themed(block, headings);
    if (block.kind == Block::Kind::Paragraph && headings_.is_plain(body(i))) {
      return heading(block.body, 2, "heading by its words", block.anchor);
    }
    if (const std::string why = lone_debris_reason(body(i)); !why.empty()) {
      ++paragraph_;
      emit(block.body, SegmentKind::Paragraph, Zone::Debris, why, block.anchor);
      return;
    }
    paragraph(i);
  }

  void slide(std::size_t i) {
    const Block& block = blocks_[i];
    std::uint32_t digits = 0;
    while (digits < block.body.size() && is_digit(body(i)[digits])) ++digits;
    std::uint64_t number = 0;
    parse_number(body(i).substr(0, digits), number);
    page_ = static_cast<std::uint32_t>(number);
    const std::vector<ByteSpan> headings = headings_.themed(text_, block.body);
    if (!headings.empty() && headings.front().begin == block.body.begin) {
      return themed(block, headings);
    }
    // The number ends what the last slide's heading said.
    ++paragraph_;
    const ByteSpan mark{block.body.begin, block.body.begin + digits};
    if (Segment* made =
            emit(mark, SegmentKind::Heading, Zone::Debris, "slide number", block.anchor)) {
      made->rank = 1;
    }
    themed_section_ = false;
    speaker_ = {};
    Block rest = block;
    rest.body.begin += digits;
    rest.body = trimmed(text_, rest.body);
    if (rest.body.empty()) return;
    if (!headings.empty()) return themed(rest, headings);
    running(rest.body, rest);
  }

  void themed(const Block& block, const std::vector<ByteSpan>& headings) {
    std::uint32_t at = block.body.begin;
    for (const ByteSpan found : headings) {
      running({at, found.begin}, block);
      heading(found, 1, "theme and level of the codebook", block.anchor);
      themed_section_ = true;
      at = found.end;
    }
    running_with_subheadings({at, block.body.end}, block);
  }

  /// Running text under a themed heading: `Svårt att förstå: …` names the quotes after it.
  void running_with_subheadings(ByteSpan span, const Block& block) {
    span = trimmed(text_, span);
    std::uint32_t at = span.begin;
    for (const ByteSpan found : subheadings(text_, span)) {
      running({at, found.begin}, block);
      ++paragraph_;
      emit(found, SegmentKind::Mark, Zone::Heading, "heading before quotes", block.anchor);
      at = found.end;
    }
    running({at, span.end}, block);
  }

  void caption(std::size_t i) {
    const Caption& found = captions_.names.at(i);
    const std::string printed(trim(view(found.name)));
    speaker_ = speaker_of(label_key(printed), printed);
    start_ms_ = found.start_ms;
    ++turn_;
    label(blocks_[i].body, "speaker and time", blocks_[i].anchor);
  }

  void cell(std::size_t i) {
    const Block& block = blocks_[i];
    ++paragraph_;
    const auto table = tables_.transcripts.find(block.table);
    if (table == tables_.transcripts.end()) return table_cell(block);
    const SpeakerColumns& columns = table->second;
    begin_row(block, columns);
    if (block.row == 1 && row_is_header_) {
      label(block.body, "table header", block.anchor);
    } else if (block.column == columns.label) {
      label(block.body, "speaker in the table", block.anchor);
    } else if (block.column == columns.text && speaker_.valid()) {
      speech(block.body, block, "table row of this speaker");
    } else if (cell_time(body(i))) {
      label(block.body, "time", block.anchor);
    } else {
      emit(block.body, SegmentKind::Cell, Zone::Analyst, "another column of the transcript",
           block.anchor);
    }
  }

  /// A row's speaker and time are known before its first cell.
  void begin_row(const Block& block, const SpeakerColumns& columns) {
    const std::pair row{block.table, block.row};
    if (row == row_) return;
    row_ = row;
    const SpeakerRow told = speaker_row(text_, blocks_, tables_.rows.at(row), columns);
    row_is_header_ = told.is_header;
    start_ms_ = told.start_ms;
    if (!told.label) return;  // the speaker goes on
    if (row_is_header_) {
      speaker_ = {};
      return;
    }
    const std::string_view named = body(*told.label);
    std::string_view printed = trim(named);
    while (printed.ends_with(':')) printed.remove_suffix(1);
    speaker_ = speaker_of(label_key(named), std::string(printed));
    ++turn_;
  }

  // --- other tables --------------------------------------------------------------------------

  /// A cell of a plan or protocol: the word over its column goes with it.
  void table_cell(const Block& block) {
    const SourceAnchor& anchor = block.anchor;
    const auto headers = tables_.headers.find(block.table);
    if (headers == tables_.headers.end()) {
      emit(block.body, SegmentKind::Cell, Zone::Respondent, "table cell", anchor);
      return;
    }
    if (block.row == 1) return label(block.body, "table header", anchor);
    Segment* made = emit(block.body, SegmentKind::Cell, Zone::Respondent, "table cell", anchor);
    const auto word = headers->second.find(block.column);
    if (made != nullptr && word != headers->second.end()) {
      made->attributes.set("kolumn", word->second);
      made->attributes.set("rad", std::to_string(block.row));
    }
  }

  void paragraph(std::size_t i) {
    const Block& block = blocks_[i];
    const auto found = candidate(i);
    if (found && accepted_.contains(found->key)) {
      ++paragraph_;
      ++turn_;
      start_ms_.reset();
      const std::uint32_t end = block.body.begin + found->end;
      const std::string_view head = view({block.body.begin, end});
      if (const auto time = leading_time(head)) {
        note_time(head);
        label({block.body.begin, block.body.begin + *time}, "time stamp", block.anchor);
        label({block.body.begin + *time, end}, "speaker label", block.anchor);
      } else {
        label({block.body.begin, end}, "speaker label", block.anchor);
      }
      speaker_ = speaker_of(found->key, found->printed);
      speech({end, block.body.end}, block, "label \"" + found->printed + "\"");
      return;
    }
    if (speaker_.valid()) {
      ++paragraph_;
      speech(block.body, block, "goes on after the label");
      return;
    }
    running(block.body, block);
  }

  void note_time(std::string_view head) {
    const auto marked = marked_timestamp(head);
    const auto time = marked ? marked : bare_timestamp(head);
    if (!time) return;
    if (last_ms_ && time->ms < *last_ms_) decreasing_ = true;
    last_ms_ = time->ms;
    start_ms_ = time->ms;
  }

  /// A speaker's words; time stamps at either end are set apart.
  void speech(ByteSpan span, const Block& block, std::string reason) {
    span = trimmed(text_, span);
    if (const auto time = leading_time(view(span))) {
      note_time(view(span));
      label({span.begin, span.begin + *time}, "time stamp", block.anchor);
      span.begin += *time;
    }
    const std::string_view words = view(span);
    if (words.ends_with('#') && words.size() > 2) {
      const std::size_t open = words.rfind('#', words.size() - 2);
      if (open != std::string_view::npos) {
        if (const auto time = marked_timestamp(words.substr(open));
            time && open + time->length == words.size()) {
          // f4: the stamp at a paragraph's end tells when it ended.
          const auto at = span.begin + static_cast<std::uint32_t>(open);
          span.end = at;
          SourceAnchor anchor = block.anchor;
          anchor.start_ms = last_end_ms_;
          anchor.end_ms = time->ms;
          if (last_end_ms_ && time->ms < *last_end_ms_) decreasing_ = true;
          last_end_ms_ = time->ms;
          voice(span, anchor, std::move(reason));
          label({at, at + time->length}, "time stamp", block.anchor);
          return;
        }
      }
    }
    SourceAnchor anchor = block.anchor;
    anchor.start_ms = start_ms_;
    voice(span, anchor, std::move(reason));
  }

  void voice(ByteSpan span, const SourceAnchor& anchor, std::string reason) {
    if (Segment* made =
            emit(span, SegmentKind::Turn, Zone::Respondent, std::move(reason), anchor)) {
      made->speaker = speaker_;
    }
  }

  /// Text that nobody is named for.
  void running(ByteSpan span, const Block& block) {
    span = trimmed(text_, span);
    if (span.empty()) return;
    ++paragraph_;
    const SegmentKind kind =
        block.kind == Block::Kind::ListItem ? SegmentKind::ListItem : SegmentKind::Paragraph;
    const bool spoken =
        !accepted_.empty() || !captions_.names.empty() || !tables_.transcripts.empty();
    if (own_section_) {
      emit(span, kind, Zone::Analyst, "list of sources or contents", block.anchor);
    } else if (spoken) {
      emit(span, kind, Zone::Analyst, "outside the speakers' turns", block.anchor);
    } else if (themed_ && !themed_section_) {
      emit(span, kind, Zone::Analyst, "outside the themed headings", block.anchor);
    } else {
      if (const auto time = leading_time(view(span))) {
        note_time(view(span));
        label({span.begin, span.begin + *time}, "time stamp", block.anchor);
        span.begin += *time;
      }
      SourceAnchor anchor = block.anchor;
      anchor.start_ms = start_ms_;
      emit(span, kind, Zone::Respondent, "running text without speakers", anchor);
    }
  }

  // --- at the end ----------------------------------------------------------------------------

  void give_zones() {
    for (Segment& segment : doc_.segments) {
      if (!segment.speaker.valid()) continue;
      if (doc_.speakers[segment.speaker.value].role == Role::Interviewer) {
        segment.zone = Zone::Interviewer;
      }
    }
  }

  // --- parts of a long text ------------------------------------------------------------------

  /// May a part begin with this block, the ones before it being placed? Not inside a list of
  /// people, and not inside a turn: what decides levels reaches over all of it.
  [[nodiscard]] bool cuts_nothing(std::size_t i) const {
    if (is_person_line(i - 1) && is_person_line(i)) return false;
    if (!speaker_.valid()) return true;
    const auto label = candidate(i);
    return label && accepted_.contains(label->key) && !attendance_.contains(i) &&
           lone_debris_reason(body(i)).empty();
  }

  void find_known_teasers(const TextSurvey& s, const TeaserState& state) {
    if (s.teasers_known) {
      reasons_ = teaser_reasons(text_, blocks_, s.teasers, state);
    } else {
      reasons_.assign(blocks_.size(), {});
    }
  }

  void take(const StructureState& state) {
    page_ = state.page;
    doc_.speakers = state.speakers;
    speaker_by_key_ = state.speaker_by_key;
    speaker_ = state.speaker;
    turn_ = state.turn;
    paragraph_ = state.paragraph;
    start_ms_ = state.start_ms;
    last_ms_ = state.last_ms;
    last_end_ms_ = state.last_end_ms;
    themed_section_ = state.themed_section;
    own_section_ = state.own_section;
    decreasing_ = state.times_decrease;
  }

  void give_back(StructureState& state) const {
    state.page = page_;
    state.speakers = doc_.speakers;
    state.speaker_by_key = speaker_by_key_;
    state.speaker = speaker_;
    state.turn = turn_;
    state.paragraph = paragraph_;
    state.start_ms = start_ms_;
    state.last_ms = last_ms_;
    state.last_end_ms = last_end_ms_;
    state.themed_section = themed_section_;
    state.own_section = own_section_;
    state.times_decrease = decreasing_;
  }

  Document& doc_;
  const std::string& text_;
  const std::vector<Block>& blocks_;
  const ImportOptions& options_;
  Diagnostics& remarks_;

  Headings headings_;
  std::vector<std::string> reasons_;
  std::set<std::size_t> slides_;
  std::set<std::size_t> attendance_;
  std::set<std::string> accepted_;
  Captions captions_;
  TableRoles tables_;
  std::pair<std::uint32_t, std::uint32_t> row_{};  ///< of the transcript table being placed
  bool row_is_header_ = false;
  std::map<std::string, SpeakerId> speaker_by_key_;
  bool themed_ = false;
  bool themed_section_ = false;
  bool own_section_ = false;
  bool decreasing_ = false;
  bool bare_times_ = false;
  SpeakerId speaker_{};
  std::uint32_t turn_ = 0;
  std::uint32_t paragraph_ = 0;
  std::uint32_t page_ = 0;
  std::optional<std::uint64_t> start_ms_;
  std::optional<std::uint64_t> last_ms_;
  std::optional<std::uint64_t> last_end_ms_;
};

}  // namespace

void structure(Document& document, const std::vector<Block>& blocks, const ImportOptions& options,
               MarkupKind markup, Diagnostics& remarks) {
  Structurer(document, blocks, options, remarks).run();
  complete_segments(document, markup);
}

void survey(Document& part, const std::vector<Block>& blocks, std::size_t count,
            const ImportOptions& options, TextSurvey& survey) {
  Diagnostics none;
  Structurer(part, blocks, options, none).survey(count, survey);
}

bool survey_again(TextSurvey& survey) {
  const bool teasers =
      std::any_of(survey.teasers.begin(), survey.teasers.end(),
                  [](const auto& teaser) { return teaser.second >= kTeaserRepeats; });
  if (!teasers || survey.teasers_known) return false;
  TextSurvey again;
  again.teasers = std::move(survey.teasers);
  again.teasers_known = true;
  survey = std::move(again);
  return true;
}

std::size_t blocks_held_back(const TextSurvey& survey) {
  return 1 + (survey.teasers_known ? kTeaserReach : 0);
}

bool settle(TextSurvey& survey) {
  if (survey.captions >= kCaptionsAtLeast || survey.timings >= kCaptionsAtLeast ||
      times_are_bare(survey.bare_times, survey.blocks) || survey.labels.size() > kMostLabels ||
      survey.tab_labels.size() > kMostLabels) {
    return false;
  }
  survey.accepted = believed_labels(survey.labels, survey.paragraphs, survey.labelled);
  survey.accepted.merge(believed_tab_labels(survey.tab_labels, survey.paragraphs));
  return true;
}

std::size_t structure_part(Document& part, const std::vector<Block>& blocks,
                           const ImportOptions& options, const TextSurvey& survey, PartIs is,
                           std::uint32_t least, StructureState& state) {
  Diagnostics none;
  const std::size_t taken = Structurer(part, blocks, options, none).part(survey, is, least, state);
  if (taken < blocks.size()) {
    if (taken == 0) return 0;
    const std::size_t line_end = part.text.rfind('\n', blocks[taken].span.begin);
    part.text.resize(line_end + 1);
  }
  return taken;
}

void tell_voices(const std::vector<Speaker>& speakers, bool times_decrease, const std::string& file,
                 const std::string& key, Diagnostics& remarks) {
  const bool asks = std::any_of(speakers.begin(), speakers.end(),
                                [](const Speaker& s) { return s.role == Role::Interviewer; });
  if (speakers.size() > 1 && !asks) {
    remarks.warning("transcript-no-interviewer",
                    "no speaker is an interviewer: all " + std::to_string(speakers.size()) +
                        " are counted as respondents",
                    {.path = file.empty() ? key : file},
                    "name the interviewer with --interviewer NAME, or by a column \"roll\" in "
                    "the attributes file");
  }
  if (times_decrease) {
    remarks.warning("transcript-time-goes-back", "time stamps go backwards; the order is kept",
                    {.path = key});
  }
}

}  // namespace rodtrad::ingest
