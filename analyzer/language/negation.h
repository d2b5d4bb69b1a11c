#pragma once
#include <string>
#include <vector>

#include "analyzer/language/clauses.h"

namespace rodtrad::language {

/// For each part of a sentence: does it stand within the reach of a Swedish negation (inte, aldrig,
/// ingen, knappast, varken … eller, låta bli, utan att …)?
///
/// The reach is the negation's clause, on both sides of it. It goes on into infinitives (`hinner
/// inte att prata`), into what somebody does not think (`tror inte att det går`), into relative
/// clauses about what there is not (`ingen som lyssnar`), and over `eller`; not into other
/// subordinate clauses, nor over `men` and `och` before a verb. Two negations cancel, but one that
/// is said again in its clause (`inte tid och inte ork`) is one. `inte bara`, `inte minst` and
/// `eller inte` negate nothing; `utan` reaches its own phrase, and after a negation it turns to
/// what holds instead. tests/data/negation_cases.tsv shows it all. `lexicon` tells verbs from other
/// words and may be null, then common verbs alone are known.
std::vector<bool> negated_parts(const std::vector<ClausePart>& sentence, const Lexicon* lexicon);

/// Can these words part a phrase that a negation reaches: a negation and what goes with it, as in
/// `kommer` inte `fram`, `hinner` vi aldrig riktigt `med`, `får` ingen `tid`? Folded words.
bool part_a_negated_phrase(const std::vector<std::string>& words);

}  // namespace rodtrad::language
