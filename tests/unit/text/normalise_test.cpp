#include "analyzer/text/normalise.h"

#include <gtest/gtest.h>

#include <random>

#include "analyzer/base/utf8.h"

namespace rodtrad::text {
namespace {

/// Letters, signs and blanks on either side of every shortcut.
std::string random_text(std::mt19937& random, std::size_t characters) {
  static const std::vector<std::string> kPieces = {
      "a",      "B",      "z",      "[", "@",  "å",      "Å",      "ö",      "×",
      "÷",      "ÿ",      "Þ",      " ", " ",  "\t",     "\n",     "\u2013", "\u201D",
      "\u2026", "\u00B7", "\u00AD", "7", "\v", "\u00BD", "\u00AA", "\u2010", "\u203F"};
  static const std::vector<std::string> kRare = {
      "ß", "µ",      "\u00A0", "\u2028", "\u202F", "\u0301", "Σ",
      "ſ", "\u0130", "ﬁ",      "\u2000", "\u0345", "漢",     "\U0001F642"};
  std::string out;
  while (characters-- > 0) {
    out += random() % 40 == 0 ? kRare[random() % kRare.size()] : kPieces[random() % kPieces.size()];
  }
  return out;
}

constexpr unsigned kSeed = 20261122;

// A text with ß behind it takes the long way through ICU: the short way must give the same.
TEST(Fold, IsTheSameOnTheShortWay) {
  std::mt19937 random(kSeed);
  for (int round = 0; round < 5'000; ++round) {
    const std::string text = random_text(random, random() % 30);
    ASSERT_EQ(fold(text) + "|ss", fold(text + "|ß")) << text << ", seed " << kSeed;
  }
}

// A no-break space at the end is trimmed, but takes the long way.
TEST(FoldedLabel, IsTheSameOnTheShortWay) {
  EXPECT_EQ(folded_label("  Regional \t\n Nivå  "), "regional nivå");
  EXPECT_EQ(folded_label(" \n "), "");
  std::mt19937 random(kSeed);
  for (int round = 0; round < 5'000; ++round) {
    const std::string text = random_text(random, random() % 30);
    ASSERT_EQ(folded_label(text), folded_label(text + "\u00A0")) << text << ", seed " << kSeed;
  }
}

TEST(FoldedBeginning, BeginsAsTheWholeDoes) {
  std::mt19937 random(kSeed);
  for (int round = 0; round < 5'000; ++round) {
    const std::string text = random_text(random, random() % 400);
    const std::string whole = folded_label(text);
    const std::string beginning = folded_beginning(text, 28);
    ASSERT_EQ(beginning.substr(0, 28), whole.substr(0, 28)) << text << ", seed " << kSeed;
    EXPECT_LE(beginning.size(), whole.size());
  }
  const std::string blanks(5'000, ' ');
  EXPECT_EQ(folded_beginning("Ej" + blanks + "närvarande: " + blanks + "Bo", 28),
            "ej närvarande: bo");
}

}  // namespace
}  // namespace rodtrad::text
