#include "analyzer/report/agreement.h"

#include <algorithm>
#include <map>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/formats/html_escape.h"
#include "analyzer/report/code_labels.h"
#include "analyzer/report/plain_page.h"
#include "analyzer/report/say.h"

namespace rodtrad::report {
namespace {

using formats::escape_html;

const char* axis_key(CodeAxis axis) {
  return axis == CodeAxis::Theme ? "themes" : axis == CodeAxis::Concept ? "concepts" : "levels";
}

std::string scope_key(const AgreementRow& row) {
  if (row.scope == AgreementScope::Text) return "text";
  return std::string(axis_key(row.axis)) +
         (row.scope == AgreementScope::AllUnits ? ", all units" : ", coded units");
}

std::string measure_name(const std::string& measure, Language language) {
  const Say say(language);
  static const std::map<std::string, std::pair<const char*, const char*>> names = {
      {"percent_agreement", {"procent lika", "percent agreement"}},
      {"cohen_kappa", {"Cohens kappa", "Cohen's kappa"}},
      {"fleiss_kappa", {"Fleiss kappa", "Fleiss' kappa"}},
      {"brennan_prediger", {"Brennan–Prediger", "Brennan–Prediger"}},
      {"krippendorff_alpha", {"Krippendorffs alfa", "Krippendorff's alpha"}},
      {"krippendorff_alpha_masi",
       {"Krippendorffs alfa, MASI-avstånd", "Krippendorff's alpha, MASI"}},
      {"krippendorff_alpha_jaccard",
       {"Krippendorffs alfa, Jaccard-avstånd", "Krippendorff's alpha, Jaccard"}},
      {"gwet_ac1", {"Gwets AC1", "Gwet's AC1"}},
      {"u_alpha", {"u-alfa (gränser och tema)", "u-alpha (boundaries and theme)"}},
      {"u_alpha_binary", {"|u-alfa (markerat eller inte)", "|u-alpha (marked or not)"}},
      {"cu_alpha", {"cu-alfa (tema där båda markerat)", "cu-alpha (theme where both marked)"}},
      {"ku_alpha", {"(k)u-alfa (temat mot övriga)", "(k)u-alpha (the theme against others)"}}};
  const auto found = names.find(measure);
  return found == names.end() ? measure : say(found->second.first, found->second.second);
}

std::string note_text(const AgreementRow& row, Language language) {
  const Say say(language);
  static const std::map<std::string, std::pair<const char*, const char*>> notes = {
      {"by_units", {"medel över enheter", "mean over units"}},
      {"exact_sets", {"exakt samma mängd koder", "exactly the same set of codes"}},
      {"mean_of_pairs", {"medel över kodarparen", "mean of the pairs of coders"}},
      {"missing_judgements", {"Gwets form, bedömningar saknas", "Gwet's form, missing judgements"}},
      {"nominal", {"nominal", "nominal"}},
      {"masi", {"MASI-avstånd mellan mängder", "MASI distance between sets"}},
      {"jaccard", {"Jaccard-avstånd mellan mängder", "Jaccard distance between sets"}},
      {"unknown_length",
       {"texten räknas till sista markeringen", "text counted to the last mark"}}};
  std::vector<std::string> parts;
  if (!row.value.defined()) {
    parts.push_back(say("odefinierat: ", "undefined: ") + reason_of(row.value.reason, language));
  }
  for (const std::string_view word : split(row.note, ' ')) {
    const auto found = notes.find(std::string(word));
    if (found != notes.end()) parts.push_back(say(found->second.first, found->second.second));
  }
  return join(parts, "; ");
}

const AgreementRow* find_row(const Agreement& agreement, const std::string& measure, CodeAxis axis,
                             AgreementScope scope, const std::string& code) {
  for (const AgreementRow& row : agreement.rows) {
    if (row.measure == measure && row.axis == axis && row.scope == scope && row.code == code) {
      return &row;
    }
  }
  return nullptr;
}

std::string decimal(double value, Language language) {
  Column column;
  column.kind = ColumnKind::Decimal;
  return shown(Cell(value), column, language);
}

/// `0,72`, or `–` where there is none.
std::string value_text(const AgreementRow* row, Language language) {
  return row == nullptr || !row->value.defined() ? "–" : decimal(*row->value.value, language);
}

std::string interval_text(const AgreementRow* row, Language language) {
  if (row == nullptr || !row->interval) return "";
  const bool negative = row->interval->low < 0;
  return decimal(row->interval->low, language) +
         (language == Language::Swedish ? (negative ? " till " : "–") : " to ") +
         decimal(row->interval->high, language);
}

/// What Krippendorff's limits say of an alpha.
std::string verdict(const AgreementRow* row, Language language) {
  const Say say(language);
  if (row == nullptr || !row->value.defined()) return "";
  if (*row->value.value >= 0.800) return say("tillförlitlig (minst 0,800)", "reliable (≥ 0.800)");
  if (*row->value.value >= 0.667) {
    return say("bara försiktiga slutsatser (0,667–0,800)",
               "tentative conclusions only (0.667–0.800)");
  }
  return say("för låg att bygga på (under 0,667)", "too low to build on (below 0.667)");
}

std::string codes_text(const AgreementReport& r, CodeAxis axis, std::size_t unit,
                       std::size_t coder) {
  std::vector<std::string> labels;
  for (const std::uint32_t code : r.coded.given(axis, unit, coder)) {
    labels.push_back(code_label(r.codebook, axis, r.coded.axis(axis).codes[code]));
  }
  return join(labels, "; ");
}

/// The axes on which coders who judged the unit differ.
struct Difference {
  bool theme = false;
  bool concepts = false;
  bool level = false;
  [[nodiscard]] bool any() const { return theme || concepts || level; }
};

Difference difference(const CodedUnits& coded, std::size_t unit) {
  Difference out;
  for (std::size_t a = 0; a < coded.coders.size(); ++a) {
    for (std::size_t b = a + 1; b < coded.coders.size(); ++b) {
      if (!coded.was_judged(unit, a) || !coded.was_judged(unit, b)) continue;
      const auto differ = [&](CodeAxis axis) {
        return coded.given(axis, unit, a) != coded.given(axis, unit, b);
      };
      out.theme = out.theme || differ(CodeAxis::Theme);
      // A coder who does not work with concepts or levels has no opinion on them.
      const auto both = [&](CodeAxis axis) {
        return !coded.given(axis, unit, a).empty() && !coded.given(axis, unit, b).empty();
      };
      out.concepts = out.concepts || (both(CodeAxis::Concept) && differ(CodeAxis::Concept));
      out.level = out.level || (both(CodeAxis::Level) && differ(CodeAxis::Level));
    }
  }
  return out;
}

std::string difference_text(const Difference& d, Language language) {
  const Say say(language);
  std::vector<std::string> parts;
  if (d.theme) parts.push_back(say("tema", "theme"));
  if (d.concepts) parts.push_back(say("begrepp", "concept"));
  if (d.level) parts.push_back(say("nivå", "level"));
  return join(parts, ", ");
}

/// What one coder said of a unit, in one cell.
std::string opinion(const AgreementReport& r, std::size_t unit, std::size_t coder,
                    Language language) {
  const Say say(language);
  if (!r.coded.was_judged(unit, coder)) return say("(inte bedömd)", "(not judged)");
  const std::string themes = codes_text(r, CodeAxis::Theme, unit, coder);
  if (themes.empty()) return say("(ingen kod)", "(no code)");
  std::string out = themes;
  if (const std::string c = codes_text(r, CodeAxis::Concept, unit, coder); !c.empty()) {
    out += " – " + c;
  }
  if (const std::string l = codes_text(r, CodeAxis::Level, unit, coder); !l.empty()) {
    out += " [" + l + "]";
  }
  return out;
}

std::size_t judged_by_two(const CodedUnits& coded) {
  std::size_t n = 0;
  for (std::size_t u = 0; u < coded.units.size(); ++u) {
    std::size_t judges = 0;
    for (std::size_t c = 0; c < coded.coders.size(); ++c)
      judges += coded.was_judged(u, c) ? 1U : 0U;
    n += judges >= 2 ? 1U : 0U;
  }
  return n;
}

std::vector<std::string> all_labels(const AgreementReport& r, CodeAxis axis) {
  std::vector<std::string> out;
  for (const std::string& code : r.coded.axis(axis).codes) {
    out.push_back(code_label(r.codebook, axis, code));
  }
  return out;
}

std::string basis_text(const AgreementReport& r, Language language) {
  const Say say(language);
  const std::size_t pairs = judged_by_two(r.coded);
  std::string out =
      say("Enheter i materialet: ", "Units in the material: ") + grouped(r.coded.units.size()) +
      say(", bedömda av minst två: ", ", judged by at least two: ") + grouped(pairs) + ".";
  if (!r.coded.knows_uncoded) {
    out += say(" Okodad text är inte känd: ingen av källorna är en resultatmapp.",
               " Uncoded text is not known: none of the sources is a results folder.");
  }
  return out;
}

std::string interval_note(const Agreement& a, Language language) {
  const Say say(language);
  if (a.resamples == 0) return say("Intervall är inte räknade.", "Intervals were not computed.");
  const std::string rounds = grouped(a.resamples);
  const std::string what =
      a.by_documents ? say("hela dokument", "whole documents") : say("enheter", "units");
  std::string out = say("Intervallen är 95 % ur ", "Intervals are 95 % of ") + rounds +
                    say(" omdragningar av ", " bootstrap draws of ") + what +
                    say(" (frö ", " (seed ") + std::to_string(a.seed) + ").";
  if (!a.by_documents) {
    out +=
        say(" Enheter ur samma dokument är inte oberoende, så de verkliga intervallen är bredare.",
            " Units of one document are not independent, so the true intervals are wider.");
  }
  return out;
}

std::string overview_title(CodeAxis axis, AgreementScope scope, Language language) {
  const Say say(language);
  if (axis == CodeAxis::Level) {
    // Who gave no level is missing, so there are fewer units than those that somebody coded.
    return say("Nivåer, enheter där minst två satt en nivå",
               "Levels, units given a level by at least two");
  }
  return (axis == CodeAxis::Theme ? say("Teman", "Themes") : say("Begrepp", "Concepts")) +
         (scope == AgreementScope::AllUnits
              ? say(", alla enheter", ", all units")
              : say(", enheter som någon kodat", ", units that somebody coded"));
}

std::size_t coders_on(const AgreementReport& r, CodeAxis axis, AgreementScope scope) {
  const AgreementRow* row = find_row(r.agreement, "cohen_kappa", axis, scope, "");
  return row == nullptr ? 0 : row->coders;
}

/// Which kappa it is; with more than two coders it is a mean that the pairs may lie far from.
std::string kappa_note(std::size_t coders, Language language) {
  const Say say(language);
  if (coders < 3) return "";
  return say("Kappa är medelvärdet av Cohens kappa för de ",
             "Kappa is the mean of Cohen's kappa of ") +
         std::to_string(coders * (coders - 1) / 2) +
         say(" paren av kodare (", " pairs of coders (") + std::to_string(coders) +
         say(" kodare).", " coders).");
}

/// Coders who never gave a concept or level are not counted as finding that none fits.
std::string coders_note(const AgreementReport& r, CodeAxis axis, std::size_t coders,
                        Language language) {
  const Say say(language);
  if (coders == 0 || coders == r.coded.coders.size()) return "";
  const std::string of =
      std::to_string(coders) + say(" av ", " of ") + std::to_string(r.coded.coders.size());
  return axis == CodeAxis::Concept
             ? of + say(" kodare har kodat begrepp.", " coders have coded concepts.")
             : of + say(" kodare har satt nivåer.", " coders have given levels.");
}

/// Every pair of coders by itself; empty where there is only one pair.
Table pairs_table(const AgreementReport& r, CodeAxis axis, AgreementScope scope,
                  Language language) {
  const Say say(language);
  Table table;
  table.name = std::string("pairs-") + axis_key(axis) +
               (scope == AgreementScope::CodedUnits ? "-coded" : "");
  table.title = overview_title(axis, scope, language) +
                say(": kodarna två och två", ": the coders two by two");
  table.columns = {
      {.name = "coders", .label = say("Kodare", "Coders")},
      {.name = "n", .label = "n", .kind = ColumnKind::Integer},
      {.name = "percent", .label = say("Lika", "Equal"), .kind = ColumnKind::Share, .decimals = 0},
      {.name = "kappa",
       .label = say("Cohens kappa", "Cohen's kappa"),
       .kind = ColumnKind::Decimal}};
  const auto value = [](const Statistic& s) { return s.defined() ? Cell(*s.value) : Cell("–"); };
  for (const PairAgreement& pair : r.agreement.pairs) {
    if (pair.axis != axis || pair.scope != scope) continue;
    table.rows.push_back({r.coded.coders[pair.first] + " – " + r.coded.coders[pair.second],
                          static_cast<std::int64_t>(pair.n), value(pair.percent),
                          value(pair.kappa)});
  }
  return table;
}

/// One line a code: the measures side by side, for people.
Table overview(const AgreementReport& r, CodeAxis axis, AgreementScope scope, Language language) {
  const Say say(language);
  Table table;
  table.name = std::string("overview-") + axis_key(axis) +
               (scope == AgreementScope::CodedUnits ? "-coded" : "");
  table.title = overview_title(axis, scope, language);
  const std::size_t coders = coders_on(r, axis, scope);
  table.columns = {
      {.name = "code", .label = say("Kod", "Code")},
      {.name = "n", .label = "n", .kind = ColumnKind::Integer},
      {.name = "percent", .label = say("Lika", "Equal"), .kind = ColumnKind::Share, .decimals = 0},
      {.name = "kappa",
       .label = coders > 2 ? say("Kappa, medel av paren", "Kappa, mean of pairs")
                           : say("Cohens kappa", "Cohen's kappa"),
       .kind = ColumnKind::Decimal},
      {.name = "ac1", .label = "AC1", .kind = ColumnKind::Decimal},
      {.name = "alpha", .label = say("Alfa", "Alpha"), .kind = ColumnKind::Decimal},
      {.name = "interval", .label = say("95 % för alfa", "95 % of alpha")},
      {.name = "verdict", .label = say("Alfa räcker till", "Alpha allows")}};
  std::vector<std::string> codes = {""};
  for (const std::string& code : r.coded.axis(axis).codes) codes.push_back(code);
  for (const std::string& code : codes) {
    const auto find = [&](const char* measure) {
      return find_row(r.agreement, measure, axis, scope, code);
    };
    const AgreementRow* alpha = find("krippendorff_alpha");
    if (alpha == nullptr) continue;
    const auto cell = [&](const AgreementRow* row) {
      return row != nullptr && row->value.defined() ? Cell(*row->value.value) : Cell("–");
    };
    table.rows.push_back(
        {code.empty() ? Cell(say("Alla tillsammans", "All together"))
                      : Cell(code_label(r.codebook, axis, code)),
         static_cast<std::int64_t>(alpha->n), cell(find("percent_agreement")),
         cell(find("cohen_kappa")), cell(find("gwet_ac1")), cell(alpha),
         interval_text(alpha, language),
         alpha->value.defined() ? verdict(alpha, language) : note_text(*alpha, language)});
  }
  for (std::string note : {coders_note(r, axis, coders, language), kappa_note(coders, language)}) {
    if (!note.empty()) table.notes.push_back(std::move(note));
  }
  return table;
}

std::string text_section(const AgreementReport& r, Language language) {
  const Say say(language);
  Table table;
  table.name = "text";
  table.title = say("Markerad text, tecken för tecken", "Marked text, character by character");
  table.columns = {{.name = "measure", .label = say("Mått", "Measure")},
                   {.name = "code", .label = say("Tema", "Theme")},
                   {.name = "value", .label = say("Värde", "Value"), .kind = ColumnKind::Decimal},
                   {.name = "note", .label = say("Anmärkning", "Note")}};
  for (const AgreementRow& row : r.agreement.rows) {
    if (row.scope != AgreementScope::Text) continue;
    table.rows.push_back(
        {measure_name(row.measure, language),
         row.code.empty() ? say("alla", "all") : code_label(r.codebook, CodeAxis::Theme, row.code),
         row.value.defined() ? Cell(*row.value.value) : Cell("–"), note_text(row, language)});
  }
  return table.rows.empty() ? ""
                            : "<div class=\"wide\">" + table_html(table, language) + "</div>\n";
}

}  // namespace

Table agreement_table(const AgreementReport& report, Language language) {
  const Say say(language);
  Table table;
  table.name = "agreement";
  table.title = say("Samstämmighet", "Agreement");
  table.columns = {
      {.name = "measure", .label = say("Mått", "Measure")},
      {.name = "scope", .label = say("Omfattning", "Scope")},
      {.name = "code", .label = say("Kod", "Code")},
      {.name = "value", .label = say("Värde", "Value"), .kind = ColumnKind::Decimal, .decimals = 6},
      {.name = "low", .label = say("Från", "Low"), .kind = ColumnKind::Decimal, .decimals = 6},
      {.name = "high", .label = say("Till", "High"), .kind = ColumnKind::Decimal, .decimals = 6},
      {.name = "n", .label = "n", .kind = ColumnKind::Integer},
      {.name = "coders", .label = say("Kodare", "Coders"), .kind = ColumnKind::Integer},
      {.name = "note", .label = say("Anmärkning", "Note")}};
  for (const AgreementRow& row : report.agreement.rows) {
    const auto end = [&row](double Interval::*side) {
      return row.interval ? Cell((*row.interval).*side) : Cell();
    };
    table.rows.push_back({row.measure, scope_key(row), row.code,
                          row.value.value ? Cell(*row.value.value) : Cell(), end(&Interval::low),
                          end(&Interval::high), static_cast<std::int64_t>(row.n),
                          static_cast<std::int64_t>(row.coders), note_text(row, language)});
  }
  table.notes.push_back(interval_note(report.agreement, language));
  return table;
}

Table disagreements_table(const AgreementReport& r, Language language) {
  const Say say(language);
  Table table;
  table.name = "disagreements";
  table.title = say("Ställen där kodarna skiljer sig", "Places where coders differ");
  table.columns = {{.name = "document", .label = say("Dokument", "Document")},
                   {.name = "start", .label = say("Börjar", "Start"), .kind = ColumnKind::Integer},
                   {.name = "end", .label = say("Slutar", "End"), .kind = ColumnKind::Integer},
                   {.name = "text", .label = "Text", .width = 60},
                   {.name = "differs_in", .label = say("Skiljer i", "Differs in")}};
  for (const std::string& coder : r.coded.coders) {
    table.columns.push_back({.name = "coder_" + coder, .label = coder, .width = 32});
  }
  table.columns.push_back({.name = "agreed_theme",
                           .label = say("Vi enades om tema", "We agreed on theme"),
                           .width = 24,
                           .choices = all_labels(r, CodeAxis::Theme)});
  table.columns.push_back({.name = "agreed_level",
                           .label = say("Vi enades om nivå", "We agreed on level"),
                           .width = 18,
                           .choices = all_labels(r, CodeAxis::Level)});
  table.columns.push_back({.name = "comment", .label = say("Kommentar", "Comment"), .width = 30});
  for (std::size_t u = 0; u < r.coded.units.size(); ++u) {
    const Difference d = difference(r.coded, u);
    if (!d.any()) continue;
    const PlacedUnit& unit = r.coded.units[u];
    std::vector<Cell> row = {unit.document, static_cast<std::int64_t>(unit.begin),
                             static_cast<std::int64_t>(unit.end), unit.text,
                             difference_text(d, language)};
    for (std::size_t c = 0; c < r.coded.coders.size(); ++c) {
      row.emplace_back(opinion(r, u, c, language));
    }
    row.resize(table.columns.size());
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::string agreement_html(const AgreementReport& r, Language language) {
  const Say say(language);
  std::string body = "<p>" + escape_html(basis_text(r, language)) + " " +
                     escape_html(interval_note(r.agreement, language)) + "</p>\n";
  body +=
      "<p>" +
      escape_html(say(
          "Kappa och alfa drar bort den likhet som slumpen ger. När nästan alla enheter är okodade "
          "blir procenttalet högt av sig självt och kappa lågt; läs då AC1 bredvid. Krippendorffs "
          "gränser: under 0,667 bygger man inga slutsatser, från 0,800 är kodningen tillförlitlig.",
          "Kappa and alpha subtract the agreement that chance gives. Where almost all units are "
          "uncoded the percentage is high by itself and kappa low; read AC1 beside it. "
          "Krippendorff's limits: below 0.667 no conclusions, from 0.800 the coding is "
          "reliable.")) +
      "</p>\n";
  const auto add = [&](CodeAxis axis, AgreementScope scope) {
    for (const Table& table :
         {overview(r, axis, scope, language), pairs_table(r, axis, scope, language)}) {
      if (table.rows.empty()) continue;
      body += "<div class=\"wide\">" + table_html(table, language) + "</div>\n";
    }
  };
  body += "<h2>" + say("Hur lika kodarna bedömer", "How alike the coders judge") + "</h2>\n";
  add(CodeAxis::Theme, AgreementScope::AllUnits);
  add(CodeAxis::Theme, AgreementScope::CodedUnits);
  add(CodeAxis::Level, AgreementScope::CodedUnits);
  add(CodeAxis::Concept,
      r.coded.knows_uncoded ? AgreementScope::AllUnits : AgreementScope::CodedUnits);
  body += text_section(r, language);
  const Table differences = disagreements_table(r, language);
  body += "<h2>" + say("Ställen att tala om", "Places to talk about") + " (" +
          grouped(differences.rows.size()) + ")</h2>\n";
  for (std::size_t u = 0; u < r.coded.units.size(); ++u) {
    const Difference d = difference(r.coded, u);
    if (!d.any()) continue;
    const PlacedUnit& unit = r.coded.units[u];
    body += "<article><h3>" + escape_html(unit.document) + ", " + say("tecken ", "characters ") +
            std::to_string(unit.begin) + "–" + std::to_string(unit.end) + " <span class=\"tag\">" +
            escape_html(difference_text(d, language)) +
            "</span></h3>\n<blockquote class=\"quote\">" + escape_html(unit.text) +
            "</blockquote>\n<ul>\n";
    for (std::size_t c = 0; c < r.coded.coders.size(); ++c) {
      body += "<li><b>" + escape_html(r.coded.coders[c]) + ":</b> " +
              escape_html(opinion(r, u, c, language)) + "</li>\n";
    }
    body += "</ul></article>\n";
  }
  return plain_page({.title = say("Samstämmighet", "Agreement"),
                     .subtitle = join(r.coded.coders, " · "),
                     .body = body},
                    language);
}

std::string agreement_text(const AgreementReport& r, Language language) {
  const Say say(language);
  const AgreementScope scope =
      r.coded.knows_uncoded ? AgreementScope::AllUnits : AgreementScope::CodedUnits;
  std::string out = say("Samstämmighet: ", "Agreement: ") +
                    without_controls(join(r.coded.coders, ", ")) + "\n" + basis_text(r, language) +
                    "\n\n";
  const auto cell = [](std::string text, std::size_t width) {
    const std::size_t length = utf8::count(text);
    if (length > width) text = std::string(utf8::prefix(text, width - 1)) + "…";
    return text + std::string(width - std::min(width, length), ' ');
  };
  const auto right = [](const std::string& text, std::size_t width) {
    return std::string(width - std::min(width, utf8::count(text)), ' ') + text;
  };
  const auto block = [&](CodeAxis axis, AgreementScope block_scope) {
    const Table table = overview(r, axis, block_scope, language);
    if (table.rows.empty()) return;
    out += cell(table.title, 44) + right("n", 7) + right(say("lika", "equal"), 8) +
           right("kappa", 8) + right("AC1", 8) + right(say("alfa", "alpha"), 8) + "  95 %\n";
    for (const auto& row : table.rows) {
      out += "  " + cell(without_controls(shown(row[0], table.columns[0], language)), 42);
      out += right(shown(row[1], table.columns[1], language), 7);
      for (std::size_t c = 2; c < 6; ++c) {
        out += right(shown(row[c], table.columns[c], language), 8);
      }
      out += "  " + shown(row[6], table.columns[6], language) + "\n";
    }
    for (const std::string& note : table.notes) out += "  " + note + "\n";
    out += "\n";
  };
  block(CodeAxis::Theme, scope);
  if (r.coded.knows_uncoded) block(CodeAxis::Theme, AgreementScope::CodedUnits);
  block(CodeAxis::Level, AgreementScope::CodedUnits);
  for (const AgreementRow& row : r.agreement.rows) {
    if (row.scope != AgreementScope::Text || !row.code.empty()) continue;
    out += measure_name(row.measure, language) + ": " +
           (row.value.defined() ? value_text(&row, language) : note_text(row, language)) + "\n";
  }
  out += interval_note(r.agreement, language) + "\n";
  return out;
}

}  // namespace rodtrad::report
