#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/result.h"

/// The Swedish lexicon: which word forms exist, of which words, and how words join in compounds.
/// One binary table made by `rodtrad lexicon build` from the distribution's own packages; it is
/// mapped into memory and read in place, so opening costs nothing and a look-up about 0.2
/// microseconds. The table is derived from other people's data and is never part of this project.
namespace rodtrad::language {

/// What kind of word a reading is. Verbs keep their participles apart so that a rule written with a
/// participle does not find the whole verb.
enum class WordGroup : std::uint8_t {
  Noun,
  Verb,
  PastParticiple,
  PresentParticiple,
  Adjective,
  Adverb,
  Closed,      ///< pronouns, prepositions, conjunctions, numerals, interjections
  Linking,     ///< stands only first or inside a compound: `hälso`, `läkar`, `utskrivnings`
  OldLinking,  ///< the same with an old vowel: `gatu`, `familje`
  Hunspell,    ///< known to hunspell only: the base is a word, its group is not known
};

struct Reading {
  std::uint32_t lemma = 0;
  WordGroup group = WordGroup::Noun;
  bool imperative_only = false;
  bool exclamation = false;  ///< closed: `tack!`, `hej`, `usch`

  friend bool operator==(const Reading&, const Reading&) = default;
};

/// Where hunspell lets a form stand in a compound.
struct CompoundPlaces {
  bool begin = false;
  bool middle = false;
  bool end = false;
  bool only_inside = false;
};

/// Which sources a lexicon draws on.
enum class LexiconSources : std::uint8_t { None, Hunspell, ApertiumAndHunspell };
std::string_view to_text(LexiconSources sources);

/// One known form: its readings and places.
struct Entry {
  std::vector<Reading> apertium{};
  std::vector<std::uint32_t> bases{};  ///< hunspell's base forms, as lemma numbers
  CompoundPlaces places{};
};

/// A view over the table's bytes, which must outlive it. Immutable; may serve many threads.
class Lexicon {
 public:
  /// A lexicon that knows nothing.
  Lexicon() = default;
  /// Errors: lexicon-damaged, lexicon-version.
  static Result<Lexicon> open(std::string_view bytes);

  /// The same table with apertium's readings left out (`--lexicon hunspell`).
  [[nodiscard]] Lexicon hunspell_only() const;

  [[nodiscard]] bool empty() const { return bytes_.empty(); }
  [[nodiscard]] LexiconSources sources() const { return sources_; }
  /// What the table was made from, e.g. `apertium-swe-nor 0.4.0-1, hunspell-sv 1:7.5.0-1`.
  [[nodiscard]] std::string_view origin() const { return origin_; }

  /// Everything known of a folded form; nothing when it is unknown.
  [[nodiscard]] std::optional<Entry> find(std::string_view folded) const;
  [[nodiscard]] bool knows(std::string_view folded) const;

  /// The lemma's number, if the folded word is one.
  [[nodiscard]] std::optional<std::uint32_t> lemma(std::string_view folded) const;
  [[nodiscard]] std::string_view lemma_text(std::uint32_t lemma) const;
  /// All forms that have this lemma in some reading, in alphabetical order by bytes.
  [[nodiscard]] std::vector<std::string_view> forms_of(std::uint32_t lemma) const;

  /// Visits every form, in byte order.
  template <class Visit>
  void for_each_form(Visit visit) const {
    for (std::uint32_t form = 0; form < form_count_; ++form) visit(text_at(form_text_[form]));
  }

  [[nodiscard]] std::size_t form_count() const { return form_count_; }
  [[nodiscard]] std::size_t lemma_count() const { return lemma_count_; }

 private:
  friend class LexiconBuilder;
  struct Header;
  [[nodiscard]] std::optional<std::uint32_t> form_number(std::string_view folded) const;
  [[nodiscard]] std::string_view text_at(std::uint32_t offset) const;

  std::string_view bytes_;
  std::string_view origin_;
  LexiconSources sources_ = LexiconSources::None;
  std::size_t form_count_ = 0;
  std::size_t lemma_count_ = 0;
  const std::uint32_t* hash_ = nullptr;  ///< form number + 1, 0 for none
  std::uint32_t hash_mask_ = 0;
  const std::uint32_t* form_text_ = nullptr;      ///< offset into the texts, by form
  const std::uint32_t* form_readings_ = nullptr;  ///< first reading, by form; one more at the end
  const std::uint32_t* readings_ = nullptr;       ///< lemma << 8 | kind
  const std::uint32_t* lemma_form_ = nullptr;     ///< the form that spells the lemma
  const std::uint32_t* lemma_forms_ = nullptr;    ///< first of its forms; one more at the end
  const std::uint32_t* forms_ = nullptr;
  const std::uint8_t* places_ = nullptr;  ///< by form
  const char* texts_ = nullptr;           ///< length byte, then the text
};

}  // namespace rodtrad::language
