#include "analyzer/report/workshop_tables.h"

#include <algorithm>
#include <map>
#include <set>

#include "analyzer/base/strings.h"
#include "analyzer/report/docx_document.h"
#include "analyzer/report/fields.h"

namespace rodtrad::report {
namespace {

bool swedish(Language language) { return language == Language::Swedish; }

const Unit& unit_of(const WorkshopView& view, const AnswerPart& part) {
  return at(view.analysis.units, part.unit);
}

std::string group_of(const WorkshopView& view, const AnswerPart& part) {
  const Unit& unit = unit_of(view, part);
  const Document& document = view.analysis.document_of(unit);
  if (document.group_attribute.empty()) return {};
  const Attributes attributes = attributes_of(view.analysis, unit);
  const std::string* group = attributes.find(document.group_attribute);
  return group == nullptr ? std::string() : *group;
}

Cell share(std::uint32_t part, std::uint32_t whole) {
  if (whole == 0) return {};
  return static_cast<double>(part) / static_cast<double>(whole);
}

std::string why_text(const AnswerCluster& cluster, Language language) {
  const bool sv = swedish(language);
  if (cluster.by_hand) return sv ? "för hand" : "by hand";
  if (cluster.why == "equal") return sv ? "samma ord" : "same words";
  if (cluster.why == "lemmas") return sv ? "samma ord i andra former" : "same words, other forms";
  if (cluster.why == "spelling") return sv ? "felskrivning" : "spelling slip";
  if (cluster.why == "contained") return sv ? "nästan samma ord" : "nearly the same words";
  return cluster.why.empty() ? "" : sv ? "via ett annat svar" : "by way of another answer";
}

const char* state_name(const AnswerPart& part) {
  if (part.empty) return "empty";
  return part.themes.empty() ? "uncoded" : "coded";
}

std::vector<std::string> statuses(Language language) {
  if (!swedish(language)) {
    return {"remaining", "ongoing", "done", "delayed", "not done", "ended"};
  }
  return {"återstår", "pågår", "klart", "försenat", "inte klart", "upphört"};
}

/// Row of the answers table (from 1) of each part.
std::string answer_link(std::uint32_t part) { return "answers!" + std::to_string(part + 1); }

std::string one_line(const std::string& text) {
  std::string line = replace_all(text, "\n", " ");
  return line;
}

}  // namespace

const std::string& answer_id(const WorkshopView& view, const AnswerPart& part) {
  return view.analysis.document_of(unit_of(view, part)).key;
}

std::optional<std::int64_t> votes_of_part(const WorkshopView& view, const AnswerPart& part) {
  return votes_of(view.analysis, unit_of(view, part));
}

std::int64_t weight_of_cluster(const Workshop& workshop, std::uint32_t cluster) {
  std::int64_t sum = 0;
  std::set<UnitId> counted;  // an answer may stand in the group with two points
  for (const std::uint32_t p : workshop.clusters[cluster].parts) {
    const AnswerPart& part = workshop.parts[p];
    if (counted.insert(part.unit).second) sum += part.weight;
  }
  return sum;
}

std::string votes_in_words(std::int64_t votes, VoteKind kind, Language language) {
  const bool sv = swedish(language);
  const std::string n = std::to_string(votes);
  if (kind != VoteKind::Dots) return n + (sv ? " poäng" : votes == 1 ? " point" : " points");
  if (votes == 1) return n + (sv ? " röst" : " vote");
  return n + (sv ? " röster" : " votes");
}

Table priorities_table(const WorkshopView& view, Language language) {
  const bool sv = swedish(language);
  Table table{.name = "priorities",
              .title = sv ? "Teman efter svar och röster" : "Themes by answers and votes",
              .sheet = sv ? "Prioritering" : "Priorities"};
  using Kind = ColumnKind;
  const auto column = [&](const char* name, const char* label_sv, const char* label_en,
                          Kind kind = Kind::Text) {
    table.columns.push_back({.name = name, .label = sv ? label_sv : label_en, .kind = kind});
  };
  column("question", "Fråga", "Question");
  column("theme", "Tema (id)", "Theme (id)");
  column("answers", "Svar", "Answers", Kind::Integer);
  column("groups", "Grupper", "Groups", Kind::Integer);
  column("voters", "Röstande", "Voters", Kind::Integer);
  column("votes", "Röster", "Votes", Kind::Integer);
  column("rank_answers", "Plats efter svar", "Rank by answers", Kind::Integer);
  column("rank_votes", "Plats efter röster", "Rank by votes", Kind::Integer);
  column("theme_label", "Tema", "Theme");
  column("answers_grouped", "Svar, dubbletter en gång", "Answers, duplicates once", Kind::Integer);
  column("share_groups", "Andel grupper", "Share of groups", Kind::Share);
  column("share_voters", "Andel röstande", "Share of voters", Kind::Share);
  column("gap", "Skillnad i plats", "Gap in rank", Kind::Integer);
  for (const Priority& p : view.workshop.priorities) {
    const WorkshopQuestion& question = view.workshop.questions[p.question];
    const Theme& theme = at(view.analysis.codebook->themes, p.theme);
    Cell gap;
    if (p.rank_votes) {
      gap = Cell(static_cast<std::int64_t>(p.rank_answers) -
                 static_cast<std::int64_t>(*p.rank_votes));
    }
    table.rows.push_back({question.text, theme.key, p.answers, p.groups, Cell(p.voters),
                          Cell(p.votes), p.rank_answers, Cell(p.rank_votes), theme.label,
                          p.answers_grouped, share(p.groups, question.totals.groups),
                          p.voters ? share(*p.voters, question.totals.voters) : Cell(), gap});
  }
  table.notes = {
      sv ? "Ett svar räknas en gång per tema. Ett svar med flera teman räknas i vart och ett av "
           "dem."
         : "An answer counts once per theme, and in each of its themes.",
      sv ? "Lika antal ger samma plats; nästa plats hoppar över dem."
         : "Equal counts share a rank; the next rank skips them.",
      sv ? "Skillnad i plats: positivt tal betyder att rösterna lyfter temat mer än antalet svar."
         : "A positive gap: votes lift the theme more than the number of answers does."};
  switch (view.workshop.vote_kind) {
    case VoteKind::Dots:
      table.notes.emplace_back(sv ? "Vikt: varje röst är 1." : "Weight: each vote is 1.");
      break;
    case VoteKind::Points:
      table.notes.emplace_back(sv ? "Vikt: poängen läggs ihop." : "Weight: points are added.");
      break;
    case VoteKind::Ranks:
      table.notes.emplace_back(sv ? "Vikt: plats 1 ger flest poäng (största platsen + 1 − platsen)."
                                  : "Weight: rank 1 gives most points (largest rank + 1 − rank).");
      break;
  }
  return table;
}

Table answers_table(const WorkshopView& view, Language language) {
  const bool sv = swedish(language);
  Table table{.name = "answers",
              .title = sv ? "Svaren, en rad per punkt" : "The answers, a row a point",
              .sheet = sv ? "Svar" : "Answers"};
  using Kind = ColumnKind;
  const auto column = [&](const char* name, const char* label_sv, const char* label_en,
                          Kind kind = Kind::Text, double width = 0) {
    table.columns.push_back(
        {.name = name, .label = sv ? label_sv : label_en, .kind = kind, .width = width});
  };
  column("answer", "Svar", "Answer");
  column("part", "Punkt", "Part", Kind::Integer);
  column("parts", "Punkter", "Parts", Kind::Integer);
  column("question", "Fråga", "Question", Kind::Text, 30);
  column("group", "Grupp", "Group");
  column("person", "Person", "Person");
  column("votes", "Röster", "Votes", Kind::Integer);
  column("text", "Ordagrant", "Words", Kind::Text, 60);
  column("themes", "Teman", "Themes", Kind::Text, 30);
  column("cluster", "Dubblettgrupp", "Cluster", Kind::Integer);
  column("cluster_front", "Står främst", "In front");
  column("cluster_size", "Antal i gruppen", "In cluster", Kind::Integer);
  column("state", "Läge", "State");
  column("whole", "Hela svaret", "Whole answer", Kind::Text, 60);
  column("start", "Start", "Start", Kind::Integer);
  column("end", "Slut", "End", Kind::Integer);
  column("file", "Fil", "File");
  column("row", "Rad", "Row", Kind::Integer);
  DocumentOffsets offsets(view.analysis);
  for (std::uint32_t i = 0; i < view.workshop.parts.size(); ++i) {
    const AnswerPart& part = view.workshop.parts[i];
    const Unit& unit = unit_of(view, part);
    const Document& document = view.analysis.document_of(unit);
    const OffsetMap& map = offsets.of(unit.document);
    const CodePointSpan span = map.code_points(part.span);
    const SourceAnchor anchor = anchor_of(view.analysis, unit, map);
    const AnswerCluster& cluster = view.workshop.clusters[part.cluster];
    std::vector<std::string> themes;
    for (const ThemeId theme : part.themes) {
      themes.push_back(at(view.analysis.codebook->themes, theme).label);
    }
    table.rows.push_back(
        {answer_id(view, part), part.part, part.parts, view.workshop.questions[part.question].text,
         group_of(view, part), speaker_of(view.analysis, unit),
         part.part == 1 ? Cell(votes_of_part(view, part)) : Cell(), part.text, join(themes, "; "),
         part.cluster + 1, cluster.parts.front() == i ? (sv ? "ja" : "yes") : (sv ? "nej" : "no"),
         cluster.parts.size(), state_name(part),
         part.parts > 1 ? Cell(slice(document.text, unit.span)) : Cell(), span.begin, span.end,
         document.provenance.file, Cell(anchor.row)});
  }
  table.notes = {sv ? "Rösterna hör till hela svaret och står på dess första punkt."
                    : "Votes belong to the whole answer and stand on its first part."};
  return table;
}

Table questions_table(const WorkshopView& view, Language language) {
  const bool sv = swedish(language);
  Table table{.name = "questions",
              .title = sv ? "Frågorna och summorna" : "The questions and their sums",
              .sheet = sv ? "Frågor" : "Questions"};
  table.columns = {{.name = "question", .label = sv ? "Fråga" : "Question"}};
  const auto column = [&](const char* name, const char* label_sv, const char* label_en) {
    table.columns.push_back(
        {.name = name, .label = sv ? label_sv : label_en, .kind = ColumnKind::Integer});
  };
  column("answers", "Svar", "Answers");
  column("coded", "Kodade", "Coded");
  column("uncoded", "Okodade", "Uncoded");
  column("empty", "Tomma", "Empty");
  column("parts", "Punkter", "Points");
  column("clusters", "Punkter, dubbletter en gång", "Points, duplicates once");
  column("groups", "Grupper", "Groups");
  column("votes", "Röster", "Votes");
  column("votes_coded", "Röster på kodade", "Votes on coded");
  column("votes_uncoded", "Röster på okodade", "Votes on uncoded");
  column("votes_empty", "Röster på tomma", "Votes on empty");
  for (const WorkshopQuestion& question : view.workshop.questions) {
    const QuestionTotals& t = question.totals;
    const auto votes = [&t](std::int64_t value) { return t.voted ? Cell(value) : Cell(); };
    table.rows.push_back({question.text, t.answers, t.coded, t.uncoded, t.empty, t.parts,
                          t.clusters, t.groups, votes(t.votes), votes(t.votes_coded),
                          votes(t.votes_uncoded), votes(t.votes_empty)});
  }
  return table;
}

Table clusters_table(const WorkshopView& view, Language language) {
  const bool sv = swedish(language);
  Table table{.name = "clusters",
              .title = sv ? "Svar som säger nästan samma sak" : "Near-duplicates",
              .sheet = sv ? "Dubbletter" : "Duplicates"};
  table.columns = {{.name = "cluster", .label = sv ? "Dubblettgrupp" : "Cluster"},
                   {.name = "answer", .label = sv ? "Svar" : "Answer"},
                   {.name = "part", .label = sv ? "Punkt" : "Part", .kind = ColumnKind::Integer},
                   {.name = "text", .label = sv ? "Ordagrant" : "Words", .width = 70},
                   {.name = "why", .label = sv ? "Varför" : "Why"},
                   {.name = "question", .label = sv ? "Fråga" : "Question", .width = 40}};
  for (std::size_t c = 0; c < view.workshop.clusters.size(); ++c) {
    const AnswerCluster& cluster = view.workshop.clusters[c];
    if (cluster.parts.size() < 2 && !cluster.by_hand) continue;
    for (const std::uint32_t p : cluster.parts) {
      const AnswerPart& part = view.workshop.parts[p];
      const bool alone = cluster.parts.size() < 2;
      table.rows.push_back({alone ? std::string() : std::to_string(c + 1), answer_id(view, part),
                            part.part, part.text, why_text(cluster, language),
                            view.workshop.questions[part.question].text});
    }
  }
  return table;
}

Table suggestions_table(const WorkshopView& view, Language language) {
  const bool sv = swedish(language);
  Table table{.name = "suggestions",
              .title = sv ? "Förslag på nya faktorer" : "Suggested new factors",
              .sheet = sv ? "Nya faktorer" : "New factors"};
  table.columns = {
      {.name = "suggestion", .label = sv ? "Förslag" : "Suggestion"},
      {.name = "question", .label = sv ? "Fråga" : "Question", .width = 40},
      {.name = "points", .label = sv ? "Punkter" : "Points", .kind = ColumnKind::Integer},
      {.name = "answer", .label = sv ? "Svar" : "Answer"},
      {.name = "text", .label = sv ? "Ordagrant" : "Words", .width = 70}};
  for (const SuggestedFactor& factor : view.workshop.suggestions) {
    for (const std::uint32_t p : factor.parts) {
      const AnswerPart& part = view.workshop.parts[p];
      table.rows.push_back({(sv ? "förslag: " : "suggestion: ") + factor.name,
                            view.workshop.questions[factor.question].text, factor.parts.size(),
                            answer_id(view, part), part.text});
    }
  }
  table.notes = {
      sv ? "Svar som inget tema fångar och som delar ord. Namnet är bara de gemensamma orden."
         : "Answers that no theme catches and that share words. The name is those words."};
  return table;
}

std::vector<Priority> top_priorities(const WorkshopView& view, std::uint32_t question) {
  std::vector<Priority> out;
  for (const Priority& priority : view.workshop.priorities) {
    if (priority.question != question || priority.answers == 0) continue;
    const auto rank = [](const Priority& p) { return p.rank_votes.value_or(p.rank_answers); };
    if (out.size() >= view.top && rank(priority) != rank(out.back())) break;
    out.push_back(priority);
  }
  return out;
}

std::vector<PlanProposal> plan_proposals(const WorkshopView& view) {
  std::vector<PlanProposal> out;
  std::set<std::uint32_t> used;
  for (std::uint32_t q = 0; q < view.workshop.questions.size(); ++q) {
    for (const Priority& priority : top_priorities(view, q)) {
      std::vector<std::uint32_t> clusters;
      for (std::uint32_t c = 0; c < view.workshop.clusters.size(); ++c) {
        const AnswerCluster& cluster = view.workshop.clusters[c];
        if (view.workshop.parts[cluster.parts.front()].question != q || used.contains(c)) continue;
        const bool has =
            std::any_of(cluster.parts.begin(), cluster.parts.end(), [&](std::uint32_t p) {
              const auto& themes = view.workshop.parts[p].themes;
              return std::find(themes.begin(), themes.end(), priority.theme) != themes.end();
            });
        if (has) clusters.push_back(c);
      }
      std::stable_sort(clusters.begin(), clusters.end(), [&](std::uint32_t a, std::uint32_t b) {
        const auto& x = view.workshop.clusters[a].parts;
        const auto& y = view.workshop.clusters[b].parts;
        const bool verb_x = view.workshop.parts[x.front()].proposal;
        const bool verb_y = view.workshop.parts[y.front()].proposal;
        if (verb_x != verb_y) return verb_x;
        const std::int64_t vx = weight_of_cluster(view.workshop, a);
        const std::int64_t vy = weight_of_cluster(view.workshop, b);
        return vx != vy ? vx > vy : x.size() > y.size();
      });
      used.insert(clusters.begin(), clusters.end());
      if (view.rows > 0 && clusters.size() > view.rows) clusters.resize(view.rows);
      for (const std::uint32_t c : clusters) {
        const std::vector<std::uint32_t>& parts = view.workshop.clusters[c].parts;
        PlanProposal row;
        row.question = q;
        row.theme = priority.theme;
        row.part = parts.front();
        row.text = one_line(view.workshop.parts[parts.front()].text);
        std::vector<std::string> ids;
        for (const std::uint32_t p : parts) ids.push_back(answer_id(view, view.workshop.parts[p]));
        row.answers = join(ids, ", ");
        out.push_back(std::move(row));
      }
    }
  }
  return out;
}

std::size_t plan_left_out(const WorkshopView& view) {
  std::set<std::uint32_t> taken;  // groups of answers
  for (const PlanProposal& row : plan_proposals(view)) {
    taken.insert(view.workshop.parts[row.part].cluster);
  }
  std::size_t left = 0;
  for (std::uint32_t c = 0; c < view.workshop.clusters.size(); ++c) {
    const AnswerCluster& cluster = view.workshop.clusters[c];
    if (!taken.contains(c) && !view.workshop.parts[cluster.parts.front()].empty) ++left;
  }
  return left;
}

namespace {

std::vector<std::string> plan_headers(Language language) {
  if (!swedish(language)) {
    return {"Theme",  "Activity", "Responsible", "With",   "Reporting/forum",
            "Wanted", "Done",     "Status",      "Answers"};
  }
  return {"Tema",         "Aktivitet", "Ansvarig", "Samverkan med", "Rapportering/forum",
          "Önskat klart", "Klart",     "Status",   "Svar"};
}

/// What a plan leaves out must be said where it is filled in.
std::string left_out_in_words(const WorkshopView& view) {
  const std::size_t left = plan_left_out(view);
  if (left == 0) return {};
  return " " + std::to_string(left) + (left == 1 ? " punkt" : " punkter") +
         " ur svaren är inte med i planen, som tar upp de " + std::to_string(view.top) +
         " främsta temana på varje fråga; svar utan tema är inte heller med.";
}

std::string plan_note(const WorkshopView& view, Language language) {
  const std::string n = std::to_string(view.rows);
  if (!swedish(language)) {
    return "Activities are the answers' own words: proposals that begin with a verb first, then "
           "those with most votes" +
           (view.rows > 0 ? ", at most " + n + " per theme. All answers stand in their own sheet."
                          : std::string("."));
  }
  return "Aktiviteterna är svarens egna ord: förslag som börjar med ett verb står först, sedan de "
         "med flest röster" +
         (view.rows > 0 ? ", högst " + n + " per tema. Alla svar finns i bladet Svar."
                        : std::string(".")) +
         left_out_in_words(view) +
         " Stryk, slå ihop och skriv om fritt; länken visar vad som sades.";
}

}  // namespace

Table plan_table(const WorkshopView& view, Language language) {
  const bool sv = swedish(language);
  Table table{.name = "plan", .title = sv ? "Handlingsplan" : "Plan", .sheet = "Plan"};
  const std::vector<std::string> labels = plan_headers(language);
  constexpr const char* names[] = {"theme",  "activity", "responsible", "with",   "forum",
                                   "wanted", "done",     "status",      "answers"};
  constexpr double widths[] = {24, 60, 18, 22, 22, 14, 14, 13, 16};
  for (std::size_t c = 0; c < labels.size(); ++c) {
    Column column{.name = names[c], .label = labels[c], .width = widths[c]};
    if (c == 7) column.choices = statuses(language);
    table.columns.push_back(std::move(column));
  }
  for (const PlanProposal& row : plan_proposals(view)) {
    table.rows.push_back({at(view.analysis.codebook->themes, row.theme).label, row.text, Cell(),
                          Cell(), Cell(), Cell(), Cell(), Cell(),
                          Cell(row.answers).linked(answer_link(row.part))});
  }
  table.notes = {plan_note(view, language)};
  return table;
}

std::string plan_docx(const WorkshopView& view, Language language) {
  const bool sv = swedish(language);
  const std::string title = sv ? "Handlingsplan" : "Plan";
  DocxDocument document(
      {.title = title, .language = language, .page = DocxDocument::Page::Landscape});
  document.title(title);
  document.paragraph(
      sv ? "Aktiviteterna är svarens egna ord. Fyll i vem som ansvarar, när det ska vara klart och "
           "hur det går. Numren i sista kolumnen leder till svaren längst ned."
         : "Activities are the answers' own words. The numbers lead to the answers at the end.");
  const std::vector<PlanProposal> rows = plan_proposals(view);
  std::vector<std::string> headers = plan_headers(language);
  headers.erase(headers.begin());
  std::vector<std::uint32_t> cited;
  for (std::size_t i = 0; i < rows.size();) {
    const std::uint32_t question = rows[i].question;
    const ThemeId theme = rows[i].theme;
    if (i == 0 || rows[i - 1].question != question) {
      document.heading(1, view.workshop.questions[question].text.empty()
                              ? (sv ? "Svaren" : "Answers")
                              : view.workshop.questions[question].text);
    }
    document.heading(2, at(view.analysis.codebook->themes, theme).label);
    DocxTable table;
    table.header = headers;
    table.widths = {34, 13, 13, 13, 10, 10, 11, 8};
    table.description = at(view.analysis.codebook->themes, theme).label;
    for (; i < rows.size() && rows[i].question == question && rows[i].theme == theme; ++i) {
      DocxCell status;
      status.choices = statuses(language);
      Runs link = {{.text = rows[i].answers, .link = "#svar-" + std::to_string(rows[i].part)}};
      table.rows.push_back({DocxCell(rows[i].text), DocxCell(""), DocxCell(""), DocxCell(""),
                            DocxCell(""), DocxCell(""), status, DocxCell(link)});
      cited.push_back(rows[i].part);
    }
    document.table(table);
  }
  document.heading(1, sv ? "Svaren bakom" : "The answers behind");
  for (const std::uint32_t front : cited) {
    const AnswerPart& part = view.workshop.parts[front];
    bool first = true;
    for (const std::uint32_t p : view.workshop.clusters[part.cluster].parts) {
      const AnswerPart& other = view.workshop.parts[p];
      const Unit& unit = unit_of(view, other);
      const std::string whole(slice(view.analysis.document_of(unit).text, unit.span));
      document.paragraph({{.text = answer_id(view, other) + "  ", .bold = true}, {.text = whole}},
                         first ? "svar-" + std::to_string(front) : std::string());
      first = false;
    }
  }
  return document.take();
}

}  // namespace rodtrad::report
