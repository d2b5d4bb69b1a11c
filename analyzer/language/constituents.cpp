#include "analyzer/language/constituents.h"

#include <algorithm>
#include <array>

#include "analyzer/base/utf8.h"
#include "analyzer/language/compound_costs.h"
#include "analyzer/language/word_lists.h"

namespace rodtrad::language {
namespace {

bool is_only_verb(const KnownWord& word) {
  return !word.readings.empty() &&
         std::all_of(word.readings.begin(), word.readings.end(),
                     [](const Reading& reading) { return reading.group == WordGroup::Verb; });
}

/// Nouns alone take an s before another part: hals|duk is nothing hal.
bool may_be_noun(const KnownWord& word) {
  return word.readings.empty() ||
         std::any_of(word.readings.begin(), word.readings.end(),
                     [](const Reading& reading) { return reading.group == WordGroup::Noun; });
}

/// The base form of a noun or an adjective.
bool is_nominal(const Lexicon& lexicon, const std::string& text) {
  const auto entry = lexicon.find(text);
  return entry &&
         std::any_of(entry->apertium.begin(), entry->apertium.end(), [&](const Reading& r) {
           return (r.group == WordGroup::Noun || r.group == WordGroup::Adjective) &&
                  lexicon.lemma_text(r.lemma) == text;
         });
}

}  // namespace

CompoundTerm compound_term(const Inflection& inflection, KnownWord word, PartOfSpeech pos) {
  CompoundTerm term;
  term.pos = pos;
  const Lexicon& lexicon = inflection.lexicon();
  const std::string& base = word.folded;
  std::vector<std::string> forms = {base};
  term.linking = {base};
  if (may_be_noun(word)) term.linking.push_back(base + "s");
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
  if (may_be_noun(word) && base.ends_with("man")) term.linking.push_back(base + "na");
  if (may_be_noun(word) && base.ends_with("plan")) term.linking.push_back(base + "e");
  const std::string stem = base.substr(0, base.size() - 1);
  const bool drops_vowel = base.back() == 'a' || base.back() == 'e';
  // mag|katarr; but var of varmat is none of vara.
  if (drops_vowel && base.size() == 4 && may_be_noun(word) && !is_nominal(lexicon, stem)) {
    term.linking.push_back(stem);
  }
  if (drops_vowel && base.size() > 4) {
    // `land` of landskap is a word of its own, not landa.
    if (!is_only_verb(word) || !is_nominal(lexicon, stem)) {
      term.linking.push_back(stem);
      term.linking.push_back(stem + "s");
    }
    for (const char* ending : {"e", "o", "u"}) term.linking.push_back(stem + ending);
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

using namespace std::string_view_literals;

constexpr std::size_t kLongestSearched = 120;  // longer is no word: quadratic to search

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

/// Compounds with such a word that is their first part indeed.
bool is_particle_compound(std::string_view word) {
  constexpr std::array compounds = {
      "övertid"sv,   "förtid"sv,    "nutid"sv,     "samtid"sv,    "fastland"sv,  "inland"sv,
      "utland"sv,    "uthus"sv,     "övermakt"sv,  "motmakt"sv,   "underbarn"sv, "omväg"sv,
      "utväg"sv,     "biväg"sv,     "övervikt"sv,  "undervikt"sv, "motvikt"sv,   "överpris"sv,
      "underpris"sv, "överdel"sv,   "underdel"sv,  "undersida"sv, "översida"sv,  "insida"sv,
      "utsida"sv,    "motpart"sv,   "medpart"sv,   "motbud"sv,    "överbud"sv,   "underbud"sv,
      "biroll"sv,    "bisak"sv,     "förord"sv,    "förort"sv,    "förrätt"sv,   "samliv"sv,
      "överkant"sv,  "underkant"sv, "nederkant"sv, "framkant"sv,  "ytterkant"sv, "förspel"sv};
  return std::any_of(compounds.begin(), compounds.end(),
                     [word](std::string_view known) { return word.starts_with(known); });
}

class ConstituentFinder {
 public:
  ConstituentFinder(const CompoundTerm& term, CompoundRole role, const std::string& word,
                    Splitter& splitter, const Inflection& inflection)
      : term_(term), role_(role), word_(word), splitter_(splitter), inflection_(inflection) {}

  std::optional<CompoundSplit> run() {
    for (const CompoundSplit& split : splitter_.splits(word_)) {
      if (auto found = in_split(split, 0)) return found;
    }
    if (auto found = directed()) return found;
    return after_unknown();
  }

 private:
  [[nodiscard]] bool wants_head() const { return role_ != CompoundRole::Modifier; }
  [[nodiscard]] bool wants_modifier() const { return role_ != CompoundRole::Head; }

  /// A form of the term, of the word class of the whole where that is known: toalett is a noun and
  /// not what one has lett.
  bool is_head_form(const std::string& text) {
    constexpr std::array auxiliaries = {"ska"sv, "skall"sv, "skulle"sv};  // diktar|ska
    if (std::find(auxiliaries.begin(), auxiliaries.end(), text) != auxiliaries.end()) return false;
    const KnownWord form = inflection_.as_form(text, splitter_.stemmer());
    // ord|res: what little is left of a verb ends no new word.
    if (utf8::count(text) <= 3 && is_only_verb(form) && !inflection_.lexicon().knows(word_)) {
      return false;
    }
    const auto match = inflection_.match(term_.word, form, term_.pos);
    if (!match) return false;
    // The lexicon knows the forms of a word it knows: `tande` of bristande is none of tand.
    if (match->how == How::Fallback && term_.word.known()) return false;
    if (!splitter_.inflects_as(word_, text, &term_.word)) return false;
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
    if (depth > 0 && (cuts_a_word(word_, split) || has_two_short_parts(split))) {
      return std::nullopt;
    }
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
    return particle_ends(split.parts[first - 1], rest_from(split, first));
  }

  /// Is what stands before a tail a particle, or does it end in one that makes another word with
  /// the tail? `lagför|slag`: förslag is a word, and lag stands before it.
  bool particle_ends(const std::string& rest, const std::string& tail) {
    if (is_particle(rest)) return !is_particle_compound(rest + tail);
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
    const ShortWord* const as_short = short_word(term_.word.folded);
    const bool short_head = as_short != nullptr && as_short->head >= ShortHead::AsTerm;
    const bool is_short = short_head || (as_short != nullptr && as_short->begins);
    if (utf8::count(term_.word.folded) < 3 && !is_short) return std::nullopt;
    const auto& known = splitter_.splits(word_);
    double limit = known.empty() ? kNever : known.front().cost + kTolerance;
    if (inflection_.lexicon().knows(word_)) {
      // A known word that does not split well is taken for one word, but for long terms.
      if (known.empty() && utf8::count(term_.word.folded) < 4 && !is_short) {
        return std::nullopt;
      }
      limit = std::min(limit, kKnownWholeLimit);
    }
    const auto shortness_of = [&](const std::string& part) {
      return part == term_.word.folded && is_short ? kThreeLetters : shortness(part);
    };
    std::optional<CompoundSplit> best;
    const auto offer = [&](CompoundSplit made, std::size_t term_part, double more = 0) {
      if (is_blocked_in(made, term_part) || cuts_a_word(word_, made)) return;
      if (made.cost <= limit + more && (!best || made.cost < best->cost)) best = std::move(made);
    };
    // A long term that is asked for outweighs a short part before it: fri|skola, väg|arbete.
    const auto favour = [&](const std::string& rest) {
      return utf8::count(term_.word.folded) >= 5 && utf8::count(rest) == 3 ? kThreeLetters : 0;
    };
    if (wants_head() && (!is_short || short_head)) {
      for (std::size_t at = 2; at < word_.size(); ++at) {
        if (!boundary(word_, at)) continue;
        const std::string tail = word_.substr(at);
        if ((utf8::count(tail) < 3 && !is_short) || !is_head_form(tail)) continue;
        const std::string rest = word_.substr(0, at);
        if (utf8::count(term_.word.folded) <= 4 && particle_ends(rest, tail)) continue;
        if (splitter_.s_is_misplaced(rest, tail)) continue;
        if (const auto cost = splitter_.modifier_cost(rest)) {
          offer({{rest, tail}, *cost + kPart + shortness_of(tail)}, 1, favour(rest));
        }
      }
    }
    if (wants_modifier() && (!is_short || as_short->begins)) {
      for (const std::string& form : term_.linking) {
        const bool bare = is_short && !as_short->links;
        if (bare && form != term_.word.folded) continue;
        for (std::size_t at = word_.find(form); at != std::string::npos;
             at = word_.find(form, at + 1)) {
          const std::size_t end = at + form.size();
          if (end >= word_.size() || !boundary(word_, at) || !boundary(word_, end)) continue;
          if (bare && at > 0) continue;
          const auto left = splitter_.modifier_cost(word_.substr(0, at));
          const auto right = splitter_.head_cost(word_.substr(end));
          if (!left || !right || !splitter_.inflects_as(word_, word_.substr(end))) continue;
          CompoundSplit made;
          if (at > 0) made.parts.push_back(word_.substr(0, at));
          made.parts.push_back(form);
          made.parts.push_back(word_.substr(end));
          made.cost = *left + kPart + shortness_of(form) + *right;
          offer(std::move(made), at > 0 ? 1 : 0);
        }
      }
    }
    return best;
  }

  /// `onboarding|process`, `bup|enhet`: new words and acronyms in small letters join with words
  /// that are known. A long term at the end of a word that nothing else explains.
  std::optional<CompoundSplit> after_unknown() {
    constexpr std::size_t kLongTerm = 5;  // letters
    const Lexicon& lexicon = inflection_.lexicon();
    if (!wants_head() || utf8::count(term_.word.folded) < kLongTerm || lexicon.empty() ||
        lexicon.knows(word_) || !splitter_.splits(word_).empty()) {
      return std::nullopt;
    }
    for (std::size_t at = 2; at + kLongTerm <= word_.size(); ++at) {
      if (!boundary(word_, at)) continue;
      const std::string rest = word_.substr(0, at);
      const std::string tail = word_.substr(at);
      if (!may_be_new_word(rest) || !is_head_form(tail)) continue;
      if (knows_longer_tail(at)) return std::nullopt;
      // undergifven|het
      if (tail.starts_with("enhet") && utf8::count(rest) > 4) return std::nullopt;
      CompoundSplit made{{rest, tail}, 3 * kPart};
      if (is_blocked_in(made, 1) || cuts_a_word(word_, made)) return std::nullopt;
      return made;
    }
    return std::nullopt;
  }
  /// No prefix that makes other words: sub-, kom-, trans-.
  static bool may_be_new_word(const std::string& text) {
    constexpr std::array short_ones = {"ai"sv, "it"sv, "hr"sv, "tv"sv, "pc"sv};
    constexpr std::array prefixes = {
        "sub"sv,   "dis"sv,   "des"sv,    "pre"sv,   "pro"sv,   "kom"sv,  "kon"sv,  "ben"sv,
        "för"sv,   "miss"sv,  "trans"sv,  "inter"sv, "intra"sv, "anti"sv, "auto"sv, "ultra"sv,
        "hyper"sv, "super"sv, "pseudo"sv, "over"sv,  "under"sv, "över"sv, "re"sv,   "post"sv};
    const std::string_view whole = text;
    if (utf8::count(text) < 3)
      return std::find(short_ones.begin(), short_ones.end(), whole) != short_ones.end();
    return text.find('-') == std::string::npos &&
           std::none_of(prefixes.begin(), prefixes.end(),
                        [whole](std::string_view prefix) { return whole == prefix; });
  }
  [[nodiscard]] bool knows_longer_tail(std::size_t at) const {
    for (std::size_t longer = 1; longer < at; ++longer) {
      if (boundary(word_, longer) && inflection_.lexicon().knows(word_.substr(longer))) return true;
    }
    return false;
  }

  const CompoundTerm& term_;
  CompoundRole role_;
  const std::string& word_;
  Splitter& splitter_;
  const Inflection& inflection_;
  std::vector<PartOfSpeech> classes_;  ///< the word's own, once asked for
};

/// The one word that a known form is of, if it is another spelling: `lagstiftning` for
/// lagstiftningar.
std::optional<std::string> other_base(const Lexicon& lexicon, const std::string& folded) {
  const auto entry = lexicon.find(folded);
  if (!entry) return std::nullopt;
  std::optional<std::uint32_t> base;
  for (const Reading& reading : entry->apertium) {
    if (reading.group == WordGroup::Linking || reading.group == WordGroup::OldLinking) continue;
    if (base && *base != reading.lemma) return std::nullopt;
    base = reading.lemma;
  }
  if (!base && entry->bases.size() == 1) base = entry->bases.front();
  if (!base) return std::nullopt;
  std::string text(lexicon.lemma_text(*base));
  if (text == folded) return std::nullopt;
  return text;
}

}  // namespace

std::optional<CompoundSplit> find_constituent(const CompoundTerm& term, CompoundRole role,
                                              const std::string& folded, Splitter& splitter) {
  const bool possible = std::any_of(
      term.roots.begin(), term.roots.end(),
      [&folded](const std::string& root) { return folded.find(root) != std::string::npos; });
  if (!possible || folded.size() > kLongestSearched || is_blocked(folded, term.word.folded)) {
    return std::nullopt;
  }
  // What holds of a word holds of all its forms.
  const Inflection& inflection = splitter.inflection();
  const auto base = other_base(inflection.lexicon(), folded);
  if (base && is_blocked(*base, term.word.folded)) return std::nullopt;
  auto found = ConstituentFinder(term, role, folded, splitter, inflection).run();
  if (found || !base) return found;
  return ConstituentFinder(term, role, *base, splitter, inflection).run();
}

}  // namespace rodtrad::language
