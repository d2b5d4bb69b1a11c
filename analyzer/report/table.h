#pragma once
#include <cstdint>
#include <future>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "analyzer/report/phrases.h"
#include "analyzer/report/writer.h"

/// One table of results, said once and written as CSV, HTML or an Excel sheet. CSV has the machine
/// names and plain numbers; HTML and Excel have the labels people read.
namespace rodtrad::report {

/// Share: 0-1, shown as per cent. Date: ISO text (`2026-11-21`); other text in a date column is
/// written as text.
enum class ColumnKind : std::uint8_t { Text, Integer, Decimal, Share, Date };

struct Column {
  std::string name;   ///< as in the CSV header, e.g. `theme_label`
  std::string label;  ///< as people read it, e.g. `Tema`
  ColumnKind kind = ColumnKind::Text;
  int decimals = 2;  ///< of Decimal; of a Share's per cent. CSV shares have two more
  double width = 0;  ///< in characters on an Excel sheet; 0: by the content
  /// Excel: the values a person chooses among, in a drop-down list.
  std::vector<std::string> choices{};
};

/// A value and, where it leads somewhere, its link: `name!7` is the seventh row (from 1) of the
/// table called `name`, `#id` a place on the same page (HTML only).
struct Cell {
  using Value = std::variant<std::monostate, std::string, std::int64_t, double>;
  Value value{};
  std::string link{};

  Cell() = default;
  Cell(std::string text) : value(std::move(text)) {}
  Cell(std::string_view text) : value(std::string(text)) {}
  Cell(const char* text) : value(std::string(text)) {}
  Cell(double number) : value(number) {}
  Cell(std::integral auto number) : value(static_cast<std::int64_t>(number)) {}
  template <class T>
  Cell(const std::optional<T>& maybe) {
    if (maybe) *this = Cell(*maybe);
  }

  [[nodiscard]] Cell linked(std::string to) && {
    link = std::move(to);
    return std::move(*this);
  }
  friend bool operator==(const Cell&, const Cell&) = default;
};

/// A share of 0-1 as per cent, with a blank that lines are not broken at. Nearly all is not all,
/// and next to nothing is not nothing: `>99 %`, `<0,1 %`.
std::string shown_share(double share, int decimals, Language language);
/// Whole per cent of a whole, in the same way: `38 %`. 0 % of nothing.
std::string percent(std::uint64_t n, std::uint64_t of);

struct Table {
  std::string name;     ///< machine name: file stem, target of links
  std::string title{};  ///< what the table shows, with the unit counted; the caption
  std::string sheet{};  ///< name on the Excel tab; empty: the title
  std::vector<Column> columns{};
  std::vector<std::vector<Cell>> rows{};  ///< each as long as `columns`
  std::vector<std::string> notes{};       ///< what a reader must know, in sentences
};

/// BOM, CRLF, machine names; numbers with a point; nothing a spreadsheet program would run.
std::string table_csv(const Table& table, const WriteOptions& options);

/// A `<table>` with caption, scopes and notes, numbers right-aligned (class `r`); rows have the ids
/// `name-1`, `name-2` … that links lead to. Needs no style sheet, brings none.
std::string table_html(const Table& table, Language language);

/// A workbook with one sheet a table: header frozen, filters, widths, real numbers and dates, text
/// only ever as text, links between the sheets, drop-down lists. The same tables, the same bytes.
/// Notes stand on a last sheet. A text longer than Excel allows (32,767) is cut and says so.
std::string workbook_xlsx(std::span<const Table> tables, Language language);

/// The same on a thread of its own: packing a workbook takes as long as all other files together.
/// The tables must stand as they are until it is there.
std::future<std::string> workbook_beside(std::span<const Table> tables, Language language);

/// A number as people read it in the language: decimal comma, grouped thousands.
std::string shown(const Cell& cell, const Column& column, Language language);

}  // namespace rodtrad::report
