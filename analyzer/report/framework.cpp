#include "analyzer/report/framework.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "analyzer/base/sha256.h"
#include "analyzer/base/strings.h"
#include "analyzer/formats/csv.h"
#include "analyzer/formats/json_io.h"
#include "analyzer/formats/xlsx_reader.h"
#include "analyzer/report/compare_report.h"
#include "analyzer/report/fields.h"
#include "analyzer/report/html_page.h"
#include "analyzer/report/table.h"

namespace rodtrad::report {
namespace {

constexpr std::size_t kQuotes = 3;  // in one cell
constexpr const char* kCsv = "framework.csv";
constexpr const char* kXlsx = "framework.xlsx";
constexpr const char* kJson = "framework.json";

/// Whose row: document and speaker.
using RowKey = std::pair<std::string, std::string>;
/// A row's cell: by theme key, or by the header of a column a person added.
using CellKey = std::pair<RowKey, std::string>;
using Cells = std::map<CellKey, std::string>;

std::string fingerprint(const std::string& text) { return sha256_hex(text).substr(0, 16); }

/// Line ends, ends of the text and the mark against formulas are the programs', not the person's.
std::string as_typed(std::string text) {
  text = replace_all(replace_all(std::move(text), "\r\n", "\n"), "\r", "\n");
  text = std::string(trim(text));
  if (text.starts_with('\'') && formats::is_formula_like(std::string_view(text).substr(1))) {
    text.erase(0, 1);
  }
  return text;
}

/// One file of an earlier run.
struct EarlierMatrix {
  bool there = false;
  std::vector<RowKey> rows{};
  std::vector<std::string> own_columns{};  ///< headers a person added
  Cells cells{};
};

/// What `framework.json` remembers of a cell.
struct Written {
  std::string fingerprint;
  bool own = false;
};

class Framework {
 public:
  Framework(const Analysis& analysis, const Comparison& comparison, Language language)
      : a_(analysis), c_(comparison), l_(language), attributes_(attribute_names(analysis)) {}

  Outcome read(const FrameworkFiles& earlier, Diagnostics& remarks) {
    if (earlier.json) {
      if (Outcome read = read_json(*earlier.json); !read) return read;
    }
    if (earlier.csv) {
      std::string text = replace_all(*earlier.csv, "\r\n", "\n");
      if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
      auto table = formats::read_csv(text, 0, kCsv, remarks);
      if (!table) return std::move(table).failure();
      std::vector<std::vector<std::string>> rows;
      for (formats::CsvRow& row : table.value().rows) rows.push_back(std::move(row.cells));
      if (Outcome read = read_rows(rows, kCsv, csv_); !read) return read;
    }
    if (earlier.xlsx) {
      auto book = formats::read_xlsx(*earlier.xlsx, kXlsx, remarks);
      if (!book) return std::move(book).failure();
      std::vector<std::vector<std::string>> rows;
      if (!book.value().sheets.empty()) {
        for (formats::WorkbookRow& row : book.value().sheets.front().rows) {
          rows.push_back(std::move(row.cells));
        }
      }
      if (Outcome read = read_rows(rows, kXlsx, xlsx_); !read) return read;
    }
    return success();
  }

  Result<std::vector<OutputFile>> write(const WriteOptions& options) {
    layout();
    Failure conflicts;
    Table table = table_head();
    nlohmann::ordered_json memory;
    memory["format"] = "rodtrad-framework/1";
    memory["cells"] = nlohmann::ordered_json::array();
    for (const Row& row : rows_) {
      std::vector<Cell> cells = {row.key.first, row.key.second};
      for (std::size_t a = 0; a < c_.crosstab.grouping.attributes.size(); ++a) {
        cells.emplace_back(row.respondent == nullptr ? std::string() : row.respondent->values[a]);
      }
      for (const std::string& column : columns_) {
        const Decided cell = decide(row, column, conflicts.diagnostics);
        if (!cell.text.empty() || cell.own) {
          memory["cells"].push_back({{"document", row.key.first},
                                     {"speaker", row.key.second},
                                     {"column", column},
                                     {"written", fingerprint(as_typed(cell.text))},
                                     {"own", cell.own}});
        }
        cells.emplace_back(cell.text);
      }
      table.rows.push_back(std::move(cells));
    }
    if (!conflicts.diagnostics.empty()) return conflicts;
    return std::vector<OutputFile>{{kCsv, table_csv(table, options)},
                                   {kXlsx, workbook_xlsx({&table, 1}, l_)},
                                   {kJson, memory.dump(1) + "\n"}};
  }

 private:
  struct Row {
    RowKey key{};
    const Respondent* respondent = nullptr;  ///< null: no longer in the material
    std::uint32_t number = kNone;
  };
  struct Decided {
    std::string text{};
    bool own = false;
  };

  // --- reading -------------------------------------------------------------------------------

  Outcome read_json(const std::string& bytes) {
    auto json = formats::parse_json(bytes, kJson);
    if (!json) return std::move(json).failure();
    remembers_ = true;
    try {
      for (const auto& cell : json.value().at("cells")) {
        const RowKey row{cell.at("document").get<std::string>(),
                         cell.at("speaker").get<std::string>()};
        written_[{row, cell.at("column").get<std::string>()}] = {
            cell.at("written").get<std::string>(), cell.at("own").get<bool>()};
      }
    } catch (const nlohmann::json::exception&) {
      return failure("framework-json", "the file is not one that rodtrad compare wrote",
                     {.path = kJson}, "move it away; every cell of the matrix is then kept");
    }
    return success();
  }

  /// The theme a header stands for: its id or label; else the header itself.
  [[nodiscard]] std::string column_key(const std::string& header) const {
    for (const Theme& theme : a_.codebook->themes) {
      if (header == theme.key || header == theme.label) return theme.key;
    }
    return header;
  }

  [[nodiscard]] bool is_ours(const std::string& header) const {
    return std::find(attributes_.begin(), attributes_.end(), header) != attributes_.end();
  }

  Outcome read_rows(const std::vector<std::vector<std::string>>& rows, const char* file,
                    EarlierMatrix& out) const {
    out.there = true;
    if (rows.empty()) return success();
    std::vector<std::string> header;
    for (const std::string& cell : rows.front()) header.push_back(as_typed(cell));
    const auto place = [&](std::initializer_list<const char*> names) {
      for (std::size_t i = 0; i < header.size(); ++i) {
        for (const char* name : names) {
          if (header[i] == name) return i;
        }
      }
      return std::string::npos;
    };
    const std::size_t document = place({"document", "Dokument", "Document"});
    const std::size_t speaker = place({"speaker", "Person"});
    if (document == std::string::npos || speaker == std::string::npos) {
      return failure("framework-header", "the columns for document and person are missing",
                     {.path = file, .line = 1},
                     "put the header row back, or move the file away to begin anew");
    }
    std::vector<std::string> columns(header.size());
    for (std::size_t i = 0; i < header.size(); ++i) {
      if (i == document || i == speaker || header[i].empty() || is_ours(header[i])) continue;
      columns[i] = column_key(header[i]);
      const bool theme = std::any_of(a_.codebook->themes.begin(), a_.codebook->themes.end(),
                                     [&](const Theme& t) { return t.key == columns[i]; });
      if (!theme) out.own_columns.push_back(columns[i]);
    }
    for (std::size_t r = 1; r < rows.size(); ++r) {
      const auto cell = [&](std::size_t i) {
        return i < rows[r].size() ? as_typed(rows[r][i]) : std::string();
      };
      const RowKey key{cell(document), cell(speaker)};
      out.rows.push_back(key);
      for (std::size_t i = 0; i < columns.size(); ++i) {
        if (!columns[i].empty()) out.cells[{key, columns[i]}] = cell(i);
      }
    }
    return success();
  }

  // --- laying out ----------------------------------------------------------------------------

  /// Did a person write here, in either earlier file?
  [[nodiscard]] bool has_own(const CellKey& key) const {
    for (const EarlierMatrix* matrix : {&csv_, &xlsx_}) {
      const auto found = matrix->cells.find(key);
      if (found == matrix->cells.end() || found->second.empty()) continue;
      const auto known = written_.find(key);
      if (known == written_.end() || known->second.own ||
          known->second.fingerprint != fingerprint(found->second)) {
        return true;
      }
    }
    return false;
  }

  void layout() {
    for (std::uint32_t r = 0; r < c_.respondents.list.size(); ++r) {
      const Respondent& respondent = c_.respondents.list[r];
      rows_.push_back({{respondent.document, respondent.label}, &respondent, r});
    }
    for (const Theme& theme : a_.codebook->themes) columns_.push_back(theme.key);
    const auto has_column = [this](const std::string& column) {
      return std::find(columns_.begin(), columns_.end(), column) != columns_.end();
    };
    const auto has_row = [this](const RowKey& key) {
      return std::any_of(rows_.begin(), rows_.end(),
                         [&](const Row& row) { return row.key == key; });
    };
    for (const EarlierMatrix* matrix : {&csv_, &xlsx_}) {
      for (const std::string& column : matrix->own_columns) {
        const bool used =
            std::any_of(matrix->rows.begin(), matrix->rows.end(), [&](const RowKey& row) {
              return has_own({row, column});
            });
        if (used && !has_column(column)) columns_.push_back(column);
      }
    }
    for (const EarlierMatrix* matrix : {&csv_, &xlsx_}) {
      for (const RowKey& row : matrix->rows) {
        const bool used =
            std::any_of(columns_.begin(), columns_.end(), [&](const std::string& column) {
              return has_own({row, column});
            });
        if (used && !has_row(row)) rows_.push_back({row, nullptr, kNone});
      }
    }
    quotes_of_cells();
  }

  [[nodiscard]] Table table_head() const {
    Table table;
    table.name = "framework";
    table.title =
        say(l_, "Ramverksmatris: respondent och tema", "Framework matrix: respondent by theme");
    table.sheet = say(l_, "Matris", "Matrix");
    table.columns = {{"document", say(l_, "Dokument", "Document")}, {"speaker", "Person"}};
    for (const std::string& name : c_.crosstab.grouping.attributes)
      table.columns.push_back({name, name});
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const std::string label =
          i < a_.codebook->themes.size() ? a_.codebook->themes[i].label : columns_[i];
      table.columns.push_back({columns_[i], label, ColumnKind::Text, 2, 48});
    }
    table.notes = {say(
        l_,
        "Skriv din egen sammanfattning över citaten i en cell: den står kvar när du kör om, i båda "
        "filerna. Töm cellen så kommer citaten tillbaka. Egna kolumner står också kvar.",
        "Write your own summary over the quotes in a cell: it stays on the next run, in both "
        "files. Empty the cell and the quotes come back. Columns of your own stay too.")};
    return table;
  }

  // --- quotes ----------------------------------------------------------------------------------

  /// Up to three quotes a cell: first one of each concept, then in the order of the text.
  void quotes_of_cells() {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::uint32_t>> codings;
    for (std::uint32_t c = 0; c < a_.codings.size(); ++c) {
      const std::uint32_t who = c_.respondents.of_unit[a_.codings[c].unit.value];
      if (who != kNone) codings[{who, a_.codings[c].theme.value}].push_back(c);
    }
    for (const auto& [cell, list] : codings) quotes_[cell] = quotes(list);
  }

  [[nodiscard]] std::string quotes(const std::vector<std::uint32_t>& codings) const {
    std::vector<std::uint32_t> chosen;  // units
    std::vector<std::uint32_t> all;
    std::vector<ConceptId> concepts;
    for (const std::uint32_t c : codings) {
      const std::uint32_t unit = a_.codings[c].unit.value;
      if (std::find(all.begin(), all.end(), unit) == all.end()) all.push_back(unit);
    }
    for (const bool new_concepts_only : {true, false}) {
      for (const std::uint32_t c : codings) {
        const ConceptId concept_id = a_.codings[c].concept_id;
        const std::uint32_t unit = a_.codings[c].unit.value;
        if (chosen.size() == kQuotes) break;
        if (std::find(chosen.begin(), chosen.end(), unit) != chosen.end()) continue;
        if (new_concepts_only &&
            std::find(concepts.begin(), concepts.end(), concept_id) != concepts.end()) {
          continue;
        }
        chosen.push_back(unit);
        concepts.push_back(concept_id);
      }
    }
    std::sort(chosen.begin(), chosen.end());
    std::vector<std::string> parts;
    for (const std::uint32_t u : chosen) {
      const Unit& unit = a_.units[u];
      parts.push_back(
          "”" + replace_all(std::string(slice(a_.document_of(unit).text, unit.span)), "\n", " ") +
          "”");
    }
    if (all.size() > chosen.size()) {
      parts.push_back(filled(say(l_, "(och %1 till)", "(and %1 more)"),
                             {std::to_string(all.size() - chosen.size())}));
    }
    return join(parts, "\n");
  }

  // --- deciding --------------------------------------------------------------------------------

  /// The cell of one earlier file, if a person has changed it since we wrote it.
  [[nodiscard]] const std::string* changed(const EarlierMatrix& matrix, const CellKey& key,
                                           const std::string& quotes) const {
    const auto found = matrix.cells.find(key);
    if (found == matrix.cells.end()) return nullptr;
    const auto known = written_.find(key);
    const std::string before = known != written_.end()
                                   ? known->second.fingerprint
                                   : fingerprint(remembers_ ? std::string() : as_typed(quotes));
    if (fingerprint(found->second) == before) return nullptr;
    if (found->second.empty() && known == written_.end()) return nullptr;
    return &found->second;
  }

  Decided decide(const Row& row, const std::string& column, Diagnostics& conflicts) const {
    const CellKey key{row.key, column};
    std::string quotes;
    for (std::uint32_t t = 0; t < a_.codebook->themes.size(); ++t) {
      if (a_.codebook->themes[t].key != column) continue;
      if (const auto found = quotes_.find({row.number, t}); found != quotes_.end())
        quotes = found->second;
    }
    const std::string* in_csv = changed(csv_, key, quotes);
    const std::string* in_xlsx = changed(xlsx_, key, quotes);
    if (in_csv != nullptr && in_xlsx != nullptr && *in_csv != *in_xlsx) {
      conflicts.error(
          "framework-conflict",
          "the cell " + row.key.first + " " + row.key.second + ", " + column +
              " has been changed in both files, differently",
          {.path = kXlsx},
          "make the cell the same in framework.csv and framework.xlsx, or move one away");
      return {};
    }
    if (const std::string* text = in_csv != nullptr ? in_csv : in_xlsx) {
      return text->empty() ? Decided{quotes, false} : Decided{*text, true};
    }
    const auto known = written_.find(key);
    if (known == written_.end() || !known->second.own) return {quotes, false};
    for (const EarlierMatrix* matrix : {&csv_, &xlsx_}) {
      const auto found = matrix->cells.find(key);
      if (found != matrix->cells.end()) return {found->second, true};
    }
    return {quotes, false};
  }

  const Analysis& a_;
  const Comparison& c_;
  Language l_;
  std::vector<std::string> attributes_;
  bool remembers_ = false;
  std::map<CellKey, Written> written_;
  EarlierMatrix csv_;
  EarlierMatrix xlsx_;
  std::vector<Row> rows_;
  std::vector<std::string> columns_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::string> quotes_;
};

}  // namespace

Result<std::vector<OutputFile>> framework_files(const Analysis& analysis,
                                                const Comparison& comparison,
                                                const FrameworkFiles& earlier,
                                                const WriteOptions& options, Diagnostics& remarks) {
  Framework framework(analysis, comparison, options.language);
  if (Outcome read = framework.read(earlier, remarks); !read) return std::move(read).failure();
  return framework.write(options);
}

}  // namespace rodtrad::report
