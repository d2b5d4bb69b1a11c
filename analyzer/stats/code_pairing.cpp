#include "analyzer/stats/code_pairing.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "analyzer/base/strings.h"

namespace rodtrad::stats {
namespace {

using Words = std::set<std::string>;
/// Document, begin and end of a unit. Documents of the same key have the same number on both sides.
using UnitPlace = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;
using Places = std::vector<UnitPlace>;  ///< in order, each once
using DocumentNumbers = std::unordered_map<std::string_view, std::uint32_t>;

constexpr double kEnough = 0.5;  // shared part that makes two codes the same

/// A code as far as it can be recognised.
struct Portrait {
  std::string key;
  std::string label;
  Words indicators;  ///< a theme's with those of its concepts
  Words own;         ///< those that stand at the code itself
  Words exceptions;
  Places places;  ///< coded units
};

/// The part of all that two sorted lists have in common.
template <class Sorted>
double shared(const Sorted& a, const Sorted& b) {
  if (a.empty() || b.empty()) return 0;
  std::size_t both = 0;
  auto other = b.begin();
  for (const auto& one : a) {
    while (other != b.end() && *other < one) ++other;
    if (other == b.end()) break;
    if (*other == one) ++both;
  }
  return static_cast<double>(both) / static_cast<double>(a.size() + b.size() - both);
}

Words signatures(const Codebook& book, const std::vector<IndicatorId>& ids) {
  Words out;
  for (const IndicatorId id : ids) out.insert(rule_signature(at(book.indicators, id)));
  return out;
}

DocumentNumbers numbers_of(const Analysis& before, const Analysis& after) {
  DocumentNumbers out;
  for (const Analysis* side : {&before, &after}) {
    for (const Document& document : side->documents) {
      out.emplace(document.key, static_cast<std::uint32_t>(out.size()));
    }
  }
  return out;
}

/// Where every coding stands, in the order of the codings.
Places places_of(const Analysis& analysis, const DocumentNumbers& numbers) {
  std::vector<std::uint32_t> number;
  for (const Document& document : analysis.documents) number.push_back(numbers.at(document.key));
  Places out;
  out.reserve(analysis.codings.size());
  for (const Coding& coding : analysis.codings) {
    const Unit& unit = analysis.unit_of(coding);
    out.emplace_back(number[unit.document.value], unit.span.begin, unit.span.end);
  }
  return out;
}

void put_in_order(std::vector<Portrait>& portraits) {
  for (Portrait& portrait : portraits) {
    std::sort(portrait.places.begin(), portrait.places.end());
    portrait.places.erase(std::unique(portrait.places.begin(), portrait.places.end()),
                          portrait.places.end());
  }
}

std::vector<Portrait> concept_portraits(const Analysis& analysis, const Places& places) {
  std::vector<Portrait> out;
  for (const Concept& entry : analysis.codebook->concepts) {
    const Words own = signatures(*analysis.codebook, entry.indicators);
    out.push_back(
        {entry.key, entry.label, own, own, signatures(*analysis.codebook, entry.unless), {}});
  }
  for (std::size_t c = 0; c < places.size(); ++c) {
    const ConceptId id = analysis.codings[c].concept_id;
    if (id.valid()) out[id.value].places.push_back(places[c]);
  }
  put_in_order(out);
  return out;
}

/// A theme's rules are its own and those of its concepts, told apart.
std::vector<Portrait> theme_portraits(const Analysis& analysis, const Places& places) {
  std::vector<Portrait> out;
  for (const Theme& theme : analysis.codebook->themes) {
    const Words own = signatures(*analysis.codebook, theme.indicators);
    Portrait portrait{theme.key, theme.label, own, own, {}, {}};
    for (const ConceptId id : theme.concepts) {
      for (const std::string& rule :
           signatures(*analysis.codebook, at(analysis.codebook->concepts, id).indicators)) {
        portrait.indicators.insert("c " + rule);
      }
    }
    out.push_back(std::move(portrait));
  }
  for (std::size_t c = 0; c < places.size(); ++c) {
    out[analysis.codings[c].theme.value].places.push_back(places[c]);
  }
  put_in_order(out);
  return out;
}

std::vector<Portrait> level_portraits(const Analysis& analysis) {
  std::vector<Portrait> out;
  for (const Level& level : analysis.codebook->levels) {
    const Words own = signatures(*analysis.codebook, level.indicators);
    out.push_back({level.key, level.label, own, own, {}, {}});
  }
  return out;
}

/// Pairs one kind of code, step by step.
class Matching {
 public:
  Matching(const std::vector<Portrait>& before, const std::vector<Portrait>& after)
      : before_(before),
        after_(after),
        of_before_(before.size(), kNone),
        of_after_(after.size(), kNone),
        by_(after.size(), MatchedBy::None) {}

  std::vector<CodePairing> run(CodeKind kind) {
    exact(MatchedBy::Id, [](const Portrait& a, const Portrait& b) { return a.key == b.key; });
    exact(MatchedBy::Rules, [](const Portrait& a, const Portrait& b) {
      return !a.indicators.empty() && a.indicators == b.indicators && a.exceptions == b.exceptions;
    });
    exact(MatchedBy::Label, [](const Portrait& a, const Portrait& b) {
      return !a.label.empty() && ascii_lower(a.label) == ascii_lower(b.label);
    });
    likest(MatchedBy::SomeRules, &Portrait::indicators);
    likest(MatchedBy::Excerpts, &Portrait::places);
    return pairings(kind);
  }

 private:
  void join(std::size_t b, std::size_t a, MatchedBy by) {
    of_before_[b] = static_cast<std::uint32_t>(a);
    of_after_[a] = static_cast<std::uint32_t>(b);
    by_[a] = by;
  }

  /// In codebook order, the first that is still free; an equal label is preferred.
  template <class Same>
  void exact(MatchedBy by, Same same) {
    for (const bool label_too : {true, false}) {
      for (std::size_t b = 0; b < before_.size(); ++b) {
        for (std::size_t a = 0; a < after_.size() && of_before_[b] == kNone; ++a) {
          if (of_after_[a] != kNone || !same(before_[b], after_[a])) continue;
          if (label_too && before_[b].label != after_[a].label) continue;
          join(b, a, by);
        }
      }
    }
  }

  /// The most alike first.
  template <class Feature>
  void likest(MatchedBy by, Feature Portrait::*feature) {
    std::vector<std::tuple<double, std::size_t, std::size_t>> candidates;
    for (std::size_t b = 0; b < before_.size(); ++b) {
      for (std::size_t a = 0; a < after_.size(); ++a) {
        if (of_before_[b] != kNone || of_after_[a] != kNone) continue;
        const double part = shared(before_[b].*feature, after_[a].*feature);
        if (part >= kEnough) candidates.emplace_back(-part, b, a);
      }
    }
    std::sort(candidates.begin(), candidates.end());
    for (const auto& [part, b, a] : candidates) {
      if (of_before_[b] == kNone && of_after_[a] == kNone) join(b, a, by);
    }
  }

  [[nodiscard]] CodeChange change(const Portrait& before, const Portrait& after) const {
    if (before.key != after.key) return CodeChange::Renamed;
    return before.label == after.label ? CodeChange::Same : CodeChange::Relabelled;
  }

  [[nodiscard]] std::vector<CodePairing> pairings(CodeKind kind) const {
    std::vector<CodePairing> out;
    for (std::uint32_t a = 0; a < after_.size(); ++a) {
      const std::uint32_t b = of_after_[a];
      if (b == kNone) {
        out.push_back({kind, CodeChange::Added, MatchedBy::None, kNone, a, false});
        continue;
      }
      const bool other_rules =
          before_[b].own != after_[a].own || before_[b].exceptions != after_[a].exceptions;
      out.push_back({kind, change(before_[b], after_[a]), by_[a], b, a, other_rules});
    }
    for (std::uint32_t b = 0; b < before_.size(); ++b) {
      if (of_before_[b] != kNone) continue;
      out.push_back({kind, CodeChange::Removed, MatchedBy::None, b, kNone, false});
    }
    return out;
  }

  const std::vector<Portrait>& before_;
  const std::vector<Portrait>& after_;
  std::vector<std::uint32_t> of_before_;
  std::vector<std::uint32_t> of_after_;
  std::vector<MatchedBy> by_;
};

/// A concept has moved when its theme now is not what became of its theme then.
void mark_moved(std::vector<CodePairing>& codes, const Codebook& before, const Codebook& after) {
  std::vector<std::uint32_t> theme_now(before.themes.size(), kNone);
  for (const CodePairing& code : codes) {
    if (code.kind == CodeKind::Theme && code.before != kNone) theme_now[code.before] = code.after;
  }
  for (CodePairing& code : codes) {
    if (code.kind != CodeKind::Concept || code.before == kNone || code.after == kNone) continue;
    code.moved = theme_now[before.concepts[code.before].theme.value] !=
                 after.concepts[code.after].theme.value;
  }
}

}  // namespace

std::string rule_signature(const Indicator& indicator) {
  std::string out = indicator.match;
  if (indicator.compound) out += "\n+" + std::to_string(static_cast<int>(*indicator.compound));
  for (const std::string& form : indicator.forms) out += "\nf " + form;
  for (const std::string& form : indicator.exclude) out += "\nx " + form;
  if (indicator.pos != PartOfSpeech::Any) {
    out += "\np" + std::to_string(static_cast<int>(indicator.pos));
  }
  return out;
}

std::vector<CodePairing> pair_codes(const Analysis& before, const Analysis& after) {
  std::vector<CodePairing> out;
  const auto add = [&out](CodeKind kind, const std::vector<Portrait>& b,
                          const std::vector<Portrait>& a) {
    const auto pairings = Matching(b, a).run(kind);
    out.insert(out.end(), pairings.begin(), pairings.end());
  };
  const DocumentNumbers numbers = numbers_of(before, after);
  const Places old_places = places_of(before, numbers);
  const Places new_places = places_of(after, numbers);
  add(CodeKind::Theme, theme_portraits(before, old_places), theme_portraits(after, new_places));
  add(CodeKind::Concept, concept_portraits(before, old_places),
      concept_portraits(after, new_places));
  add(CodeKind::Level, level_portraits(before), level_portraits(after));
  mark_moved(out, *before.codebook, *after.codebook);
  return out;
}

}  // namespace rodtrad::stats
