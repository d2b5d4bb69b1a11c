#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace rodtrad::language {

/// One word or punctuation mark of a sentence, folded.
struct ClausePart {
  std::string_view folded;
  bool is_word = true;
};

/// For each part of a sentence: does it stand within the reach of a Swedish negation (inte, aldrig,
/// ingen, knappast, varken … eller, utan att …)? The reach is the cue's clause; two negations in a
/// clause chain cancel (`det är inte så att det inte fungerar`), as does `inte bara … utan också`.
std::vector<bool> negated_parts(const std::vector<ClausePart>& sentence);

}  // namespace rodtrad::language
