#include "analyzer/report/results_tables.h"

#include <algorithm>
#include <map>

#include "analyzer/base/strings.h"
#include "analyzer/report/excerpts.h"
#include "analyzer/report/fields.h"

namespace rodtrad::report {
namespace {

bool is_swedish(Language language) { return language == Language::Swedish; }

const char* either(Language language, const char* swedish, const char* english) {
  return is_swedish(language) ? swedish : english;
}

std::string level_label(const Analysis& analysis, std::size_t column, Language language) {
  return column < analysis.codebook->levels.size() ? analysis.codebook->levels[column].label
                                                   : phrases(language).no_level;
}

std::string hits_of(const Document& document, const Coding& coding) {
  std::vector<std::string> parts;
  for (const Evidence& item : coding.evidence) {
    const std::string hit(slice(document.text, item.span));
    if (std::find(parts.begin(), parts.end(), hit) == parts.end()) parts.push_back(hit);
  }
  return join(parts, "; ");
}

void attribute_columns(Table& table, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    table.columns.push_back({.name = "attr_" + name, .label = name});
  }
}

void attribute_values(std::vector<Cell>& row, const std::vector<std::string>& names,
                      const Attributes& attributes) {
  for (const std::string& name : names) {
    const std::string* value = attributes.find(name);
    row.emplace_back(value == nullptr ? Cell() : Cell(*value));
  }
}

/// First row (from 1) of each theme and level column in the table of codings.
std::map<std::pair<std::uint32_t, std::size_t>, std::size_t> first_rows(const Analysis& analysis) {
  std::map<std::pair<std::uint32_t, std::size_t>, std::size_t> first;
  std::size_t row = 1;
  for (const ExcerptView& view : excerpts_of(analysis)) {
    first.emplace(std::pair(view.theme.value, view.column), row);
    row += view.codings.size();
  }
  return first;
}

}  // namespace

Table codings_table(const Analysis& a, Language language) {
  const Phrases& p = phrases(language);
  const std::vector<std::string> attributes = attribute_names(a);
  Table table{
      .name = "codings",
      .title = either(language, "Kodningar, en rad per kodning", "Codings, one a row"),
      .sheet = either(language, "Kodningar", "Codings"),
      .columns = {
          {.name = "theme_label", .label = p.theme},
          {.name = "concept_label", .label = p.first_order_concept},
          {.name = "level_label", .label = p.level},
          {.name = "text", .label = either(language, "Citat", "Excerpt"), .width = 60},
          {.name = "document", .label = p.document},
          {.name = "speaker", .label = p.person},
          {.name = "question", .label = p.question},
          {.name = "place", .label = either(language, "Plats", "Place")},
          {.name = "evidence", .label = either(language, "Ord som träffade", "Words that hit")},
          {.name = "level_basis", .label = either(language, "Nivå genom", "Level by")},
          {.name = "coder", .label = either(language, "Kodare", "Coder")},
          {.name = "dimension_label", .label = p.dimension},
          {.name = "id", .label = "Id"},
          {.name = "start",
           .label = either(language, "Början", "Start"),
           .kind = ColumnKind::Integer},
          {.name = "end", .label = either(language, "Slut", "End"), .kind = ColumnKind::Integer}}};
  attribute_columns(table, attributes);
  DocumentOffsets offsets(a);
  for (const ExcerptView& view : excerpts_of(a)) {
    for (const std::uint32_t c : view.codings) {
      const Coding& coding = a.codings[c];
      const Unit& unit = a.unit_of(coding);
      const Document& document = a.document_of(unit);
      const OffsetMap& map = offsets.of(unit.document);
      const CodePointSpan where = map.code_points(unit.span);
      const Theme& theme = at(a.codebook->themes, coding.theme);
      std::vector<Cell> row = {
          theme.label,
          coding.concept_id.valid() ? at(a.codebook->concepts, coding.concept_id).label : "",
          coding.level.valid() ? at(a.codebook->levels, coding.level).label : "",
          slice(document.text, unit.span),
          document.key,
          speaker_of(a, unit),
          question_of(a, unit),
          place_text(a, unit, map, language),
          hits_of(document, coding),
          basis_name(coding.level_basis, language),
          coding.coder,
          theme.dimension.valid() ? at(a.codebook->dimensions, theme.dimension).label : "",
          coding.key,
          where.begin,
          where.end};
      attribute_values(row, attributes, attributes_of(a, unit));
      table.rows.push_back(std::move(row));
    }
  }
  table.notes.emplace_back(either(
      language,
      "En mening eller ett svar med flera begrepp står på flera rader. Räkna därför enheter i "
      "bladet Teman och nivåer, inte rader här.",
      "A unit with several concepts stands on several rows: count units on the sheet of themes and "
      "levels, not rows here."));
  return table;
}

Table units_table(const Analysis& a, Language language) {
  const Phrases& p = phrases(language);
  const std::vector<std::string> attributes = attribute_names(a);
  Table table{
      .name = "units",
      .title = either(language, "Enheter, också de utan kod", "Units, the uncoded too"),
      .sheet = either(language, "Enheter", "Units"),
      .columns = {
          {.name = "document", .label = p.document},
          {.name = "speaker", .label = p.person},
          {.name = "status", .label = "Status"},
          {.name = "text", .label = "Text", .width = 60},
          {.name = "themes", .label = either(language, "Teman", "Themes")},
          {.name = "words", .label = either(language, "Ord", "Words"), .kind = ColumnKind::Integer},
          {.name = "votes",
           .label = either(language, "Röster", "Votes"),
           .kind = ColumnKind::Integer},
          {.name = "question", .label = p.question},
          {.name = "place", .label = either(language, "Plats", "Place")}}};
  attribute_columns(table, attributes);
  const auto codings = codings_by_unit(a);
  DocumentOffsets offsets(a);
  for (std::size_t u = 0; u < a.units.size(); ++u) {
    const Unit& unit = a.units[u];
    const Document& document = a.document_of(unit);
    std::vector<std::string> themes;
    for (const std::uint32_t c : codings[u]) {
      const std::string& label = at(a.codebook->themes, a.codings[c].theme).label;
      if (std::find(themes.begin(), themes.end(), label) == themes.end()) themes.push_back(label);
    }
    const char* status = unit.empty_answer    ? either(language, "tomt svar", "empty answer")
                         : codings[u].empty() ? either(language, "utan kod", "uncoded")
                                              : either(language, "kodad", "coded");
    std::vector<Cell> row = {document.key,
                             speaker_of(a, unit),
                             status,
                             slice(document.text, unit.span),
                             join(themes, "; "),
                             unit.words,
                             votes_of(a, unit),
                             question_of(a, unit),
                             place_text(a, unit, offsets.of(unit.document), language)};
    attribute_values(row, attributes, attributes_of(a, unit));
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table theme_level_table(const Analysis& a, Language language) {
  const Phrases& p = phrases(language);
  const std::size_t columns = std::max<std::size_t>(a.counts.columns(), 1);
  const auto first = first_rows(a);
  Table table{
      .name = "theme_level",
      .title = either(language, "Teman och nivåer, antal enheter", "Themes and levels, units"),
      .sheet = p.theme_by_level,
      .columns = {{.name = "theme", .label = p.theme, .width = 30}}};
  for (std::size_t c = 0; c < columns; ++c) {
    table.columns.push_back({.name = "level_" + std::to_string(c + 1),
                             .label = level_label(a, c, language),
                             .kind = ColumnKind::Integer,
                             .width = 16});
  }
  table.columns.push_back(
      {.name = "total", .label = p.total, .kind = ColumnKind::Integer, .width = 12});
  for (std::size_t t = 0; t < a.codebook->themes.size(); ++t) {
    std::vector<Cell> row = {a.codebook->themes[t].label};
    for (std::size_t c = 0; c < columns; ++c) {
      Cell cell(a.counts.cell(t, c).units);
      const auto found = first.find(std::pair(static_cast<std::uint32_t>(t), c));
      if (found != first.end()) cell.link = "codings!" + std::to_string(found->second);
      row.push_back(std::move(cell));
    }
    row.emplace_back(a.counts.by_theme[t].units);
    table.rows.push_back(std::move(row));
  }
  std::vector<Cell> sum = {p.total};
  for (std::size_t c = 0; c < columns; ++c) sum.emplace_back(a.counts.by_level[c].units);
  sum.emplace_back(a.counts.total.units);
  table.rows.push_back(std::move(sum));
  table.notes.emplace_back(p.total_note);
  return table;
}

Table counts_table(const Analysis& a, Language language) {
  const Phrases& p = phrases(language);
  const auto number = [](const char* name, const char* label) {
    return Column{.name = name, .label = label, .kind = ColumnKind::Integer, .width = 12};
  };
  Table table{.name = "counts",
              .title = either(language, "Antal per tema och nivå", "Counts by theme and level"),
              .sheet = either(language, "Antal", "Counts"),
              .columns = {{.name = "theme_label", .label = p.theme, .width = 30},
                          {.name = "level_label", .label = p.level, .width = 24},
                          number("units", either(language, "Enheter", "Units")),
                          number("codings", either(language, "Kodningar", "Codings")),
                          number("documents", either(language, "Dokument", "Documents")),
                          number("speakers", either(language, "Personer", "Persons")),
                          number("words", either(language, "Ord", "Words")),
                          number("votes", either(language, "Röster", "Votes"))}};
  for (const CountCell& cell : a.counts.cells) {
    if (!cell.level.valid() && !a.counts.has_unlevelled && !a.codebook->levels.empty()) continue;
    const Counts& n = cell.counts;
    table.rows.push_back(
        {at(a.codebook->themes, cell.theme).label,
         cell.level.valid() ? at(a.codebook->levels, cell.level).label : p.no_level, n.units,
         n.codings, n.documents, n.speakers, n.words, n.votes});
  }
  return table;
}

std::string results_xlsx(const Analysis& analysis, Language language) {
  const std::vector<Table> tables = {
      theme_level_table(analysis, language), codings_table(analysis, language),
      units_table(analysis, language), counts_table(analysis, language),
      codebook_table(*analysis.codebook, language)};
  return workbook_xlsx(tables, language);
}

}  // namespace rodtrad::report
