#include <algorithm>
#include <cmath>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/report/evaluation.h"
#include "analyzer/report/fields.h"
#include "analyzer/report/say.h"

namespace rodtrad::report {
namespace {

/// The text of the unit before or after in the same document, empty at its ends.
std::string neighbour(const Analysis& analysis, std::size_t unit, int step) {
  const std::size_t other = unit + static_cast<std::size_t>(step);
  if (other >= analysis.units.size()) return {};
  const Unit& there = analysis.units[other];
  if (there.document != analysis.units[unit].document) return {};
  return std::string(slice(analysis.document_of(there).text, there.span));
}

template <class List>
std::vector<std::string> labels_of(const List& list) {
  std::vector<std::string> out;
  for (const auto& entry : list) out.push_back(entry.label);
  return out;
}

/// Half of a 95 % interval of a share of 0.5, the widest there is: 1.96 sqrt(0.25 / n).
std::int64_t reach_in_percent(double n) { return std::llround(98.0 / std::sqrt(n)); }

}  // namespace

Table sample_table(const Analysis& analysis, const DrawnSample& sample, Language language) {
  const Say say(language);
  Table table;
  table.name = "sample";
  table.title = say("Urval att bedöma", "Sample to judge");
  std::vector<std::string> themes = labels_of(analysis.codebook->themes);
  themes.emplace_back("–");
  const std::vector<std::string> levels = labels_of(analysis.codebook->levels);
  table.columns = {{.name = "nr", .label = "Nr", .kind = ColumnKind::Integer},
                   {.name = "document", .label = say("Dokument", "Document"), .width = 18},
                   {.name = "start", .label = say("Börjar", "Start"), .kind = ColumnKind::Integer},
                   {.name = "end", .label = say("Slutar", "End"), .kind = ColumnKind::Integer},
                   {.name = "speaker", .label = say("Person", "Speaker"), .width = 14},
                   {.name = "before", .label = say("Före", "Before"), .width = 34},
                   {.name = "text", .label = "Text", .width = 60},
                   {.name = "after", .label = say("Efter", "After"), .width = 34},
                   {.name = "your_theme",
                    .label = say("Ditt tema", "Your theme"),
                    .width = 26,
                    .choices = themes},
                   {.name = "your_theme_2",
                    .label = say("Ditt andra tema", "Your second theme"),
                    .width = 26,
                    .choices = themes},
                   {.name = "your_level",
                    .label = say("Din nivå", "Your level"),
                    .width = 18,
                    .choices = levels},
                   {.name = "your_name", .label = say("Ditt namn", "Your name"), .width = 12},
                   {.name = "comment", .label = say("Kommentar", "Comment"), .width = 30}};
  DocumentOffsets offsets(analysis);
  std::int64_t nr = 0;
  for (const std::uint32_t u : sample.units) {
    const Unit& unit = analysis.units[u];
    const Document& document = analysis.document_of(unit);
    const CodePointSpan place = offsets.of(unit.document).code_points(unit.span);
    std::vector<Cell> row = {++nr,
                             document.key,
                             static_cast<std::int64_t>(place.begin),
                             static_cast<std::int64_t>(place.end),
                             speaker_of(analysis, unit),
                             neighbour(analysis, u, -1),
                             std::string(slice(document.text, unit.span)),
                             neighbour(analysis, u, 1)};
    row.resize(table.columns.size());
    table.rows.push_back(std::move(row));
  }
  table.notes = {
      say("Fyll i Ditt tema på varje rad du bedömer. Skriv – (ett streck) när inget tema passar. "
          "En "
          "rad där Ditt tema är tomt räknas som inte bedömd.",
          "Fill in Your theme on each row you judge. Write – (a dash) when no theme fits. A row "
          "without Your theme counts as not judged."),
      say("Vad reglerna säger syns inte här, för att inte påverka dig.",
          "What the rules say is not shown here, so that it does not sway you.")};
  return table;
}

std::string sample_text(const Analysis& analysis, const DrawnSample& sample, Language language) {
  const Say say(language);
  const Codebook& book = *analysis.codebook;
  const auto cell = [](std::string text, std::size_t width) {
    if (utf8::count(text) > width) text = std::string(utf8::prefix(text, width - 1)) + "…";
    return text + std::string(width - std::min(width, utf8::count(text)), ' ');
  };
  const auto right = [](const std::string& text, std::size_t width) {
    return std::string(width - std::min(width, utf8::count(text)), ' ') + text;
  };
  std::string out = grouped(sample.units.size()) +
                    say(" enheter dragna (frö ", " units drawn (seed ") +
                    std::to_string(sample.seed) + ")\n\n  " + cell(say("tema", "theme"), 34) +
                    cell(say("nivå", "level"), 22) + right(say("finns", "there"), 7) +
                    right(say("dragna", "drawn"), 8) + "\n";
  for (const DrawnSample::Stratum& stratum : sample.strata) {
    const std::string theme =
        stratum.theme.valid() ? at(book.themes, stratum.theme).label : say("(okodat)", "(uncoded)");
    const std::string level = stratum.level.valid() ? at(book.levels, stratum.level).label : "";
    out += "  " + cell(without_controls(theme), 34) + cell(without_controls(level), 22) +
           right(grouped(stratum.units), 7) + right(grouped(stratum.drawn), 8) + "\n";
  }
  out += say("\nSå säkert blir ett procenttal (95 %, när det ligger runt hälften):\n",
             "\nHow sure a percentage gets (95 %, when it is about a half):\n");
  std::vector<std::size_t> sizes = {50, 100, 200, 400, sample.units.size()};
  std::sort(sizes.begin(), sizes.end());
  sizes.erase(std::unique(sizes.begin(), sizes.end()), sizes.end());
  for (const std::size_t n : sizes) {
    if (n == 0) continue;
    out += "  " + right(grouped(n), 5) + say(" bedömda: ± ", " judged: ± ") +
           std::to_string(reach_in_percent(static_cast<double>(n))) +
           say(" procentenheter", " percentage points") +
           (n == sample.units.size() ? say("  (detta urval)", "  (this sample)") : "") + "\n";
  }
  return out;
}

}  // namespace rodtrad::report
