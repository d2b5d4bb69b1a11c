#include "analyzer/report/kept_columns.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "analyzer/base/sha256.h"
#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/formats/json_reader.h"
#include "analyzer/formats/json_writer.h"
#include "analyzer/report/sheet_rows.h"

namespace rodtrad::report {
namespace {

using formats::JsonItem;
using RawRows = std::vector<std::vector<std::string>>;

constexpr std::size_t kConflictsTold = 20;
/// Longer texts may have been cut by Excel, and then are not a person's change.
constexpr std::size_t kSurelyWhole = 8000;
constexpr std::size_t kNoColumn = static_cast<std::size_t>(-1);

/// One earlier file: its rows by key, and the keys in order.
struct Sheet {
  std::string file{};
  std::vector<std::string> columns{};
  std::map<std::string, std::size_t> position{};  ///< column name -> cell; the last of that name
  RawRows cells{};
  std::unordered_map<std::string, std::size_t> rows{};
  std::vector<std::string> order{};
  std::vector<std::size_t> at{};  ///< column of the table -> cell, kNoColumn when it is not there

  /// A column that was taken away says nothing.
  [[nodiscard]] const std::string* cell(std::size_t row, std::size_t column) const {
    static const std::string empty;
    if (at[column] == kNoColumn) return nullptr;
    return at[column] < cells[row].size() ? &cells[row][at[column]] : &empty;
  }
};

/// What the files held when they were written. Texts stand in what the reader has read.
struct Memory {
  formats::JsonReader reader{};
  std::map<std::string, std::string> headers{};  ///< label -> column name
  std::vector<std::string> added{};              ///< columns that people have added
  std::unordered_map<std::string_view, const JsonItem*> rows{};
  std::vector<std::string_view> order{};               ///< of the rows, as they were written
  std::map<std::string, std::set<std::string>> own{};  ///< row -> columns that are a person's

  [[nodiscard]] const JsonItem* row(std::string_view key) const {
    const auto found = rows.find(key);
    return found == rows.end() ? nullptr : found->second;
  }
  [[nodiscard]] bool owns(const std::string& key, const std::string& column) const {
    const auto found = own.find(key);
    return found != own.end() && found->second.contains(column);
  }
};

/// What a row of the memory says of a column; empty when it says nothing.
std::string_view remembered(const JsonItem* row, std::string_view column) {
  const JsonItem* const cell = row == nullptr ? nullptr : row->find(column);
  return cell == nullptr ? std::string_view() : cell->text();
}

/// The text of a cell; that of a number stands in `number`.
std::string_view text_in(const Cell& cell, std::string& number) {
  if (const auto* text = std::get_if<std::string>(&cell.value)) return *text;
  if (const auto* whole = std::get_if<std::int64_t>(&cell.value)) {
    return number = std::to_string(*whole);
  }
  return {};
}

std::string text_of(const Cell& cell) {
  std::string number;
  return std::string(text_in(cell, number));
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

bool same_plain(std::string_view a, std::string_view b) { return a == b || plain(a) == plain(b); }

bool is_empty_row(const std::vector<std::string>& cells) {
  return std::all_of(cells.begin(), cells.end(),
                     [](const std::string& cell) { return trim(cell).empty(); });
}

class Keeper {
 public:
  Keeper(Table& table, const EarlierTable& earlier, const KeepPlan& plan, Language language,
         Diagnostics& remarks)
      : table_(table), earlier_(earlier), plan_(plan), language_(language), remarks_(remarks) {}

  Result<std::string> run() {
    if (Outcome read = remember(); !read) return std::move(read).failure();
    if (Outcome read = read_sheets(); !read) return std::move(read).failure();
    add_columns();
    done_.reserve(table_.rows.size());
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
    const auto parsed = memory_.reader.read(*earlier_.json, table_.name + ".json");
    if (!parsed) return parsed.failure();
    if (understood(*parsed.value())) return success();
    return failure("kept-memory", "this is not what was written there earlier",
                   {.path = table_.name + ".json"},
                   "delete the file; what stands in the tables is kept all the same");
  }

  bool understood(const JsonItem& json) {
    const auto is = [](const JsonItem* item, JsonItem::Kind kind) {
      return item != nullptr && item->kind() == kind;
    };
    const auto all_texts = [&is](const JsonItem& list) {
      return std::all_of(list.begin(), list.end(),
                         [&is](const JsonItem& item) { return is(&item, JsonItem::Kind::Text); });
    };
    const JsonItem* const headers = json.find("headers");
    const JsonItem* const added = json.find("added");
    const JsonItem* const rows = json.find("rows");
    const JsonItem* const own = json.find("own");
    if (!is(headers, JsonItem::Kind::Object) || !all_texts(*headers) ||
        !is(added, JsonItem::Kind::Array) || !all_texts(*added) ||
        !is(rows, JsonItem::Kind::Object) || !is(own, JsonItem::Kind::Object)) {
      return false;
    }
    for (const JsonItem& header : *headers) {
      memory_.headers.emplace(header.key(), header.text());
    }
    for (const JsonItem& name : *added) memory_.added.emplace_back(name.text());
    for (const JsonItem& row : *rows) {
      if (row.kind() != JsonItem::Kind::Object || !all_texts(row)) return false;
      memory_.rows.emplace(row.key(), &row);
      memory_.order.push_back(row.key());
    }
    for (const JsonItem& row : *own) {
      if (row.kind() != JsonItem::Kind::Array || !all_texts(row)) return false;
      auto& columns = memory_.own[std::string(row.key())];
      for (const JsonItem& column : row) columns.emplace(column.text());
    }
    return true;
  }

  Outcome read_sheets() {
    const auto read = [this](const std::optional<std::string>& bytes, bool as_written,
                             const char* ending) -> Outcome {
      if (!bytes) return success();
      const std::string file = table_.name + ending;
      if (as_written) {
        Sheet sheet{.file = file};
        sheet.order.assign(memory_.order.begin(), memory_.order.end());
        sheets_.push_back(std::move(sheet));
        return success();
      }
      auto rows = sheet_rows(*bytes, file, remarks_);
      if (!rows) return std::move(rows).failure();
      return add_sheet(file, std::move(rows).value());
    };
    if (Outcome done = read(earlier_.xlsx, earlier_.xlsx_as_written, ".xlsx"); !done) return done;
    return read(earlier_.csv, earlier_.csv_as_written, ".csv");
  }

  [[nodiscard]] std::string column_named(const std::string& header) const {
    for (const Column& column : table_.columns) {
      if (header == column.name || header == column.label) return column.name;
    }
    const auto known = memory_.headers.find(header);
    return known == memory_.headers.end() ? header : known->second;
  }

  /// A row whose key is missing or was met before is a person's own.
  Outcome add_sheet(const std::string& file, RawRows raw) {
    Sheet sheet{.file = file};
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
    for (std::size_t c = 0; c < sheet.columns.size(); ++c) {
      if (!sheet.columns[c].empty()) sheet.position[sheet.columns[c]] = c;
    }
    const std::size_t key_at = sheet.position.at(plan_.key_column);
    for (++r; r < raw.size(); ++r) {
      if (is_empty_row(raw[r])) continue;
      std::string key(key_at < raw[r].size() ? trim(raw[r][key_at]) : std::string_view());
      if (key.empty() || sheet.rows.contains(key)) key = own_key(sheet, raw[r]);
      if (sheet.rows.emplace(key, r).second) sheet.order.push_back(std::move(key));
    }
    sheet.cells = std::move(raw);
    sheets_.push_back(std::move(sheet));
    return success();
  }

  [[nodiscard]] std::string own_key(const Sheet& sheet,
                                    const std::vector<std::string>& cells) const {
    std::string all;
    for (const auto& [name, at] : sheet.position) {
      if (name == plan_.key_column || name == plan_.status_column) continue;
      all += name + "=" + (at < cells.size() ? plain(cells[at]) : std::string()) + "\n";
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
    for (Sheet& sheet : sheets_) {
      for (const Column& column : table_.columns) {
        const auto found = sheet.position.find(column.name);
        sheet.at.push_back(found == sheet.position.end() ? kNoColumn : found->second);
      }
    }
    key_at_ = column_index(plan_.key_column);
    for (const Column& column : table_.columns) persons_.push_back(is_persons(column.name));
  }

  [[nodiscard]] bool is_persons(const std::string& column) const {
    const auto in = [&column](const std::vector<std::string>& list) {
      return std::find(list.begin(), list.end(), column) != list.end();
    };
    return in(plan_.person_columns) || in(added_);
  }

  /// Where the row of a key stands in each sheet.
  void find_rows(const std::string& key) {
    found_.clear();
    for (const Sheet& sheet : sheets_) {
      const auto row = sheet.rows.find(key);
      if (row != sheet.rows.end()) found_.emplace_back(&sheet, row->second);
    }
  }

  /// What a person has changed a cell of the rows that were found to since it was written, if
  /// anything.
  const std::string* change(const std::string& key, std::size_t column, std::string_view written) {
    const std::string* changed = nullptr;
    const Sheet* where = nullptr;
    for (const auto& [sheet, row] : found_) {
      const std::string* const cell = sheet->cell(row, column);
      if (cell == nullptr || same_plain(*cell, written) || written.size() > kSurelyWhole) continue;
      if (changed != nullptr && !same_plain(*changed, *cell)) {
        conflict(key, table_.columns[column].name, where->file, sheet->file);
        continue;
      }
      changed = cell;
      where = sheet;
    }
    return changed;
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
    const std::string key = text_of(row[key_at_]);
    done_.insert(key);
    find_rows(key);
    const JsonItem* const memory = memory_.row(key);
    std::string number;
    for (std::size_t c = 0; c < table_.columns.size(); ++c) {
      const std::string& column = table_.columns[c].name;
      if (c == key_at_ || column == plan_.status_column) continue;
      const std::string_view now = text_in(row[c], number);
      const std::string_view written = memory != nullptr ? remembered(memory, column)
                                       : persons_[c]     ? std::string_view()
                                                         : now;
      const std::string* const changed = change(key, c, written);
      if (changed == nullptr && !persons_[c] && !memory_.owns(key, column)) continue;
      std::string kept = changed != nullptr ? clean(*changed) : std::string(written);
      if (!persons_[c] && !same_plain(kept, now)) own_now_[key].insert(column);
      row[c] = Cell(std::move(kept));
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
    std::vector<std::string_view> gone(memory_.order);
    std::sort(gone.begin(), gone.end());
    for (const std::string_view key : gone) {
      if (const auto [added, fresh] = done_.emplace(key); fresh) keys.push_back(*added);
    }
    for (const std::string& key : keys) keep_other_row(key);
  }

  void keep_other_row(const std::string& key) {
    find_rows(key);
    const JsonItem* const memory = memory_.row(key);
    const bool ours = memory != nullptr && !memory_.owns(key, plan_.key_column);
    std::vector<Cell> row(table_.columns.size());
    bool touched = memory == nullptr;
    for (std::size_t c = 0; c < table_.columns.size(); ++c) {
      const std::string& column = table_.columns[c].name;
      if (column == plan_.status_column) continue;
      const std::string_view written = remembered(memory, column);
      const std::string* const changed = c == key_at_ ? nullptr : change(key, c, written);
      std::string value = changed != nullptr ? clean(*changed) : std::string(written);
      if (changed != nullptr || memory_.owns(key, column) || (persons_[c] && !value.empty())) {
        touched = true;
        own_now_[key].insert(column);
      }
      row[c] = Cell(std::move(value));
    }
    if (!touched) return;
    row[key_at_] = Cell(key);
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
    std::string out;
    formats::JsonWriter json(out, formats::JsonWriter::Style::Narrow);
    json.begin_object().key("format").string("rodtrad-kept/1");
    json.key("headers").begin_object();
    std::unordered_set<std::string_view> labels;
    for (const Column& column : table_.columns) {
      if (labels.insert(column.label).second) json.key(column.label).string(column.name);
    }
    json.end_object().key("added").begin_array();
    for (const std::string& name : added_) json.string(name);
    json.end_array().key("own").begin_object();
    for (const auto& [key, columns] : own_now_) {
      json.key(key).begin_array();
      for (const std::string& column : columns) json.string(column);
      json.end_array();
    }
    json.end_object().key("rows").begin_object();
    std::unordered_set<std::string> met;
    met.reserve(table_.rows.size());
    std::string number;
    for (const std::vector<Cell>& row : table_.rows) {
      std::string key = text_of(row[key_at_]);
      if (met.contains(key)) continue;
      json.key(key).begin_object();
      for (std::size_t c = 0; c < row.size(); ++c) {
        const std::string_view text = text_in(row[c], number);
        if (!text.empty()) json.key(table_.columns[c].name).string(text);
      }
      json.end_object();
      met.insert(std::move(key));
    }
    json.end_object().end_object();
    out += '\n';
    std::size_t replaced = 0;
    return utf8::first_invalid(out) ? utf8::replace_invalid(out, replaced) : out;
  }

  Table& table_;
  const EarlierTable& earlier_;
  const KeepPlan& plan_;
  Language language_;
  Diagnostics& remarks_;
  Memory memory_{};
  std::vector<Sheet> sheets_{};
  std::vector<std::string> added_{};
  std::size_t key_at_ = 0;       ///< of the key column
  std::vector<bool> persons_{};  ///< by column
  std::vector<std::pair<const Sheet*, std::size_t>> found_{};
  std::unordered_set<std::string> done_{};
  std::map<std::string, std::set<std::string>> own_now_{};
  Diagnostics conflicts_{};
};

}  // namespace

Result<std::string> keep_filled(Table& table, const EarlierTable& earlier, const KeepPlan& plan,
                                Language language, Diagnostics& remarks) {
  return Keeper(table, earlier, plan, language, remarks).run();
}

}  // namespace rodtrad::report
