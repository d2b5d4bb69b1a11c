#include "analyzer/report/html_figures.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/formats/html_escape.h"
#include "analyzer/report/excerpts.h"

namespace rodtrad::report {
namespace {

using formats::escape_html;

// The light heat map of report.css, for pictures that stand alone.
constexpr std::array kHeat = {"#ffffff", "#eef4fa", "#d9e7f4", "#c0d8ec", "#9fc4e2",
                              "#79abd3", "#5c97c8", "#3a76ad", "#255d93", "#164776"};

std::uint64_t largest_cell(const Analysis& analysis) {
  std::uint64_t largest = 0;
  for (const CountCell& cell : analysis.counts.cells)
    largest = std::max(largest, cell.counts.units);
  return largest;
}

std::string level_label(const Analysis& analysis, std::size_t column, const Phrases& p) {
  return column < analysis.codebook->levels.size() ? analysis.codebook->levels[column].label
                                                   : p.no_level;
}

/// Breaks a label at blanks so that no line is longer than `width` characters.
std::vector<std::string> wrapped(const std::string& label, std::size_t width) {
  std::vector<std::string> lines;
  for (const std::string_view word : split(label, ' ')) {
    if (!lines.empty() && utf8::count(lines.back()) + 1 + utf8::count(word) <= width) {
      lines.back() += " " + std::string(word);
    } else {
      lines.emplace_back(word);
    }
  }
  return lines;
}

std::string number_attribute(const char* name, double value) {
  std::string digits = std::to_string(static_cast<long long>(std::llround(value * 10)));
  if (digits.size() == 1) digits.insert(0, "0");
  digits.insert(digits.size() - 1, ".");
  return std::string(" ") + name + "=\"" + digits + "\"";
}

}  // namespace

int heat_step(std::uint64_t value, std::uint64_t largest) {
  if (value == 0 || largest == 0) return 0;
  const double share = std::sqrt(static_cast<double>(value) / static_cast<double>(largest));
  return std::clamp(static_cast<int>(std::ceil(share * 9.0 - 1e-9)), 1, 9);
}

std::string heat_map_table(const Analysis& analysis, const Voices& voices, const VoiceTable& table,
                           Language language) {
  const Phrases& p = phrases(language);
  const Codebook& book = *analysis.codebook;
  const CountTable& counts = analysis.counts;
  const std::size_t columns = std::max<std::size_t>(counts.columns(), 1);
  const std::size_t stride = counts.by_level.size();
  const std::uint64_t largest = largest_cell(analysis);
  const auto voice = [&](std::uint32_t n) {
    return " <span class=\"n\">(" + std::to_string(n) + "/" + std::to_string(voices.total) +
           ")</span>";
  };

  std::string out =
      "<div class=\"wide\"><table class=\"heat\" id=\"karta\"><caption>" +
      escape_html(
          filled(p.theme_by_level_intro,
                 {std::string(unit_names(
                      analysis.units.empty() ? UnitKind::Sentence : analysis.units.front().kind,
                      language)),
                  voices.name(language), std::to_string(voices.total)})) +
      " " + escape_html(p.choose_a_cell) + "</caption>\n<thead><tr><th scope=\"col\">" + p.theme +
      "</th>";
  for (std::size_t c = 0; c < columns; ++c) {
    out += "<th scope=\"col\">" + escape_html(level_label(analysis, c, p)) + "</th>";
  }
  out += std::string("<th scope=\"col\">") + p.total + "</th></tr></thead>\n<tbody>\n";
  bool small = false;
  for (std::size_t t = 0; t < book.themes.size(); ++t) {
    out += "<tr><th scope=\"row\"><a href=\"#" + theme_anchor(analysis, t) + "\">" +
           escape_html(book.themes[t].label) + "</a></th>";
    for (std::size_t c = 0; c < columns; ++c) {
      const std::uint64_t units = counts.cell(t, c).units;
      const std::string step = std::to_string(heat_step(units, largest));
      const std::string data =
          " data-t=\"" + std::to_string(t) + "\" data-l=\"" + std::to_string(c) + "\"";
      if (units == 0) {
        out += "<td class=\"h0\"" + data + ">0</td>";
        continue;
      }
      const bool few = units < kSmallCell;
      small = small || few;
      out += "<td class=\"h" + step + "\"" + data + "><a href=\"#" + cell_anchor(analysis, t, c) +
             "\" aria-label=\"" +
             escape_html(book.themes[t].label + ", " + level_label(analysis, c, p) + ": " +
                         std::to_string(units) + " " + (units == 1 ? p.cell_unit : p.cell_units)) +
             "\">" + std::to_string(units) + (few ? "*" : "") + voice(table.cells[t * stride + c]) +
             "</a></td>";
    }
    out += "<td class=\"sum\" data-t=\"" + std::to_string(t) + "\">" +
           std::to_string(counts.by_theme[t].units) + voice(table.by_theme[t]) + "</td></tr>\n";
  }
  out += std::string("</tbody>\n<tfoot><tr><th scope=\"row\">") + p.total + "</th>";
  for (std::size_t c = 0; c < columns; ++c) {
    out += "<td class=\"sum\" data-l=\"" + std::to_string(c) + "\">" +
           std::to_string(counts.by_level[c].units) + voice(table.by_level[c]) + "</td>";
  }
  out += "<td class=\"sum\" data-all=\"\">" + std::to_string(counts.total.units) +
         voice(table.total) + "</td></tr></tfoot></table></div>\n";
  out += std::string("<p class=\"note\">") + escape_html(p.total_note) +
         (small ? " " + escape_html(p.small_cell_note) : "") + "</p>\n";
  return out;
}

std::string heat_map_svg(const Analysis& analysis, Language language) {
  const Phrases& p = phrases(language);
  const CountTable& counts = analysis.counts;
  const std::size_t columns = std::max<std::size_t>(counts.columns(), 1);
  const std::uint64_t largest = largest_cell(analysis);
  constexpr double kLabels = 270;
  constexpr double kCell = 120;
  constexpr double kRow = 40;
  constexpr double kHead = 56;
  const double width = kLabels + kCell * static_cast<double>(columns) + 10;
  const double height = kHead + kRow * static_cast<double>(analysis.codebook->themes.size()) + 10;
  std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\"" + number_attribute("width", width) +
                    number_attribute("height", height) + " viewBox=\"0 0 " +
                    std::to_string(std::llround(width)) + " " +
                    std::to_string(std::llround(height)) +
                    "\" role=\"img\" font-family=\"sans-serif\" font-size=\"15\"><title>" +
                    escape_html(std::string(p.theme_by_level) + ": " + analysis.title) +
                    "</title><rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n";
  for (std::size_t c = 0; c < columns; ++c) {
    const double x = kLabels + kCell * (static_cast<double>(c) + 0.5);
    double y = 24;
    for (const std::string& line : wrapped(level_label(analysis, c, p), 15)) {
      out += "<text text-anchor=\"middle\" font-weight=\"bold\" fill=\"#1c1f23\"" +
             number_attribute("x", x) + number_attribute("y", y) + ">" + escape_html(line) +
             "</text>";
      y += 18;
    }
  }
  for (std::size_t t = 0; t < analysis.codebook->themes.size(); ++t) {
    const double y = kHead + kRow * static_cast<double>(t);
    out += "\n<text text-anchor=\"end\" fill=\"#1c1f23\"" + number_attribute("x", kLabels - 12) +
           number_attribute("y", y + 25) + ">" + escape_html(analysis.codebook->themes[t].label) +
           "</text>";
    for (std::size_t c = 0; c < columns; ++c) {
      const std::uint64_t units = counts.cell(t, c).units;
      const int step = heat_step(units, largest);
      const double x = kLabels + kCell * static_cast<double>(c);
      out += std::string("<rect stroke=\"#d5dae0\" fill=\"") +
             kHeat[static_cast<std::size_t>(step)] + "\"" + number_attribute("x", x) +
             number_attribute("y", y) + number_attribute("width", kCell) +
             number_attribute("height", kRow) + "/><text text-anchor=\"middle\" fill=\"" +
             (step >= 7 ? "#ffffff" : "#1c1f23") + "\"" + number_attribute("x", x + kCell / 2) +
             number_attribute("y", y + 25) + ">" + std::to_string(units) + "</text>";
    }
  }
  return out + "\n</svg>\n";
}

std::string theme_bars_svg(const Analysis& analysis, Language language) {
  const Phrases& p = phrases(language);
  std::uint64_t largest = 1;
  for (const Counts& n : analysis.counts.by_theme) largest = std::max(largest, n.units);
  constexpr double kLabels = 290;
  constexpr double kBar = 420;
  constexpr double kRow = 34;
  const double height = kRow * static_cast<double>(analysis.codebook->themes.size()) + 8;
  const double width = kLabels + kBar + 70;
  std::string out =
      "<svg class=\"bars\" role=\"img\" aria-labelledby=\"bars-title\" viewBox=\"0 0 " +
      std::to_string(std::llround(width)) + " " + std::to_string(std::llround(height)) +
      "\"><title id=\"bars-title\">" + escape_html(p.bars_alt) + "</title>\n";
  for (std::size_t t = 0; t < analysis.codebook->themes.size(); ++t) {
    const double y = kRow * static_cast<double>(t) + 4;
    const std::uint64_t units = analysis.counts.by_theme[t].units;
    const double length = kBar * static_cast<double>(units) / static_cast<double>(largest);
    std::string label = analysis.codebook->themes[t].label;
    if (utf8::count(label) > 36) label = std::string(utf8::prefix(label, 35)) + "…";
    out += "<a href=\"#" + theme_anchor(analysis, t) + "\"><text class=\"bl\" text-anchor=\"end\"" +
           number_attribute("x", kLabels - 10) + number_attribute("y", y + 18) + ">" +
           escape_html(label) + "</text><rect class=\"b t" + std::to_string(t) + "\" rx=\"2\"" +
           number_attribute("x", kLabels) + number_attribute("y", y) +
           number_attribute("width", units > 0 ? std::max(length, 2.0) : 0) +
           number_attribute("height", kRow - 10) + "/><text class=\"bn\"" +
           number_attribute("x", kLabels + length + 8) + number_attribute("y", y + 18) + ">" +
           std::to_string(units) + "</text></a>\n";
  }
  return out + "</svg>\n";
}

}  // namespace rodtrad::report
