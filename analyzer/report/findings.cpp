#include "analyzer/report/findings.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "analyzer/report/evidence.h"

namespace rodtrad::report {
namespace {

constexpr std::uint32_t kNobody = 0xFFFFFFFF;

double share_of(std::uint64_t n, std::uint64_t of) {
  return of == 0 ? 0 : static_cast<double>(n) / static_cast<double>(of);
}

/// Units of each concept, in order and once each.
std::vector<std::vector<std::uint32_t>> units_by_concept(const Analysis& analysis) {
  std::vector<std::vector<std::uint32_t>> out(analysis.codebook->concepts.size());
  for (const Coding& coding : analysis.codings) {
    if (coding.concept_id.valid()) out[coding.concept_id.value].push_back(coding.unit.value);
  }
  for (auto& units : out) {
    std::sort(units.begin(), units.end());
    units.erase(std::unique(units.begin(), units.end()), units.end());
  }
  return out;
}

class Judge {
 public:
  Judge(const Analysis& analysis, const Voices& voices, Language language,
        const FindingOptions& options)
      : a_(analysis),
        voices_(voices),
        voice_table_(count_voices(analysis, voices)),
        language_(language),
        sv_(language == Language::Swedish),
        options_(options) {}

  std::vector<Finding> run() {
    themes_with_one_concept();
    unused();
    one_respondent();
    one_voice();
    together();
    uncoded();
    return std::move(out_);
  }

 private:
  [[nodiscard]] static std::string quoted(const std::string& label) { return "”" + label + "”"; }
  [[nodiscard]] std::string named(ThemeId id) const {
    return (sv_ ? "Temat " : "The theme ") + quoted(at(a_.codebook->themes, id).label);
  }
  [[nodiscard]] std::string named(ConceptId id) const {
    return (sv_ ? "Begreppet " : "The concept ") + quoted(at(a_.codebook->concepts, id).label);
  }

  void themes_with_one_concept() {
    for (std::size_t t = 0; t < a_.codebook->themes.size(); ++t) {
      if (a_.codebook->themes[t].concepts.size() != 1) continue;
      out_.push_back({.id = "theme-one-concept",
                      .message = named(ThemeId(t)) +
                                 (sv_ ? " har bara ett begrepp: är det ett tema eller ett begrepp?"
                                      : " has one concept only: is it a theme or a concept?"),
                      .theme = ThemeId(t),
                      .n = 1});
    }
  }

  void unused() {
    const char* words =
        sv_ ? " har inga utdrag i materialet." : " has no excerpts in the material.";
    for (std::size_t t = 0; t < a_.codebook->themes.size(); ++t) {
      if (a_.counts.by_theme[t].units > 0) continue;
      out_.push_back(
          {.id = "theme-unused", .message = named(ThemeId(t)) + words, .theme = ThemeId(t)});
    }
    for (std::size_t c = 0; c < a_.codebook->concepts.size(); ++c) {
      if (a_.counts.by_concept[c].units > 0) continue;
      out_.push_back({.id = "concept-unused",
                      .message = named(ConceptId(c)) + words,
                      .theme = a_.codebook->concepts[c].theme,
                      .concept_id = ConceptId(c)});
    }
  }

  void one_respondent() {
    if (voices_.total < 2) return;
    for (std::size_t c = 0; c < a_.codebook->concepts.size(); ++c) {
      if (voice_table_.by_concept[c] != 1) continue;
      const std::uint64_t units = a_.counts.by_concept[c].units;
      out_.push_back(
          {.id = "concept-one-respondent",
           .message = named(ConceptId(c)) +
                      (sv_ ? " kommer från en enda röst (" : " comes from one voice only (") +
                      std::to_string(units) +
                      (sv_ ? (units == 1 ? " enhet)." : " enheter).")
                           : (units == 1 ? " unit)." : " units).")),
           .theme = a_.codebook->concepts[c].theme,
           .concept_id = ConceptId(c),
           .n = units});
    }
  }

  void one_voice() {
    if (voices_.total < 2) return;
    const std::vector<LargestVoice> largest = largest_voices(a_, voices_);
    for (std::size_t t = 0; t < largest.size(); ++t) {
      const LargestVoice& voice = largest[t];
      if (voice.of < options_.fewest_units ||
          share_of(voice.units, voice.of) <= options_.one_voice) {
        continue;
      }
      out_.push_back(
          {.id = "theme-one-voice",
           .message = named(ThemeId(t)) + (sv_ ? " vilar på en röst: " : " rests on one voice: ") +
                      participant_name(voice.voice, voices_, language_) +
                      (sv_ ? " står för " : " has ") + std::to_string(voice.units) +
                      (sv_ ? " av " : " of ") + std::to_string(voice.of) +
                      (sv_ ? " enheter (" : " units (") + percent(voice.units, voice.of) + ").",
           .theme = ThemeId(t),
           .n = voice.units,
           .of = voice.of});
    }
  }

  /// Concepts with the very same units share their first unit: only those are compared.
  void together() {
    const auto units = units_by_concept(a_);
    std::map<std::uint32_t, std::vector<std::size_t>> by_first;
    for (std::size_t c = 0; c < units.size(); ++c) {
      if (units[c].size() >= options_.fewest_units) by_first[units[c].front()].push_back(c);
    }
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (const auto& [first, list] : by_first) {
      for (std::size_t i = 0; i < list.size(); ++i) {
        for (std::size_t j = i + 1; j < list.size(); ++j) {
          if (units[list[i]] == units[list[j]]) pairs.emplace_back(list[i], list[j]);
        }
      }
    }
    std::sort(pairs.begin(), pairs.end());
    for (const auto& [x, y] : pairs) {
      out_.push_back({.id = "concepts-always-together",
                      .message = named(ConceptId(x)) + (sv_ ? " och " : " and ") +
                                 quoted(a_.codebook->concepts[y].label) +
                                 (sv_ ? " står alltid i samma enheter ("
                                      : " always stand in the same units (") +
                                 std::to_string(units[x].size()) +
                                 (sv_ ? " st): är de samma sak?" : "): are they the same?"),
                      .theme = a_.codebook->concepts[x].theme,
                      .concept_id = ConceptId(x),
                      .other = ConceptId(y),
                      .n = units[x].size()});
    }
  }

  void uncoded() {
    const std::uint64_t answered = a_.totals.units - a_.totals.empty;
    if (share_of(a_.totals.uncoded, answered) <= options_.uncoded) return;
    out_.push_back(
        {.id = "uncoded-share",
         .message =
             std::to_string(a_.totals.uncoded) + (sv_ ? " av " : " of ") +
             std::to_string(answered) + (sv_ ? " enheter saknar kod (" : " units have no code (") +
             percent(a_.totals.uncoded, answered) +
             (sv_ ? "): läs dem innan du drar slutsatser." : "): read them before you conclude."),
         .n = a_.totals.uncoded,
         .of = answered});
  }

  const Analysis& a_;
  const Voices& voices_;
  VoiceTable voice_table_;
  Language language_;
  bool sv_;
  const FindingOptions& options_;
  std::vector<Finding> out_{};
};

using Json = nlohmann::ordered_json;

/// Four decimals, so that the same share is the same text everywhere.
double rounded(double value) { return std::round(value * 10000) / 10000; }

Json json_of(const Analysis& analysis, const Finding& finding) {
  Json out = {{"id", finding.id}};
  if (finding.theme.valid()) out["theme"] = at(analysis.codebook->themes, finding.theme).key;
  if (finding.concept_id.valid()) {
    out["concept"] = at(analysis.codebook->concepts, finding.concept_id).key;
  }
  if (finding.other.valid()) out["other"] = at(analysis.codebook->concepts, finding.other).key;
  out["n"] = finding.n;
  if (finding.of > 0) {
    out["of"] = finding.of;
    out["share"] = rounded(share_of(finding.n, finding.of));
  }
  out["message"] = finding.message;
  return out;
}

}  // namespace

std::vector<LargestVoice> largest_voices(const Analysis& analysis, const Voices& voices) {
  std::vector<std::map<std::uint32_t, std::set<std::uint32_t>>> units(
      analysis.codebook->themes.size());
  for (const Coding& coding : analysis.codings) {
    const std::uint32_t voice = voices.of_unit[coding.unit.value];
    if (voice != kNobody) units[coding.theme.value][voice].insert(coding.unit.value);
  }
  std::vector<LargestVoice> out(units.size());
  for (std::size_t t = 0; t < units.size(); ++t) {
    for (const auto& [voice, theirs] : units[t]) {
      out[t].of += theirs.size();
      if (theirs.size() > out[t].units) {
        out[t].units = theirs.size();
        out[t].voice = voice;
      }
    }
  }
  return out;
}

std::vector<Finding> findings(const Analysis& analysis, const Voices& voices, Language language,
                              const FindingOptions& options) {
  return Judge(analysis, voices, language, options).run();
}

std::string findings_json(const Analysis& analysis, const Voices& voices, Language language,
                          const FindingOptions& options) {
  Json out = {{"format", "rodtrad-warnings/1"}};
  out["limits"] = {{"one_voice_share", options.one_voice},
                   {"fewest_units", options.fewest_units},
                   {"uncoded_share", options.uncoded}};
  const std::uint64_t answered = analysis.totals.units - analysis.totals.empty;
  out["uncoded"] = {{"n", analysis.totals.uncoded},
                    {"of", answered},
                    {"share", rounded(share_of(analysis.totals.uncoded, answered))}};
  out["themes"] = Json::array();
  const std::vector<LargestVoice> largest = largest_voices(analysis, voices);
  const VoiceTable table = count_voices(analysis, voices);
  for (std::size_t t = 0; t < largest.size(); ++t) {
    Json theme = {{"theme", analysis.codebook->themes[t].key},
                  {"units", analysis.counts.by_theme[t].units},
                  {"voices", table.by_theme[t]},
                  {"voices_total", voices.total}};
    if (largest[t].units > 0) {
      theme["largest_voice"] = participant_name(largest[t].voice, voices, language);
      theme["largest_share"] = rounded(share_of(largest[t].units, largest[t].of));
    }
    out["themes"].push_back(std::move(theme));
  }
  out["warnings"] = Json::array();
  for (const Finding& finding : findings(analysis, voices, language, options)) {
    out["warnings"].push_back(json_of(analysis, finding));
  }
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace rodtrad::report
