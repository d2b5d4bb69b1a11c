#include "analyzer/report/evaluation.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/formats/html_escape.h"
#include "analyzer/formats/json_writer.h"
#include "analyzer/report/code_labels.h"
#include "analyzer/report/plain_page.h"
#include "analyzer/report/say.h"

namespace rodtrad::report {
namespace {

using formats::escape_html;

Cell cell(const Statistic& s) { return s.value ? Cell(*s.value) : Cell(); }
Cell low(const std::optional<Interval>& i) { return i ? Cell(i->low) : Cell(); }
Cell high(const std::optional<Interval>& i) { return i ? Cell(i->high) : Cell(); }

Column decimal_column(std::string name, std::string label, int decimals = 6) {
  return {.name = std::move(name),
          .label = std::move(label),
          .kind = ColumnKind::Decimal,
          .decimals = decimals};
}
Column integer_column(std::string name, std::string label) {
  return {.name = std::move(name), .label = std::move(label), .kind = ColumnKind::Integer};
}

std::string number(double value, Language language, int decimals = 2) {
  return shown(Cell(value), decimal_column("", "", decimals), language);
}

std::string few_text(Language language) { return Say(language)("för få", "too few"); }

bool too_few(const Statistic& value, double cases) {
  return value.defined() && cases < kFewestCases;
}

std::string value_text(const Statistic& s, double cases, const std::optional<Interval>& interval,
                       Language language) {
  if (!s.defined()) return "–";
  std::string out = number(*s.value, language);
  if (too_few(s, cases)) return out + " (" + few_text(language) + ")";
  if (interval) {
    out += " (" + number(interval->low, language) + Say(language)(" till ", " to ") +
           number(interval->high, language) + ")";
  }
  return out;
}

std::string figure_text(const CodeScore& score, CodeScore::Figure f, Language language) {
  return value_text(score.figures[f], score.cases[f], score.intervals[f], language);
}

Cell cases_cell(double n) { return static_cast<std::int64_t>(std::llround(n)); }

std::string axis_name(CodeAxis axis, Language language) {
  const Say say(language);
  return axis == CodeAxis::Theme     ? say("tema", "theme")
         : axis == CodeAxis::Concept ? say("begrepp", "concept")
                                     : say("nivå", "level");
}

struct Named {
  const char* sv;
  const char* en;
};

Named measure_name(const std::string& name) {
  static const std::map<std::string, Named> names = {
      {"coverage", {"Andel enheter där reglerna hittar ett tema", "Units with a theme by rules"}},
      {"themes_per_unit", {"Teman per enhet enligt reglerna", "Themes a unit by rules"}},
      {"theme_top1",
       {"Reglernas första tema är ditt tema (eller ingen har något)",
        "First theme is the person's (or neither has one)"}},
      {"theme_top1_of_covered",
       {"… bland enheter där reglerna har tema", "… of units where the rules have a theme"}},
      {"theme_any_hit",
       {"Ditt tema finns bland reglernas (eller ingen har något)",
        "Person's theme is among the rules' (or neither has one)"}},
      {"theme_micro_precision", {"Precision, alla teman", "Precision, all themes"}},
      {"theme_micro_recall", {"Täckning, alla teman", "Recall, all themes"}},
      {"theme_micro_f1", {"F1, alla teman", "F1, all themes"}},
      {"theme_macro_precision", {"Precision, medel över teman", "Precision, mean of themes"}},
      {"theme_macro_recall", {"Täckning, medel över teman", "Recall, mean of themes"}},
      {"theme_macro_f1", {"F1, medel över teman", "F1, mean of themes"}},
      {"theme_kappa", {"Kappa, första tema", "Kappa, first theme"}},
      {"theme_alpha", {"Alfa, första tema", "Alpha, first theme"}},
      {"level_coverage",
       {"Andel enheter med nivå enligt reglerna, den förvalda inräknad",
        "Units with a level by rules, the default included"}},
      {"level_accuracy",
       {"Nivån är rätt (utan tema gäller den förvalda)",
        "Level is right (without a theme the default holds)"}},
      {"level_accuracy_of_covered", {"… bland enheter med nivå", "… of units with a level"}},
      {"level_kappa", {"Kappa, nivå", "Kappa, level"}},
      {"level_alpha", {"Alfa, nivå", "Alpha, level"}},
      {"cell_accuracy", {"Både tema och nivå är rätt", "Theme and level both right"}}};
  const auto found = names.find(name);
  return found == names.end() ? Named{name.c_str(), name.c_str()} : found->second;
}

bool contains(const std::vector<std::string>& list, const std::string& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

std::string hits_text(const JudgedUnit& unit, const std::string& theme, Language language) {
  const Say say(language);
  std::vector<std::string> parts;
  std::set<std::string> seen;
  for (const RuleReason& reason : unit.reasons) {
    if (reason.theme != theme || !seen.insert(reason.indicator).second) continue;
    parts.push_back("”" + reason.indicator + "”" + say(" träffade ", " hit ") + "”" + reason.found +
                    "”");
    if (parts.size() == 3) break;
  }
  if (parts.empty()) return say("temat kommer från en rubrik", "the theme comes from a heading");
  return say("indikatorn ", "indicator ") + join(parts, "; ");
}

std::string miss_text(const JudgedUnit& unit, Language language) {
  const Say say(language);
  if (unit.rule_themes.empty()) {
    return say("ingen indikator för något tema finns i enheten",
               "no indicator of any theme is in the unit");
  }
  return say("ingen indikator för temat finns i enheten",
             "no indicator of the theme is in the unit");
}

std::string level_text(const JudgedUnit& unit, Language language) {
  const Say say(language);
  const std::string words = unit.level_words.empty() ? "" : " ”" + unit.level_words + "”";
  switch (unit.level_basis) {
    case LevelBasis::Heading:
      return say("nivån kommer från rubriken", "the level comes from the heading") + words;
    case LevelBasis::Cue:
      return say("nivån kommer från ledtråden", "the level comes from the cue") + words;
    case LevelBasis::Context:
      return say("nivån kommer från en ledtråd i samma stycke",
                 "the level comes from a cue in the same paragraph") +
             words;
    case LevelBasis::Attribute:
      return say("nivån kommer från uppgiften", "the level comes from the attribute") + words;
    case LevelBasis::Person:
      return say("nivån är satt av en person", "the level was set by a person");
    case LevelBasis::Default:
    case LevelBasis::None:
      break;
  }
  return say("ingen ledtråd om nivå finns; kodbokens förvalda nivå gäller",
             "there is no cue for a level; the codebook's default holds");
}

/// One thing on which rules and person differ.
struct Miss {
  const JudgedUnit* unit = nullptr;
  const char* kind = "";  ///< miss, false_hit, level
  CodeAxis axis = CodeAxis::Theme;
  std::string code;  ///< the code missed or wrongly given
  std::string person;
  std::string rules;
  std::string why;
};

std::string labels(const EvaluationReport& r, CodeAxis axis, const std::vector<std::string>& keys) {
  std::vector<std::string> out;
  for (const std::string& key : keys) out.push_back(code_label(&r.codebook, axis, key));
  return join(out, "; ");
}

std::vector<Miss> misses_of(const EvaluationReport& r, Language language) {
  std::vector<Miss> out;
  for (const JudgedUnit& unit : r.units) {
    const std::string person = labels(r, CodeAxis::Theme, unit.themes);
    const std::string rules = labels(r, CodeAxis::Theme, unit.rule_themes);
    for (const std::string& theme : unit.themes) {
      if (contains(unit.rule_themes, theme)) continue;
      out.push_back(
          {&unit, "miss", CodeAxis::Theme, theme, person, rules, miss_text(unit, language)});
    }
    for (const std::string& theme : unit.rule_themes) {
      if (contains(unit.themes, theme)) continue;
      out.push_back({&unit, "false_hit", CodeAxis::Theme, theme, person, rules,
                     hits_text(unit, theme, language)});
    }
    if (!unit.level.empty() && unit.level != unit.rule_level) {
      out.push_back({&unit, "level", CodeAxis::Level, unit.level,
                     code_label(&r.codebook, CodeAxis::Level, unit.level),
                     code_label(&r.codebook, CodeAxis::Level, unit.rule_level),
                     level_text(unit, language)});
    }
  }
  return out;
}

std::string kind_name(const std::string& kind, Language language) {
  const Say say(language);
  if (kind == "miss") return say("missad", "missed");
  if (kind == "false_hit") return say("felaktig träff", "false hit");
  return say("annan nivå", "other level");
}

std::string basis(const Evaluation& e, Language language) {
  const Say say(language);
  std::string out = grouped(e.units) + say(" bedömda enheter.", " judged units.");
  if (e.resamples > 0) {
    out += say(" Intervallen är 95 % ur ", " Intervals are 95 % of ") + grouped(e.resamples) +
           say(" omdragningar av ", " bootstrap draws of ") +
           (e.by_groups ? say("hela dokument", "whole documents") : say("enheter", "units")) +
           say(" (frö ", " (seed ") + std::to_string(e.seed) + ").";
  }
  if (e.weighted) {
    out += say(
        " Urvalet är skiktat; talen är viktade så att de gäller hela materialet.",
        " The sample is stratified; figures are weighted so that they hold for all the material.");
  }
  return out;
}

Table codes_for_people(const EvaluationReport& r, CodeAxis axis, Language language) {
  const Say say(language);
  Table table;
  table.name = axis == CodeAxis::Theme     ? "themes"
               : axis == CodeAxis::Concept ? "concepts"
                                           : "levels";
  table.title = axis == CodeAxis::Theme     ? say("Per tema", "By theme")
                : axis == CodeAxis::Concept ? say("Per begrepp", "By concept")
                                            : say("Per nivå", "By level");
  table.columns = {{.name = "code", .label = say("Kod", "Code")},
                   integer_column("n", say("Du", "Person")),
                   integer_column("predicted", say("Reglerna", "Rules")),
                   integer_column("hits", say("Båda", "Both")),
                   {.name = "precision", .label = "Precision (95 %)"},
                   {.name = "recall", .label = say("Täckning (95 %)", "Recall (95 %)")},
                   decimal_column("f1", "F1", 2),
                   {.name = "kappa", .label = "Kappa (95 %)"}};
  for (const CodeScore& s : r.evaluation.codes) {
    if (s.axis != axis) continue;
    table.rows.push_back(
        {code_label(&r.codebook, axis, s.code), static_cast<std::int64_t>(std::llround(s.n)),
         static_cast<std::int64_t>(std::llround(s.predicted)),
         static_cast<std::int64_t>(std::llround(s.hits)),
         figure_text(s, CodeScore::Precision, language),
         figure_text(s, CodeScore::Recall, language),
         s.figures[CodeScore::F1].defined() ? cell(s.figures[CodeScore::F1]) : Cell("–"),
         figure_text(s, CodeScore::Kappa, language)});
  }
  return table;
}

std::string confusion_html(const EvaluationReport& r, CodeAxis axis, Language language) {
  const Say say(language);
  const Confusion& c = axis == CodeAxis::Theme ? r.evaluation.themes : r.evaluation.levels;
  const auto name = [&](const std::string& key) {
    return key.empty() ? say("(ingen)", "(none)") : code_label(&r.codebook, axis, key);
  };
  Table table;
  table.name = axis == CodeAxis::Theme ? "confusion-themes" : "confusion-levels";
  table.title =
      say("Rader: du. Kolumner: reglernas ", "Rows: person. Columns: the rules' ") +
      (axis == CodeAxis::Theme ? say("första tema", "first theme") : say("nivå", "level"));
  table.columns.push_back({.name = "person", .label = ""});
  for (const std::string& column : c.columns) {
    table.columns.push_back(integer_column(column, name(column)));
  }
  for (std::size_t row = 0; row < c.rows.size(); ++row) {
    std::vector<Cell> cells = {name(c.rows[row])};
    for (const double n : c.cells[row])
      cells.emplace_back(static_cast<std::int64_t>(std::llround(n)));
    table.rows.push_back(std::move(cells));
  }
  return "<div class=\"wide\">" + table_html(table, language) + "</div>\n";
}

std::string padded(std::string text, std::size_t width) {
  if (utf8::count(text) > width) text = std::string(utf8::prefix(text, width - 1)) + "…";
  return text + std::string(width - std::min(width, utf8::count(text)), ' ');
}

std::string pushed_right(const std::string& text, std::size_t width) {
  return std::string(width - std::min(width, utf8::count(text)), ' ') + text;
}

std::string note_of(const EvaluationMeasure& m, Language language) {
  if (too_few(m.value, m.cases)) return few_text(language);
  if (m.value.defined()) return "";
  return Say(language)("odefinierat: ", "undefined: ") + reason_of(m.value.reason, language);
}

}  // namespace

Table evaluation_table(const EvaluationReport& r, Language language) {
  const Say say(language);
  Table table;
  table.name = "evaluation";
  table.title = say("Reglerna mot en person", "The rules against a person");
  table.columns = {{.name = "code", .label = say("Kod", "Code")},
                   integer_column("n", "n"),
                   integer_column("predicted", say("Enligt reglerna", "By rules"))};
  const std::vector<std::string> figures = {"precision", "recall", "f1", "kappa", "alpha"};
  for (const std::string& figure : figures) table.columns.push_back(decimal_column(figure, figure));
  for (const std::string& figure : figures) {
    table.columns.push_back(decimal_column(figure + "_low", figure + say(" från", " low")));
    table.columns.push_back(decimal_column(figure + "_high", figure + say(" till", " high")));
  }
  table.columns.push_back({.name = "axis", .label = say("Slag", "Kind")});
  table.columns.push_back({.name = "label", .label = say("Etikett", "Label")});
  table.columns.push_back({.name = "note", .label = say("Anmärkning", "Note")});
  for (const CodeScore& s : r.evaluation.codes) {
    std::vector<Cell> row = {s.code, static_cast<std::int64_t>(std::llround(s.n)),
                             static_cast<std::int64_t>(std::llround(s.predicted))};
    std::vector<std::string> notes;
    std::vector<std::string> few;
    for (std::size_t f = 0; f < figures.size(); ++f) {
      row.push_back(cell(s.figures[f]));
      if (!s.figures[f].defined()) {
        notes.push_back(figures[f] + say(" odefinierad: ", " undefined: ") +
                        reason_of(s.figures[f].reason, language));
      } else if (too_few(s.figures[f], s.cases[f])) {
        few.push_back(figures[f]);
      }
    }
    if (!few.empty()) notes.push_back(few_text(language) + ": " + join(few, ", "));
    for (std::size_t f = 0; f < figures.size(); ++f) {
      row.push_back(low(s.intervals[f]));
      row.push_back(high(s.intervals[f]));
    }
    row.emplace_back(s.axis == CodeAxis::Theme     ? "theme"
                     : s.axis == CodeAxis::Concept ? "concept"
                                                   : "level");
    row.emplace_back(code_label(&r.codebook, s.axis, s.code));
    row.emplace_back(join(notes, "; "));
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table measures_table(const EvaluationReport& r, Language language) {
  const Say say(language);
  Table table;
  table.name = "measures";
  table.title = say("Hela materialet", "The whole material");
  table.columns = {{.name = "measure", .label = say("Mått", "Measure")},
                   decimal_column("value", say("Värde", "Value")),
                   decimal_column("low", say("Från", "Low")),
                   decimal_column("high", say("Till", "High")),
                   integer_column("n", "n"),
                   {.name = "label", .label = say("Betyder", "Means")},
                   {.name = "note", .label = say("Anmärkning", "Note")}};
  for (const EvaluationMeasure& m : r.evaluation.measures) {
    const Named name = measure_name(m.name);
    table.rows.push_back({m.name, cell(m.value), low(m.interval), high(m.interval), cases_cell(m.n),
                          say(name.sv, name.en), note_of(m, language)});
  }
  return table;
}

Table confusion_table(const EvaluationReport& r, Language language) {
  const Say say(language);
  Table table;
  table.name = "confusion";
  table.title = say("Förväxlingar", "Confusion");
  table.columns = {{.name = "axis", .label = say("Slag", "Kind")},
                   {.name = "person", .label = say("Personen", "Person")},
                   {.name = "rules", .label = say("Reglerna", "Rules")},
                   integer_column("units", say("Enheter", "Units"))};
  const auto add = [&](const Confusion& c, const char* axis) {
    for (std::size_t row = 0; row < c.rows.size(); ++row) {
      for (std::size_t column = 0; column < c.columns.size(); ++column) {
        if (c.cells[row][column] <= 0) continue;
        table.rows.push_back({axis, c.rows[row], c.columns[column],
                              static_cast<std::int64_t>(std::llround(c.cells[row][column]))});
      }
    }
  };
  add(r.evaluation.themes, "theme");
  add(r.evaluation.levels, "level");
  return table;
}

Table misses_table(const EvaluationReport& r, Language language) {
  const Say say(language);
  Table table;
  table.name = "misses";
  table.title = say("Där reglerna och personen skiljer sig", "Where rules and person differ");
  table.columns = {{.name = "kind", .label = say("Slag", "Kind")},
                   {.name = "code", .label = say("Kod", "Code")},
                   {.name = "person", .label = say("Personen", "Person")},
                   {.name = "rules", .label = say("Reglerna", "Rules")},
                   {.name = "why", .label = say("Förklaring", "Explanation"), .width = 50},
                   {.name = "id", .label = "Id"},
                   {.name = "document", .label = say("Dokument", "Document")},
                   integer_column("start", say("Börjar", "Start")),
                   integer_column("end", say("Slutar", "End")),
                   {.name = "text", .label = "Text", .width = 60}};
  for (const Miss& miss : misses_of(r, language)) {
    const bool placed = miss.unit->end > 0;
    table.rows.push_back(
        {miss.kind, miss.code, miss.person, miss.rules, miss.why, miss.unit->id,
         miss.unit->document, placed ? Cell(static_cast<std::int64_t>(miss.unit->begin)) : Cell(),
         placed ? Cell(static_cast<std::int64_t>(miss.unit->end)) : Cell(), miss.unit->text});
  }
  return table;
}

std::string predictions_jsonl(const EvaluationReport& r) {
  std::string out;
  for (const JudgedUnit& unit : r.units) {
    formats::JsonWriter json(out);
    json.begin_object().key("id").string(unit.id).key("themes").begin_array();
    for (const std::string& theme : unit.rule_themes) {
      json.string(code_label(&r.codebook, CodeAxis::Theme, theme));
    }
    json.end_array().key("level");
    if (unit.rule_level.empty()) {
      json.null();
    } else {
      json.string(code_label(&r.codebook, CodeAxis::Level, unit.rule_level));
    }
    json.end_object();
    out += '\n';
  }
  return out;
}

std::string evaluation_html(const EvaluationReport& r, Language language) {
  const Say say(language);
  std::string body = "<p>" + escape_html(basis(r.evaluation, language)) + "</p>\n";
  Table measures;
  measures.name = "measures";
  measures.title = say("Värde med 95 % intervall", "Value with its 95 % interval");
  measures.columns = {{.name = "label", .label = say("Mått", "Measure")},
                      {.name = "value", .label = say("Värde (95 %)", "Value (95 %)")},
                      integer_column("n", "n")};
  for (const EvaluationMeasure& m : r.evaluation.measures) {
    const Named name = measure_name(m.name);
    measures.rows.push_back({say(name.sv, name.en),
                             m.value.defined() ? value_text(m.value, m.cases, m.interval, language)
                                               : note_of(m, language),
                             cases_cell(m.n)});
  }
  measures.notes.push_back(say(
      "n är det som värdet är räknat på: enheter; för alla teman tillsammans koder (för F1 dina "
      "och reglernas), för medel över teman antalet teman.",
      "n is what the value was computed from: units; for all themes together codes (for F1 the "
      "person's and the rules'), for means over themes the number of themes."));
  measures.notes.push_back(
      say("För få: färre än fem fall, så inget intervall anges. Utan intervall är också värden som "
          "blir desamma i varje omdragning.",
          "Too few: fewer than five cases, so no interval is given. Nor is there one where every "
          "draw gives the same value."));
  const auto wide = [&](const Table& table) {
    return table.rows.empty() ? ""
                              : "<div class=\"wide\">" + table_html(table, language) + "</div>\n";
  };
  body += "<h2>" + say("I korthet", "In brief") + "</h2>\n" + wide(measures);
  body += "<p class=\"note\">" +
          escape_html(
              say("Precision: hur stor del av reglernas träffar du håller med om. Täckning: hur "
                  "stor del av dina koder som reglerna också hittar.",
                  "Precision: the share of the rules' hits that the person agrees with. Recall: "
                  "the share of the person's codes that the rules find too.")) +
          "</p>\n";
  for (const CodeAxis axis : {CodeAxis::Theme, CodeAxis::Level, CodeAxis::Concept}) {
    body += wide(codes_for_people(r, axis, language));
  }
  body += "<h2>" + say("Vad som förväxlas", "What is confused") + "</h2>\n" +
          confusion_html(r, CodeAxis::Theme, language) +
          confusion_html(r, CodeAxis::Level, language);
  const std::vector<Miss> misses = misses_of(r, language);
  body += "<h2>" +
          say("Varje skillnad, med text och förklaring", "Every difference, with its text") + " (" +
          grouped(misses.size()) + ")</h2>\n";
  const JudgedUnit* last = nullptr;
  for (const Miss& miss : misses) {
    if (miss.unit != last) {
      if (last != nullptr) body += "</ul>\n";
      body += "<blockquote class=\"quote\">" + escape_html(miss.unit->text) +
              "</blockquote>\n<p class=\"src\">" + escape_html(miss.unit->id) + "</p>\n<ul>\n";
      last = miss.unit;
    }
    const std::string what = miss.axis == CodeAxis::Level
                                 ? miss.person + say(" enligt dig, ", " by the person, ") +
                                       miss.rules + say(" enligt reglerna", " by the rules")
                                 : code_label(&r.codebook, miss.axis, miss.code);
    body += "<li><span class=\"tag\">" + escape_html(kind_name(miss.kind, language)) +
            "</span> <b>" + escape_html(what) + "</b>: " + escape_html(miss.why) + "</li>\n";
  }
  if (last != nullptr) body += "</ul>\n";
  return plain_page(
      {.title = say("Reglerna mot en människas kodning", "The rules against a person"),
       .subtitle = r.codebook.title,
       .body = body},
      language);
}

std::string evaluation_text(const EvaluationReport& r, Language language) {
  const Say say(language);
  std::string out = basis(r.evaluation, language) + "\n\n";
  for (const EvaluationMeasure& m : r.evaluation.measures) {
    const Named name = measure_name(m.name);
    out += "  " + padded(say(name.sv, name.en), 46) + "n = " + padded(number(m.n, language, 0), 6) +
           value_text(m.value, m.cases, m.interval, language) + "\n";
  }
  for (const CodeAxis axis : {CodeAxis::Theme, CodeAxis::Level}) {
    out += "\n  " + padded(axis_name(axis, language), 34) + pushed_right(say("du", "person"), 7) +
           pushed_right(say("regler", "rules"), 8) + pushed_right(say("båda", "both"), 6) +
           pushed_right("precision", 11) + pushed_right(say("täckning", "recall"), 10) +
           pushed_right("kappa", 8) + "\n";
    for (const CodeScore& s : r.evaluation.codes) {
      if (s.axis != axis) continue;
      const auto figure = [&](CodeScore::Figure f) {
        return s.figures[f].defined() ? number(*s.figures[f].value, language) : std::string("–");
      };
      // Weighted counts, rounded as in the tables.
      const auto whole = [&](double n) { return number(std::round(n), language, 0); };
      out += "  " + padded(without_controls(code_label(&r.codebook, axis, s.code)), 34) +
             pushed_right(whole(s.n), 7) + pushed_right(whole(s.predicted), 8) +
             pushed_right(whole(s.hits), 6) + pushed_right(figure(CodeScore::Precision), 11) +
             pushed_right(figure(CodeScore::Recall), 10) +
             pushed_right(figure(CodeScore::Kappa), 8) + "\n";
    }
  }
  return out;
}

}  // namespace rodtrad::report
