#include "analyzer/report/phrases.h"

#include <algorithm>
#include <array>
#include <map>

#include "analyzer/base/strings.h"

namespace rodtrad::report {
namespace {

constexpr Phrases kSwedish = {
    .html_lang = "sv",
    .report_on = "Rapport",
    .skip_to_content = "Hoppa till innehållet",
    .in_brief = "I korthet",
    .documents = "dokument",
    .persons = "personer",
    .groups = "grupper",
    .units_read = "enheter lästa",
    .coded = "kodade",
    .uncoded = "utan kod",
    .empty_answers = "tomma svar",
    .codings = "kodningar",
    .words = "ord",
    .vote = "röst",
    .votes = "röster",
    .sum_line = "%1 enheter lästa = %2 kodade + %3 utan kod + %4 tomma svar",
    .what_was_read = "Vad som lästes",
    .file = "Fil",
    .rows = "dokument eller rader",
    .zone = "Vems röst",
    .places = "ställen",
    .why = "Varför",
    .left_out = "Det som inte kodades",
    .left_out_intro =
        "Det som inte är deltagarnas egna ord räknas inte och kodas inte, men står kvar här.",
    .coded_zones = "kodas",
    .theme_by_level = "Teman och nivåer",
    .theme_by_level_intro =
        "Varje ruta visar antal enheter (%1) och inom parentes hur många %2 av %3 de kommer från.",
    .choose_a_cell = "Välj en ruta för att läsa citaten bakom den.",
    .theme = "Tema",
    .dimension = "Dimension",
    .level = "Nivå",
    .no_level = "Ingen nivå",
    .total = "Totalt",
    .total_note =
        "En enhet räknas en gång per tema, hur många begrepp som än träffar. En enhet med två "
        "teman, eller två nivåer, räknas i båda men en gång i totalen.",
    .cell_unit = "enhet",
    .cell_units = "enheter",
    .small_cell_note = "* färre än fem enheter: läs citaten innan du drar slutsatser av antalet.",
    .bars = "Enheter per tema",
    .bars_alt = "Stapeldiagram över antalet enheter per tema; samma tal står i tabellen ovan.",
    .themes_with_excerpts = "Teman med citat",
    .definition = "Definition",
    .reasoning = "Varför begreppen hör ihop",
    .first_order_concept = "Begrepp",
    .concepts = "begrepp",
    .without_concept = "temat som helhet",
    .excerpts = "citat",
    .excerpt_one = "citat",
    .to_table = "Till tabellen",
    .show_why = "Varför kodad så?",
    .rule = "regel",
    .found_as = "igenkänd som",
    .could_also_be = "kan också vara",
    .level_because = "nivå genom",
    .by_heading = "kodad genom rubriken ovanför",
    .uncoded_units = "Enheter utan kod",
    .uncoded_intro =
        "Det här sa deltagarna utan att någon regel träffade. Läs dem: här syns vad kodboken "
        "missar.",
    .uncoded_more = "Ytterligare %1 enheter finns i units.csv.",
    .empty_units = "Tomma svar",
    .warnings = "Att tänka på",
    .no_warnings = "Inga varningar.",
    .method = "Så gjordes räkningen",
    .method_intro =
        "Reglerna i kodboken har kodat materialet maskinellt och ordagrant, utan statistisk modell "
        "och utan nätverk. Samma filer och samma kodbok ger alltid samma resultat.",
    .decided =
        "Efter reglerna har människor beslutat om enskilda kodningar: %1 tillagda, %2 "
        "borttagna, %3 bekräftade, %4 med ändrad nivå.",
    .coded_by = "kodad av",
    .unit_is = "Enhet",
    .codebook = "Kodbok",
    .version = "version",
    .program = "Program",
    .lexicon = "Ordlista",
    .options = "Inställningar",
    .inputs = "Filer",
    .not_read = "Filer som inte kunde läsas",
    .not_read_intro = "Resultatet saknar de här filerna:",
    .filter = "Filtrera",
    .filter_all = "alla",
    .filter_text = "Sök i citaten",
    .filter_clear = "Visa allt",
    .filter_shown = "citat visas",
    .document = "Dokument",
    .person = "Person",
    .question = "Fråga",
    .line = "rad",
    .page = "sida",
    .row = "rad",
    .paragraph = "stycke",
    .time = "tid",
    .contents = "Innehåll",
    .where_report = "Rapporten finns här",
    .n_of_n = "%1 av %2 enheter kodade",
    .more_warnings = "och %1 till, se rapporten",
    .share_coded = "andel kodade",
    .share_coded_of_answered = "andel kodade av dem som inte är tomma",
    .empty_words =
        "Av orden i svaren står %1 i tomma svar, som ”vet ej”; de ingår inte i antalet ord överst.",
    .unnamed = "utan namn",
    .data_structure = "Datastruktur",
    .data_structure_intro =
        "Från första ordningens begrepp, i deltagarnas ord, till andra ordningens teman och "
        "aggregerade dimensioner. Varje ruta leder till sitt tema med utdragen.",
    .as_list = "Visa figuren som en lista"};

constexpr Phrases kEnglish = {
    .html_lang = "en",
    .report_on = "Report",
    .skip_to_content = "Skip to content",
    .in_brief = "In brief",
    .documents = "documents",
    .persons = "persons",
    .groups = "groups",
    .units_read = "units read",
    .coded = "coded",
    .uncoded = "uncoded",
    .empty_answers = "empty answers",
    .codings = "codings",
    .words = "words",
    .vote = "vote",
    .votes = "votes",
    .sum_line = "%1 units read = %2 coded + %3 uncoded + %4 empty answers",
    .what_was_read = "What was read",
    .file = "File",
    .rows = "documents or rows",
    .zone = "Whose voice",
    .places = "places",
    .why = "Why",
    .left_out = "What was not coded",
    .left_out_intro =
        "What is not the participants' own words is neither counted nor coded, but is listed here.",
    .coded_zones = "coded",
    .theme_by_level = "Themes and levels",
    .theme_by_level_intro =
        "Each cell shows the number of units (%1) and in parentheses how many of the %3 %2 they "
        "come from.",
    .choose_a_cell = "Choose a cell to read the quotes behind it.",
    .theme = "Theme",
    .dimension = "Dimension",
    .level = "Level",
    .no_level = "No level",
    .total = "Total",
    .total_note =
        "A unit counts once per theme however many concepts hit. A unit with two themes, or two "
        "levels, counts in both, but once in the total.",
    .cell_unit = "unit",
    .cell_units = "units",
    .small_cell_note = "* fewer than five units: read the quotes before drawing on the number.",
    .bars = "Units per theme",
    .bars_alt =
        "Bar chart of the number of units per theme; the table above holds the same numbers.",
    .themes_with_excerpts = "Themes with excerpts",
    .definition = "Definition",
    .reasoning = "Why the concepts belong together",
    .first_order_concept = "Concept",
    .concepts = "concepts",
    .without_concept = "the theme as a whole",
    .excerpts = "excerpts",
    .excerpt_one = "excerpt",
    .to_table = "To the table",
    .show_why = "Why coded so?",
    .rule = "rule",
    .found_as = "recognised as",
    .could_also_be = "could also be",
    .level_because = "level by",
    .by_heading = "coded by the heading above",
    .uncoded_units = "Units without a code",
    .uncoded_intro =
        "The participants said this and no rule hit. Read them: they show what the codebook "
        "misses.",
    .uncoded_more = "Another %1 units are in units.csv.",
    .empty_units = "Empty answers",
    .warnings = "To keep in mind",
    .no_warnings = "No warnings.",
    .method = "How the counting was done",
    .method_intro =
        "The rules of the codebook coded the material word by word, without a statistical model "
        "and "
        "without a network. The same files and codebook always give the same result.",
    .decided =
        "After the rules, people decided on single codings: %1 added, %2 taken away, %3 "
        "confirmed, %4 given another level.",
    .coded_by = "coded by",
    .unit_is = "Unit",
    .codebook = "Codebook",
    .version = "version",
    .program = "Program",
    .lexicon = "Lexicon",
    .options = "Options",
    .inputs = "Files",
    .not_read = "Files that could not be read",
    .not_read_intro = "The result lacks these files:",
    .filter = "Filter",
    .filter_all = "all",
    .filter_text = "Search the excerpts",
    .filter_clear = "Show all",
    .filter_shown = "excerpts shown",
    .document = "Document",
    .person = "Person",
    .question = "Question",
    .line = "line",
    .page = "page",
    .row = "row",
    .paragraph = "paragraph",
    .time = "time",
    .contents = "Contents",
    .where_report = "The report is here",
    .n_of_n = "%1 of %2 units coded",
    .more_warnings = "and %1 more, see the report",
    .share_coded = "share coded",
    .share_coded_of_answered = "share coded of those that are not empty",
    .empty_words =
        "Of the words in answers, %1 are in empty ones such as \"don't know\"; they are not in the "
        "number of words at the top.",
    .unnamed = "unnamed",
    .data_structure = "Data structure",
    .data_structure_intro =
        "From first-order concepts, in the participants' words, to second-order themes and "
        "aggregate dimensions. Every box leads to its theme and the excerpts.",
    .as_list = "Show the figure as a list"};

struct Pair {
  std::string_view english;
  std::string_view swedish;
};

constexpr std::array kReasons = {
    Pair{"link teaser", "länklista från webbsida"},
    Pair{"page number", "sidnummer"},
    Pair{"date alone on a line", "utskriftsdatum"},
    Pair{"web address alone on a line", "webbadress"},
    Pair{"slide number", "bildnummer"},
    Pair{"list of people", "lista över personer"},
    Pair{"outside the speakers' turns", "text utanför samtalet"},
    Pair{"outside the themed headings", "rapportens egen text utanför temarubrikerna"},
    Pair{"list of sources or contents", "käll- eller innehållsförteckning"},
    Pair{"heading", "rubrik"},
    Pair{"heading by its words", "rubrik"},
    Pair{"theme and level of the codebook", "rubrik med tema och nivå"},
    Pair{"heading before quotes", "rubrik före citat"},
    Pair{"speaker label", "talaretikett"},
    Pair{"speaker and time", "talare och tid"},
    Pair{"speaker in the table", "talare i tabell"},
    Pair{"speaker of the cue", "talaretikett"},
    Pair{"table header", "tabellhuvud"},
    Pair{"another column of the transcript", "annan kolumn i utskriften"},
    Pair{"time stamp", "tidsstämpel"},
    Pair{"time", "tid"},
    Pair{"list or table mark", "punkt- eller tabelltecken"},
    Pair{"heading mark", "rubriktecken"},
    Pair{"Markdown mark", "Markdown-tecken"},
    Pair{"mark between segments", "tecken mellan stycken"},
    Pair{"goes on after the label", "fortsätter efter talaretiketten"},
    Pair{"running text without speakers", "löpande text utan talare"},
    Pair{"table row of this speaker", "tabellrad med talare"},
    Pair{"table cell", "tabellcell"},
    Pair{"cues without speakers", "textrader utan talare"},
    Pair{"answer", "svar"},
    Pair{"answer that says nothing", "svar utan innehåll"},
    Pair{"comment", "kommentar i marginalen"},
    Pair{"footnote", "fotnot"},
    Pair{"endnote", "slutnot"},
    Pair{"table of contents or index", "innehållsförteckning eller register"},
    Pair{"notice of the meeting program", "meddelande från mötesprogrammet"}};

}  // namespace

const Phrases& phrases(Language language) {
  return language == Language::Swedish ? kSwedish : kEnglish;
}

std::string_view zone_name(Zone zone, Language language) {
  const bool sv = language == Language::Swedish;
  switch (zone) {
    case Zone::Respondent:
      return sv ? "Deltagare" : "Participants";
    case Zone::Answer:
      return sv ? "Svar" : "Answers";
    case Zone::Interviewer:
      return sv ? "Intervjuare" : "Interviewers";
    case Zone::Analyst:
      return sv ? "Författarens egen text" : "The author's own text";
    case Zone::Heading:
      return sv ? "Rubriker" : "Headings";
    case Zone::Label:
      return sv ? "Talaretiketter, tider och tecken" : "Labels, times and marks";
    case Zone::Attendance:
      return sv ? "Närvarolistor" : "Attendance lists";
    case Zone::Debris:
      return sv ? "Sidrester och länkar" : "Page debris and links";
  }
  return {};
}

namespace {

struct UnitWords {
  UnitKind kind;
  std::string_view sv_one, sv_many, en_one, en_many;
};

constexpr std::array kUnits = {
    UnitWords{UnitKind::Sentence, "mening", "meningar", "sentence", "sentences"},
    UnitWords{UnitKind::Turn, "replik", "repliker", "turn", "turns"},
    UnitWords{UnitKind::Paragraph, "stycke", "stycken", "paragraph", "paragraphs"},
    UnitWords{UnitKind::Answer, "svar", "svar", "answer", "answers"},
    UnitWords{UnitKind::Document, "dokument", "dokument", "document", "documents"}};

const UnitWords& words_of(UnitKind kind) {
  return *std::find_if(kUnits.begin(), kUnits.end(),
                       [kind](const UnitWords& words) { return words.kind == kind; });
}

}  // namespace

std::string_view unit_name(UnitKind kind, Language language) {
  return language == Language::Swedish ? words_of(kind).sv_one : words_of(kind).en_one;
}

std::string_view unit_names(UnitKind kind, Language language) {
  return language == Language::Swedish ? words_of(kind).sv_many : words_of(kind).en_many;
}

std::string_view how_name(How how, Language language) {
  const bool sv = language == Language::Swedish;
  switch (how) {
    case How::Equal:
      return sv ? "samma form" : "the same form";
    case How::Lexicon:
      return sv ? "böjningsform" : "inflected form";
    case How::Compound:
      return sv ? "sammansättning" : "compound";
    case How::Acronym:
      return sv ? "förkortning med ändelse" : "acronym with ending";
    case How::Spoken:
      return sv ? "talspråk eller förkortning" : "spoken form or abbreviation";
    case How::Fallback:
      return sv ? "samma ordstam" : "the same stem";
    case How::Pattern:
      return sv ? "mönster" : "pattern";
  }
  return {};
}

std::string_view basis_name(LevelBasis basis, Language language) {
  const bool sv = language == Language::Swedish;
  switch (basis) {
    case LevelBasis::Person:
      return sv ? "en persons beslut" : "a person's decision";
    case LevelBasis::Heading:
      return sv ? "rubriken ovanför" : "the heading above";
    case LevelBasis::Cue:
      return sv ? "ledord i enheten" : "a cue in the unit";
    case LevelBasis::Context:
      return sv ? "ledord i samma stycke" : "a cue in the same paragraph";
    case LevelBasis::Attribute:
      return sv ? "uppgift om person eller dokument" : "an attribute";
    case LevelBasis::Default:
      return sv ? "standardnivå" : "the default";
    case LevelBasis::None:
      return sv ? "ingen" : "none";
  }
  return {};
}

std::string reason_text(std::string_view reason, Language language) {
  if (language == Language::English) return std::string(reason);
  for (const Pair& pair : kReasons) {
    if (pair.english == reason) return std::string(pair.swedish);
  }
  if (reason.starts_with("label ")) return "talaretikett";
  if (reason.starts_with("cues of ")) return "talaren i textningen";
  return std::string(reason);
}

std::string filled(std::string_view pattern, std::initializer_list<std::string> values) {
  std::string out(pattern);
  std::size_t n = 1;
  for (const std::string& value : values) {
    out = replace_all(std::move(out), "%" + std::to_string(n++), value);
  }
  return out;
}

}  // namespace rodtrad::report
