#include "analyzer/base/contract.h"
#include "analyzer/formats/json_writer.h"
#include "analyzer/report/coding_lines.h"
#include "analyzer/report/fields.h"
#include "analyzer/report/scores.h"
#include "analyzer/report/writer.h"

namespace rodtrad::report {
namespace {

using formats::JsonWriter;

template <std::size_t n>
void text_or_null(JsonWriter& json, const char (&key)[n], std::string_view value) {
  json.key(key);
  if (value.empty()) {
    json.null();
  } else {
    json.string(value);
  }
}

void place(JsonWriter& json, const Document& document, const OffsetMap& offsets, ByteSpan span) {
  const CodePointSpan where = offsets.code_points(span);
  json.key("start").number(where.begin).key("end").number(where.end);
  json.key("text").string(slice(document.text, span));
}

void source(JsonWriter& json, const Document& document, const SourceAnchor& anchor) {
  json.key("source").begin_object().key("file").string(document.provenance.file);
  if (anchor.page) json.key("page").number(*anchor.page);
  if (anchor.line) json.key("line").number(*anchor.line);
  if (anchor.paragraph) json.key("paragraph").number(*anchor.paragraph);
  if (document.is_answers && !document.title.empty()) json.key("sheet").string(document.title);
  if (anchor.row) json.key("row").number(*anchor.row);
  if (anchor.start_ms) json.key("time").string(clock_text(*anchor.start_ms));
  json.end_object();
}

void level_evidence(JsonWriter& json, const Document& document, const OffsetMap& offsets,
                    const Coding& coding) {
  json.key("level_evidence").begin_array();
  for (const LevelEvidence& evidence : coding.level_evidence) {
    json.begin_object();
    if (!evidence.attribute.empty()) {
      json.key("attribute").string(evidence.attribute).key("value").string(evidence.value);
    } else {
      place(json, document, offsets, evidence.span);
    }
    json.end_object();
  }
  json.end_array();
}

void evidence(JsonWriter& json, const Analysis& analysis, const Document& document,
              const OffsetMap& offsets, const Coding& coding) {
  json.key("evidence").begin_array();
  for (const Evidence& item : coding.evidence) {
    json.begin_object();
    json.key("indicator").string(at(analysis.codebook->indicators, item.indicator).match);
    place(json, document, offsets, item.span);
    json.key("how").string(to_text(item.how));
    if (!item.detail.empty()) json.key("detail").string(item.detail);
    if (!item.ambiguous.empty()) {
      json.key("ambiguous").begin_array();
      for (const std::string& other : item.ambiguous) json.string(other);
      json.end_array();
    }
    json.end_object();
  }
  json.end_array();
}

}  // namespace

void CodingLines::write_unit(const Unit& unit, const OffsetMap& offsets) {
  const Document& document = analysis_.document_of(unit);
  about_unit_.clear();
  JsonWriter json(about_unit_);
  json.begin_object();
  json.key("document").string(document.key);
  place(json, document, offsets, unit.span);
  json.key("unit").string(to_text(unit.kind));
  text_or_null(json, "speaker", speaker_of(analysis_, unit));
  text_or_null(json, "question", question_of(analysis_, unit));
  json.key("attributes").begin_object();
  const Attributes attributes = attributes_of(analysis_, unit);
  for (const auto& [name, value] : attributes.entries()) {
    json.key(name).string(value);
  }
  json.end_object().end_object();

  about_source_.clear();
  JsonWriter rest(about_source_);
  rest.begin_object().key("votes");
  if (const auto votes = votes_of(analysis_, unit)) {
    rest.number(*votes);
  } else {
    rest.null();
  }
  source(rest, document, anchor_of(analysis_, unit, offsets));
  rest.end_object();
  unit_ = &unit;
}

void CodingLines::append(std::string& out, const Coding& coding, const OffsetMap& offsets,
                         std::uint32_t score) {
  const Unit& unit = analysis_.unit_of(coding);
  const Document& document = analysis_.document_of(unit);
  if (unit_ != &unit) write_unit(unit, offsets);
  JsonWriter json(out);
  json.begin_object();
  json.key("id").string(coding.key).members_of(about_unit_);
  text_or_null(json, "dimension", dimension_key(analysis_, coding));
  json.key("theme").string(at(analysis_.codebook->themes, coding.theme).key);
  text_or_null(json, "concept", concept_key(analysis_, coding));
  text_or_null(json, "level", level_key(analysis_, coding));
  json.key("level_basis").string(to_text(coding.level_basis));
  level_evidence(json, document, offsets, coding);
  json.key("origin").string(to_text(coding.origin));
  json.key("coder").string(coding.coder);
  evidence(json, analysis_, document, offsets, coding);
  json.members_of(about_source_).key("score").number(score);
  json.end_object();
}

void CodingLines::append_unscored(std::string& out, const Coding& coding,
                                  const OffsetMap& offsets) {
  append(out, coding, offsets, 0);
  expects(out.ends_with(":0}"), "the score is the last key of a line");
  out.resize(out.size() - 2);
}

void append_score(std::string& out, std::uint32_t score) {
  out += std::to_string(score);
  out += "}\n";
}

std::string codings_jsonl(const Analysis& analysis) {
  std::string out;
  DocumentOffsets all_offsets(analysis);
  CodingLines lines(analysis);
  const std::vector<std::uint32_t> score = scores(analysis);
  for (std::size_t c = 0; c < analysis.codings.size(); ++c) {
    const Coding& coding = analysis.codings[c];
    lines.append(out, coding, all_offsets.of(analysis.unit_of(coding).document), score[c]);
    out += '\n';
  }
  return out;
}

}  // namespace rodtrad::report
