#include "analyzer/language/compounds.h"

#include <algorithm>
#include <array>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/language/compound_costs.h"
#include "analyzer/language/word_lists.h"

namespace rodtrad::language {
namespace {

using namespace std::string_view_literals;

constexpr double kOldLinking = 0.4;
constexpr double kGuessedLinking = 0.5;  // a noun with nothing or s after it
constexpr double kUnsureHead = 0.5;
constexpr std::size_t kMaxParts = 6;
constexpr std::size_t kMaxSplits = 16;
constexpr std::size_t kLongestWord = 60;  // of those that are split

/// Inflection and derivation look like short words; none of them is a constituent.
bool is_ending(std::string_view part) {
  constexpr std::array endings = {
      "en"sv,   "ens"sv,   "et"sv,    "ets"sv,   "er"sv,   "ers"sv,  "erna"sv,  "ernas"sv,
      "ar"sv,   "ars"sv,   "arna"sv,  "arnas"sv, "or"sv,   "ors"sv,  "orna"sv,  "ornas"sv,
      "ande"sv, "andet"sv, "anden"sv, "ende"sv,  "are"sv,  "aren"sv, "arens"sv, "arna"sv,
      "het"sv,  "heten"sv, "heter"sv, "ing"sv,   "ning"sv, "else"sv, "ten"sv,   "tens"sv,
      "tet"sv,  "den"sv,   "det"sv,   "des"sv,   "nas"sv,  "nde"sv,  "ism"sv,   "ist"sv,
      "isk"sv,  "iska"sv,  "iskt"sv,  "iga"sv,   "igt"sv,  "lig"sv,  "liga"sv,  "ligt"sv,
      "sam"sv,  "samt"sv,  "ade"sv,   "ades"sv,  "ats"sv,  "ast"sv,  "aste"sv,  "ina"sv,
      "inne"sv, "era"sv,   "erar"sv,  "rar"sv,   "nad"sv,  "pen"sv,  "sen"sv,   "ler"sv,
      "rna"sv,  "rnas"sv,  "ska"sv};
  return std::find(endings.begin(), endings.end(), part) != endings.end();
}

bool is_content(WordGroup group) {
  return group != WordGroup::Closed && group != WordGroup::Adverb;
}

enum Kind : std::uint8_t { kNoWord, kNoun, kVerb, kAdjective, kOther };

/// Participles are adjectives; adverbs and function words are others; linking forms are no words.
Kind kind_of(WordGroup group) {
  switch (group) {
    case WordGroup::Noun:
      return kNoun;
    case WordGroup::Verb:
      return kVerb;
    case WordGroup::Adjective:
    case WordGroup::PastParticiple:
    case WordGroup::PresentParticiple:
      return kAdjective;
    case WordGroup::Adverb:
    case WordGroup::Closed:
      return kOther;
    case WordGroup::Linking:
    case WordGroup::OldLinking:
    case WordGroup::Hunspell:
      return kNoWord;
  }
  return kNoWord;
}

bool is_participle(WordGroup group) {
  return group == WordGroup::PastParticiple || group == WordGroup::PresentParticiple;
}

/// The definite singular tells: mandatet is neuter, daten is not. Unknown gender fits any.
bool same_gender(const Lexicon& lexicon, std::string_view one, std::string_view other) {
  const auto takes = [&lexicon](std::string_view noun, std::string_view ending) {
    const bool vowel = std::string_view("aeiouy").find(noun.back()) != std::string_view::npos;
    return lexicon.knows(std::string(noun) + std::string(vowel ? ending.substr(1) : ending));
  };
  const auto neuter = [&takes](std::string_view noun) { return takes(noun, "et"); };
  const auto common = [&takes](std::string_view noun) { return takes(noun, "en"); };
  if (neuter(one)) return neuter(other) || !common(other);
  return !common(one) || common(other);
}

bool is_noun_base(const Lexicon& lexicon, const Entry& entry, std::string_view text) {
  return std::any_of(entry.apertium.begin(), entry.apertium.end(), [&](const Reading& reading) {
    return reading.group == WordGroup::Noun && lexicon.lemma_text(reading.lemma) == text;
  });
}

bool is_consonant(std::string_view letter) {
  return "bcdfghjklmnpqrstvwxz"sv.find(letter) != std::string_view::npos && letter.size() == 1;
}

/// `fal|lucka` can be fall + lucka: the part before ends in two of the letter that follows.
bool triple_consonant(const std::string& word, std::size_t at) {
  if (at < 2 || at + 3 > word.size()) return false;
  const char letter = word[at];
  if (word[at - 1] != letter || !is_consonant(std::string_view(&letter, 1))) return false;
  // tvätt|tid; but what follows in grupp|pen and berg|stopp|par is an ending.
  constexpr std::array endings = {"ad"sv, "an"sv, "ar"sv, "as"sv, "at"sv, "el"sv, "en"sv,
                                  "er"sv, "es"sv, "et"sv, "ig"sv, "is"sv, "or"sv};
  return at + 3 < word.size() ||
         std::find(endings.begin(), endings.end(), word.substr(at + 1)) == endings.end();
}

}  // namespace

std::string to_text(const CompoundSplit& split) { return join(split.parts, "|"); }

namespace {

/// Is the last part an ending that makes a word of another: ledar|skap, ung|dom, del|vis? With an s
/// before it a dom is a judgement (tingsrätts|dom), and a kap is what is left of -skap (chefs|kap).
bool ends_in_suffix(const CompoundSplit& split) {
  using namespace std::string_view_literals;
  constexpr std::array skap = {"skap"sv,   "skaps"sv,  "skapet"sv,   "skapets"sv,
                               "skapen"sv, "skaper"sv, "skaperna"sv, "vis"sv};
  constexpr std::array dom = {"dom"sv,   "doms"sv,   "domen"sv,   "domens"sv,
                              "domar"sv, "domars"sv, "domarna"sv, "domarnas"sv};
  const std::size_t parts = split.parts.size();
  if (parts < 2) return false;
  const auto is_one_of = [](const auto& forms, std::string_view part) {
    return std::find(forms.begin(), forms.end(), part) != forms.end();
  };
  const std::string& last = split.parts[parts - 1];
  const char before = split.parts[parts - 2].back();
  if (before == 's') return is_one_of(skap, "s" + last);
  return is_one_of(skap, last) || (before != 'e' && is_one_of(dom, last));
}

}  // namespace

bool cuts_a_word(const std::string& word, const CompoundSplit& split) {
  if (ends_in_suffix(split)) return true;
  std::size_t at = 0;
  for (std::size_t i = 0; i + 1 < split.parts.size(); ++i) {
    const std::string& part = split.parts[i];
    if (uncut_length(std::string_view(word).substr(at)) > part.size()) return true;
    // A part with a letter that spelling drops shares it with the next one.
    at += word.compare(at, part.size(), part) == 0 ? part.size() : part.size() - 1;
  }
  return false;
}

bool has_two_short_parts(const CompoundSplit& split) {
  return std::count_if(split.parts.begin(), split.parts.end(),
                       [](const std::string& part) { return utf8::count(part) <= 2; }) > 1;
}

Splitter::Piece Splitter::judge(const std::string& text) const {
  Piece out;
  const Lexicon& lexicon = inflection_->lexicon();
  const double short_cost = shortness(text);
  if (short_cost == kNever) return out;
  const auto entry = lexicon.find(text);
  const auto offer = [](std::optional<double>& slot, double cost) {
    if (!slot || cost < *slot) slot = cost;
  };
  if (entry) {
    bool content = false;
    bool nominal_base = false;
    bool own_noun = false;
    bool other_noun = false;
    for (const Reading& reading : entry->apertium) {
      if (reading.group == WordGroup::Linking) {
        offer(out.as_modifier, 0);
      } else if (reading.group == WordGroup::OldLinking) {
        offer(out.as_modifier, kOldLinking);
      } else if (is_content(reading.group)) {
        content = true;
        const bool base = lexicon.lemma_text(reading.lemma) == text;
        const bool nominal =
            reading.group == WordGroup::Noun || reading.group == WordGroup::Adjective;
        nominal_base = nominal_base || (base && nominal);
        if (reading.group == WordGroup::Noun) (base ? own_noun : other_noun) = true;
        const bool verb = reading.group == WordGroup::Verb;
        offer(out.as_head, verb ? kUnsureHead : 0);
      }
    }
    if (entry->places.begin || entry->places.middle) offer(out.as_modifier, 0);
    if (entry->places.end) offer(out.as_head, 0);
    if (!entry->bases.empty() && !entry->places.only_inside) {
      content = true;
      offer(out.as_head, kUnsureHead);
    }
    if (nominal_base) offer(out.as_modifier, kGuessedLinking);
    out.known = content;
    out.noun_base = own_noun && !other_noun;
  }
  if (text.size() > 3 && text.back() == 's' && !out.as_modifier) {
    const std::string base = text.substr(0, text.size() - 1);
    const auto bare = lexicon.find(base);
    if (bare && (is_noun_base(lexicon, *bare, base) || bare->places.end)) {
      offer(out.as_modifier, kGuessedLinking);
    }
  }
  if (!out.as_modifier && utf8::count(text) >= 4 && !is_ending(text)) {
    for (const char* const vowel : {"a", "e"}) {  // halk|olycka of halka, kudd|krig of kudde
      const auto whole = lexicon.find(text + vowel);
      if (whole && is_noun_base(lexicon, *whole, text + vowel)) {
        offer(out.as_modifier, kGuessedLinking);
      }
    }
  }
  out.sure_modifier = out.as_modifier == 0;
  const ShortWord* const as_short = short_word(text);
  const bool is_head = as_short != nullptr && as_short->head == ShortHead::Always;
  if ((utf8::count(text) < 3 && !is_head) || is_ending(text)) out.as_head.reset();
  if (out.as_modifier) *out.as_modifier += kPart + short_cost;
  if (out.as_head) *out.as_head += kPart + (is_head ? kThreeLetters : short_cost);
  return out;
}

bool Splitter::inflects_as(const std::string& word, const std::string& head,
                           const KnownWord* term) {
  const Lexicon& lexicon = inflection_->lexicon();
  const auto entry = lexicon.find(word);
  if (!entry || head.size() >= word.size()) return true;
  const std::string prefix = word.substr(0, word.size() - head.size());
  // `lagring` is what one does who lagrar, no ring.
  if (head.starts_with("ring") && lexicon.lemma(prefix + "ra")) return false;
  // `tjänsten` is a form of tjänst: `sten` is none of st. `ungdomarna` are no ung + domare.
  const auto part = lexicon.find(head);
  const auto leads_to = [&](std::string_view base) {
    if (term != nullptr) {
      const KnownWord lemma = inflection_->as_term(base, stemmer_);
      const bool same = inflection_->match(*term, lemma, PartOfSpeech::Any) ||
                        inflection_->match(lemma, *term, PartOfSpeech::Any);
      if (!same) return false;
    }
    if (!part || part->apertium.empty()) return true;
    const auto of_base = [&](const Reading& reading) {
      return is_participle(reading.group) || lexicon.lemma_text(reading.lemma) == base;
    };
    return std::any_of(part->apertium.begin(), part->apertium.end(), of_base);
  };
  constexpr std::size_t kShortestForm = 5;  // of what is no base form
  bool any = false;
  for (const Reading& reading : entry->apertium) {
    const Kind kind = kind_of(reading.group);
    const std::string_view whole = lexicon.lemma_text(reading.lemma);
    if (kind == kNoWord || whole.size() <= prefix.size()) continue;
    any = true;
    if (!whole.starts_with(prefix)) continue;
    const std::string_view rest = whole.substr(prefix.size());
    // `valkar` of valk: a letter's name is no head.
    if (utf8::count(rest) < 3) {
      const ShortWord* const as_short = short_word(rest);
      if (as_short == nullptr || as_short->head == ShortHead::Never) continue;
    }
    const auto head_entry = lexicon.find(rest);
    if (!head_entry) continue;
    // Some stand in the sources as a definite or a plural alone: köksvägen, glansdagar.
    if (whole == word && kind == kNoun && utf8::count(rest) >= kShortestForm) {
      for (const Reading& other : head_entry->apertium) {
        if (other.group == WordGroup::Noun && leads_to(lexicon.lemma_text(other.lemma)))
          return true;
      }
    }
    if (!leads_to(rest)) continue;
    if (head_entry->apertium.empty()) return true;  // hunspell alone knows it, not how
    for (const Reading& other : head_entry->apertium) {
      const std::string_view base = lexicon.lemma_text(other.lemma);
      // A participle stands under its verb, alone or in a compound: sjukskriven, hjälpsökande.
      const bool verb_of_it = is_participle(reading.group) && other.group == WordGroup::Verb;
      if (kind_of(other.group) != kind && !verb_of_it) continue;
      if (base != rest && !is_participle(other.group)) continue;
      if (kind != kNoun || same_gender(lexicon, whole, base)) return true;
    }
  }
  return !any;
}

std::vector<PartOfSpeech> Splitter::classes_of(const std::string& word) const {
  std::vector<PartOfSpeech> out;
  if (const auto entry = inflection_->lexicon().find(word)) {
    for (const Reading& reading : entry->apertium) {
      if (reading.imperative_only) continue;  // knäfall! is a noun that the source lacks
      const Kind kind = kind_of(reading.group);
      if (kind == kNoun) out.push_back(PartOfSpeech::Noun);
      if (kind == kVerb) out.push_back(PartOfSpeech::Verb);
      if (kind == kAdjective) out.push_back(PartOfSpeech::Adjective);
    }
  }
  if (out.empty()) out.push_back(PartOfSpeech::Any);
  return out;
}

void Splitter::forget_when_large() {
  constexpr std::size_t kMostPieces = 15'000;
  constexpr std::size_t kMostWords = 5'000;
  if (pieces_.size() > kMostPieces) pieces_.clear();
  if (seen_.size() > kMostWords) seen_.clear();
}

const Splitter::Piece& Splitter::piece(const std::string& text) {
  const auto found = pieces_.find(text);
  if (found != pieces_.end()) return found->second;
  return pieces_.emplace(text, judge(text)).first->second;
}

double Splitter::cheapest_tail(const std::string& word, std::size_t from,
                               std::vector<double>& known) {
  double& best = known[from];
  if (best >= 0) return best;
  best = kNever;
  double cheapest = kNever;
  if (const auto& head = piece(word.substr(from)).as_head) cheapest = *head;
  for (std::size_t at = from + 2; at < word.size(); ++at) {
    if (!boundary(word, at)) continue;
    if (const auto cost = piece(word.substr(from, at - from)).as_modifier) {
      cheapest = std::min(cheapest, *cost + cheapest_tail(word, at, known));
    }
    if (triple_consonant(word, at)) {
      const std::string doubled = word.substr(from, at - from) + word[at];
      if (const auto cost = piece(doubled).as_modifier) {
        cheapest = std::min(cheapest, *cost + cheapest_tail(word, at, known));
      }
    }
  }
  known[from] = cheapest;
  return cheapest;
}

void Splitter::extend(const std::string& word, std::size_t from, CompoundSplit& so_far,
                      double limit, std::vector<CompoundSplit>& out) {
  if (out.size() >= kMaxSplits || so_far.parts.size() >= kMaxParts) return;
  if (!so_far.parts.empty()) {
    const std::string tail = word.substr(from);
    if (const auto head = piece(tail).as_head; head && so_far.cost + *head <= limit) {
      CompoundSplit made = so_far;
      made.parts.push_back(tail);
      made.cost += *head;
      out.push_back(std::move(made));
    }
  }
  const auto step = [&](const std::string& part, std::size_t next) {
    const auto cost = from == 0 ? first_cost(part) : piece(part).as_modifier;
    if (!cost || so_far.cost + *cost > limit) return;
    so_far.parts.push_back(part);
    so_far.cost += *cost;
    extend(word, next, so_far, limit, out);
    so_far.cost -= *cost;
    so_far.parts.pop_back();
  };
  for (std::size_t at = from + 2; at < word.size(); ++at) {
    if (!boundary(word, at)) continue;
    step(word.substr(from, at - from), at);
    if (triple_consonant(word, at)) step(word.substr(from, at - from) + word[at], at);
  }
}

std::vector<CompoundSplit> Splitter::find(const std::string& word) {
  std::vector<CompoundSplit> out;
  if (utf8::count(word) < 5 || word.size() > kLongestWord) return out;
  std::vector<double> tails(word.size() + 1, -1);
  double best = kNever;
  for (std::size_t at = 2; at < word.size(); ++at) {
    if (!boundary(word, at)) continue;
    if (const auto cost = first_cost(word.substr(0, at))) {
      best = std::min(best, *cost + cheapest_tail(word, at, tails));
    }
    if (triple_consonant(word, at)) {
      if (const auto cost = piece(word.substr(0, at) + word[at]).as_modifier) {
        best = std::min(best, *cost + cheapest_tail(word, at, tails));
      }
    }
  }
  if (best == kNever) return out;
  if (piece(word).known && best > kKnownWholeLimit) return out;
  // Where the cheapest readings are none (mags|år), the next ones are looked at.
  constexpr double kFurther = 0.8;
  for (double limit = best + kTolerance; out.empty() && limit < best + 2 * kFurther;
       limit += kFurther) {
    CompoundSplit so_far;
    extend(word, 0, so_far, limit, out);
    const bool any = !out.empty();
    std::erase_if(out, [&](const CompoundSplit& split) { return !is_valid(word, split); });
    if (!any) break;
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const CompoundSplit& a, const CompoundSplit& b) { return a.cost < b.cost; });
  if (!out.empty()) {
    const double limit = piece(word).known ? kKnownWholeLimit : kNever;
    const double most = std::min(out.front().cost + kTolerance, limit);
    std::erase_if(out, [most](const CompoundSplit& split) { return split.cost > most; });
  }
  add_without_shared_letter(word, out);
  return out;
}

void Splitter::add_without_shared_letter(const std::string& word,
                                         std::vector<CompoundSplit>& splits) {
  const auto shares = [&word](const CompoundSplit& split) {
    return join(split.parts, "").size() > word.size();
  };
  if (!std::all_of(splits.begin(), splits.end(), shares)) return;
  for (std::size_t s = 0, n = splits.size(); s < n; ++s) {
    CompoundSplit made = splits[s];
    std::size_t at = 0;
    for (std::size_t i = 0; i + 1 < made.parts.size(); ++i) {
      at += made.parts[i].size();
      const bool last = i + 2 == made.parts.size();
      if (word.compare(at - made.parts[i].size(), made.parts[i].size(), made.parts[i]) != 0) break;
      const auto cost_of = [&](const std::string& text) {
        return last ? piece(text).as_head : piece(text).as_modifier;
      };
      const std::string& next = made.parts[i + 1];
      if (word.compare(at, next.size(), next) == 0) continue;
      const auto with = cost_of(next);
      const auto without = cost_of(next.substr(1));
      if (!with || !without || *without - *with >= kPart) break;
      made.cost += *without - *with;
      made.parts[i + 1].erase(0, 1);
      if (is_valid(word, made)) splits.push_back(made);
      break;
    }
  }
}

bool Splitter::is_valid(const std::string& word, const CompoundSplit& split) {
  if (piece(word).known && !inflects_as(word, split.parts.back())) return false;
  if (has_two_short_parts(split)) return false;
  for (std::size_t i = 0; i + 1 < split.parts.size(); ++i) {
    const std::string& part = split.parts[i];
    const std::string& next = split.parts[i + 1];
    if (s_is_misplaced(part, next)) return false;
    // mag|sår rather than mags|år: the longer word is the likelier one.
    if (utf8::count(next) < 3 && part.back() == 's' && piece("s" + next).as_head &&
        piece(part.substr(0, part.size() - 1)).as_modifier) {
      return false;
    }
  }
  return !cuts_a_word(word, split);
}

const std::vector<CompoundSplit>& Splitter::splits(const std::string& folded) {
  const auto found = seen_.find(folded);
  if (found != seen_.end()) return found->second;
  std::vector<CompoundSplit> made = find(folded);
  return seen_.emplace(folded, std::move(made)).first->second;
}

bool Splitter::s_is_misplaced(const std::string& modifier, const std::string& rest) {
  if (rest.size() < 3 || modifier.size() < 3 || piece(modifier).sure_modifier) return false;
  const auto is_part = [this](const std::string& text) {
    const Piece& one = piece(text);
    return one.as_head || one.as_modifier;
  };
  if (rest.front() == 's' && piece(modifier + "s").sure_modifier && is_part(rest.substr(1))) {
    return true;
  }
  return modifier.back() == 's' && is_part("s" + rest) &&
         piece(modifier.substr(0, modifier.size() - 1)).sure_modifier &&
         !(piece(rest).noun_base && !piece("s" + rest).noun_base);
}

std::optional<double> Splitter::first_cost(const std::string& text) {
  const ShortWord* const as_short = short_word(text);
  if (as_short != nullptr && as_short->begins) return kPart + kThreeLetters;
  if (const double cost = first_word_cost(text); cost != kNever) return cost;
  return piece(text).as_modifier;
}

std::optional<double> Splitter::modifier_cost(const std::string& text) {
  if (text.empty()) return 0;
  if (const auto cost = first_cost(text)) return cost;
  std::optional<double> best;
  for (std::size_t at = 2; at < text.size(); ++at) {
    if (!boundary(text, at)) continue;
    const auto first = first_cost(text.substr(0, at));
    const auto second = piece(text.substr(at)).as_modifier;
    if (first && second && (!best || *first + *second < *best)) best = *first + *second;
  }
  return best;
}

std::vector<std::pair<std::string, std::string>> Splitter::modifier_pairs(const std::string& text) {
  std::vector<std::pair<std::string, std::string>> out;
  for (std::size_t at = 2; at + 3 <= text.size(); ++at) {
    if (!boundary(text, at)) continue;
    const std::string left = text.substr(0, at);
    const ShortWord* const as_short = short_word(left);
    if (utf8::count(left) < 3 && (as_short == nullptr || !as_short->begins)) continue;
    const auto first = first_cost(left);
    const auto second = piece(text.substr(at)).as_modifier;
    if (first && second && *first + *second <= kKnownWholeLimit &&
        inflects_as(text, text.substr(at))) {
      out.emplace_back(text.substr(0, at), text.substr(at));
    }
  }
  return out;
}

std::optional<double> Splitter::head_cost(const std::string& text) {
  if (const auto cost = piece(text).as_head) return cost;
  const auto& inner = splits(text);
  return inner.empty() ? std::nullopt : std::optional(inner.front().cost);
}

}  // namespace rodtrad::language
