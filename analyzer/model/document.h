#pragma once
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/offsets.h"
#include "analyzer/model/attributes.h"
#include "analyzer/model/ids.h"
#include "analyzer/model/reason.h"

/// A person's material after import: one canonical text (UTF-8, NFC, `\n`, no BOM) that never
/// changes, cut into segments that say whose voice each part is and where it stood in the file.
namespace rodtrad {

/// Whose voice a stretch of text is. Only some zones are coded; all are reported.
enum class Zone {
  Respondent,   ///< speech of a participant, or running text without speakers
  Answer,       ///< an answer in a sheet or JSONL file
  Interviewer,  ///< whoever asks
  Analyst,      ///< the author of a report about the material
  Heading,
  Label,       ///< speaker labels, time stamps, list and Markdown marks
  Attendance,  ///< who was there: names are not speech
  Debris,      ///< page numbers, print dates, addresses, link teasers
};
inline constexpr Zone kZones[] = {Zone::Respondent, Zone::Answer, Zone::Interviewer, Zone::Analyst,
                                  Zone::Heading,    Zone::Label,  Zone::Attendance,  Zone::Debris};
std::string_view to_text(Zone zone);
/// Nothing when the word names no zone.
std::optional<Zone> zone_named(std::string_view word);

enum class SegmentKind { Turn, Paragraph, ListItem, Cell, Answer, Heading, Mark };

/// Where a segment was in the original: whichever the format has.
struct SourceAnchor {
  std::optional<std::uint32_t> line{};       ///< from 1, in the file (text formats)
  std::optional<std::uint32_t> paragraph{};  ///< from 1, in a Word document
  std::optional<std::uint32_t> page{};       ///< from 1
  std::optional<std::uint32_t> row{};        ///< from 1, the header row counted
  std::optional<std::uint64_t> start_ms{};   ///< from the recording's start
  std::optional<std::uint64_t> end_ms{};

  friend bool operator==(const SourceAnchor&, const SourceAnchor&) = default;
};

enum class Role { Participant, Interviewer, Unknown };

struct Speaker {
  std::string key;    ///< identity within the document: the label without case and punctuation
  std::string label;  ///< as first written
  Role role = Role::Unknown;
  Attributes attributes{};
};

/// A maximal stretch of one voice within one paragraph, heading, list item, cell or answer.
/// Segments are in text order, do not overlap and together hold every non-blank character.
struct Segment {
  ByteSpan span{};
  SegmentKind kind = SegmentKind::Paragraph;
  Zone zone = Zone::Respondent;
  Reason reason{};              ///< why this zone, e.g. `label "I:" is an interviewer's`
  SpeakerId speaker{};          ///< not valid when nobody is named
  std::uint32_t turn = 0;       ///< segments of one turn share this number
  std::uint32_t paragraph = 0;  ///< segments of one paragraph share this number
  std::uint32_t rank = 0;       ///< headings: 1 outermost; 0 otherwise
  SourceAnchor anchor{};
  std::string question{};
  std::optional<std::int64_t> votes{};
  Attributes attributes{};    ///< of this answer, e.g. its group
  bool empty_answer = false;  ///< "-", "vet ej": kept and counted, not coded
};

/// A stretch inside a segment that is kept but is not words of the speaker.
struct Mark {
  enum class Kind { NonSpeech, Time, Cut, Markup };
  ByteSpan span{};
  Kind kind = Kind::NonSpeech;
};

/// Enough to import the file again.
struct Provenance {
  std::string file;      ///< as named by the person
  std::string sha256;    ///< of the file's bytes
  std::string importer;  ///< e.g. `docx/1`
  std::string encoding;  ///< as taken, e.g. `UTF-8`, `windows-1252`
};

/// A finer place than the segment's: in force from this byte on (cues inside a turn).
struct PlaceMark {
  std::uint32_t begin = 0;
  SourceAnchor anchor{};
};

struct Document {
  std::string key;           ///< the contract's document id: path without extension, or a row's id
  std::string source_key{};  ///< of the file: the same for all rows of a sheet
  std::string title{};
  std::string text{};
  std::vector<Segment> segments{};
  std::vector<Mark> marks{};        ///< in text order
  std::vector<PlaceMark> places{};  ///< by begin
  std::vector<Speaker> speakers{};
  Attributes attributes{};
  std::string group_attribute{};  ///< answers: which attribute is the group (table, team)
  Provenance provenance{};
  bool is_answers = false;        ///< from a sheet or JSONL: the default unit is the answer
  bool keeps_file_lines = false;  ///< the text's lines are the file's lines
};

/// Where a byte of a segment stood in the file. `text_line` is its line in the text, used where
/// the text's lines are the file's or nothing better is known.
inline SourceAnchor anchor_at(const Document& document, const Segment& segment, std::uint32_t byte,
                              std::uint32_t text_line) {
  SourceAnchor anchor = segment.anchor;
  const auto after =
      std::upper_bound(document.places.begin(), document.places.end(), byte,
                       [](std::uint32_t at, const PlaceMark& place) { return at < place.begin; });
  if (after != document.places.begin() && (after - 1)->begin >= segment.span.begin) {
    anchor = (after - 1)->anchor;
  }
  if (document.keeps_file_lines || !anchor.line) {
    if (!anchor.row) anchor.line = text_line;
  }
  return anchor;
}

inline std::string_view slice(const std::string& text, ByteSpan span) {
  return std::string_view(text).substr(span.begin, span.size());
}

// --- small definitions -------------------------------------------------------------------------

inline std::string_view to_text(Zone zone) {
  switch (zone) {
    case Zone::Respondent:
      return "respondent";
    case Zone::Answer:
      return "answer";
    case Zone::Interviewer:
      return "interviewer";
    case Zone::Analyst:
      return "analyst";
    case Zone::Heading:
      return "heading";
    case Zone::Label:
      return "label";
    case Zone::Attendance:
      return "attendance";
    case Zone::Debris:
      return "debris";
  }
  return {};
}

inline std::optional<Zone> zone_named(std::string_view word) {
  for (const Zone zone : kZones) {
    if (to_text(zone) == word) return zone;
  }
  return std::nullopt;
}

}  // namespace rodtrad
