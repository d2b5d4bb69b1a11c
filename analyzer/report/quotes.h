#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "analyzer/model/analysis.h"
#include "analyzer/report/voices.h"

/// Which excerpts stand for a concept: few, from different people, long enough to say something.
namespace rodtrad::report {

/// Pratt's words (2008): power quotes carry the argument in the text, proof quotes stand in tables.
enum class QuoteMark : std::uint8_t { None, Power, Proof };
std::string_view to_text(QuoteMark mark);
/// `power` or `proof`, case and blanks apart; anything else is no mark.
QuoteMark quote_mark_named(std::string_view word);

/// What people have decided about codings, by the codings' ids.
struct QuoteDecisions {
  std::map<std::string, QuoteMark> picked{};  ///< their concept shows these and no others
  std::map<std::string, QuoteMark> marked{};  ///< shown among the rest, with their mark
};

struct QuoteOptions {
  std::size_t per_concept = 3;
  std::uint32_t min_words = 6;  ///< shorter and longer units are taken only when nothing else is
  std::uint32_t max_words = 60;
  std::string group{};  ///< attribute to spread over; empty: the first fit one
};

struct Quote {
  std::uint32_t coding = 0;  ///< position in `analysis.codings`
  std::uint32_t voice = 0;   ///< as in Voices; 0xFFFFFFFF: nobody in particular
  int telling = 0;           ///< see `telling_of`
  QuoteMark mark = QuoteMark::None;
  bool picked = false;  ///< chosen or marked by a person
};

/// The quotes of one concept, or of a theme's own indicators when `concept_id` is not valid.
struct ConceptQuotes {
  ThemeId theme{};
  ConceptId concept_id{};
  std::vector<Quote> quotes{};  ///< power before proof before the rest, then most telling first
};

/// How much a coding says for itself, in points: three for each indicator that speaks in the unit
/// (at most three count), four for 12-35 words, two when the unit belongs to this theme only, one
/// for a whole sentence, one for a level said in the unit itself, votes as far as five; minus two
/// for a question and for each cut or sound, minus three when every word was recognised by its
/// stem only or could be another word.
int telling_of(const Analysis& analysis, std::uint32_t coding, bool only_theme);

/// Quotes for every theme and concept with a coding, in the codebook's order. Within a concept
/// nobody gets a second quote while somebody else has none; then those inside the length window
/// come first, those not yet heard in the theme, and new groups and levels; then the most telling.
/// A quote that nearly repeats another of its theme is left out, unless the concept had none.
std::vector<ConceptQuotes> choose_quotes(const Analysis& analysis, const Voices& voices,
                                         const QuoteOptions& options,
                                         const QuoteDecisions& decisions);

/// True when the two texts have at least three of five words in common, or all words of one (four
/// or more) stand in the other.
bool nearly_same(const std::vector<std::string>& a, const std::vector<std::string>& b);
/// The distinct words of a text in order, folded: what `nearly_same` compares.
std::vector<std::string> distinct_words(std::string_view text);

/// The attribute quotes are spread over when none is named: the group of an answer sheet, else the
/// first that puts people into between two and half as many groups as there are people. Empty:
/// none.
std::string spread_attribute(const Analysis& analysis, const Voices& voices);

}  // namespace rodtrad::report
