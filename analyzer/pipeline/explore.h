#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "analyzer/base/offset_map.h"
#include "analyzer/base/result.h"
#include "analyzer/language/term_index.h"
#include "analyzer/model/analysis.h"
#include "analyzer/model/exploration.h"
#include "analyzer/pipeline/lemmas.h"

namespace rodtrad::pipeline {

struct ExploreOptions {
  std::vector<std::string> by{};  ///< attributes for keyness; empty: all with two to eight values
  std::uint64_t least = 3;        ///< occurrences a word must have
  std::size_t width = 45;         ///< characters on each side of a concordance
  std::size_t base = 4;           ///< saturation: interviews in the base
  std::size_t run = 2;            ///< … and in a run
  double threshold = 0.05;
  std::size_t orders = 1000;  ///< random orders of the band
  std::uint64_t seed = 1;
};

/// Everything `explore` shows. Errors: compare-attribute.
Result<Exploration> explore(const Analysis& analysis, const language::Resources& resources,
                            const ExploreOptions& options);

// --- its parts ---------------------------------------------------------------------------------

/// Which units have a code, by unit.
std::vector<bool> coded_units(const Analysis& analysis);

/// Words of units without a code against those of units with one; the most distinctive first.
std::vector<WordContrast> uncovered_words(const Analysis& analysis, const Lemmas& lemmas,
                                          const ExploreOptions& options);
/// For each group of one attribute, the words it uses more than the rest (log-likelihood of at
/// least `kKeynessLimit`), the most distinctive first.
std::vector<GroupKeyness> keyness_by(const Analysis& analysis, const Lemmas& lemmas,
                                     const Grouping& grouping, const ExploreOptions& options);
/// Pairs of content words side by side; `all_pairs` gets the number of all pairs of words.
std::vector<Collocation> collocations(const Analysis& analysis, const Lemmas& lemmas,
                                      const ExploreOptions& options, std::uint64_t& all_pairs);
std::vector<SuggestedIndicator> suggest_indicators(const Analysis& analysis, const Lemmas& lemmas,
                                                   const language::Resources& resources,
                                                   const ExploreOptions& options);
SaturationCurve saturation_curve(const Analysis& analysis, const ExploreOptions& options);
std::vector<Concentration> concentration_of(const Analysis& analysis, const Respondents& who);
std::vector<NegativeCase> negative_cases(const Analysis& analysis, const Respondents& who,
                                         const language::Resources& resources);

/// Places of words with what stands around them, in the same segment: nobody else's words.
class WordPlaces {
 public:
  /// The analysis must outlive this. `width` characters on each side.
  WordPlaces(const Analysis& analysis, std::size_t width);
  WordPlace of(const RunningWord& word);

 private:
  const Analysis& analysis_;
  std::size_t width_;
  std::vector<std::unique_ptr<OffsetMap>> offsets_;  ///< by document, made when first asked
};

}  // namespace rodtrad::pipeline
