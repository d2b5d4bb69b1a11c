#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "analyzer/language/term_index.h"
#include "analyzer/model/analysis.h"

namespace rodtrad::pipeline {

/// A word of the language, whatever its form.
struct Lemma {
  std::string text{};   ///< base form; of an acronym or an unknown word, as most often written
  std::string parts{};  ///< of a compound: `vård|planerings|möte`
  bool content = true;  ///< noun, verb, adjective or unknown; not a function word, adverb or number
};

/// One running word of a unit.
struct RunningWord {
  std::uint32_t lemma = 0;
  std::uint32_t unit = 0;
  ByteSpan span{};
  bool follows = false;  ///< stands right after the word before: same sentence, only blanks between
};

struct Lemmas {
  std::vector<Lemma> list{};
  std::vector<RunningWord> words{};  ///< by document, in text order
  bool lexicon = false;              ///< false: word ends alone
};

/// Every word of the units with its base form. The lexicon decides, a compound is read by its last
/// part, an unknown word by its stem. A form of several words is counted as the one that the
/// material has other forms of; among equals as the noun, else the verb, else the adjective. Words
/// in zones that are not coded are left out. Linear in the text.
Lemmas lemmas_of(const Analysis& analysis, const language::Resources& resources);

}  // namespace rodtrad::pipeline
