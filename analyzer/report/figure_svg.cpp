#include <cmath>
#include <cstdio>

#include "analyzer/formats/html_escape.h"
#include "analyzer/report/data_structure.h"

namespace rodtrad::report {
namespace {

using formats::append_html;

/// A length with at most two decimals and a point, whatever the locale.
std::string length(double value) {
  const long long hundredths = std::llround(value * 100);
  std::string out = std::to_string(hundredths / 100);
  const long long rest = hundredths % 100;
  if (rest == 0) return out;
  out += rest < 10 ? ".0" : ".";
  out += std::to_string(rest);
  if (out.back() == '0') out.pop_back();
  return out;
}

struct Look {
  const char* fill;
  const char* stroke;
};

Look look_of(Order order) {
  switch (order) {
    case Order::Concept:
      return {"#ffffff", "#5b6570"};
    case Order::Theme:
      return {"#e8eef4", "#33475b"};
    case Order::Dimension:
      return {"#cfdce8", "#1f3347"};
  }
  return {"#ffffff", "#000000"};
}

/// The length of each line is stated, so that a viewer that lacks the font cannot push a word out
/// of its box.
void draw(std::string& out, const FigureText& text) {
  out += "<text x=\"" + length(text.x) + "\" y=\"" + length(text.y) + "\" font-size=\"" +
         length(text.font.size) + "\"";
  if (text.font.weight == Weight::Bold) out += " font-weight=\"bold\"";
  out += text.muted ? " fill=\"#4a525b\"" : " fill=\"#14181c\"";
  out += " textLength=\"" + length(text.width) + "\" lengthAdjust=\"spacingAndGlyphs\">";
  append_html(out, text.text);
  out += "</text>\n";
}

void draw(std::string& out, const FigureBox& box, const SvgOptions& options) {
  const bool link = options.links && !box.link.empty();
  if (link) {
    out += "<a href=\"";
    append_html(out, box.link);
    out += "\" aria-label=\"";
    append_html(out, box.name);
    out += "\">\n";
  }
  const Look look = look_of(box.order);
  out += "<rect x=\"" + length(box.x) + "\" y=\"" + length(box.y) + "\" width=\"" +
         length(box.width) + "\" height=\"" + length(box.height) + "\" rx=\"4\" fill=\"" +
         look.fill + "\" stroke=\"" + look.stroke + "\"/>\n";
  for (const FigureText& line : box.lines) draw(out, line);
  if (link) out += "</a>\n";
}

void draw(std::string& out, const FigureLine& line) {
  constexpr double kHead = 6;
  const double turn = (line.x1 + line.x2) / 2;
  out += "<path d=\"M" + length(line.x1) + " " + length(line.y1) + "H" + length(turn) + "V" +
         length(line.y2) + "H" + length(line.x2 - kHead) + "\"/>\n";
}

/// One arrow head for all lines that end in the same place.
void draw_heads(std::string& out, const Figure& figure) {
  const FigureLine* last = nullptr;
  for (const FigureLine& line : figure.lines) {
    if (last != nullptr && last->x2 == line.x2 && last->y2 == line.y2) continue;
    last = &line;
    out += "<path d=\"M" + length(line.x2 - 7) + " " + length(line.y2 - 4) + "L" + length(line.x2) +
           " " + length(line.y2) + "L" + length(line.x2 - 7) + " " + length(line.y2 + 4) +
           "Z\"/>\n";
  }
}

}  // namespace

std::string figure_svg(const Figure& figure, const SvgOptions& options) {
  std::string out;
  if (options.declaration) out += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  const std::string id = options.id_prefix + "datastruktur";
  // With links inside the picture is a group: as one image its links could not be reached.
  out += std::string("<svg") +
         (options.declaration ? " xmlns=\"http://www.w3.org/2000/svg\"" : "") +
         " class=\"structure\" role=\"" + std::string(options.links ? "group" : "img") +
         "\" aria-labelledby=\"" + id + "-titel " + id + "-text\"";
  if (options.declaration) {
    out += " width=\"" + length(figure.width) + "\" height=\"" + length(figure.height) + "\"";
  }
  out += " viewBox=\"0 0 " + length(figure.width) + " " + length(figure.height) +
         "\" font-family=\"Liberation Sans, Arial, Helvetica, sans-serif\">\n<title id=\"" + id +
         "-titel\">";
  append_html(out, figure.title);
  out += "</title>\n<desc id=\"" + id + "-text\">";
  append_html(out, figure.description);
  out += "</desc>\n<rect width=\"" + length(figure.width) + "\" height=\"" + length(figure.height) +
         "\" fill=\"#ffffff\"/>\n";
  for (const FigureText& heading : figure.headings) draw(out, heading);
  out += "<g fill=\"none\" stroke=\"#5b6570\">\n";
  for (const FigureLine& line : figure.lines) draw(out, line);
  out += "</g>\n<g fill=\"#5b6570\">\n";
  draw_heads(out, figure);
  out += "</g>\n";
  for (const FigureBox& box : figure.boxes) draw(out, box, options);
  return out + "</svg>\n";
}

}  // namespace rodtrad::report
