#include <algorithm>
#include <cmath>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/formats/html_escape.h"
#include "analyzer/report/compare_report.h"
#include "analyzer/report/html_page.h"

namespace rodtrad::report {
namespace {

using formats::escape_html;

constexpr int kLabels = 200;  // width of the names
constexpr int kArcs = 300;    // width of the arcs
constexpr int kRow = 44;
constexpr std::size_t kLine = 24;         // characters on a line of a name
constexpr std::size_t kMaxNumbered = 12;  // with more themes the numbers would collide

/// A name on at most two lines.
std::vector<std::string> two_lines(const std::string& label) {
  std::vector<std::string> lines(1);
  for (const std::string_view word : split(label, ' ')) {
    const std::size_t length = utf8::count(lines.back()) + 1 + utf8::count(word);
    if (lines.back().empty() || length <= kLine) {
      lines.back() += (lines.back().empty() ? "" : " ") + std::string(word);
    } else {
      lines.emplace_back(word);
    }
  }
  if (lines.size() > 2) {
    lines[1] += "…";
    lines.resize(2);
  }
  for (std::string& line : lines) {
    if (utf8::count(line) > kLine + 2) line = std::string(utf8::prefix(line, kLine + 1)) + "…";
  }
  return lines;
}

std::string two_decimals(double value, Language l) {
  const auto hundredths = static_cast<int>(std::lround(value * 100));
  return std::to_string(hundredths / 100) + say(l, ",", ".") + (hundredths % 100 < 10 ? "0" : "") +
         std::to_string(hundredths % 100);
}

}  // namespace

std::string cooccurrence_svg(const Analysis& analysis, const Comparison& comparison,
                             CodeScope scope, Language l) {
  const auto& themes = analysis.codebook->themes;
  const int height = kRow * static_cast<int>(themes.size()) + 20;
  const int width = kLabels + kArcs + 20;
  const auto y_of = [](std::uint32_t theme) {
    return 10 + kRow / 2 + kRow * static_cast<int>(theme);
  };
  std::string out =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"arcs\" role=\"img\" width=\"" +
      std::to_string(width) + "\" height=\"" + std::to_string(height) + "\" viewBox=\"0 0 " +
      std::to_string(width) + " " + std::to_string(height) +
      "\" font-family=\"sans-serif\" font-size=\"14\"><title>" +
      escape_html(std::string(say(
                      l, "Teman som förekommer tillsammans: ", "Themes that occur together: ")) +
                  scope_name(scope, l)) +
      "</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n";
  double largest = 0;
  for (const CodePair& pair : comparison.pairs) {
    if (pair.kind == CodeKind::Theme && pair.scope == scope) {
      largest = std::max(largest, pair.c().value_or(0));
    }
  }
  const int steps = std::max(1, static_cast<int>(themes.size()) - 1);
  std::string numbers;
  for (const CodePair& pair : comparison.pairs) {
    if (pair.kind != CodeKind::Theme || pair.scope != scope || pair.n_ab == 0) continue;
    const double c = pair.c().value_or(0);
    const int reach = kArcs * static_cast<int>(pair.b - pair.a) / steps - 20;
    const int top = y_of(pair.a);
    const int bottom = y_of(pair.b);
    const auto stroke = 1 + std::lround(7 * c / largest);
    out += "<path fill=\"none\" stroke=\"#255d93\" stroke-opacity=\"0.55\" stroke-width=\"" +
           std::to_string(stroke) + "\" d=\"M" + std::to_string(kLabels + 14) + " " +
           std::to_string(top) + " A" + std::to_string(std::max(reach, 8)) + " " +
           std::to_string((bottom - top) / 2) + " 0 0 1 " + std::to_string(kLabels + 14) + " " +
           std::to_string(bottom) + "\"><title>" +
           escape_html(themes[pair.a].label + " – " + themes[pair.b].label +
                       ": c = " + two_decimals(c, l) + " (" + std::to_string(pair.n_ab) + ")") +
           "</title></path>\n";
    if (themes.size() > kMaxNumbered) continue;
    numbers +=
        "<text text-anchor=\"middle\" font-size=\"11\" stroke=\"#ffffff\" stroke-width=\"4\" "
        "paint-order=\"stroke\" fill=\"#1c1f23\" x=\"" +
        std::to_string(std::max(kLabels + 14 + std::max(reach, 8), kLabels + 34)) + "\" y=\"" +
        std::to_string((top + bottom) / 2 + 4) + "\">" + two_decimals(c, l) + "</text>\n";
  }
  out += numbers;
  for (std::uint32_t t = 0; t < themes.size(); ++t) {
    const std::vector<std::string> lines = two_lines(themes[t].label);
    int y = y_of(t) + (lines.size() == 1 ? 5 : -3);
    for (const std::string& line : lines) {
      out += "<text text-anchor=\"end\" fill=\"#1c1f23\" x=\"" + std::to_string(kLabels) +
             "\" y=\"" + std::to_string(y) + "\">" + escape_html(line) + "</text>";
      y += 16;
    }
    out += "<circle r=\"4\" fill=\"#9b1b1f\" cx=\"" + std::to_string(kLabels + 10) + "\" cy=\"" +
           std::to_string(y_of(t)) + "\"/>\n";
  }
  return out + "</svg>\n";
}

}  // namespace rodtrad::report
