#pragma once
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "analyzer/base/utf8.h"

/// What the splitter and the search for a term in compounds share.
namespace rodtrad::language {

inline constexpr double kPart = 1.0;
inline constexpr double kThreeLetters = 0.7;
inline constexpr double kTwoLetters = 2.5;
inline constexpr double kNumber = 0.1;            // what a number at the front costs less
inline constexpr double kTolerance = 0.3;         // accepted above the best
inline constexpr double kKnownWholeLimit = 3.45;  // a known word must split at least this well
inline constexpr double kNever = std::numeric_limits<double>::infinity();

/// What a part costs for being short.
inline double shortness(std::string_view text) {
  const std::size_t letters = utf8::count(text);
  if (letters >= 4) return 0;
  if (letters == 3) return kThreeLetters;
  return letters == 2 ? kTwoLetters : kNever;
}

/// Where a word of two letters is the last part of compounds.
enum class ShortHead : std::uint8_t {
  Never,
  InKnown,  ///< in words that the lexicon knows (mjölkkorna); in all others it is letters
  AsTerm,   ///< where it is asked for: fiskeby, but Granby is no gran
  Always    ///< vårdkö, folköl
};

/// The roles in which a word of two letters makes compounds. Most make none, and letters that look
/// so stand in many words (al, il, ör: lok|alen, akt|ören).
struct ShortWord {
  std::string_view lemma;
  bool begins;  ///< bare, as the word's first letters: elavtal, ishall
  bool links;   ///< with an s and after other parts too: årskurs
  ShortHead head;
};
inline constexpr ShortWord kShortWords[] = {
    {"by", true, true, ShortHead::AsTerm},    {"kö", true, true, ShortHead::Always},
    {"år", true, true, ShortHead::Always},    {"öl", true, false, ShortHead::Always},
    {"el", true, false, ShortHead::Never},    {"is", true, false, ShortHead::Never},
    {"sy", true, false, ShortHead::Never},    {"ek", true, false, ShortHead::Never},
    {"ny", true, false, ShortHead::Never},    {"rå", true, false, ShortHead::Never},
    {"te", true, false, ShortHead::InKnown},  {"bo", false, false, ShortHead::InKnown},
    {"ko", false, false, ShortHead::InKnown}, {"ro", false, false, ShortHead::AsTerm},
    {"vy", false, false, ShortHead::AsTerm},  {"ås", false, false, ShortHead::AsTerm}};
inline const ShortWord* short_word(std::string_view lemma) {
  for (const ShortWord& word : kShortWords) {
    if (word.lemma == lemma) return &word;
  }
  return nullptr;
}

/// Words that make no compounds by the lexicon and yet begin many: femårsplan, tolvtiden,
/// merarbete. Numbers are no shorter than they are.
inline double first_word_cost(std::string_view text) {
  for (const std::string_view number :
       {"två", "tre", "fyra", "fem", "sex", "åtta", "nio", "tio", "elva", "tolv", "femton", "tjugo",
        "trettio", "hundra", "tusen"}) {
    if (number == text) return kPart - kNumber;
  }
  return text == "mer" ? kPart + kThreeLetters : kNever;
}

/// May a word be cut before this byte?
inline bool boundary(const std::string& text, std::size_t at) {
  return at <= text.size() && (at == text.size() || !utf8::is_continuation(text[at]));
}

}  // namespace rodtrad::language
