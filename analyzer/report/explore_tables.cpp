#include "analyzer/base/strings.h"
#include "analyzer/report/compare_report.h"
#include "analyzer/report/explore_report.h"
#include "analyzer/report/html_page.h"

namespace rodtrad::report {
namespace {

std::string concordance(const WordPlace& place) {
  return place.left + "[" + place.hit + "]" + place.right + " (" + place.document +
         (place.speaker.empty() ? "" : ", " + place.speaker) + ")";
}

std::string code_key(const Analysis& analysis, ConceptId concept_id) {
  return concept_id.valid() ? at(analysis.codebook->concepts, concept_id).key : std::string();
}

/// The columns of a word's measures, `here` and `there` named for what they are.
void contrast_columns(Table& table, const char* here, const char* there, Language l) {
  const std::vector<Column> columns = {
      {"word", say(l, "Ord", "Word")},
      {"parts", say(l, "Sammansättning", "Compound")},
      {"forms", say(l, "Former", "Forms")},
      {std::string("n_") + here, say(l, "Antal här", "Number here"), ColumnKind::Integer},
      {std::string("n_") + there, say(l, "Antal i övrigt", "Number elsewhere"),
       ColumnKind::Integer},
      {"log_likelihood", "LL", ColumnKind::Decimal, 2},
      {"log_ratio", "Log Ratio", ColumnKind::Decimal, 2},
      {"units", say(l, "Enheter", "Units"), ColumnKind::Integer},
      {"documents", say(l, "Dokument", "Documents"), ColumnKind::Integer},
      {"speakers", say(l, "Personer", "Persons"), ColumnKind::Integer},
      {"top_speaker", say(l, "Största persons andel", "Largest person's share"), ColumnKind::Share,
       0},
      {"concordance", say(l, "Exempel", "Example")}};
  table.columns.insert(table.columns.end(), columns.begin(), columns.end());
  table.notes = {
      say(l,
          "LL: log-likelihood över de två ordcellerna (Rayson), minus när ordet är ovanligare här. "
          "Log Ratio (Hardie): 1 = dubbelt så vanligt per ord, 2 = fyra gånger; antalet 0 räknas "
          "där som 0,5.",
          "LL: log-likelihood over the two word cells (Rayson), negative when the word is rarer "
          "here. Log Ratio (Hardie): 1 = twice as common per word, 2 = four times; a number of 0 "
          "counts there as 0.5."),
      say(l,
          "Ord från samma person är inte oberoende: se hur många personer som använt ordet innan "
          "du "
          "drar slutsatser om gruppen.",
          "Words of one person are not independent: see how many persons used the word before you "
          "conclude anything about the group.")};
}

void contrast_cells(std::vector<Cell>& row, const WordContrast& word) {
  row.insert(row.end(),
             {word.word, word.parts, join(word.forms, ", "), word.here, word.there,
              word.log_likelihood, word.log_ratio, word.units, word.documents, word.speakers,
              word.top_speaker, word.example ? concordance(*word.example) : std::string()});
}

Table uncovered_table(const Exploration& e, Language l) {
  Table table;
  table.name = "uncovered";
  table.title = say(l, "Ord som kodboken inte fångar: okodade enheter mot kodade",
                    "Words the codebook does not catch: uncoded units against coded");
  table.sheet = say(l, "Okodade ord", "Uncovered");
  contrast_columns(table, "uncoded", "coded", l);
  table.notes.push_back(limits_of(ExploreList::Uncovered, e, l));
  for (const WordContrast& word : e.uncovered) {
    std::vector<Cell> row;
    contrast_cells(row, word);
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table keyness_table(const Exploration& e, Language l) {
  Table table;
  table.name = "keyness";
  table.title = say(l, "Ord som utmärker en grupp", "Words that set a group apart");
  table.sheet = say(l, "Gruppers ord", "Keyness");
  table.columns = {
      {"attribute", say(l, "Uppdelning", "By")},
      {"value", say(l, "Grupp", "Group")},
      {"group_words", say(l, "Ord i gruppen", "Words in the group"), ColumnKind::Integer},
      {"other_words", say(l, "Ord i övrigt", "Words elsewhere"), ColumnKind::Integer},
      {"group_speakers", say(l, "Personer i gruppen", "Persons in the group"),
       ColumnKind::Integer}};
  contrast_columns(table, "group", "other", l);
  table.notes.push_back(limits_of(ExploreList::Keyness, e, l));
  for (const GroupKeyness& group : e.keyness) {
    for (const WordContrast& word : group.words) {
      std::vector<Cell> row = {group.attribute, group.value, group.words_here, group.words_there,
                               group.speakers_here};
      contrast_cells(row, word);
      table.rows.push_back(std::move(row));
    }
  }
  return table;
}

Table collocations_table(const Exploration& e, Language l) {
  Table table;
  table.name = "collocations";
  table.title = say(l, "Ord som hör ihop", "Words that belong together");
  table.sheet = say(l, "Ordpar", "Collocations");
  table.columns = {{"first", say(l, "Första ordet", "First word")},
                   {"second", say(l, "Andra ordet", "Second word")},
                   {"n_ab", say(l, "Tillsammans", "Together"), ColumnKind::Integer},
                   {"n_a", say(l, "Par med första", "Pairs with the first"), ColumnKind::Integer},
                   {"n_b", say(l, "Par med andra", "Pairs with the second"), ColumnKind::Integer},
                   {"n", say(l, "Alla par", "All pairs"), ColumnKind::Integer},
                   {"speakers", say(l, "Personer", "Persons"), ColumnKind::Integer},
                   {"g2", "G²", ColumnKind::Decimal, 2},
                   {"pmi", "PMI", ColumnKind::Decimal, 2},
                   {"t", "t", ColumnKind::Decimal, 2},
                   {"dice", "Dice", ColumnKind::Decimal, 3},
                   {"lambda", "λ", ColumnKind::Decimal, 2},
                   {"z", "z", ColumnKind::Decimal, 2}};
  table.notes = {
      say(l,
          "Två ord bredvid varandra i samma mening, utan skiljetecken emellan; grundformer. λ och "
          "z med 0,5 i varje ruta. PMI i bitar.",
          "Two words side by side in one sentence with no punctuation between; base forms. λ and z "
          "with 0.5 added to each cell. PMI in bits."),
      limits_of(ExploreList::Collocations, e, l)};
  for (const Collocation& c : e.collocations) {
    table.rows.push_back({c.first, c.second, c.n_ab, c.n_a, c.n_b, e.pairs, c.speakers,
                          c.log_likelihood, c.pmi, c.t, c.dice, c.lambda, c.z});
  }
  return table;
}

Table suggestions_table(const Analysis& analysis, const Exploration& e, Language l) {
  Table table;
  table.name = "suggested-indicators";
  table.title = say(l, "Förslag på indikatorer: ord som finns i materialet",
                    "Suggested indicators: words that stand in the material");
  table.sheet = say(l, "Förslag", "Suggestions");
  table.columns = {
      {"theme", say(l, "Tema", "Theme")},
      {"concept", say(l, "Begrepp", "Concept")},
      {"word", say(l, "Förslag", "Suggestion")},
      {"basis", say(l, "Grund", "Basis")},
      {"related", say(l, "Befintlig indikator", "Existing indicator")},
      {"units", say(l, "Enheter med ordet", "Units with the word"), ColumnKind::Integer},
      {"units_uncoded", say(l, "varav okodade", "of them uncoded"), ColumnKind::Integer},
      {"units_theme", say(l, "varav i temat", "of them in the theme"), ColumnKind::Integer},
      {"log_likelihood", "LL", ColumnKind::Decimal, 2},
      {"log_ratio", "Log Ratio", ColumnKind::Decimal, 2},
      {"concordance", say(l, "Så står det", "In its places"), ColumnKind::Text, 2, 70}};
  table.notes = {
      say(l,
          "Grund compound: en sammansättning med en indikators ord i sig som temat inte hittat. "
          "Grund company: ordet är vanligare i temats enheter än annars. Läs ställena innan du "
          "lägger till något: ett förslag är inget fynd.",
          "Basis compound: a compound holding an indicator's word that the theme has not found. "
          "Basis company: more common in the theme's units than elsewhere. Read the places before "
          "adding anything: a suggestion is no finding."),
      limits_of(ExploreList::Suggestions, e, l)};
  for (const SuggestedIndicator& s : e.suggestions) {
    std::vector<std::string> places;
    for (const WordPlace& place : s.places) places.push_back(concordance(place));
    table.rows.push_back(
        {at(analysis.codebook->themes, s.theme).key, code_key(analysis, s.concept_id), s.word,
         s.basis == SuggestionBasis::Compound ? "compound" : "company", s.related, s.units,
         s.uncoded, s.with_theme, s.log_likelihood, s.log_ratio, join(places, "\n")});
  }
  return table;
}

Table saturation_table(const Exploration& e, Language l) {
  const SaturationCurve& curve = e.saturation;
  Table table;
  table.name = "saturation";
  table.title =
      say(l, "Mättnad: nya koder intervju för intervju", "Saturation: new codes by interview");
  table.sheet = say(l, "Mättnad", "Saturation");
  table.columns = {
      {"position", say(l, "Nr", "No."), ColumnKind::Integer},
      {"document", say(l, "Dokument", "Document")},
      {"codes", say(l, "Koder", "Codes"), ColumnKind::Integer},
      {"new", say(l, "varav nya", "of them new"), ColumnKind::Integer},
      {"cumulative", say(l, "Koder så långt", "Codes so far"), ColumnKind::Integer},
      {"ratio", say(l, "Nya i omgången / basen", "New in the run / base"), ColumnKind::Share, 1},
      {"reached", say(l, "Mättnad", "Saturation")},
      {"band_low", say(l, "Band, nedre", "Band, low"), ColumnKind::Share, 1},
      {"band_middle", say(l, "Band, mitten", "Band, middle"), ColumnKind::Share, 1},
      {"band_high", say(l, "Band, övre", "Band, high"), ColumnKind::Share, 1}};
  table.notes = {filled(
      say(l,
          "Guest, Namey & Chen 2020: bas %1 intervjuer, omgångar om %2, gräns %3. Bandet: andel av "
          "alla koder som hittats, mitten och yttre 95 % av %4 slumpade ordningar (frö %5).",
          "Guest, Namey & Chen 2020: base %1 interviews, runs of %2, threshold %3. Band: share of "
          "all "
          "codes found, middle and outer 95 % of %4 random orders (seed %5)."),
      {std::to_string(curve.base), std::to_string(curve.run),
       shown(Cell(curve.threshold), {"", "", ColumnKind::Share, 0}, l),
       std::to_string(curve.orders), std::to_string(curve.seed)})};
  const bool reached = !curve.label.empty();
  const std::size_t end =
      reached ? static_cast<std::size_t>(std::stoul(curve.label)) + curve.run : 0;
  for (std::size_t i = 0; i < curve.steps.size(); ++i) {
    const SaturationStep& s = curve.steps[i];
    table.rows.push_back({i + 1, s.document, s.codes, s.fresh, s.so_far, s.ratio,
                          reached && i + 1 == end ? curve.label : std::string(), s.low, s.middle,
                          s.high});
  }
  return table;
}

Table concentration_table(const Analysis& analysis, const Exploration& e, Language l) {
  Table table;
  table.name = "concentration";
  table.title = say(l, "Hur mycket vilar på en röst?", "How much rests on one voice?");
  table.sheet = say(l, "Koncentration", "Concentration");
  table.columns = {{"theme", say(l, "Tema", "Theme")},
                   {"concept", say(l, "Begrepp", "Concept")},
                   {"units", say(l, "Enheter", "Units"), ColumnKind::Integer},
                   {"voices", respondents_name(e.respondents, l), ColumnKind::Integer},
                   {"top", say(l, "Flest enheter från", "Most units from")},
                   {"top_units", say(l, "Deras enheter", "Their units"), ColumnKind::Integer},
                   {"top_share", say(l, "Deras andel", "Their share"), ColumnKind::Share, 0}};
  for (const Concentration& c : e.concentration) {
    const std::optional<double> share =
        c.units == 0
            ? std::nullopt
            : std::optional(static_cast<double>(c.top_units) / static_cast<double>(c.units));
    table.rows.push_back({at(analysis.codebook->themes, c.theme).key,
                          code_key(analysis, c.concept_id), c.units, c.voices, c.top, c.top_units,
                          share});
  }
  return table;
}

Table negative_table(const Analysis& analysis, const Exploration& e, Language l) {
  Table table;
  table.name = "negative-cases";
  table.title = say(l, "Det som går emot: nekade träffar och röster utan temat",
                    "What goes against: negated hits and voices without the theme");
  table.sheet = say(l, "Negativa fall", "Negative cases");
  table.columns = {
      {"kind", say(l, "Slag", "Kind")},
      {"theme", say(l, "Tema", "Theme")},
      {"concept", say(l, "Begrepp", "Concept")},
      {"document", say(l, "Dokument", "Document")},
      {"speaker", say(l, "Person", "Person")},
      {"start", say(l, "Från tecken", "From character"), ColumnKind::Integer},
      {"end", say(l, "Till tecken", "To character"), ColumnKind::Integer},
      {"evidence", say(l, "Träff", "Hit")},
      {"text", say(l, "Utdrag", "Excerpt"), ColumnKind::Text, 2, 70},
      {"others", say(l, "Andra som talar om temat", "Others who speak of it"), ColumnKind::Integer},
      {"of", say(l, "av", "of"), ColumnKind::Integer}};
  table.notes = {
      say(l,
          "negated: alla träffar står inom räckhåll för en negation (inte, aldrig …); läs om "
          "utdraget säger emot temat. absent: respondenten talar inte om ett tema som minst tre av "
          "fyra gör.",
          "negated: every hit stands within reach of a negation; read whether the excerpt "
          "contradicts the theme. absent: the respondent does not speak of a theme that at least "
          "three of four do.")};
  for (const NegativeCase& n : e.negative) {
    std::vector<Cell> row = {n.kind == NegativeKind::Negated ? "negated" : "absent",
                             at(analysis.codebook->themes, n.theme).key,
                             code_key(analysis, n.concept_id), n.document, n.speaker};
    if (n.kind == NegativeKind::Negated) {
      row.insert(row.end(), {n.span.begin, n.span.end, n.evidence, n.text, Cell(), Cell()});
    } else {
      row.insert(row.end(), {Cell(), Cell(), Cell(), Cell(), n.others, n.of});
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace

std::string limits_of(ExploreList list, const Exploration& e, Language l) {
  const auto limit = [l](double value) {
    return shown(Cell(value), {"", "", ColumnKind::Decimal, 2}, l);
  };
  const std::string least = std::to_string(e.least);
  const std::string most = std::to_string(kMostContrasts);
  switch (list) {
    case ExploreList::Uncovered:
      return filled(say(l,
                        "Med är ord som står minst %1 gånger i okodade enheter, de mest "
                        "utmärkande först, högst %2.",
                        "Listed are words that stand at least %1 times in uncoded units, the most "
                        "distinctive first, at most %2."),
                    {least, most});
    case ExploreList::Keyness:
      return filled(
          say(l,
              "Med är ord som står minst %1 gånger i gruppen och har LL minst %2 (chitvå med en "
              "frihetsgrad, 5 %), högst %3 per grupp. Gränsen är inte justerad för att många ord "
              "prövas: några når den av en slump.",
              "Listed are words that stand at least %1 times in the group and have an LL of at "
              "least %2 (chi-square with one degree of freedom, 5 %), at most %3 for a group. The "
              "limit is not adjusted for the many words tested: some reach it by chance."),
          {least, limit(kKeynessLimit), most});
    case ExploreList::Collocations:
      return filled(say(l, "Med är par som står minst %1 gånger, högst %2, efter G².",
                        "Listed are pairs that stand at least %1 times, at most %2, by G²."),
                    {least, most});
    case ExploreList::Suggestions:
      return filled(
          say(l,
              "Vanligare i temat än annars: LL minst %1 (chitvå med en frihetsgrad, 1 %), i minst "
              "två av temats enheter, från minst två dokument, och i någon okodad enhet.",
              "More common in the theme than elsewhere: LL of at least %1 (chi-square with one "
              "degree of freedom, 1 %), in at least two of the theme's units, from at least "
              "two documents, and in some uncoded unit."),
          {limit(kSuggestionLimit)});
  }
  return {};
}

std::vector<Table> explore_tables(const Analysis& analysis, const Exploration& e, Language l) {
  return {uncovered_table(e, l),         keyness_table(e, l),
          collocations_table(e, l),      suggestions_table(analysis, e, l),
          saturation_table(e, l),        concentration_table(analysis, e, l),
          negative_table(analysis, e, l)};
}

}  // namespace rodtrad::report
