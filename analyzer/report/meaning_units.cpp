#include "analyzer/report/meaning_units.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "analyzer/report/docx_document.h"
#include "analyzer/report/fields.h"

namespace rodtrad::report {
namespace {

constexpr std::size_t kShownColumns = 6;  ///< the method's own, first in the table
constexpr std::size_t kCondensed = 1;
constexpr std::size_t kSubCategory = 3;
constexpr std::size_t kNote = 6;

/// Codings by dimension, theme, concept, then place. Themes without a dimension come last.
std::vector<std::uint32_t> in_order(const Analysis& analysis) {
  std::vector<std::uint32_t> order(analysis.codings.size());
  for (std::uint32_t c = 0; c < order.size(); ++c) order[c] = c;
  const auto place = [&analysis](std::uint32_t c) {
    const Coding& coding = analysis.codings[c];
    return std::tuple(at(analysis.codebook->themes, coding.theme).dimension, coding.theme,
                      coding.concept_id, c);
  };
  std::sort(order.begin(), order.end(),
            [&place](std::uint32_t x, std::uint32_t y) { return place(x) < place(y); });
  return order;
}

std::string title_of(Language language) {
  return language == Language::Swedish ? "Meningsenheter, koder och kategorier"
                                       : "Meaning units, codes and categories";
}

std::string text_of(const Cell& cell) {
  const auto* text = std::get_if<std::string>(&cell.value);
  return text == nullptr ? "" : *text;
}

}  // namespace

KeepPlan meaning_unit_plan() {
  return {"coding", {"condensed_unit", "sub_category", "note"}, "status"};
}

Table meaning_unit_table(const Evidenced& evidence, Language language) {
  const bool sv = language == Language::Swedish;
  const Analysis& a = evidence.analysis;
  Table table{.name = "graneheim-lundman",
              .title = title_of(language),
              .sheet = sv ? "Meningsenheter" : "Meaning units"};
  table.columns = {{"meaning_unit", sv ? "Meningsenhet" : "Meaning unit", ColumnKind::Text, 2, 60},
                   {"condensed_unit", sv ? "Kondenserad meningsenhet" : "Condensed unit",
                    ColumnKind::Text, 2, 40},
                   {"code", sv ? "Kod" : "Code", ColumnKind::Text, 2, 26},
                   {"sub_category", sv ? "Underkategori" : "Sub-category", ColumnKind::Text, 2, 26},
                   {"category", sv ? "Kategori" : "Category", ColumnKind::Text, 2, 26},
                   {"theme", sv ? "Tema" : "Theme", ColumnKind::Text, 2, 26},
                   {"note", sv ? "Anteckning" : "Note", ColumnKind::Text, 2, 26},
                   {"participant", sv ? "Deltagare" : "Participant"},
                   {"level", sv ? "Nivå" : "Level"},
                   {"document", sv ? "Dokument" : "Document"},
                   {"place", sv ? "Plats" : "Place"},
                   {"coding", sv ? "Kodning" : "Coding"},
                   {"status", "Status"}};
  DocumentOffsets offsets(a);
  std::vector<std::string> places(a.units.size());
  for (std::size_t u = 0; u < a.units.size(); ++u) {
    places[u] = place_text(a, a.units[u], offsets.of(a.units[u].document), language);
  }
  for (const std::uint32_t c : in_order(a)) {
    const Coding& coding = a.codings[c];
    const Unit& unit = a.unit_of(coding);
    const Theme& theme = at(a.codebook->themes, coding.theme);
    table.rows.push_back(
        {slice(a.document_of(unit).text, unit.span), "",
         coding.concept_id.valid() ? at(a.codebook->concepts, coding.concept_id).label : "", "",
         theme.label,
         theme.dimension.valid() ? at(a.codebook->dimensions, theme.dimension).label : "", "",
         participant_name(evidence.voices.of_unit[coding.unit.value], evidence.voices, language),
         coding.level.valid() ? at(a.codebook->levels, coding.level).label : "",
         a.document_of(unit).key, places[coding.unit.value], coding.key, ""});
  }
  table.notes = {
      sv ? "Kod är begreppet, kategori är temat och tema är dimensionen i kodboken."
         : "Code is the codebook's concept, category its theme and theme its dimension.",
      sv ? "Kondenserad meningsenhet, underkategori och anteckning fyller du i själv, i Excel "
           "eller "
           "CSV. Det du skriver finns kvar nästa gång tabellen görs; ändrar du i någon annan ruta "
           "gäller din ändring."
         : "Condensed unit, sub-category and note are yours to fill in, in Excel or CSV. What you "
           "write is kept when the table is made again; a change in any other cell stands too."};
  return table;
}

std::string meaning_unit_docx(const Evidenced& evidence, const Table& table, Language language) {
  const bool sv = language == Language::Swedish;
  std::set<std::string> chosen;
  for (const ConceptQuotes& entry : evidence.quotes) {
    for (const Quote& quote : entry.quotes)
      chosen.insert(evidence.analysis.codings[quote.coding].key);
  }
  std::size_t key = 0;
  while (key + 1 < table.columns.size() && table.columns[key].name != "coding") ++key;
  DocxDocument document(
      {.title = title_of(language), .language = language, .page = DocxDocument::Page::Landscape});
  document.title(title_of(language));
  DocxTable out{.widths = {3, 2, 1.5, 1.5, 1.5, 1.5},
                .caption = sv ? "Från meningsenhet till tema (efter Graneheim och Lundman 2004)"
                              : "From meaning unit to theme (after Graneheim and Lundman 2004)",
                .first_column_heads = false};
  for (std::size_t c = 0; c < kShownColumns; ++c) out.header.push_back(table.columns[c].label);
  for (const std::vector<Cell>& row : table.rows) {
    const bool written = !text_of(row[kCondensed]).empty() || !text_of(row[kSubCategory]).empty() ||
                         !text_of(row[kNote]).empty();
    if (!written && !chosen.contains(text_of(row[key]))) continue;
    std::vector<DocxCell> cells;
    for (std::size_t c = 0; c < kShownColumns; ++c) cells.emplace_back(text_of(row[c]));
    out.rows.push_back(std::move(cells));
  }
  const std::size_t shown = out.rows.size();
  document.table(out);
  document.paragraph(
      {{.text = std::to_string(shown) + (sv ? " av " : " of ") + std::to_string(table.rows.size()) +
                (sv ? " meningsenheter: de som valts till belägg och de som någon har skrivit i. "
                      "Alla står i graneheim-lundman.xlsx; fyll i där."
                    : " meaning units: those chosen as evidence and those somebody has written in. "
                      "All stand in graneheim-lundman.xlsx; fill in there."),
        .muted = true}});
  return document.take();
}

}  // namespace rodtrad::report
