#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "analyzer/model/analysis.h"
#include "analyzer/report/phrases.h"
#include "analyzer/report/text_width.h"

/// The data-structure figure: first-order concepts, second-order themes, aggregate dimensions. The
/// layout is made once and then only drawn, so that every format shows the same picture.
namespace rodtrad::report {

/// What the figure shows, in the codebook's order.
struct DataStructure {
  struct Entry {
    std::string label;
    std::string counts{};  ///< a line under the label, e.g. `12 utdrag, 5/9 personer`; may be empty
    std::string link{};    ///< where the box leads in a page; empty: nowhere
  };
  struct ThemeGroup {
    Entry theme{};
    std::vector<Entry> concepts{};
  };
  /// Themes of one dimension. Themes without one stand in a group whose label is empty.
  struct DimensionGroup {
    Entry dimension{};
    std::vector<ThemeGroup> themes{};
  };
  std::string title{};
  std::vector<DimensionGroup> dimensions{};
};

struct StructureOptions {
  Language language = Language::Swedish;
  bool counts = false;      ///< units and voices under each label
  bool only_found = false;  ///< leave out concepts and themes without a coding
};

DataStructure data_structure(const Analysis& analysis, const StructureOptions& options);

/// One line of text, its baseline and left edge given. `width` is its measured width.
struct FigureText {
  std::string text;
  double x = 0;
  double y = 0;
  double width = 0;
  Font font{};
  bool muted = false;
};

enum class Order : std::uint8_t { Concept, Theme, Dimension };

struct FigureBox {
  Order order = Order::Concept;
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
  std::vector<FigureText> lines{};
  std::string name{};  ///< the label in one piece, for those who hear it
  std::string link{};
};

/// From one box to the next order: right, down or up, right again; an arrow at the end.
struct FigureLine {
  double x1 = 0;
  double y1 = 0;
  double x2 = 0;
  double y2 = 0;
};

/// A figure ready to be drawn, in points from the upper left corner.
struct Figure {
  double width = 0;
  double height = 0;
  std::string title{};
  std::string description{};  ///< the whole figure in words
  std::vector<FigureText> headings{};
  std::vector<FigureBox> boxes{};
  std::vector<FigureLine> lines{};
};

/// Lays the figure out: every label wrapped into its box, boxes of one order under each other
/// without overlap, a theme beside the middle of its concepts.
Figure lay_out(const DataStructure& structure, Language language);

/// The same in parts no taller than `height` (a page), cut between themes; a single theme taller
/// than that is one part. One part when it fits.
std::vector<Figure> lay_out_pages(const DataStructure& structure, Language language, double height);

/// How a figure stands in its surroundings.
struct SvgOptions {
  bool links = false;       ///< boxes lead to their places in the page
  std::string id_prefix{};  ///< for pages with more than one figure
  bool declaration = true;  ///< a file of its own, with the XML declaration
};
std::string figure_svg(const Figure& figure, const SvgOptions& options);

/// The figure as a list in lists, linked like its boxes: for narrow screens and screen readers.
std::string structure_list_html(const DataStructure& structure);

}  // namespace rodtrad::report
