#include "analyzer/report/suggestions_report.h"

#include <cmath>
#include <set>

#include "analyzer/base/strings.h"
#include "analyzer/formats/json_writer.h"
#include "analyzer/report/fields.h"

namespace rodtrad::report {
namespace {

std::string_view because_name(Suggestion::Because because) {
  switch (because) {
    case Suggestion::Because::Silent:
      return "silent";
    case Suggestion::Because::Competing:
      return "competing";
    case Suggestion::Because::LevelOpen:
      return "level";
  }
  return {};
}

std::int64_t hundredths(double value) { return value > 0 ? std::lround(100 * value) : 0; }

std::string words_text(const Suggestion& suggestion) {
  std::vector<std::string> out;
  for (const CarryingWord& word : suggestion.words) out.push_back(word.word);
  return join(out, ", ");
}

/// The themes that the rules gave the unit, by label.
std::string rule_themes(const Analysis& analysis, const std::vector<std::uint32_t>& codings) {
  std::vector<std::string> out;
  std::set<ThemeId> seen;
  for (const std::uint32_t c : codings) {
    const Coding& coding = analysis.codings[c];
    if (coding.origin == Origin::Suggestion || !seen.insert(coding.theme).second) continue;
    out.push_back(at(analysis.codebook->themes, coding.theme).label);
  }
  return join(out, "; ");
}

std::string theme_label(const Analysis& analysis, ThemeId theme) {
  return theme.valid() ? at(analysis.codebook->themes, theme).label : std::string();
}

}  // namespace

Table suggestions_table(const Suggestions& suggestions, const Analysis& analysis,
                        Language language) {
  const bool swedish = language == Language::Swedish;
  Table table;
  table.name = "suggestions";
  table.title = swedish ? "Förslag att ta ställning till" : "Suggestions to decide on";
  table.columns = {{"document", swedish ? "Dokument" : "Document"},
                   {"start", swedish ? "Start" : "Start", ColumnKind::Integer},
                   {"end", swedish ? "Slut" : "End", ColumnKind::Integer},
                   {"because", swedish ? "Skäl" : "Because"},
                   {"theme", swedish ? "Tema (id)" : "Theme (id)"},
                   {"theme_label", swedish ? "Tema" : "Theme"},
                   {"level", swedish ? "Nivå (id)" : "Level (id)"},
                   {"level_label", swedish ? "Nivå" : "Level"},
                   {"strength", swedish ? "Styrka" : "Strength", ColumnKind::Decimal},
                   {"words", swedish ? "Ord som bär förslaget" : "Words that carry it"},
                   {"rule_themes", swedish ? "Reglernas teman" : "Themes of the rules"},
                   {"text", swedish ? "Text" : "Text"},
                   {"decision", swedish ? "Beslut (ja/nej)" : "Decision (yes/no)"},
                   {"coder", swedish ? "Beslutat av" : "Decided by"}};
  const auto codings = codings_by_unit(analysis);
  DocumentOffsets offsets(analysis);
  for (const Suggestion& suggestion : suggestions.suggestions) {
    const Unit& unit = analysis.units[suggestion.unit.value];
    const Document& document = analysis.document_of(unit);
    const CodePointSpan where = offsets.of(unit.document).code_points(unit.span);
    const bool level = suggestion.level.valid();
    table.rows.push_back(
        {document.key, where.begin, where.end, because_name(suggestion.because),
         suggestion.theme.valid() ? at(analysis.codebook->themes, suggestion.theme).key
                                  : std::string(),
         theme_label(analysis, suggestion.theme),
         level ? at(analysis.codebook->levels, suggestion.level).key : std::string(),
         level ? at(analysis.codebook->levels, suggestion.level).label : std::string(),
         suggestion.strength, words_text(suggestion),
         rule_themes(analysis, codings[suggestion.unit.value]), slice(document.text, unit.span),
         Cell(), Cell()});
  }
  return table;
}

Table suggested_words_table(const Suggestions& suggestions, const Analysis& analysis,
                            Language language) {
  const bool swedish = language == Language::Swedish;
  Table table;
  table.name = "suggested-words";
  table.title = swedish ? "Ord att pröva som indikatorer" : "Words to try as indicators";
  table.columns = {
      {"theme", swedish ? "Tema (id)" : "Theme (id)"},
      {"theme_label", swedish ? "Tema" : "Theme"},
      {"word", swedish ? "Ord" : "Word"},
      {"weight", swedish ? "Vikt" : "Weight", ColumnKind::Decimal},
      {"passages", swedish ? "Stycken i temat" : "Passages of the theme", ColumnKind::Integer},
      {"others", swedish ? "I andra teman" : "Of other themes", ColumnKind::Integer}};
  for (const SuggestedWord& word : suggestions.words) {
    table.rows.push_back({at(analysis.codebook->themes, word.theme).key,
                          theme_label(analysis, word.theme), word.word, word.weight, word.items,
                          word.others});
  }
  return table;
}

std::string suggestions_jsonl(const Suggestions& suggestions, const Analysis& analysis) {
  std::string out;
  DocumentOffsets offsets(analysis);
  for (const Suggestion& suggestion : suggestions.suggestions) {
    const Unit& unit = analysis.units[suggestion.unit.value];
    const Document& document = analysis.document_of(unit);
    const CodePointSpan where = offsets.of(unit.document).code_points(unit.span);
    formats::JsonWriter json(out);
    json.begin_object().key("document").string(document.key);
    json.key("start").number(where.begin).key("end").number(where.end);
    json.key("text").string(slice(document.text, unit.span));
    json.key("origin").string("suggestion");
    json.key("because").string(because_name(suggestion.because));
    json.key("theme");
    if (suggestion.theme.valid()) {
      json.string(at(analysis.codebook->themes, suggestion.theme).key);
    } else {
      json.null();
    }
    json.key("level");
    if (suggestion.level.valid()) {
      json.string(at(analysis.codebook->levels, suggestion.level).key);
    } else {
      json.null();
    }
    json.key("strength").number(hundredths(suggestion.strength));
    json.key("words").begin_array();
    for (const CarryingWord& word : suggestion.words) {
      json.begin_object().key("word").string(word.word);
      json.key("weight").number(hundredths(word.weight)).end_object();
    }
    json.end_array().end_object();
    out += '\n';
  }
  return out;
}

}  // namespace rodtrad::report
