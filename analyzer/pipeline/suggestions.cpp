#include "analyzer/pipeline/suggestions.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "analyzer/base/strings.h"
#include "analyzer/formats/json_io.h"
#include "analyzer/formats/json_writer.h"
#include "analyzer/matching/levels.h"
#include "analyzer/matching/matcher.h"
#include "analyzer/pipeline/analyze.h"
#include "analyzer/pipeline/learned_model.h"
#include "analyzer/stats/counts.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::pipeline {
namespace {

constexpr double kAhead = 0.7;          ///< log-odds: about two to one
constexpr std::size_t kWordsShown = 6;  ///< of each proposal
constexpr std::size_t kWordsPerTheme = 15;

std::string text_at(const nlohmann::json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

ThemeId theme_named(const Codebook& codebook, std::string_view name) {
  const std::string wanted = text::folded_label(name);
  for (std::size_t i = 0; i < codebook.themes.size(); ++i) {
    const Theme& theme = codebook.themes[i];
    if (text::folded_label(theme.key) == wanted || text::folded_label(theme.label) == wanted) {
      return ThemeId(i);
    }
  }
  return {};
}

/// The lessons as material: one document and unit each, coded by the same rules.
Result<Analysis> coded_lessons(const std::vector<Lesson>& lessons,
                               const CompiledCodebook& codebook) {
  Request request;
  Input input{.name = "lessons.jsonl", .key = "lessons"};
  for (const Lesson& lesson : lessons) {
    formats::JsonWriter json(input.bytes);
    json.begin_object().key("text").string(lesson.text).end_object();
    input.bytes += '\n';
  }
  request.inputs.push_back(std::move(input));
  request.unit = UnitKind::Document;
  return analyze(request, codebook);
}

/// Themes and concepts that the rules found in each unit, as features.
std::vector<std::vector<std::string>> rule_features(const Analysis& analysis) {
  std::vector<std::vector<std::string>> out(analysis.units.size());
  for (const Coding& coding : analysis.codings) {
    std::string name = "#" + at(analysis.codebook->themes, coding.theme).key;
    if (coding.concept_id.valid()) {
      name += "/" + at(analysis.codebook->concepts, coding.concept_id).key;
    }
    out[coding.unit.value].push_back(std::move(name));
  }
  return out;
}

std::vector<std::vector<std::string>> features_of(const Analysis& analysis, FeatureReader& reader) {
  std::vector<std::vector<std::string>> out = rule_features(analysis);
  for (std::size_t u = 0; u < analysis.units.size(); ++u) {
    const Unit& unit = analysis.units[u];
    if (unit.empty_answer) continue;
    const auto words = reader.features(slice(analysis.document_of(unit).text, unit.span));
    out[u].insert(out[u].end(), words.begin(), words.end());
    std::sort(out[u].begin(), out[u].end());
    out[u].erase(std::unique(out[u].begin(), out[u].end()), out[u].end());
  }
  return out;
}

/// Position of the greatest score among the allowed, and how far it is ahead of the next.
struct Best {
  std::size_t label = 0;
  double ahead = 0;
};

Best best_of(const std::vector<double>& scores, const std::vector<std::size_t>& allowed) {
  std::vector<std::size_t> order = allowed;
  std::stable_sort(order.begin(), order.end(),
                   [&scores](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
  return {order[0], order.size() > 1 ? scores[order[0]] - scores[order[1]] : 0};
}

std::vector<std::size_t> first_numbers(std::size_t count) {
  std::vector<std::size_t> out(count);
  for (std::size_t i = 0; i < count; ++i) out[i] = i;
  return out;
}

/// What the rules made of one unit.
struct RuleView {
  std::set<std::size_t> themes{};
  bool level_open = true;  ///< no coding has found a level in the text
};

std::vector<RuleView> rule_views(const Analysis& analysis) {
  std::vector<RuleView> out(analysis.units.size());
  for (const Coding& coding : analysis.codings) {
    RuleView& view = out[coding.unit.value];
    view.themes.insert(coding.theme.value);
    if (coding.level_basis != LevelBasis::Default && coding.level_basis != LevelBasis::None) {
      view.level_open = false;
    }
  }
  return out;
}

class Suggester {
 public:
  Suggester(const Analysis& analysis, std::vector<LearnedItem> themes,
            std::vector<LearnedItem> levels)
      : analysis_(analysis),
        themes_(themes, analysis.codebook->themes.size()),
        levels_(levels, analysis.codebook->levels.size()),
        knows_levels_(!levels.empty() && !analysis.codebook->levels.empty()) {}

  void propose(std::size_t u, const std::vector<std::string>& features, const RuleView& rules,
               std::vector<Suggestion>& out) const {
    if (analysis_.units[u].empty_answer || features.empty()) return;
    if (rules.themes.empty()) {
      theme(u, features, first_numbers(analysis_.codebook->themes.size()),
            Suggestion::Because::Silent, out);
    } else if (rules.themes.size() > 1) {
      theme(u, features, {rules.themes.begin(), rules.themes.end()}, Suggestion::Because::Competing,
            out);
    }
    if (knows_levels_ && rules.level_open && !rules.themes.empty()) level(u, features, out);
  }

  /// Words that set a theme apart and that no rule of the codebook found in the lessons.
  [[nodiscard]] std::vector<SuggestedWord> words(const std::set<std::string>& known) const {
    std::vector<SuggestedWord> out;
    for (std::size_t t = 0; t < analysis_.codebook->themes.size(); ++t) {
      std::vector<SuggestedWord> best;
      for (const auto& [feature, count] : themes_.counts()) {
        if (feature.starts_with('#') || count.by_label[t] < 2 || known.contains(feature)) continue;
        const double weight = themes_.weight(count, t);
        if (weight <= 0) continue;
        best.push_back(
            {ThemeId(t), feature, weight, count.by_label[t], count.all - count.by_label[t]});
      }
      std::stable_sort(
          best.begin(), best.end(),
          [](const SuggestedWord& a, const SuggestedWord& b) { return a.weight > b.weight; });
      if (best.size() > kWordsPerTheme) best.resize(kWordsPerTheme);
      out.insert(out.end(), best.begin(), best.end());
    }
    return out;
  }

 private:
  void theme(std::size_t u, const std::vector<std::string>& features,
             const std::vector<std::size_t>& allowed, Suggestion::Because because,
             std::vector<Suggestion>& out) const {
    const Best best = best_of(themes_.scores(features), allowed);
    std::vector<CarryingWord> words = themes_.carrying(features, best.label, kWordsShown);
    if (best.ahead < kAhead || words.empty()) return;
    out.push_back({because, UnitId(u), ThemeId(best.label), {}, best.ahead, std::move(words)});
  }

  void level(std::size_t u, const std::vector<std::string>& features,
             std::vector<Suggestion>& out) const {
    const Best best =
        best_of(levels_.scores(features), first_numbers(analysis_.codebook->levels.size()));
    std::vector<CarryingWord> words = levels_.carrying(features, best.label, kWordsShown);
    if (best.ahead < kAhead || words.empty()) return;
    if (LevelId(best.label) == analysis_.codebook->default_level()) return;
    out.push_back({Suggestion::Because::LevelOpen,
                   UnitId(u),
                   {},
                   LevelId(best.label),
                   best.ahead,
                   std::move(words)});
  }

  const Analysis& analysis_;
  LearnedModel themes_;
  LearnedModel levels_;
  bool knows_levels_;
};

/// Words that rules already find, as features: no need to propose them again.
std::set<std::string> known_words(const Analysis& lessons, FeatureReader& reader) {
  std::set<std::string> out;
  for (const Coding& coding : lessons.codings) {
    const Document& document = lessons.document_of(lessons.unit_of(coding));
    for (const Evidence& evidence : coding.evidence) {
      for (std::string& feature : reader.features(slice(document.text, evidence.span))) {
        out.insert(std::move(feature));
      }
    }
  }
  return out;
}

/// The lessons, unless there are none; themes that the codebook lacks are told.
Result<std::vector<Lesson>> told(std::vector<Lesson> out, const std::set<std::string>& unknown,
                                 const std::string& file, Diagnostics& remarks) {
  for (const std::string& name : unknown) {
    remarks.warning("learn-unknown-theme", "the theme \"" + name + "\" is not in the codebook",
                    {.path = file}, "its passages are left out");
  }
  if (out.empty()) {
    return failure("learn-nothing", "no line holds a text with a theme of the codebook",
                   {.path = file}, "each line needs \"text\" and \"theme\"");
  }
  return out;
}

}  // namespace

Result<std::vector<Lesson>> lessons_from(std::string_view jsonl, const std::string& file,
                                         const Codebook& codebook, Diagnostics& remarks) {
  std::vector<Lesson> out;
  std::set<std::string> unknown;
  std::size_t number = 0;
  for (const std::string_view line : split(jsonl, '\n')) {
    ++number;
    if (trim(line).empty()) continue;
    auto object = formats::parse_json(line, file, number);
    if (!object) return std::move(object).failure();
    const std::string origin = text_at(object.value(), "origin");
    if (origin == "rule" || origin == "suggestion" || origin == "heading") continue;
    const std::string name = text_at(object.value(), "theme");
    Lesson lesson{text_at(object.value(), "text"), theme_named(codebook, name), {}};
    lesson.level = matching::level_named(codebook, text_at(object.value(), "level"));
    if (trim(lesson.text).empty() || name.empty()) continue;
    if (!lesson.theme.valid()) {
      unknown.insert(name);
    } else {
      out.push_back(std::move(lesson));
    }
  }
  return told(std::move(out), unknown, file, remarks);
}

Result<std::vector<Lesson>> lessons_from(const std::vector<JudgementRow>& rows,
                                         const std::string& file, const Codebook& codebook,
                                         Diagnostics& remarks) {
  std::vector<Lesson> out;
  std::set<std::string> unknown;
  for (const JudgementRow& row : rows) {
    if (!row.judged || trim(row.text).empty()) continue;
    for (const std::string& name : row.themes) {
      Lesson lesson{row.text, theme_named(codebook, name),
                    matching::level_named(codebook, row.level)};
      if (lesson.theme.valid()) {
        out.push_back(std::move(lesson));
      } else {
        unknown.insert(name);
      }
    }
  }
  return told(std::move(out), unknown, file, remarks);
}

std::vector<Lesson> lessons_of(const Codebook& codebook) {
  std::vector<Lesson> out;
  const auto add = [&out](const std::string& text, ThemeId theme) {
    if (!trim(text).empty()) out.push_back({text, theme, {}});
  };
  for (std::size_t t = 0; t < codebook.themes.size(); ++t) {
    add(codebook.themes[t].label + ". " + codebook.themes[t].definition, ThemeId(t));
  }
  for (const Concept& entry : codebook.concepts) {
    add(entry.label + ". " + entry.definition + " " + entry.include, entry.theme);
    for (const Example& example : entry.examples) add(example.text, entry.theme);
  }
  return out;
}

Result<Suggestions> suggest(const Analysis& analysis, const CompiledCodebook& codebook,
                            const std::vector<Lesson>& lessons) {
  auto coded = coded_lessons(lessons, codebook);
  if (!coded) return std::move(coded).failure();
  const Analysis& learned = coded.value();
  FeatureReader reader(codebook.resources);
  const auto lesson_features = features_of(learned, reader);
  std::vector<LearnedItem> themes;
  std::vector<LearnedItem> levels;
  for (std::size_t u = 0; u < learned.units.size(); ++u) {
    const Lesson& lesson = lessons.at(learned.units[u].document.value);
    themes.push_back({lesson_features[u], lesson.theme.value});
    if (lesson.level.valid()) levels.push_back({lesson_features[u], lesson.level.value});
  }
  const Suggester suggester(analysis, std::move(themes), std::move(levels));
  Suggestions out;
  out.learned_from = lessons.size();
  const auto features = features_of(analysis, reader);
  const auto rules = rule_views(analysis);
  for (std::size_t u = 0; u < analysis.units.size(); ++u) {
    suggester.propose(u, features[u], rules[u], out.suggestions);
  }
  out.words = suggester.words(known_words(learned, reader));
  return out;
}

void count_suggestions(const Suggestions& suggestions, Analysis& analysis) {
  for (const Suggestion& suggestion : suggestions.suggestions) {
    if (suggestion.because != Suggestion::Because::Silent) continue;
    const Unit& unit = analysis.units[suggestion.unit.value];
    Coding coding;
    coding.unit = suggestion.unit;
    coding.theme = suggestion.theme;
    coding.origin = Origin::Suggestion;
    coding.coder = "suggestions";
    coding.context = unit.span;
    coding.level = analysis.codebook->default_level();
    coding.level_basis = coding.level.valid() ? LevelBasis::Default : LevelBasis::None;
    coding.key =
        matching::coding_key(analysis.document_of(unit).key, unit.span,
                             at(analysis.codebook->themes, coding.theme).key, "", coding.coder);
    analysis.codings.push_back(std::move(coding));
  }
  std::stable_sort(analysis.codings.begin(), analysis.codings.end(),
                   [](const Coding& a, const Coding& b) { return a.unit < b.unit; });
  stats::recount(analysis);
}

}  // namespace rodtrad::pipeline
