#include "analyzer/formats/json_writer.h"
#include "analyzer/report/fields.h"
#include "analyzer/report/writer.h"

/// The material as it was read, one document a line: what later commands need besides the codings.
/// Read back by pipeline/results_folder.cpp; the two change together.
namespace rodtrad::report {
namespace {

using formats::JsonWriter;

template <class T>
void number(JsonWriter& json, const char* key, const std::optional<T>& value) {
  if (value) json.key(key).number(static_cast<std::int64_t>(*value));
}

/// Values that are usual are left out.
void count(JsonWriter& json, const char* key, std::uint32_t value) {
  if (value != 0) json.key(key).number(value);
}

void text(JsonWriter& json, const char* key, std::string_view value) {
  if (!value.empty()) json.key(key).string(value);
}

/// As a list of pairs: the order is part of what is known.
void attributes(JsonWriter& json, const Attributes& attributes) {
  if (attributes.empty()) return;
  json.key("attributes").begin_array();
  for (const auto& [name, value] : attributes.entries()) {
    json.begin_array().string(name).string(value).end_array();
  }
  json.end_array();
}

void anchor(JsonWriter& json, const SourceAnchor& anchor) {
  number(json, "line", anchor.line);
  number(json, "source_paragraph", anchor.paragraph);
  number(json, "page", anchor.page);
  number(json, "row", anchor.row);
  number(json, "start_ms", anchor.start_ms);
  number(json, "end_ms", anchor.end_ms);
}

void span(JsonWriter& json, const OffsetMap& offsets, ByteSpan bytes) {
  const CodePointSpan where = offsets.code_points(bytes);
  json.key("start").number(where.begin).key("end").number(where.end);
}

void speakers(JsonWriter& json, const Document& document) {
  json.key("speakers").begin_array();
  for (const Speaker& speaker : document.speakers) {
    json.begin_object();
    json.key("key").string(speaker.key).key("label").string(speaker.label);
    json.key("role").number(static_cast<std::int64_t>(speaker.role));
    attributes(json, speaker.attributes);
    json.end_object();
  }
  json.end_array();
}

void segments(JsonWriter& json, const Document& document, const OffsetMap& offsets) {
  json.key("segments").begin_array();
  for (const Segment& segment : document.segments) {
    json.begin_object();
    span(json, offsets, segment.span);
    json.key("kind").number(static_cast<std::int64_t>(segment.kind));
    json.key("zone").string(to_text(segment.zone));
    text(json, "reason", segment.reason);
    if (segment.speaker.valid()) json.key("speaker").number(segment.speaker.value);
    count(json, "turn", segment.turn);
    count(json, "paragraph", segment.paragraph);
    count(json, "rank", segment.rank);
    anchor(json, segment.anchor);
    text(json, "question", segment.question);
    number(json, "votes", segment.votes);
    if (segment.empty_answer) json.key("empty").boolean(true);
    attributes(json, segment.attributes);
    json.end_object();
  }
  json.end_array();
}

void places(JsonWriter& json, const Document& document, const OffsetMap& offsets) {
  json.key("places").begin_array();
  for (const PlaceMark& place : document.places) {
    json.begin_object().key("start").number(offsets.code_points(place.begin));
    anchor(json, place.anchor);
    json.end_object();
  }
  json.end_array();
  json.key("marks").begin_array();
  for (const Mark& mark : document.marks) {
    json.begin_object();
    span(json, offsets, mark.span);
    json.key("kind").number(static_cast<std::int64_t>(mark.kind));
    json.end_object();
  }
  json.end_array();
}

void unit(JsonWriter& json, const Unit& unit, const OffsetMap& offsets, const Coding* coding) {
  json.begin_object();
  span(json, offsets, unit.span);
  json.key("unit").string(to_text(unit.kind));
  json.key("segment").number(unit.segment_begin);
  if (unit.segment_end != unit.segment_begin + 1) {
    json.key("segment_end").number(unit.segment_end);
  }
  count(json, "words", unit.words);
  if (unit.empty_answer) json.key("empty").boolean(true);
  if (coding != nullptr && coding->context != unit.span) {
    const CodePointSpan around = offsets.code_points(coding->context);
    json.key("context_start").number(around.begin).key("context_end").number(around.end);
  }
  json.end_object();
}

}  // namespace

std::string material_jsonl(const Analysis& analysis) {
  std::vector<const Coding*> coding_of(analysis.units.size(), nullptr);
  for (const Coding& coding : analysis.codings) coding_of[coding.unit.value] = &coding;
  std::string out;
  std::size_t next = 0;
  for (std::size_t d = 0; d < analysis.documents.size(); ++d) {
    const Document& document = analysis.documents[d];
    const OffsetMap offsets(document.text);
    JsonWriter json(out);
    json.begin_object();
    json.key("id").string(document.key).key("source").string(document.source_key);
    text(json, "title", document.title);
    json.key("file").string(document.provenance.file);
    json.key("sha256").string(document.provenance.sha256);
    json.key("importer").string(document.provenance.importer);
    json.key("encoding").string(document.provenance.encoding);
    if (document.is_answers) json.key("answers").boolean(true);
    if (document.keeps_file_lines) json.key("file_lines").boolean(true);
    text(json, "group_attribute", document.group_attribute);
    attributes(json, document.attributes);
    if (!document.speakers.empty()) speakers(json, document);
    segments(json, document, offsets);
    if (!document.places.empty() || !document.marks.empty()) places(json, document, offsets);
    json.key("units").begin_array();
    for (; next < analysis.units.size() && analysis.units[next].document == DocumentId(d); ++next) {
      unit(json, analysis.units[next], offsets, coding_of[next]);
    }
    json.end_array();
    json.key("text").string(document.text);
    json.end_object();
    out += '\n';
  }
  return out;
}

}  // namespace rodtrad::report
