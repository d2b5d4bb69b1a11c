#include "analyzer/stats/code_pairing.h"

#include <algorithm>
#include <set>
#include <string>
#include <tuple>

#include "analyzer/base/strings.h"

namespace rodtrad::stats {
namespace {

using Words = std::set<std::string>;

constexpr double kEnough = 0.5;  // shared part that makes two codes the same

/// A code as far as it can be recognised.
struct Portrait {
  std::string key;
  std::string label;
  Words indicators;
  Words exceptions;
  Words places;  ///< coded units
};

double shared(const Words& a, const Words& b) {
  if (a.empty() || b.empty()) return 0;
  std::size_t both = 0;
  for (const std::string& word : a) both += b.count(word);
  return static_cast<double>(both) / static_cast<double>(a.size() + b.size() - both);
}

Words signatures(const Codebook& book, const std::vector<IndicatorId>& ids) {
  Words out;
  for (const IndicatorId id : ids) out.insert(rule_signature(at(book.indicators, id)));
  return out;
}

std::string place_of(const Analysis& analysis, const Coding& coding) {
  const Unit& unit = analysis.unit_of(coding);
  return analysis.document_of(unit).key + '\n' + std::to_string(unit.span.begin) + ' ' +
         std::to_string(unit.span.end);
}

std::vector<Portrait> concept_portraits(const Analysis& analysis) {
  std::vector<Portrait> out;
  for (const Concept& entry : analysis.codebook.concepts) {
    out.push_back({entry.key,
                   entry.label,
                   signatures(analysis.codebook, entry.indicators),
                   signatures(analysis.codebook, entry.unless),
                   {}});
  }
  for (const Coding& coding : analysis.codings) {
    if (!coding.concept_id.valid()) continue;
    out[coding.concept_id.value].places.insert(place_of(analysis, coding));
  }
  return out;
}

/// A theme's rules are its own and those of its concepts, told apart.
std::vector<Portrait> theme_portraits(const Analysis& analysis) {
  std::vector<Portrait> out;
  for (const Theme& theme : analysis.codebook.themes) {
    Portrait portrait{
        theme.key, theme.label, signatures(analysis.codebook, theme.indicators), {}, {}};
    for (const ConceptId id : theme.concepts) {
      for (const std::string& rule :
           signatures(analysis.codebook, at(analysis.codebook.concepts, id).indicators)) {
        portrait.indicators.insert("c " + rule);
      }
    }
    out.push_back(std::move(portrait));
  }
  for (const Coding& coding : analysis.codings) {
    out[coding.theme.value].places.insert(place_of(analysis, coding));
  }
  return out;
}

std::vector<Portrait> level_portraits(const Analysis& analysis) {
  std::vector<Portrait> out;
  for (const Level& level : analysis.codebook.levels) {
    out.push_back(
        {level.key, level.label, signatures(analysis.codebook, level.indicators), {}, {}});
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
  void likest(MatchedBy by, Words Portrait::*feature) {
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
      const bool other_rules = before_[b].indicators != after_[a].indicators ||
                               before_[b].exceptions != after_[a].exceptions;
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
  add(CodeKind::Theme, theme_portraits(before), theme_portraits(after));
  add(CodeKind::Concept, concept_portraits(before), concept_portraits(after));
  add(CodeKind::Level, level_portraits(before), level_portraits(after));
  return out;
}

}  // namespace rodtrad::stats
