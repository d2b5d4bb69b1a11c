#include "analyzer/base/strings.h"
#include "analyzer/formats/csv.h"
#include "analyzer/report/fields.h"
#include "analyzer/report/scores.h"
#include "analyzer/report/table_columns.h"
#include "analyzer/report/writer.h"

namespace rodtrad::report {
namespace {

/// `chefernas [chef]; mandat [mandat]`.
std::string evidence_text(const Analysis& analysis, const Document& document,
                          const Coding& coding) {
  std::vector<std::string> parts;
  for (const Evidence& item : coding.evidence) {
    parts.push_back(std::string(slice(document.text, item.span)) + " [" +
                    at(analysis.codebook->indicators, item.indicator).match + "]");
  }
  return join(parts, "; ");
}

std::string level_evidence_text(const Document& document, const Coding& coding) {
  std::vector<std::string> parts;
  for (const LevelEvidence& item : coding.level_evidence) {
    parts.push_back(item.attribute.empty() ? std::string(slice(document.text, item.span))
                                           : item.attribute + " = " + item.value);
  }
  return join(parts, "; ");
}

}  // namespace

std::string codings_csv(const Analysis& analysis, const WriteOptions& options) {
  formats::CsvWriter csv(options.csv_separator);
  const std::vector<std::string> attributes = attribute_names(analysis);
  for (const char* column :
       {"id",          "document",    "start",          "end",           "text",
        "unit",        "speaker",     "question",       "dimension",     "dimension_label",
        "theme",       "theme_label", "concept",        "concept_label", "level",
        "level_label", "level_basis", "level_evidence", "origin",        "coder",
        "score",       "evidence",    "votes"}) {
    csv.cell(column);
  }
  source_headers(csv);
  attribute_headers(csv, attributes);
  csv.end_row();

  const Codebook& book = *analysis.codebook;
  DocumentOffsets all_offsets(analysis);
  const std::vector<std::uint32_t> score = scores(analysis);
  for (std::size_t c = 0; c < analysis.codings.size(); ++c) {
    const Coding& coding = analysis.codings[c];
    const Unit& unit = analysis.unit_of(coding);
    const Document& document = analysis.document_of(unit);
    const OffsetMap& offsets = all_offsets.of(unit.document);
    const CodePointSpan where = offsets.code_points(unit.span);
    const Theme& theme = at(book.themes, coding.theme);
    csv.cell(coding.key).cell(document.key).number(where.begin).number(where.end);
    csv.cell(slice(document.text, unit.span)).cell(to_text(unit.kind));
    csv.cell(speaker_of(analysis, unit)).cell(question_of(analysis, unit));
    csv.cell(dimension_key(analysis, coding));
    csv.cell(theme.dimension.valid() ? at(book.dimensions, theme.dimension).label : "");
    csv.cell(theme.key).cell(theme.label).cell(concept_key(analysis, coding));
    csv.cell(coding.concept_id.valid() ? at(book.concepts, coding.concept_id).label : "");
    csv.cell(level_key(analysis, coding));
    csv.cell(coding.level.valid() ? at(book.levels, coding.level).label : "");
    csv.cell(to_text(coding.level_basis)).cell(level_evidence_text(document, coding));
    csv.cell(to_text(coding.origin)).cell(coding.coder);
    csv.number(score[c]);
    csv.cell(evidence_text(analysis, document, coding));
    votes_cell(csv, votes_of(analysis, unit));
    source_cells(csv, document, anchor_of(analysis, unit, offsets));
    attribute_cells(csv, attributes, attributes_of(analysis, unit));
    csv.end_row();
  }
  return csv.take();
}

}  // namespace rodtrad::report
