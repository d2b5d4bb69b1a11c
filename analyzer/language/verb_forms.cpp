#include "analyzer/language/verb_forms.h"

#include <string>

#include "analyzer/language/lexicon.h"
#include "analyzer/language/word_lists.h"

namespace rodtrad::language {
namespace {

/// Supines end in t, and hardly any finite form does (those few are listed).
bool is_supine(std::string_view form) { return form.ends_with('t') || form.ends_with("ts"); }

VerbForm as_reading(std::string_view form, std::string_view lemma, const Lexicon& lexicon) {
  const bool passive = form.size() == lemma.size() + 1 && form.starts_with(lemma);
  if (form.ends_with('s') && (form == lemma || passive)) {
    // hoppas, hoppades and dras, drar; but skämmas, skäms.
    const std::string active(form.substr(0, form.size() - 1));
    const bool both =
        !form.ends_with("as") || lexicon.knows(active + "des") || lexicon.knows(active + "r");
    return both ? VerbForm::InfinitiveOrFinite : VerbForm::Infinitive;
  }
  if (form == lemma) return VerbForm::Infinitive;
  return is_supine(form) ? VerbForm::Supine : VerbForm::Finite;
}

/// Words that hunspell alone knows: `sparar`, `sparade` of `spara`.
VerbForm by_ending(std::string_view form, const Entry& entry, const Lexicon& lexicon) {
  for (const std::uint32_t base : entry.bases) {
    const std::string_view word = lexicon.lemma_text(base);
    if (!word.ends_with('a')) continue;
    const std::string verb(word);
    if (form == verb + "r" || form == verb + "de" ||
        form == verb.substr(0, verb.size() - 1) + "er") {
      return VerbForm::Finite;
    }
    if (form == verb && lexicon.knows(verb + "r") && lexicon.knows(verb + "de")) {
      return VerbForm::Infinitive;
    }
  }
  return VerbForm::None;
}

}  // namespace

VerbForm verb_form(std::string_view folded, const Lexicon* lexicon) {
  if (is_listed_finite(folded)) return VerbForm::Finite;
  if (is_listed_infinitive(folded)) return VerbForm::Infinitive;
  if (is_listed_supine(folded)) return VerbForm::Supine;
  if (is_listed_s_form(folded)) return VerbForm::InfinitiveOrFinite;
  if (lexicon == nullptr) return VerbForm::None;
  const auto entry = lexicon->find(folded);
  if (!entry) return VerbForm::None;
  VerbForm form = VerbForm::None;
  bool other = false;
  for (const Reading& reading : entry->apertium) {
    if (reading.group == WordGroup::Closed) return VerbForm::None;
    if (reading.group == WordGroup::Verb) {
      if (reading.imperative_only && hardly_imperative(folded)) continue;
      const VerbForm read = as_reading(folded, lexicon->lemma_text(reading.lemma), *lexicon);
      if (form == VerbForm::None || read == VerbForm::Finite) form = read;
    } else if (reading.group == WordGroup::Noun || reading.group == WordGroup::Adjective ||
               reading.group == WordGroup::Adverb) {
      other = true;
    }
  }
  if (form == VerbForm::None && !other) form = by_ending(folded, *entry, *lexicon);
  if (!other) return form;
  if (form == VerbForm::Supine) return VerbForm::None;
  // skickades, anställdes: hardly ever of one who is skickad
  const bool passive = folded.ends_with("des") || folded.ends_with("tes");
  return form == VerbForm::Finite && !passive ? VerbForm::MaybeFinite : form;
}

}  // namespace rodtrad::language
