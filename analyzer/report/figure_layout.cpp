#include <algorithm>

#include "analyzer/report/data_structure.h"

namespace rodtrad::report {
namespace {

using Entry = DataStructure::Entry;
using ThemeGroup = DataStructure::ThemeGroup;
using DimensionGroup = DataStructure::DimensionGroup;

// In points. The figure is as wide as the text of an A4 page with 20 mm margins when printed at
// 70 per cent, where the smallest text is still 7 points.
constexpr double kMargin = 8;
constexpr double kPadX = 9;
constexpr double kPadY = 7;
constexpr double kBetween = 8;    ///< between boxes of one theme
constexpr double kThemeGap = 14;  ///< between the concepts of two themes
constexpr double kDimensionGap = 22;
constexpr double kLineHeight = 1.27;  ///< of the font's size
constexpr double kHeadingFont = 11;
constexpr double kCountFont = 10;

struct ColumnPlan {
  double x = 0;
  double width = 0;
  Font font{};
};

/// The three columns; without dimensions the first two take the room.
struct Plan {
  ColumnPlan column[3];
  std::size_t columns = 3;
  double width = 0;
};

Plan plan_for(const DataStructure& structure) {
  const bool dimensions =
      std::any_of(structure.dimensions.begin(), structure.dimensions.end(),
                  [](const DimensionGroup& group) { return !group.dimension.label.empty(); });
  Plan plan;
  plan.columns = dimensions ? 3 : 2;
  const double widths[3] = {dimensions ? 300.0 : 360.0, dimensions ? 176.0 : 252.0, 124.0};
  const double gap = 34;
  double x = kMargin;
  for (std::size_t c = 0; c < plan.columns; ++c) {
    plan.column[c] = {
        x, widths[c], {c == 0 ? 11.0 : 11.5, c == 0 ? Weight::Regular : Weight::Bold}};
    x += widths[c] + gap;
  }
  plan.width = x - gap + kMargin;
  return plan;
}

/// A box with its lines, its upper edge at 0 until it is moved.
FigureBox box_of(const Entry& entry, Order order, const Plan& plan) {
  const ColumnPlan& column = plan.column[static_cast<std::size_t>(order)];
  FigureBox box{order, column.x, 0, column.width, 0, {}, entry.label, entry.link};
  const double room = column.width - 2 * kPadX;
  double y = kPadY;
  const auto add = [&](const std::string& text, const Font& font, bool muted) {
    for (std::string& line : wrapped(text, font, room)) {
      const double width = text_width(line, font);
      // The baseline lies about four fifths down the line.
      box.lines.push_back({std::move(line), column.x + kPadX, y + font.size, width, font, muted});
      y += font.size * kLineHeight;
    }
  };
  add(entry.label, column.font, false);
  if (!entry.counts.empty()) {
    add(entry.counts, {kCountFont, Weight::Regular}, true);
    box.name += " (" + entry.counts + ")";
  }
  box.height = std::max(y + kPadY - 2, 2 * kPadY + column.font.size);
  return box;
}

void move_to(FigureBox& box, double y) {
  for (FigureText& line : box.lines) line.y += y - box.y;
  box.y = y;
}

double middle(const FigureBox& box) { return box.y + box.height / 2; }

void connect(Figure& figure, const FigureBox& from, const FigureBox& to) {
  figure.lines.push_back({from.x + from.width, middle(from), to.x, middle(to)});
}

/// Places one theme and its concepts from `y` down; returns where it ends. The theme's box is last.
double place_theme(Figure& figure, const ThemeGroup& group, const Plan& plan, double y) {
  FigureBox theme = box_of(group.theme, Order::Theme, plan);
  std::vector<FigureBox> concepts;
  double stack = 0;
  for (const Entry& entry : group.concepts) {
    concepts.push_back(box_of(entry, Order::Concept, plan));
    stack += concepts.back().height + kBetween;
  }
  stack = std::max(0.0, stack - kBetween);
  const double height = std::max(stack, theme.height);
  move_to(theme, y + (height - theme.height) / 2);
  double at = y + (height - stack) / 2;
  for (FigureBox& box : concepts) {
    move_to(box, at);
    at += box.height + kBetween;
    connect(figure, box, theme);
    figure.boxes.push_back(std::move(box));
  }
  figure.boxes.push_back(std::move(theme));
  return y + height;
}

/// Moves everything placed after `boxes` and `lines` down.
void shift_down(Figure& figure, std::size_t boxes, std::size_t lines, double by) {
  for (std::size_t b = boxes; b < figure.boxes.size(); ++b) {
    move_to(figure.boxes[b], figure.boxes[b].y + by);
  }
  for (std::size_t l = lines; l < figure.lines.size(); ++l) {
    figure.lines[l].y1 += by;
    figure.lines[l].y2 += by;
  }
}

double place_dimension(Figure& figure, const DimensionGroup& group, const Plan& plan, double y) {
  const std::size_t first_box = figure.boxes.size();
  const std::size_t first_line = figure.lines.size();
  std::vector<std::size_t> themes;
  double end = y;
  for (const ThemeGroup& theme : group.themes) {
    end = place_theme(figure, theme, plan, themes.empty() ? y : end + kThemeGap);
    themes.push_back(figure.boxes.size() - 1);
  }
  if (group.dimension.label.empty()) return end;
  FigureBox box = box_of(group.dimension, Order::Dimension, plan);
  if (box.height > end - y) {
    shift_down(figure, first_box, first_line, (box.height - (end - y)) / 2);
    end = y + box.height;
  }
  move_to(box, y + (end - y - box.height) / 2);
  for (const std::size_t theme : themes) connect(figure, figure.boxes[theme], box);
  figure.boxes.push_back(std::move(box));
  return end;
}

double place_headings(Figure& figure, const Plan& plan, Language language) {
  const bool sv = language == Language::Swedish;
  const char* words[3] = {sv ? "Första ordningens begrepp" : "First-order concepts",
                          sv ? "Andra ordningens teman" : "Second-order themes",
                          sv ? "Aggregerade dimensioner" : "Aggregate dimensions"};
  const Font font{kHeadingFont, Weight::Bold};
  double lowest = 0;
  for (std::size_t c = 0; c < plan.columns; ++c) {
    double y = kMargin;
    for (std::string& line : wrapped(words[c], font, plan.column[c].width)) {
      const double width = text_width(line, font);
      figure.headings.push_back(
          {std::move(line), plan.column[c].x, y + font.size, width, font, false});
      y += font.size * kLineHeight;
    }
    lowest = std::max(lowest, y);
  }
  return lowest + 8;
}

/// The figure in one breath for those who do not see it.
std::string described(const DataStructure& structure, Language language) {
  const bool sv = language == Language::Swedish;
  std::string out;
  for (const DimensionGroup& group : structure.dimensions) {
    for (const ThemeGroup& theme : group.themes) {
      if (!group.dimension.label.empty()) {
        out += (sv ? "Dimension " : "Dimension ") + group.dimension.label + ", ";
      }
      out += (sv ? "tema " : "theme ") + theme.theme.label;
      if (!theme.theme.counts.empty()) out += " (" + theme.theme.counts + ")";
      for (std::size_t c = 0; c < theme.concepts.size(); ++c) {
        out += c == 0 ? ": " : "; ";
        out += theme.concepts[c].label;
        if (!theme.concepts[c].counts.empty()) out += " (" + theme.concepts[c].counts + ")";
      }
      out += ".\n";
    }
  }
  if (!out.empty()) out.pop_back();
  return out;
}

}  // namespace

Figure lay_out(const DataStructure& structure, Language language) {
  const Plan plan = plan_for(structure);
  Figure figure;
  figure.width = plan.width;
  figure.title =
      (language == Language::Swedish ? "Datastruktur: " : "Data structure: ") + structure.title;
  figure.description = described(structure, language);
  double y = place_headings(figure, plan, language);
  bool first = true;
  for (const DimensionGroup& group : structure.dimensions) {
    y = place_dimension(figure, group, plan, first ? y : y + kDimensionGap);
    first = false;
  }
  figure.height = y + kMargin;
  return figure;
}

std::vector<Figure> lay_out_pages(const DataStructure& structure, Language language,
                                  double height) {
  Figure whole = lay_out(structure, language);
  if (whole.height <= height) return {std::move(whole)};
  std::vector<DataStructure> parts;
  for (const DimensionGroup& group : structure.dimensions) {
    for (const ThemeGroup& theme : group.themes) {
      DataStructure longer = parts.empty() ? DataStructure{structure.title, {}} : parts.back();
      const bool same = !longer.dimensions.empty() && !longer.dimensions.back().themes.empty() &&
                        longer.dimensions.back().dimension.label == group.dimension.label;
      if (!same) longer.dimensions.push_back({group.dimension, {}});
      longer.dimensions.back().themes.push_back(theme);
      if (parts.empty()) {
        parts.push_back(std::move(longer));
      } else if (lay_out(longer, language).height <= height) {
        parts.back() = std::move(longer);
      } else {
        parts.push_back({structure.title, {{group.dimension, {theme}}}});
      }
    }
  }
  std::vector<Figure> figures;
  for (const DataStructure& part : parts) figures.push_back(lay_out(part, language));
  return figures;
}

}  // namespace rodtrad::report
