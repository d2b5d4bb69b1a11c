#include <algorithm>

#include "analyzer/base/strings.h"
#include "analyzer/formats/csv.h"
#include "analyzer/report/fields.h"
#include "analyzer/report/table_columns.h"
#include "analyzer/report/writer.h"

namespace rodtrad::report {
namespace {

void add_once(std::vector<std::string>& list, const std::string& value) {
  if (!value.empty() && std::find(list.begin(), list.end(), value) == list.end()) {
    list.push_back(value);
  }
}

}  // namespace

std::string units_csv(const Analysis& analysis, const WriteOptions& options) {
  formats::CsvWriter csv(options.csv_separator);
  const std::vector<std::string> attributes = attribute_names(analysis);
  for (const char* column : {"document", "start", "end", "unit", "speaker", "zone", "question",
                             "status", "words", "votes", "themes", "concepts", "levels", "text"}) {
    csv.cell(column);
  }
  source_headers(csv);
  attribute_headers(csv, attributes);
  csv.end_row();

  const auto codings = codings_by_unit(analysis);
  DocumentOffsets all_offsets(analysis);
  for (std::size_t u = 0; u < analysis.units.size(); ++u) {
    const Unit& unit = analysis.units[u];
    const Document& document = analysis.document_of(unit);
    const OffsetMap& offsets = all_offsets.of(unit.document);
    const CodePointSpan where = offsets.code_points(unit.span);
    std::vector<std::string> themes;
    std::vector<std::string> concepts;
    std::vector<std::string> levels;
    for (const std::uint32_t c : codings[u]) {
      const Coding& coding = analysis.codings[c];
      add_once(themes, at(analysis.codebook->themes, coding.theme).key);
      add_once(concepts, concept_key(analysis, coding));
      add_once(levels, level_key(analysis, coding));
    }
    csv.cell(document.key).number(where.begin).number(where.end).cell(to_text(unit.kind));
    csv.cell(speaker_of(analysis, unit)).cell(to_text(zone_of(analysis, unit)));
    csv.cell(question_of(analysis, unit));
    csv.cell(unit.empty_answer ? "empty" : codings[u].empty() ? "uncoded" : "coded");
    csv.number(unit.words);
    votes_cell(csv, votes_of(analysis, unit));
    csv.cell(join(themes, "|")).cell(join(concepts, "|")).cell(join(levels, "|"));
    csv.cell(slice(document.text, unit.span));
    source_cells(csv, document, anchor_of(analysis, unit, offsets));
    attribute_cells(csv, attributes, attributes_of(analysis, unit));
    csv.end_row();
  }
  return csv.take();
}

}  // namespace rodtrad::report
