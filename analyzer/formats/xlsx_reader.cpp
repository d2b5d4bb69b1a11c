#include "analyzer/formats/xlsx_reader.h"

#include <algorithm>
#include <map>
#include <optional>
#include <pugixml.hpp>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/formats/spreadsheet_numbers.h"
#include "analyzer/formats/xml.h"
#include "analyzer/formats/zip.h"

namespace rodtrad::formats {
namespace {

constexpr std::uint32_t kMaxRow = 1'048'576;
constexpr std::uint32_t kMaxColumn = 16'384;
/// Cells from column A on, blank ones counted: a row with one word far to the right is not cheap.
constexpr std::uint64_t kMaxCells = 12'000'000;
/// Merged blocks that lie over each other again and again end here.
constexpr std::size_t kMostFilled = 4'000'000;

std::string whole_text(const pugi::xml_node& node) {
  std::string out;
  for (const pugi::xml_node& child : node.children()) {
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) out += child.value();
  }
  return out;
}

/// Excel writes characters XML cannot hold, and an underscore that looks like one, as `_x000D_`.
std::string without_escapes(std::string text) {
  std::size_t at = text.find("_x");
  if (at == std::string::npos) return text;
  std::string out = text.substr(0, at);
  while (at < text.size()) {
    const std::string_view rest = std::string_view(text).substr(at);
    const bool escape =
        rest.size() >= 7 && rest.starts_with("_x") && rest[6] == '_' &&
        rest.substr(2, 4).find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
    if (!escape) {
      out += text[at++];
      continue;
    }
    const auto code =
        static_cast<char32_t>(std::stoul(std::string(rest.substr(2, 4)), nullptr, 16));
    if (code == '\r') {
      if (rest.size() < 8 || rest[7] != '\n') out += '\n';
    } else if (code != 0 && (code < 0xD800 || code > 0xDFFF)) {
      utf8::append(out, code);
    }
    at += 7;
  }
  return out;
}

std::string checked_text(std::string text) {
  text = without_escapes(std::move(text));
  if (!utf8::first_invalid(text)) return text;
  std::size_t replaced = 0;
  return utf8::replace_invalid(text, replaced);
}

/// A string item: plain, or runs of different looks; readings above the line are not its text.
std::string string_item(const pugi::xml_node& item) {
  std::string out;
  for (const pugi::xml_node& node : item.children()) {
    const std::string_view name = local_name(node.name());
    if (name == "t") out += whole_text(node);
    if (name == "r") out += whole_text(child_named(node, "t"));
  }
  return checked_text(std::move(out));
}

/// `AB12` -> row 12, column 28; nothing when it is no cell of a sheet.
struct CellAddress {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
};
std::optional<CellAddress> cell_address(std::string_view reference) {
  CellAddress address;
  std::size_t at = 0;
  for (; at < reference.size(); ++at) {
    const char c = reference[at] == '$' ? '\0' : reference[at];
    if (c == '\0') continue;
    const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    if (upper < 'A' || upper > 'Z') break;
    address.column = address.column * 26 + static_cast<std::uint32_t>(upper - 'A' + 1);
    if (address.column > kMaxColumn) return std::nullopt;
  }
  std::uint64_t row = 0;
  if (at < reference.size() && reference[at] == '$') ++at;
  if (!parse_number(reference.substr(at), row)) return std::nullopt;
  if (address.column == 0 || row == 0 || row > kMaxRow) return std::nullopt;
  address.row = static_cast<std::uint32_t>(row);
  return address;
}

std::string joined_path(const std::string& folder, std::string target) {
  if (target.starts_with('/')) return target.substr(1);
  std::string base = folder;
  while (target.starts_with("../")) {
    target.erase(0, 3);
    const std::size_t slash = base.rfind('/');
    base = slash == std::string::npos ? "" : base.substr(0, slash);
  }
  return base.empty() ? target : base + "/" + target;
}

class XlsxReader {
 public:
  XlsxReader(ZipReader zip, const std::string& file, Diagnostics& remarks)
      : zip_(std::move(zip)), file_(file), remarks_(remarks) {}

  Result<Workbook> run() {
    if (Outcome known = find_workbook(); !known) return std::move(known).failure();
    if (Outcome read = read_styles(); !read) return std::move(read).failure();
    if (Outcome read = read_shared_strings(); !read) return std::move(read).failure();
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      if (Outcome read = read_sheet(parts_[i], workbook_.sheets[i]); !read) {
        return std::move(read).failure();
      }
    }
    if (no_value_ > 0) {
      remarks_
          .warning("xlsx-formula-no-value",
                   std::to_string(no_value_) +
                       " formulas have no stored value and are read as empty cells, the first "
                       "in cell " +
                       first_no_value_,
                   {.path = file_}, "open the file in Excel and save it again")
          .in_swedish(
              std::to_string(no_value_) +
                  " formler har inget sparat värde och läses som tomma celler, den första i cell " +
                  first_no_value_,
              "öppna filen i Excel och spara den igen");
    }
    if (errors_ > 0) {
      remarks_
          .warning("xlsx-cell-error",
                   std::to_string(errors_) + " cells show an error value, the first in cell " +
                       first_error_,
                   {.path = file_})
          .in_swedish(std::to_string(errors_) + " celler visar ett felvärde, den första är " +
                      first_error_);
    }
    return std::move(workbook_);
  }

 private:
  Outcome load(const std::string& part, pugi::xml_document& xml) {
    auto bytes = zip_.read(part);
    if (!bytes) return std::move(bytes).failure();
    return load_xml(bytes.value(), xml, file_, part);
  }

  using Relations = std::map<std::string, std::pair<std::string, std::string>>;  // type, target

  Result<Relations> relations(const std::string& part) {
    Relations out;
    if (!zip_.has(part)) return out;
    pugi::xml_document xml;
    if (Outcome loaded = load(part, xml); !loaded) return std::move(loaded).failure();
    for (const pugi::xml_node& relation : child_named(xml, "Relationships").children()) {
      const std::string_view type = attribute_named(relation, "Type");
      out[std::string(attribute_named(relation, "Id"))] = {
          std::string(type.substr(type.rfind('/') + 1)),
          std::string(attribute_named(relation, "Target"))};
    }
    return out;
  }

  Outcome find_workbook() {
    std::string part = "xl/workbook.xml";
    auto top = relations("_rels/.rels");
    if (!top) return std::move(top).failure();
    for (const auto& [id, relation] : top.value()) {
      if (relation.first == "officeDocument") part = joined_path("", relation.second);
    }
    if (!zip_.has(part)) {
      return failure("xlsx-no-workbook", "the file holds no workbook: it is not an Excel file",
                     {.path = file_});
    }
    const std::size_t slash = part.rfind('/');
    folder_ = slash == std::string::npos ? "" : part.substr(0, slash);
    const std::string name = slash == std::string::npos ? part : part.substr(slash + 1);
    auto inner = relations(joined_path(folder_, "_rels/" + name + ".rels"));
    if (!inner) return std::move(inner).failure();
    relations_ = std::move(inner).value();
    pugi::xml_document xml;
    if (Outcome loaded = load(part, xml); !loaded) return loaded;
    return list_sheets(child_named(xml, "workbook"));
  }

  Outcome list_sheets(const pugi::xml_node& workbook) {
    const std::string_view from_1904 =
        attribute_named(child_named(workbook, "workbookPr"), "date1904");
    from_1904_ = from_1904 == "1" || from_1904 == "true";
    for (const pugi::xml_node& node : child_named(workbook, "sheets").children()) {
      if (local_name(node.name()) != "sheet") continue;
      const auto found = relations_.find(relation_id(node));
      if (found == relations_.end()) {
        return failure("xlsx-no-workbook", "a sheet of the workbook has no part",
                       {.path = file_, .inside = "sheet \"" + sheet_name(node) + "\""});
      }
      if (found->second.first != "worksheet") continue;  // charts and dialogues hold no cells
      WorkbookSheet sheet;
      sheet.name = sheet_name(node);
      const std::string_view state = attribute_named(node, "state");
      sheet.hidden = state == "hidden" || state == "veryHidden";
      workbook_.sheets.push_back(std::move(sheet));
      parts_.push_back(joined_path(folder_, found->second.second));
    }
    return success();
  }

  /// `r:id`, beside a plain `sheetId`.
  static std::string relation_id(const pugi::xml_node& sheet) {
    for (const pugi::xml_attribute& attribute : sheet.attributes()) {
      const std::string_view name = attribute.name();
      if (name.ends_with(":id")) return attribute.value();
    }
    return {};
  }

  static std::string sheet_name(const pugi::xml_node& sheet) {
    return without_controls(checked_text(std::string(attribute_named(sheet, "name"))));
  }

  [[nodiscard]] std::string part_of(const char* type, const char* usual) const {
    for (const auto& [id, relation] : relations_) {
      if (relation.first == type) return joined_path(folder_, relation.second);
    }
    return joined_path(folder_, usual);
  }

  Outcome read_styles() {
    const std::string part = part_of("styles", "styles.xml");
    if (!zip_.has(part)) return success();
    pugi::xml_document xml;
    if (Outcome loaded = load(part, xml); !loaded) return loaded;
    const pugi::xml_node root = child_named(xml, "styleSheet");
    std::map<std::uint64_t, NumberFormat> custom;
    for (const pugi::xml_node& format : child_named(root, "numFmts").children()) {
      std::uint64_t id = 0;
      if (!parse_number(attribute_named(format, "numFmtId"), id)) continue;
      custom[id] = number_format(attribute_named(format, "formatCode"));
    }
    for (const pugi::xml_node& look : child_named(root, "cellXfs").children()) {
      if (local_name(look.name()) != "xf") continue;
      std::uint64_t id = 0;
      parse_number(attribute_named(look, "numFmtId"), id);
      const auto found = custom.find(id);
      formats_.push_back(found != custom.end() ? found->second : built_in_format(id));
    }
    return success();
  }

  Outcome read_shared_strings() {
    const std::string part = part_of("sharedStrings", "sharedStrings.xml");
    if (!zip_.has(part)) return success();
    pugi::xml_document xml;
    if (Outcome loaded = load(part, xml); !loaded) return loaded;
    for (const pugi::xml_node& item : child_named(xml, "sst").children()) {
      if (local_name(item.name()) == "si") strings_.push_back(string_item(item));
    }
    return success();
  }

  Outcome read_sheet(const std::string& part, WorkbookSheet& sheet) {
    pugi::xml_document xml;
    if (Outcome loaded = load(part, xml); !loaded) return loaded;
    const pugi::xml_node root = child_named(xml, "worksheet");
    std::uint32_t next = 1;
    for (const pugi::xml_node& node : child_named(root, "sheetData").children()) {
      if (local_name(node.name()) != "row") continue;
      WorkbookRow row;
      row.number = next;
      const std::string_view given = attribute_named(node, "r");
      if (!given.empty()) {
        std::uint64_t number = 0;
        if (!parse_number(given, number) || number == 0 || number > kMaxRow) {
          return failure("xlsx-cell", "a row has a number that no sheet has",
                         {.path = file_, .inside = "sheet \"" + sheet.name + "\""});
        }
        row.number = static_cast<std::uint32_t>(number);
      }
      next = row.number + 1;
      const std::string_view hidden = attribute_named(node, "hidden");
      row.hidden = hidden == "1" || hidden == "true";
      if (Outcome read = read_row(node, sheet, row); !read) return read;
      if (!row.cells.empty()) sheet.rows.push_back(std::move(row));
    }
    std::stable_sort(
        sheet.rows.begin(), sheet.rows.end(),
        [](const WorkbookRow& a, const WorkbookRow& b) { return a.number < b.number; });
    for (const pugi::xml_node& node : child_named(root, "mergeCells").children()) {
      const std::string_view range = attribute_named(node, "ref");
      const std::size_t colon = range.find(':');
      if (colon == std::string_view::npos) continue;
      const auto first = cell_address(range.substr(0, colon));
      const auto last = cell_address(range.substr(colon + 1));
      if (first && last) {
        sheet.merged.push_back({first->row, first->column, last->row, last->column});
      }
    }
    return success();
  }

  Outcome read_row(const pugi::xml_node& node, const WorkbookSheet& sheet, WorkbookRow& row) {
    std::uint32_t next = 1;
    for (const pugi::xml_node& cell : node.children()) {
      if (local_name(cell.name()) != "c") continue;
      std::uint32_t column = next;
      const std::string_view given = attribute_named(cell, "r");
      if (!given.empty()) {
        const auto address = cell_address(given);
        if (!address || address->row != row.number) {
          return failure(
              "xlsx-cell", "a cell has an address outside its row or sheet",
              {.path = file_,
               .inside = "sheet \"" + sheet.name + "\" row " + std::to_string(row.number)});
        }
        column = address->column;
      }
      if (column > kMaxColumn) {
        return failure("xlsx-cell", "a row has more cells than a sheet has columns",
                       cell_place(file_, sheet, row.number, kMaxColumn));
      }
      next = column + 1;
      auto text = cell_text(cell, sheet, row.number, column);
      if (!text) return std::move(text).failure();
      if (text.value().empty()) continue;
      if (column > row.cells.size()) {
        cells_ += column - row.cells.size();
        if (cells_ > kMaxCells) {
          return failure("xlsx-too-large", "the workbook spans more cells than can be read",
                         cell_place(file_, sheet, row.number, column));
        }
        row.cells.resize(column);
      }
      row.cells[column - 1] = std::move(text).value();
    }
    return success();
  }

  Result<std::string> cell_text(const pugi::xml_node& cell, const WorkbookSheet& sheet,
                                std::uint32_t row, std::uint32_t column) {
    const std::string_view type = attribute_named(cell, "t");
    if (type == "inlineStr") return string_item(child_named(cell, "is"));
    const pugi::xml_node value = child_named(cell, "v");
    if (!value) {
      if (child_named(cell, "f") && no_value_++ == 0) first_no_value_ = cell_name(row, column);
      return std::string();
    }
    std::string stored = whole_text(value);
    if (type == "s") {
      std::uint64_t index = 0;
      if (!parse_number(trim(stored), index) || index >= strings_.size()) {
        return failure("xlsx-shared-string", "the cell points at a shared text that does not exist",
                       cell_place(file_, sheet, row, column));
      }
      return strings_[static_cast<std::size_t>(index)];
    }
    if (type == "str" || type == "d") return checked_text(std::move(stored));
    if (type == "b") return std::string(trim(stored) == "1" ? "TRUE" : "FALSE");
    if (type == "e") {
      if (errors_++ == 0) first_error_ = cell_name(row, column);
      return checked_text(std::move(stored));
    }
    std::uint64_t style = 0;
    parse_number(attribute_named(cell, "s"), style);
    const NumberFormat format =
        style < formats_.size() ? formats_[static_cast<std::size_t>(style)] : NumberFormat{};
    return checked_text(shown_number(trim(stored), format, from_1904_));
  }

  ZipReader zip_;
  const std::string& file_;
  Diagnostics& remarks_;
  Workbook workbook_;
  std::string folder_;
  Relations relations_;
  std::vector<std::string> parts_;  ///< of the sheets
  std::vector<NumberFormat> formats_;
  std::vector<std::string> strings_;
  bool from_1904_ = false;
  std::uint64_t cells_ = 0;
  std::size_t no_value_ = 0;
  std::size_t errors_ = 0;
  std::string first_no_value_;
  std::string first_error_;
};

}  // namespace

Result<Workbook> read_xlsx(std::string_view bytes, const std::string& file, Diagnostics& remarks) {
  auto zip = ZipReader::open(bytes, file);
  if (!zip) return std::move(zip).failure();
  if (zip.value().has("EncryptedPackage") || zip.value().has("EncryptionInfo")) {
    return failure("zip-encrypted", "the file is password protected (lösenordsskyddad)",
                   {.path = file});
  }
  const auto& parts = zip.value().names();
  const bool comments = std::any_of(parts.begin(), parts.end(), [](const std::string& part) {
    return part.starts_with("xl/comments") || part.starts_with("xl/threadedComments");
  });
  auto book = XlsxReader(std::move(zip).value(), file, remarks).run();
  if (book) book.value().has_comments = comments;
  return book;
}

void fill_merged(WorkbookSheet& sheet) {
  std::size_t budget = kMostFilled;
  for (const CellRange& range : sheet.merged) {
    const auto row_less = [](const WorkbookRow& row, std::uint32_t number) {
      return row.number < number;
    };
    auto at = std::lower_bound(sheet.rows.begin(), sheet.rows.end(), range.first_row, row_less);
    if (at == sheet.rows.end() || at->number != range.first_row) continue;
    if (range.first_column > at->cells.size()) continue;
    const std::string text = at->cells[range.first_column - 1];
    if (text.empty()) continue;
    // Blocks wider than the sheet's own text (a title over a thousand columns) fill only what is
    // there.
    for (; at != sheet.rows.end() && at->number <= range.last_row; ++at) {
      const std::size_t width =
          std::min<std::size_t>(range.last_column, std::max<std::size_t>(64, at->cells.size()));
      if (budget < width + 1) return;
      budget -= width + 1;
      if (at->cells.size() < width) at->cells.resize(width);
      for (std::size_t column = range.first_column; column <= width; ++column) {
        if (at->cells[column - 1].empty()) at->cells[column - 1] = text;
      }
    }
  }
}

std::string cell_name(std::uint32_t row, std::uint32_t column) {
  std::string letters;
  for (; column > 0; column = (column - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
  }
  return letters + std::to_string(row);
}

Place cell_place(const std::string& file, const WorkbookSheet& sheet, std::uint32_t row,
                 std::uint32_t column) {
  return {.path = file, .inside = "sheet \"" + sheet.name + "\" cell " + cell_name(row, column)};
}

}  // namespace rodtrad::formats
