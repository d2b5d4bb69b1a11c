#include "analyzer/language/term_index.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <map>
#include <unordered_map>
#include <utility>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/language/acronyms.h"
#include "analyzer/language/constituents.h"
#include "analyzer/language/inflection.h"
#include "analyzer/language/respelling.h"
#include "analyzer/language/word_lists.h"
#include "analyzer/text/characters.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::language {
namespace {

using namespace std::string_view_literals;

using Numbers = std::vector<std::uint32_t>;

/// Lets maps of strings be asked with views.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>()(text);
  }
};
using NumbersByText = std::unordered_map<std::string, Numbers, TextHash, std::equal_to<>>;

/// A term with everything that can be computed once.
struct Prepared {
  std::string surface;
  CompoundTerm compound;           ///< holds the known word too
  std::vector<std::string> forms;  ///< folded
  std::vector<std::string> exclude;
  std::string before_last_hyphen;  ///< folded; of hyphenated terms
  KnownWord after_last_hyphen{};
  std::string solid{};  ///< the same without its hyphen, where that is no other word
  bool acronym = false;

  [[nodiscard]] const KnownWord& word() const { return compound.word; }
};

/// One word of the text, analysed once.
struct Analysed {
  std::string_view surface;
  KnownWord word;
  std::vector<KnownWord> standard;  ///< what a spoken or shortened form stands for
  KnownWord before_colon{};         ///< `vd` of vd:n
};

bool holds(const std::vector<std::string>& list, const std::string& folded) {
  return std::find(list.begin(), list.end(), folded) != list.end();
}

std::vector<std::string> folded_list(const std::vector<std::string>& words) {
  std::vector<std::string> out;
  for (const std::string& word : words) out.push_back(text::folded_form(word));
  return out;
}

/// Whom `sig` is when somebody speaks of himself.
constexpr std::array kReflexives = {"mig"sv, "dig"sv, "oss"sv, "er"sv, "mej"sv, "dej"sv, "sej"sv};
bool stands_for_all_persons(const Term& term) { return term.in_phrase && term.word == "sig"; }

constexpr std::size_t kShortestCompound = 5;  // bytes
constexpr std::size_t kBeginning = 4;         // bytes that a compound and its forms share

/// Of words that begin alike.
std::uint64_t beginning_key(std::string_view folded) {
  return std::hash<std::string_view>()(folded.substr(0, kBeginning)) | (std::uint64_t{1} << 62U);
}

}  // namespace

/// Tells of most words at one look that no prefix begins them.
class Beginnings {
 public:
  void add(std::string_view text) {
    all_.emplace_back(text);
    if (text.size() >= length_) {
      seen_.set(slot(text));
      return;
    }
    length_ = text.size();
    seen_.reset();
    for (const std::string& known : all_) seen_.set(slot(known));
  }
  [[nodiscard]] bool may_begin(std::string_view word) const {
    return word.size() >= length_ && !all_.empty() && seen_.test(slot(word));
  }

 private:
  static constexpr std::size_t kSlots = 1U << 14U;
  [[nodiscard]] std::size_t slot(std::string_view text) const {
    std::size_t hash = 0;
    for (std::size_t i = 0; i < length_; ++i) {
      hash = hash * 31 + static_cast<unsigned char>(text[i]);
    }
    return hash % kSlots;
  }

  std::size_t length_ = 4;  ///< bytes looked at: no more than the shortest prefix has
  std::vector<std::string> all_;
  std::bitset<kSlots> seen_;
};

struct TermIndex::Impl {
  static constexpr std::size_t kRootLetters = 3;  // of a last part, that all its forms begin with

  std::vector<Term> terms;
  Resources resources;
  Lexicon no_lexicon;
  Inflection inflection;
  std::vector<Prepared> prepared;

  // What a word must share with a term, by kind of sharing.
  std::unordered_map<std::uint64_t, Numbers> by_key;  ///< lemma, stem, modifier
  NumbersByText by_folded;                            ///< exact forms and extra forms
  NumbersByText by_acronym;                           ///< as written
  std::map<std::size_t, NumbersByText> by_prefix;     ///< by length
  std::map<std::size_t, NumbersByText> by_suffix;
  Beginnings prefix_beginnings;
  Numbers infixes;
  Numbers hyphenated;
  Numbers compounds;
  bool inflects = false;  ///< some term wants to know what words are forms of

  Impl(std::vector<Term> given, const Resources& r)
      : terms(std::move(given)),
        resources(r),
        inflection(r.lexicon != nullptr ? *r.lexicon : no_lexicon) {
    Splitter splitter(inflection);
    for (std::uint32_t i = 0; i < terms.size(); ++i) prepare(i, splitter);
  }

  void prepare(std::uint32_t number, Splitter& splitter) {
    const Term& term = terms[number];
    Prepared p;
    p.surface = text::surface_form(term.word);
    const std::string folded = text::fold(p.surface);
    if (term.kind == TermKind::Inflected) {
      p.compound =
          compound_term(inflection, inflection.as_term(folded, splitter.stemmer()), term.pos);
    } else {
      p.compound.word.folded = folded;
    }
    p.compound.word.any_reading = term.in_phrase && is_open_word(p.word());
    p.forms = folded_list(term.forms);
    p.exclude = folded_list(term.exclude);
    for (const std::string& form : p.forms) by_folded[form].push_back(number);
    switch (term.kind) {
      case TermKind::Folded:
      case TermKind::Shortened:
      case TermKind::Cased:
        by_folded[folded].push_back(number);
        break;
      case TermKind::Prefix:
        by_prefix[folded.size()][folded].push_back(number);
        prefix_beginnings.add(folded);
        break;
      case TermKind::Suffix:
        by_suffix[folded.size()][folded].push_back(number);
        break;
      case TermKind::Infix:
        infixes.push_back(number);
        break;
      case TermKind::Inflected:
        prepare_inflected(number, folded, p, splitter);
        break;
    }
    prepared.push_back(std::move(p));
  }

  /// För, om and en are words of their own before all else; auxiliaries are verbs.
  static bool is_open_word(const KnownWord& word) {
    constexpr std::array auxiliaries = {"vill"sv, "kan"sv, "ska"sv, "har"sv,
                                        "är"sv,   "får"sv, "hade"sv};
    if (std::find(auxiliaries.begin(), auxiliaries.end(), word.folded) != auxiliaries.end()) {
      return true;
    }
    return std::none_of(word.readings.begin(), word.readings.end(), [](const Reading& reading) {
      return reading.group == WordGroup::Closed || reading.group == WordGroup::Adverb;
    });
  }

  void prepare_inflected(std::uint32_t number, const std::string& folded, Prepared& p,
                         Splitter& splitter) {
    inflects = true;
    if (const std::size_t hyphen = folded.rfind('-');
        hyphen != std::string::npos && hyphen + 1 < folded.size()) {
      p.before_last_hyphen = folded.substr(0, hyphen);
      p.after_last_hyphen = inflection.as_term(folded.substr(hyphen + 1), splitter.stemmer());
      hyphenated.push_back(number);
      p.solid = without_hyphen(folded, inflection.lexicon());
      if (!p.solid.empty()) {
        const std::string beginning(
            utf8::prefix(p.solid, utf8::count(p.before_last_hyphen) + kRootLetters));
        by_prefix[beginning.size()][beginning].push_back(number);
        prefix_beginnings.add(beginning);
      }
    }
    if (stands_for_all_persons(terms[number])) {
      for (const std::string_view form : kReflexives) {
        by_folded[std::string(form)].push_back(number);
      }
    }
    p.acronym = is_acronym(p.surface) && p.before_last_hyphen.empty();
    if (p.acronym) {
      by_acronym[p.surface].push_back(number);
      by_folded[folded].push_back(number);
    } else {
      for (const std::uint64_t key : inflection.term_keys(p.word())) by_key[key].push_back(number);
      if (folded.size() >= kShortestCompound) by_key[beginning_key(folded)].push_back(number);
    }
    if (terms[number].compound != CompoundRole::None) compounds.push_back(number);
  }

  // --- deciding ------------------------------------------------------------------------------

  [[nodiscard]] std::optional<Recognition> recognise(std::uint32_t number, const Analysed& word,
                                                     Splitter& splitter) const {
    const Term& term = terms[number];
    const Prepared& p = prepared[number];
    const std::string& folded = word.word.folded;
    if (holds(p.exclude, folded)) return std::nullopt;
    if (holds(p.forms, folded)) {
      // As it is written in the codebook, though not in the rule.
      return Recognition{How::Equal, folded + ": " + p.word().folded + " (forms)", {}};
    }
    const auto pattern = [&](bool yes) {
      return yes ? std::optional(Recognition{How::Pattern, folded, {}}) : std::nullopt;
    };
    switch (term.kind) {
      case TermKind::Inflected:
        return inflected(term, p, word, splitter);
      case TermKind::Folded:
        return folded == p.word().folded ? std::optional(Recognition{}) : std::nullopt;
      case TermKind::Shortened:
        return is_shortened(p, word) ? std::optional(Recognition{How::Spoken, folded, {}})
                                     : std::nullopt;
      case TermKind::Cased:
        return word.surface == p.surface ? std::optional(Recognition{}) : std::nullopt;
      case TermKind::Prefix:
        return pattern(folded.starts_with(p.word().folded));
      case TermKind::Suffix:
        return pattern(folded.ends_with(p.word().folded));
      case TermKind::Infix:
        return pattern(folded.find(p.word().folded) != std::string::npos);
    }
    return std::nullopt;
  }

  /// `BUP`, `BUP:s`; one that is listed with capitals only in just these letters.
  static bool is_shortened(const Prepared& p, const Analysed& word) {
    if (text::count_upper(p.surface) == 0) {
      return word.word.folded == p.word().folded || word.before_colon.folded == p.word().folded;
    }
    return word.surface == p.surface ||
           (!word.before_colon.folded.empty() && word.surface.starts_with(p.surface + ":"));
  }

  [[nodiscard]] std::optional<Recognition> inflected(const Term& term, const Prepared& p,
                                                     const Analysed& word,
                                                     Splitter& splitter) const {
    if (auto form = as_form(term, p, word, splitter)) return form;
    if (auto form = as_hyphenated(term, p, word, splitter)) return form;
    if (term.compound == CompoundRole::None) return std::nullopt;
    return in_compound(term.compound, p, word, splitter);
  }

  enum class HeadSays { Nothing, Same, Other };

  /// Is a word the term with another form of its head, where the term is a compound and not both
  /// are in the lexicon? `kommunvårdarna` is kommun|vårdare, `kommunvården` is another compound.
  [[nodiscard]] HeadSays head_says(const Term& term, const Prepared& p, const Analysed& word,
                                   Splitter& splitter) const {
    if (p.word().known() && word.word.known()) return HeadSays::Nothing;
    const std::string_view folded = word.word.folded;
    const std::string& whole = p.word().folded;
    if (std::min(folded.size(), whole.size()) < kShortestCompound ||
        folded.substr(0, kBeginning) != std::string_view(whole).substr(0, kBeginning)) {
      return HeadSays::Nothing;
    }
    const auto& splits = splitter.splits(whole);  // made once per thread and asked for often
    if (splits.empty()) return HeadSays::Nothing;
    const std::string own = splits.front().parts.back();
    const std::string_view modifier = std::string_view(whole).substr(0, whole.size() - own.size());
    if (!folded.starts_with(modifier) || folded.size() == modifier.size()) {
      return HeadSays::Nothing;
    }
    const KnownWord head = inflection.as_form(folded.substr(modifier.size()), splitter.stemmer());
    if (!head.known()) return HeadSays::Nothing;
    const KnownWord wanted = inflection.as_term(own, splitter.stemmer());
    return inflection.match(wanted, head, term.pos) ? HeadSays::Same : HeadSays::Other;
  }

  /// An inflected form of the term, compounds aside.
  [[nodiscard]] std::optional<Recognition> as_form(const Term& term, const Prepared& p,
                                                   const Analysed& word, Splitter& splitter) const {
    if (!word.before_colon.folded.empty() && word.before_colon.folded == p.word().folded) {
      return Recognition{How::Acronym, std::string(word.surface) + ": " + p.surface, {}};
    }
    if (p.acronym) {
      if (word.surface == p.surface) return Recognition{};
      if (!is_acronym_form(p.surface, word.surface)) return std::nullopt;
      return Recognition{How::Acronym, std::string(word.surface) + ": " + p.surface, {}};
    }
    const std::string& folded = word.word.folded;
    if (stands_for_all_persons(term) &&
        std::find(kReflexives.begin(), kReflexives.end(), folded) != kReflexives.end()) {
      return Recognition{How::Lexicon, folded + ": sig", {}};
    }
    // `för-` of för- och nackdelar is the beginning of another word.
    if (folded.ends_with('-') && folded != p.word().folded) return std::nullopt;
    auto match = inflection.match(p.word(), word.word, term.pos);
    if (match && match->how != How::Fallback) {
      add_spoken_meanings(p, word, term.pos, match->ambiguous);
      return match;
    }
    // Of a compound the lexicon lacks, the head tells the forms; only where it tells nothing a stem
    // shared by chance decides.
    switch (head_says(term, p, word, splitter)) {
      case HeadSays::Same:
        return Recognition{How::Compound, word.word.folded + ": " + p.word().folded, {}};
      case HeadSays::Other:
        break;
      case HeadSays::Nothing:
        if (match) return match;
        break;
    }
    for (const KnownWord& standard : word.standard) {
      if (inflection.match(p.word(), standard, term.pos)) {
        std::vector<std::string> others;
        for (const KnownWord& other : word.standard) {
          if (other.folded != standard.folded) others.push_back(other.folded);
        }
        return Recognition{How::Spoken, word.word.folded + ": " + standard.folded,
                           std::move(others)};
      }
    }
    return std::nullopt;
  }

  /// `dom` and `sen` are words of their own and more often stand for function words.
  void add_spoken_meanings(const Prepared& p, const Analysed& word, PartOfSpeech pos,
                           std::vector<std::string>& ambiguous) const {
    const auto is_function = [](const Reading& reading) {
      return reading.group == WordGroup::Closed || reading.group == WordGroup::Adverb;
    };
    const auto& own = p.word().readings;
    if (std::all_of(own.begin(), own.end(), is_function)) return;
    for (const KnownWord& standard : word.standard) {
      if (holds(equal_spellings(standard.folded), word.word.folded) ||
          holds(equal_spellings(word.word.folded), standard.folded)) {
        continue;  // ned and ner
      }
      const auto& readings = standard.readings;
      const bool other = std::any_of(readings.begin(), readings.end(), is_function) &&
                         !inflection.match(p.word(), standard, pos);
      if (other && !holds(ambiguous, standard.folded)) ambiguous.push_back(standard.folded);
    }
  }

  /// `SIP-möte` finds SIP-möten and sipmöten: only the last part is inflected.
  [[nodiscard]] std::optional<Recognition> as_hyphenated(const Term& term, const Prepared& p,
                                                         const Analysed& word,
                                                         Splitter& splitter) const {
    if (p.before_last_hyphen.empty()) return std::nullopt;
    const std::string& folded = word.word.folded;
    if (!folded.starts_with(p.before_last_hyphen)) return std::nullopt;
    std::string rest = folded.substr(p.before_last_hyphen.size());
    if (rest.starts_with('-')) {
      rest.erase(0, 1);
    } else if (p.solid.empty() || rest.find('-') != std::string::npos) {
      return std::nullopt;
    }
    const KnownWord last = inflection.as_form(rest, splitter.stemmer());
    const auto match = inflection.match(p.after_last_hyphen, last, term.pos);
    if (!match) return std::nullopt;
    return Recognition{
        match->how == How::Equal ? How::Lexicon : match->how, folded + ": " + p.word().folded, {}};
  }

  /// `Sjöberg`, `Henrik`, `Halmstad`: with a capital, with the end of a name, and no word that
  /// apertium knows.
  [[nodiscard]] bool is_name(const Analysed& word) const {
    if (!text::starts_upper(word.surface) || text::count_upper(word.surface) != 1 ||
        !word.word.readings.empty()) {
      return false;
    }
    constexpr std::array ends = {
        "berg"sv, "ström"sv,   "lund"sv,   "gren"sv,  "kvist"sv, "qvist"sv, "blad"sv,
        "holm"sv, "vik"sv,     "dal"sv,    "dahl"sv,  "fors"sv,  "hult"sv,  "torp"sv,
        "sund"sv, "näs"sv,     "borg"sv,   "inge"sv,  "berga"sv, "sätra"sv, "köping"sv,
        "blom"sv, "fredrik"sv, "henrik"sv, "ulrik"sv, "didrik"sv};
    constexpr std::array ends_bare = {"man"sv, "land"sv, "mark"sv, "stad"sv};  // no ombuds|man
    std::string_view name = word.word.folded;
    const auto is_end = [&name](std::string_view end) { return name.ends_with(end); };
    const auto is_bare = [&name](std::string_view end) {
      return name.size() > end.size() && name.ends_with(end) &&
             name[name.size() - end.size() - 1] != 's';
    };
    const auto fits = [&] {
      return std::any_of(ends.begin(), ends.end(), is_end) ||
             std::any_of(ends_bare.begin(), ends_bare.end(), is_bare);
    };
    if (fits()) return true;
    if (!name.ends_with('s')) return false;
    name.remove_suffix(1);
    return fits();
  }

  [[nodiscard]] std::optional<Recognition> in_compound(CompoundRole role, const Prepared& p,
                                                       const Analysed& word,
                                                       Splitter& splitter) const {
    if (auto part = as_hyphen_part(role, p, word, splitter)) return part;
    if (p.acronym) return std::nullopt;
    const std::string& folded = word.word.folded;
    if (folded.find('-') != std::string::npos || is_name(word)) return std::nullopt;
    const auto split = find_constituent(p.compound, role, folded, splitter);
    if (!split) return std::nullopt;
    return Recognition{How::Compound, to_text(*split), {}};
  }

  /// `IT-stödet`, `KoK-boken`, `vård-` of `vård- och omsorg`: hyphens part the constituents.
  [[nodiscard]] std::optional<Recognition> as_hyphen_part(CompoundRole role, const Prepared& p,
                                                          const Analysed& word,
                                                          Splitter& splitter) const {
    const std::vector<std::string_view> parts = split(word.surface, '-');
    if (parts.size() < 2) return std::nullopt;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (parts[i].empty()) continue;
      const bool last = i + 1 == parts.size();
      const std::string folded = text::fold(parts[i]);
      bool hit = false;
      if (last && role != CompoundRole::Modifier) {
        hit = p.acronym ? is_acronym_form(p.surface, parts[i])
                        : inflection
                              .match(p.word(), inflection.as_form(folded, splitter.stemmer()),
                                     p.compound.pos)
                              .has_value();
      } else if (!last && role != CompoundRole::Head) {
        hit = p.acronym ? parts[i] == p.surface : holds(p.compound.linking, folded);
      }
      if (!hit && !p.acronym) {
        // The part may be a compound in its own right: `för-sjukvårds-avtal`.
        const CompoundRole inner = last || role == CompoundRole::Head ? role : CompoundRole::Any;
        if (role == CompoundRole::Head && !last) continue;
        hit = find_constituent(p.compound, inner, folded, splitter).has_value();
      }
      if (hit) {
        return Recognition{How::Compound, replace_all(std::string(word.surface), "-", "|"), {}};
      }
    }
    return std::nullopt;
  }
};

TermIndex::TermIndex(std::vector<Term> terms, const Resources& resources)
    : impl_(std::make_unique<Impl>(std::move(terms), resources)) {}
TermIndex::~TermIndex() = default;
TermIndex::TermIndex(TermIndex&&) noexcept = default;
TermIndex& TermIndex::operator=(TermIndex&&) noexcept = default;

const std::vector<Term>& TermIndex::terms() const { return impl_->terms; }

struct TermIndex::Lookup::Impl {
  explicit Impl(const TermIndex::Impl& owner) : index(owner), splitter(owner.inflection) {}

  const TermIndex::Impl& index;
  Splitter splitter;
  Numbers candidates;

  Analysed analyse(std::string_view surface) {
    Analysed out;
    out.surface = surface;
    std::string folded = text::fold(surface);
    if (!index.inflects) {
      out.word.folded = std::move(folded);
      return out;
    }
    out.word = index.inflection.as_form(folded, splitter.stemmer());
    if (const std::size_t colon = folded.find(':');
        colon != std::string::npos && colon > 1 && is_acronym_ending(folded.substr(colon + 1))) {
      out.before_colon = index.inflection.as_form(folded.substr(0, colon), splitter.stemmer());
    }
    if (index.resources.spoken_forms) {
      add_standard(standard_forms(folded, surface), out);
      add_standard(equal_spellings(folded), out);
      add_standard(abbreviated_word(folded, surface), out);
      add_standard(word_after_number(folded, surface), out);
      add_standard(respelled(folded, index.inflection.lexicon()), out);
    }
    return out;
  }

  void add_standard(const std::vector<std::string>& forms, Analysed& out) {
    for (const std::string& form : forms) {
      out.standard.push_back(index.inflection.as_form(form, splitter.stemmer()));
    }
  }

  template <class Map, class Key>
  void add(const Map& map, const Key& key) {
    if (const auto found = map.find(key); found != map.end()) {
      candidates.insert(candidates.end(), found->second.begin(), found->second.end());
    }
  }

  void add_by_keys(const KnownWord& word) {
    for (const std::uint64_t key : index.inflection.form_keys(word)) add(index.by_key, key);
  }

  void collect(const Analysed& word) {
    candidates.clear();
    const std::string_view folded = word.word.folded;
    if (index.inflects) {
      add_by_keys(word.word);
      for (const KnownWord& standard : word.standard) add_by_keys(standard);
      if (!word.before_colon.folded.empty()) {
        add_by_keys(word.before_colon);
        add(index.by_folded, word.before_colon.folded);
      }
    }
    if (!word.word.known() && folded.size() >= kShortestCompound) {
      add(index.by_key, beginning_key(folded));
    }
    add(index.by_folded, folded);
    if (!index.by_acronym.empty()) {
      for (std::size_t n = 2; n <= word.surface.size() && n <= 24; ++n) {
        add(index.by_acronym, word.surface.substr(0, n));
      }
    }
    if (index.prefix_beginnings.may_begin(folded)) {
      for (const auto& [length, prefixes] : index.by_prefix) {
        if (length > folded.size()) break;
        add(prefixes, folded.substr(0, length));
      }
    }
    for (const auto& [length, suffixes] : index.by_suffix) {
      if (length > folded.size()) break;
      add(suffixes, folded.substr(folded.size() - length));
    }
    for (const Numbers* always : {&index.infixes, &index.compounds}) {
      candidates.insert(candidates.end(), always->begin(), always->end());
    }
    if (folded.find('-') != std::string::npos) {
      candidates.insert(candidates.end(), index.hyphenated.begin(), index.hyphenated.end());
    }
    std::sort(candidates.begin(), candidates.end());
    candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
  }
};

TermIndex::Lookup::Lookup(const TermIndex& index) : impl_(std::make_unique<Impl>(*index.impl_)) {}
TermIndex::Lookup::~Lookup() = default;
TermIndex::Lookup::Lookup(Lookup&&) noexcept = default;
TermIndex::Lookup& TermIndex::Lookup::operator=(Lookup&&) noexcept = default;

void TermIndex::Lookup::find(std::string_view surface, std::vector<TermMatch>& out) {
  impl_->splitter.forget_when_large();
  const Analysed word = impl_->analyse(surface);
  impl_->collect(word);
  for (const std::uint32_t number : impl_->candidates) {
    if (auto recognition = impl_->index.recognise(number, word, impl_->splitter)) {
      out.push_back({number, std::move(*recognition)});
    }
  }
}

std::vector<std::string> TermIndex::Lookup::completions(std::string_view first,
                                                        std::string_view second) {
  if (first == kBesideNumber) {
    const NumberWord* const word = number_word(second);
    return word == nullptr || !impl_->index.resources.spoken_forms ? std::vector<std::string>()
                                                                   : word->words;
  }
  if (first.ends_with(kDash)) {
    first.remove_suffix(kDash.size());
    return {join({std::string(first), std::string(second)}, "-")};
  }
  std::string left = text::fold(first);
  std::string right = text::fold(second);
  const bool ends_shortened = right.starts_with('-');
  while (left.ends_with('-')) left.pop_back();
  right.erase(0, right.find_first_not_of('-'));
  std::vector<std::string> out;
  if (utf8::count(ends_shortened ? right : left) < 2) return out;
  const auto offer = [&out](std::string whole) {
    if (std::find(out.begin(), out.end(), whole) == out.end()) out.push_back(std::move(whole));
  };
  if (ends_shortened) {
    if (const std::size_t hyphen = first.rfind('-'); hyphen != std::string_view::npos) {
      offer(std::string(first.substr(0, hyphen + 1)) + right);  // SIP-möten och -planer
    }
    for (const CompoundSplit& split : impl_->splitter.splits(left)) {
      std::string beginning;
      for (std::size_t i = 0; i + 1 < split.parts.size(); ++i) {
        beginning += split.parts[i];
        offer(beginning + right);
      }
    }
    return out;
  }
  // `SIP- och LSS-möten`, `AT- och ST-läkare`, `vård- och SIP-möten`, `SIP- och vårdmöten`.
  const std::string before = std::string(first.substr(0, first.find_last_not_of('-') + 1)) + "-";
  if (const std::size_t hyphen = right.rfind('-'); hyphen != std::string::npos) {
    const std::string tail = right.substr(hyphen + 1);
    if (utf8::count(tail) < 3) return out;
    offer(before + tail);
    offer(left + tail);
    return out;
  }
  const bool hyphenated = text::count_upper(first) >= 2;
  for (const CompoundSplit& split : impl_->splitter.splits(right)) {
    std::string tail;
    for (std::size_t i = split.parts.size(); i-- > 1;) {
      tail = split.parts[i] + tail;
      offer(hyphenated ? before + tail : left + tail);
    }
  }
  // A particle parts a word that the lexicon knows whole: ut|skrivning, in|lagd.
  for (std::size_t at = 2; at < right.size() && at <= 8; ++at) {
    if (utf8::is_continuation(right[at])) continue;
    const std::string tail = right.substr(at);
    const Lexicon& lexicon = impl_->index.inflection.lexicon();
    if (utf8::count(tail) >= 4 && lexicon.knows(tail) && lexicon.knows(left + tail)) {
      offer(left + tail);
    }
  }
  return out;
}

void TermIndex::Lookup::find_shortened(std::string_view first, std::string_view second,
                                       std::vector<TermMatch>& out) {
  const bool beside_number = first == kBesideNumber;
  const std::string pair =
      (beside_number ? "" : std::string(first) + " … ") + std::string(second) + ": ";
  const auto before = static_cast<std::ptrdiff_t>(out.size());
  for (const std::string& whole : completions(first, second)) {
    std::vector<TermMatch> found;
    find(whole, found);
    for (TermMatch& match : found) {
      const bool known = std::any_of(out.begin() + before, out.end(), [&match](const auto& other) {
        return other.term == match.term;
      });
      if (known) continue;
      if (beside_number) {
        match.recognition.how = How::Spoken;
      } else if (!first.ends_with(kDash)) {
        match.recognition.how = How::Compound;
      }
      match.recognition.detail = pair + whole;
      out.push_back(std::move(match));
    }
  }
}

bool TermIndex::Lookup::knows(std::string_view folded) {
  impl_->splitter.forget_when_large();
  return impl_->index.inflection.lexicon().knows(folded) ||
         !impl_->splitter.splits(std::string(folded)).empty();
}

}  // namespace rodtrad::language
