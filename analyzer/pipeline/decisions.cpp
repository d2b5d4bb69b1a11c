#include "analyzer/pipeline/decisions.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <tuple>

#include "analyzer/base/offset_map.h"
#include "analyzer/matching/levels.h"
#include "analyzer/matching/matcher.h"
#include "analyzer/stats/counts.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::pipeline {
namespace {

std::optional<bool> meaning(const std::string& word) {
  static const std::set<std::string> yes = {"ja",      "j",       "yes", "y",      "x",
                                            "1",       "ok",      "+",   "accept", "accepted",
                                            "godkänd", "godkänt", "sant"};
  static const std::set<std::string> no = {"nej",     "n",       "no",     "0",
                                           "-",       "–",       "reject", "rejected",
                                           "avvisad", "avvisat", "stryk",  "falskt"};
  const std::string folded = text::folded_label(word);
  if (yes.contains(folded)) return true;
  if (no.contains(folded)) return false;
  return std::nullopt;
}

template <class Id, class List>
Id named(const List& list, const std::string& name) {
  const std::string wanted = text::folded_label(name);
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (text::folded_label(list[i].key) == wanted) return Id(i);
  }
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (text::folded_label(list[i].label) == wanted) return Id(i);
  }
  return {};
}

/// One decision about one unit.
struct Decision {
  UnitId unit{};
  ThemeId theme{};
  ConceptId concept_id{};
  LevelId level{};
  bool yes = true;
  std::string coder{};
  Place place{};
};

class Decider {
 public:
  Decider(Analysis& analysis, Diagnostics& remarks) : a_(analysis), remarks_(remarks) {
    for (std::uint32_t u = 0; u < a_.units.size(); ++u) {
      units_of_[a_.units[u].document.value].push_back(u);
    }
  }

  Result<DecisionCounts> run(const std::vector<JudgementRow>& rows) {
    for (const JudgementRow& row : rows) read(row);
    find_conflicts();
    if (decisions_.empty() && faults_.diagnostics.empty() && counts_.adrift == 0) {
      faults_.diagnostics.error("decision-none", "no row says yes or no",
                                rows.empty() ? Place{} : Place{.path = rows.front().place.path},
                                "write ja or nej in a column \"beslut\" (or \"decision\")");
    }
    if (!faults_.diagnostics.empty()) return std::move(faults_);
    std::vector<std::vector<std::size_t>> of_unit(a_.units.size());
    for (std::size_t c = 0; c < a_.codings.size(); ++c) {
      of_unit[a_.codings[c].unit.value].push_back(c);
    }
    std::vector<bool> gone(a_.codings.size(), false);
    for (const Decision& decision : decisions_) {
      const std::vector<std::size_t>& here = of_unit[decision.unit.value];
      decision.yes ? accept(decision, here) : reject(decision, here, gone);
    }
    std::vector<Coding> kept;
    for (std::size_t c = 0; c < a_.codings.size(); ++c) {
      if (!gone[c]) kept.push_back(std::move(a_.codings[c]));
    }
    for (Coding& coding : added_) kept.push_back(std::move(coding));
    a_.codings = std::move(kept);
    std::stable_sort(a_.codings.begin(), a_.codings.end(), [](const Coding& x, const Coding& y) {
      return std::tie(x.unit, x.theme) < std::tie(y.unit, y.theme);
    });
    stats::recount(a_);
    return counts_;
  }

 private:
  void read(const JudgementRow& row) {
    if (row.decision.empty()) {
      ++counts_.undecided;
      return;
    }
    const auto yes = meaning(row.decision);
    if (!yes) {
      faults_.diagnostics.error("decision-word", "\"" + row.decision + "\" is no decision",
                                row.place, "write ja or nej, or leave the cell empty");
      return;
    }
    Decision made{.yes = *yes,
                  .coder = row.coder.empty() || row.coder == "rules" || row.coder == "suggestions"
                               ? std::string("person")
                               : row.coder,
                  .place = row.place};
    if (!row.level.empty()) {
      made.level = matching::level_named(*a_.codebook, row.level);
      if (!made.level.valid()) return unknown("level", row.level, row.place);
    }
    if (row.themes.empty()) return unknown("theme", "", row.place);
    const std::vector<UnitId> units = units_at(row);
    if (units.empty()) {
      ++counts_.adrift;
      remarks_
          .warning("decision-adrift",
                   "the decision's place is no longer in the material: \"" + row.document + "\"" +
                       (row.begin ? " " + std::to_string(*row.begin) : ""),
                   row.place, "it was not applied; look the passage up and decide again")
          .in_swedish("beslutets ställe finns inte längre i materialet: \"" + row.document + "\"" +
                          (row.begin ? " " + std::to_string(*row.begin) : ""),
                      "det har inte tillämpats; leta upp stället och besluta på nytt");
      return;
    }
    for (const std::string& theme : row.themes) {
      made.theme = named<ThemeId>(a_.codebook->themes, theme);
      if (!made.theme.valid()) return unknown("theme", theme, row.place);
      made.concept_id = {};
      if (!row.concept_name.empty() && &theme == &row.themes.front()) {
        made.concept_id = named<ConceptId>(a_.codebook->concepts, row.concept_name);
        if (!made.concept_id.valid() ||
            at(a_.codebook->concepts, made.concept_id).theme != made.theme) {
          return unknown("concept", row.concept_name, row.place);
        }
      }
      for (const UnitId unit : units) {
        made.unit = unit;
        decisions_.push_back(made);
      }
    }
  }

  void unknown(const char* what, const std::string& name, const Place& place) {
    faults_.diagnostics.error(
        "decision-code",
        name.empty() ? "this row names no theme"
                     : std::string("the codebook has no ") + what + " \"" + name + "\"" +
                           (std::string_view(what) == "concept" ? " under this theme" : ""),
        place, "write the id or the label as in the codebook");
  }

  /// The document by its id or file name.
  std::optional<std::uint32_t> document_named(const std::string& name) const {
    const std::string folded = text::folded_label(name);
    for (std::uint32_t d = 0; d < a_.documents.size(); ++d) {
      const Document& document = a_.documents[d];
      if (document.key == name || text::folded_label(document.key) == folded ||
          text::folded_label(document.provenance.file) == folded) {
        return d;
      }
    }
    return std::nullopt;
  }

  std::vector<UnitId> units_at(const JudgementRow& row) {
    const auto document = document_named(row.document);
    if (!document) return {};
    const std::string& text = a_.documents[*document].text;
    if (row.begin && row.end) {
      std::unique_ptr<OffsetMap>& map = offsets_[*document];
      if (!map) map = std::make_unique<OffsetMap>(text);
      if (*row.end <= map->code_points(static_cast<std::uint32_t>(text.size())) &&
          *row.begin < *row.end) {
        const ByteSpan span = map->bytes(CodePointSpan{*row.begin, *row.end});
        const bool same = row.text.empty() || text.substr(span.begin, span.size()) == row.text;
        if (auto units = units_in(*document, span); same && !units.empty()) return units;
      }
    }
    // Found again by its words, where they stand once.
    if (row.text.empty()) return {};
    const std::size_t found = text.find(row.text);
    if (found == std::string::npos || text.find(row.text, found + 1) != std::string::npos) {
      return {};
    }
    return units_in(*document, {static_cast<std::uint32_t>(found),
                                static_cast<std::uint32_t>(found + row.text.size())});
  }

  /// Units within the span; else the one that holds it.
  std::vector<UnitId> units_in(std::uint32_t document, ByteSpan span) const {
    const auto units = units_of_.find(document);
    if (units == units_of_.end()) return {};
    std::vector<UnitId> inside;
    std::vector<UnitId> around;
    for (const std::uint32_t u : units->second) {
      const ByteSpan& unit = a_.units[u].span;
      if (span.begin <= unit.begin && unit.end <= span.end) inside.emplace_back(std::size_t{u});
      if (unit.begin <= span.begin && span.end <= unit.end) around.emplace_back(std::size_t{u});
    }
    return inside.empty() ? around : inside;
  }

  void find_conflicts() {
    std::map<std::tuple<UnitId, ThemeId, ConceptId>, const Decision*> met;
    for (const Decision& decision : decisions_) {
      const auto [entry, fresh] =
          met.try_emplace({decision.unit, decision.theme, decision.concept_id}, &decision);
      if (fresh || entry->second->yes == decision.yes) continue;
      const Place& other = decision.yes ? entry->second->place : decision.place;
      faults_.diagnostics.error(
          "decision-conflict",
          "the same passage and theme is accepted here and rejected in " + other.path +
              (other.line ? ":" + std::to_string(*other.line) : ""),
          decision.yes ? decision.place : entry->second->place, "agree on one of them");
    }
  }

  [[nodiscard]] static bool meant(const Coding& coding, const Decision& decision) {
    return coding.unit == decision.unit && coding.theme == decision.theme &&
           (!decision.concept_id.valid() || coding.concept_id == decision.concept_id);
  }

  void accept(const Decision& decision, const std::vector<std::size_t>& here) {
    bool stands = false;
    for (const std::size_t c : here) {
      Coding& coding = a_.codings[c];
      if (!meant(coding, decision)) continue;
      stands = true;
      set_level(coding, decision);
    }
    if (stands) {
      ++counts_.confirmed;
      return;
    }
    const Unit& unit = at(a_.units, decision.unit);
    Coding coding;
    coding.unit = decision.unit;
    coding.theme = decision.theme;
    coding.concept_id = decision.concept_id;
    coding.origin = Origin::Person;
    coding.coder = decision.coder;
    coding.context = unit.span;
    coding.level = a_.codebook->default_level();
    coding.level_basis = coding.level.valid() ? LevelBasis::Default : LevelBasis::None;
    // Without a level of the person's own, the rules' for the same unit.
    if (!here.empty()) {
      const Coding& other = a_.codings[here.front()];
      coding.level = other.level;
      coding.level_basis = other.level_basis;
      coding.level_evidence = other.level_evidence;
      coding.context = other.context;
    }
    set_level(coding, decision);
    coding.key = matching::coding_key(
        a_.document_of(unit).key, unit.span, at(a_.codebook->themes, coding.theme).key,
        coding.concept_id.valid() ? at(a_.codebook->concepts, coding.concept_id).key
                                  : std::string(),
        coding.coder);
    if (ids_.insert(coding.key).second) {
      added_.push_back(std::move(coding));
      ++counts_.added;
    }
  }

  void set_level(Coding& coding, const Decision& decision) {
    if (!decision.level.valid() ||
        (coding.level == decision.level && coding.level_basis != LevelBasis::Default &&
         coding.level_basis != LevelBasis::None)) {
      return;
    }
    coding.level = decision.level;
    coding.level_basis = LevelBasis::Person;
    coding.level_evidence.clear();
    ++counts_.levels;
  }

  void reject(const Decision& decision, const std::vector<std::size_t>& here,
              std::vector<bool>& gone) {
    for (const std::size_t c : here) {
      const Coding& coding = a_.codings[c];
      if (!meant(coding, decision) || coding.origin == Origin::Person || gone[c]) continue;
      gone[c] = true;
      counts_.rejected.insert(coding.key);
    }
  }

  Analysis& a_;
  Diagnostics& remarks_;
  std::map<std::uint32_t, std::vector<std::uint32_t>> units_of_{};
  std::map<std::uint32_t, std::unique_ptr<OffsetMap>> offsets_{};
  std::vector<Decision> decisions_{};
  std::vector<Coding> added_{};
  std::set<std::string> ids_{};
  DecisionCounts counts_{};
  Failure faults_{};
};

}  // namespace

Result<DecisionCounts> apply_decisions(const std::vector<JudgementRow>& rows, Analysis& analysis,
                                       Diagnostics& remarks) {
  auto counts = Decider(analysis, remarks).run(rows);
  if (counts) analysis.decided = counts.value();
  return counts;
}

}  // namespace rodtrad::pipeline
