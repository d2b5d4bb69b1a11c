#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzer/language/lexicon.h"
#include "analyzer/language/stemmer.h"
#include "analyzer/language/term_index.h"
#include "analyzer/model/codebook.h"

/// Does a word form belong to a term? The cascade: apertium decides between words it knows, else
/// hunspell, else the regular endings of new words; without a lexicon Snowball's stems, but for
/// derivations (podd, poddare).
namespace rodtrad::language {

/// A word with what the lexicon knows of it.
struct KnownWord {
  std::string folded;
  std::vector<Reading> readings{};     ///< apertium's, linking forms left out
  std::vector<std::uint32_t> bases{};  ///< hunspell's
  std::string stem{};
  bool any_reading = false;  ///< a term that is meant in all its readings: får stöd, fick stöd

  [[nodiscard]] bool known() const { return !readings.empty() || !bases.empty(); }
};

class Inflection {
 public:
  /// `lexicon` must outlive this; it may be empty.
  explicit Inflection(const Lexicon& lexicon) : lexicon_(&lexicon) {}

  /// Everything about one folded word. For a form in a text the readings are filtered: an
  /// imperative yields to a more common word (fall, sätt, håll: data/homographs.tsv), and a form
  /// with a closed-class reading (för, när, om) keeps that alone, but for a short list (var, är,
  /// har …) and exclamations (tack!). The genitive of an adjective yields to a verb (kallas), a
  /// participle to a noun that is spelled so (följd).
  [[nodiscard]] KnownWord as_form(std::string_view folded, Stemmer& stemmer) const;
  [[nodiscard]] KnownWord as_term(std::string_view folded, Stemmer& stemmer) const;

  /// Nothing when the form is not one of the term's. A term that is a lemma finds its forms: a verb
  /// its participles too, an adjective that is a participle the verb's other ones, a verb in -as
  /// the passive forms of the active verb. A term in another form finds what shares its lemma and
  /// group; so does a lemma that is also a form of another word, where any reading is meant.
  [[nodiscard]] std::optional<Recognition> match(const KnownWord& term, const KnownWord& form,
                                                 PartOfSpeech pos) const;

  /// Keys that a term and a form share whenever they can match, for indexing: lemmas and stems.
  [[nodiscard]] std::vector<std::uint64_t> term_keys(const KnownWord& term) const;
  [[nodiscard]] std::vector<std::uint64_t> form_keys(const KnownWord& form) const;

  [[nodiscard]] const Lexicon& lexicon() const { return *lexicon_; }

 private:
  [[nodiscard]] KnownWord look_up(std::string_view folded, Stemmer& stemmer) const;
  void filter(KnownWord& form) const;
  [[nodiscard]] std::optional<std::pair<std::size_t, std::uint32_t>> inner_verb(
      std::string_view verb) const;
  [[nodiscard]] bool is_verb_form(std::string_view form, std::uint32_t lemma) const;
  [[nodiscard]] bool is_prefixed_form(const KnownWord& term, const KnownWord& form) const;
  [[nodiscard]] bool are_likely_forms(const KnownWord& term, const KnownWord& form) const;
  void drop_rare_readings(KnownWord& form) const;
  [[nodiscard]] Recognition found(const KnownWord& form, std::uint32_t lemma) const;
  [[nodiscard]] std::optional<std::uint32_t> own_lemma(const KnownWord& term) const;
  [[nodiscard]] bool is_s_form(const KnownWord& term, const KnownWord& form,
                               const Reading& reading) const;

  const Lexicon* lexicon_;
};

}  // namespace rodtrad::language
