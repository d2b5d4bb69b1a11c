#include "analyzer/ingest/codebook_rows.h"

#include <algorithm>
#include <array>
#include <map>

#include "analyzer/base/strings.h"
#include "analyzer/formats/xlsx_reader.h"
#include "analyzer/text/decode.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::ingest {
namespace {

struct ColumnWords {
  const char* name;
  const char* swedish;
  const char* english;
};

// Folded, as the header may say them.
constexpr std::array kColumns = {ColumnWords{"kind", "slag", "kind"},
                                 ColumnWords{"id", "id", "id"},
                                 ColumnWords{"parent", "hör till", "belongs to"},
                                 ColumnWords{"label", "namn", "name"},
                                 ColumnWords{"definition", "definition", "definition"},
                                 ColumnWords{"include", "hit hör", "include"},
                                 ColumnWords{"exclude", "hit hör inte", "exclude"},
                                 ColumnWords{"why", "varför", "why"},
                                 ColumnWords{"indicators", "regler", "rules"},
                                 ColumnWords{"unless", "utom när", "unless"},
                                 ColumnWords{"level", "nivå", "level"},
                                 ColumnWords{"examples", "exempel", "examples"},
                                 ColumnWords{"counterexamples", "motexempel", "counterexamples"},
                                 ColumnWords{"color", "färg", "colour"},
                                 ColumnWords{"version", "version", "version"}};

std::map<std::string, std::size_t> columns_of(const formats::CsvRow& header) {
  std::map<std::string, std::size_t> out;
  for (std::size_t c = 0; c < header.cells.size(); ++c) {
    const std::string cell = text::folded_label(header.cells[c]);
    for (const ColumnWords& column : kColumns) {
      if (cell == column.name || cell == column.swedish || cell == column.english) {
        out.emplace(column.name, c);
      }
    }
  }
  return out;
}

std::vector<std::string> lines_of(const std::string& cell) {
  std::vector<std::string> out;
  for (const std::string_view line : split(cell, '\n')) {
    if (!trim(line).empty()) out.emplace_back(trim(line));
  }
  return out;
}

std::vector<std::string> words_of(std::string_view list) {
  std::vector<std::string> out;
  for (const std::string_view word : split(list, ',')) {
    if (!trim(word).empty()) out.emplace_back(trim(word));
  }
  return out;
}

/// Where the settings of a rule begin: ` | compound: head`. The bar may also be part of a rule.
std::size_t next_setting(std::string_view line, std::size_t from) {
  for (std::size_t at = line.find(" | ", from); at != std::string_view::npos;
       at = line.find(" | ", at + 1)) {
    for (const std::string_view key : {"compound: ", "forms: ", "exclude: ", "pos: ", "note: "}) {
      if (line.substr(at + 3).starts_with(key)) return at;
    }
  }
  return std::string_view::npos;
}

void set(Indicator& rule, std::string_view key, std::string_view value) {
  constexpr std::array roles = {"none", "head", "modifier", "any"};
  constexpr std::array parts = {"", "n", "v", "adj"};
  if (key == "compound") {
    const auto found = std::find(roles.begin(), roles.end(), value);
    if (found != roles.end()) rule.compound = static_cast<CompoundRole>(found - roles.begin());
  } else if (key == "pos") {
    const auto found = std::find(parts.begin(), parts.end(), value);
    if (found != parts.end()) rule.pos = static_cast<PartOfSpeech>(found - parts.begin());
  } else if (key == "forms") {
    rule.forms = words_of(value);
  } else if (key == "exclude") {
    rule.exclude = words_of(value);
  } else {
    rule.note = value;
  }
}

Indicator rule_of(const std::string& line) {
  Indicator rule;
  std::size_t at = next_setting(line, 0);
  rule.match = line.substr(0, at);
  while (at != std::string::npos) {
    const std::size_t end = next_setting(line, at + 3);
    const std::string setting = line.substr(at + 3, end == std::string::npos ? end : end - at - 3);
    const std::size_t colon = setting.find(": ");
    set(rule, std::string_view(setting).substr(0, colon),
        std::string_view(setting).substr(colon + 2));
    at = end;
  }
  return rule;
}

class Builder {
 public:
  Builder(const std::vector<formats::CsvRow>& rows, const std::string& file)
      : rows_(rows), file_(file), columns_(columns_of(rows.front())) {
    book_.file = file;
  }

  Result<Codebook> run() {
    // Levels and dimensions first: other rows name them.
    for (const auto add : {&Builder::add_outer, &Builder::add_themes, &Builder::add_concepts}) {
      for (std::size_t r = 1; r < rows_.size(); ++r) {
        row_ = &rows_[r];
        (this->*add)();
      }
    }
    if (!faults_.empty()) return Failure{std::move(faults_)};
    if (book_.key.empty()) book_.key = "kodbok";
    return std::move(book_);
  }

 private:
  [[nodiscard]] std::string cell(const char* name) const {
    const auto found = columns_.find(name);
    if (found == columns_.end() || found->second >= row_->cells.size()) return "";
    const std::string cell = text::canonical(row_->cells[found->second]);
    return std::string(trim(cell));
  }
  [[nodiscard]] std::string kind() const { return text::folded_label(cell("kind")); }

  std::vector<IndicatorId> rules(const char* column) {
    std::vector<IndicatorId> out;
    for (const std::string& line : lines_of(cell(column))) {
      book_.indicators.push_back(rule_of(line));
      out.emplace_back(book_.indicators.size() - 1);
    }
    return out;
  }

  std::vector<Example> examples(const char* column) {
    std::vector<Example> out;
    for (const std::string& line : lines_of(cell(column))) out.push_back({line, {}});
    return out;
  }

  void fault(const char* id, const std::string& message, const char* hint) {
    faults_.error(id, message, {.path = file_, .line = row_->line}, hint);
  }

  template <class Tag, class List>
  Id<Tag> find(const List& list, const std::string& key, const char* what) {
    if (key.empty()) return {};
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (list[i].key == key || list[i].label == key) return Id<Tag>(i);
    }
    fault("codebook-row-parent", std::string("there is no ") + what + " \"" + key + "\"",
          "write its id as it stands in its own row");
    return {};
  }

  void add_outer() {
    const std::string what = kind();
    if (what == "codebook" || what == "kodbok") {
      book_.key = cell("id");
      book_.title = cell("label");
      book_.description = cell("definition");
      book_.version = cell("version");
    } else if (what == "dimension") {
      book_.dimensions.push_back(
          {.key = cell("id"), .label = cell("label"), .definition = cell("definition")});
    } else if (what == "level" || what == "nivå" || what == "default level" ||
               what == "förvald nivå") {
      book_.levels.push_back(
          {.key = cell("id"),
           .label = cell("label"),
           .definition = cell("definition"),
           .indicators = rules("indicators"),
           .is_default = what.starts_with("default") || what.starts_with("förv")});
    } else if (what == "list" || what == "lista") {
      book_.lists.push_back({.name = cell("id"), .rules = rules("indicators")});
    } else if (what != "theme" && what != "tema" && what != "concept" && what != "begrepp" &&
               !(what.empty() && cell("id").empty())) {
      fault("codebook-row-kind", "the row is a \"" + without_controls(cell("kind")) + "\"",
            "write codebook, dimension, theme, concept, level, default level or list");
    }
  }

  void add_themes() {
    if (kind() != "theme" && kind() != "tema") return;
    book_.themes.push_back(
        {.key = cell("id"),
         .label = cell("label"),
         .dimension = find<DimensionTag>(book_.dimensions, cell("parent"), "dimension"),
         .definition = cell("definition"),
         .why = cell("why"),
         .color = cell("color"),
         .indicators = rules("indicators")});
  }

  void add_concepts() {
    if (kind() != "concept" && kind() != "begrepp") return;
    const ThemeId theme = find<ThemeTag>(book_.themes, cell("parent"), "theme");
    if (!theme.valid()) {
      if (cell("parent").empty()) {
        fault("codebook-row-parent", "the concept \"" + cell("id") + "\" belongs to no theme",
              "write the theme's id in the column \"parent\"");
      }
      return;
    }
    book_.concepts.push_back({.key = cell("id"),
                              .label = cell("label"),
                              .theme = theme,
                              .definition = cell("definition"),
                              .include = cell("include"),
                              .exclude = cell("exclude"),
                              .indicators = rules("indicators"),
                              .unless = rules("unless"),
                              .level = find<LevelTag>(book_.levels, cell("level"), "level"),
                              .examples = examples("examples"),
                              .counterexamples = examples("counterexamples")});
    at(book_.themes, theme).concepts.emplace_back(book_.concepts.size() - 1);
  }

  const std::vector<formats::CsvRow>& rows_;
  const std::string& file_;
  std::map<std::string, std::size_t> columns_;
  const formats::CsvRow* row_ = nullptr;
  Codebook book_;
  Diagnostics faults_;
};

}  // namespace

Result<std::vector<formats::CsvRow>> read_rows(std::string_view bytes, const std::string& file,
                                               Diagnostics& remarks) {
  if (bytes.starts_with("PK")) {
    auto book = formats::read_xlsx(bytes, file, remarks);
    if (!book) return std::move(book).failure();
    std::vector<formats::CsvRow> first;
    for (const formats::WorkbookSheet& sheet : book.value().sheets) {
      std::vector<formats::CsvRow> rows;
      for (const formats::WorkbookRow& row : sheet.rows) {
        rows.push_back({.cells = row.cells, .line = row.number, .row = row.number});
      }
      if (is_codebook_table(rows)) return rows;
      if (first.empty()) first = std::move(rows);
    }
    return first;
  }
  auto decoded = text::decode(bytes, {.form = text::TextForm::Lines}, file, remarks);
  if (!decoded) return std::move(decoded).failure();
  auto table = formats::read_csv(decoded.value().text, '\0', file, remarks);
  if (!table) return std::move(table).failure();
  // Our own writer makes formulas inert with an apostrophe.
  for (formats::CsvRow& row : table.value().rows) {
    for (std::string& cell : row.cells) {
      if (cell.starts_with('\'') && formats::is_formula_like(std::string_view(cell).substr(1))) {
        cell.erase(0, 1);
      }
    }
  }
  return std::move(table).value().rows;
}

bool is_codebook_table(const std::vector<formats::CsvRow>& rows) {
  if (rows.empty()) return false;
  const auto columns = columns_of(rows.front());
  return columns.contains("kind") && columns.contains("id") && columns.contains("label");
}

Result<Codebook> codebook_of_rows(const std::vector<formats::CsvRow>& rows,
                                  const std::string& file) {
  return Builder(rows, file).run();
}

}  // namespace rodtrad::ingest
