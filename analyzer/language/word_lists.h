#pragma once
#include <string>
#include <string_view>
#include <vector>

/// The language's small word lists, kept as data with a reason for every entry (data/*.tsv) and
/// built into the program. Parsed once, on first use.
namespace rodtrad::language {

/// The standard forms of a spoken word, folded and as it is written (`text::surface_form`); empty
/// when it is none. Of some only in small letters: Dan is a name.
std::vector<std::string> standard_forms(const std::string& folded, std::string_view surface);
/// Spellings that are as right as this one and that the list has the other way: mail of mejl.
std::vector<std::string> equal_spellings(const std::string& folded);
/// The same for abbreviations, also with an ending: `ssk:n`, `VC:s`. Some stand for a word only in
/// just these letters: SoL.
std::vector<std::string> abbreviated_word(const std::string& folded, std::string_view surface);

/// An abbreviation that is one only beside a number: `10 min`, `v. 45`, `s. 14`.
struct NumberWord {
  std::vector<std::string> words{};  ///< what it stands for; empty when it is none
  bool after = false;                ///< when a number stands before it
  bool before = false;               ///< when one stands behind it
};
const NumberWord* number_word(std::string_view surface);
/// What a word that begins with a number stands for, without the number: `30min`, `5ggr`,
/// `2veckor`.
std::vector<std::string> word_after_number(const std::string& folded, std::string_view surface);

/// Other ways to write folded words, shorter or in one, each a list of folded tokens: `bland annat`
/// -> `bl a`, `bl.a`; `i dag` -> `idag` and `idag` -> `i dag`. One with capitals is
/// meant in just these letters: `KOL`.
const std::vector<std::vector<std::string>>* other_spellings(std::string_view folded_words);

/// True for words that look like a compound with the term and are none (verkstad/stad): words with
/// a blocked beginning, in any form. Ask again for what follows a compound's first parts.
bool is_blocked(std::string_view folded, std::string_view term);

/// How many bytes at the beginning are a word that looks like a compound and is none, whatever
/// stands after it (kontroll|gruppen); 0 for none.
std::size_t uncut_length(std::string_view folded);

/// True for a form that could be an imperative but nearly always is another word (fall, sätt).
bool hardly_imperative(std::string_view folded);

/// Common verb forms, for when the lexicon is absent or misleads.
bool is_listed_finite(std::string_view folded);
bool is_listed_infinitive(std::string_view folded);
/// fått, blivit
bool is_listed_supine(std::string_view folded);
/// Infinitive and present alike: hoppas, träffas.
bool is_listed_s_form(std::string_view folded);

/// The patch of the lexicon, in the form `listed_words` reads.
std::string_view patch_words();

}  // namespace rodtrad::language
