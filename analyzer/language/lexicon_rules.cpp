#include "analyzer/language/lexicon_rules.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace rodtrad::language {
namespace {

using namespace std::string_view_literals;
using Texts = std::unordered_set<std::string_view>;

/// Present tenses in -r that take no passive: farce and whose.
bool takes_no_passive(std::string_view form) { return form == "far" || form == "var"; }

/// What a regular present tense is without its ending: sök of söker, hör of hör; empty when there
/// is no short passive.
std::string_view passive_stem(const LexiconWord& word) {
  const std::string_view form = word.form;
  const std::string_view lemma = word.lemma;
  if (!lemma.ends_with('a') || takes_no_passive(form)) return {};
  const std::string_view stem = lemma.substr(0, lemma.size() - 1);
  const bool in_er = form.ends_with("er"sv) && form.substr(0, form.size() - 2) == stem;
  const bool in_r = form.ends_with('r') && form == stem;
  if ((!in_er && !in_r) || stem.size() < 2 || stem.ends_with('s') || stem.ends_with('x')) return {};
  return stem;
}

}  // namespace

void drop_words(std::vector<LexiconWord>& words) {
  std::set<std::pair<std::string, std::string>> wrong;
  for (const LexiconWord& word : words) {
    if (word.dropped) wrong.emplace(word.form, word.lemma);
  }
  if (wrong.empty()) return;
  std::erase_if(words, [&wrong](const LexiconWord& word) {
    return wrong.contains({word.form, word.lemma});
  });
}

void add_s_passives(std::vector<LexiconWord>& words) {
  std::vector<LexiconWord> made;
  for (const LexiconWord& word : words) {
    if (word.group != WordGroup::Verb || word.imperative) continue;
    const std::string_view stem = passive_stem(word);
    if (stem.empty()) continue;
    LexiconWord passive = word;
    passive.form = std::string(stem) + "s";
    made.push_back(std::move(passive));
  }
  words.insert(words.end(), made.begin(), made.end());
}

void add_an_plurals(std::vector<LexiconWord>& words) {
  constexpr std::array heads = {"ansökan"sv,  "anmälan"sv, "förfrågan"sv, "hemställan"sv,
                                "inbjudan"sv, "önskan"sv,  "predikan"sv,  "rannsakan"sv};
  constexpr std::array endings = {"ningar"sv, "ningars"sv, "ningarna"sv, "ningarnas"sv};
  Texts known;
  for (const LexiconWord& word : words) known.insert(word.form);
  std::vector<LexiconWord> made;
  for (const LexiconWord& word : words) {
    const std::string_view lemma = word.lemma;
    const bool noun = word.group == WordGroup::Noun || word.group == WordGroup::Hunspell;
    if (!noun || word.form != lemma || !lemma.ends_with("an")) continue;
    const std::string stem(lemma.substr(0, lemma.size() - 2));
    const bool has_head = std::any_of(heads.begin(), heads.end(), [lemma](std::string_view head) {
      return lemma.ends_with(head);
    });
    // Of samverkan and medverkan there is one only.
    const bool verkan = lemma.ends_with("verkan") && known.contains(stem + "ningar");
    if (!has_head && !verkan) continue;
    for (const std::string_view ending : endings) {
      LexiconWord plural = word;
      plural.form = stem + std::string(ending);
      made.push_back(std::move(plural));
    }
  }
  words.insert(words.end(), made.begin(), made.end());
}

}  // namespace rodtrad::language
