#include "analyzer/report/kept_columns.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "analyzer/base/sha256.h"
#include "analyzer/base/strings.h"
#include "analyzer/formats/json_io.h"
#include "analyzer/report/sheet_rows.h"

namespace rodtrad::report {
namespace {

using Json = nlohmann::ordered_json;
using Cells = std::map<std::string, std::string>;  ///< by column name

constexpr std::size_t kConflictsTold = 20;
/// Longer texts may have been cut by Excel, and then are not a person's change.
constexpr std::size_t kSurelyWhole = 8000;

/// One earlier file: its rows by key, and the keys in order.
struct Sheet {
  std::string file{};
  std::vector<std::string> columns{};
  std::map<std::string, Cells> rows{};
  std::vector<std::string> order{};
};

/// What the files held when they were written.
struct Memory {
  std::map<std::string, std::string> headers{};  ///< label -> column name
  std::vector<std::string> added{};              ///< columns that people have added
  std::map<std::string, Cells> rows{};
  std::map<std::string, std::set<std::string>> own{};  ///< row -> columns that are a person's
};

std::string text_of(const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell.value)) return *text;
  if (const auto* whole = std::get_if<std::int64_t>(&cell.value)) return std::to_string(*whole);
  return {};
}

/// For comparing only: line ends and blanks change on the way through a spreadsheet program.
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (!is_blank(c) && c != '\n' && c != '\r') {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

bool is_empty_row(const std::vector<std::string>& cells) {
  return std::all_of(cells.begin(), cells.end(),
                     [](const std::string& cell) { return trim(cell).empty(); });
}

using RawRows = std::vector<std::vector<std::string>>;

class Keeper {
 public:
  Keeper(Table& table, const EarlierTable& earlier, const KeepPlan& plan, Language language,
         Diagnostics& remarks)
      : table_(table), earlier_(earlier), plan_(plan), language_(language), remarks_(remarks) {}

  Result<std::string> run() {
    if (Outcome read = remember(); !read) return std::move(read).failure();
    if (Outcome read = read_sheets(); !read) return std::move(read).failure();
    add_columns();
    for (std::vector<Cell>& row : table_.rows) merge_row(row);
    keep_other_rows();
    if (conflicts_.count(Severity::Error) > 0) return Failure{std::move(conflicts_)};
    return memory_json();
  }

 private:
  [[nodiscard]] bool swedish() const { return language_ == Language::Swedish; }

  // --- reading -------------------------------------------------------------------------------

  Outcome remember() {
    if (!earlier_.json) return success();
    auto parsed = formats::parse_json(*earlier_.json, table_.name + ".json");
    if (!parsed) return std::move(parsed).failure();
    const nlohmann::json& json = parsed.value();
    try {
      memory_.headers = json.at("headers").get<std::map<std::string, std::string>>();
      memory_.added = json.at("added").get<std::vector<std::string>>();
      memory_.rows = json.at("rows").get<std::map<std::string, Cells>>();
      memory_.own = json.at("own").get<std::map<std::string, std::set<std::string>>>();
    } catch (const nlohmann::json::exception&) {
      return failure("kept-memory", "this is not what was written there earlier",
                     {.path = table_.name + ".json"},
                     "delete the file; what stands in the tables is kept all the same");
    }
    return success();
  }

  Outcome read_sheets() {
    for (const auto& [bytes, ending] :
         {std::pair(&earlier_.xlsx, ".xlsx"), {&earlier_.csv, ".csv"}}) {
      if (!*bytes) continue;
      const std::string file = table_.name + ending;
      auto rows = sheet_rows(**bytes, file, remarks_);
      if (!rows) return std::move(rows).failure();
      if (Outcome added = add_sheet(file, rows.value()); !added) return added;
    }
    return success();
  }

  [[nodiscard]] std::string column_named(const std::string& header) const {
    for (const Column& column : table_.columns) {
      if (header == column.name || header == column.label) return column.name;
    }
    const auto known = memory_.headers.find(header);
    return known == memory_.headers.end() ? header : known->second;
  }

  /// A row whose key is missing or was met before is a person's own.
  Outcome add_sheet(const std::string& file, const RawRows& raw) {
    Sheet sheet{file, {}, {}};
    std::size_t r = 0;
    for (; r < raw.size(); ++r) {
      sheet.columns.clear();
      for (const std::string& header : raw[r]) {
        sheet.columns.push_back(column_named(std::string(trim(header))));
      }
      const auto& columns = sheet.columns;
      if (std::find(columns.begin(), columns.end(), plan_.key_column) != columns.end()) break;
    }
    if (r == raw.size()) {
      return failure("kept-header",
                     "no row of headings names the column \"" + plan_.key_column + "\"",
                     {.path = file}, "put the headings back, or move the file out of the folder");
    }
    for (++r; r < raw.size(); ++r) {
      if (is_empty_row(raw[r])) continue;
      Cells cells;
      for (std::size_t c = 0; c < sheet.columns.size(); ++c) {
        if (sheet.columns[c].empty()) continue;
        cells[sheet.columns[c]] = c < raw[r].size() ? raw[r][c] : "";
      }
      std::string key(trim(cells[plan_.key_column]));
      if (key.empty() || sheet.rows.contains(key)) key = own_key(cells);
      if (sheet.rows.emplace(key, std::move(cells)).second) sheet.order.push_back(std::move(key));
    }
    sheets_.push_back(std::move(sheet));
    return success();
  }

  [[nodiscard]] std::string own_key(const Cells& cells) const {
    std::string all;
    for (const auto& [name, value] : cells) {
      if (name != plan_.key_column && name != plan_.status_column)
        all += name + "=" + plain(value) + "\n";
    }
    return (swedish() ? "egen-" : "own-") + sha256_hex(all).substr(0, 8);
  }

  // --- merging -------------------------------------------------------------------------------

  void add_columns() {
    std::set<std::string> known;
    for (const Column& column : table_.columns) known.insert(column.name);
    const auto add = [&](const std::string& name) {
      if (name.empty() || !known.insert(name).second) return;
      table_.columns.push_back({name, name});
      added_.push_back(name);
    };
    for (const std::string& name : memory_.added) add(name);
    for (const Sheet& sheet : sheets_) {
      for (const std::string& name : sheet.columns) add(name);
    }
    for (std::vector<Cell>& row : table_.rows) row.resize(table_.columns.size());
  }

  [[nodiscard]] bool is_persons(const std::string& column) const {
    const auto in = [&column](const std::vector<std::string>& list) {
      return std::find(list.begin(), list.end(), column) != list.end();
    };
    return in(plan_.person_columns) || in(added_);
  }

  /// What a person has changed a cell to since it was written, if anything.
  std::optional<std::string> change(const std::string& key, const std::string& column,
                                    const std::string& written) {
    std::optional<std::string> found;
    std::string where;
    for (const Sheet& sheet : sheets_) {
      const auto row = sheet.rows.find(key);
      if (row == sheet.rows.end()) continue;
      const auto cell = row->second.find(column);
      // A column that was taken away says nothing.
      if (cell == row->second.end()) continue;
      if (plain(cell->second) == plain(written) || written.size() > kSurelyWhole) continue;
      if (found && plain(*found) != plain(cell->second)) {
        conflict(key, column, where, sheet.file);
        continue;
      }
      found = cell->second;
      where = sheet.file;
    }
    return found;
  }

  void conflict(const std::string& key, const std::string& column, const std::string& a,
                const std::string& b) {
    if (conflicts_.count(Severity::Error) >= kConflictsTold) return;
    conflicts_.error(
        "kept-conflict",
        "row " + key + ", column \"" + column + "\", was changed both here and in " + b,
        {.path = a}, "make the two say the same, or move one of the files away");
  }

  void merge_row(std::vector<Cell>& row) {
    const std::string key = text_of(row[column_index(plan_.key_column)]);
    done_.insert(key);
    const auto memory = memory_.rows.find(key);
    const auto own = memory_.own.find(key);
    for (std::size_t c = 0; c < table_.columns.size(); ++c) {
      const std::string& column = table_.columns[c].name;
      if (column == plan_.key_column || column == plan_.status_column) continue;
      const std::string now = text_of(row[c]);
      std::string written = is_persons(column) ? "" : now;
      if (memory != memory_.rows.end()) {
        const auto cell = memory->second.find(column);
        written = cell == memory->second.end() ? "" : cell->second;
      }
      const auto changed = change(key, column, written);
      const bool was_own = own != memory_.own.end() && own->second.contains(column);
      if (changed) {
        row[c] = Cell(clean(*changed));
      } else if (is_persons(column) || was_own) {
        row[c] = Cell(written);
      } else {
        continue;
      }
      if (!is_persons(column) && plain(text_of(row[c])) != plain(now)) own_now_[key].insert(column);
    }
  }

  static std::string clean(std::string text) { return replace_all(std::move(text), "\r\n", "\n"); }

  [[nodiscard]] std::size_t column_index(const std::string& name) const {
    for (std::size_t c = 0; c < table_.columns.size(); ++c) {
      if (table_.columns[c].name == name) return c;
    }
    expects(false, "a table without its key column");
    return 0;
  }

  /// Rows people have added, and rows that are gone from the results but were written in.
  void keep_other_rows() {
    std::vector<std::string> keys;
    for (const Sheet& sheet : sheets_) {
      for (const std::string& key : sheet.order) {
        if (done_.insert(key).second) keys.push_back(key);
      }
    }
    for (const auto& [key, cells] : memory_.rows) {
      if (done_.insert(key).second) keys.push_back(key);
    }
    for (const std::string& key : keys) keep_other_row(key);
  }

  void keep_other_row(const std::string& key) {
    const auto memory = memory_.rows.find(key);
    const bool ours = memory != memory_.rows.end() && !memory_.own[key].contains(plan_.key_column);
    std::vector<Cell> row(table_.columns.size());
    bool touched = !ours && memory == memory_.rows.end();
    for (std::size_t c = 0; c < table_.columns.size(); ++c) {
      const std::string& column = table_.columns[c].name;
      if (column == plan_.status_column) continue;
      std::string written;
      if (memory != memory_.rows.end()) {
        const auto cell = memory->second.find(column);
        if (cell != memory->second.end()) written = cell->second;
      }
      const auto changed = column == plan_.key_column ? std::nullopt : change(key, column, written);
      const std::string value = changed ? clean(*changed) : written;
      if (changed || memory_.own[key].contains(column) || (is_persons(column) && !value.empty())) {
        touched = true;
        own_now_[key].insert(column);
      }
      row[c] = Cell(value);
    }
    if (!touched) return;
    row[column_index(plan_.key_column)] = Cell(key);
    // Marks the row as a person's own on later runs.
    if (!ours) own_now_[key].insert(plan_.key_column);
    if (!plan_.status_column.empty()) {
      row[column_index(plan_.status_column)] = Cell(
          ours ? (swedish() ? "finns inte längre bland kodningarna" : "no longer among the codings")
               : (swedish() ? "egen rad" : "own row"));
    }
    table_.rows.push_back(std::move(row));
  }

  // --- remembering ---------------------------------------------------------------------------

  [[nodiscard]] std::string memory_json() const {
    Json out = {{"format", "rodtrad-kept/1"}};
    out["headers"] = Json::object();
    for (const Column& column : table_.columns) out["headers"][column.label] = column.name;
    out["added"] = added_;
    out["own"] = own_now_;
    // Appended without a look at the keys before: an ordered object searches them one by one.
    Json::object_t rows;
    std::set<std::string> met;
    const std::size_t key = column_index(plan_.key_column);
    for (const std::vector<Cell>& row : table_.rows) {
      Json cells = Json::object();
      for (std::size_t c = 0; c < row.size(); ++c) {
        std::string text = text_of(row[c]);
        if (!text.empty()) cells[table_.columns[c].name] = std::move(text);
      }
      std::string name = text_of(row[key]);
      if (met.insert(name).second) rows.emplace_back(std::move(name), std::move(cells));
    }
    out["rows"] = std::move(rows);
    return out.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
  }

  Table& table_;
  const EarlierTable& earlier_;
  const KeepPlan& plan_;
  Language language_;
  Diagnostics& remarks_;
  Memory memory_{};
  std::vector<Sheet> sheets_{};
  std::vector<std::string> added_{};
  std::set<std::string> done_{};
  std::map<std::string, std::set<std::string>> own_now_{};
  Diagnostics conflicts_{};
};

}  // namespace

Result<std::string> keep_filled(Table& table, const EarlierTable& earlier, const KeepPlan& plan,
                                Language language, Diagnostics& remarks) {
  return Keeper(table, earlier, plan, language, remarks).run();
}

}  // namespace rodtrad::report
