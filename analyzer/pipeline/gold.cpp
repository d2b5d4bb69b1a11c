#include "analyzer/pipeline/gold.h"

#include <algorithm>
#include <map>
#include <set>

#include "analyzer/base/strings.h"
#include "analyzer/formats/json_writer.h"
#include "analyzer/report/scores.h"
#include "analyzer/stats/coded_units.h"

namespace rodtrad::pipeline {
namespace {

void add_once(std::vector<std::string>& list, const std::string& value) {
  if (!value.empty() && std::find(list.begin(), list.end(), value) == list.end()) {
    list.push_back(value);
  }
}

/// The rules' side of a unit.
void add_rules(const Analysis& analysis, const std::vector<std::uint32_t>& codings,
               const std::vector<std::uint32_t>& scores, JudgedUnit& unit) {
  const Codebook& book = *analysis.codebook;
  const std::vector<ThemeId> themes = ranked_themes(analysis, codings, scores);
  for (const ThemeId theme : themes) unit.rule_themes.push_back(at(book.themes, theme).key);
  const LevelId fallback = book.default_level();
  if (fallback.valid()) unit.rule_level = at(book.levels, fallback).key;
  unit.level_basis = LevelBasis::Default;
  bool level_found = false;
  for (const std::uint32_t c : codings) {
    const Coding& coding = analysis.codings[c];
    const Document& document = analysis.document_of(analysis.unit_of(coding));
    const std::string theme = at(book.themes, coding.theme).key;
    if (coding.concept_id.valid()) {
      add_once(unit.rule_concepts, at(book.concepts, coding.concept_id).key);
    }
    for (const Evidence& evidence : coding.evidence) {
      unit.reasons.push_back({theme, at(book.indicators, evidence.indicator).match,
                              std::string(slice(document.text, evidence.span))});
    }
    if (level_found || coding.theme != themes.front()) continue;
    level_found = true;
    unit.rule_level = coding.level.valid() ? at(book.levels, coding.level).key : "";
    unit.level_basis = coding.level_basis;
    for (const LevelEvidence& evidence : coding.level_evidence) {
      unit.level_words = evidence.attribute.empty()
                             ? std::string(slice(document.text, evidence.span))
                             : evidence.attribute + ": " + evidence.value;
      break;
    }
  }
}

/// Rows of the one coder who is asked for.
Result<std::vector<JudgementRow>> rows_of_coder(const std::vector<JudgementRow>& rows,
                                                const std::string& file,
                                                const GoldOptions& options) {
  std::set<std::string> coders;
  for (const JudgementRow& row : rows) {
    if (row.judged) coders.insert(row.coder);
  }
  const std::vector<std::string> names(coders.begin(), coders.end());
  if (options.coder.empty() && coders.size() > 1) {
    return failure("gold-coder", "the file holds codings by several people", {.path = file},
                   "choose one with --coder: " + join(names, ", "));
  }
  if (!options.coder.empty() && !coders.contains(options.coder)) {
    return failure("gold-coder", "there are no codings by \"" + options.coder + "\"",
                   {.path = file}, "there are codings by " + join(names, ", "));
  }
  std::vector<JudgementRow> out;
  for (const JudgementRow& row : rows) {
    if (row.judged && (options.coder.empty() || row.coder == options.coder)) out.push_back(row);
  }
  if (out.empty()) {
    return failure("gold-empty", "no unit is judged in the file", {.path = file},
                   "fill in the theme column; \"-\" says that no theme fits");
  }
  return out;
}

void add_person(const JudgementRow& row, CodeNames& names, JudgedUnit& unit, Diagnostics& remarks) {
  for (const std::string& theme : row.themes) add_once(unit.themes, names.theme(theme, remarks));
  if (!row.concept_name.empty()) {
    add_once(unit.concepts, names.concept_of(row.concept_name, remarks));
  }
  if (unit.level.empty() && !row.level.empty()) unit.level = names.level(row.level, remarks);
}

/// Rows looked up by id: each text was a document of its own.
std::vector<JudgedUnit> by_id(const Analysis& analysis, const std::vector<JudgementRow>& rows,
                              CodeNames& names, Diagnostics& remarks) {
  const CountedCodings counted = counted_codings(analysis);
  std::map<std::string, std::vector<std::uint32_t>> codings_of;
  for (std::size_t u = 0; u < analysis.units.size(); ++u) {
    auto& list = codings_of[analysis.document_of(analysis.units[u]).key];
    list.insert(list.end(), counted.of_unit[u].begin(), counted.of_unit[u].end());
  }
  std::vector<JudgedUnit> out;
  for (const JudgementRow& row : rows) {
    JudgedUnit unit{.id = row.id, .document = row.id, .text = row.text, .group = row.group};
    add_person(row, names, unit, remarks);
    add_rules(analysis, codings_of[row.id], counted.scores, unit);
    out.push_back(std::move(unit));
  }
  return out;
}

/// How many units each judged unit of a stratum stands for.
void weigh(const Analysis& analysis, const CountedCodings& counted,
           const std::vector<std::size_t>& positions, std::vector<JudgedUnit>& units) {
  std::map<Stratum, double> all;
  std::map<Stratum, double> judged;
  for (std::size_t u = 0; u < analysis.units.size(); ++u) {
    if (!analysis.units[u].empty_answer) all[stratum_of(analysis, counted, u)] += 1;
  }
  for (const std::size_t u : positions) judged[stratum_of(analysis, counted, u)] += 1;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const Stratum stratum = stratum_of(analysis, counted, positions[i]);
    units[i].weight = all[stratum] / judged[stratum];
  }
}

}  // namespace

CountedCodings counted_codings(const Analysis& analysis) {
  CountedCodings out{std::vector<std::vector<std::uint32_t>>(analysis.units.size()),
                     report::scores(analysis)};
  for (std::size_t c = 0; c < analysis.codings.size(); ++c) {
    const Coding& coding = analysis.codings[c];
    if (coding.origin == Origin::Suggestion) continue;
    out.of_unit[coding.unit.value].push_back(static_cast<std::uint32_t>(c));
  }
  return out;
}

std::vector<ThemeId> ranked_themes(const Analysis& analysis,
                                   const std::vector<std::uint32_t>& codings,
                                   const std::vector<std::uint32_t>& scores) {
  std::vector<std::pair<ThemeId, std::uint32_t>> best;
  for (const std::uint32_t c : codings) {
    const ThemeId theme = analysis.codings[c].theme;
    const auto found = std::find_if(best.begin(), best.end(),
                                    [&](const auto& entry) { return entry.first == theme; });
    if (found == best.end()) {
      best.emplace_back(theme, scores[c]);
    } else {
      found->second = std::max(found->second, scores[c]);
    }
  }
  std::stable_sort(best.begin(), best.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<ThemeId> out;
  for (const auto& [theme, score] : best) out.push_back(theme);
  return out;
}

Stratum stratum_of(const Analysis& analysis, const CountedCodings& counted, std::size_t unit) {
  const std::vector<std::uint32_t>& codings = counted.of_unit[unit];
  if (codings.empty()) return {};
  const ThemeId first = ranked_themes(analysis, codings, counted.scores).front();
  for (const std::uint32_t c : codings) {
    if (analysis.codings[c].theme == first) return {first, analysis.codings[c].level};
  }
  return {};
}

bool brings_its_texts(const std::vector<JudgementRow>& rows) {
  return !rows.empty() && std::all_of(rows.begin(), rows.end(), [](const JudgementRow& row) {
    return row.document.empty() && !row.text.empty();
  });
}

Result<std::string> texts_of(std::vector<JudgementRow>& rows) {
  std::string out;
  std::set<std::string> ids;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    JudgementRow& row = rows[r];
    if (row.id.empty()) row.id = std::to_string(r + 1);
    if (!ids.insert(row.id).second) {
      return failure("gold-id", "the id \"" + row.id + "\" is given twice", row.place,
                     "give each text one row, its themes in \"themes\"");
    }
    formats::JsonWriter json(out);
    json.begin_object().key("id").string(row.id).key("text").string(row.text).end_object();
    out += '\n';
  }
  return out;
}

Result<std::vector<JudgedUnit>> judged_units(const Analysis& analysis,
                                             const std::vector<JudgementRow>& all_rows,
                                             const std::string& file, const GoldOptions& options,
                                             Diagnostics& remarks) {
  auto chosen = rows_of_coder(all_rows, file, options);
  if (!chosen) return std::move(chosen).failure();
  const std::vector<JudgementRow>& rows = chosen.value();
  CodeNames names(&*analysis.codebook);
  if (brings_its_texts(rows)) return by_id(analysis, rows, names, remarks);

  auto coders = coders_of(rows, "person", &analysis, names, remarks);
  if (!coders) return std::move(coders).failure();
  CoderCodings person = std::move(coders.value().front());
  const std::vector<PlacedUnit> frame = placed_units(analysis);
  const CodedUnits laid = stats::lay_on_units({person}, frame);
  std::map<PlacedUnit, std::size_t> position;  // of the analysis' units
  std::size_t next = 0;
  for (std::size_t u = 0; u < analysis.units.size(); ++u) {
    if (!analysis.units[u].empty_answer) position.emplace(frame[next++], u);
  }
  const CountedCodings counted = counted_codings(analysis);
  std::vector<JudgedUnit> out;
  std::vector<std::size_t> positions;
  std::map<std::size_t, std::size_t> slot;  // laid unit -> place in `out`
  for (std::size_t u = 0; u < laid.units.size(); ++u) {
    if (!laid.was_judged(u, 0)) continue;
    const PlacedUnit& placed = laid.units[u];
    JudgedUnit unit{.id = placed.document + ":" + std::to_string(placed.begin) + "-" +
                          std::to_string(placed.end),
                    .document = placed.document,
                    .begin = placed.begin,
                    .end = placed.end,
                    .text = placed.text,
                    .group = placed.document};
    const auto known = position.find(placed);
    add_rules(
        analysis,
        known == position.end() ? std::vector<std::uint32_t>() : counted.of_unit[known->second],
        counted.scores, unit);
    if (known != position.end()) positions.push_back(known->second);
    slot[u] = out.size();
    out.push_back(std::move(unit));
  }
  const stats::UnitIndex index(laid.units);
  for (const CodedSpan& span :
       person.spans) {  // in the person's order: the first theme is the main
    for (const std::size_t u : index.of(span)) {
      JudgedUnit& unit = out[slot.at(u)];
      add_once(unit.themes, span.theme);
      add_once(unit.concepts, span.concept_key);
      if (unit.level.empty() && !span.theme.empty()) unit.level = span.level;
    }
  }
  const bool sample =
      std::any_of(rows.begin(), rows.end(), [](const auto& row) { return row.sample; });
  if (sample && positions.size() == out.size()) weigh(analysis, counted, positions, out);
  return out;
}

}  // namespace rodtrad::pipeline
