#include "analyzer/language/inflection.h"

#include <algorithm>
#include <array>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/language/regular_forms.h"
#include "analyzer/language/word_lists.h"

namespace rodtrad::language {
namespace {

using namespace std::string_view_literals;

/// Forms with a closed-class reading that are content words more often than not.
bool keeps_content_readings(std::string_view folded) {
  constexpr std::array words = {
      "var"sv,        "är"sv,        "har"sv,   "ska"sv,   "kan"sv,    "mycket"sv, "många"sv,
      "annan"sv,      "egen"sv,      "eget"sv,  "egna"sv,  "annat"sv,  "andra"sv,  "flera"sv,
      "fler"sv,       "mer"sv,       "mest"sv,  "mesta"sv, "hade"sv,   "vill"sv,   "får"sv,
      "lite"sv,       "ena"sv,       "samma"sv, "sådan"sv, "sådant"sv, "sådana"sv, "all"sv,
      "allt"sv,       "alla"sv,      "båda"sv,  "hel"sv,   "hela"sv,   "enda"sv,   "själv"sv,
      "själva"sv,     "bäst"sv,      "litet"sv, "utför"sv, "inför"sv,  "uppför"sv, "förutsatt"sv,
      "givet"sv,      "gällande"sv,  "nära"sv,  "övrig"sv, "övrigt"sv, "övriga"sv, "tiotals"sv,
      "hundratals"sv, "tusentals"sv, "miljon"sv};
  return std::find(words.begin(), words.end(), folded) != words.end();
}

bool is_verbal(WordGroup group) {
  return group == WordGroup::Verb || group == WordGroup::PastParticiple ||
         group == WordGroup::PresentParticiple;
}

bool fits(WordGroup group, PartOfSpeech pos) {
  switch (pos) {
    case PartOfSpeech::Any:
      return true;
    case PartOfSpeech::Noun:
      return group == WordGroup::Noun;
    case PartOfSpeech::Verb:
      return is_verbal(group);
    case PartOfSpeech::Adjective:
      return group == WordGroup::Adjective || group == WordGroup::PastParticiple ||
             group == WordGroup::PresentParticiple;
  }
  return true;
}

bool is_linking(WordGroup group) {
  return group == WordGroup::Linking || group == WordGroup::OldLinking;
}

/// Are both participles of this verb? The adjective `anställd` is a word of its own, and
/// `anställda` stands under anställa alone. A noun keeps to itself: `nämnd` does not find nämnda.
bool share_participle(const KnownWord& term, std::uint32_t lemma, const Reading& form) {
  const bool noun =
      std::any_of(term.readings.begin(), term.readings.end(), [lemma](const Reading& reading) {
        return reading.lemma == lemma && reading.group == WordGroup::Noun;
      });
  return !noun && form.group == WordGroup::PastParticiple &&
         std::any_of(term.readings.begin(), term.readings.end(), [&form](const Reading& reading) {
           return reading.group == form.group && reading.lemma == form.lemma;
         });
}

std::uint64_t lemma_key(std::uint32_t lemma) { return lemma; }

std::uint64_t stem_key(std::string_view stem) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char byte : stem) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3ULL;
  return hash | (std::uint64_t{1} << 63U);
}

/// Stems are the same of words that one is made from the other, too: podd and poddare, räv and
/// rävig.
bool derives(std::string_view one, std::string_view other) {
  std::size_t same = 0;
  while (same < one.size() && same < other.size() && one[same] == other[same]) ++same;
  const auto is_derivation = [](std::string_view ending) {
    constexpr std::array endings = {"are"sv, "ig"sv, "lig"sv, "het"sv, "else"sv, "skap"sv};
    return std::any_of(endings.begin(), endings.end(), [ending](std::string_view derivation) {
      return ending.starts_with(derivation);
    });
  };
  return is_derivation(one.substr(same)) || is_derivation(other.substr(same));
}

}  // namespace

KnownWord Inflection::look_up(std::string_view folded, Stemmer& stemmer) const {
  KnownWord word;
  word.folded = folded;
  if (const auto entry = lexicon_->find(folded)) {
    for (const Reading& reading : entry->apertium) {
      if (!is_linking(reading.group)) word.readings.push_back(reading);
    }
    if (!entry->places.only_inside) word.bases = entry->bases;
  }
  word.stem = stemmer.stem(folded);
  return word;
}

KnownWord Inflection::as_term(std::string_view folded, Stemmer& stemmer) const {
  return look_up(folded, stemmer);
}

KnownWord Inflection::as_form(std::string_view folded, Stemmer& stemmer) const {
  KnownWord word = look_up(folded, stemmer);
  filter(word);
  return word;
}

/// What a form could be and hardly ever is beside its other readings: the genitive of an adjective
/// (kallas, öppnas) beside a verb, the participle (följd, längd, nämnd) beside a noun of the same
/// spelling, but for poisons, girths and gates.
void Inflection::drop_rare_readings(KnownWord& form) const {
  std::vector<Reading>& readings = form.readings;
  // An old subjunctive beside another word: vete, knyte, finne; but fäste, gifte are past tenses.
  const bool is_word = std::any_of(readings.begin(), readings.end(), [&](const Reading& r) {
    return r.group == WordGroup::Noun && lexicon_->lemma_text(r.lemma) == form.folded;
  });
  if (is_word && form.folded.ends_with('e')) {
    std::erase_if(readings, [&](const Reading& r) {
      const std::string_view lemma = lexicon_->lemma_text(r.lemma);
      const bool past = lemma.ends_with("sta") || lemma.ends_with("fta") || lemma.ends_with("lta");
      return r.group == WordGroup::Verb && lemma.ends_with('a') && !past &&
             lemma.substr(0, lemma.size() - 1) == form.folded.substr(0, form.folded.size() - 1);
    });
  }
  const bool verb = std::any_of(readings.begin(), readings.end(),
                                [](const Reading& r) { return r.group == WordGroup::Verb; });
  if (verb && form.folded.ends_with('s')) {
    std::erase_if(readings, [&](const Reading& r) {
      return r.group == WordGroup::Adjective && lexicon_->lemma_text(r.lemma) != form.folded;
    });
  }
  const bool noun = std::any_of(readings.begin(), readings.end(), [&](const Reading& r) {
    return r.group == WordGroup::Noun && lexicon_->lemma_text(r.lemma) == form.folded;
  });
  constexpr std::array participles = {"gift"sv, "gjord"sv, "ledd"sv, "bytta"sv};
  const bool rare_noun =
      std::find(participles.begin(), participles.end(), form.folded) != participles.end();
  if (noun && !rare_noun) {
    std::erase_if(readings, [](const Reading& r) { return r.group == WordGroup::PastParticiple; });
  }
}

void Inflection::filter(KnownWord& form) const {
  std::vector<Reading>& readings = form.readings;
  // An exclamation takes nothing from the noun or verb: `tack`, `buss`, `hälsningar`.
  const bool closed = std::any_of(readings.begin(), readings.end(), [](const Reading& r) {
    return r.group == WordGroup::Closed && !r.exclamation;
  });
  if (closed && !keeps_content_readings(form.folded)) {
    std::erase_if(readings, [](const Reading& r) { return r.group != WordGroup::Closed; });
    form.bases.clear();
  }
  drop_rare_readings(form);
  if (hardly_imperative(form.folded)) {
    std::erase_if(readings, [](const Reading& r) { return r.imperative_only; });
  }
}

std::optional<std::uint32_t> Inflection::own_lemma(const KnownWord& term) const {
  for (const Reading& reading : term.readings) {
    if (lexicon_->lemma_text(reading.lemma) == term.folded) return reading.lemma;
  }
  return std::nullopt;
}

/// `planet: plan; also planet`: the other words the form could be.
Recognition Inflection::found(const KnownWord& form, std::uint32_t lemma) const {
  Recognition recognition{
      How::Lexicon, form.folded + ": " + std::string(lexicon_->lemma_text(lemma)), {}};
  for (const Reading& reading : form.readings) {
    if (reading.lemma == lemma || reading.group == WordGroup::Adverb || reading.exclamation)
      continue;
    std::string other(lexicon_->lemma_text(reading.lemma));
    auto& list = recognition.ambiguous;
    if (std::find(list.begin(), list.end(), other) == list.end()) list.push_back(std::move(other));
  }
  return recognition;
}

/// Verbs in -as have no present tense of their own in the lexicon: `möts` of mötas stands under
/// möta. The forms of the active verb that end in -s are theirs.
bool Inflection::is_s_form(const KnownWord& term, const KnownWord& form,
                           const Reading& reading) const {
  return reading.group == WordGroup::Verb && term.folded.ends_with("as") &&
         form.folded.ends_with('s') &&
         lexicon_->lemma_text(reading.lemma) ==
             std::string_view(term.folded).substr(0, term.folded.size() - 1);
}

/// The verb that a prefixed one is made from: `felskriva` of skriva, `tvångsomhänderta` of
/// omhänderta, and where it begins.
std::optional<std::pair<std::size_t, std::uint32_t>> Inflection::inner_verb(
    std::string_view verb) const {
  constexpr std::size_t kShortestPrefix = 3;  // bytes
  for (std::size_t at = kShortestPrefix; at + 2 <= verb.size(); ++at) {
    if (utf8::is_continuation(verb[at])) continue;
    if (utf8::count(verb.substr(at)) < 3) break;  // berättel|se
    const auto lemma = lexicon_->lemma(verb.substr(at));
    if (lemma && is_verb_form(verb.substr(at), *lemma)) return std::pair(at, *lemma);
  }
  return std::nullopt;
}

bool Inflection::is_verb_form(std::string_view form, std::uint32_t lemma) const {
  const auto entry = lexicon_->find(form);
  return entry &&
         std::any_of(entry->apertium.begin(), entry->apertium.end(),
                     [lemma](const Reading& r) { return r.lemma == lemma && is_verbal(r.group); });
}

/// `felskrivna`, `tvångsomhändertog`: lexicons have a few forms of such verbs and not the others.
bool Inflection::is_prefixed_form(const KnownWord& term, const KnownWord& form) const {
  if (!form.readings.empty()) return false;
  const auto inner = inner_verb(term.folded);
  if (!inner) return false;
  const auto& [at, lemma] = *inner;
  return form.folded.size() > at && form.folded.compare(0, at, term.folded, 0, at) == 0 &&
         is_verb_form(std::string_view(form.folded).substr(at), lemma);
}

/// Of a word that no lexicon knows. Without a lexicon Snowball's stems are all there is; with one,
/// an unknown word is a new one and takes regular endings, and stems decide only between two
/// unknown words neither of which need be the base.
bool Inflection::are_likely_forms(const KnownWord& term, const KnownWord& form) const {
  const bool same_stem =
      term.stem == form.stem && !term.stem.empty() && !derives(term.folded, form.folded);
  if (lexicon_->empty()) return same_stem;
  if (is_regular_form(form.folded, term.folded)) return true;
  if (term.folded.ends_with('a')) return false;
  return !term.known() &&
         (is_regular_form(term.folded, form.folded) || (same_stem && !form.known()));
}

std::optional<Recognition> Inflection::match(const KnownWord& term, const KnownWord& form,
                                             PartOfSpeech pos) const {
  if (term.folded == form.folded) {
    Recognition same{How::Equal, {}, {}};
    if (const auto lemma = own_lemma(term)) same.ambiguous = found(form, *lemma).ambiguous;
    const bool wrong_group = pos != PartOfSpeech::Any && !form.readings.empty() &&
                             std::none_of(form.readings.begin(), form.readings.end(),
                                          [pos](const Reading& r) { return fits(r.group, pos); });
    return wrong_group ? std::nullopt : std::optional(same);
  }
  if (!term.readings.empty() && !form.readings.empty()) {
    const auto lemma = own_lemma(term);
    for (const Reading& reading : form.readings) {
      if (!fits(reading.group, pos)) continue;
      if (lemma) {
        if (reading.lemma == *lemma) return found(form, *lemma);
        if (share_participle(term, *lemma, reading) || is_s_form(term, form, reading)) {
          return found(form, reading.lemma);
        }
        if (!term.any_reading) continue;
      }
      for (const Reading& wanted : term.readings) {
        if (lemma && wanted.imperative_only) continue;
        if (reading.lemma == wanted.lemma && reading.group == wanted.group) {
          return found(form, reading.lemma);
        }
      }
    }
    return std::nullopt;
  }
  if (is_prefixed_form(term, form)) {
    return Recognition{How::Lexicon, form.folded + ": " + term.folded, {}};
  }
  if (term.known() && form.known()) {
    const bool is_base = std::any_of(term.bases.begin(), term.bases.end(), [&](std::uint32_t base) {
      return lexicon_->lemma_text(base) == term.folded;
    });
    for (const std::uint32_t base : form.bases) {
      if (is_base ? lexicon_->lemma_text(base) == term.folded
                  : std::find(term.bases.begin(), term.bases.end(), base) != term.bases.end()) {
        return Recognition{
            How::Lexicon, form.folded + ": " + std::string(lexicon_->lemma_text(base)), {}};
      }
    }
    return std::nullopt;
  }
  if (are_likely_forms(term, form)) {
    return Recognition{How::Fallback, form.folded + ": " + term.folded, {}};
  }
  return std::nullopt;
}

std::vector<std::uint64_t> Inflection::form_keys(const KnownWord& term) const {
  std::vector<std::uint64_t> keys = {stem_key(term.stem), stem_key(term.folded)};
  if (!term.known() && !lexicon_->empty()) {
    for (const std::string& base : regular_bases(term.folded)) keys.push_back(stem_key(base));
  }
  for (const Reading& reading : term.readings) keys.push_back(lemma_key(reading.lemma));
  for (const std::uint32_t base : term.bases) keys.push_back(lemma_key(base));
  if (term.folded.ends_with("as")) {
    const std::string_view active = std::string_view(term.folded).substr(0, term.folded.size() - 1);
    if (const auto lemma = lexicon_->lemma(active)) keys.push_back(lemma_key(*lemma));
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

std::vector<std::uint64_t> Inflection::term_keys(const KnownWord& term) const {
  std::vector<std::uint64_t> keys = form_keys(term);
  if (const auto inner = inner_verb(term.folded)) {
    const auto& [at, lemma] = *inner;
    for (const std::string_view form : lexicon_->forms_of(lemma)) {
      keys.push_back(stem_key(term.folded.substr(0, at) + std::string(form)));
    }
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

}  // namespace rodtrad::language
