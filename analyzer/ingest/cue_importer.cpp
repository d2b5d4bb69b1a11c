#include <algorithm>
#include <array>

#include "analyzer/base/strings.h"
#include "analyzer/ingest/cues.h"
#include "analyzer/ingest/importer.h"
#include "analyzer/ingest/lines.h"
#include "analyzer/ingest/timestamps.h"
#include "analyzer/text/decode.h"

/// WebVTT and SubRip. Cues of one speaker in a row become one turn, so that a sentence that runs
/// over cue borders is whole; the times of the cues stay with the pieces.
namespace rodtrad::ingest {
namespace {

using namespace std::string_view_literals;

enum class CueKind { WebVtt, SubRip };

bool is_blank_line(std::string_view line) { return trim(line).empty(); }

/// HTML entities WebVTT allows, each replaced once: `&amp;lt;` is the text `&lt;`.
std::string without_entities(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> entities = {
      {{"&lt;", "<"},
       {"&gt;", ">"},
       {"&amp;", "&"},
       {"&nbsp;", "\u00A0"},
       {"&lrm;", ""},
       {"&rlm;", ""}}};
  std::string out;
  while (!text.empty()) {
    const auto found = std::find_if(entities.begin(), entities.end(), [text](const auto& entity) {
      return text.starts_with(entity.first);
    });
    if (text.front() != '&' || found == entities.end()) {
      out += text.front();
      text.remove_prefix(1);
    } else {
      out += found->second;
      text.remove_prefix(found->first.size());
    }
  }
  return out;
}

/// A field of the file as canonical text on one line.
std::string on_one_line(std::string_view field) {
  std::string out = text::canonical(field);
  std::replace(out.begin(), out.end(), '\n', ' ');
  return std::string(trim(out));
}

/// What stands between `<` and `>` when it is a tag of WebVTT or SubRip, or a time inside a cue.
/// `<10 personer men >` is none.
bool is_tag(std::string_view inside) {
  if (inside.starts_with('/')) inside.remove_prefix(1);
  if (const auto time = bare_timestamp(inside)) return time->length == inside.size();
  constexpr std::array names = {"c"sv,  "i"sv,    "b"sv,    "u"sv,    "s"sv,  "v"sv, "ruby"sv,
                                "rt"sv, "lang"sv, "font"sv, "span"sv, "br"sv, ""sv};
  const std::size_t end = std::min(inside.find_first_of(" \t./"), inside.size());
  const std::string name = ascii_lower(inside.substr(0, end));
  return std::find(names.begin(), names.end(), name) != names.end() &&
         (!name.empty() || inside.empty());
}

/// The payload without tags; `<v Namn>` gives the speaker. A `<` that opens no tag is text.
std::string payload_text(std::string_view payload, std::string& speaker) {
  std::string out;
  for (std::size_t at = 0; at < payload.size();) {
    const std::size_t close =
        payload[at] == '<' ? payload.find_first_of("<>", at + 1) : std::string_view::npos;
    if (close == std::string_view::npos || payload[close] == '<') {
      out += payload[at++];
      continue;
    }
    const std::string_view tag = payload.substr(at + 1, close - at - 1);
    if (!is_tag(tag)) {
      out += payload[at++];
      continue;
    }
    if (tag.starts_with("v ") || tag.starts_with("v.") || tag.starts_with("v\t")) {
      const std::size_t blank = tag.find_first_of(" \t");
      if (blank != std::string_view::npos) {
        speaker = on_one_line(without_entities(tag.substr(blank)));
      }
    } else if (tag == "br" || tag == "br/" || tag == "br /") {
      out += ' ';
    }
    at = close + 1;
  }
  return on_one_line(without_entities(out));
}

bool holds_arrow(std::string_view line) { return line.find("-->") != std::string_view::npos; }

/// `NOTE` or `WEBVTT` and nothing else, or a blank after it: `NOTERAT` is a cue's name.
bool opens_with(std::string_view line, std::string_view word) {
  return line.starts_with(word) && (line.size() == word.size() || is_blank(line[word.size()]));
}

bool is_number_line(std::string_view line) {
  const std::string_view body = trim(line);
  return !body.empty() && body.find_first_not_of("0123456789") == std::string_view::npos;
}

class CueReader {
 public:
  CueReader(const Source& source, std::string_view text, CueKind kind, Diagnostics& remarks)
      : source_(source), text_(text), kind_(kind), remarks_(remarks), lines_(lines_of(text)) {}

  Result<std::vector<Cue>> run() {
    std::size_t at = 0;
    while (at < lines_.size() && is_blank_line(line(at))) ++at;
    if (kind_ == CueKind::WebVtt && at < lines_.size()) {
      if (opens_with(line(at), "WEBVTT")) {
        at = after_header(at);
      } else {
        warn("vtt-header", "the first line is not WEBVTT; the cues are read all the same",
             lines_[at].number);
      }
    }
    while (at < lines_.size()) at = block(at);
    if (skipped_notes_ > 0) {
      remarks_
          .info("cue-notes",
                std::to_string(skipped_notes_) + " NOTE or STYLE blocks are not speech",
                {.path = source_.name})
          .in_swedish(std::to_string(skipped_notes_) + " block NOTE eller STYLE är inget tal");
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

  /// The header ends at a blank line, or where the first cue begins.
  [[nodiscard]] std::size_t after_header(std::size_t at) const {
    for (++at; at < lines_.size() && !is_blank_line(line(at)); ++at) {
      if (holds_arrow(line(at))) return at;
    }
    return at;
  }

  /// A comment ends at a blank line, or where a cue begins: a time line, with its number before it.
  [[nodiscard]] std::size_t after_comment(std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin + 1; i < end; ++i) {
      if (holds_arrow(line(i))) return i - begin > 1 && is_number_line(line(i - 1)) ? i - 1 : i;
    }
    return end;
  }

  /// One block: lines up to a blank one. Returns the line after it.
  std::size_t block(std::size_t begin) {
    if (is_blank_line(line(begin))) return begin + 1;
    std::size_t end = begin;
    while (end < lines_.size() && !is_blank_line(line(end))) ++end;
    const std::string_view first = line(begin);
    if (kind_ == CueKind::WebVtt &&
        (opens_with(first, "NOTE") || trim(first) == "STYLE" || trim(first) == "REGION")) {
      ++skipped_notes_;
      return after_comment(begin, end);
    }
    std::size_t timing = begin;
    while (timing < end && timing < begin + 2 && !holds_arrow(line(timing))) ++timing;
    if (timing >= end || !holds_arrow(line(timing))) {
      orphan(begin, end);
      return end;
    }
    // WebVTT names cues as it likes; SubRip only counts them, and words there are speech.
    if (kind_ == CueKind::SubRip && timing > begin && !is_number_line(first)) {
      orphan(begin, timing);
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
      if (const auto range = time_range(line(i))) {
        // A missing blank line between two cues.
        finish(cue, joined);
        joined.clear();
        cue.line = lines_[i].number;
        cue.start_ms = range->start_ms;
        cue.end_ms = range->end_ms;
        check_times(cue);
        continue;
      }
      const bool number_before_time =
          i + 1 < end && is_number_line(line(i)) && time_range(line(i + 1)).has_value();
      if (number_before_time) continue;
      if (!joined.empty()) joined += ' ';
      joined += trim(line(i));
    }
    finish(cue, joined);
  }

  void finish(Cue& cue, const std::string& joined) {
    Cue made = cue;
    made.text = payload_text(joined, made.speaker);
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

Result<Documents> read_cues(const Source& source, const ImportOptions& options, CueKind kind,
                            Diagnostics& remarks) {
  auto decoded =
      text::decode(source.bytes, {options.encoding, text::TextForm::Lines}, source.name, remarks);
  if (!decoded) return std::move(decoded).failure();
  auto cues = CueReader(source, decoded.value().text, kind, remarks).run();
  if (!cues) return std::move(cues).failure();
  Documents documents;
  documents.push_back(
      cue_document(std::move(cues).value(), source, decoded.value().encoding, options, remarks));
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
