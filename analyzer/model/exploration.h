#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analyzer/base/offsets.h"
#include "analyzer/model/comparison.h"
#include "analyzer/model/ids.h"

/// What the material holds that the codebook does not say: words, company they keep, saturation,
/// concentration, cases that go against the grain. Results only.
namespace rodtrad {

/// One place where a word stands.
struct WordPlace {
  std::string document{};
  std::string speaker{};
  CodePointSpan span{};
  std::string left{};
  std::string hit{};
  std::string right{};
};

/// How often a word stands in one part of the material and in the rest.
struct WordContrast {
  std::string word{};                ///< the lemma; of an acronym, as written
  std::string parts{};               ///< of a compound: `vård|planerings|möte`
  std::vector<std::string> forms{};  ///< as they stand, the most common first
  std::uint64_t here = 0;            ///< running words
  std::uint64_t there = 0;
  std::uint64_t units = 0;  ///< here
  std::uint64_t documents = 0;
  std::uint64_t speakers = 0;
  std::optional<double> log_likelihood{};  ///< Rayson's, two word cells; negative: rarer here
  std::optional<double> log_ratio{};       ///< Hardie's, binary
  std::optional<double> top_speaker{};     ///< largest share of one person; nothing: nobody named
  std::optional<WordPlace> example{};
};

/// Words that set one group apart from all others.
struct GroupKeyness {
  std::string attribute{};
  std::string value{};
  std::uint64_t words_here = 0;
  std::uint64_t words_there = 0;
  std::uint64_t speakers_here = 0;
  std::vector<WordContrast> words{};
};

/// Two words side by side in a sentence, with nothing but a blank between them.
struct Collocation {
  std::string first{};
  std::string second{};
  std::uint64_t n_ab = 0;
  std::uint64_t n_a = 0;  ///< pairs that begin with the first
  std::uint64_t n_b = 0;  ///< pairs that end with the second
  std::uint64_t speakers = 0;
  std::optional<double> log_likelihood{};
  std::optional<double> pmi{};
  std::optional<double> t{};
  std::optional<double> dice{};
  std::optional<double> lambda{};
  std::optional<double> z{};
};

enum class SuggestionBasis {
  Compound,  ///< a compound with an indicator's word in it, not yet found
  Company,   ///< keeps the theme's company, and stands in uncoded units too
};

/// A word that might be an indicator. It occurs in the material, in units without the theme.
struct SuggestedIndicator {
  std::string word{};
  ThemeId theme{};
  ConceptId concept_id{};
  SuggestionBasis basis = SuggestionBasis::Company;
  std::string related{};         ///< the indicator whose word is in the compound
  std::uint64_t with_theme = 0;  ///< units of the theme with the word
  std::uint64_t uncoded = 0;     ///< units without any code with the word
  std::uint64_t units = 0;       ///< all units with the word
  std::optional<double> log_likelihood{};
  std::optional<double> log_ratio{};
  std::vector<WordPlace> places{};  ///< up to three, uncoded units first
};

/// New codes interview by interview, in the order the documents were read.
struct SaturationStep {
  std::string document{};
  std::uint64_t codes = 0;
  std::uint64_t fresh = 0;
  std::uint64_t so_far = 0;
  std::optional<double> ratio{};  ///< of the run that ends here
  double low = 0;                 ///< share of all codes found by now, random orders
  double middle = 0;
  double high = 0;
};

struct SaturationCurve {
  std::uint64_t base = 4;
  std::uint64_t run = 2;
  double threshold = 0.05;
  std::uint64_t orders = 1000;
  std::uint64_t seed = 1;
  bool of_concepts = true;  ///< else of themes
  std::string label{};      ///< `6+2`; empty: not reached or undefined
  std::string undefined{};  ///< `answers`, `too-few`, `no-codes`
  std::vector<SaturationStep> steps{};
};

/// How much of a code rests on one voice.
struct Concentration {
  ThemeId theme{};
  ConceptId concept_id{};
  std::uint64_t units = 0;
  std::uint64_t voices = 0;
  std::string top{};  ///< respondent with most units
  std::uint64_t top_units = 0;
};

enum class NegativeKind {
  Negated,  ///< the evidence stands within reach of a negation
  Absent,   ///< a respondent without a theme that most others speak of
};

struct NegativeCase {
  NegativeKind kind = NegativeKind::Negated;
  ThemeId theme{};
  ConceptId concept_id{};
  std::string document{};
  std::string speaker{};
  CodePointSpan span{};  ///< of the unit; empty when absent
  std::string text{};
  std::string evidence{};
  std::uint64_t others = 0;  ///< absent: respondents who do speak of it
  std::uint64_t of = 0;      ///< absent: of so many
};

/// The least log-likelihood of a word that sets a group apart, and of one that is suggested for a
/// theme: chi-square with one degree of freedom, 5 % and 1 %.
inline constexpr double kKeynessLimit = 3.84;
inline constexpr double kSuggestionLimit = 6.63;
inline constexpr std::size_t kMostContrasts = 1000;  ///< rows of one list of words or pairs

struct Exploration {
  std::uint64_t least = 0;          ///< occurrences a word had to have
  std::uint64_t words_coded = 0;    ///< running words of units with a code
  std::uint64_t words_uncoded = 0;  ///< … without one
  std::uint64_t pairs = 0;          ///< N of the collocations
  bool lexicon = true;              ///< words were known by a lexicon, not by their ends alone
  std::vector<WordContrast> uncovered{};
  std::vector<GroupKeyness> keyness{};
  std::vector<Collocation> collocations{};
  std::vector<SuggestedIndicator> suggestions{};
  SaturationCurve saturation{};
  RespondentKind respondents = RespondentKind::Persons;
  std::vector<Concentration> concentration{};
  std::vector<NegativeCase> negative{};
};

}  // namespace rodtrad
