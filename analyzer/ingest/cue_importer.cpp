#include <optional>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/ingest/importer.h"
#include "analyzer/ingest/lines.h"
#include "analyzer/ingest/speaker_labels.h"
#include "analyzer/ingest/structure.h"
#include "analyzer/ingest/timestamps.h"
#include "analyzer/text/decode.h"

/// WebVTT and SubRip. Cues of one speaker in a row become one turn, so that a sentence that runs
/// over cue borders is whole; the times of the cues stay with the pieces.
namespace rodtrad::ingest {
namespace {

struct Cue {
  std::uint32_t line = 0;
  std::uint64_t start_ms = 0;
  std::uint64_t end_ms = 0;
  std::string speaker{};
  std::string text{};
};

enum class CueKind { WebVtt, SubRip };

bool is_blank_line(std::string_view line) { return trim(line).empty(); }

/// HTML entities WebVTT allows.
std::string without_entities(std::string text) {
  for (const auto& [entity, plain] : {std::pair{"&lt;", "<"},
                                      {"&gt;", ">"},
                                      {"&nbsp;", "\u00A0"},
                                      {"&lrm;", ""},
                                      {"&rlm;", ""},
                                      {"&amp;", "&"}}) {
    text = replace_all(std::move(text), entity, plain);
  }
  return text;
}

/// The payload without tags; `<v Namn>` gives the speaker. A `<` that opens no tag is text.
std::string payload_text(std::string_view payload, std::string& speaker) {
  std::string out;
  for (std::size_t at = 0; at < payload.size();) {
    const std::size_t close = payload[at] == '<' ? payload.find('>', at) : std::string_view::npos;
    if (close == std::string_view::npos) {
      out += payload[at++];
      continue;
    }
    const std::string_view tag = payload.substr(at + 1, close - at - 1);
    const char first = tag.empty() ? ' ' : tag.front();
    const bool letter = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z');
    if (!letter && first != '/' && !is_digit(first)) {
      out += payload[at++];
      continue;
    }
    if (tag.starts_with("v ") || tag.starts_with("v.") || tag.starts_with("v\t")) {
      const std::size_t blank = tag.find_first_of(" \t");
      if (blank != std::string_view::npos)
        speaker = without_entities(std::string(trim(tag.substr(blank))));
    }
    at = close + 1;
  }
  return without_entities(std::move(out));
}

class CueReader {
 public:
  CueReader(const Source& source, std::string_view text, CueKind kind, Diagnostics& remarks)
      : source_(source), text_(text), kind_(kind), remarks_(remarks), lines_(lines_of(text)) {}

  Result<std::vector<Cue>> run() {
    std::size_t at = 0;
    while (at < lines_.size() && is_blank_line(line(at))) ++at;
    if (kind_ == CueKind::WebVtt && at < lines_.size()) {
      if (line(at).starts_with("WEBVTT")) {
        while (at < lines_.size() && !is_blank_line(line(at))) ++at;
      } else {
        warn("vtt-header", "the first line is not WEBVTT; the cues are read all the same",
             lines_[at].number);
      }
    }
    while (at < lines_.size()) at = block(at);
    if (skipped_notes_ > 0) {
      remarks_.info("cue-notes",
                    std::to_string(skipped_notes_) + " NOTE or STYLE blocks are not speech",
                    {.path = source_.name});
    }
    if (cues_.empty() && !trim(text_).empty()) {
      return failure("cue-none", "no cue with a time was found", {.path = source_.name, .line = 1},
                     "a cue begins with a line such as 00:00:01.000 --> 00:00:03.000");
    }
    return std::move(cues_);
  }

 private:
  [[nodiscard]] std::string_view line(std::size_t i) const {
    return text_.substr(lines_[i].span.begin, lines_[i].span.size());
  }
  void warn(std::string id, std::string message, std::uint32_t number) {
    remarks_.warning(std::move(id), std::move(message), {.path = source_.name, .line = number});
  }

  /// One block: lines up to a blank one. Returns the line after it.
  std::size_t block(std::size_t begin) {
    if (is_blank_line(line(begin))) return begin + 1;
    std::size_t end = begin;
    while (end < lines_.size() && !is_blank_line(line(end))) ++end;
    const std::string_view first = line(begin);
    if (kind_ == CueKind::WebVtt &&
        (first.starts_with("NOTE") || first == "STYLE" || first == "REGION")) {
      ++skipped_notes_;
      return end;
    }
    std::size_t timing = begin;
    while (timing < end && timing < begin + 2 &&
           line(timing).find("-->") == std::string_view::npos) {
      ++timing;
    }
    if (timing >= end || line(timing).find("-->") == std::string_view::npos) {
      orphan(begin, end);
      return end;
    }
    const auto range = time_range(line(timing));
    Cue cue;
    cue.line = lines_[timing].number;
    if (range) {
      cue.start_ms = range->start_ms;
      cue.end_ms = range->end_ms;
      check_times(cue);
    } else {
      warn("cue-time", "the time cannot be read; the cue is kept without it", cue.line);
      cue.start_ms = cue.end_ms = last_start_;
    }
    payload(timing + 1, end, cue);
    return end;
  }

  void check_times(const Cue& cue) {
    if (cue.end_ms < cue.start_ms)
      warn("cue-time", "the cue ends before it begins; it is kept", cue.line);
    if (cue.start_ms < last_start_) {
      warn("transcript-time-goes-back", "the times go backwards; the order of the file is kept",
           cue.line);
    }
    last_start_ = cue.start_ms;
  }

  /// Text without a time: kept with the cue before it, and told.
  void orphan(std::size_t begin, std::size_t end) {
    warn("cue-without-time", "text without a time; it is kept with the cue before it",
         lines_[begin].number);
    Cue cue;
    cue.line = lines_[begin].number;
    cue.start_ms = cue.end_ms = last_start_;
    payload(begin, end, cue);
  }

  void payload(std::size_t begin, std::size_t end, Cue cue) {
    std::string joined;
    for (std::size_t i = begin; i < end; ++i) {
      if (line(i).find("-->") != std::string_view::npos && time_range(line(i))) {
        // A missing blank line between two cues.
        finish(cue, joined);
        joined.clear();
        const auto range = time_range(line(i));
        cue.line = lines_[i].number;
        cue.start_ms = range->start_ms;
        cue.end_ms = range->end_ms;
        check_times(cue);
        continue;
      }
      const bool number_before_time =
          i + 1 < end && trim(line(i)).find_first_not_of("0123456789") == std::string_view::npos &&
          line(i + 1).find("-->") != std::string_view::npos;
      if (number_before_time) continue;
      if (!joined.empty()) joined += ' ';
      joined += trim(line(i));
    }
    finish(cue, joined);
  }

  void finish(Cue& cue, const std::string& joined) {
    Cue made = cue;
    made.text = std::string(trim(payload_text(joined, made.speaker)));
    if (!made.text.empty()) cues_.push_back(std::move(made));
  }

  const Source& source_;
  std::string_view text_;
  CueKind kind_;
  Diagnostics& remarks_;
  std::vector<Line> lines_;
  std::vector<Cue> cues_;
  std::size_t skipped_notes_ = 0;
  std::uint64_t last_start_ = 0;
};

/// `Namn: text` inside cues: believed when the name is a role word, or recurs and stands at the
/// start of several cues.
void names_in_text(std::vector<Cue>& cues) {
  std::vector<std::pair<std::string, std::size_t>> count;
  const auto slot = [&count](const std::string& key) -> std::size_t& {
    for (auto& [known, n] : count) {
      if (known == key) return n;
    }
    return count.emplace_back(key, 0).second;
  };
  for (const Cue& cue : cues) {
    if (const auto found = label_candidate(cue.text)) ++slot(found->key);
  }
  for (Cue& cue : cues) {
    const auto found = label_candidate(cue.text);
    if (!found || !(is_role_word(found->key) || slot(found->key) >= 2)) continue;
    cue.speaker = found->printed;
    cue.text = std::string(trim(std::string_view(cue.text).substr(found->end)));
  }
}

/// The canonical text: one line a turn, `Label: words`; each cue's words keep their time.
class TurnWriter {
 public:
  TurnWriter(Document& document, const ImportOptions& options, Diagnostics& remarks)
      : document_(document), options_(options), remarks_(remarks) {}

  void write(const std::vector<Cue>& cues) {
    std::string speaker;
    bool open = false;
    for (const Cue& cue : cues) {
      const bool changed = !cue.speaker.empty() && label_key(cue.speaker) != label_key(speaker);
      if (!open || changed) {
        if (!cue.speaker.empty()) speaker = cue.speaker;
        begin_turn(speaker, cue);
        open = true;
      } else {
        document_.text += ' ';
      }
      SourceAnchor anchor;
      anchor.line = cue.line;
      anchor.start_ms = cue.start_ms;
      anchor.end_ms = cue.end_ms;
      document_.places.push_back({size(), anchor});
      document_.text += cue.text;
      document_.segments.back().span.end = size();
      document_.segments.back().anchor.end_ms = cue.end_ms;
    }
    if (open) document_.text += '\n';
    settle();
  }

 private:
  [[nodiscard]] std::uint32_t size() const {
    return static_cast<std::uint32_t>(document_.text.size());
  }

  void begin_turn(const std::string& speaker, const Cue& cue) {
    if (!document_.text.empty()) document_.text += '\n';
    ++turn_;
    SourceAnchor anchor;
    anchor.line = cue.line;
    anchor.start_ms = cue.start_ms;
    anchor.end_ms = cue.end_ms;
    SpeakerId id;
    if (!speaker.empty()) {
      id = speaker_of(speaker);
      Segment label;
      label.span.begin = size();
      document_.text += speaker + ":";
      label.span.end = size();
      label.kind = SegmentKind::Mark;
      label.zone = Zone::Label;
      label.reason = "speaker of the cue";
      label.anchor = anchor;
      document_.segments.push_back(std::move(label));
      document_.text += ' ';
    }
    Segment turn;
    turn.span = {size(), size()};
    turn.kind = SegmentKind::Turn;
    turn.zone = Zone::Respondent;
    turn.reason = speaker.empty() ? "cues without speakers" : "cues of \"" + speaker + "\"";
    turn.speaker = id;
    turn.turn = turn_;
    turn.paragraph = turn_;
    turn.anchor = anchor;
    document_.segments.push_back(std::move(turn));
  }

  SpeakerId speaker_of(const std::string& printed) {
    const std::string key = label_key(printed);
    for (std::size_t i = 0; i < document_.speakers.size(); ++i) {
      if (document_.speakers[i].key == key) return SpeakerId(i);
    }
    document_.speakers.push_back({.key = key, .label = printed});
    return SpeakerId(document_.speakers.size() - 1);
  }

  void settle() {
    settle_roles(document_.speakers, options_.interviewers);
    bool asks = false;
    for (Segment& segment : document_.segments) {
      if (!segment.speaker.valid()) continue;
      if (document_.speakers[segment.speaker.value].role == Role::Interviewer) {
        segment.zone = Zone::Interviewer;
        asks = true;
      }
    }
    if (document_.speakers.size() > 1 && !asks) {
      remarks_.warning("transcript-no-interviewer",
                       "no speaker is an interviewer: all " +
                           std::to_string(document_.speakers.size()) +
                           " are counted as respondents",
                       {.path = document_.provenance.file},
                       "name the interviewer with --interviewer NAME, or by a column \"roll\" in "
                       "the attributes file");
    }
  }

  Document& document_;
  const ImportOptions& options_;
  Diagnostics& remarks_;
  std::uint32_t turn_ = 0;
};

Result<Documents> read_cues(const Source& source, const ImportOptions& options, CueKind kind,
                            Diagnostics& remarks) {
  auto decoded = text::decode(source.bytes, {options.encoding}, source.name, remarks);
  if (!decoded) return std::move(decoded).failure();
  auto cues = CueReader(source, decoded.value().text, kind, remarks).run();
  if (!cues) return std::move(cues).failure();
  names_in_text(cues.value());
  Document document;
  document.key = source.key;
  document.provenance.file = source.name;
  document.provenance.encoding = decoded.value().encoding;
  TurnWriter(document, options, remarks).write(cues.value());
  complete_segments(document, MarkupKind::None);
  Documents documents;
  documents.push_back(std::move(document));
  return documents;
}

}  // namespace

Result<Documents> read_vtt(const Source& source, const ImportOptions& options,
                           Diagnostics& remarks) {
  return read_cues(source, options, CueKind::WebVtt, remarks);
}

Result<Documents> read_srt(const Source& source, const ImportOptions& options,
                           Diagnostics& remarks) {
  return read_cues(source, options, CueKind::SubRip, remarks);
}

}  // namespace rodtrad::ingest
