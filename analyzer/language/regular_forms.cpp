#include "analyzer/language/regular_forms.h"

#include <algorithm>
#include <array>

#include "analyzer/base/utf8.h"
#include "analyzer/text/characters.h"

namespace rodtrad::language {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kShortestBase = 3;  // letters

/// After a base in -a without it: boost|ade, pizz|orna.
constexpr std::array kAfterA = {"ar"sv,  "ade"sv, "at"sv,   "as"sv,    "ades"sv,
                                "ats"sv, "ad"sv,  "ande"sv, "an"sv,    "ans"sv,
                                "or"sv,  "ors"sv, "orna"sv, "ornas"sv, "andes"sv};
/// After the whole base, or after its doubled last letter: gig|et, laptop|p|en.
constexpr std::array kAfterConsonant = {
    "en"sv,   "ens"sv,   "et"sv, "ets"sv, "ar"sv, "ars"sv, "arna"sv, "arnas"sv, "er"sv,  "ers"sv,
    "erna"sv, "ernas"sv, "a"sv,  "as"sv,  "e"sv,  "es"sv,  "arne"sv, "arnes"sv, "erne"sv};
constexpr std::array kAfterAny = {"s"sv, "n"sv,  "ns"sv,  "t"sv,   "ts"sv,
                                  "r"sv, "rs"sv, "rna"sv, "rnas"sv};
/// After a base in -o, -i, -u: emoji|er.
constexpr std::array kAfterVowel = {"en"sv, "ens"sv, "er"sv, "ers"sv, "erna"sv, "ernas"sv};
/// After a verb in -as without it: kräk|ande.
constexpr std::array kAfterAs = {"ades"sv, "ats"sv, "ande"sv};
/// After a base in -e without it: pojk|ar, handledar|na; in old texts läkar|ne.
constexpr std::array kAfterE = {"ar"sv, "ars"sv, "arna"sv, "arnas"sv,
                                "na"sv, "nas"sv, "ne"sv,   "nes"sv};
/// After a base in -el, -en, -er that loses its e: vackr|a, muskl|erna.
constexpr std::array kAfterDroppedE = {"a"sv,   "ar"sv,   "ars"sv,   "arna"sv, "arnas"sv, "er"sv,
                                       "ers"sv, "erna"sv, "ernas"sv, "et"sv,   "ets"sv,   "en"sv};

bool is_vowel(char32_t letter) {
  return std::u32string_view(U"aeiouyåäöé").find(letter) != std::u32string_view::npos;
}

/// The nth letter from the end, from 0.
char32_t letter_from_end(std::string_view word, std::size_t nth) {
  for (;;) {
    std::size_t begin = word.size();
    while (begin > 0 && utf8::is_continuation(word[begin - 1])) --begin;
    if (begin == 0) return U'\0';
    --begin;
    if (nth-- == 0) return text::first_character(word.substr(begin));
    word = word.substr(0, begin);
  }
}

/// `laptop`, `hashtag`: one consonant after one vowel, which a vowel behind it doubles.
bool doubles(std::string_view base) {
  const char32_t last = letter_from_end(base, 0);
  return std::u32string_view(U"bdfgklmnprst").find(last) != std::u32string_view::npos &&
         is_vowel(letter_from_end(base, 1)) && !is_vowel(letter_from_end(base, 2));
}

template <class Endings, class Visit>
void strip(std::string_view form, const Endings& endings, Visit visit) {
  for (const std::string_view ending : endings) {
    if (form.ends_with(ending)) visit(form.substr(0, form.size() - ending.size()));
  }
}

}  // namespace

std::vector<std::string> regular_bases(std::string_view form) {
  std::vector<std::string> out;
  const auto offer = [&out](std::string base) {
    if (utf8::count(base) < kShortestBase) return;
    if (std::find(out.begin(), out.end(), base) == out.end()) out.push_back(std::move(base));
  };
  strip(form, kAfterA, [&](std::string_view rest) { offer(std::string(rest) + "a"); });
  strip(form, kAfterAny, [&](std::string_view base) {
    const bool after_vowel = is_vowel(letter_from_end(base, 0));
    if (after_vowel || form.size() == base.size() + 1) offer(std::string(base));
  });
  strip(form, kAfterConsonant, [&](std::string_view base) {
    if (is_vowel(letter_from_end(base, 0))) return;
    offer(std::string(base));
    const char32_t last = letter_from_end(base, 0);
    if (last < 0x80 && last == letter_from_end(base, 1)) {
      const std::string single(base.substr(0, base.size() - 1));
      if (doubles(single) && !form.ends_with('e') && !form.ends_with("es")) offer(single);
    }
  });
  strip(form, kAfterAs, [&](std::string_view rest) { offer(std::string(rest) + "as"); });
  strip(form, kAfterVowel, [&](std::string_view base) {
    if (base.ends_with('o') || base.ends_with('i') || base.ends_with('u')) offer(std::string(base));
  });
  strip(form, kAfterE, [&](std::string_view rest) { offer(std::string(rest) + "e"); });
  strip(form, kAfterDroppedE, [&](std::string_view rest) {
    const char32_t last = letter_from_end(rest, 0);
    const bool fits = last == U'l' || last == U'n' || last == U'r';
    if (!fits || is_vowel(letter_from_end(rest, 1))) return;
    std::string base(rest);
    base.insert(base.size() - 1, "e");
    offer(std::move(base));
  });
  strip(form, std::array{"jer"sv, "jes"sv}, [&](std::string_view rest) {
    offer(std::string(rest) + "ja");  // svärjer
  });
  // The n and r of `base|n` belong after vowels and -el, -er, -or; the t of adjectives anywhere.
  std::erase_if(out, [form](const std::string& base) {
    const bool bare = form.size() == base.size() + 1 && form.starts_with(base);
    const bool takes_n = form.ends_with('n') &&
                         (base.ends_with("el") || base.ends_with("er") || base.ends_with("or"));
    return bare && !takes_n && (form.ends_with('n') || form.ends_with('r')) &&
           !is_vowel(letter_from_end(base, 0));
  });
  // A word in -a takes the endings of such words and the genitive, nothing else.
  std::erase_if(out, [form](const std::string& base) {
    if (!base.ends_with('a') || form == base + "s") return false;
    if (base.ends_with("ja") && (form.ends_with("jer") || form.ends_with("jes"))) return false;
    const std::string_view rest = std::string_view(base).substr(0, base.size() - 1);
    return !form.starts_with(rest) ||
           std::find(kAfterA.begin(), kAfterA.end(), form.substr(rest.size())) == kAfterA.end();
  });
  return out;
}

bool is_regular_form(std::string_view form, std::string_view base) {
  const std::vector<std::string> bases = regular_bases(form);
  return std::find(bases.begin(), bases.end(), base) != bases.end();
}

}  // namespace rodtrad::language
