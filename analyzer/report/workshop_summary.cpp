#include <algorithm>
#include <set>

#include "analyzer/base/strings.h"
#include "analyzer/formats/html_escape.h"
#include "analyzer/report/docx_document.h"
#include "analyzer/report/fields.h"
#include "analyzer/report/plain_page.h"
#include "analyzer/report/workshop_tables.h"

namespace rodtrad::report {
namespace {

using formats::escape_html;

constexpr std::size_t kTelling = 3;  ///< answers shown per theme
constexpr std::size_t kNext = 6;     ///< proposals shown at the end

bool swedish(Language language) { return language == Language::Swedish; }

std::string number(std::size_t value) { return std::to_string(value); }

std::string question_title(const WorkshopQuestion& question, std::size_t index, Language language) {
  if (!question.text.empty()) return question.text;
  return (swedish(language) ? "Fråga " : "Question ") + number(index + 1);
}

/// `61 svar från 12 grupper: 55 hör till ett tema, 3 gör det inte och 3 är tomma. 120 röster.`
std::string sum_sentence(const WorkshopQuestion& question, VoteKind kind, Language language) {
  const QuestionTotals& t = question.totals;
  const bool sv = swedish(language);
  std::string out = number(t.answers) + (sv ? " svar" : " answers");
  if (t.groups > 0)
    out += (sv ? " från " : " from ") + number(t.groups) + (sv ? " grupper" : " groups");
  out += sv ? ": " + number(t.coded) + " hör till något tema, " + number(t.uncoded) +
                  " gör det inte och " + number(t.empty) + " är tomma."
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
                  : (sv ? "Fler skrev än röstade: " : "More wrote than voted: ")) +
         ranks + ".";
}

/// Fronts of the groups of answers with the theme: most votes first, then most alike.
std::vector<std::uint32_t> telling(const WorkshopView& view, const Priority& priority) {
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
  if (clusters.size() > kTelling) clusters.resize(kTelling);
  return clusters;
}

class HtmlSummary {
 public:
  HtmlSummary(const WorkshopView& view, Language language)
      : v_(view), w_(view.workshop), language_(language), sv_(swedish(language)) {}

  std::string run() {
    intro();
    for (std::uint32_t q = 0; q < w_.questions.size(); ++q) question(q);
    next();
    answers();
    const std::string title =
        v_.analysis.title.empty() ? (sv_ ? "Det här sa vi" : "What we said") : v_.analysis.title;
    return plain_page({title, v_.analysis.codebook.title, std::move(out_)}, language_);
  }

 private:
  void intro() {
    std::size_t answers = 0;
    for (const WorkshopQuestion& question : w_.questions) answers += question.totals.answers;
    out_ += "<p>" + number(w_.questions.size()) + (sv_ ? " frågor, " : " questions, ") +
            number(answers) +
            (sv_ ? " svar. Numren inom hakparentes leder till svaren, ordagrant, längst ned."
                 : " answers. The numbers in brackets lead to the answers, word for word, below.") +
            "</p>\n";
  }

  std::string link(std::uint32_t part) {
    cited_.insert(part);
    return "<a class=\"src\" href=\"#svar-" + number(part + 1) + "\">[" +
           escape_html(answer_id(v_, w_.parts[part])) + "]</a>";
  }

  void question(std::uint32_t q) {
    const WorkshopQuestion& asked = w_.questions[q];
    out_ += "<h2>" + escape_html(question_title(asked, q, language_)) + "</h2>\n<p>" +
            sum_sentence(asked, w_.vote_kind, language_) + "</p>\n";
    const std::vector<Priority> top = top_priorities(v_, q);
    if (top.empty()) return;
    picture(top, asked.totals.voted);
    out_ += "<ol>\n";
    for (const Priority& priority : top) theme(priority);
    out_ += "</ol>\n";
    rest(q, top.size());
  }

  void theme(const Priority& priority) {
    const std::string label = at(v_.analysis.codebook.themes, priority.theme).label;
    const std::uint32_t rank = priority.rank_votes.value_or(priority.rank_answers);
    out_ += "<li value=\"" + number(rank) + "\"><strong>" + escape_html(label) +
            "</strong>: " + places(priority, w_.vote_kind, language_) + ". " +
            gap_sentence(priority, language_);
    for (const std::uint32_t c : telling(v_, priority)) {
      const AnswerCluster& cluster = w_.clusters[c];
      const std::uint32_t front = cluster.parts.front();
      out_ += "\n<blockquote>" + escape_html(w_.parts[front].text) + " " + link(front);
      if (cluster.parts.size() > 1) {
        out_ += "<details><summary>" + number(cluster.parts.size() - 1) +
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

  void rest(std::uint32_t q, std::size_t shown) {
    std::vector<std::string> others;
    std::size_t seen = 0;
    for (const Priority& priority : w_.priorities) {
      if (priority.question != q || priority.answers == 0 || ++seen <= shown) continue;
      others.push_back(at(v_.analysis.codebook.themes, priority.theme).label + " (" +
                       places(priority, w_.vote_kind, language_) + ")");
    }
    if (!others.empty()) {
      out_ += "<p class=\"note\">" + std::string(sv_ ? "Dessutom: " : "Also: ") +
              escape_html(join(others, ", ")) + ".</p>\n";
    }
    std::vector<std::string> names;
    for (const SuggestedFactor& factor : w_.suggestions) {
      if (factor.question != q) continue;
      std::string links;
      for (const std::uint32_t p : factor.parts) links += link(p);
      names.push_back(escape_html(factor.name) + " " + links);
    }
    if (!names.empty()) {
      out_ += "<p class=\"note\">" +
              std::string(sv_ ? "Förslag på nya faktorer, ur svar som inget tema fångar: "
                              : "Suggested new factors: ") +
              join(names, "; ") + "</p>\n";
    }
  }

  /// Two bars a theme: answers and votes, each with its number.
  void picture(const std::vector<Priority>& top, bool voted) {
    std::int64_t most_answers = 1;
    std::int64_t most_votes = 1;
    for (const Priority& p : top) {
      most_answers = std::max<std::int64_t>(most_answers, p.answers);
      most_votes = std::max<std::int64_t>(most_votes, p.votes.value_or(0));
    }
    const int step = voted ? 50 : 32;
    int y = 8;
    std::string bars;
    std::vector<std::string> words;
    const auto bar = [&](int top_y, std::int64_t value, std::int64_t most, const char* color,
                         const std::string& text) {
      const auto width = static_cast<int>(300 * value / most);
      bars += "<rect x=\"260\" y=\"" + std::to_string(top_y) + "\" width=\"" +
              std::to_string(std::max(width, 1)) + "\" height=\"16\" fill=\"" + color +
              "\"/><text x=\"" + std::to_string(268 + width) + "\" y=\"" +
              std::to_string(top_y + 13) + "\" font-size=\"14\">" + text + "</text>";
    };
    for (const Priority& p : top) {
      const std::string label = at(v_.analysis.codebook.themes, p.theme).label;
      bars += "<text x=\"250\" y=\"" + std::to_string(y + (voted ? 24 : 14)) +
              "\" font-size=\"15\" text-anchor=\"end\">" + escape_html(label) + "</text>";
      bar(y, p.answers, most_answers, "#2a6f97", number(p.answers) + (sv_ ? " svar" : " answers"));
      if (voted) {
        bar(y + 20, p.votes.value_or(0), most_votes, "#c8553d",
            votes_in_words(p.votes.value_or(0), w_.vote_kind, language_));
      }
      words.push_back(label + " " + places(p, w_.vote_kind, language_));
      y += step;
    }
    out_ += "<figure><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 680 " +
            std::to_string(y) + "\" role=\"img\" aria-label=\"" + escape_html(join(words, "; ")) +
            "\">" + bars + "</svg></figure>\n";
  }

  void next() {
    const std::vector<PlanProposal> rows = plan_proposals(v_);
    std::vector<const PlanProposal*> verbs;
    for (const PlanProposal& row : rows) {
      if (w_.parts[row.part].proposal && verbs.size() < kNext) verbs.push_back(&row);
    }
    out_ +=
        std::string("<h2>") + (sv_ ? "Vad händer nu" : "What comes next") + "</h2>\n<p>" +
        (sv_ ? "Svaren har lagts i en handlingsplan med plats för ansvarig och datum. Planen har "
             : "The answers stand in a plan with room for names and dates. It has ") +
        number(rows.size()) +
        (sv_ ? " förslag. Några av dem, i de svarandes egna ord:" : " proposals. Some of them:") +
        "</p>\n<ul>\n";
    for (const PlanProposal* row : verbs) {
      out_ += "<li>" + escape_html(row->text) + " " + link(row->part) + "</li>\n";
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

}  // namespace

std::string workshop_summary_html(const WorkshopView& view, Language language) {
  return HtmlSummary(view, language).run();
}

std::string workshop_summary_docx(const WorkshopView& view, Language language) {
  const bool sv = swedish(language);
  const Workshop& w = view.workshop;
  const std::string title =
      view.analysis.title.empty() ? (sv ? "Det här sa vi" : "What we said") : view.analysis.title;
  DocxDocument document({.title = title, .language = language});
  document.title(title);
  document.subtitle(view.analysis.codebook.title);
  std::set<std::uint32_t> cited;
  const auto cite = [&](std::uint32_t part) {
    cited.insert(part);
    return Run{.text = " [" + answer_id(view, w.parts[part]) + "]",
               .muted = true,
               .link = "#svar-" + number(part + 1)};
  };
  for (std::uint32_t q = 0; q < w.questions.size(); ++q) {
    document.heading(1, question_title(w.questions[q], q, language));
    document.paragraph(sum_sentence(w.questions[q], w.vote_kind, language));
    const std::vector<Priority> top = top_priorities(view, q);
    if (top.empty()) continue;
    DocxTable table;
    table.header = {sv ? "Tema" : "Theme", sv ? "Svar" : "Answers", sv ? "Röster" : "Votes",
                    sv ? "Plats efter svar" : "Rank by answers",
                    sv ? "Plats efter röster" : "Rank by votes"};
    table.widths = {40, 15, 15, 15, 15};
    table.description = question_title(w.questions[q], q, language);
    for (const Priority& p : top) {
      const auto right = [](const std::string& text) {
        DocxCell cell(text);
        cell.right = true;
        return cell;
      };
      table.rows.push_back(
          {DocxCell(at(view.analysis.codebook.themes, p.theme).label), right(number(p.answers)),
           right(p.votes ? std::to_string(*p.votes) : "–"), right(number(p.rank_answers)),
           right(p.rank_votes ? number(*p.rank_votes) : "–")});
    }
    document.table(table);
    for (const Priority& p : top) {
      Runs runs = {
          {.text = at(view.analysis.codebook.themes, p.theme).label, .bold = true},
          {.text = ": " + places(p, w.vote_kind, language) + ". " + gap_sentence(p, language)}};
      document.paragraph(runs);
      for (const std::uint32_t c : telling(view, p)) {
        const std::uint32_t front = w.clusters[c].parts.front();
        document.bullet({{.text = w.parts[front].text}, cite(front)});
      }
    }
  }
  document.heading(1, sv ? "Vad händer nu" : "What comes next");
  const std::vector<PlanProposal> rows = plan_proposals(view);
  document.paragraph((sv ? "Svaren har lagts i en handlingsplan med plats för ansvarig och datum. "
                           "Planen har "
                         : "The answers stand in a plan with room for names and dates. It has ") +
                     number(rows.size()) + (sv ? " förslag." : " proposals."));
  std::size_t shown = 0;
  for (const PlanProposal& row : rows) {
    if (!w.parts[row.part].proposal || shown++ >= kNext) continue;
    document.bullet({{.text = row.text}, cite(row.part)});
  }
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
