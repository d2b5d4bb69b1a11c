#include "analyzer/language/lexicon_rules.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace rodtrad::language {
namespace {

using namespace std::string_view_literals;
using Texts = std::unordered_set<std::string_view>;

constexpr std::array kErPlural = {"er"sv, "ers"sv, "erna"sv, "ernas"sv};

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

DroppedReadings take_dropped(std::vector<LexiconWord>& words) {
  DroppedReadings dropped;
  for (const LexiconWord& word : words) {
    if (word.dropped) dropped.emplace(word.form, word.lemma);
  }
  std::erase_if(words, [](const LexiconWord& word) { return word.dropped; });
  return dropped;
}

void drop_readings(std::vector<LexiconWord>& words, const DroppedReadings& dropped) {
  if (dropped.empty()) return;
  std::erase_if(words, [&dropped](const LexiconWord& word) {
    return dropped.contains({word.form, word.lemma});
  });
}

void drop_plurals_in_iker(std::vector<LexiconWord>& words) {
  constexpr std::array counted = {"klinik"sv,  "teknik"sv,   "praktik"sv, "taktik"sv,
                                  "metodik"sv, "historik"sv, "klassik"sv};
  constexpr std::array heads = {"politik"sv, "musik"sv, "kritik"sv, "statistik"sv};
  const auto ends_in = [](std::string_view word, const auto& tails) {
    return std::any_of(tails.begin(), tails.end(),
                       [word](std::string_view tail) { return word.ends_with(tail); });
  };
  std::unordered_set<std::string> people;
  for (const LexiconWord& word : words) {
    if (word.form == word.lemma && word.lemma.ends_with("iker")) people.insert(word.lemma);
  }
  std::erase_if(words, [&](const LexiconWord& word) {
    const std::string_view lemma = word.lemma;
    if (!lemma.ends_with("ik") || ends_in(lemma, counted) || !word.form.starts_with(lemma)) {
      return false;
    }
    const std::string_view ending = std::string_view(word.form).substr(lemma.size());
    return std::find(kErPlural.begin(), kErPlural.end(), ending) != kErPlural.end() &&
           (people.contains(word.lemma + "er") || ends_in(lemma, heads));
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

void add_vowel_plurals(std::vector<LexiconWord>& words) {
  using Endings = std::array<std::string_view, 4>;
  constexpr Endings na = {""sv, "s"sv, "na"sv, "nas"sv};
  constexpr Endings en = {""sv, "s"sv, "en"sv, "ens"sv};
  constexpr Endings nen = {""sv, "s"sv, "nen"sv, "nens"sv};
  struct Noun {
    std::string_view singular;
    std::string_view plural;
    Endings endings;
  };
  constexpr std::array nouns = {
      Noun{"bok"sv, "böcker"sv, na},        Noun{"natt"sv, "nätter"sv, na},
      Noun{"bror"sv, "bröder"sv, na},       Noun{"broder"sv, "bröder"sv, na},
      Noun{"son"sv, "söner"sv, na},         Noun{"dotter"sv, "döttrar"sv, na},
      Noun{"mor"sv, "mödrar"sv, na},        Noun{"moder"sv, "mödrar"sv, na},
      Noun{"far"sv, "fäder"sv, na},         Noun{"fader"sv, "fäder"sv, na},
      Noun{"ledamot"sv, "ledamöter"sv, na}, Noun{"stad"sv, "städer"sv, na},
      Noun{"hand"sv, "händer"sv, na},       Noun{"tand"sv, "tänder"sv, na},
      Noun{"fot"sv, "fötter"sv, na},        Noun{"rot"sv, "rötter"sv, na},
      Noun{"bot"sv, "böter"sv, na},         Noun{"strand"sv, "stränder"sv, na},
      Noun{"rand"sv, "ränder"sv, na},       Noun{"land"sv, "länder"sv, na},
      Noun{"brand"sv, "bränder"sv, na},     Noun{"tång"sv, "tänger"sv, na},
      Noun{"stång"sv, "stänger"sv, na},     Noun{"bonde"sv, "bönder"sv, na},
      Noun{"man"sv, "män"sv, nen},          Noun{"lus"sv, "löss"sv, en},
      Noun{"mus"sv, "möss"sv, en},          Noun{"gås"sv, "gäss"sv, en},
      Noun{"öga"sv, "ögon"sv, en},          Noun{"öra"sv, "öron"sv, en}};
  std::vector<LexiconWord> made;
  for (const LexiconWord& word : words) {
    const std::string_view lemma = word.lemma;
    const bool may_be_noun = word.group == WordGroup::Noun || word.group == WordGroup::Hunspell;
    if (!may_be_noun || word.form != lemma) continue;
    for (const Noun& noun : nouns) {
      constexpr std::size_t kShortestModifier = 3;
      if (!lemma.ends_with(noun.singular) ||
          lemma.size() < noun.singular.size() + kShortestModifier) {
        continue;
      }
      const std::string modifier(lemma.substr(0, lemma.size() - noun.singular.size()));
      // Of robot, person and german there is no such plural in any text.
      for (const std::string_view ending : noun.endings) {
        if (ending == "s" && noun.plural.ends_with('s')) continue;
        LexiconWord plural = word;
        plural.form = modifier + std::string(noun.plural) + std::string(ending);
        made.push_back(std::move(plural));
      }
    }
  }
  words.insert(words.end(), made.begin(), made.end());
}

void add_er_plurals(std::vector<LexiconWord>& words) {
  std::unordered_map<std::string_view, const LexiconWord*> nouns;
  Texts of_apertium;
  for (const LexiconWord& word : words) {
    if (word.group != WordGroup::Hunspell) of_apertium.insert(word.form);
    if (word.group == WordGroup::Noun && word.form == word.lemma) nouns.emplace(word.lemma, &word);
  }
  std::vector<LexiconWord> made;
  for (const LexiconWord& word : words) {
    const std::string_view lemma = word.lemma;
    if (word.group != WordGroup::Hunspell || !lemma.ends_with('a')) continue;
    const std::string_view stem = lemma.substr(0, lemma.size() - 1);
    const auto noun = nouns.find(stem);
    if (noun == nouns.end() || word.form != std::string(stem) + "erna") continue;
    for (const std::string_view ending : kErPlural) {
      LexiconWord plural = *noun->second;
      plural.form = std::string(stem) + std::string(ending);
      if (!of_apertium.contains(plural.form)) made.push_back(std::move(plural));
    }
  }
  words.insert(words.end(), made.begin(), made.end());
}

void add_particle_verbs(std::vector<LexiconWord>& words) {
  constexpr std::array particles = {
      "an"sv,    "av"sv,     "bo"sv,     "bort"sv,  "efter"sv,    "emot"sv,     "fast"sv,
      "fram"sv,  "från"sv,   "för"sv,    "förbi"sv, "före"sv,     "genom"sv,    "hop"sv,
      "igen"sv,  "igenom"sv, "in"sv,     "inne"sv,  "kring"sv,    "kvar"sv,     "med"sv,
      "mot"sv,   "ned"sv,    "ner"sv,    "ny"sv,    "om"sv,       "omkring"sv,  "på"sv,
      "sam"sv,   "samman"sv, "sönder"sv, "till"sv,  "tillbaka"sv, "tillgodo"sv, "undan"sv,
      "under"sv, "upp"sv,    "ur"sv,     "ut"sv,    "utan"sv,     "vidare"sv,   "åter"sv,
      "över"sv};
  const auto is_verbal = [](const LexiconWord& word) {
    return word.group == WordGroup::Verb || word.group == WordGroup::PastParticiple ||
           word.group == WordGroup::PresentParticiple;
  };
  std::unordered_map<std::string_view, std::vector<const LexiconWord*>> verbs;
  Texts others;  // tillbaka is no till + baka
  Texts of_hunspell;
  for (const LexiconWord& word : words) {
    if (is_verbal(word)) verbs[word.lemma].push_back(&word);
    if (word.group == WordGroup::Hunspell) {
      of_hunspell.insert(word.form);
    } else if (!is_verbal(word)) {
      others.insert(word.form);
    }
  }
  std::vector<LexiconWord> made;
  for (const LexiconWord& word : words) {
    const std::string_view lemma = word.lemma;
    if (word.group != WordGroup::Hunspell || word.form != lemma || verbs.contains(lemma) ||
        others.contains(lemma)) {
      continue;
    }
    for (const std::string_view particle : particles) {
      if (!lemma.starts_with(particle)) continue;
      const auto verb = verbs.find(lemma.substr(particle.size()));
      if (verb == verbs.end() || !verb->first.ends_with('a')) continue;
      // Inflected like the verb: bosätter, but no Uppsala, uppsalar.
      const bool is_one =
          std::any_of(verb->second.begin(), verb->second.end(), [&](const LexiconWord* const form) {
            return form->group == WordGroup::Verb && form->form != verb->first &&
                   !form->form.ends_with('s') &&
                   of_hunspell.contains(std::string(particle) + form->form);
          });
      if (!is_one) continue;
      for (const LexiconWord* const form : verb->second) {
        LexiconWord whole = *form;
        whole.form = std::string(particle) + form->form;
        whole.lemma = word.lemma;
        whole.places = {};
        made.push_back(std::move(whole));
      }
    }
  }
  words.insert(words.end(), made.begin(), made.end());
}

void add_participles(std::vector<LexiconWord>& words) {
  // The supine's ending and those of the participle: skrivit, skriven; ordnat, ordnad; följt,
  // följd.
  struct Kind {
    std::string_view supine;
    std::array<std::string_view, 3> participle;  ///< the first and the plural must be known
  };
  constexpr std::array kinds = {Kind{"it"sv, {"en"sv, "na"sv, "et"sv}},
                                Kind{"at"sv, {"ad"sv, "ade"sv, "at"sv}},
                                Kind{"t"sv, {"d"sv, "da"sv, "t"sv}}};
  std::unordered_set<std::string_view> participles;  // of which verbs one is known
  std::set<std::pair<std::string_view, std::string_view>> adjectives;  // form, lemma
  for (const LexiconWord& word : words) {
    if (word.group == WordGroup::PastParticiple) participles.insert(word.lemma);
    if (word.group == WordGroup::Adjective || word.group == WordGroup::Hunspell) {
      adjectives.emplace(word.form, word.lemma);
    }
  }
  std::vector<LexiconWord> made;
  for (const LexiconWord& word : words) {
    if (word.group != WordGroup::Verb || participles.contains(word.lemma)) continue;
    for (const Kind& kind : kinds) {
      constexpr std::size_t kShortestStem = 5;
      if (!word.form.ends_with(kind.supine) ||
          word.form.size() < kind.supine.size() + kShortestStem) {
        continue;
      }
      const std::string stem = word.form.substr(0, word.form.size() - kind.supine.size());
      const std::string base = stem + std::string(kind.participle[0]);
      if (!adjectives.contains({base, base}) ||
          !adjectives.contains({stem + std::string(kind.participle[1]), base})) {
        continue;
      }
      for (const std::string_view ending : kind.participle) {
        LexiconWord participle = word;
        participle.form = stem + std::string(ending);
        participle.group = WordGroup::PastParticiple;
        made.push_back(std::move(participle));
      }
      break;
    }
  }
  words.insert(words.end(), made.begin(), made.end());
}

void add_short_definites(std::vector<LexiconWord>& words) {
  std::vector<LexiconWord> made;
  for (const LexiconWord& word : words) {
    const std::string_view lemma = word.lemma;
    if (word.group != WordGroup::Noun || !lemma.ends_with("are") ||
        word.form != std::string(lemma) + "n") {
      continue;
    }
    LexiconWord definite = word;
    definite.form = std::string(lemma.substr(0, lemma.size() - 1)) + "n";
    made.push_back(std::move(definite));
  }
  words.insert(words.end(), made.begin(), made.end());
}

}  // namespace rodtrad::language
