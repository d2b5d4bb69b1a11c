#include "analyzer/store/taguette_database.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <memory>

#include "analyzer/base/utf8.h"
#include "analyzer/store/tagged_text.h"

namespace rodtrad::store {
namespace {

constexpr int kStepsBetweenLooks = 10'000;
constexpr int kMostLooks = 100'000;  // a billion steps: no honest project takes as many

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
};
struct CloseStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

/// Ends a query that goes on for ever.
int look(void* left) { return --*static_cast<int*>(left) < 0 ? 1 : 0; }

/// Lets nothing through but reading.
int only_reading(void*, int action, const char*, const char*, const char*, const char*) {
  return action == SQLITE_SELECT || action == SQLITE_READ ? SQLITE_OK : SQLITE_DENY;
}

class Database {
 public:
  Result<ExchangeProject> read(std::string_view bytes, const std::string& file) {
    file_ = file;
    if (!open(bytes)) return damaged();
    for (const char* table : {"projects", "documents", "highlights", "tags", "highlight_tags"}) {
      if (!has_table(table)) {
        return failure(
            "taguette-no-project",
            std::string("the database has no table \"") + table + "\": it is no Taguette project",
            {.path = file_}, "export the project from Taguette as SQLite");
      }
    }
    std::vector<std::string> names;
    each("SELECT name FROM projects ORDER BY id",
         [&](sqlite3_stmt* row) { names.push_back(text(row, 0)); });
    if (names.size() > 1) {
      return failure("taguette-several-projects",
                     "the database holds " + std::to_string(names.size()) + " projects",
                     {.path = file_}, "export one project at a time");
    }
    project_.title = names.empty() ? "" : names.front();
    project_.origin = "Taguette";
    read_rows();
    if (failed_) return damaged();
    return std::move(project_);
  }

 private:
  bool open(std::string_view bytes) {
    sqlite3* opened = nullptr;
    const int made = sqlite3_open_v2(":memory:", &opened, SQLITE_OPEN_READWRITE, nullptr);
    database_.reset(opened);
    if (made != SQLITE_OK) return false;
    copy_.assign(bytes.begin(), bytes.end());
    const auto size = static_cast<sqlite3_int64>(copy_.size());
    if (sqlite3_deserialize(opened, "main", reinterpret_cast<unsigned char*>(copy_.data()), size,
                            size, SQLITE_DESERIALIZE_READONLY) != SQLITE_OK) {
      return false;
    }
    sqlite3_db_config(opened, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(opened, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_set_authorizer(opened, only_reading, nullptr);
    sqlite3_progress_handler(opened, kStepsBetweenLooks, look, &looks_left_);
    return true;
  }

  [[nodiscard]] Failure damaged() const {
    return failure("sqlite-damaged", "the database is damaged or not one that can be read",
                   {.path = file_}, "export it again");
  }

  template <class Visit>
  void each(const char* query, Visit visit) {
    sqlite3_stmt* made = nullptr;
    if (sqlite3_prepare_v2(database_.get(), query, -1, &made, nullptr) != SQLITE_OK) {
      failed_ = true;
      return;
    }
    const std::unique_ptr<sqlite3_stmt, CloseStatement> statement(made);
    int state = sqlite3_step(made);
    for (; state == SQLITE_ROW; state = sqlite3_step(made)) visit(made);
    if (state != SQLITE_DONE) failed_ = true;
  }

  static std::string text(sqlite3_stmt* row, int column) {
    const void* bytes = sqlite3_column_blob(row, column);
    const int size = sqlite3_column_bytes(row, column);
    if (bytes == nullptr || size <= 0) return "";
    std::size_t replaced = 0;
    return utf8::replace_invalid(
        std::string_view(static_cast<const char*>(bytes), static_cast<std::size_t>(size)),
        replaced);
  }

  /// A real table: a view could make the file run its own queries.
  bool has_table(std::string_view wanted) {
    bool found = false;
    each("SELECT name FROM sqlite_master WHERE type = 'table'",
         [&](sqlite3_stmt* row) { found = found || text(row, 0) == wanted; });
    return found;
  }

  void read_rows() {
    project_.coders = {"Taguette"};
    project_.losses.push_back(
        {.id = "coder-unknown",
         .what = project_.title,
         .why = "who highlighted what is not read; all stands under one name"});
    each("SELECT id, path, description FROM tags ORDER BY path, id", [this](sqlite3_stmt* row) {
      tag_at_.emplace(sqlite3_column_int64(row, 0), project_.codes.size());
      project_.codes.push_back({.name = text(row, 1), .description = text(row, 2)});
    });
    each("SELECT id, name, description, contents FROM documents ORDER BY id",
         [this](sqlite3_stmt* row) {
           document_at_.emplace(sqlite3_column_int64(row, 0), project_.sources.size());
           texts_.push_back(text_of_html(text(row, 3)));
           project_.sources.push_back(
               {.name = text(row, 1), .text = texts_.back().text, .note = text(row, 2)});
         });
    each(
        "SELECT h.document_id, h.start_offset, h.end_offset, t.tag_id FROM highlights h LEFT JOIN "
        "highlight_tags t ON t.highlight_id = h.id ORDER BY h.document_id, h.start_offset, h.id",
        [this](sqlite3_stmt* row) { highlight(row); });
    std::sort(project_.codings.begin(), project_.codings.end());
    project_.codings.erase(std::unique(project_.codings.begin(), project_.codings.end()),
                           project_.codings.end());
  }

  void highlight(sqlite3_stmt* row) {
    const auto source = document_at_.find(sqlite3_column_int64(row, 0));
    const auto tag = tag_at_.find(sqlite3_column_int64(row, 3));
    const sqlite3_int64 begin = sqlite3_column_int64(row, 1);
    const sqlite3_int64 end = sqlite3_column_int64(row, 2);
    if (source == document_at_.end() || begin < 0 || end <= begin) {
      lose("selection-outside", "a highlight lies outside its text");
      return;
    }
    if (tag == tag_at_.end()) {
      lose("selection-without-coding", "a highlight without a tag is not kept");
      return;
    }
    const TaggedText& text = texts_[source->second];
    const ByteSpan span{text.place(static_cast<std::uint64_t>(begin)),
                        text.place(static_cast<std::uint64_t>(end))};
    if (span.empty()) {
      lose("selection-outside", "a highlight lies outside its text");
      return;
    }
    project_.codings.push_back({.source = source->second, .span = span, .code = tag->second});
  }

  void lose(const char* id, const char* why) {
    for (Loss& loss : project_.losses) {
      if (loss.id == id) {
        ++loss.count;
        return;
      }
    }
    project_.losses.push_back({.id = id, .what = project_.title, .why = why});
  }

  std::string file_;
  std::vector<char> copy_;  ///< outlives the database that reads it
  std::unique_ptr<sqlite3, CloseDatabase> database_;
  int looks_left_ = kMostLooks;
  bool failed_ = false;
  ExchangeProject project_;
  std::map<sqlite3_int64, std::size_t> tag_at_;
  std::map<sqlite3_int64, std::size_t> document_at_;
  std::vector<TaggedText> texts_;
};

}  // namespace

bool is_sqlite(std::string_view bytes) {
  return bytes.starts_with(std::string_view("SQLite format 3\0", 16));
}

Result<ExchangeProject> read_taguette(std::string_view bytes, const std::string& file) {
  return Database().read(bytes, file);
}

}  // namespace rodtrad::store
