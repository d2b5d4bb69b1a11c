#include "analyzer/report/table.h"

#include <cmath>

#include "analyzer/base/strings.h"
#include "analyzer/formats/csv.h"
#include "analyzer/formats/html_escape.h"

namespace rodtrad::report {
namespace {

bool is_number(const Column& column) {
  return column.kind == ColumnKind::Integer || column.kind == ColumnKind::Decimal ||
         column.kind == ColumnKind::Share;
}

std::string grouped_integer(std::int64_t value) {
  const auto magnitude = static_cast<std::uint64_t>(value);
  return value < 0 ? "−" + grouped(0 - magnitude) : grouped(magnitude);
}

std::string shown_decimal(double value, int decimals, Language language) {
  if (!std::isfinite(value)) return "–";
  std::string out = fixed_decimals(value, decimals);
  if (language == Language::Swedish) out = replace_all(out, ".", ",");
  if (out.starts_with('-')) out = "−" + out.substr(1);
  return out;
}

void csv_cell(formats::CsvWriter& csv, const Cell& cell, const Column& column) {
  if (const auto* text = std::get_if<std::string>(&cell.value)) {
    csv.cell(*text);
  } else if (const auto* whole = std::get_if<std::int64_t>(&cell.value)) {
    csv.number(*whole);
  } else if (const auto* number = std::get_if<double>(&cell.value);
             number != nullptr && std::isfinite(*number)) {
    csv.decimal(*number, column.decimals + (column.kind == ColumnKind::Share ? 2 : 0));
  } else {
    csv.cell("");
  }
}

/// `name!7` as the id of that row, `#id` as it stands.
std::string href(const std::string& link) {
  return link.starts_with('#') ? link : "#" + replace_all(link, "!", "-");
}

void html_cell(std::string& out, const Cell& cell, const Column& column, bool heads_row,
               Language language) {
  const char* element = heads_row ? "th" : "td";
  out += std::string("<") + element + (heads_row ? " scope=\"row\"" : "") +
         (is_number(column) ? " class=\"r\"" : "") + ">";
  if (!cell.link.empty()) out += "<a href=\"" + formats::escape_html(href(cell.link)) + "\">";
  out += formats::escape_html(shown(cell, column, language));
  if (!cell.link.empty()) out += "</a>";
  out += std::string("</") + element + ">";
}

}  // namespace

std::string shown_share(double share, int decimals, Language language) {
  const double step = std::pow(10.0, -decimals);
  const std::string rounded = shown_decimal(share * 100, decimals, language);
  std::string out = rounded;
  constexpr double kNoise = 1e-9;  // of sums that should be a whole
  if (share < 1 - kNoise && rounded == shown_decimal(100, decimals, language)) {
    out = ">" + shown_decimal(100 - step, decimals, language);
  } else if (share > kNoise && rounded == shown_decimal(0, decimals, language)) {
    out = "<" + shown_decimal(step, decimals, language);
  }
  return out + "\u00A0%";
}

std::string percent(std::uint64_t n, std::uint64_t of) {
  const double share = of == 0 ? 0 : static_cast<double>(n) / static_cast<double>(of);
  return shown_share(share, 0, Language::Swedish);  // whole numbers read the same in every language
}

std::string shown(const Cell& cell, const Column& column, Language language) {
  if (const auto* text = std::get_if<std::string>(&cell.value)) return *text;
  if (const auto* whole = std::get_if<std::int64_t>(&cell.value)) {
    if (column.kind == ColumnKind::Share) return std::to_string(*whole * 100) + "\u00A0%";
    return grouped_integer(*whole);
  }
  if (const auto* number = std::get_if<double>(&cell.value)) {
    if (column.kind == ColumnKind::Share && std::isfinite(*number)) {
      return shown_share(*number, column.decimals, language);
    }
    return shown_decimal(*number, column.decimals, language);
  }
  return "";
}

std::string table_csv(const Table& table, const WriteOptions& options) {
  formats::CsvWriter csv(options.csv_separator);
  for (const Column& column : table.columns) csv.cell(column.name);
  csv.end_row();
  for (const std::vector<Cell>& row : table.rows) {
    for (std::size_t c = 0; c < row.size(); ++c) csv_cell(csv, row[c], table.columns.at(c));
    csv.end_row();
  }
  return csv.take();
}

std::string table_html(const Table& table, Language language) {
  const std::string id = formats::escape_html(table.name);
  std::string out = "<table id=\"" + id + "\">\n<caption>" + formats::escape_html(table.title) +
                    "</caption>\n<thead><tr>";
  for (const Column& column : table.columns) {
    out += std::string("<th scope=\"col\"") + (is_number(column) ? " class=\"r\">" : ">") +
           formats::escape_html(column.label) + "</th>";
  }
  out += "</tr></thead>\n<tbody>\n";
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    out += "<tr id=\"" + id + "-" + std::to_string(r + 1) + "\">";
    for (std::size_t c = 0; c < table.rows[r].size(); ++c) {
      html_cell(out, table.rows[r][c], table.columns.at(c), c == 0, language);
    }
    out += "</tr>\n";
  }
  out += "</tbody>\n</table>\n";
  for (const std::string& note : table.notes) {
    out += "<p class=\"note\">" + formats::escape_html(note) + "</p>\n";
  }
  return out;
}

}  // namespace rodtrad::report
