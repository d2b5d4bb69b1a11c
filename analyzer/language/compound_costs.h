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

/// The role in which a word of two letters makes compounds: vårdkö, elbil. Most make none, and
/// letters that look so stand in many words (al, il, ör: lok|alen, akt|ören).
enum class ShortWord : std::uint8_t { None, HeadOfKnown, Head, Modifier, Both };
inline ShortWord short_word(std::string_view lemma) {
  using namespace std::string_view_literals;
  for (const std::string_view word : {"by"sv, "kö"sv, "år"sv}) {
    if (lemma == word) return ShortWord::Both;
  }
  // Heads of compounds that the lexicon knows (mjölkkorna), in all others letters.
  for (const std::string_view word : {"bo"sv, "ko"sv, "ro"sv, "te"sv}) {
    if (lemma == word) return ShortWord::HeadOfKnown;
  }
  if (lemma == "vy" || lemma == "ås") return ShortWord::Head;
  return lemma == "el" ? ShortWord::Modifier : ShortWord::None;
}

/// May a word be cut before this byte?
inline bool boundary(const std::string& text, std::size_t at) {
  return at <= text.size() && (at == text.size() || !utf8::is_continuation(text[at]));
}

}  // namespace rodtrad::language
