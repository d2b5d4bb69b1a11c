#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>
#include <set>
#include <stdexcept>

#include "analyzer/base/contract.h"
#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/report/table.h"

// An Excel workbook from tables, through libxlsxwriter. The library wants a file name; it gets an
// anonymous file in memory.
namespace rodtrad::report {
namespace {

constexpr std::size_t kMaxRows = 1'048'575;  // of one sheet, the header row aside
constexpr std::size_t kMaxText = 32'767;     // UTF-16 units in one cell
constexpr std::size_t kMaxLinks = 65'000;    // of one sheet; Excel's own limit is 65,530
constexpr std::size_t kMaxTabName = 31;
constexpr double kNarrowest = 8;
constexpr double kWidest = 60;
constexpr double kLineHeight = 15;               // points, of the workbook's font
constexpr double kTallest = 409;                 // of a row, in Excel
constexpr std::size_t kRowsLooked = 2'000;       // for the width of a column
constexpr lxw_row_t kSpareRows = 200;            // below the last, where drop-down lists still work
constexpr std::time_t kFixedDate = 946'684'800;  // 2000-01-01: no clock in the file

/// A file that has a name only for this process.
class MemoryFile {
 public:
  MemoryFile() : descriptor_(memfd_create("workbook", MFD_CLOEXEC)) {
    if (descriptor_ < 0) throw std::runtime_error("no memory for a workbook");
    name_ = "/proc/self/fd/" + std::to_string(descriptor_);
  }
  ~MemoryFile() { close(descriptor_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  [[nodiscard]] const char* name() const { return name_.c_str(); }
  [[nodiscard]] std::string bytes() const {
    const off_t size = lseek(descriptor_, 0, SEEK_END);
    std::string out(static_cast<std::size_t>(std::max<off_t>(size, 0)), '\0');
    std::size_t done = 0;
    while (done < out.size()) {
      const ssize_t n =
          pread(descriptor_, out.data() + done, out.size() - done, static_cast<off_t>(done));
      if (n <= 0) throw std::runtime_error("a workbook in memory cannot be read back");
      done += static_cast<std::size_t>(n);
    }
    return out;
  }

 private:
  int descriptor_;
  std::string name_;
};

std::size_t utf16_units(std::string_view text) {
  std::size_t units = 0;
  utf8::for_each(text, [&units](char32_t c, std::size_t) { units += c > 0xFFFF ? 2 : 1; });
  return units;
}

bool is_hex(char c) { return is_digit(c) || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f'); }

/// Excel reads `_x000D_` in a text as a control character; its first `_` is then written as
/// `_x005F_`.
bool is_escape_at(std::string_view text, std::size_t at) {
  return at + 7 <= text.size() && text[at] == '_' && text[at + 1] == 'x' && text[at + 6] == '_' &&
         std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at) + 2,
                     text.begin() + static_cast<std::ptrdiff_t>(at) + 6, is_hex);
}

/// True for text that a cell can hold as it is. Most can, and are not written anew letter by
/// letter.
bool fits_a_cell(std::string_view text) {
  return text.size() <= kMaxText && text.find('\0') == std::string_view::npos &&
         text.find("_x") == std::string_view::npos &&
         text.find("\xEF\xBF") == std::string_view::npos && !utf8::first_invalid(text);
}

/// Text as a cell can hold it: no NUL, no half characters, not too long.
std::string cell_text(std::string_view text, Language language) {
  if (fits_a_cell(text)) return std::string(text);
  std::string out;
  utf8::for_each(text, [&](char32_t c, std::size_t at) {
    if (c == '_' && is_escape_at(text, at)) {
      out += "_x005F_";
    } else {
      utf8::append(out, c == 0 || c == 0xFFFE || c == 0xFFFF ? utf8::kReplacement : c);
    }
  });
  if (utf16_units(out) <= kMaxText) return out;
  const std::string cut = language == Language::Swedish
                              ? " … [avkortat: Excel rymmer inte mer i en cell]"
                              : " … [cut: an Excel cell holds no more]";
  // An astral character takes two units; half the room is always enough for what is kept.
  std::string kept(utf8::prefix(out, kMaxText - cut.size()));
  while (utf16_units(kept) + cut.size() > kMaxText) {
    kept =
        utf8::prefix(kept, utf8::count(kept) - (utf16_units(kept) + cut.size() - kMaxText + 1) / 2);
  }
  return kept + cut;
}

/// A tab's name as Excel allows it, different from those taken.
std::string tab_name(std::string_view wanted, std::set<std::string>& taken) {
  std::string clean;
  for (const char c : wanted) {
    clean += std::string_view("[]:*?/\\'").find(c) == std::string_view::npos ? c : ' ';
  }
  const std::string printable = without_controls(clean);
  clean = std::string(trim(printable));
  if (clean.empty()) clean = "Tabell";
  std::string name(trim(utf8::prefix(clean, kMaxTabName)));
  for (int n = 2; !taken.insert(ascii_lower(name)).second; ++n) {
    const std::string suffix = " " + std::to_string(n);
    name = std::string(trim(utf8::prefix(clean, kMaxTabName - suffix.size()))) + suffix;
  }
  return name;
}

/// A sheet: a stretch of one table's rows.
struct Part {
  const Table* table = nullptr;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string tab;
};

struct Formats {
  lxw_format* header = nullptr;
  lxw_format* text = nullptr;
  lxw_format* integer = nullptr;
  lxw_format* date = nullptr;
  std::map<std::string, lxw_format*> numbers{};
};

class Workbook {
 public:
  Workbook(std::span<const Table> tables, Language language) : language_(language) {
    book_ = workbook_new(file_.name());
    if (book_ == nullptr) throw std::runtime_error("no memory for a workbook");
    lxw_doc_properties properties{};
    std::string title = tables.empty() ? "" : tables.front().title;
    std::string author = "Rödtråd";
    properties.title = title.data();
    properties.author = author.data();
    properties.created = kFixedDate;
    workbook_set_properties(book_, &properties);
    plan(tables);
  }

  std::string write() {
    make_formats();
    std::vector<lxw_worksheet*> sheets;
    for (const Part& part : parts_)
      sheets.push_back(workbook_add_worksheet(book_, part.tab.c_str()));
    for (std::size_t i = 0; i < parts_.size(); ++i) fill(sheets[i], parts_[i]);
    add_notes();
    add_choices(sheets);
    const lxw_error error = workbook_close(book_);
    if (error != LXW_NO_ERROR) throw std::runtime_error(lxw_strerror(error));
    return file_.bytes();
  }

 private:
  void plan(std::span<const Table> tables) {
    taken_ = {"listor", "lists"};
    for (const Table& table : tables) {
      std::size_t begin = 0;
      do {
        const std::size_t end = std::min(table.rows.size(), begin + kMaxRows);
        const std::string& wanted = table.sheet.empty() ? table.title : table.sheet;
        parts_.push_back({&table, begin, end, tab_name(wanted, taken_)});
        begin = end;
      } while (begin < table.rows.size());
    }
  }

  lxw_format* format(const char* number_format) {
    lxw_format* made = workbook_add_format(book_);
    format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
    if (number_format != nullptr) format_set_num_format(made, number_format);
    return made;
  }

  void make_formats() {
    formats_.header = format(nullptr);
    format_set_bold(formats_.header);
    format_set_text_wrap(formats_.header);
    format_set_bg_color(formats_.header, 0xE8EEF3);
    format_set_bottom(formats_.header, LXW_BORDER_THIN);
    formats_.text = format("@");
    format_set_text_wrap(formats_.text);
    formats_.integer = format("#,##0");
    formats_.date = format("yyyy-mm-dd");
  }

  lxw_format* number_format(const Column& column) {
    std::string pattern = column.kind == ColumnKind::Share ? "0" : "#,##0";
    if (column.decimals > 0) {
      pattern += "." + std::string(static_cast<std::size_t>(column.decimals), '0');
    }
    if (column.kind == ColumnKind::Share) pattern += "%";
    lxw_format*& known = formats_.numbers[pattern];
    if (known == nullptr) known = format(pattern.c_str());
    return known;
  }

  void fill(lxw_worksheet* sheet, const Part& part) {
    const Table& table = *part.table;
    std::vector<double> widths;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      const auto column = static_cast<lxw_col_t>(c);
      widths.push_back(width_of(part, c));
      worksheet_write_string(sheet, 0, column, cell_text(table.columns[c].label, language_).c_str(),
                             formats_.header);
      worksheet_set_column(sheet, column, column, widths.back(), nullptr);
    }
    std::size_t links = 0;
    for (std::size_t r = part.begin; r < part.end; ++r) {
      const auto row = static_cast<lxw_row_t>(r - part.begin + 1);
      set_height(sheet, row, lines_of(table.rows[r], widths));
      for (std::size_t c = 0; c < table.rows[r].size(); ++c) {
        const Cell& cell = table.rows[r][c];
        if (!cell.link.empty() && links < kMaxLinks) {
          if (link(sheet, row, static_cast<lxw_col_t>(c), cell.link)) ++links;
        }
        put(sheet, row, static_cast<lxw_col_t>(c), cell, table.columns.at(c));
      }
    }
    if (!table.columns.empty()) {
      worksheet_freeze_panes(sheet, 1, 0);
      worksheet_autofilter(sheet, 0, 0, static_cast<lxw_row_t>(part.end - part.begin),
                           static_cast<lxw_col_t>(table.columns.size() - 1));
      worksheet_repeat_rows(sheet, 0, 0);
    }
    print_on_a4(sheet);
  }

  static void print_on_a4(lxw_worksheet* sheet) {
    worksheet_set_paper(sheet, 9);  // A4
    worksheet_set_landscape(sheet);
    worksheet_fit_to_pages(sheet, 1, 0);
  }

  /// Excel makes rows as high as their text by itself, LibreOffice believes the file.
  static void set_height(lxw_worksheet* sheet, lxw_row_t row, std::size_t lines) {
    if (lines < 2) return;
    worksheet_set_row(sheet, row, std::min(static_cast<double>(lines) * kLineHeight, kTallest),
                      nullptr);
  }

  /// Lines that the row's highest cell takes in columns of these widths.
  static std::size_t lines_of(const std::vector<Cell>& row, const std::vector<double>& widths) {
    std::size_t most = 1;
    for (std::size_t c = 0; c < row.size() && c < widths.size(); ++c) {
      const auto* text = std::get_if<std::string>(&row[c].value);
      if (text == nullptr || (static_cast<double>(utf8::count(*text)) < widths[c] * 0.7 &&
                              text->find('\n') == std::string::npos)) {
        continue;
      }
      // A column's width counts digits of 7 pixels; a point is 4/3 of one.
      const double room = widths[c] * 7 * 0.75;
      std::size_t lines = 0;
      for (const std::string_view line : split(*text, '\n')) {
        // Letters of running text are half as wide as high; words that do not fit wait for the next
        // line, which costs a tenth of the room. Near enough, and there may be 50,000 rows.
        lines += 1 + static_cast<std::size_t>(static_cast<double>(utf8::count(line)) * 5.5 /
                                              (0.9 * room));
        if (static_cast<double>(lines) * kLineHeight > kTallest) break;
      }
      most = std::max(most, lines);
    }
    return most;
  }

  /// The link goes in first; the value written afterwards keeps it.
  bool link(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const std::string& to) {
    const std::size_t mark = to.rfind('!');
    std::uint64_t target = 0;
    if (mark == std::string::npos || !parse_number(std::string_view(to).substr(mark + 1), target) ||
        target == 0) {
      return false;
    }
    for (const Part& part : parts_) {
      if (part.table->name != to.substr(0, mark) || target > part.end || target <= part.begin) {
        continue;
      }
      const std::string url =
          "internal:'" + part.tab + "'!A" + std::to_string(target - part.begin + 1);
      return worksheet_write_url(sheet, row, column, url.c_str(), nullptr) == LXW_NO_ERROR;
    }
    return false;
  }

  void put(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const Cell& cell,
           const Column& kind) {
    if (const auto* whole = std::get_if<std::int64_t>(&cell.value)) {
      worksheet_write_number(
          sheet, row, column, static_cast<double>(*whole),
          kind.kind == ColumnKind::Share ? number_format(kind) : formats_.integer);
    } else if (const auto* number = std::get_if<double>(&cell.value)) {
      if (std::isfinite(*number)) {
        worksheet_write_number(sheet, row, column, *number, number_format(kind));
      }
    } else if (const auto* text = std::get_if<std::string>(&cell.value)) {
      put_text(sheet, row, column, *text, kind);
    }
  }

  void put_text(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const std::string& text,
                const Column& kind) {
    lxw_datetime date{};
    if (kind.kind == ColumnKind::Date && is_date(text, date)) {
      worksheet_write_datetime(sheet, row, column, &date, formats_.date);
      return;
    }
    if (text.empty()) return;
    const lxw_error error = worksheet_write_string(
        sheet, row, column, cell_text(text, language_).c_str(), formats_.text);
    expects(error == LXW_NO_ERROR, "a cell's text fits its cell");
  }

  static bool is_date(std::string_view text, lxw_datetime& date) {
    std::uint64_t year = 0;
    std::uint64_t month = 0;
    std::uint64_t day = 0;
    if (text.size() != 10 || text[4] != '-' || text[7] != '-' ||
        !parse_number(text.substr(0, 4), year) || !parse_number(text.substr(5, 2), month) ||
        !parse_number(text.substr(8, 2), day)) {
      return false;
    }
    date.year = static_cast<int>(year);
    date.month = static_cast<int>(month);
    date.day = static_cast<int>(day);
    return year >= 1901 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
  }

  [[nodiscard]] double width_of(const Part& part, std::size_t c) const {
    const Column& column = part.table->columns[c];
    if (column.width > 0) return column.width;
    // Room for the filter's arrow beside the label, which may take two lines.
    double widest =
        std::max<double>(kNarrowest, static_cast<double>(utf8::count(column.label)) * 0.7 + 4);
    const std::size_t last = std::min(part.end, part.begin + kRowsLooked);
    for (std::size_t r = part.begin; r < last; ++r) {
      if (c >= part.table->rows[r].size()) continue;
      const std::string text = shown(part.table->rows[r][c], column, language_);
      widest = std::max(widest, static_cast<double>(utf8::count(text)) + 2);
    }
    return std::min(widest, kWidest);
  }

  void add_notes() {
    if (std::all_of(parts_.begin(), parts_.end(),
                    [](const Part& part) { return part.table->notes.empty(); })) {
      return;
    }
    const bool swedish = language_ == Language::Swedish;
    const std::string tab = tab_name(swedish ? "Läs mig" : "Read me", taken_);
    lxw_worksheet* sheet = workbook_add_worksheet(book_, tab.c_str());
    worksheet_set_column(sheet, 0, 0, 28, nullptr);
    worksheet_set_column(sheet, 1, 1, 100, nullptr);
    worksheet_write_string(sheet, 0, 0, swedish ? "Blad" : "Sheet", formats_.header);
    worksheet_write_string(sheet, 0, 1, swedish ? "Att veta" : "To know", formats_.header);
    lxw_row_t row = 1;
    for (const Part& part : parts_) {
      if (part.begin != 0) continue;
      for (const std::string& note : part.table->notes) {
        worksheet_write_string(sheet, row, 0, part.tab.c_str(), formats_.text);
        worksheet_write_string(sheet, row, 1, cell_text(note, language_).c_str(), formats_.text);
        ++row;
      }
    }
    worksheet_freeze_panes(sheet, 1, 0);
    print_on_a4(sheet);
  }

  /// Drop-down lists read their values from a hidden sheet, so that these may be long and hold
  /// commas.
  void add_choices(const std::vector<lxw_worksheet*>& sheets) {
    lxw_worksheet* lists = nullptr;
    const std::string tab = language_ == Language::Swedish ? "Listor" : "Lists";
    lxw_col_t list = 0;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      const std::vector<Column>& columns = parts_[i].table->columns;
      for (std::size_t c = 0; c < columns.size(); ++c) {
        if (columns[c].choices.empty()) continue;
        if (lists == nullptr) {
          lists = workbook_add_worksheet(book_, tab.c_str());
          worksheet_hide(lists);
        }
        lxw_row_t row = 0;
        for (const std::string& choice : columns[c].choices) {
          worksheet_write_string(lists, row++, list, cell_text(choice, language_).c_str(),
                                 formats_.text);
        }
        char name[LXW_MAX_COL_NAME_LENGTH];
        lxw_col_to_name(name, list++, LXW_TRUE);
        const std::string column_name = name;
        std::string range =
            "=" + tab + "!" + column_name + "$1:" + column_name + "$" + std::to_string(row);
        lxw_data_validation validation{};
        validation.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
        validation.value_formula = range.data();
        validation.error_title = error_title_.data();
        validation.error_message = error_message_.data();
        const auto last = static_cast<lxw_row_t>(
            std::min(parts_[i].end - parts_[i].begin + kSpareRows, kMaxRows));
        worksheet_data_validation_range(sheets[i], 1, static_cast<lxw_col_t>(c), last,
                                        static_cast<lxw_col_t>(c), &validation);
      }
    }
  }

  MemoryFile file_;
  Language language_;
  lxw_workbook* book_ = nullptr;
  std::vector<Part> parts_;
  std::set<std::string> taken_;
  Formats formats_;
  std::string error_title_ =
      language_ == Language::Swedish ? "Välj i listan" : "Choose in the list";
  std::string error_message_ = language_ == Language::Swedish
                                   ? "Värdet finns inte i listan för den här kolumnen."
                                   : "The value is not in this column's list.";
};

}  // namespace

std::string workbook_xlsx(std::span<const Table> tables, Language language) {
  // The library counts the names of its temporary files in one place for all threads.
  static std::mutex one_at_a_time;
  const std::lock_guard lock(one_at_a_time);
  return Workbook(tables, language).write();
}

std::future<std::string> workbook_beside(std::span<const Table> tables, Language language) {
  return std::async(std::launch::async, workbook_xlsx, tables, language);
}

}  // namespace rodtrad::report
