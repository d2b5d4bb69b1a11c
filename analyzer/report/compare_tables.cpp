#include <cmath>
#include <nlohmann/json.hpp>

#include "analyzer/base/strings.h"
#include "analyzer/report/compare_report.h"
#include "analyzer/report/html_page.h"
#include "analyzer/report/voices.h"

namespace rodtrad::report {
namespace {

std::string key_of_level(const Codebook& book, LevelId level) {
  return level.valid() ? at(book.levels, level).key : "";
}

/// The measured columns that crosstab, margins and cube share.
void add_measures(Table& table, Language l) {
  table.columns.insert(
      table.columns.end(),
      {{"units", say(l, "Enheter", "Units"), ColumnKind::Integer},
       {"documents", say(l, "Dokument", "Documents"), ColumnKind::Integer},
       {"speakers", say(l, "Personer", "Persons"), ColumnKind::Integer},
       {"speakers_total", say(l, "Personer i gruppen", "Persons in the group"),
        ColumnKind::Integer},
       {"words", say(l, "Ord", "Words"), ColumnKind::Integer},
       {"share", say(l, "Andel av gruppens ord", "Share of the group's words"), ColumnKind::Share},
       {"few", say(l, "Färre än fem enheter", "Fewer than five units")}});
  table.notes = {
      say(l,
          "En enhet räknas en gång i varje cell. Personer räknas en gång per cell. Andelen är "
          "ordens: "
          "ord i cellens enheter genom alla kodbara ord i gruppen.",
          "A unit counts once in each cell, and so does a person. The share is of words: words of "
          "the cell's units over all codable words of the group."),
      say(l,
          "Utdrag från samma person är inte oberoende: siffrorna beskriver, de prövar ingenting.",
          "Excerpts from one person are not independent: these numbers describe, they test "
          "nothing.")};
}

void add_measures(std::vector<Cell>& row, const Crosstab& crosstab, const CrosstabCell& cell) {
  const GroupTotals& group = crosstab.totals[cell.group];
  const bool few = cell.counts.units > 0 && cell.counts.units < kSmallCell;
  row.insert(row.end(),
             {cell.counts.units, cell.counts.documents, cell.counts.speakers, group.speakers,
              cell.counts.words, crosstab.share(cell), few ? "yes" : "no"});
}

Column theme_column(Language l) { return {"theme", say(l, "Tema", "Theme")}; }
Column concept_column(Language l) { return {"concept", say(l, "Begrepp", "Concept")}; }
Column level_column(Language l) { return {"level", say(l, "Nivå", "Level")}; }

/// An attribute called like one of our own columns gets a prefix.
std::string attribute_column(const std::string& name) {
  for (const char* ours : {"theme", "concept", "level", "units", "documents", "speakers",
                           "speakers_total", "words", "share", "few", "document", "speaker"}) {
    if (name == ours) return "attr_" + name;
  }
  return name;
}

void add_attributes(Table& table, const std::vector<std::string>& attributes) {
  for (const std::string& name : attributes)
    table.columns.push_back({attribute_column(name), name});
}

std::vector<Cell> code_cells(const Codebook& book, const CrosstabCell& cell) {
  return {at(book.themes, cell.theme).key,
          cell.concept_id.valid() ? at(book.concepts, cell.concept_id).key : std::string()};
}

void add_values(std::vector<Cell>& row, const std::vector<std::string>& values) {
  for (const std::string& value : values) row.emplace_back(value);
}

/// Six significant digits: the last bits of a sum are nobody's finding.
double rounded(double value) {
  if (value == 0) return 0;
  const double scale = std::pow(10, 5 - std::floor(std::log10(std::abs(value))));
  return std::round(value * scale) / scale;
}

}  // namespace

const char* scope_name(CodeScope scope, Language l) {
  switch (scope) {
    case CodeScope::Unit:
      return say(l, "samma enhet", "the same unit");
    case CodeScope::Turn:
      return say(l, "samma replik", "the same turn");
    case CodeScope::Neighbourhood:
      return say(l, "i närheten", "nearby");
  }
  return "";
}

const char* respondents_name(RespondentKind kind, Language l) {
  const Phrases& p = phrases(l);
  switch (kind) {
    case RespondentKind::Persons:
      return p.persons;
    case RespondentKind::Groups:
      return p.groups;
    case RespondentKind::Documents:
      return p.documents;
  }
  return p.persons;
}

const char* test_remark(const std::string& id, Language l) {
  if (id == "expected-below-5") {
    return say(l, "för få väntade", "too few expected");
  }
  if (id == "p-simulated") {
    return say(l, "Fisher p är uppskattat ur 20 000 slumpade tabeller",
               "Fisher p is estimated from 20,000 random tables");
  }
  if (id == "value-missing") {
    return say(l, "de utan uppgift är inte med", "those without a value are left out");
  }
  if (id == "nobody-named") {
    return say(l, "text där ingen är namngiven eller flera talar är inte med",
               "text in which nobody is named or several speak is left out");
  }
  if (id == "documents-tested") {
    return say(l, "personer går inte att skilja åt, därför prövas dokument",
               "persons cannot be told apart, so documents are tested");
  }
  if (id == "one-group") {
    return say(l, "det finns bara en grupp", "there is only one group");
  }
  if (id == "one-in-each") {
    return say(l, "det finns bara en i varje grupp", "there is only one in each group");
  }
  if (id == "respondents-unknown") {
    return say(l, "svaren står på var sin rad och ingenting säger vilka som är från samma person",
               "each answer has a row of its own and nothing says which are from one person");
  }
  if (id == "same-in-all") {
    return say(l, "alla eller ingen talar om temat", "everybody or nobody speaks of the theme");
  }
  if (id == "in-several-groups") {
    return say(l, "de som svarar finns i flera av grupperna",
               "those who answer stand in several of the groups");
  }
  return "";
}

std::string group_label(const Grouping& grouping, std::size_t group, Language l) {
  std::vector<std::string> parts;
  for (const std::string& value : grouping.groups[group]) {
    parts.push_back(value.empty() ? say(l, "(uppgift saknas)", "(not known)") : value);
  }
  return join(parts, " / ");
}

Table crosstab_table(const Analysis& analysis, const Crosstab& crosstab, Language l) {
  Table table;
  table.name = "crosstab";
  table.title =
      say(l, "Tema och begrepp per nivå och grupp", "Themes and concepts by level and group");
  table.sheet = say(l, "Korstabell", "Crosstab");
  table.columns = {theme_column(l), concept_column(l), level_column(l)};
  add_attributes(table, crosstab.grouping.attributes);
  add_measures(table, l);
  for (const CrosstabCell& cell : crosstab.cells) {
    std::vector<Cell> row = code_cells(*analysis.codebook, cell);
    row.emplace_back(key_of_level(*analysis.codebook, cell.level));
    add_values(row, crosstab.grouping.groups[cell.group]);
    add_measures(row, crosstab, cell);
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table margins_table(const Analysis& analysis, const Crosstab& crosstab, Language l) {
  Table table;
  table.name = "margins";
  table.title = say(l, "Tema och begrepp per grupp, alla nivåer tillsammans",
                    "Themes and concepts by group, all levels together");
  table.sheet = say(l, "Alla nivåer", "All levels");
  table.columns = {theme_column(l), concept_column(l)};
  add_attributes(table, crosstab.grouping.attributes);
  add_measures(table, l);
  for (const CrosstabCell& cell : crosstab.margins) {
    std::vector<Cell> row = code_cells(*analysis.codebook, cell);
    add_values(row, crosstab.grouping.groups[cell.group]);
    add_measures(row, crosstab, cell);
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table cube_table(const Analysis& analysis, const Crosstab& own, Language l) {
  Table table;
  table.name = "cube";
  table.title = say(l, "Nivån som det talas om och talarens egen nivå",
                    "The level spoken of and the speaker's own level");
  table.sheet = say(l, "Talad och egen nivå", "Spoken and own level");
  table.columns = {
      theme_column(l), level_column(l), {"own_level", say(l, "Egen nivå", "Own level")}};
  add_measures(table, l);
  for (const CrosstabCell& cell : own.cells) {
    if (cell.concept_id.valid()) continue;
    std::vector<Cell> row = {at(analysis.codebook->themes, cell.theme).key,
                             key_of_level(*analysis.codebook, cell.level),
                             own.grouping.groups[cell.group].front()};
    add_measures(row, own, cell);
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table respondents_table(const Analysis& analysis, const Comparison& comparison, Language l) {
  Table table;
  table.name = "respondents";
  table.title = say(l, "Vem som talar om vad: 1 = talar om temat, 0 = gör det inte",
                    "Who speaks of what: 1 = speaks of the theme, 0 = does not");
  table.sheet = say(l, "Respondenter", "Respondents");
  table.columns = {{"document", say(l, "Dokument", "Document")},
                   {"speaker", say(l, "Person", "Person")}};
  add_attributes(table, comparison.crosstab.grouping.attributes);
  table.columns.push_back({"units", say(l, "Enheter", "Units"), ColumnKind::Integer});
  table.columns.push_back({"words", say(l, "Ord", "Words"), ColumnKind::Integer});
  for (const Theme& theme : analysis.codebook->themes) {
    table.columns.push_back({"theme:" + theme.key, theme.label, ColumnKind::Integer});
  }
  for (const Respondent& respondent : comparison.respondents.list) {
    std::vector<Cell> row = {respondent.document, respondent.label};
    add_values(row, respondent.values);
    row.insert(row.end(), {respondent.units, respondent.words});
    for (const std::uint64_t units : respondent.by_theme) row.emplace_back(units > 0 ? 1 : 0);
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table cooccurrence_table(const Analysis& analysis, const Comparison& comparison, Language l) {
  Table table;
  table.name = "cooccurrence";
  table.title = say(l, "Vad som förekommer tillsammans", "What occurs together");
  table.sheet = say(l, "Samförekomst", "Co-occurrence");
  table.columns = {{"a", "A"},
                   {"b", "B"},
                   {"scope", say(l, "Inom", "Within")},
                   {"n_a", say(l, "Antal A", "Number of A"), ColumnKind::Integer},
                   {"n_b", say(l, "Antal B", "Number of B"), ColumnKind::Integer},
                   {"n_ab", say(l, "Antal båda", "Number of both"), ColumnKind::Integer},
                   {"c", "c", ColumnKind::Decimal, 4},
                   {"kind", say(l, "Slag", "Kind")}};
  table.notes = {
      say(l,
          "c = n_ab / (n_a + n_b − n_ab), räknat på skilda enheter, repliker eller grannskap: 0 = "
          "aldrig tillsammans, 1 = alltid. Tom cell: ingen av dem förekommer.",
          "c = n_ab / (n_a + n_b − n_ab) on distinct units, turns or neighbourhoods: 0 = never "
          "together, 1 = always. Empty: neither occurs."),
      filled(say(l, "Ett grannskap är en enhet och %1 enhet(er) före och efter i samma dokument.",
                 "A neighbourhood is a unit and %1 unit(s) before and after in the same document."),
             {std::to_string(comparison.near)})};
  const Codebook& book = *analysis.codebook;
  for (const CodePair& pair : comparison.pairs) {
    const bool theme = pair.kind == CodeKind::Theme;
    const char* scope = pair.scope == CodeScope::Unit   ? "unit"
                        : pair.scope == CodeScope::Turn ? "turn"
                                                        : "neighbourhood";
    table.rows.push_back({theme ? book.themes[pair.a].key : book.concepts[pair.a].key,
                          theme ? book.themes[pair.b].key : book.concepts[pair.b].key, scope,
                          pair.n_a, pair.n_b, pair.n_ab, pair.c(), theme ? "theme" : "concept"});
  }
  return table;
}

Table tests_table(const Analysis& analysis, const Comparison& comparison, Language l) {
  Table table;
  table.name = "tests";
  table.title = std::string(say(l, "Skiljer sig grupperna åt? Prövat på ",
                                "Do the groups differ? Tested on ")) +
                respondents_name(comparison.respondents.kind, l);
  table.sheet = say(l, "Prövningar", "Tests");
  table.columns = {{"by", say(l, "Uppdelning", "By")},
                   {"theme", say(l, "Tema", "Theme")},
                   {"n", "n", ColumnKind::Integer},
                   {"groups", say(l, "Talar om temat, per grupp", "Speak of the theme, by group")},
                   {"chi2", "χ²", ColumnKind::Decimal, 3},
                   {"df", "df", ColumnKind::Integer},
                   {"p", "p", ColumnKind::Decimal, 4},
                   {"cramers_v", "Cramérs V", ColumnKind::Decimal, 3},
                   {"fisher_p", "Fisher p", ColumnKind::Decimal, 4},
                   {"p_holm", say(l, "p, Holm", "p, Holm"), ColumnKind::Decimal, 4},
                   {"note", say(l, "Att tänka på", "Note")}};
  table.notes = {
      say(l,
          "För få väntade: om grupperna vore lika skulle det stå färre än fem i mer än en femtedel "
          "av "
          "rutorna, eller färre än en i någon. Då går χ² och dess p inte att lita på; läs Fisher "
          "p, som är exakt (Freeman och Halton när grupperna är fler än två).",
          "Too few expected: if the groups were alike, more than a fifth of the cells would hold "
          "fewer than five, or some fewer than one. Then χ² and its p cannot be trusted; read "
          "Fisher p, which is exact (Freeman and Halton for more than two groups)."),
      say(l, "p, Holm: Fisher p där det finns, annars p, rättat för att flera teman prövas.",
          "p, Holm: Fisher p where there is one, else p, corrected for testing several themes.")};
  for (const GroupTest& test : comparison.tests) {
    std::uint64_t n = 0;
    std::vector<std::string> groups;
    for (std::size_t g = 0; g < test.values.size(); ++g) {
      const std::uint64_t all = test.with[g] + test.without[g];
      n += all;
      groups.push_back(test.values[g] + " " + std::to_string(test.with[g]) + "/" +
                       std::to_string(all));
    }
    std::vector<std::string> notes;
    if (!test.undefined.empty()) {
      notes.push_back(std::string(say(l, "prövas inte: ", "not tested: ")) +
                      test_remark(test.undefined, l));
    }
    for (const std::string& warning : test.warnings) notes.emplace_back(test_remark(warning, l));
    table.rows.push_back({test.attribute, at(analysis.codebook->themes, test.theme).label, n,
                          join(groups, ", "), test.chi2, test.df, test.p, test.cramers_v,
                          test.fisher_p, test.p_holm, join(notes, "; ")});
  }
  return table;
}

std::vector<Table> compare_tables(const Analysis& analysis, const Comparison& comparison,
                                  Language l) {
  std::vector<Table> out = {crosstab_table(analysis, comparison.crosstab, l),
                            margins_table(analysis, comparison.crosstab, l)};
  if (comparison.own_level) out.push_back(cube_table(analysis, *comparison.own_level, l));
  out.push_back(respondents_table(analysis, comparison, l));
  out.push_back(cooccurrence_table(analysis, comparison, l));
  return out;
}

std::string tests_json(const Analysis& analysis, const Comparison& comparison, Language l) {
  using nlohmann::ordered_json;
  const auto number = [](const std::optional<double>& value) {
    return value ? ordered_json(rounded(*value)) : ordered_json(nullptr);
  };
  const auto remarks = [l](const std::vector<std::string>& ids) {
    ordered_json out = ordered_json::array();
    for (const std::string& id : ids) out.push_back({{"id", id}, {"text", test_remark(id, l)}});
    return out;
  };
  ordered_json out;
  out["tested"] = respondents_name(comparison.respondents.kind, Language::English);
  out["note"] = say(l,
                    "Prövningen frågar om andelen som talar om temat skiljer sig mellan grupperna. "
                    "Utdrag prövas aldrig: de är inte oberoende. p_holm är rättat för antalet "
                    "prövningar av samma uppdelning.",
                    "The test asks whether the share who speak of the theme differs between the "
                    "groups. Excerpts are never tested: they are not independent. p_holm is "
                    "corrected for the number of tests by the same attribute.");
  out["tests"] = ordered_json::array();
  for (const GroupTest& test : comparison.tests) {
    ordered_json one;
    one["by"] = test.attribute;
    one["theme"] = at(analysis.codebook->themes, test.theme).key;
    one["groups"] = test.values;
    one["with"] = test.with;
    one["without"] = test.without;
    one["chi2"] = number(test.chi2);
    one["df"] = test.df ? ordered_json(*test.df) : ordered_json(nullptr);
    one["p"] = number(test.p);
    one["cramers_v"] = number(test.cramers_v);
    one["fisher_p"] = number(test.fisher_p);
    one["p_holm"] = number(test.p_holm);
    one["warnings"] = remarks(test.warnings);
    one["undefined"] =
        test.undefined.empty() ? ordered_json(nullptr) : remarks({test.undefined}).front();
    out["tests"].push_back(std::move(one));
  }
  return out.dump(2) + "\n";
}

}  // namespace rodtrad::report
