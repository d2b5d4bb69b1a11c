#pragma once
#include <cstdint>
#include <string_view>

/// Which verb forms head a clause. The reach of a negation turns on where clauses begin and end.
namespace rodtrad::language {

class Lexicon;

enum class VerbForm : std::uint8_t {
  None,
  Finite,       ///< present, past or imperative: fungerar, fick, ring
  MaybeFinite,  ///< also a noun or adjective: delar, svar
  Infinitive,
  InfinitiveOrFinite,  ///< hoppas, lagas, umgås: the word before it tells
  Supine,              ///< fått, skrivit: heads a subordinate clause that leaves har out
};

/// What a folded word is as a verb, from the lexicon (null: none) and a list of common forms. One
/// look-up; a few for forms in -s and for words that hunspell alone knows.
VerbForm verb_form(std::string_view folded, const Lexicon* lexicon);

}  // namespace rodtrad::language
