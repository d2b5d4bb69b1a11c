#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "analyzer/base/utf8.h"
#include "analyzer/report/data_structure.h"

/// Laws of the data-structure figure, on generated structures: nothing overlaps, nothing is
/// clipped, no letter is lost, the order is the codebook's.
namespace rodtrad::report {
namespace {

/// Words of Swedish make: short ones, long compounds, hyphens, capitals, wide and narrow letters.
std::string word(std::mt19937& random) {
  static const std::vector<std::string> kParts = {
      "vård", "samverkan", "s",    "plan",      "WMÅÄÖ",      "il", "kommun", "IT-",
      "stöd", "och",       "över", "läkemedel", "sgenomgång", "%",  "–"};
  std::string out;
  const std::size_t parts = 1 + random() % (random() % 7 == 0 ? 9 : 3);
  for (std::size_t i = 0; i < parts; ++i) out += kParts[random() % kParts.size()];
  return out;
}

std::string label(std::mt19937& random, std::size_t letters) {
  std::string out;
  while (utf8::count(out) < letters) {
    if (!out.empty()) out += ' ';
    out += word(random);
  }
  std::string cut(utf8::prefix(out, letters));
  if (cut.back() == ' ') cut.back() = '.';
  return cut;
}

DataStructure generated(std::mt19937& random) {
  DataStructure structure{"Studien", {}};
  std::size_t concepts = random() % 61;
  const std::size_t dimensions = 1 + random() % 4;
  for (std::size_t d = 0; d < dimensions; ++d) {
    DataStructure::DimensionGroup group;
    if (d > 0 || random() % 4 != 0) group.dimension.label = label(random, 1 + random() % 60);
    const std::size_t themes = 1 + random() % 5;
    for (std::size_t t = 0; t < themes; ++t) {
      DataStructure::ThemeGroup theme;
      theme.theme.label = label(random, 1 + random() % 60);
      const bool last = d + 1 == dimensions && t + 1 == themes;
      const std::size_t n = last ? concepts : random() % (concepts + 1);
      for (std::size_t c = 0; c < n; ++c) {
        theme.concepts.push_back({label(random, 1 + random() % 60),
                                  random() % 2 ? "12 enheter, 3/9 personer" : "", "#c"});
      }
      concepts -= n;
      group.themes.push_back(theme);
    }
    structure.dimensions.push_back(group);
  }
  return structure;
}

bool overlap(const FigureBox& a, const FigureBox& b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

std::string letters_only(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' && c != '-') out += c;
  }
  return out;
}

void expect_sound(const Figure& figure) {
  for (std::size_t i = 0; i < figure.boxes.size(); ++i) {
    const FigureBox& box = figure.boxes[i];
    EXPECT_GE(box.x, 0);
    EXPECT_GE(box.y, 0);
    EXPECT_LE(box.x + box.width, figure.width);
    EXPECT_LE(box.y + box.height, figure.height);
    for (std::size_t j = i + 1; j < figure.boxes.size(); ++j) {
      EXPECT_FALSE(overlap(box, figure.boxes[j])) << box.name << " / " << figure.boxes[j].name;
    }
    std::string text;
    double above = box.y;
    for (const FigureText& line : box.lines) {
      EXPECT_NEAR(line.width, text_width(line.text, line.font), 1e-9);
      EXPECT_GE(line.x, box.x + 1) << line.text;
      EXPECT_LE(line.x + line.width, box.x + box.width - 1) << line.text;
      EXPECT_GE(line.y - line.font.size * 0.95, above - 1e-9)
          << "Å stands above the line: " << line.text;
      EXPECT_LE(line.y + line.font.size * 0.25, box.y + box.height) << line.text;
      above = line.y + line.font.size * 0.22;
      text += line.text;
    }
    std::string whole = box.name;
    for (const char c : {'(', ')'})
      whole.erase(std::remove(whole.begin(), whole.end(), c), whole.end());
    for (const char c : {'(', ')'})
      text.erase(std::remove(text.begin(), text.end(), c), text.end());
    EXPECT_EQ(letters_only(text), letters_only(whole)) << "every letter is drawn";
  }
  for (const FigureLine& line : figure.lines) {
    EXPECT_LT(line.x1, line.x2);
    for (const FigureBox& box : figure.boxes) {
      const bool crosses = line.x1 < box.x + box.width && line.x2 > box.x &&
                           std::min(line.y1, line.y2) < box.y + box.height &&
                           std::max(line.y1, line.y2) > box.y;
      EXPECT_FALSE(crosses) << "a line runs through " << box.name;
    }
  }
}

std::vector<std::string> names(const Figure& figure, Order order) {
  std::vector<std::pair<double, std::string>> placed;
  for (const FigureBox& box : figure.boxes) {
    if (box.order == order) placed.emplace_back(box.y, box.name);
  }
  std::stable_sort(placed.begin(), placed.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> out;
  for (const auto& [y, name] : placed) out.push_back(name);
  return out;
}

TEST(FigureProperty, NothingOverlapsNothingIsClippedAndTheOrderHolds) {
  for (unsigned seed = 1; seed <= 200; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    const DataStructure structure = generated(random);
    const Figure figure = lay_out(structure, Language::Swedish);
    expect_sound(figure);
    std::vector<std::string> concepts;
    for (const auto& group : structure.dimensions) {
      for (const auto& theme : group.themes) {
        for (const auto& entry : theme.concepts) {
          concepts.push_back(entry.label + (entry.counts.empty() ? "" : " (" + entry.counts + ")"));
        }
      }
    }
    EXPECT_EQ(names(figure, Order::Concept), concepts);
    EXPECT_EQ(figure_svg(figure, {}), figure_svg(lay_out(structure, Language::Swedish), {}));
  }
}

TEST(FigureProperty, PagesHoldTheSameBoxesAndFitThePage) {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    const DataStructure structure = generated(random);
    std::size_t tallest_theme = 0;
    std::vector<std::string> whole = names(lay_out(structure, Language::Swedish), Order::Concept);
    std::vector<std::string> parts;
    for (const Figure& figure : lay_out_pages(structure, Language::Swedish, 900)) {
      expect_sound(figure);
      const auto here = names(figure, Order::Concept);
      parts.insert(parts.end(), here.begin(), here.end());
      tallest_theme = std::max(tallest_theme, names(figure, Order::Theme).size());
      EXPECT_TRUE(figure.height <= 900 || names(figure, Order::Theme).size() == 1);
    }
    EXPECT_EQ(parts, whole);
  }
}

TEST(FigureProperty, SixtyConceptsOfSixtyLettersFit) {
  std::mt19937 random(7);
  DataStructure structure{"Studien", {{{label(random, 60)}, {}}}};
  for (int t = 0; t < 10; ++t) {
    DataStructure::ThemeGroup theme{{label(random, 60)}, {}};
    for (int c = 0; c < 6; ++c) theme.concepts.push_back({label(random, 60)});
    structure.dimensions[0].themes.push_back(theme);
  }
  const Figure figure = lay_out(structure, Language::Swedish);
  EXPECT_EQ(figure.boxes.size(), 71U);
  expect_sound(figure);
}

TEST(TextWidth, IsArialsWidth) {
  // From the published metrics of Helvetica (AFM, 1/1000 em): a 556, å 556, W 944, i 222, blank
  // 278.
  EXPECT_NEAR(text_width("a", {1000}), 556, 0.5);
  EXPECT_NEAR(text_width("å", {1000}), 556, 0.5);
  EXPECT_NEAR(text_width("Wi", {1000}), 944 + 222, 0.5);
  EXPECT_NEAR(text_width("W ", {1000, Weight::Bold}), 944 + 278, 0.5);
}

TEST(Wrapped, BreaksAtWordsAndDividesOnlyWhatCannotFit) {
  const Font font{10};
  EXPECT_EQ(wrapped("otydliga roller", font, 50), (std::vector<std::string>{"otydliga", "roller"}));
  EXPECT_EQ(wrapped("IT-stödet", font, 30), (std::vector<std::string>{"IT-stö-", "det"}));
  EXPECT_EQ(wrapped("vård- och omsorg", font, 52),
            (std::vector<std::string>{"vård- och", "omsorg"}));
  // One consonant goes down with its vowel.
  EXPECT_EQ(wrapped("samverkansavtal", font, 45),
            (std::vector<std::string>{"samver-", "kansavtal"}));
  EXPECT_TRUE(wrapped("  ", font, 50).empty());
}

}  // namespace
}  // namespace rodtrad::report
