#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/result.h"
#include "analyzer/language/term_index.h"

/// The rule language of codebooks: grammar and examples in docs/codebook-format.md.
namespace rodtrad::matching {

enum class RuleKind : std::uint8_t {
  Term,      ///< one word
  Regex,     ///< /…/
  List,      ///< $name
  Sequence,  ///< a phrase: children next to each other, `gaps[i]` words allowed before child i
  And,
  Or,
  Not,
  Near,    ///< two children, at most `distance` words between
  Before,  ///< the same, in this order
  Negated,
  Affirmed,
};

/// A parsed rule. `begin`, `end` are byte offsets in the rule as written.
struct Rule {
  RuleKind kind = RuleKind::Term;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::vector<Rule> children{};
  std::vector<std::uint32_t> gaps{};
  std::uint32_t distance = 0;
  std::string text{};  ///< word, pattern or list name
  language::TermKind term_kind = language::TermKind::Inflected;
  CompoundRole compound = CompoundRole::None;
  bool own_mark = false;  ///< the word carries a mark of its own (= + *)
};

/// Where a rule is wrong: byte offset in the rule.
struct RuleError {
  std::uint32_t at = 0;
  std::string id{};
  std::string message{};
  std::string hint{};
};

/// Parses one rule. On failure `error` says where and why; every offset in it is within the rule.
/// Nesting deeper than 64 and rules longer than 20,000 bytes are refused.
bool parse_rule(std::string_view text, Rule& rule, RuleError& error);

/// True when the rule cannot hold without something to point at. Indicators must: a rule that only
/// says what must not be there would code everything.
bool needs_hit(const Rule& rule);

}  // namespace rodtrad::matching
