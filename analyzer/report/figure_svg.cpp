#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <string_view>

#include "analyzer/formats/html_escape.h"
#include "analyzer/report/data_structure.h"

namespace rodtrad::report {
namespace {

using formats::append_html;

/// Text and lengths, one after the other.
class Svg {
 public:
  explicit Svg(std::string& out) : out_(out) {}

  Svg& operator<<(std::string_view text) {
    out_ += text;
    return *this;
  }
  /// A length with at most two decimals and a point, whatever the locale.
  Svg& operator<<(double value) {
    const long long hundredths = std::llround(value * 100);
    std::array<char, 24> digits;
    const auto whole = std::to_chars(digits.begin(), digits.end(), hundredths / 100);
    out_.append(digits.begin(), whole.ptr);
    const long long rest = hundredths % 100;
    if (rest == 0) return *this;
    out_ += rest < 10 ? ".0" : ".";
    const auto part = std::to_chars(digits.begin(), digits.end(), rest);
    out_.append(digits.begin(), part.ptr);
    if (out_.back() == '0') out_.pop_back();
    return *this;
  }
  Svg& escaped(std::string_view text) {
    append_html(out_, text);
    return *this;
  }

 private:
  std::string& out_;
};

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
void draw(Svg& svg, const FigureText& text) {
  svg << "<text x=\"" << text.x << "\" y=\"" << text.y << "\" font-size=\"" << text.font.size
      << "\"";
  if (text.font.weight == Weight::Bold) svg << " font-weight=\"bold\"";
  svg << (text.muted ? " fill=\"#4a525b\"" : " fill=\"#14181c\"");
  svg << " textLength=\"" << text.width << "\" lengthAdjust=\"spacingAndGlyphs\">";
  svg.escaped(text.text) << "</text>\n";
}

void draw(Svg& svg, const FigureBox& box, const SvgOptions& options) {
  const bool link = options.links && !box.link.empty();
  if (link) {
    svg << "<a href=\"";
    svg.escaped(box.link) << "\" aria-label=\"";
    svg.escaped(box.name) << "\">\n";
  }
  const Look look = look_of(box.order);
  svg << "<rect x=\"" << box.x << "\" y=\"" << box.y << "\" width=\"" << box.width << "\" height=\""
      << box.height << "\" rx=\"4\" fill=\"" << look.fill << "\" stroke=\"" << look.stroke
      << "\"/>\n";
  for (const FigureText& line : box.lines) draw(svg, line);
  if (link) svg << "</a>\n";
}

void draw(Svg& svg, const FigureLine& line) {
  constexpr double kHead = 6;
  const double turn = (line.x1 + line.x2) / 2;
  svg << "<path d=\"M" << line.x1 << " " << line.y1 << "H" << turn << "V" << line.y2 << "H"
      << line.x2 - kHead << "\"/>\n";
}

/// One arrow head for all lines that end in the same place.
void draw_heads(Svg& svg, const Figure& figure) {
  const FigureLine* last = nullptr;
  for (const FigureLine& line : figure.lines) {
    if (last != nullptr && last->x2 == line.x2 && last->y2 == line.y2) continue;
    last = &line;
    svg << "<path d=\"M" << line.x2 - 7 << " " << line.y2 - 4 << "L" << line.x2 << " " << line.y2
        << "L" << line.x2 - 7 << " " << line.y2 + 4 << "Z\"/>\n";
  }
}

}  // namespace

std::string figure_svg(const Figure& figure, const SvgOptions& options) {
  std::string out;
  Svg svg(out);
  if (options.declaration) svg << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  const std::string id = options.id_prefix + "datastruktur";
  // With links inside the picture is a group: as one image its links could not be reached.
  svg << "<svg" << (options.declaration ? " xmlns=\"http://www.w3.org/2000/svg\"" : "")
      << " class=\"structure\" role=\"" << (options.links ? "group" : "img")
      << "\" aria-labelledby=\"" << id << "-titel " << id << "-text\"";
  if (options.declaration) {
    svg << " width=\"" << figure.width << "\" height=\"" << figure.height << "\"";
  }
  svg << " viewBox=\"0 0 " << figure.width << " " << figure.height
      << "\" font-family=\"Liberation Sans, Arial, Helvetica, sans-serif\">\n<title id=\"" << id
      << "-titel\">";
  svg.escaped(figure.title) << "</title>\n<desc id=\"" << id << "-text\">";
  svg.escaped(figure.description) << "</desc>\n<rect width=\"" << figure.width << "\" height=\""
                                  << figure.height << "\" fill=\"#ffffff\"/>\n";
  for (const FigureText& heading : figure.headings) draw(svg, heading);
  svg << "<g fill=\"none\" stroke=\"#5b6570\">\n";
  for (const FigureLine& line : figure.lines) draw(svg, line);
  svg << "</g>\n<g fill=\"#5b6570\">\n";
  draw_heads(svg, figure);
  svg << "</g>\n";
  for (const FigureBox& box : figure.boxes) draw(svg, box, options);
  svg << "</svg>\n";
  return out;
}

}  // namespace rodtrad::report
