#include "analyzer/language/term_index.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/language/acronyms.h"
#include "analyzer/language/stemmer.h"
#include "analyzer/text/characters.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::language {
namespace {

/// Without a lexicon, compounds are told by their ends: only terms of at least four letters, and
/// at least three letters must be left for the rest. Shorter ones would hit inside ordinary words.
constexpr std::size_t kCompoundTermLetters = 4;
constexpr std::size_t kCompoundRestLetters = 3;

/// A word of the text, in the forms the rules need.
struct Word {
  std::string_view surface;
  std::string folded;
  std::string stem;
};

/// A term with what can be computed once.
struct Prepared {
  std::string surface;
  std::string folded;
  std::string stem;
  bool acronym = false;
  bool may_compound = false;
  std::vector<std::string> forms;    ///< folded
  std::vector<std::string> exclude;  ///< folded
};

bool holds(const std::vector<std::string>& list, const std::string& folded) {
  return std::find(list.begin(), list.end(), folded) != list.end();
}

std::vector<std::string> folded_list(const std::vector<std::string>& words) {
  std::vector<std::string> out;
  for (const std::string& word : words) out.push_back(text::folded_form(word));
  return out;
}

/// True when the hyphenated words differ at most in the ending of their last part.
bool same_but_for_last_ending(const Prepared& term, const Word& word, Stemmer& stemmer) {
  const std::size_t a = term.folded.rfind('-');
  const std::size_t b = word.folded.rfind('-');
  if (a == std::string::npos || a != b) return false;
  if (term.folded.compare(0, a, word.folded, 0, b) != 0) return false;
  return stemmer.stem(term.folded.substr(a + 1)) == stemmer.stem(word.folded.substr(b + 1));
}

std::optional<Recognition> inflected(const Prepared& term, const Word& word, Stemmer& stemmer) {
  if (term.acronym) {
    if (word.surface == term.surface) return Recognition{How::Equal, {}};
    if (is_acronym_form(term.surface, word.surface)) {
      return Recognition{How::Acronym, std::string(word.surface) + ": " + term.surface};
    }
    if (term.surface.find('-') == std::string::npos) return std::nullopt;
  } else {
    if (word.folded == term.folded) return Recognition{How::Equal, {}};
    if (!term.stem.empty() && word.stem == term.stem) {
      return Recognition{How::Fallback, word.folded + ": " + term.folded};
    }
  }
  if (same_but_for_last_ending(term, word, stemmer)) {
    return Recognition{How::Fallback, word.folded + ": " + term.folded};
  }
  return std::nullopt;
}

/// `rest` counts as a compound's other part.
bool is_rest(std::string_view rest) {
  while (!rest.empty() && rest.front() == '-') rest.remove_prefix(1);
  while (!rest.empty() && rest.back() == '-') rest.remove_suffix(1);
  return utf8::count(rest) >= kCompoundRestLetters;
}

std::optional<Recognition> as_hyphen_part(const Prepared& term, CompoundRole role, const Word& word,
                                          Stemmer& stemmer) {
  const std::vector<std::string_view> parts = split(word.surface, '-');
  if (parts.size() < 2) return std::nullopt;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].empty()) continue;
    const bool last = i + 1 == parts.size();
    if (role == CompoundRole::Head && !last) continue;
    if (role == CompoundRole::Modifier && last) continue;
    const std::string folded = text::fold(parts[i]);
    const Word part{parts[i], folded, stemmer.stem(folded)};
    if (inflected(term, part, stemmer)) {
      return Recognition{How::Compound, replace_all(std::string(word.surface), "-", "|")};
    }
  }
  return std::nullopt;
}

std::optional<Recognition> as_head(const Prepared& term, const Word& word, Stemmer& stemmer) {
  for (std::size_t at = word.folded.size(); at-- > 1;) {
    if (utf8::is_continuation(word.folded[at])) continue;
    const std::string tail = word.folded.substr(at);
    if (utf8::count(tail) < kCompoundTermLetters || !is_rest(word.folded.substr(0, at))) continue;
    if (tail == term.folded || stemmer.stem(tail) == term.stem) {
      return Recognition{How::Compound, word.folded.substr(0, at) + "|" + tail};
    }
  }
  return std::nullopt;
}

std::optional<Recognition> as_modifier(const Prepared& term, const Word& word) {
  if (!word.folded.starts_with(term.folded)) return std::nullopt;
  const std::string rest = word.folded.substr(term.folded.size());
  if (!is_rest(rest)) return std::nullopt;
  return Recognition{How::Compound, term.folded + "|" + rest};
}

std::optional<Recognition> as_middle(const Prepared& term, const Word& word) {
  const std::size_t at = word.folded.find(term.folded, 1);
  if (at == std::string::npos || !is_rest(word.folded.substr(0, at))) return std::nullopt;
  const std::string rest = word.folded.substr(at + term.folded.size());
  return Recognition{How::Compound, word.folded.substr(0, at) + "|" + term.folded +
                                        (rest.empty() ? "" : "|") + rest};
}

std::optional<Recognition> in_compound(const Prepared& term, CompoundRole role, const Word& word,
                                       Stemmer& stemmer) {
  if (auto part = as_hyphen_part(term, role, word, stemmer)) return part;
  if (!term.may_compound) return std::nullopt;
  if (role != CompoundRole::Modifier) {
    if (auto head = as_head(term, word, stemmer)) return head;
  }
  if (role != CompoundRole::Head) {
    if (auto modifier = as_modifier(term, word)) return modifier;
  }
  return role == CompoundRole::Any ? as_middle(term, word) : std::nullopt;
}

}  // namespace

struct TermIndex::Impl {
  std::vector<Term> terms;
  std::vector<Prepared> prepared;
  // Terms are found by what a word must share with them; what is left is tried on every type.
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_folded;
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_stem;
  std::vector<std::uint32_t> always;

  void prepare(std::uint32_t number, Stemmer& stemmer) {
    const Term& term = terms[number];
    Prepared p;
    p.surface = text::surface_form(term.word);
    p.folded = text::fold(p.surface);
    p.acronym = term.kind == TermKind::Inflected && is_acronym(p.surface);
    if (term.kind == TermKind::Inflected && !p.acronym) p.stem = stemmer.stem(p.folded);
    p.may_compound = !p.acronym && utf8::count(p.folded) >= kCompoundTermLetters;
    p.forms = folded_list(term.forms);
    p.exclude = folded_list(term.exclude);
    for (const std::string& form : p.forms) by_folded[form].push_back(number);
    const bool hyphenated = p.folded.find('-') != std::string::npos;
    const bool one_form = term.kind == TermKind::Folded || term.kind == TermKind::Cased;
    if (one_form) {
      by_folded[p.folded].push_back(number);
    } else if (term.kind == TermKind::Inflected && term.compound == CompoundRole::None &&
               !p.acronym && !hyphenated) {
      by_folded[p.folded].push_back(number);
      by_stem[p.stem].push_back(number);
    } else {
      always.push_back(number);
    }
    prepared.push_back(std::move(p));
  }

  [[nodiscard]] std::optional<Recognition> recognise(std::uint32_t number, const Word& word,
                                                     Stemmer& stemmer) const {
    const Term& term = terms[number];
    const Prepared& p = prepared[number];
    if (holds(p.exclude, word.folded)) return std::nullopt;
    if (holds(p.forms, word.folded)) {
      return Recognition{How::Lexicon, word.folded + ": " + p.folded};
    }
    const auto pattern = [&](bool yes) {
      return yes ? std::optional(Recognition{How::Pattern, word.folded}) : std::nullopt;
    };
    switch (term.kind) {
      case TermKind::Inflected: {
        if (auto form = inflected(p, word, stemmer)) return form;
        return term.compound == CompoundRole::None ? std::nullopt
                                                   : in_compound(p, term.compound, word, stemmer);
      }
      case TermKind::Folded:
        return word.folded == p.folded ? std::optional(Recognition{}) : std::nullopt;
      case TermKind::Cased:
        return word.surface == p.surface ? std::optional(Recognition{}) : std::nullopt;
      case TermKind::Prefix:
        return pattern(word.folded.starts_with(p.folded));
      case TermKind::Suffix:
        return pattern(word.folded.ends_with(p.folded));
      case TermKind::Infix:
        return pattern(word.folded.find(p.folded) != std::string::npos);
    }
    return std::nullopt;
  }
};

TermIndex::TermIndex(std::vector<Term> terms) : impl_(std::make_unique<Impl>()) {
  impl_->terms = std::move(terms);
  Stemmer stemmer;
  for (std::uint32_t i = 0; i < impl_->terms.size(); ++i) impl_->prepare(i, stemmer);
}
TermIndex::~TermIndex() = default;
TermIndex::TermIndex(TermIndex&&) noexcept = default;
TermIndex& TermIndex::operator=(TermIndex&&) noexcept = default;

const std::vector<Term>& TermIndex::terms() const { return impl_->terms; }

struct TermIndex::Lookup::Impl {
  const TermIndex::Impl* index;
  Stemmer stemmer;
  std::vector<std::uint32_t> candidates;
};

TermIndex::Lookup::Lookup(const TermIndex& index) : impl_(std::make_unique<Impl>()) {
  impl_->index = index.impl_.get();
}
TermIndex::Lookup::~Lookup() = default;
TermIndex::Lookup::Lookup(Lookup&&) noexcept = default;
TermIndex::Lookup& TermIndex::Lookup::operator=(Lookup&&) noexcept = default;

void TermIndex::Lookup::find(std::string_view surface, std::vector<TermMatch>& out) {
  const TermIndex::Impl& index = *impl_->index;
  Word word{surface, text::fold(surface), {}};
  word.stem = impl_->stemmer.stem(word.folded);

  std::vector<std::uint32_t>& candidates = impl_->candidates;
  candidates = index.always;
  const auto add = [&candidates](const auto& map, const std::string& key) {
    if (const auto found = map.find(key); found != map.end()) {
      candidates.insert(candidates.end(), found->second.begin(), found->second.end());
    }
  };
  add(index.by_folded, word.folded);
  add(index.by_stem, word.stem);
  std::sort(candidates.begin(), candidates.end());
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());

  for (const std::uint32_t number : candidates) {
    if (auto recognition = index.recognise(number, word, impl_->stemmer)) {
      out.push_back({number, std::move(*recognition)});
    }
  }
}

}  // namespace rodtrad::language
