#pragma once
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "analyzer/language/lexicon_builder.h"

/// What the sources get wrong or leave out by the row, set right by rule while the table is made.
/// Single words are set right in data/patch.tsv.
namespace rodtrad::language {

/// Form and lemma of readings that nobody means.
using DroppedReadings = std::set<std::pair<std::string, std::string>>;

/// Takes the words that are marked as dropped out of `words`.
DroppedReadings take_dropped(std::vector<LexiconWord>& words);

/// Takes these readings away, whatever made them.
void drop_readings(std::vector<LexiconWord>& words, const DroppedReadings& dropped);

/// Takes away the plural of `politik`, `musik` and the like, which only the sources know: politiker
/// and musiker are people. Kliniker and tekniker stay, of klinik and teknik too.
void drop_plurals_in_iker(std::vector<LexiconWord>& words);

/// Adds `söks` of söker and `hörs` of hör: apertium generates only sökes and höres of such verbs.
void add_s_passives(std::vector<LexiconWord>& words);

/// Adds the plural in use of `ansökan`, `biverkan`, `förfrågan`: ansökningar, which the sources
/// know as a form of ansökning alone.
void add_an_plurals(std::vector<LexiconWord>& words);

/// Adds the plurals with another vowel to compounds of such nouns: `sommarnätter` of sommarnatt,
/// which hunspell knows as a word of its own or not at all.
void add_vowel_plurals(std::vector<LexiconWord>& words);

/// Adds the plural of nouns that hunspell has under a verb of the same stem: `kriser` and `koder`,
/// of krisa and koda there.
void add_er_plurals(std::vector<LexiconWord>& words);

/// Adds the forms of the verb behind its particle where only the infinitive is known: `bosatte` of
/// bosätta. Apertium has whole paradigms, so it is left alone.
void add_particle_verbs(std::vector<LexiconWord>& words);

/// Gives a verb its participle where the sources have that as an adjective alone: `utskriven` is of
/// utskriva, as inskriven is of inskriva.
void add_participles(std::vector<LexiconWord>& words);

/// Adds the short definite of nouns in -are as it is said and often written: `lärarn`.
void add_short_definites(std::vector<LexiconWord>& words);

}  // namespace rodtrad::language
