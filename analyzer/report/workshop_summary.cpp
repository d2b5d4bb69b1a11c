#include <algorithm>
#include <map>
#include <set>

#include "analyzer/base/strings.h"
#include "analyzer/formats/html_escape.h"
#include "analyzer/report/docx_document.h"
#include "analyzer/report/fields.h"
#include "analyzer/report/figure_png.h"
#include "analyzer/report/plain_page.h"
#include "analyzer/report/say.h"
#include "analyzer/report/workshop_tables.h"

namespace rodtrad::report {
namespace {

using formats::escape_html;

constexpr int kPicturePixels = 1600;  ///< 14 cm at 300 dots an inch
constexpr std::size_t kNext = 6;      ///< proposals shown at the end

bool swedish(Language language) { return language == Language::Swedish; }

std::string number(std::size_t value) { return std::to_string(value); }

/// What was asked; of the answers that no question stands beside, that.
std::string question_title(const Workshop& workshop, std::size_t index, Language language) {
  const WorkshopQuestion& question = workshop.questions[index];
  if (!question.text.empty()) return question.text;
  const Say say(language);
  return workshop.questions.size() > 1 ? say("Svar utan fråga", "Answers without a question")
                                       : say("Svaren", "The answers");
}

/// `61 svar från 12 grupper: 55 hör till ett tema, 3 gör det inte och 3 är tomma. 120 röster.`
std::string sum_sentence(const WorkshopQuestion& question, VoteKind kind, Language language) {
  const QuestionTotals& t = question.totals;
  const bool sv = swedish(language);
  std::string out = number(t.answers) + (sv ? " svar" : " answers");
  if (t.groups > 0)
    out += (sv ? " från " : " from ") + number(t.groups) +
           (t.groups == 1 ? (sv ? " grupp" : " group") : (sv ? " grupper" : " groups"));
  out += sv ? ": " + number(t.coded) + " hör till något tema, " + number(t.uncoded) +
                  " gör det inte och " + number(t.empty) +
                  (t.empty == 1 ? " är tomt." : " är tomma.")
            : ": " + number(t.coded) + " belong to a theme, " + number(t.uncoded) + " do not and " +
                  number(t.empty) + " are empty.";
  if (t.voted) {
    out += " " + votes_in_words(t.votes, kind, language) +
           (kind == VoteKind::Dots ? (sv ? " lades." : ".") : (sv ? " gavs." : " were given."));
  } else {
    out += sv ? " Ingen omröstning hölls om frågan." : " No vote was held.";
  }
  return out;
}

std::string places(const Priority& p, VoteKind kind, Language language) {
  const bool sv = swedish(language);
  std::string out = number(p.answers) + (sv ? " svar" : p.answers == 1 ? " answer" : " answers");
  if (p.answers_grouped != p.answers) {
    out += " (" + number(p.answers_grouped) +
           (sv ? " om lika svar räknas en gång)" : " with duplicates counted once)");
  }
  if (p.votes) out += ", " + votes_in_words(*p.votes, kind, language);
  return out;
}

/// Where votes and answers disagree by two places or more.
std::string gap_sentence(const Priority& p, Language language) {
  if (!p.rank_votes) return {};
  const auto gap =
      static_cast<std::int64_t>(p.rank_answers) - static_cast<std::int64_t>(*p.rank_votes);
  if (gap > -2 && gap < 2) return {};
  const bool sv = swedish(language);
  const std::string ranks =
      sv ? "plats " + number(*p.rank_votes) + " efter röster, plats " + number(p.rank_answers) +
               " efter antal svar"
         : "rank " + number(*p.rank_votes) + " by votes, " + number(p.rank_answers) + " by answers";
  return (gap > 0 ? (sv ? "Rösterna lyfter temat: " : "Votes lift it: ")
                  : (sv ? "Temat ligger högre i svaren än i rösterna: "
                        : "Answers place it higher than votes: ")) +
         ranks + ".";
}

/// Groups of answers with the theme, by their front: most votes first, then most alike.
std::vector<std::uint32_t> telling(const WorkshopView& view, const Priority& priority,
                                   std::size_t most) {
  const Workshop& w = view.workshop;
  std::vector<std::uint32_t> clusters;
  for (std::uint32_t c = 0; c < w.clusters.size(); ++c) {
    const AnswerPart& front = w.parts[w.clusters[c].parts.front()];
    if (front.question != priority.question) continue;
    if (std::find(front.themes.begin(), front.themes.end(), priority.theme) != front.themes.end()) {
      clusters.push_back(c);
    }
  }
  std::stable_sort(clusters.begin(), clusters.end(), [&](std::uint32_t a, std::uint32_t b) {
    const std::int64_t x = weight_of_cluster(w, a);
    const std::int64_t y = weight_of_cluster(w, b);
    if (x != y) return x > y;
    if (w.clusters[a].parts.size() != w.clusters[b].parts.size()) {
      return w.clusters[a].parts.size() > w.clusters[b].parts.size();
    }
    return w.parts[w.clusters[a].parts.front()].text.size() >
           w.parts[w.clusters[b].parts.front()].text.size();
  });
  if (clusters.size() > most) clusters.resize(most);
  return clusters;
}

/// A theme with the answers that tell most about it.
struct ToldTheme {
  Priority priority{};
  std::vector<std::uint32_t> clusters{};
};

struct AskedQuestion {
  std::uint32_t question = 0;
  std::vector<Priority> pictured{};
  std::vector<ToldTheme> told{};  ///< the first of those pictured
  std::vector<Priority> also{};   ///< themes with answers that are not in the picture
};

/// What both the page and the Word document say.
struct Summary {
  std::vector<AskedQuestion> asked{};
  std::vector<PlanProposal> next{};
  std::size_t proposals = 0;
};

/// Two pages hold one question with five themes, or three with three themes each.
Summary summary_of(const WorkshopView& view) {
  const Workshop& w = view.workshop;
  const std::size_t questions = w.questions.size();
  const std::size_t themes = questions <= 1 ? 5 : questions == 2 ? 4 : 3;
  const std::size_t answers = questions <= 1 ? 3 : 2;
  Summary out;
  for (std::uint32_t q = 0; q < questions; ++q) {
    AskedQuestion asked{q, top_priorities(view, q), {}, {}};
    for (const Priority& p : asked.pictured) {
      if (asked.told.size() < themes) asked.told.push_back({p, telling(view, p, answers)});
    }
    std::size_t seen = 0;
    for (const Priority& p : w.priorities) {
      if (p.question != q || p.answers == 0 || ++seen <= asked.pictured.size()) continue;
      asked.also.push_back(p);
    }
    out.asked.push_back(std::move(asked));
  }
  const std::vector<PlanProposal> rows = plan_proposals(view);
  out.proposals = rows.size();
  // The best of every theme before the second best of any.
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> taken;
  std::vector<std::pair<std::size_t, const PlanProposal*>> order;
  for (const PlanProposal& row : rows) {
    if (w.parts[row.part].proposal) {
      order.emplace_back(taken[{row.question, row.theme.value}]++, &row);
    }
  }
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [round, row] : order) {
    if (out.next.size() < kNext) out.next.push_back(*row);
  }
  return out;
}

std::string theme_label(const WorkshopView& view, const Priority& priority) {
  return at(view.analysis.codebook->themes, priority.theme).label;
}

/// The picture in words, for those who do not see it.
std::string bars_in_words(const WorkshopView& view, const AskedQuestion& asked, Language language) {
  std::vector<std::string> words;
  for (const Priority& p : asked.pictured) {
    words.push_back(theme_label(view, p) + " " + places(p, view.workshop.vote_kind, language));
  }
  return join(words, "; ");
}

/// Two bars a theme: answers and votes, each with its number. SVG, 680 units wide.
std::string bars(const WorkshopView& view, const AskedQuestion& asked, Language language) {
  const bool voted = view.workshop.questions[asked.question].totals.voted;
  std::int64_t most_answers = 1;
  std::int64_t most_votes = 1;
  for (const Priority& p : asked.pictured) {
    most_answers = std::max<std::int64_t>(most_answers, p.answers);
    most_votes = std::max<std::int64_t>(most_votes, p.votes.value_or(0));
  }
  int y = 4;
  std::string drawn;
  const auto bar = [&](int top, std::int64_t value, std::int64_t most, const char* color,
                       const std::string& text) {
    const auto width = static_cast<int>(300 * value / most);
    drawn += "<rect x=\"260\" y=\"" + std::to_string(top) + "\" width=\"" +
             std::to_string(std::max(width, 1)) + "\" height=\"14\" fill=\"" + color +
             "\"/><text x=\"" + std::to_string(268 + width) + "\" y=\"" + std::to_string(top + 12) +
             "\" font-size=\"13\">" + text + "</text>";
  };
  for (const Priority& p : asked.pictured) {
    drawn += "<text x=\"250\" y=\"" + std::to_string(y + (voted ? 20 : 12)) +
             "\" font-size=\"14\" text-anchor=\"end\">" + escape_html(theme_label(view, p)) +
             "</text>";
    bar(y, p.answers, most_answers, "#2a6f97",
        number(p.answers) + (swedish(language) ? " svar"
                             : p.answers == 1  ? " answer"
                                               : " answers"));
    if (voted) {
      bar(y + 16, p.votes.value_or(0), most_votes, "#c8553d",
          votes_in_words(p.votes.value_or(0), view.workshop.vote_kind, language));
    }
    y += voted ? 40 : 24;
  }
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 680 " + std::to_string(y) +
         "\" font-family=\"Liberation Sans, Arial, sans-serif\" role=\"img\" aria-label=\"" +
         escape_html(bars_in_words(view, asked, language)) + "\">" + drawn + "</svg>";
}

std::string title_of(const WorkshopView& view, Language language) {
  if (!view.analysis.title.empty()) return view.analysis.title;
  return swedish(language) ? "Det här sa vi" : "What we said";
}

/// An answer in two themes counts in both, with all its votes.
std::string overlap_sentence(const WorkshopView& view, Language language) {
  const bool overlaps =
      std::any_of(view.workshop.parts.begin(), view.workshop.parts.end(),
                  [](const AnswerPart& part) { return part.themes.size() > 1 || part.parts > 1; });
  if (!overlaps) return {};
  return swedish(language)
             ? " Ett svar kan höra till flera teman och räknas då i vart och ett, med alla sina "
               "röster; temanas summor kan därför bli större än antalet svar och röster."
             : " An answer may belong to several themes and counts in each, with all its votes; "
               "the "
               "themes' sums may exceed those of answers and votes.";
}

std::string next_sentence(const WorkshopView& view, const Summary& summary, Language language) {
  const std::string n = number(summary.proposals);
  const std::size_t left = plan_left_out(view);
  const std::string rest =
      left == 0 ? std::string()
      : swedish(language)
          ? " " + number(left) + (left == 1 ? " punkt" : " punkter") +
                " ur svaren är inte med där: planen tar upp de främsta temana. Alla svar finns i "
                "arbetsboken."
          : " " + number(left) +
                " points of the answers are not in it, which takes up the foremost "
                "themes; the workbook has them all.";
  return swedish(language)
             ? "Svaren har lagts i en handlingsplan med plats för ansvarig och datum. Planen har " +
                   n + " rader ur svaren på alla frågor." + rest +
                   (summary.next.empty() ? "" : " Några av raderna, i de svarandes egna ord:")
             : "The answers stand in a plan with room for names and dates. It has " + n + " rows." +
                   rest + (summary.next.empty() ? "" : " Some of them:");
}

class HtmlSummary {
 public:
  HtmlSummary(const WorkshopView& view, Language language)
      : v_(view), w_(view.workshop), language_(language), sv_(swedish(language)) {}

  std::string run() {
    const Summary summary = summary_of(v_);
    intro();
    for (const AskedQuestion& asked : summary.asked) question(asked);
    next(summary);
    answers();
    return plain_page({title_of(v_, language_), v_.analysis.codebook->title, std::move(out_)},
                      language_);
  }

 private:
  void intro() {
    std::size_t answers = 0;
    for (const WorkshopQuestion& question : w_.questions) answers += question.totals.answers;
    out_ += "<p>" + number(w_.questions.size()) +
            (sv_ ? (w_.questions.size() == 1 ? " fråga, " : " frågor, ") : " questions, ") +
            number(answers) +
            (sv_ ? " svar. Numren inom hakparentes leder till svaren, ordagrant, längst ned."
                 : " answers. The numbers in brackets lead to the answers, word for word, below.") +
            overlap_sentence(v_, language_) + "</p>\n";
  }

  std::string link(std::uint32_t part) {
    cited_.insert(part);
    return "<a class=\"src\" href=\"#svar-" + number(part + 1) + "\">[" +
           escape_html(answer_id(v_, w_.parts[part])) + "]</a>";
  }

  void question(const AskedQuestion& asked) {
    const WorkshopQuestion& q = w_.questions[asked.question];
    out_ += "<h2>" + escape_html(question_title(w_, asked.question, language_)) + "</h2>\n<p>" +
            sum_sentence(q, w_.vote_kind, language_) + "</p>\n";
    if (asked.pictured.empty()) return;
    out_ += "<figure class=\"bars\">" + bars(v_, asked, language_) + "</figure>\n<ol>\n";
    for (const ToldTheme& told : asked.told) theme(told);
    out_ += "</ol>\n";
    rest(asked);
  }

  void theme(const ToldTheme& told) {
    const Priority& priority = told.priority;
    const std::uint32_t rank = priority.rank_votes.value_or(priority.rank_answers);
    out_ += "<li value=\"" + number(rank) + "\"><strong>" + escape_html(theme_label(v_, priority)) +
            "</strong>: " + places(priority, w_.vote_kind, language_) + ". " +
            gap_sentence(priority, language_);
    for (const std::uint32_t c : told.clusters) {
      const AnswerCluster& cluster = w_.clusters[c];
      const std::uint32_t front = cluster.parts.front();
      out_ += "\n<blockquote>" + escape_html(w_.parts[front].text) + " " + link(front);
      if (cluster.parts.size() > 1) {
        out_ += "<details class=\"noprint\"><summary>" + number(cluster.parts.size() - 1) +
                (sv_ ? " liknande svar" : " alike") + "</summary><ul>";
        for (const std::uint32_t p : cluster.parts) {
          if (p == front) continue;
          out_ += "<li>" + escape_html(w_.parts[p].text) + " " + link(p) + "</li>";
        }
        out_ += "</ul></details>";
      }
      out_ += "</blockquote>";
    }
    out_ += "</li>\n";
  }

  void rest(const AskedQuestion& asked) {
    std::vector<std::string> others;
    for (const Priority& p : asked.also) {
      others.push_back(theme_label(v_, p) + " (" + places(p, w_.vote_kind, language_) + ")");
    }
    if (!others.empty()) {
      out_ += "<p class=\"note\">" + std::string(sv_ ? "Dessutom: " : "Also: ") +
              escape_html(join(others, ", ")) + ".</p>\n";
    }
    std::vector<std::string> names;
    for (const SuggestedFactor& factor : w_.suggestions) {
      if (factor.question != asked.question) continue;
      std::string links;
      constexpr std::size_t kLinks = 3;
      for (std::size_t i = 0; i < factor.parts.size() && i < kLinks; ++i) {
        links += link(factor.parts[i]);
      }
      if (factor.parts.size() > kLinks) {
        links += (sv_ ? " och " : " and ") + number(factor.parts.size() - kLinks) +
                 (sv_ ? " till" : " more");
      }
      names.push_back(escape_html(factor.name) + " " + links);
    }
    if (!names.empty()) {
      out_ += "<p class=\"note\">" +
              std::string(sv_ ? "Förslag på nya faktorer, ur svar som inget tema fångar: "
                              : "Suggested new factors: ") +
              join(names, "; ") + "</p>\n";
    }
  }

  void next(const Summary& summary) {
    out_ += std::string("<h2>") + (sv_ ? "Vad händer nu" : "What comes next") + "</h2>\n<p>" +
            next_sentence(v_, summary, language_) + "</p>\n";
    if (summary.next.empty()) return;
    out_ += "<ul>\n";
    for (const PlanProposal& row : summary.next) {
      out_ += "<li>" + escape_html(row.text) + " " + link(row.part) + "</li>\n";
    }
    out_ += "</ul>\n";
  }

  void answers() {
    out_ += std::string("<section class=\"noprint\"><h2>") +
            (sv_ ? "Svaren som texten bygger på" : "The answers behind the text") + "</h2>\n<ul>\n";
    for (const std::uint32_t p : cited_) {
      const AnswerPart& part = w_.parts[p];
      const Unit& unit = at(v_.analysis.units, part.unit);
      const auto votes = votes_of_part(v_, part);
      out_ += "<li id=\"svar-" + number(p + 1) + "\"><strong>" + escape_html(answer_id(v_, part)) +
              "</strong> <span class=\"quote\">" +
              escape_html(slice(v_.analysis.document_of(unit).text, unit.span)) + "</span>";
      if (votes) {
        out_ +=
            " <span class=\"note\">" +
            (w_.vote_kind == VoteKind::Ranks ? (sv_ ? "plats " : "rank ") + std::to_string(*votes)
                                             : votes_in_words(*votes, w_.vote_kind, language_)) +
            "</span>";
      }
      out_ += "</li>\n";
    }
    out_ += "</ul></section>\n";
  }

  const WorkshopView& v_;
  const Workshop& w_;
  Language language_;
  bool sv_;
  std::string out_;
  std::set<std::uint32_t> cited_;
};

/// Where the picture cannot be drawn, its figures as a table.
DocxTable bars_table(const WorkshopView& view, const AskedQuestion& asked, Language language) {
  const bool sv = swedish(language);
  DocxTable table;
  table.header = {sv ? "Tema" : "Theme", sv ? "Svar" : "Answers", sv ? "Röster" : "Votes"};
  table.widths = {60, 20, 20};
  table.description = bars_in_words(view, asked, language);
  const auto right = [](const std::string& text) {
    DocxCell cell(text);
    cell.right = true;
    return cell;
  };
  for (const Priority& p : asked.pictured) {
    table.rows.push_back({DocxCell(theme_label(view, p)), right(number(p.answers)),
                          right(p.votes ? std::to_string(*p.votes) : "–")});
  }
  return table;
}

}  // namespace

std::string workshop_summary_html(const WorkshopView& view, Language language) {
  return HtmlSummary(view, language).run();
}

std::string workshop_summary_docx(const WorkshopView& view, Language language) {
  const bool sv = swedish(language);
  const Workshop& w = view.workshop;
  const Summary summary = summary_of(view);
  DocxDocument document({.title = title_of(view, language), .language = language});
  document.title(title_of(view, language));
  document.subtitle(view.analysis.codebook->title);
  if (const std::string overlap = overlap_sentence(view, language); !overlap.empty()) {
    document.paragraph(overlap.substr(1));
  }
  std::set<std::uint32_t> cited;
  const auto cite = [&](std::uint32_t part) {
    cited.insert(part);
    return Run{.text = " [" + answer_id(view, w.parts[part]) + "]",
               .muted = true,
               .link = "#svar-" + number(part + 1)};
  };
  for (const AskedQuestion& asked : summary.asked) {
    const WorkshopQuestion& question = w.questions[asked.question];
    document.heading(1, question_title(w, asked.question, language));
    document.paragraph(sum_sentence(question, w.vote_kind, language));
    if (asked.pictured.empty()) continue;
    if (auto png = svg_png(bars(view, asked, language), kPicturePixels)) {
      document.picture({.png = std::move(png).value(),
                        .alt = bars_in_words(view, asked, language),
                        .caption = {},
                        .width_cm = 14});
    } else {
      document.table(bars_table(view, asked, language));
    }
    for (const ToldTheme& told : asked.told) {
      document.paragraph({{.text = theme_label(view, told.priority), .bold = true},
                          {.text = ": " + places(told.priority, w.vote_kind, language) + ". " +
                                   gap_sentence(told.priority, language)}});
      for (const std::uint32_t c : told.clusters) {
        const std::uint32_t front = w.clusters[c].parts.front();
        document.bullet({{.text = w.parts[front].text}, cite(front)});
      }
    }
  }
  document.heading(1, sv ? "Vad händer nu" : "What comes next");
  document.paragraph(next_sentence(view, summary, language));
  for (const PlanProposal& row : summary.next) {
    document.bullet({{.text = row.text}, cite(row.part)});
  }
  document.page_break();
  document.heading(1, sv ? "Svaren som texten bygger på" : "The answers behind the text");
  for (const std::uint32_t p : cited) {
    const AnswerPart& part = w.parts[p];
    const Unit& unit = at(view.analysis.units, part.unit);
    document.paragraph(
        {{.text = answer_id(view, part) + "  ", .bold = true},
         {.text = std::string(slice(view.analysis.document_of(unit).text, unit.span))}},
        "svar-" + number(p + 1));
  }
  return document.take();
}

}  // namespace rodtrad::report
