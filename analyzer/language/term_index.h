#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/model/codebook.h"
#include "analyzer/model/coding.h"

/// The language layer's one door: which of a codebook's terms a word in the text counts as.
/// Rules see only this interface; how Swedish is known behind it may grow without touching them.
namespace rodtrad::language {

class Lexicon;

/// How one written word of a rule finds words in the text.
enum class TermKind : std::uint8_t {
  Inflected,  ///< `chef`: every inflected form; compounds by `compound`
  Folded,     ///< `=chef`: this form, case ignored
  Cased,      ///< `==SIP`: this form, case kept
  Prefix,     ///< `samverk*`
  Suffix,     ///< `*samverkan`
  Infix,      ///< `*verk*`
  Shortened,  ///< one word of a shortened phrase, e.g. `bl.a` for `bland annat`
};

/// One word of a rule with its options.
struct Term {
  std::string word;  ///< as written, without the rule language's marks
  TermKind kind = TermKind::Inflected;
  CompoundRole compound = CompoundRole::None;
  std::vector<std::string> forms{};    ///< further forms that count
  std::vector<std::string> exclude{};  ///< forms that never count
  PartOfSpeech pos = PartOfSpeech::Any;
  /// A word of a phrase: `får` of `får stöd` finds fick too, though a får is a sheep; `sig` of
  /// `känna sig trygg` finds mig, dig, oss and er.
  bool in_phrase = false;

  friend auto operator<=>(const Term&, const Term&) = default;
};

/// What the first of two words ends with that a dash holds together: `e–` and `hälsa`.
inline constexpr std::string_view kDash = "\u2013";
/// Stands for the number beside an abbreviation: `10 min`, `v. 45`.
inline constexpr std::string_view kBesideNumber = "0";

/// That a word counts as a term, and why.
struct Recognition {
  How how = How::Equal;
  std::string detail{};                  ///< for people: `chefernas: chef`; empty when equal
  std::vector<std::string> ambiguous{};  ///< other words the form could be (planet: plan, planet)

  friend bool operator==(const Recognition&, const Recognition&) = default;
};

struct TermMatch {
  std::uint32_t term = 0;  ///< position in the list given to the index
  Recognition recognition{};
};

/// What the engine knows Swedish by.
struct Resources {
  const Lexicon* lexicon = nullptr;  ///< null: Snowball and word ends alone
  bool spoken_forms = true;          ///< nåt is något, ssk is sjuksköterska
};

/// All terms of a codebook, ready to be asked about words. Immutable; one may serve many threads,
/// each with its own `Lookup`.
class TermIndex {
 public:
  /// The lexicon must outlive the index.
  explicit TermIndex(std::vector<Term> terms, const Resources& resources = {});
  ~TermIndex();
  TermIndex(TermIndex&&) noexcept;
  TermIndex& operator=(TermIndex&&) noexcept;

  [[nodiscard]] const std::vector<Term>& terms() const;

  /// Scratch space of one thread.
  class Lookup {
   public:
    explicit Lookup(const TermIndex& index);
    ~Lookup();
    Lookup(Lookup&&) noexcept;
    Lookup& operator=(Lookup&&) noexcept;

    /// Appends every term that recognises the word, by term number. `surface` is a word's
    /// `text::surface_form`. Meant to be asked once per type: some microseconds.
    void find(std::string_view surface, std::vector<TermMatch>& out);

    /// Whole words that a shortened one and a whole one stand for together: `in-` and `utskrivning`
    /// give `inskrivning`, `studiebidrag` and `-lån` give `studielån`; empty when the whole one is
    /// no compound. `e–` and `hälsa` are written `e-hälsa`; `kBesideNumber` and `min` stand for
    /// minut and minuter.
    std::vector<std::string> completions(std::string_view first, std::string_view second);

    /// As `find` for each of these words; the detail says both words, and how = compound unless
    /// they are one with a dash for its hyphen, spoken beside a number.
    void find_shortened(std::string_view first, std::string_view second,
                        std::vector<TermMatch>& out);

    /// Is this folded word known, whole or as a compound?
    bool knows(std::string_view folded);

   private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
  };

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace rodtrad::language
