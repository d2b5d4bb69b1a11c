#include "analyzer/language/compounds.h"

#include <algorithm>
#include <array>
#include <limits>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/language/word_lists.h"

namespace rodtrad::language {
namespace {

using namespace std::string_view_literals;

constexpr double kPart = 1.0;
constexpr double kThreeLetters = 0.7;
constexpr double kTwoLetters = 2.5;
constexpr double kOldLinking = 0.4;
constexpr double kGuessedLinking = 0.5;  // a noun with nothing or s after it
constexpr double kUnsureHead = 0.5;
constexpr double kTolerance = 0.3;         // accepted above the best
constexpr double kKnownWholeLimit = 3.45;  // a known word must split at least this well
constexpr std::size_t kMaxParts = 6;
constexpr std::size_t kMaxSplits = 16;
constexpr std::size_t kLongestWord = 60;       // of those that are split
constexpr std::size_t kLongestSearched = 120;  // longer is no word: quadratic to search
constexpr double kNever = std::numeric_limits<double>::infinity();

/// Verb particles and prepositions: before a short term inside a known word they make another word
/// (för|slag, an|slag, under|lag).
bool is_particle(std::string_view part) {
  constexpr std::array words = {
      "för"sv, "an"sv,   "av"sv,   "upp"sv,  "ut"sv,  "under"sv, "in"sv,   "om"sv,
      "på"sv,  "till"sv, "över"sv, "er"sv,   "be"sv,  "ge"sv,    "före"sv, "från"sv,
      "med"sv, "mot"sv,  "ned"sv,  "sam"sv,  "und"sv, "vid"sv,   "åter"sv, "fast"sv,
      "hän"sv, "bi"sv,   "o"sv,    "miss"sv, "ans"sv, "ins"sv,   "uppe"sv, "inne"sv};
  return std::find(words.begin(), words.end(), part) != words.end();
}

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
      "inne"sv, "era"sv,   "erar"sv,  "rar"sv,   "nad"sv,  "pen"sv,  "sen"sv,   "ler"sv};
  return std::find(endings.begin(), endings.end(), part) != endings.end();
}

double shortness(std::string_view text) {
  const std::size_t letters = utf8::count(text);
  if (letters >= 4) return 0;
  if (letters == 3) return kThreeLetters;
  return letters == 2 ? kTwoLetters : kNever;
}

bool is_content(WordGroup group) {
  return group != WordGroup::Closed && group != WordGroup::Adverb;
}

/// 1 noun, 2 verb, 3 adjective or participle, 4 adverb or function word, 0 no word of its own.
int kind_of(WordGroup group) {
  switch (group) {
    case WordGroup::Noun:
      return 1;
    case WordGroup::Verb:
      return 2;
    case WordGroup::Adjective:
    case WordGroup::PastParticiple:
    case WordGroup::PresentParticiple:
      return 3;
    case WordGroup::Adverb:
    case WordGroup::Closed:
      return 4;
    case WordGroup::Linking:
    case WordGroup::OldLinking:
    case WordGroup::Hunspell:
      return 0;
  }
  return 0;
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

bool boundary(const std::string& text, std::size_t at) {
  return at <= text.size() && (at == text.size() || !utf8::is_continuation(text[at]));
}

bool is_consonant(std::string_view letter) {
  return "bcdfghjklmnpqrstvwxz"sv.find(letter) != std::string_view::npos && letter.size() == 1;
}

/// `fal|lucka` can be fall + lucka: the part before ends in two of the letter that follows.
bool triple_consonant(const std::string& word, std::size_t at) {
  if (at < 2 || at + 4 > word.size()) return false;  // fall|lucka, never grupp|pen
  const char letter = word[at];
  return word[at - 1] == letter && is_consonant(std::string_view(&letter, 1));
}

}  // namespace

std::string to_text(const CompoundSplit& split) { return join(split.parts, "|"); }

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
  }
  if (text.size() > 3 && text.back() == 's' && !out.as_modifier) {
    const auto base = lexicon.find(text.substr(0, text.size() - 1));
    if (base) {
      for (const Reading& reading : base->apertium) {
        const bool noun = reading.group == WordGroup::Noun &&
                          lexicon.lemma_text(reading.lemma) == text.substr(0, text.size() - 1);
        if (noun) offer(out.as_modifier, kGuessedLinking);
      }
      if (!out.as_modifier && base->places.end) offer(out.as_modifier, kGuessedLinking);
    }
  }
  out.sure_modifier = out.as_modifier == 0;
  if (utf8::count(text) < 3 || is_ending(text)) out.as_head.reset();
  if (out.as_modifier) *out.as_modifier += kPart + short_cost;
  if (out.as_head) *out.as_head += kPart + short_cost;
  return out;
}

bool Splitter::inflects_as(const std::string& word, const std::string& head) const {
  const Lexicon& lexicon = inflection_->lexicon();
  const auto entry = lexicon.find(word);
  if (!entry || head.size() >= word.size()) return true;
  const std::string prefix = word.substr(0, word.size() - head.size());
  // `lagring` is what one does who lagrar, no ring.
  if (head.starts_with("ring") && lexicon.lemma(prefix + "ra")) return false;
  bool any = false;
  for (const Reading& reading : entry->apertium) {
    const int kind = kind_of(reading.group);
    const std::string_view whole = lexicon.lemma_text(reading.lemma);
    if (kind == 0 || whole.size() <= prefix.size()) continue;
    any = true;
    // `valkar` of valk: a letter's name is no head.
    const bool letter = whole.size() == prefix.size() + 1;
    if (!whole.starts_with(prefix) || letter) continue;
    const auto head_entry = lexicon.find(whole.substr(prefix.size()));
    if (!head_entry) continue;
    if (head_entry->apertium.empty()) return true;  // hunspell alone knows it, not how
    for (const Reading& other : head_entry->apertium) {
      const std::string_view base = lexicon.lemma_text(other.lemma);
      // A participle stands under its verb, alone or in a compound: sjukskriven, hjälpsökande.
      const bool verb_of_it = is_participle(reading.group) && other.group == WordGroup::Verb;
      if (kind_of(other.group) != kind && !verb_of_it) continue;
      if (base != whole.substr(prefix.size()) && !is_participle(other.group)) continue;
      if (kind != 1 || same_gender(lexicon, whole, base)) return true;
    }
  }
  return !any;
}

std::vector<PartOfSpeech> Splitter::classes_of(const std::string& word) const {
  std::vector<PartOfSpeech> out;
  if (const auto entry = inflection_->lexicon().find(word)) {
    for (const Reading& reading : entry->apertium) {
      if (reading.imperative_only) continue;  // knäfall! is a noun that the source lacks
      switch (kind_of(reading.group)) {
        case 1:
          out.push_back(PartOfSpeech::Noun);
          break;
        case 2:
          out.push_back(PartOfSpeech::Verb);
          break;
        case 3:
          out.push_back(PartOfSpeech::Adjective);
          break;
        default:
          break;
      }
    }
  }
  if (out.empty()) out.push_back(PartOfSpeech::Any);
  return out;
}

void Splitter::forget_when_large() {
  constexpr std::size_t kMostPieces = 30'000;
  constexpr std::size_t kMostWords = 10'000;
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
    const auto cost = piece(part).as_modifier;
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
    if (const auto cost = piece(word.substr(0, at)).as_modifier) {
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
  CompoundSplit so_far;
  extend(word, 0, so_far, best + kTolerance, out);
  if (piece(word).known) {
    std::erase_if(out, [&](const CompoundSplit& s) { return !inflects_as(word, s.parts.back()); });
  }
  // Of two syllables of two letters names and foreign words are made: jo|ha|nn|is|berg.
  std::erase_if(out, [](const CompoundSplit& split) {
    return std::count_if(split.parts.begin(), split.parts.end(),
                         [](const std::string& part) { return utf8::count(part) <= 2; }) > 1;
  });
  const auto has_misplaced_s = [this](const CompoundSplit& split) {
    for (std::size_t i = 0; i + 1 < split.parts.size(); ++i) {
      if (s_is_misplaced(split.parts[i], split.parts[i + 1])) return true;
    }
    return false;
  };
  std::erase_if(out, has_misplaced_s);
  std::stable_sort(out.begin(), out.end(),
                   [](const CompoundSplit& a, const CompoundSplit& b) { return a.cost < b.cost; });
  return out;
}

const std::vector<CompoundSplit>& Splitter::splits(const std::string& folded) {
  const auto found = seen_.find(folded);
  if (found != seen_.end()) return found->second;
  std::vector<CompoundSplit> made = find(folded);
  return seen_.emplace(folded, std::move(made)).first->second;
}

bool Splitter::s_is_misplaced(const std::string& modifier, const std::string& rest) {
  if (rest.size() < 4 || modifier.size() < 3 || piece(modifier).sure_modifier) return false;
  const auto is_part = [this](const std::string& text) {
    const Piece& one = piece(text);
    return one.as_head || one.as_modifier;
  };
  if (rest.front() == 's' && piece(modifier + "s").sure_modifier && is_part(rest.substr(1))) {
    return true;
  }
  return modifier.back() == 's' && is_part("s" + rest) &&
         piece(modifier.substr(0, modifier.size() - 1)).sure_modifier;
}

std::optional<double> Splitter::modifier_cost(const std::string& text) {
  if (text.empty()) return 0;
  if (const auto cost = piece(text).as_modifier) return cost;
  std::optional<double> best;
  for (std::size_t at = 2; at < text.size(); ++at) {
    if (!boundary(text, at)) continue;
    const auto first = piece(text.substr(0, at)).as_modifier;
    const auto second = piece(text.substr(at)).as_modifier;
    if (first && second && (!best || *first + *second < *best)) best = *first + *second;
  }
  return best;
}

std::vector<std::pair<std::string, std::string>> Splitter::modifier_pairs(const std::string& text) {
  std::vector<std::pair<std::string, std::string>> out;
  for (std::size_t at = 3; at + 3 <= text.size(); ++at) {
    if (!boundary(text, at)) continue;
    const auto first = piece(text.substr(0, at)).as_modifier;
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

// --- terms in compounds --------------------------------------------------------------------------

CompoundTerm compound_term(const Inflection& inflection, KnownWord word, PartOfSpeech pos) {
  CompoundTerm term;
  term.pos = pos;
  const Lexicon& lexicon = inflection.lexicon();
  const std::string& base = word.folded;
  std::vector<std::string> forms = {base};
  term.linking = {base, base + "s"};
  if (const auto lemma = lexicon.lemma(base)) {
    for (const std::string_view form : lexicon.forms_of(*lemma)) {
      forms.emplace_back(form);
      const auto entry = lexicon.find(form);
      const bool links =
          std::any_of(entry->apertium.begin(), entry->apertium.end(), [&](const Reading& r) {
            return r.lemma == *lemma &&
                   (r.group == WordGroup::Linking || r.group == WordGroup::OldLinking);
          });
      if (links) term.linking.emplace_back(form);
    }
  }
  if (base.size() > 4 && (base.back() == 'a' || base.back() == 'e')) {
    const std::string stem = base.substr(0, base.size() - 1);
    for (const char* ending : {"", "e", "o", "u", "s"}) term.linking.push_back(stem + ending);
  }
  std::sort(term.linking.begin(), term.linking.end());
  term.linking.erase(std::unique(term.linking.begin(), term.linking.end()), term.linking.end());
  // The longest first, so that `samverkans` is tried before `samverkan`.
  std::stable_sort(term.linking.begin(), term.linking.end(),
                   [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
  for (const std::string& form : term.linking) forms.push_back(form);
  for (const std::string& form : forms) {
    std::string root(utf8::prefix(form, 4));
    const bool covered = std::any_of(term.roots.begin(), term.roots.end(),
                                     [&](const auto& other) { return root.starts_with(other); });
    if (covered) continue;
    std::erase_if(term.roots, [&](const std::string& other) { return other.starts_with(root); });
    term.roots.push_back(std::move(root));
  }
  term.word = std::move(word);
  return term;
}

namespace {

class ConstituentFinder {
 public:
  ConstituentFinder(const CompoundTerm& term, CompoundRole role, const std::string& word,
                    Splitter& splitter, const Inflection& inflection)
      : term_(term), role_(role), word_(word), splitter_(splitter), inflection_(inflection) {}

  std::optional<CompoundSplit> run() {
    for (const CompoundSplit& split : splitter_.splits(word_)) {
      if (auto found = in_split(split, 0)) return found;
    }
    return directed();
  }

 private:
  [[nodiscard]] bool wants_head() const { return role_ != CompoundRole::Modifier; }
  [[nodiscard]] bool wants_modifier() const { return role_ != CompoundRole::Head; }

  /// A form of the term, of the word class of the whole where that is known: toalett is a noun and
  /// not what one has lett.
  bool is_head_form(const std::string& text) {
    const KnownWord form = inflection_.as_form(text, splitter_.stemmer());
    const auto match = inflection_.match(term_.word, form, term_.pos);
    if (!match) return false;
    // The lexicon knows the forms of a word it knows: `tande` of bristande is none of tand.
    if (match->how == How::Fallback && term_.word.known()) return false;
    if (term_.pos != PartOfSpeech::Any || form.readings.empty()) return true;
    if (classes_.empty()) classes_ = splitter_.classes_of(word_);
    // A closed word (man, liv!) is none as a head.
    const KnownWord open = inflection_.as_term(text, splitter_.stemmer());
    return std::any_of(classes_.begin(), classes_.end(), [&](PartOfSpeech pos) {
      return inflection_.match(term_.word, open, pos).has_value();
    });
  }
  bool is_linking_form(const std::string& text) const {
    return std::find(term_.linking.begin(), term_.linking.end(), text) != term_.linking.end();
  }

  /// Any run of parts, and the parts' own parts, that is the term in the wanted role.
  std::optional<CompoundSplit> in_split(const CompoundSplit& split, int depth) {
    const std::size_t n = split.parts.size();
    for (std::size_t first = 0; first < n; ++first) {
      std::string run;
      for (std::size_t last = first; last < n; ++last) {
        run += split.parts[last];
        if (first == 0 && last + 1 == n) continue;  // the whole word
        const bool head = last + 1 == n;
        if (is_blocked_in(split, first)) break;
        if (head && wants_head() && is_head_form(run) && !particle_before(split, first))
          return split;
        if (!head && wants_modifier() && is_linking_form(run)) return split;
      }
    }
    if (depth == 2) return std::nullopt;
    for (std::size_t i = 0; i + 1 < n; ++i) {
      for (auto& [left, right] : splitter_.modifier_pairs(split.parts[i])) {
        CompoundSplit finer = split;
        finer.parts[i] = right;
        finer.parts.insert(finer.parts.begin() + static_cast<std::ptrdiff_t>(i), left);
        if (auto found = in_split(finer, 2)) return found;
      }
    }
    for (std::size_t i = 0; i < n; ++i) {
      const std::string part = without_linking_s(split.parts[i], i + 1 == n);
      for (const CompoundSplit& inner : splitter_.splits(part)) {
        CompoundSplit finer = split;
        finer.parts.erase(finer.parts.begin() + static_cast<std::ptrdiff_t>(i));
        finer.parts.insert(finer.parts.begin() + static_cast<std::ptrdiff_t>(i),
                           inner.parts.begin(), inner.parts.end());
        if (part.size() < split.parts[i].size()) finer.parts[i + inner.parts.size() - 1] += "s";
        if (auto found = in_split(finer, depth + 1)) return found;
      }
    }
    return std::nullopt;
  }

  /// Does a word that only looks like the term's compound (verkstad, kostnad) begin at this part or
  /// at one before it and reach over it?
  [[nodiscard]] bool is_blocked_in(const CompoundSplit& split, std::size_t first) const {
    std::string tail;
    for (std::size_t i = first + 1; i-- > 0;) {
      tail = i == first ? rest_from(split, first) : split.parts[i] + tail;
      if (is_blocked(tail, term_.word.folded)) return true;
    }
    return false;
  }
  static std::string rest_from(const CompoundSplit& split, std::size_t first) {
    std::string tail;
    for (std::size_t i = first; i < split.parts.size(); ++i) tail += split.parts[i];
    return tail;
  }

  /// `vårdcentrals` before a head is the compound `vårdcentral`.
  static std::string without_linking_s(const std::string& part, bool is_head) {
    if (is_head || part.size() < 6 || part.back() != 's') return part;
    return part.substr(0, part.size() - 1);
  }

  [[nodiscard]] bool particle_before(const CompoundSplit& split, std::size_t first) {
    if (first == 0 || utf8::count(term_.word.folded) > 4) return false;
    return is_particle(split.parts[first - 1]) ||
           particle_ends(split.parts[first - 1], rest_from(split, first));
  }

  /// Is what stands before a tail a particle, or does it end in one that makes another word with
  /// the tail? `lagför|slag`: förslag is a word, and lag stands before it.
  bool particle_ends(const std::string& rest, const std::string& tail) {
    if (is_particle(rest)) return true;
    constexpr std::array long_ones = {"för"sv,   "upp"sv,  "till"sv, "från"sv,
                                      "under"sv, "över"sv, "åter"sv};
    for (const std::string_view particle : long_ones) {
      if (!rest.ends_with(particle)) continue;
      const std::string before = rest.substr(0, rest.size() - particle.size());
      if (utf8::count(before) < 3) continue;
      if (inflection_.lexicon().knows(std::string(particle) + tail) &&
          splitter_.modifier_cost(before)) {
        return true;
      }
    }
    return false;
  }

  /// The term itself is trusted as a part when the rest is valid and no cheaper reading of the word
  /// leaves it out.
  std::optional<CompoundSplit> directed() {
    const auto& known = splitter_.splits(word_);
    double limit = known.empty() ? kNever : known.front().cost + kTolerance;
    if (inflection_.lexicon().knows(word_)) {
      // A known word that does not split well is taken for one word, but for long terms.
      if (known.empty() && utf8::count(term_.word.folded) < 4) return std::nullopt;
      limit = std::min(limit, kKnownWholeLimit);
    }
    if (utf8::count(term_.word.folded) < 3) return std::nullopt;
    std::optional<CompoundSplit> best;
    const auto offer = [&](CompoundSplit made, std::size_t term_part) {
      if (is_blocked_in(made, term_part)) return;
      if (!splitter_.inflects_as(word_, made.parts.back())) return;
      if (made.cost <= limit && (!best || made.cost < best->cost)) best = std::move(made);
    };
    if (wants_head()) {
      for (std::size_t at = 2; at < word_.size(); ++at) {
        if (!boundary(word_, at)) continue;
        const std::string tail = word_.substr(at);
        if (utf8::count(tail) < 3 || !is_head_form(tail)) continue;
        const std::string rest = word_.substr(0, at);
        if (utf8::count(term_.word.folded) <= 4 && particle_ends(rest, tail)) continue;
        if (splitter_.s_is_misplaced(rest, tail)) continue;
        if (const auto cost = splitter_.modifier_cost(rest)) {
          offer({{rest, tail}, *cost + kPart + shortness(tail)}, 1);
        }
      }
    }
    if (wants_modifier()) {
      for (const std::string& form : term_.linking) {
        for (std::size_t at = word_.find(form); at != std::string::npos;
             at = word_.find(form, at + 1)) {
          const std::size_t end = at + form.size();
          if (end >= word_.size() || !boundary(word_, at) || !boundary(word_, end)) continue;
          const auto left = splitter_.modifier_cost(word_.substr(0, at));
          const auto right = splitter_.head_cost(word_.substr(end));
          if (!left || !right) continue;
          CompoundSplit made;
          if (at > 0) made.parts.push_back(word_.substr(0, at));
          made.parts.push_back(form);
          made.parts.push_back(word_.substr(end));
          made.cost = *left + kPart + shortness(form) + *right;
          offer(std::move(made), at > 0 ? 1 : 0);
        }
      }
    }
    return best;
  }

  const CompoundTerm& term_;
  CompoundRole role_;
  const std::string& word_;
  Splitter& splitter_;
  const Inflection& inflection_;
  std::vector<PartOfSpeech> classes_;  ///< the word's own, once asked for
};

}  // namespace

std::optional<CompoundSplit> find_constituent(const CompoundTerm& term, CompoundRole role,
                                              const std::string& folded, Splitter& splitter) {
  const bool possible = std::any_of(
      term.roots.begin(), term.roots.end(),
      [&folded](const std::string& root) { return folded.find(root) != std::string::npos; });
  if (!possible || folded.size() > kLongestSearched || is_blocked(folded, term.word.folded)) {
    return std::nullopt;
  }
  return ConstituentFinder(term, role, folded, splitter, splitter.inflection()).run();
}

}  // namespace rodtrad::language
