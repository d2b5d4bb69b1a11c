#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "analyzer/base/strings.h"
#include "analyzer/formats/html_escape.h"
#include "analyzer/report/compare_report.h"
#include "analyzer/report/fields.h"
#include "analyzer/report/html_figures.h"
#include "analyzer/report/html_page.h"
#include "analyzer/report/voices.h"

namespace rodtrad::report {
namespace {

using formats::escape_html;

constexpr std::size_t kExcerptsShown = 100;  // of one cell; all stand in codings.csv
constexpr std::size_t kBarGroups = 8;        // with more groups the bars tell nothing
constexpr std::size_t kPairsShown = 15;
constexpr std::string_view kCss =
    ".bar{display:grid;grid-template-columns:minmax(6rem,13rem) 1fr 4.5rem;gap:.1rem .6rem;"
    "align-items:center;margin:.15rem 0;font-size:.9rem}"
    ".bar svg{width:100%;height:.9rem}.bar rect{fill:var(--c)}.bar .r{text-align:right}"
    ".arcs{max-width:100%;height:auto;border:1px solid var(--line)}"
    ".heat th{min-width:5rem;overflow-wrap:break-word}.heat td{padding:.4rem .5rem}"
    ".heat td a{padding:0}.one{background:#255d93;color:#fff}"
    "@media print{.wide{overflow:visible}.wide table{font-size:8pt}.heat td{white-space:normal}}\n";

/// One heat map: rows x columns, each cell with words, a colour step and where it leads.
struct HeatMap {
  struct Cell {
    std::string words{};
    int step = 0;
    std::string link{};
  };
  std::string caption{};
  std::string corner{};
  std::vector<std::string> rows{};
  std::vector<std::string> columns{};
  std::vector<Cell> cells{};  ///< row by row
};

/// The longer side goes down the page.
HeatMap standing(HeatMap map) {
  if (map.columns.size() <= map.rows.size() || map.columns.size() <= 6) return map;
  HeatMap out{map.caption, map.corner, map.columns, map.rows, {}};
  for (std::size_t c = 0; c < map.columns.size(); ++c) {
    for (std::size_t r = 0; r < map.rows.size(); ++r) {
      out.cells.push_back(std::move(map.cells[r * map.columns.size() + c]));
    }
  }
  return out;
}

std::string to_html(const HeatMap& map) {
  std::string out = "<div class=\"wide\"><table class=\"heat\"><caption>" +
                    escape_html(map.caption) + "</caption>\n<thead><tr><th scope=\"col\">" +
                    escape_html(map.corner) + "</th>";
  for (const std::string& column : map.columns) {
    out += "<th scope=\"col\">" + escape_html(column) + "</th>";
  }
  out += "</tr></thead>\n<tbody>\n";
  for (std::size_t r = 0; r < map.rows.size(); ++r) {
    out += "<tr><th scope=\"row\">" + escape_html(map.rows[r]) + "</th>";
    for (std::size_t c = 0; c < map.columns.size(); ++c) {
      const HeatMap::Cell& cell = map.cells[r * map.columns.size() + c];
      out += "<td class=\"h" + std::to_string(cell.step) + "\">";
      out += cell.link.empty()
                 ? escape_html(cell.words)
                 : "<a href=\"#" + cell.link + "\">" + escape_html(cell.words) + "</a>";
      out += "</td>";
    }
    out += "</tr>\n";
  }
  return out + "</tbody></table></div>\n";
}

std::string decimals(double value, Language l) {
  const auto hundredths = static_cast<int>(std::lround(value * 100));
  return std::to_string(hundredths / 100) + say(l, ",", ".") + (hundredths % 100 < 10 ? "0" : "") +
         std::to_string(hundredths % 100);
}

std::string cell_id(std::size_t theme, std::size_t group) {
  return "u" + std::to_string(theme) + "-" + std::to_string(group);
}

class ComparePage : HtmlBody {
 public:
  ComparePage(const Analysis& analysis, const Comparison& comparison, Language language)
      : a_(analysis), c_(comparison), l_(language), p_(phrases(language)) {}

  std::string run() {
    HtmlPage page;
    page.title = std::string(say(l_, "Jämförelse: ", "Comparison: ")) +
                 join(c_.crosstab.grouping.attributes, ", ");
    page.subtitle = (a_.title.empty() ? a_.codebook->title : a_.title) + " · " +
                    a_.codebook->title +
                    (a_.codebook->version.empty() ? "" : " " + a_.codebook->version);
    page.css = css();
    page.contents = {{"grupper", say(l_, "Grupperna", "The groups")},
                     {"teman", say(l_, "Tema och grupp", "Themes by group")},
                     {"ord", say(l_, "Andel av orden", "Share of the words")},
                     {"nivaer", say(l_, "Nivåer", "Levels")}};
    if (c_.own_level)
      page.contents.push_back({"kub", say(l_, "Talad och egen nivå", "Spoken and own level")});
    for (const auto& [id, words] :
         {std::pair{"samforekomst", say(l_, "Samförekomst", "Co-occurrence")},
          {"provningar", say(l_, "Skiljer sig grupperna åt?", "Do the groups differ?")},
          {"respondenter", say(l_, "Vem talar om vad", "Who speaks of what")},
          {"utdrag", say(l_, "Utdragen", "The excerpts")}}) {
      page.contents.emplace_back(id, words);
    }
    groups();
    themes_by_group();
    shares();
    levels();
    if (c_.own_level) cube();
    cooccurrence();
    tests();
    respondents();
    excerpts();
    page.body = std::move(out_);
    return html_page(page, l_);
  }

 private:
  [[nodiscard]] std::string css() const {
    std::string out(kCss);
    for (std::size_t t = 0; t < a_.codebook->themes.size(); ++t) {
      const std::string& color = a_.codebook->themes[t].color;
      if (!color.empty()) out += ".t" + std::to_string(t) + "{--c:" + color + "}\n";
    }
    return out;
  }

  [[nodiscard]] const char* who() const { return respondents_name(c_.respondents.kind, l_); }

  [[nodiscard]] std::vector<std::string> theme_labels() const {
    std::vector<std::string> out;
    for (const Theme& theme : a_.codebook->themes) out.push_back(theme.label);
    return out;
  }

  /// Name of a group with its size; small groups are marked.
  [[nodiscard]] std::string group_head(const Crosstab& table, std::size_t group) const {
    const std::uint32_t size = table.totals[group].respondents;
    return group_label(table.grouping, group, l_) + " (" + std::to_string(size) + ")" +
           (size < kSmallCell ? "†" : "");
  }

  // --- the groups ------------------------------------------------------------------------------

  void groups() {
    section("grupper", say(l_, "Grupperna", "The groups"));
    paragraph(
        say(l_,
            "Det här har grupperna sagt, kodat eller inte. Jämför andelar, inte antal: den som "
            "talat mer får fler enheter.",
            "This is what the groups said, coded or not. Compare shares, not counts: who spoke "
            "more has more units."));
    out_ += "<div class=\"wide\"><table><thead><tr><th scope=\"col\">";
    text(join(c_.crosstab.grouping.attributes, " / "));
    out_ += "</th>";
    for (const char* column : {who(), p_.documents, p_.cell_units, p_.words}) {
      out_ += "<th scope=\"col\" class=\"r\">" + escape_html(column) + "</th>";
    }
    out_ += "</tr></thead><tbody>\n";
    for (std::size_t g = 0; g < c_.crosstab.totals.size(); ++g) {
      const GroupTotals& n = c_.crosstab.totals[g];
      out_ += "<tr><th scope=\"row\">" + escape_html(group_label(c_.crosstab.grouping, g, l_)) +
              (n.respondents < kSmallCell ? "†" : "") + "</th>";
      for (const std::uint64_t value :
           {std::uint64_t{n.respondents}, n.documents, n.units, n.words}) {
        out_ += "<td class=\"r\">" + grouped(value) + "</td>";
      }
      out_ += "</tr>\n";
    }
    out_ += "</tbody></table></div>\n";
    paragraph(
        std::string("† ") + say(l_, "färre än fem i gruppen: läs utdragen, räkna inte på dem.",
                                "fewer than five in the group: read the excerpts, do not "
                                "compute with them."),
        "note");
    out_ += "</section>\n";
  }

  // --- theme x group ---------------------------------------------------------------------------

  [[nodiscard]] HeatMap group_map(const Crosstab& table, bool links) const {
    HeatMap map;
    map.caption =
        join(table.grouping.attributes, " / ") + ": " +
        filled(say(l_, "enheter (%1 som talar om temat av gruppens). Färgen visar andelen %1.",
                   "units (%1 who speak of the theme of the group's). The colour shows the "
                   "share of %1."),
               {who()});
    map.corner = p_.theme;
    map.rows = theme_labels();
    for (std::size_t g = 0; g < table.totals.size(); ++g)
      map.columns.push_back(group_head(table, g));
    for (const CrosstabCell& cell : table.margins) {
      if (cell.concept_id.valid()) continue;
      const std::uint32_t all = table.totals[cell.group].respondents;
      const std::uint64_t units = cell.counts.units;
      HeatMap::Cell shown;
      shown.words = std::to_string(units) + (units > 0 && units < kSmallCell ? "*" : "") + " (" +
                    std::to_string(cell.respondents) + "/" + std::to_string(all) + ")";
      shown.step =
          heat_step(std::uint64_t{cell.respondents} * cell.respondents, std::uint64_t{all} * all);
      if (links && units > 0) shown.link = cell_id(cell.theme.value, cell.group);
      map.cells.push_back(std::move(shown));
    }
    return standing(std::move(map));
  }

  void themes_by_group() {
    section("teman", say(l_, "Tema och grupp", "Themes by group"));
    for (const Crosstab& one : c_.by_attribute) out_ += to_html(group_map(one, false));
    out_ += to_html(group_map(c_.crosstab, true));
    paragraph(std::string(p_.small_cell_note) + " † " +
                  say(l_, "Gruppen är mindre än fem.", "The group is smaller than five."),
              "note");
    out_ += "</section>\n";
  }

  // --- share of words --------------------------------------------------------------------------

  void bars(const Crosstab& table) {
    double largest = 0;
    for (const CrosstabCell& cell : table.margins) {
      if (!cell.concept_id.valid()) largest = std::max(largest, table.share(cell).value_or(0));
    }
    for (const CrosstabCell& cell : table.margins) {
      if (cell.concept_id.valid()) continue;
      if (cell.group == 0) {
        const std::string tag = c_.by_attribute.size() > 1 ? "h4" : "h3";
        out_ += "<" + tag + ">" + escape_html(at(a_.codebook->themes, cell.theme).label) + "</" +
                tag + ">\n";
      }
      const double share = table.share(cell).value_or(0);
      const double width = largest > 0 ? 100 * share / largest : 0;
      out_ += "<div class=\"bar t" + std::to_string(cell.theme.value) + "\"><span>" +
              escape_html(group_head(table, cell.group)) +
              "</span><svg aria-hidden=\"true\" preserveAspectRatio=\"none\" viewBox=\"0 0 1000 "
              "10\"><rect "
              "height=\"10\" width=\"" +
              std::to_string(std::lround(width * 10)) + "\"/></svg><span class=\"r\">" +
              (table.share(cell) ? shown_share(share, 1, l_) : "–") + "</span></div>\n";
    }
  }

  void shares() {
    section("ord", say(l_, "Hur stor del av gruppens ord handlar om temat?",
                       "What share of the group's words is about the theme?"));
    paragraph(
        say(l_,
            "Ord i enheter som fått temat, genom alla kodbara ord i gruppen. En enhet kan ha flera "
            "teman, så andelarna ska inte läggas ihop.",
            "Words in units with the theme over all codable words of the group. A unit can have "
            "several themes, so the shares do not add up."));
    const auto& tables =
        c_.by_attribute.empty() ? std::vector<Crosstab>{c_.crosstab} : c_.by_attribute;
    for (const Crosstab& table : tables) {
      if (tables.size() > 1) {
        out_ += "<h3>" + escape_html(join(table.grouping.attributes, " / ")) + "</h3>\n";
      }
      if (table.totals.size() <= kBarGroups) {
        bars(table);
        continue;
      }
      HeatMap map;
      map.caption = say(l_, "Andel av gruppens ord", "Share of the group's words");
      map.corner = p_.theme;
      map.rows = theme_labels();
      double largest = 0;
      for (std::size_t g = 0; g < table.totals.size(); ++g)
        map.columns.push_back(group_head(table, g));
      for (const CrosstabCell& cell : table.margins) {
        if (!cell.concept_id.valid()) largest = std::max(largest, table.share(cell).value_or(0));
      }
      for (const CrosstabCell& cell : table.margins) {
        if (cell.concept_id.valid()) continue;
        const auto share = table.share(cell);
        map.cells.push_back({share ? shown_share(*share, 1, l_) : "–",
                             heat_step(static_cast<std::uint64_t>(share.value_or(0) * 1e6),
                                       static_cast<std::uint64_t>(largest * 1e6)),
                             ""});
      }
      out_ += to_html(standing(std::move(map)));
    }
    out_ += "</section>\n";
  }

  // --- levels ----------------------------------------------------------------------------------

  [[nodiscard]] std::string level_label(LevelId level) const {
    return level.valid() ? at(a_.codebook->levels, level).label : p_.no_level;
  }

  /// For each theme: level spoken of x group, in units.
  void level_maps(const Crosstab& table, const std::string& caption) {
    std::map<std::uint32_t, HeatMap> maps;
    std::uint64_t largest = 0;
    for (const CrosstabCell& cell : table.cells) {
      if (!cell.concept_id.valid()) largest = std::max(largest, cell.counts.units);
    }
    for (const CrosstabCell& cell : table.cells) {
      if (cell.concept_id.valid()) continue;
      HeatMap& map = maps[cell.theme.value];
      if (cell.group == 0) map.rows.push_back(level_label(cell.level));
      const std::uint64_t units = cell.counts.units;
      map.cells.push_back(
          {std::to_string(units) + (units > 0 && units < kSmallCell ? "*" : "") +
               (units > 0 ? " (" + std::to_string(cell.respondents) + "/" +
                                std::to_string(table.totals[cell.group].respondents) + ")"
                          : ""),
           heat_step(units, largest), ""});
    }
    for (auto& [theme, map] : maps) {
      map.caption = caption;
      map.corner = p_.level;
      for (std::size_t g = 0; g < table.totals.size(); ++g)
        map.columns.push_back(group_head(table, g));
      out_ += "<details open><summary>" + escape_html(a_.codebook->themes[theme].label) +
              "</summary>\n" + to_html(standing(map)) + "</details>\n";
    }
  }

  void levels() {
    section("nivaer",
            say(l_, "Vilken nivå talar grupperna om?", "Which level do the groups speak of?"));
    level_maps(c_.crosstab, filled(say(l_, "Rader: nivån det talas om. Enheter (%1 av gruppens).",
                                       "Rows: the level spoken of. Units (%1 of the group's)."),
                                   {who()}));
    out_ += "</section>\n";
  }

  void cube() {
    section("kub", say(l_, "Nivån det talas om och talarens egen nivå",
                       "The level spoken of and the speaker's own level"));
    paragraph(
        say(l_,
            "Raden är nivån som stycket handlar om, kolumnen nivån där talaren själv arbetar. "
            "Det är två skilda uppgifter: den som sitter regionalt kan tala om det lokala.",
            "The row is the level the passage is about, the column the level where the speaker "
            "works. These are two facts: somebody regional may speak of the local."));
    HeatMap all;
    all.caption = say(l_, "Alla teman: kodade enheter, i färg efter antal",
                      "All themes: coded units, coloured by number");
    all.corner = say(l_, "Talar om", "Speaks of");
    const Crosstab& own = *c_.own_level;
    for (std::size_t g = 0; g < own.totals.size(); ++g) all.columns.push_back(group_head(own, g));
    const std::size_t levels = a_.codebook->levels.size() + 1;
    const std::size_t groups = own.totals.size();
    std::vector<std::set<std::uint32_t>> units(levels * groups);
    for (const Coding& coding : a_.codings) {
      const std::size_t level = coding.level.valid() ? coding.level.value : levels - 1;
      units[level * groups + own.grouping.of_unit[coding.unit.value]].insert(coding.unit.value);
    }
    std::size_t largest = 0;
    for (const auto& cell : units) largest = std::max(largest, cell.size());
    for (std::size_t level = 0; level < levels; ++level) {
      if (level + 1 == levels && !own.has_unlevelled && levels > 1) break;
      all.rows.push_back(level + 1 < levels ? a_.codebook->levels[level].label : p_.no_level);
      for (std::size_t g = 0; g < groups; ++g) {
        const std::size_t n = units[level * groups + g].size();
        all.cells.push_back(
            {std::to_string(n) + (n > 0 && n < kSmallCell ? "*" : ""), heat_step(n, largest), ""});
      }
    }
    out_ += to_html(all);
    paragraph(say(l_, "Per tema:", "By theme:"));
    level_maps(own, say(l_, "Rader: nivån det talas om. Kolumner: egen nivå.",
                        "Rows: the level spoken of. Columns: own level."));
    out_ += "</section>\n";
  }

  // --- co-occurrence ---------------------------------------------------------------------------

  void matrix(CodeScope scope) {
    const auto& themes = a_.codebook->themes;
    HeatMap map;
    map.caption = std::string(say(l_, "c-koefficient, ", "c-coefficient, ")) +
                  scope_name(scope, l_) + say(l_, " (antal tillsammans)", " (number together)");
    map.corner = p_.theme;
    map.cells.resize(themes.size() * themes.size());
    for (std::size_t t = 0; t < themes.size(); ++t) {
      map.rows.push_back(std::to_string(t + 1) + ". " + themes[t].label);
      map.columns.push_back(std::to_string(t + 1));
    }
    for (const CodePair& pair : c_.pairs) {
      if (pair.kind != CodeKind::Theme || pair.scope != scope) continue;
      HeatMap::Cell cell;
      const auto c = pair.c();
      cell.words = !c               ? "–"
                   : pair.n_ab == 0 ? "0"
                                    : decimals(*c, l_) + " (" + std::to_string(pair.n_ab) + ")";
      cell.step = heat_step(static_cast<std::uint64_t>(c.value_or(0) * 1e6), 1'000'000);
      map.cells[pair.b * themes.size() + pair.a] = cell;
    }
    out_ += to_html(map);
  }

  void cooccurrence() {
    section("samforekomst", say(l_, "Vad förekommer tillsammans?", "What occurs together?"));
    paragraph(
        say(l_,
            "c = antal ställen med båda genom antal ställen med någon av dem: 0 är aldrig "
            "tillsammans, 1 alltid. Ju bredare båge, desto större c.",
            "c = places with both over places with either: 0 is never together, 1 always. The "
            "wider the arc, the larger c."));
    for (const CodeScope scope : {CodeScope::Unit, CodeScope::Turn, CodeScope::Neighbourhood}) {
      const bool first = scope == CodeScope::Unit;
      out_ += std::string(first ? "<details open>" : "<details>") + "<summary>" +
              escape_html(scope_name(scope, l_)) + "</summary>\n<figure>" +
              cooccurrence_svg(a_, c_, scope, l_) + "</figure>\n";
      matrix(scope);
      out_ += "</details>\n";
    }
    concept_pairs();
    paragraph(
        filled(
            say(l_,
                "I närheten: enheten och %1 enhet(er) före och efter i samma dokument. Alla par, "
                "också begreppens, finns i cooccurrence.csv.",
                "Nearby: the unit and %1 unit(s) before and after in the same document. All "
                "pairs, those of concepts too, stand in cooccurrence.csv."),
            {std::to_string(c_.near)}),
        "note");
    out_ += "</section>\n";
  }

  void concept_pairs() {
    std::vector<const CodePair*> pairs;
    for (const CodePair& pair : c_.pairs) {
      if (pair.kind == CodeKind::Concept && pair.scope == CodeScope::Unit && pair.n_ab > 1) {
        pairs.push_back(&pair);
      }
    }
    std::stable_sort(pairs.begin(), pairs.end(), [](const CodePair* a, const CodePair* b) {
      return a->c().value_or(0) > b->c().value_or(0);
    });
    if (pairs.empty()) return;
    out_ += "<h3>";
    text(say(l_, "Begrepp som oftast står i samma enhet", "Concepts most often in the same unit"));
    out_ +=
        "</h3><div class=\"wide\"><table><thead><tr><th scope=\"col\">A</th><th "
        "scope=\"col\">B</th>"
        "<th scope=\"col\" class=\"r\">";
    text(say(l_, "båda", "both"));
    out_ += "</th><th scope=\"col\" class=\"r\">c</th></tr></thead><tbody>\n";
    for (std::size_t i = 0; i < std::min(pairs.size(), kPairsShown); ++i) {
      out_ += "<tr><td>" + escape_html(a_.codebook->concepts[pairs[i]->a].label) + "</td><td>" +
              escape_html(a_.codebook->concepts[pairs[i]->b].label) + "</td><td class=\"r\">" +
              std::to_string(pairs[i]->n_ab) + "</td><td class=\"r\">" +
              decimals(pairs[i]->c().value_or(0), l_) + "</td></tr>\n";
    }
    out_ += "</tbody></table></div>\n";
  }

  // --- tests -----------------------------------------------------------------------------------

  void tests() {
    section("provningar", say(l_, "Skiljer sig grupperna åt?", "Do the groups differ?"));
    paragraph(say(
        l_,
        "Prövningen frågar om andelen som talar om temat skiljer sig mellan grupperna. Det som "
        "räknas är personer (eller grupper eller dokument), aldrig utdrag: flera utdrag från samma "
        "person är inte oberoende. I en kvalitativ studie är urvalet sällan slumpmässigt; läs "
        "p-värdet som "
        "en fingervisning och Cramérs V som skillnadens storlek (0–1).",
        "The test asks whether the share who speak of the theme differs between the groups. "
        "Persons (or groups or documents) are counted, never excerpts: several excerpts from one "
        "person are not independent. Qualitative samples are seldom random; read p as a hint and "
        "Cramér's V as the size of the difference (0–1)."));
    out_ += "<div class=\"wide\">" + table_html(tests_table(a_, c_, l_), l_) + "</div></section>\n";
  }

  // --- respondents -----------------------------------------------------------------------------

  void respondents() {
    section("respondenter", say(l_, "Vem talar om vad?", "Who speaks of what?"));
    paragraph(filled(
        say(l_, "%1: en fylld ruta betyder minst en enhet i temat. Talet är antalet enheter.",
            "%1: a filled cell means at least one unit in the theme. The number is of units."),
        {who()}));
    const auto& themes = a_.codebook->themes;
    out_ += "<div class=\"wide\"><table class=\"heat\"><thead><tr><th scope=\"col\">";
    text(say(l_, "Respondent", "Respondent"));
    out_ += "</th>";
    for (std::size_t t = 0; t < themes.size(); ++t) {
      out_ += "<th scope=\"col\">" + std::to_string(t + 1) + "</th>";
    }
    out_ += "</tr></thead><tbody>\n";
    for (const Respondent& respondent : c_.respondents.list) {
      out_ += "<tr><th scope=\"row\">" +
              escape_html(respondent.label.empty() ? respondent.document
                          : c_.respondents.kind == RespondentKind::Groups
                              ? respondent.label
                              : respondent.label + " · " + respondent.document) +
              " <span class=\"n\">" + escape_html(join(respondent.values, ", ")) + "</span></th>";
      for (const std::uint64_t units : respondent.by_theme) {
        out_ += std::string("<td") + (units > 0 ? " class=\"one\">" : ">") + std::to_string(units) +
                "</td>";
      }
      out_ += "</tr>\n";
    }
    out_ += "</tbody></table></div>\n<p class=\"note\">";
    for (std::size_t t = 0; t < themes.size(); ++t) {
      text((t > 0 ? "; " : "") + std::to_string(t + 1) + " " + themes[t].label);
    }
    out_ += "</p></section>\n";
  }

  // --- excerpts --------------------------------------------------------------------------------

  void excerpts() {
    section("utdrag", say(l_, "Utdragen bakom siffrorna", "The excerpts behind the numbers"));
    const std::size_t groups = c_.crosstab.totals.size();
    std::vector<std::vector<std::uint32_t>> cells(a_.codebook->themes.size() * groups);
    for (std::uint32_t c = 0; c < a_.codings.size(); ++c) {
      const Coding& coding = a_.codings[c];
      cells[coding.theme.value * groups + c_.crosstab.grouping.of_unit[coding.unit.value]]
          .push_back(c);
    }
    for (std::size_t t = 0; t < a_.codebook->themes.size(); ++t) {
      out_ += "<h3>" + escape_html(a_.codebook->themes[t].label) + "</h3>\n";
      for (std::size_t g = 0; g < groups; ++g) {
        if (!cells[t * groups + g].empty()) excerpts_of_cell(t, g, cells[t * groups + g]);
      }
    }
    out_ += "</section>\n";
  }

  void excerpts_of_cell(std::size_t theme, std::size_t group,
                        const std::vector<std::uint32_t>& codings) {
    out_ += "<h4 id=\"" + cell_id(theme, group) + "\">" +
            escape_html(group_label(c_.crosstab.grouping, group, l_)) +
            "</h4>\n<ul class=\"plain\">\n";
    std::size_t shown = 0;
    for (std::size_t i = 0; i < codings.size() && shown < kExcerptsShown; ++shown) {
      const Coding& coding = a_.codings[codings[i]];
      const Unit& unit = a_.unit_of(coding);
      std::vector<std::string> codes;
      for (; i < codings.size() && a_.codings[codings[i]].unit == coding.unit; ++i) {
        const Coding& same = a_.codings[codings[i]];
        codes.push_back((same.concept_id.valid() ? at(a_.codebook->concepts, same.concept_id).label
                                                 : p_.without_concept) +
                        std::string(", ") + level_label(same.level));
      }
      const std::string speaker = speaker_of(a_, unit);
      out_ += "<li>" + escape_html(slice(a_.document_of(unit).text, unit.span)) +
              " <span class=\"m\">" +
              escape_html((speaker.empty() ? "" : speaker + ", ") + a_.document_of(unit).key +
                          " · " + join(codes, "; ")) +
              "</span></li>\n";
    }
    out_ += "</ul>\n";
    if (shown == kExcerptsShown) {
      paragraph(filled(say(l_, "Högst %1 utdrag visas här; alla finns i codings.csv.",
                           "At most %1 excerpts are shown here; all stand in codings.csv."),
                       {std::to_string(kExcerptsShown)}),
                "note");
    }
  }

  const Analysis& a_;
  const Comparison& c_;
  Language l_;
  const Phrases& p_;
};

}  // namespace

std::string compare_html(const Analysis& analysis, const Comparison& comparison,
                         Language language) {
  return ComparePage(analysis, comparison, language).run();
}

}  // namespace rodtrad::report
