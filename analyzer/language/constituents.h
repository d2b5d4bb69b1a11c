#pragma once
#include <optional>
#include <string>
#include <vector>

#include "analyzer/language/compounds.h"
#include "analyzer/model/codebook.h"

/// A term of a rule as a constituent of compounds.
namespace rodtrad::language {

/// A term as a constituent.
struct CompoundTerm {
  KnownWord word;
  PartOfSpeech pos = PartOfSpeech::Any;
  std::vector<std::string> linking{};  ///< the forms it takes before another part
  std::vector<std::string> roots{};    ///< one of these stands in every compound with it
};

/// Costs a look-up per form; keep what it gives.
CompoundTerm compound_term(const Inflection& inflection, KnownWord word, PartOfSpeech pos);

/// Does the word hold the term as a constituent in this role? Gives the split used. A last part has
/// the word class of the whole where that is known (toalett is no form of leda), and is a known
/// form where the term is known. Nothing for words over 120 bytes: the cost grows with the square.
std::optional<CompoundSplit> find_constituent(const CompoundTerm& term, CompoundRole role,
                                              const std::string& folded, Splitter& splitter);

}  // namespace rodtrad::language
