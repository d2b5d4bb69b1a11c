#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "analyzer/language/compounds.h"
#include "analyzer/language/inflection.h"
#include "analyzer/language/stemmer.h"
#include "analyzer/language/term_index.h"
#include "analyzer/model/suggestion.h"

/// A linear model small enough to read: each feature has one weight a label, and a passage's score
/// for a label is their sum. Deterministic; learns from hundreds of passages in milliseconds.
namespace rodtrad::pipeline {

/// Features of a passage: lemmas of content words, parts of compounds (`+chef`), pairs of
/// neighbouring lemmas (`ta ansvar`). Sorted, each once.
class FeatureReader {
 public:
  explicit FeatureReader(const language::Resources& resources);
  std::vector<std::string> features(std::string_view text);

 private:
  struct Word {
    std::string lemma{};
    std::vector<std::string> parts{};
    bool content = false;
  };
  const Word& word(const std::string& folded);
  Word look_up(const std::string& folded);

  language::Lexicon none_{};
  language::Inflection inflection_;
  language::Stemmer stemmer_;
  language::Splitter splitter_;
  std::unordered_map<std::string, Word> seen_;
};

/// One passage that a person (or the codebook) has put under a label.
struct LearnedItem {
  std::vector<std::string> features{};
  std::size_t label = 0;
};

class LearnedModel {
 public:
  /// A feature's weight for a label is log((n + k) / (e + k)): n of the label's passages have it, e
  /// would if it were spread evenly; k (one passage) keeps rare words from weighing much.
  LearnedModel(const std::vector<LearnedItem>& items, std::size_t labels);

  /// Log prior plus the weights of the features that were met in learning.
  [[nodiscard]] std::vector<double> scores(const std::vector<std::string>& features) const;
  /// The features that speak for the label, heaviest first.
  [[nodiscard]] std::vector<CarryingWord> carrying(const std::vector<std::string>& features,
                                                   std::size_t label, std::size_t at_most) const;

  struct FeatureCount {
    std::vector<std::size_t> by_label{};
    std::size_t all = 0;
  };
  [[nodiscard]] const std::map<std::string, FeatureCount>& counts() const { return counts_; }
  [[nodiscard]] double weight(const FeatureCount& count, std::size_t label) const;

 private:
  std::map<std::string, FeatureCount> counts_;
  std::vector<std::size_t> items_of_label_;
  std::size_t items_ = 0;
};

}  // namespace rodtrad::pipeline
