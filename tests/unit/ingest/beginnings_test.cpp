#include "analyzer/ingest/beginnings.h"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>

#include "analyzer/text/normalise.h"

namespace rodtrad::ingest {
namespace {

using namespace std::string_view_literals;

constexpr std::array kWords = {"deltagare"sv, "närvarande"sv, "ej här"sv, "i"sv,
                               "åk"sv,        "läs mer"sv,    "össe"sv};
constexpr std::array kEnds = {"deltagare"sv, " mer"sv, "äsa"sv, "någåå"sv, "össe"sv};

/// Lines of characters that fold in all the ways there are: in place, to two letters, to other
/// bytes, with a mark.
std::string made_line(std::mt19937& random) {
  constexpr std::array characters = {
      "d"sv, "D"sv, "e"sv,      "E"sv, "l"sv,       "L"sv,      "å"sv, "Å"sv,      "ä"sv,
      "Ä"sv, "n"sv, "N"sv,      "ö"sv, "Ö"sv,       "s"sv,      "S"sv, "ß"sv,      "é"sv,
      "×"sv, "µ"sv, "i"sv,      "I"sv, "k"sv,       "\u212A"sv, " "sv, "\u00A0"sv, "-"sv,
      "…"sv, "m"sv, "M"sv,      "r"sv, "a\u0331"sv, "\t"sv,     "g"sv, "\u1E9E"sv, "@"sv,
      "`"sv, "{"sv, "\u0130"sv, "#"sv, "H\u0331"sv};
  std::string line;
  const std::size_t size = random() % 6;
  for (std::size_t i = 0; i < size; ++i) line += characters[random() % characters.size()];
  return line;
}

/// A line that begins or ends with one of the words in some writing, more often than chance does.
std::string written(std::string_view word, std::mt19937& random) {
  std::string out;
  for (const char c : word) {
    out += random() % 2 == 0 && c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  }
  return out;
}

TEST(Beginnings, NeverDenyAWordThatBeginsOrEndsTheFoldedLine) {
  constexpr Beginnings beginnings(kWords);
  constexpr Endings endings(kEnds);
  std::mt19937 random(7);
  std::size_t begin = 0;
  std::size_t end = 0;
  for (int i = 0; i < 200'000; ++i) {
    std::string line = made_line(random);
    if (i % 4 == 0) line = written(kWords[random() % kWords.size()], random) + line;
    if (i % 4 == 1) line += written(kEnds[random() % kEnds.size()], random);
    const std::string folded = text::folded_label(text::to_nfc(line));
    line = text::to_nfc(line);
    for (const std::string_view word : kWords) {
      if (!folded.starts_with(word)) continue;
      ++begin;
      ASSERT_TRUE(beginnings.may_begin(line)) << line << " begins with " << word;
    }
    for (const std::string_view word : kEnds) {
      if (!folded.ends_with(word)) continue;
      ++end;
      ASSERT_TRUE(endings.may_end(line)) << line << " ends with " << word;
    }
  }
  EXPECT_GT(begin, 50'000U);
  EXPECT_GT(end, 50'000U);
}

TEST(Beginnings, TellOfOrdinaryLinesThatTheyBeginAndEndOtherwise) {
  constexpr Beginnings beginnings(kWords);
  constexpr Endings endings(kEnds);
  for (const char* line :
       {"Men det var väl", "Och så här", "Där är vilan", "Åter igen?", "”Jaså”"}) {
    const bool quoted = std::string_view(line).starts_with("”");
    EXPECT_EQ(beginnings.may_begin(line), quoted) << line;
    EXPECT_EQ(endings.may_end(line), quoted) << line;
  }
}

}  // namespace
}  // namespace rodtrad::ingest
