#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>

namespace rodtrad::text {

/// Words seen unbroken in the document, folded; hyphenated ones with their hyphen.
using Vocabulary = std::unordered_set<std::string>;
/// Asks a lexicon whether a folded word exists; may be empty.
using WordKnown = std::function<bool(std::string_view)>;

/// How two halves on either side of a line end belong together.
enum class LineJoin {
  Apart,       ///< two words, or the shortened compound of `in-⏎och utskrivning`
  Whole,       ///< one word: `publice-⏎ras`, `underteck⏎nad`
  Hyphenated,  ///< one word that keeps its hyphen: `IT-⏎stödet`, `på-⏎tittare`
};

/// `left` stood before a hyphen at the line end. Joined unless the hyphen is the writer's own:
/// before och/eller, after an acronym or digit, before a capital, or where the same document
/// writes the word with its hyphen elsewhere.
LineJoin join_at_hyphen(std::string_view left, std::string_view right, const Vocabulary& seen,
                        const WordKnown& known);

/// `left` ended its line without a hyphen. Joined only on evidence: the whole stands elsewhere in
/// the document (or in the lexicon) and the first half stands nowhere by itself.
LineJoin join_without_hyphen(std::string_view left, std::string_view right, const Vocabulary& seen,
                             const WordKnown& known);

}  // namespace rodtrad::text
