#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

/// A sentence cut into clauses, well enough to tell how far a negation reaches: by conjunctions,
/// finite verbs and word order. No parser; spoken Swedish seldom has a parse.
namespace rodtrad::language {

class Lexicon;

/// One word or punctuation mark of a sentence, folded.
struct ClausePart {
  std::string_view folded;
  bool is_word = true;
};

enum class ClauseKind : std::uint8_t {
  Main,
  That,        ///< `att det fungerar`, also without att
  Relative,    ///< `som vi följer`
  Adverbial,   ///< `eftersom vi inte hinner`, questions in the middle of a sentence too
  Infinitive,  ///< `att få hjälp`
  Purpose,     ///< `för att få hjälp`
  Without,     ///< `utan stöd`, `utan att fråga`
};

constexpr std::uint32_t no_clause = 0xFFFFFFFF;

struct Clause {
  ClauseKind kind = ClauseKind::Main;
  std::uint32_t parent = no_clause;   ///< the clause it stands in
  std::uint32_t sibling = no_clause;  ///< the clause it continues with och or eller, subject shared
  bool by_or = false;                 ///< … with eller
  bool raised = false;                ///< its negation may stand outside: `tror inte att det går`
  bool fronted = false;               ///< … and after it: `att det går tror jag inte`
  std::uint32_t begin = 0;            ///< its first part
  std::uint32_t finite = no_clause;   ///< the part that is its finite verb
};

struct Clauses {
  std::vector<Clause> clauses;
  std::vector<std::uint32_t> of_part;  ///< clause by part
};

/// Linear in the sentence, with a look-ahead to the next stop. `lexicon` may be null.
Clauses find_clauses(const std::vector<ClausePart>& sentence, const Lexicon* lexicon);

/// The words that negate: inte, aldrig, ingen, knappast, varken …
bool is_negator(std::string_view folded);
/// ingen, inga, inget: a negation that stands with its noun.
bool is_negative_determiner(std::string_view folded);

}  // namespace rodtrad::language
