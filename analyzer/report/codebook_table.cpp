#include "analyzer/base/strings.h"
#include "analyzer/report/results_tables.h"

namespace rodtrad::report {
namespace {

const char* either(Language language, const char* swedish, const char* english) {
  return language == Language::Swedish ? swedish : english;
}

/// A rule on one line: as written, or with its settings behind ` | `, such as
/// `rollfördelning | compound: head`.
std::string rule_line(const Indicator& rule) {
  std::string out = rule.match;
  const auto add = [&out](const char* key, const std::string& value) {
    if (!value.empty()) out += std::string(" | ") + key + ": " + value;
  };
  if (rule.compound) {
    constexpr const char* names[] = {"none", "head", "modifier", "any"};
    add("compound", names[static_cast<std::size_t>(*rule.compound)]);
  }
  add("forms", join(rule.forms, ", "));
  add("exclude", join(rule.exclude, ", "));
  constexpr const char* parts[] = {"", "n", "v", "adj"};
  add("pos", parts[static_cast<std::size_t>(rule.pos)]);
  add("note", rule.note);
  return out;
}

std::string rules_of(const Codebook& book, const std::vector<IndicatorId>& rules) {
  std::vector<std::string> lines;
  for (const IndicatorId id : rules) lines.push_back(rule_line(at(book.indicators, id)));
  return join(lines, "\n");
}

std::string lines_of(const std::vector<Example>& examples) {
  std::vector<std::string> lines;
  for (const Example& example : examples) lines.push_back(example.text);
  return join(lines, "\n");
}

/// The cells of one row by the machine names of their columns.
class Row {
 public:
  explicit Row(const Table& table) : table_(table), cells_(table.columns.size()) {}
  Row& set(std::string_view column, const std::string& value) {
    for (std::size_t c = 0; c < table_.columns.size(); ++c) {
      if (table_.columns[c].name == column && !value.empty()) cells_[c] = Cell(value);
    }
    return *this;
  }
  std::vector<Cell> take() { return std::move(cells_); }

 private:
  const Table& table_;
  std::vector<Cell> cells_;
};

Table empty_table(Language language) {
  const auto column = [](const char* name, const char* label, double width) {
    return Column{.name = name, .label = label, .width = width};
  };
  return {
      .name = "codebook",
      .title = either(language, "Kodbok", "Codebook"),
      .sheet = either(language, "Kodbok", "Codebook"),
      .columns = {column("kind", either(language, "Slag", "Kind"), 12), column("id", "Id", 22),
                  column("parent", either(language, "Hör till", "Belongs to"), 22),
                  column("label", either(language, "Namn", "Name"), 30),
                  column("definition", "Definition", 50),
                  column("include", either(language, "Hit hör", "Include"), 30),
                  column("exclude", either(language, "Hit hör inte", "Exclude"), 30),
                  column("why", either(language, "Varför", "Why"), 40),
                  column("indicators", either(language, "Regler", "Rules"), 40),
                  column("unless", either(language, "Utom när", "Unless"), 24),
                  column("level", either(language, "Nivå", "Level"), 16),
                  column("examples", either(language, "Exempel", "Examples"), 40),
                  column("counterexamples", either(language, "Motexempel", "Counterexamples"), 40),
                  column("color", either(language, "Färg", "Colour"), 10),
                  column("version", "Version", 10)}};
}

}  // namespace

Table codebook_table(const Codebook& book, Language language) {
  Table table = empty_table(language);
  const auto add = [&table](Row& row) { table.rows.push_back(row.take()); };
  add(Row(table)
          .set("kind", "codebook")
          .set("id", book.key)
          .set("label", book.title)
          .set("definition", book.description)
          .set("version", book.version));
  for (const Dimension& d : book.dimensions) {
    add(Row(table)
            .set("kind", "dimension")
            .set("id", d.key)
            .set("label", d.label)
            .set("definition", d.definition));
  }
  for (const Theme& theme : book.themes) {
    Row row(table);
    row.set("kind", "theme").set("id", theme.key).set("label", theme.label);
    if (theme.dimension.valid()) row.set("parent", at(book.dimensions, theme.dimension).key);
    add(row.set("definition", theme.definition)
            .set("why", theme.why)
            .set("color", theme.color)
            .set("indicators", rules_of(book, theme.indicators)));
    for (const ConceptId id : theme.concepts) {
      const Concept& entry = at(book.concepts, id);
      Row concept_row(table);
      concept_row.set("kind", "concept")
          .set("id", entry.key)
          .set("parent", theme.key)
          .set("label", entry.label)
          .set("definition", entry.definition)
          .set("include", entry.include)
          .set("exclude", entry.exclude)
          .set("indicators", rules_of(book, entry.indicators))
          .set("unless", rules_of(book, entry.unless))
          .set("examples", lines_of(entry.examples))
          .set("counterexamples", lines_of(entry.counterexamples));
      if (entry.level.valid()) concept_row.set("level", at(book.levels, entry.level).key);
      add(concept_row);
    }
  }
  for (const Level& level : book.levels) {
    add(Row(table)
            .set("kind", level.is_default ? "default level" : "level")
            .set("id", level.key)
            .set("label", level.label)
            .set("definition", level.definition)
            .set("indicators", rules_of(book, level.indicators)));
  }
  for (const RuleList& list : book.lists) {
    add(Row(table)
            .set("kind", "list")
            .set("id", list.name)
            .set("indicators", rules_of(book, list.rules)));
  }
  return table;
}

}  // namespace rodtrad::report
