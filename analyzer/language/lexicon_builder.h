#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "analyzer/base/result.h"
#include "analyzer/language/lexicon.h"

/// Makes the lexicon's table from the packages' own files. Runs once at set-up, some seconds.
namespace rodtrad::language {

/// One form of one word, as a source has it. Texts are folded.
struct LexiconWord {
  std::string form;
  std::string lemma;
  WordGroup group = WordGroup::Noun;
  bool imperative = false;
  bool exclamation = false;
  bool dropped = false;  ///< no such form: what the sources say of it is left out
  CompoundPlaces places{};

  friend auto operator<=>(const LexiconWord& a, const LexiconWord& b) {
    return std::tie(a.form, a.lemma, a.group) <=> std::tie(b.form, b.lemma, b.group);
  }
};

/// Every form of apertium's full Swedish generator, from `lt-print`'s AT&T text of
/// `nor-swe.autogen.bin`. States on cycles (numbers, name guesser), proper names and split
/// compounds are left out. Linking forms become `Linking` and `OldLinking`.
Result<std::vector<LexiconWord>> apertium_words(std::string_view att_text);

/// Every form of hunspell's sv_SE dictionary: suffix rules, two levels, with compound places.
Result<std::vector<LexiconWord>> hunspell_words(std::string_view dic, std::string_view aff);

/// A hand-made list of words, as data/patch.tsv and the tests' lexicon are:
/// `form<TAB>lemma<TAB>n|v|imp|pp|pprs|adj|adv|closed|ij|link|oldlink|drop` a line, `#` begins a
/// remark; `ij` is an exclamation, `drop` says that the word has no such form.
Result<std::vector<LexiconWord>> listed_words(std::string_view tsv, const std::string& file);

/// The table's bytes. `origin` names packages and versions. Sets the words right by the rules of
/// lexicon_rules.h.
std::string build_lexicon(std::vector<LexiconWord> words, LexiconSources sources,
                          const std::string& origin);
/// Changes with the code above, its rules and the patch: an older table is then stale.
std::string_view lexicon_maker_sha256();

}  // namespace rodtrad::language
