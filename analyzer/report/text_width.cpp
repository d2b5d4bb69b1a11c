#include "analyzer/report/text_width.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"

namespace rodtrad::report {
namespace {

// Advance widths in 1/2048 em, read from the font's metrics: U+0020-007E, then U+00A0-017F.
// clang-format off
constexpr std::uint16_t kAsciiRegular[] = {
    569, 569, 727, 1139, 1139, 1821, 1366, 391, 682, 682, 797, 1196, 569, 682, 569, 569, 1139,
    1139, 1139, 1139, 1139, 1139, 1139, 1139, 1139, 1139, 569, 569, 1196, 1196, 1196, 1139, 2079,
    1366, 1366, 1479, 1479, 1366, 1251, 1593, 1479, 569, 1024, 1366, 1139, 1706, 1479, 1593, 1366,
    1593, 1479, 1366, 1251, 1479, 1366, 1933, 1366, 1366, 1251, 569, 569, 569, 961, 1139, 682,
    1139, 1139, 1024, 1139, 1139, 569, 1139, 1139, 455, 455, 1024, 455, 1706, 1139, 1139, 1139,
    1139, 682, 1024, 569, 1139, 1024, 1479, 1024, 1024, 1024, 684, 532, 684, 1196};
constexpr std::uint16_t kAsciiBold[] = {
    569, 682, 971, 1139, 1139, 1821, 1479, 487, 682, 682, 797, 1196, 569, 682, 569, 569, 1139,
    1139, 1139, 1139, 1139, 1139, 1139, 1139, 1139, 1139, 682, 682, 1196, 1196, 1196, 1251, 1997,
    1479, 1479, 1479, 1479, 1366, 1251, 1593, 1479, 569, 1139, 1479, 1251, 1706, 1479, 1593, 1366,
    1593, 1479, 1366, 1251, 1479, 1366, 1933, 1366, 1366, 1251, 682, 569, 682, 1196, 1139, 682,
    1139, 1251, 1139, 1251, 1139, 682, 1251, 1251, 569, 569, 1139, 569, 1821, 1251, 1251, 1251,
    1251, 797, 1139, 682, 1251, 1139, 1593, 1139, 1139, 1024, 797, 573, 797, 1196};
constexpr std::uint16_t kLatinRegular[] = {
    569, 682, 1139, 1139, 1139, 1139, 532, 1139, 682, 1509, 758, 1139, 1196, 682, 1509, 1131, 819,
    1124, 682, 682, 682, 1180, 1100, 569, 682, 682, 748, 1139, 1708, 1708, 1708, 1251, 1366, 1366,
    1366, 1366, 1366, 1366, 2048, 1479, 1366, 1366, 1366, 1366, 569, 569, 569, 569, 1479, 1479,
    1593, 1593, 1593, 1593, 1593, 1196, 1593, 1479, 1479, 1479, 1479, 1366, 1366, 1251, 1139, 1139,
    1139, 1139, 1139, 1139, 1821, 1024, 1139, 1139, 1139, 1139, 569, 569, 569, 569, 1139, 1139,
    1139, 1139, 1139, 1139, 1139, 1124, 1251, 1139, 1139, 1139, 1139, 1024, 1139, 1024, 1366, 1139,
    1366, 1139, 1366, 1139, 1479, 1024, 1479, 1024, 1479, 1024, 1479, 1024, 1479, 1259, 1479, 1139,
    1366, 1139, 1366, 1139, 1366, 1139, 1366, 1139, 1366, 1139, 1593, 1139, 1593, 1139, 1593, 1139,
    1593, 1139, 1479, 1139, 1479, 1139, 569, 569, 569, 569, 569, 569, 569, 455, 569, 569, 1505,
    909, 1024, 455, 1366, 1024, 1024, 1139, 455, 1139, 455, 1139, 597, 1139, 684, 1139, 455, 1479,
    1139, 1479, 1139, 1479, 1139, 1237, 1481, 1139, 1593, 1139, 1593, 1139, 1593, 1139, 2048, 1933,
    1479, 682, 1479, 682, 1479, 682, 1366, 1024, 1366, 1024, 1366, 1024, 1366, 1024, 1251, 569,
    1251, 768, 1251, 569, 1479, 1139, 1479, 1139, 1479, 1139, 1479, 1139, 1479, 1139, 1479, 1139,
    1933, 1479, 1366, 1024, 1366, 1251, 1024, 1251, 1024, 1251, 1024, 455};
constexpr std::uint16_t kLatinBold[] = {
    569, 682, 1139, 1139, 1139, 1139, 573, 1139, 682, 1509, 758, 1139, 1196, 682, 1509, 1131, 819,
    1124, 682, 682, 682, 1180, 1139, 569, 682, 682, 748, 1139, 1708, 1708, 1708, 1251, 1479, 1479,
    1479, 1479, 1479, 1479, 2048, 1479, 1366, 1366, 1366, 1366, 569, 569, 569, 569, 1479, 1479,
    1593, 1593, 1593, 1593, 1593, 1196, 1593, 1479, 1479, 1479, 1479, 1366, 1366, 1251, 1139, 1139,
    1139, 1139, 1139, 1139, 1821, 1139, 1139, 1139, 1139, 1139, 569, 569, 569, 569, 1251, 1251,
    1251, 1251, 1251, 1251, 1251, 1124, 1251, 1251, 1251, 1251, 1251, 1139, 1251, 1139, 1479, 1139,
    1479, 1139, 1479, 1139, 1479, 1139, 1479, 1139, 1479, 1139, 1479, 1139, 1479, 1472, 1479, 1251,
    1366, 1139, 1366, 1139, 1366, 1139, 1366, 1139, 1366, 1139, 1593, 1251, 1593, 1251, 1593, 1251,
    1593, 1251, 1479, 1251, 1479, 1251, 569, 569, 569, 569, 569, 569, 569, 569, 569, 569, 1607,
    1139, 1139, 569, 1479, 1139, 1139, 1251, 569, 1251, 569, 1251, 789, 1251, 981, 1251, 569, 1479,
    1251, 1479, 1251, 1479, 1251, 1451, 1481, 1251, 1593, 1251, 1593, 1251, 1593, 1251, 2048, 1933,
    1479, 797, 1479, 797, 1479, 797, 1366, 1139, 1366, 1139, 1366, 1139, 1366, 1139, 1251, 682,
    1251, 981, 1251, 682, 1479, 1251, 1479, 1251, 1479, 1251, 1479, 1251, 1479, 1251, 1479, 1251,
    1933, 1593, 1366, 1139, 1366, 1251, 1024, 1251, 1024, 1251, 1024, 569};
// clang-format on

struct Sign {
  char32_t code_point;
  std::uint16_t regular;
  std::uint16_t bold;
};
constexpr Sign kSigns[] = {
    {0x2010, 682, 682},   {0x2011, 682, 682},   {0x2013, 1139, 1139}, {0x2014, 2048, 2048},
    {0x2018, 455, 569},   {0x2019, 455, 569},   {0x201A, 455, 569},   {0x201C, 682, 1024},
    {0x201D, 682, 1024},  {0x201E, 682, 1024},  {0x2020, 1139, 1139}, {0x2022, 717, 717},
    {0x2026, 2048, 2048}, {0x2032, 384, 491},   {0x2033, 725, 981},   {0x20AC, 1139, 1139},
    {0x2122, 2048, 2048}, {0x2190, 2048, 2048}, {0x2192, 2048, 2048}, {0x2212, 1196, 1196},
    {0x2260, 1124, 1124}, {0x2264, 1124, 1124}, {0x2265, 1124, 1124},
};

constexpr double kUnitsPerEm = 2048;
constexpr std::size_t kShortestPart = 3;  ///< letters of a word on either side of a break

bool is_combining(char32_t c) { return (c >= 0x300 && c <= 0x36F) || c == 0x200B || c == 0x200D; }

double advance(char32_t c, Weight weight) {
  const bool bold = weight == Weight::Bold;
  if (c >= 0x20 && c <= 0x7E) return bold ? kAsciiBold[c - 0x20] : kAsciiRegular[c - 0x20];
  if (c >= 0xA0 && c <= 0x17F) return bold ? kLatinBold[c - 0xA0] : kLatinRegular[c - 0xA0];
  for (const Sign& sign : kSigns) {
    if (sign.code_point == c) return bold ? sign.bold : sign.regular;
  }
  return is_combining(c) ? 0 : kUnitsPerEm;
}

bool is_vowel(char32_t c) {
  constexpr std::u32string_view kVowels = U"aeiouyåäöéèüæøAEIOUYÅÄÖÉÈÜÆØ";
  return kVowels.find(c) != std::u32string_view::npos;
}

bool is_letter(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0x17F) || c > 0x2FF;
}

std::u32string code_points(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  utf8::for_each(text, [&out](char32_t c, std::size_t) { out += c; });
  return out;
}

std::string encoded(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) utf8::append(out, c);
  return out;
}

/// In units of the font: whole numbers, so that sums do not depend on their order.
double units_of(std::u32string_view text, Weight weight) {
  double units = 0;
  for (const char32_t c : text) units += advance(c, weight);
  return units;
}

double in_points(double units, const Font& font) { return units / kUnitsPerEm * font.size; }

double width_of(std::u32string_view text, const Font& font) {
  return in_points(units_of(text, font.weight), font);
}

/// Where a word that is wider than the line is cut. Swedish lets one consonant go down with the
/// vowel after it; where no such place fits, the last letter that does.
struct Cut {
  std::size_t at = 0;
  bool hyphen = true;
};

Cut cut_of(std::u32string_view word, const Font& font, double width) {
  const double hyphen = advance(U'-', font.weight) / kUnitsPerEm * font.size;
  std::size_t fits = 0;
  double used = 0;
  while (fits < word.size()) {
    used += width_of(word.substr(fits, 1), font);
    if (used + hyphen > width) break;
    ++fits;
  }
  fits = std::max<std::size_t>(fits, 1);
  for (std::size_t at = fits; at >= kShortestPart; --at) {
    if (at + kShortestPart > word.size()) continue;
    if (is_letter(word[at - 1]) && is_letter(word[at]) && !is_vowel(word[at]) &&
        is_vowel(word[at + 1])) {
      return {at, true};
    }
  }
  while (fits > 1 && fits < word.size() && is_combining(word[fits])) --fits;
  return {fits, fits < word.size() && is_letter(word[fits - 1]) && is_letter(word[fits])};
}

/// A word, or what of it ends on a hyphen or slash: a line may break after either.
struct Piece {
  std::u32string_view letters;
  bool blank_follows = false;
};

std::vector<Piece> pieces_of(std::u32string_view text) {
  std::vector<Piece> out;
  std::size_t begin = 0;
  const auto end_piece = [&](std::size_t end, bool blank) {
    if (end > begin) out.push_back({text.substr(begin, end - begin), blank});
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t c = text[i];
    if (c == U' ' || c == U'\n' || c == U'\t' || c == U'\r') {
      end_piece(i, true);
      begin = i + 1;
      continue;
    }
    const bool may_break = (c == U'-' || c == U'/' || c == 0x2013) &&
                           i + 1 - begin > kShortestPart && i + kShortestPart < text.size() &&
                           is_letter(text[i + 1]);
    if (may_break) {
      end_piece(i + 1, false);
      begin = i + 1;
    }
  }
  end_piece(text.size(), false);
  return out;
}

/// Words with one space between them and nothing around: as `wrapped` would write them on a line.
bool only_single_blanks(std::string_view text) {
  if (text.empty() || text.front() == ' ' || text.back() == ' ') return false;
  return text.find_first_of("\n\t\r") == std::string_view::npos &&
         text.find("  ") == std::string_view::npos;
}

}  // namespace

double text_width(std::string_view text, const Font& font) {
  double units = 0;
  utf8::for_each(text, [&](char32_t c, std::size_t) { units += advance(c, font.weight); });
  return in_points(units, font);
}

std::vector<std::string> wrapped(std::string_view text, const Font& font, double width) {
  if (only_single_blanks(text) && text_width(text, font) <= width) return {std::string(text)};
  std::vector<std::string> lines;
  std::u32string line;
  double units = 0;  // of the line
  const auto end_line = [&] {
    while (!line.empty() && line.back() == U' ') line.pop_back();
    if (!line.empty()) lines.push_back(encoded(line));
    line.clear();
    units = 0;
  };
  const std::u32string characters = code_points(text);
  for (auto [letters, blank_follows] : pieces_of(characters)) {
    double own = units_of(letters, font.weight);
    if (in_points(units + own, font) > width) end_line();
    while (in_points(own, font) > width && letters.size() > 1) {
      const Cut cut = cut_of(letters, font, width);
      line = letters.substr(0, cut.at);
      if (cut.hyphen) line += U'-';
      letters.remove_prefix(cut.at);
      end_line();
      own = units_of(letters, font.weight);
    }
    line += letters;
    units += own;
    if (!blank_follows) continue;
    line += U' ';
    units += advance(U' ', font.weight);
  }
  end_line();
  return lines;
}

}  // namespace rodtrad::report
