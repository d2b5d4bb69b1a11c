#pragma once
#include <string>

#include "analyzer/model/analysis.h"
#include "analyzer/model/workshop.h"
#include "analyzer/report/table.h"

/// The workshop as tables: priorities, answers, questions, near-duplicates, suggested factors, and
/// the plan to fill in.
namespace rodtrad::report {

/// What every report of a workshop reads.
struct WorkshopView {
  const Analysis& analysis;
  const Workshop& workshop;
  std::size_t top = 5;   ///< themes per question that the plan and the summary take up
  std::size_t rows = 8;  ///< proposals per theme in the plan; 0: all
};

/// question, theme, answers, groups, voters, votes, rank_answers, rank_votes, then theme_label,
/// answers_grouped, share_groups, share_voters, gap.
Table priorities_table(const WorkshopView& view, Language language);
/// One line a point: answer, part, parts, question, group, person, votes (on the first point),
/// text, themes, cluster, cluster_front, cluster_size, state, whole, start, end, file, row.
Table answers_table(const WorkshopView& view, Language language);
/// The sums per question.
Table questions_table(const WorkshopView& view, Language language);
/// Groups of near-duplicates: change the column cluster and give the file back to undo or add.
Table clusters_table(const WorkshopView& view, Language language);
Table suggestions_table(const WorkshopView& view, Language language);

/// A row of the plan: a proposal in the words of its answers.
struct PlanProposal {
  std::uint32_t question = 0;
  ThemeId theme{};
  std::uint32_t part = 0;  ///< the front of its group
  std::string text{};
  std::string answers{};  ///< ids of all answers of the group
};
/// Per question and prioritised theme the groups of answers: proposals that begin with a verb
/// first, then by votes and size, at most `rows`. A group stands under its best theme only. A theme
/// without an answer gives no row.
std::vector<PlanProposal> plan_proposals(const WorkshopView& view);

/// How many groups of answers that say something have no row in the plan.
std::size_t plan_left_out(const WorkshopView& view);

/// Tema, Aktivitet, Ansvarig, Samverkan med, Rapportering/forum, Önskat klart, Klart, Status (a
/// drop-down), Svar (a link to the answers' sheet).
Table plan_table(const WorkshopView& view, Language language);
std::string plan_docx(const WorkshopView& view, Language language);

/// Themes of a question that have answers, best first, at most `top`; ties with the last are kept.
std::vector<Priority> top_priorities(const WorkshopView& view, std::uint32_t question);

/// Votes of a part's whole answer; the document id of its answer.
std::optional<std::int64_t> votes_of_part(const WorkshopView& view, const AnswerPart& part);
/// What the votes of a group of answers weigh together; each whole answer counts once.
std::int64_t weight_of_cluster(const Workshop& workshop, std::uint32_t cluster);
/// `1 röst`, `12 röster`; points and ranked lists give `12 poäng`.
std::string votes_in_words(std::int64_t votes, VoteKind kind, Language language);
const std::string& answer_id(const WorkshopView& view, const AnswerPart& part);

/// The page for the group: what was asked, how many answered, themes with answers and votes as a
/// picture, telling answers, what comes next; every statement leads to its answers.
std::string workshop_summary_html(const WorkshopView& view, Language language);
std::string workshop_summary_docx(const WorkshopView& view, Language language);

}  // namespace rodtrad::report
