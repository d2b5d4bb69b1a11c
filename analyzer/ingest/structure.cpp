#include "analyzer/ingest/structure.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "analyzer/base/strings.h"
#include "analyzer/ingest/block_signs.h"
#include "analyzer/ingest/captions.h"
#include "analyzer/ingest/debris.h"
#include "analyzer/ingest/headings.h"
#include "analyzer/ingest/interviewer_names.h"
#include "analyzer/ingest/speaker_labels.h"
#include "analyzer/ingest/table_roles.h"
#include "analyzer/ingest/timestamps.h"

namespace rodtrad::ingest {
namespace {

constexpr std::size_t kThemedAtLeast = 3;

/// Places blocks in their order: each becomes segments by what it shows itself, by what the whole
/// text shows, and by who spoke last.
class Structurer {
 public:
  Structurer(Document& document, const std::vector<Block>& blocks, const ImportOptions& options,
             Diagnostics& remarks)
      : doc_(document),
        text_(document.text),
        blocks_(blocks),
        options_(options),
        remarks_(remarks),
        signs_{document.text, blocks, Headings(options)} {}

  void run() {
    signs_.debris = find_teasers(text_, blocks_).reasons;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (!blocks_[i].debris.empty()) signs_.debris[i] = blocks_[i].debris;
    }
    find_slides(0);
    if (!are_slides(slides_.size(), blocks_.size())) slides_.clear();
    themed_ = count_themed() >= kThemedAtLeast;
    find_bare_times();
    tables_ = table_roles(text_, blocks_);
    captions_ = captions_in(text_, blocks_, signs_.debris);
    if (captions_.clock_times) {
      remarks_
          .info("transcript-clock-times",
                "the times are the time of day, not counted from the recording's start",
                {.path = doc_.provenance.file.empty() ? doc_.key : doc_.provenance.file})
          .in_swedish("tiderna är klockslag och inte räknade från inspelningens början");
    }
    accept_labels();
    find_people_lists();
    for (std::size_t i = 0; i < blocks_.size(); ++i) place(i);
    settle_roles(doc_.speakers, options_.interviewers);
    give_zones();
    tell_voices(doc_.speakers, state_.times_decrease, doc_.provenance.file, doc_.key, remarks_);
  }

  /// As `structure_part` has it.
  std::size_t part(const TextSurvey& s, PartIs is, PartSize size, StructureState& state) {
    Teasers teasers = teasers_of(s, text_, blocks_, state.teasers);
    signs_.debris = std::move(teasers.reasons);
    themed_ = s.themed_headings >= kThemedAtLeast;
    accepted_ = s.accepted;
    state_ = state.place;
    speaker_by_key_ = state.speaker_by_key;
    doc_.speakers = state.speakers;
    if (are_slides(s.slides, s.blocks)) find_slides(state.slides);
    find_people_lists();
    const std::size_t held = is == PartIs::FollowedByMore ? blocks_held_back(s) : 0;
    const std::size_t known = blocks_.size() - std::min(held, blocks_.size());
    const std::size_t placed = place_part(known, is, size);
    if (placed == 0) return 0;
    give_zones();
    state.place = state_;
    state.speaker_by_key = std::move(speaker_by_key_);
    state.speakers = doc_.speakers;
    state.slides +=
        static_cast<std::uint64_t>(std::distance(slides_.begin(), slides_.lower_bound(placed)));
    if (s.teasers_known) pass_teasers(teasers, blocks_, placed, state.teasers);
    return placed;
  }

 private:
  [[nodiscard]] std::string_view view(ByteSpan span) const { return signs_.view(span); }
  [[nodiscard]] std::string_view body(std::size_t i) const { return signs_.body(i); }

  /// Kept until another block is asked about: a block that could begin a part is asked about twice.
  const std::optional<LabelCandidate>& label_of(std::size_t i) {
    if (labelled_ != i) label_ = signs_.label(i);
    labelled_ = i;
    return label_;
  }

  // --- what only all the blocks together show --------------------------------------------------

  /// Blocks that begin with 1, 2, 3 … are the slides of a transcribed presentation, of which so
  /// many have begun before these blocks.
  void find_slides(std::uint64_t before) {
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (signs_.begins_with_number(i, before + slides_.size() + 1)) slides_.insert(i);
    }
  }

  [[nodiscard]] std::size_t count_themed() const {
    std::size_t n = 0;
    for (const Block& block : blocks_) n += signs_.headings.themed(text_, block.body).size();
    return n;
  }

  /// Paragraphs that begin with a bare time (oTranscribe): only then is a bare time a stamp.
  void find_bare_times() {
    std::size_t n = 0;
    for (std::size_t i = 0; i < blocks_.size(); ++i) n += bare_timestamp(body(i)) ? 1U : 0U;
    signs_.bare_time = bare_time_is(n, blocks_.size());
  }

  void accept_labels() {
    LabelCounts counts;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (!signs_.debris[i].empty() || blocks_[i].kind == Block::Kind::Heading) continue;
      ++counts.paragraphs;
      if (const auto found = signs_.label(i)) {
        counts.add(*found);
      } else {
        counts.add_unlabelled(body(i));
      }
    }
    accepted_ = believed_labels(counts);
    tell_single_labels(counts, accepted_, doc_.provenance.file, remarks_);
    if (accepted_.empty() && captions_.names.empty() && tables_.transcripts.empty()) {
      tell_unread_labels(counts, doc_.provenance.file, remarks_);
    }
  }

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
      if (signs_.debris[i].empty() && blocks_[i].kind != Block::Kind::Heading &&
          !captions_.names.contains(i) && is_attendance_line(body(i))) {
        attendance_.insert(i);
      }
    }
  }

  [[nodiscard]] bool is_person_line(std::size_t i) const {
    const std::string_view line = body(i);
    if (blocks_[i].kind == Block::Kind::Heading || blocks_[i].kind == Block::Kind::Cell ||
        !signs_.debris[i].empty() || line.size() > 140 || captions_.names.contains(i)) {
      return false;
    }
    if (!starts_with_name(line) || line.ends_with('.') || line.ends_with('?')) return false;
    const auto label = signs_.label(i);
    return !label || !accepted_.contains(label->key);
  }

  // --- emitting ------------------------------------------------------------------------------

  Segment* emit(ByteSpan span, SegmentKind kind, Zone zone, Reason reason,
                const SourceAnchor& anchor) {
    span = trimmed(text_, span);
    if (span.empty()) return nullptr;
    Segment segment;
    segment.span = span;
    segment.kind = kind;
    segment.zone = zone;
    segment.reason = std::move(reason);
    segment.anchor = anchor;
    if (state_.page > 0 && !segment.anchor.page) segment.anchor.page = state_.page;
    segment.paragraph = state_.paragraph;
    segment.turn = state_.turn;
    doc_.segments.push_back(std::move(segment));
    return &doc_.segments.back();
  }

  void label(ByteSpan span, Reason reason, const SourceAnchor& anchor) {
    emit(span, SegmentKind::Mark, Zone::Label, std::move(reason), anchor);
  }

  void heading(ByteSpan span, std::uint32_t rank, Reason reason, const SourceAnchor& anchor) {
    ++state_.paragraph;
    if (Segment* made =
            emit(span, SegmentKind::Heading, Zone::Heading, std::move(reason), anchor)) {
      made->rank = rank;
    }
    state_.speaker = {};
    state_.own_section = opens_own_section(view(trimmed(text_, span)));
  }

  void voice(ByteSpan span, const SourceAnchor& anchor, Reason reason) {
    if (Segment* made =
            emit(span, SegmentKind::Turn, Zone::Respondent, std::move(reason), anchor)) {
      made->speaker = state_.speaker;
    }
  }

  SpeakerId speaker_of(const std::string& key, const std::string& printed) {
    const auto [found, added] = speaker_by_key_.emplace(key, SpeakerId(doc_.speakers.size()));
    if (added) doc_.speakers.push_back({.key = key, .label = printed});
    return found->second;
  }

  // --- placing blocks ------------------------------------------------------------------------

  void place(std::size_t i) {
    const Block& block = blocks_[i];
    if (block.span.begin < block.body.begin) {
      label({block.span.begin, block.body.begin},
            block.kind == Block::Kind::Heading ? Reason("heading mark")
                                               : Reason("list or table mark"),
            block.anchor);
    }
    if (!signs_.debris[i].empty()) {
      ++state_.paragraph;
      emit(block.body, SegmentKind::Paragraph, Zone::Debris, signs_.debris[i], block.anchor);
      return;
    }
    if (captions_.names.contains(i)) return caption(i);
    if (captions_.timings.contains(i)) return label(block.body, "time", block.anchor);
    if (attendance_.contains(i)) {
      ++state_.paragraph;
      emit(block.body, SegmentKind::ListItem, Zone::Attendance, "list of people", block.anchor);
      return;
    }
    if (block.kind == Block::Kind::Cell) return cell(i);
    if (block.kind == Block::Kind::Heading) {
      return heading(block.body, block.rank == 0 ? 1 : block.rank, "heading", block.anchor);
    }
    if (slides_.contains(i)) return slide(i);
    const std::vector<ByteSpan> headings = signs_.headings.themed(text_, block.body);
    if (!headings.empty()) return themed(block, headings);
    if (block.kind == Block::Kind::Paragraph && signs_.headings.is_plain(body(i))) {
      return heading(block.body, 2, "heading by its words", block.anchor);
    }
    if (const std::string_view why = lone_debris_reason(body(i)); !why.empty()) {
      ++state_.paragraph;
      emit(block.body, SegmentKind::Paragraph, Zone::Debris, std::string(why), block.anchor);
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
    state_.page = static_cast<std::uint32_t>(number);
    const std::vector<ByteSpan> headings = signs_.headings.themed(text_, block.body);
    if (!headings.empty() && headings.front().begin == block.body.begin) {
      return themed(block, headings);
    }
    // The number ends what the last slide's heading said.
    ++state_.paragraph;
    const ByteSpan mark{block.body.begin, block.body.begin + digits};
    if (Segment* made =
            emit(mark, SegmentKind::Heading, Zone::Debris, "slide number", block.anchor)) {
      made->rank = 1;
    }
    state_.themed_section = false;
    state_.speaker = {};
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
      state_.themed_section = true;
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
      ++state_.paragraph;
      emit(found, SegmentKind::Mark, Zone::Heading, "heading before quotes", block.anchor);
      at = found.end;
    }
    running({at, span.end}, block);
  }

  void caption(std::size_t i) {
    const Caption& found = captions_.names.at(i);
    const std::string printed(trim(view(found.name)));
    state_.speaker = speaker_of(label_key(printed), printed);
    state_.start_ms = found.start_ms;
    ++state_.turn;
    const ByteSpan body = blocks_[i].body;
    label({body.begin, found.end}, found.start_ms ? Reason("speaker and time") : Reason("speaker"),
          blocks_[i].anchor);
    const ByteSpan rest = trimmed(text_, {found.end, body.end});
    if (rest.empty()) return;
    ++state_.paragraph;
    speech(rest, blocks_[i], "below \"" + printed + "\"");
  }

  void cell(std::size_t i) {
    const Block& block = blocks_[i];
    ++state_.paragraph;
    const auto table = tables_.transcripts.find(block.table);
    if (table == tables_.transcripts.end()) return table_cell(block);
    const SpeakerColumns& columns = table->second;
    begin_row(block, columns);
    if (block.row == 1 && row_is_header_) {
      label(block.body, "table header", block.anchor);
    } else if (block.column == columns.label) {
      label(block.body, "speaker in the table", block.anchor);
    } else if (block.column == columns.text && state_.speaker.valid()) {
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
    state_.start_ms = told.start_ms;
    if (!told.label) return;  // the speaker goes on
    if (row_is_header_) {
      state_.speaker = {};
      return;
    }
    const std::string_view named = body(*told.label);
    std::string_view printed = trim(named);
    while (printed.ends_with(':')) printed.remove_suffix(1);
    state_.speaker = speaker_of(label_key(named), std::string(printed));
    ++state_.turn;
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
    const auto& found = label_of(i);
    if (found && accepted_.contains(found->key)) {
      ++state_.paragraph;
      ++state_.turn;
      state_.start_ms.reset();
      const std::uint32_t end = block.body.begin + found->end;
      const std::string_view head = view({block.body.begin, end});
      if (const auto time = leading_time(head, signs_.bare_time)) {
        note_time(head);
        label({block.body.begin, block.body.begin + *time}, "time stamp", block.anchor);
        label({block.body.begin + *time, end}, "speaker label", block.anchor);
      } else {
        label({block.body.begin, end}, "speaker label", block.anchor);
      }
      if (found->start_ms) note_time(*found->start_ms);
      state_.speaker = speaker_of(found->key, found->printed);
      speech({end, block.body.end}, block, "label \"" + found->printed + "\"");
      return;
    }
    if (state_.speaker.valid()) {
      ++state_.paragraph;
      speech(block.body, block, "goes on after the label");
      return;
    }
    running(block.body, block);
  }

  void note_time(std::string_view head) {
    const auto marked = marked_timestamp(head);
    const auto time = marked ? marked : bare_timestamp(head);
    if (time) note_time(time->ms);
  }

  void note_time(std::uint64_t ms) {
    if (state_.last_ms && ms < *state_.last_ms) state_.times_decrease = true;
    state_.last_ms = ms;
    state_.start_ms = ms;
  }

  /// A speaker's words; time stamps at either end are set apart.
  void speech(ByteSpan span, const Block& block, Reason reason) {
    span = trimmed(text_, span);
    if (const auto time = leading_time(view(span), signs_.bare_time)) {
      note_time(view(span));
      label({span.begin, span.begin + *time}, "time stamp", block.anchor);
      span.begin += *time;
    }
    SourceAnchor anchor = block.anchor;
    const auto ended = closing_timestamp(view(span));
    if (!ended) {
      anchor.start_ms = state_.start_ms;
      return voice(span, anchor, std::move(reason));
    }
    const ByteSpan stamp{span.end - ended->length, span.end};
    span.end = stamp.begin;
    anchor.start_ms = state_.last_end_ms;
    anchor.end_ms = ended->ms;
    if (state_.last_end_ms && ended->ms < *state_.last_end_ms) state_.times_decrease = true;
    state_.last_end_ms = ended->ms;
    voice(span, anchor, std::move(reason));
    label(stamp, "time stamp", block.anchor);
  }

  /// Text that nobody is named for.
  void running(ByteSpan span, const Block& block) {
    span = trimmed(text_, span);
    if (span.empty()) return;
    ++state_.paragraph;
    const SegmentKind kind =
        block.kind == Block::Kind::ListItem ? SegmentKind::ListItem : SegmentKind::Paragraph;
    const bool spoken =
        !accepted_.empty() || !captions_.names.empty() || !tables_.transcripts.empty();
    if (state_.own_section) {
      emit(span, kind, Zone::Analyst, "list of sources or contents", block.anchor);
    } else if (spoken) {
      emit(span, kind, Zone::Analyst, "outside the speakers' turns", block.anchor);
    } else if (themed_ && !state_.themed_section) {
      emit(span, kind, Zone::Analyst, "outside the themed headings", block.anchor);
    } else {
      if (const auto time = leading_time(view(span), signs_.bare_time)) {
        note_time(view(span));
        label({span.begin, span.begin + *time}, "time stamp", block.anchor);
        span.begin += *time;
      }
      SourceAnchor anchor = block.anchor;
      anchor.start_ms = state_.start_ms;
      emit(span, kind, Zone::Respondent, "running text without speakers", anchor);
    }
  }

  // --- parts of a long text ------------------------------------------------------------------

  /// A place where a part can end, and all that goes back there with it.
  struct Border {
    std::size_t blocks = 0;
    std::size_t segments = 0;
    std::size_t speakers = 0;
    StructurePlace state{};
  };

  /// Places blocks up to the best border among the first `known`; none at all where there is none.
  std::size_t place_part(std::size_t known, PartIs is, PartSize size) {
    constexpr std::size_t kTries = 8;  // so often at most a border is noted before the best one
    std::optional<Border> border;
    std::size_t next = size.least;
    std::size_t placed = 0;
    for (; placed < known; ++placed) {
      const std::size_t begin = blocks_[placed].span.begin;
      if (placed > 0 && begin >= next && cuts_nothing(placed)) {
        if (begin >= size.best) return placed;
        border = {placed, doc_.segments.size(), doc_.speakers.size(), state_};
        next = std::min(size.best, begin + (size.best - size.least) / kTries);
      }
      place(placed);
    }
    if (is == PartIs::Last) return placed;
    go_back(border.value_or(Border{}));
    return border ? border->blocks : 0;
  }

  void go_back(const Border& border) {
    doc_.segments.resize(border.segments);
    doc_.speakers.resize(border.speakers);
    std::erase_if(speaker_by_key_,
                  [&border](const auto& known) { return known.second.value >= border.speakers; });
    state_ = border.state;
  }

  /// May a part begin with this block, the ones before it being placed? Not inside a list of
  /// people, and not inside a turn: what decides levels reaches over all of it.
  [[nodiscard]] bool cuts_nothing(std::size_t i) {
    if (is_person_line(i - 1) && is_person_line(i)) return false;
    if (!state_.speaker.valid()) return true;
    const auto& label = label_of(i);
    return label && accepted_.contains(label->key) && !attendance_.contains(i) &&
           lone_debris_reason(body(i)).empty();
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

  Document& doc_;
  const std::string& text_;
  const std::vector<Block>& blocks_;
  const ImportOptions& options_;
  Diagnostics& remarks_;

  BlockSigns signs_;
  std::optional<std::size_t> labelled_{};  ///< whose label this is
  std::optional<LabelCandidate> label_{};
  std::set<std::size_t> slides_{};
  std::set<std::size_t> attendance_{};
  std::set<std::string> accepted_{};
  Captions captions_{};
  TableRoles tables_{};
  bool themed_ = false;

  StructurePlace state_{};
  std::map<std::string, SpeakerId> speaker_by_key_{};
  std::pair<std::uint32_t, std::uint32_t> row_{};  ///< of the transcript table being placed
  bool row_is_header_ = false;
};

}  // namespace

void structure(Document& document, const std::vector<Block>& blocks, const ImportOptions& options,
               MarkupKind markup, Diagnostics& remarks) {
  Structurer(document, blocks, options, remarks).run();
  complete_segments(document, markup);
}

std::size_t structure_part(Document& part, const std::vector<Block>& blocks,
                           const ImportOptions& options, const TextSurvey& survey, PartIs is,
                           PartSize size, StructureState& state) {
  Diagnostics none;
  return Structurer(part, blocks, options, none).part(survey, is, size, state);
}

void tell_voices(const std::vector<Speaker>& speakers, bool times_decrease, const std::string& file,
                 const std::string& key, Diagnostics& remarks) {
  tell_missing_roles(speakers, file.empty() ? key : file, remarks);
  if (times_decrease) {
    remarks
        .warning("transcript-time-goes-back", "time stamps go backwards; the order is kept",
                 {.path = key})
        .in_swedish("tiderna går bakåt; ordningen är som i filen");
  }
}

}  // namespace rodtrad::ingest
