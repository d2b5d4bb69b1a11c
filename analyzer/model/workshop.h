#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analyzer/base/offsets.h"
#include "analyzer/model/ids.h"

/// A workshop's answers on their way from voice to vote to action.
namespace rodtrad {

/// One point of an answer. An answer that makes one point is its own only part.
struct AnswerPart {
  UnitId unit{};           ///< the whole answer
  std::uint32_t part = 1;  ///< from 1
  std::uint32_t parts = 1;
  ByteSpan span{};  ///< in the document's text
  std::string text{};
  std::uint32_t question = 0;     ///< position in Workshop::questions
  std::vector<ThemeId> themes{};  ///< whose evidence lies in this part
  std::uint32_t cluster = 0;      ///< position in Workshop::clusters
  std::int64_t weight = 0;        ///< of the whole answer's votes; a rank weighs its points
  bool empty = false;             ///< an answer that says nothing
  bool proposal = false;          ///< begins with a verb: something to do
  bool coded = false;
};

/// Near-duplicate points of one question, the most complete one first.
struct AnswerCluster {
  std::vector<std::uint32_t> parts{};  ///< positions in Workshop::parts
  std::string why{};                   ///< how they are alike; empty for one alone
  bool by_hand = false;                ///< a person's file says so
};

/// What votes mean: dots and points are added; in a ranked list 1 is best, and a rank counts as
/// largest rank + 1 - rank.
enum class VoteKind { Dots, Points, Ranks };

/// A theme in one question. Counts are of whole answers: one that holds the theme in two points
/// counts once.
struct Priority {
  std::uint32_t question = 0;
  ThemeId theme{};
  std::uint32_t answers = 0;
  std::uint32_t answers_grouped = 0;  ///< near-duplicates counted once
  std::uint32_t groups = 0;
  std::optional<std::uint32_t> voters{};  ///< persons with votes here; none named: nothing
  std::optional<std::int64_t> votes{};    ///< nothing where no vote was held
  std::uint32_t rank_answers = 0;         ///< ties share the better rank: 1 2 2 4
  std::optional<std::uint32_t> rank_votes{};
};

/// The sum a reader can check: answers = coded + uncoded + empty; votes in = votes out.
struct QuestionTotals {
  std::uint32_t answers = 0;
  std::uint32_t coded = 0;
  std::uint32_t uncoded = 0;
  std::uint32_t empty = 0;
  std::uint32_t parts = 0;
  std::uint32_t clusters = 0;
  std::uint32_t groups = 0;
  std::uint32_t voters = 0;
  bool voted = false;
  std::int64_t votes = 0;
  std::int64_t votes_coded = 0;
  std::int64_t votes_uncoded = 0;
  std::int64_t votes_empty = 0;
};

struct WorkshopQuestion {
  std::string text{};
  QuestionTotals totals{};
};

/// Points that no theme catches and that share words: a factor somebody may want to name.
struct SuggestedFactor {
  std::uint32_t question = 0;
  std::string name{};                  ///< a suggestion: the words they share
  std::vector<std::uint32_t> parts{};  ///< positions in Workshop::parts
};

struct Workshop {
  std::vector<WorkshopQuestion> questions{};
  std::vector<AnswerPart> parts{};
  std::vector<AnswerCluster> clusters{};
  std::vector<Priority> priorities{};  ///< by question, then rank by votes, answers, codebook order
  std::vector<SuggestedFactor> suggestions{};
  VoteKind vote_kind = VoteKind::Dots;
};

}  // namespace rodtrad
