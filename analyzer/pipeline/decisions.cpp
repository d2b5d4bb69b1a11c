#include "analyzer/pipeline/decisions.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <tuple>

#include "analyzer/base/offset_map.h"
#include "analyzer/base/strings.h"
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

template <class List>
std::optional<std::size_t> named_id(const List& list, const std::string& name) {
  const std::string wanted = text::folded_label(name);
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (text::folded_label(list[i].key) == wanted) return i;
  }
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (text::folded_label(list[i].label) == wanted) return i;
  }
  return std::nullopt;
}

template <class Id, class List>
Id named(const List& list, const std::string& name) {
  const auto found = named_id(list, name);
  return found ? Id(*found) : Id();
}

/// One decision about one unit.
struct Decision {
  UnitId unit{};
  ThemeId theme{};
  ConceptId concept_id{};
  LevelId level{};
  ByteSpan span{};  ///< what was decided on; a unit may be larger
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
    for (const JudgementRow& row : rows) {
      if (row.begin) begins_of_[{row.document, row.text}].insert(*row.begin);
    }
    for (const JudgementRow& row : rows) read(row);
    tell_relocated(rows);
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
      if (!decision.yes) reject(decision, of_unit[decision.unit.value], gone);
    }
    for (const Decision& decision : decisions_) {
      if (decision.yes) accept(decision, of_unit[decision.unit.value], gone);
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
    if (!read_level(row, made)) return;
    std::vector<std::string> themes = row.themes;
    if (!agree_with_label(a_.codebook->themes, "theme", row.theme_label, row.place, themes)) return;
    if (themes.empty()) return unknown("theme", "", row.place);
    const std::vector<UnitId> units = units_at(row, made.span);
    if (units.empty()) return;
    for (const std::string& theme : themes) {
      if (!read_code(row, theme, &theme == &themes.front(), made)) return;
      for (const UnitId unit : units) {
        made.unit = unit;
        decisions_.push_back(made);
      }
    }
  }

  /// The program's files hold an id and its label. A person may have changed either: where the two
  /// now name different codes, only the person knows which is meant. A label that names none is
  /// one the codebook has renamed since.
  template <class List>
  bool agree_with_label(const List& list, const char* what, const std::string& label,
                        const Place& place, std::vector<std::string>& names) {
    if (label.empty()) return true;
    const auto by_label = named_id(list, label);
    if (!by_label) return true;
    if (names.empty() || names.front().empty()) {
      names = {list[*by_label].key};
      return true;
    }
    const auto by_name = named_id(list, names.front());
    if (!by_name) {
      names.front() = list[*by_label].key;
      return true;
    }
    if (*by_name == *by_label || list[*by_name].label == list[*by_label].label) return true;
    const std::string id = "\"" + names.front() + "\"";
    const std::string written = "\"" + label + "\"";
    faults_.diagnostics.error("decision-label",
                              std::string("this row says ") + id + " in \"" + what + "\" and " +
                                  written + " in \"" + what + "_label\"",
                              place,
                              "write the same in both cells, or empty the one that is wrong");
    return false;
  }

  bool read_level(const JudgementRow& row, Decision& made) {
    std::vector<std::string> names;
    if (!row.level.empty()) names.push_back(row.level);
    if (!agree_with_label(a_.codebook->levels, "level", row.level_label, row.place, names)) {
      return false;
    }
    if (names.empty()) return true;
    made.level = matching::level_named(*a_.codebook, names.front());
    if (!made.level.valid()) {
      unknown("level", names.front(), row.place);
      return false;
    }
    // A row that was left as it was written says nothing of the level.
    if (row.level_by_default && made.level == a_.codebook->default_level()) made.level = {};
    return true;
  }

  /// The theme and, of a row's first theme, the concept. Where the codebook has moved the concept
  /// to another theme since the program wrote the row, that is meant.
  bool read_code(const JudgementRow& row, const std::string& theme, bool first, Decision& made) {
    const auto& concepts = a_.codebook->concepts;
    made.theme = named<ThemeId>(a_.codebook->themes, theme);
    made.concept_id = {};
    std::vector<std::string> names;
    if (first && !row.concept_name.empty()) names.push_back(row.concept_name);
    if (first && !agree_with_label(concepts, "concept", row.concept_label, row.place, names)) {
      return false;
    }
    if (!names.empty()) made.concept_id = named<ConceptId>(concepts, names.front());
    const bool same_id =
        made.concept_id.valid() &&
        text::folded_label(at(concepts, made.concept_id).key) == text::folded_label(names.front());
    const bool as_written = !row.theme_label.empty() || !made.theme.valid();
    if (same_id && as_written && at(concepts, made.concept_id).theme != made.theme) {
      made.theme = at(concepts, made.concept_id).theme;
      tell_moved(at(concepts, made.concept_id), theme, row.place);
    }
    if (!made.theme.valid()) {
      unknown("theme", theme, row.place);
      return false;
    }
    if (!names.empty() &&
        (!made.concept_id.valid() || at(concepts, made.concept_id).theme != made.theme)) {
      unknown("concept", names.front(), row.place);
      return false;
    }
    return true;
  }

  void tell_moved(const Concept& moved, const std::string& from, const Place& place) {
    if (!told_moved_.insert(moved.key).second) return;
    const std::string& now = at(a_.codebook->themes, moved.theme).key;
    remarks_
        .warning("decision-code-moved",
                 "\"" + moved.key + "\" is decided under \"" + from + "\" and stands under \"" +
                     now + "\" now: the decisions count there",
                 place)
        .in_swedish("\"" + moved.key + "\" är beslutat under \"" + from +
                    "\" och står nu under \"" + now + "\": besluten gäller där");
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

  /// The units decided on, and where the row's words stand now. None, and told, when that cannot
  /// be known.
  std::vector<UnitId> units_at(const JudgementRow& row, ByteSpan& where) {
    const auto document = document_named(row.document);
    if (!document) return adrift_document(row);
    const std::string& text = a_.documents[*document].text;
    if (row.begin && row.end) {
      std::unique_ptr<OffsetMap>& map = offsets_[*document];
      if (!map) map = std::make_unique<OffsetMap>(text);
      if (*row.end <= map->code_points(static_cast<std::uint32_t>(text.size())) &&
          *row.begin < *row.end) {
        const ByteSpan span = map->bytes(CodePointSpan{*row.begin, *row.end});
        const bool same = row.text.empty() || text.substr(span.begin, span.size()) == row.text;
        where = span;
        if (auto units = units_in(*document, span); same && !units.empty()) return units;
      }
    }
    // Found again by its words, where they stand once: now, and when they were decided on.
    std::size_t times = 0;
    std::size_t found = std::string::npos;
    if (!row.text.empty()) {
      for (std::size_t at = text.find(row.text); at != std::string::npos;
           at = text.find(row.text, at + 1)) {
        if (times++ == 0) found = at;
      }
    }
    if (times == 0) {
      return adrift(row, "the text it was about is no longer in \"" + row.document + "\"",
                    "texten det gällde finns inte längre i \"" + row.document + "\"",
                    "look the passage up and decide again", "leta upp stället och besluta på nytt");
    }
    if (times > 1 || begins_of_[{row.document, row.text}].size() > 1) {
      return adrift(row, "its text stands or stood in several places of \"" + row.document + "\"",
                    "dess text står eller stod på flera ställen i \"" + row.document + "\"",
                    "give the right start and end, as in the new codings.csv",
                    "ange rätt start och end, som i den nya codings.csv");
    }
    where = {static_cast<std::uint32_t>(found),
             static_cast<std::uint32_t>(found + row.text.size())};
    auto units = units_in(*document, where);
    if (units.empty()) {
      return adrift(row, "nothing there is coded any longer", "där kodas ingenting längre",
                    "see rodtrad text --zones", "se rodtrad text --zones");
    }
    if (row.begin) ++counts_.relocated;
    return units;
  }

  std::vector<UnitId> adrift_document(const JudgementRow& row) {
    std::vector<std::string> keys;
    for (const Document& document : a_.documents) keys.push_back(document.key);
    const std::string near = nearest(row.document, keys);
    return adrift(row, "no document is called \"" + row.document + "\"",
                  "inget dokument heter \"" + row.document + "\"",
                  near.empty() ? "write its name as in codings.csv"
                               : "did you mean \"" + near + "\"? write that in the file",
                  near.empty() ? "skriv namnet som i codings.csv"
                               : "menades \"" + near + "\"? skriv det i filen");
  }

  std::vector<UnitId> adrift(const JudgementRow& row, const std::string& why,
                             const std::string& why_sv, const std::string& hint,
                             const std::string& hint_sv) {
    ++counts_.adrift;
    const std::string at = row.begin ? " (start " + std::to_string(*row.begin) + ")" : "";
    remarks_
        .warning("decision-adrift", "the decision was not applied: " + why + at, row.place, hint)
        .in_swedish("beslutet har inte tillämpats: " + why_sv + at, hint_sv);
    return {};
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
    using Passage = std::pair<std::uint32_t, std::uint32_t>;  // a unit may hold several
    std::map<std::tuple<UnitId, Passage, ThemeId, ConceptId>, const Decision*> met;
    for (const Decision& decision : decisions_) {
      const Unit& unit = at(a_.units, decision.unit);
      const Passage passage{std::max(decision.span.begin, unit.span.begin),
                            std::min(decision.span.end, unit.span.end)};
      const auto [entry, fresh] =
          met.try_emplace({decision.unit, passage, decision.theme, decision.concept_id}, &decision);
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

  void accept(const Decision& decision, const std::vector<std::size_t>& here,
              const std::vector<bool>& gone) {
    bool stands = false;
    for (const std::size_t c : here) {
      Coding& coding = a_.codings[c];
      if (gone[c] || !meant(coding, decision)) continue;
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

  void tell_relocated(const std::vector<JudgementRow>& rows) {
    if (counts_.relocated == 0) return;
    const std::string n = std::to_string(counts_.relocated);
    remarks_
        .info("decisions-relocated",
              n + " decisions were found again by their words, at another place of the text",
              {.path = rows.front().place.path})
        .in_swedish(n + " beslut hittades igen genom sina ord, på ett annat ställe i texten");
  }

  void reject(const Decision& decision, const std::vector<std::size_t>& here,
              std::vector<bool>& gone) {
    for (const std::size_t c : here) {
      Coding& coding = a_.codings[c];
      if (!meant(coding, decision) || coding.origin == Origin::Person || gone[c]) continue;
      if (stands_elsewhere(coding, decision.span)) {
        std::erase_if(coding.evidence, [&decision](const Evidence& evidence) {
          return decision.span.contains(evidence.span);
        });
        continue;
      }
      gone[c] = true;
      counts_.rejected.insert(coding.key);
    }
  }

  /// A sentence was rejected, and the unit is a turn or a document that says it elsewhere too.
  [[nodiscard]] bool stands_elsewhere(const Coding& coding, const ByteSpan& rejected) const {
    if (rejected.contains(a_.unit_of(coding).span)) return false;
    return std::any_of(coding.evidence.begin(), coding.evidence.end(),
                       [&rejected](const auto& e) { return !rejected.contains(e.span); });
  }

  Analysis& a_;
  Diagnostics& remarks_;
  std::map<std::pair<std::string, std::string>, std::set<std::uint32_t>> begins_of_{};
  std::set<std::string> told_moved_{};
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
