#pragma once
#include <cstdint>
#include <vector>

#include "analyzer/base/result.h"
#include "analyzer/language/term_index.h"
#include "analyzer/matching/regex.h"
#include "analyzer/matching/rule_language.h"
#include "analyzer/model/codebook.h"

/// A codebook's rules as one small graph over its words: every word is known once.
namespace rodtrad::matching {

/// Something that can be pointed at: a term (numbers below `terms`) or a regular expression.
using Atom = std::uint32_t;

/// One step of a compiled rule; children are positions in `CompiledRules::nodes`.
struct Node {
  RuleKind kind = RuleKind::Term;  ///< never List: lists are unfolded
  Atom atom = 0;
  std::uint32_t distance = 0;
  bool in_negation = false;  ///< of phrases: within negated( ) or affirmed( )
  std::vector<std::uint32_t> children{};
  std::vector<std::uint32_t> gaps{};
};

/// Whose rule an indicator is.
struct RuleOwner {
  enum class Kind : std::uint8_t { List, Level, Theme, Concept, Unless };
  Kind kind = Kind::List;
  std::uint32_t number = 0;  ///< position of the level, theme or concept
};

struct CompiledRules {
  std::vector<language::Term> terms{};
  RegexSet regexes{};
  std::vector<Node> nodes{};
  std::vector<std::uint32_t> roots{};  ///< by indicator
  std::vector<RuleOwner> owners{};     ///< by indicator
  /// Indicators to try when an atom occurs: no rule holds in a unit where none of the atoms that
  /// name it does, unless all of it stands under NOT.
  std::vector<std::vector<std::uint32_t>> rules_of_atom{};
};

enum class Shortenings { Accepted, Ignored };

/// Parses and compiles every indicator. On failure all faulty rules are told, each at its place.
/// With shortenings accepted, the phrase `bland annat` also finds `bl.a.` and the like.
Result<CompiledRules> compile_rules(const Codebook& codebook,
                                    Shortenings shortenings = Shortenings::Accepted);

}  // namespace rodtrad::matching
