#pragma once
#include <vector>

#include "analyzer/language/lexicon_builder.h"

/// What the sources get wrong or leave out by the row, set right by rule while the table is made.
/// Single words are set right in data/patch.tsv.
namespace rodtrad::language {

/// Takes away the words marked as dropped, and what else has their form and lemma.
void drop_words(std::vector<LexiconWord>& words);

/// Adds `söks` of söker and `hörs` of hör: apertium generates only sökes and höres of such verbs.
void add_s_passives(std::vector<LexiconWord>& words);

/// Adds the plural in use of `ansökan`, `biverkan`, `förfrågan`: ansökningar, which the sources know
/// as a form of ansökning alone.
void add_an_plurals(std::vector<LexiconWord>& words);

}  // namespace rodtrad::language
