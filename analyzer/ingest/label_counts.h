#pragma once
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "analyzer/base/diagnostic.h"
#include "analyzer/ingest/speaker_labels.h"

/// Which of the labels that paragraphs begin with are speakers: that shows only in the whole text.
namespace rodtrad::ingest {

struct LabelCounts {
  std::size_t paragraphs = 0;                          ///< with and without labels
  std::size_t labelled = 0;                            ///< that begin with a label and a colon
  std::map<std::string, std::size_t> by_colon{};       ///< how often, by key
  std::map<std::string, std::size_t> without_colon{};  ///< those that have none

  std::map<std::string, std::string> names{};  ///< by key: those with a colon, written as names are

  // Role words that begin a paragraph without a colon.
  std::size_t bare = 0;
  std::string bare_asking{};  ///< the first of them that asks, as it is written
  std::size_t numbered = 0;   ///< labels behind a number: `12 Intervjuare: …`

  void add(const LabelCandidate& label);
  /// A paragraph without a label.
  void add_unlabelled(std::string_view paragraph);
};

/// More different labels than any transcript has; of them none is believed, so none needs counting.
inline constexpr std::size_t kMostLabels = 50'000;
bool too_many(const LabelCounts& counts);

/// The keys of labels that are believed: role words and labels that recur, where the text looks
/// spoken; a name that stands once where at least half the paragraphs have such a label, or where
/// nobody but an interviewer would speak. Lists have
/// tabs too, and remarks brackets: labels without a colon must fill most of the text.
std::set<std::string> believed_labels(const LabelCounts& counts);

/// Warning `transcript-label-once`: names that stand once are taken for speakers.
void tell_single_labels(const LabelCounts& counts, const std::set<std::string>& believed,
                        const std::string& file, Diagnostics& remarks);

/// Warning `transcript-labels-unread` where no labels are believed but role words without a colon
/// begin many paragraphs, one of them an interviewer's: the questions are then read as answers.
/// Warning `transcript-lines-numbered` where numbers hide the labels.
void tell_unread_labels(const LabelCounts& counts, const std::string& file, Diagnostics& remarks);

}  // namespace rodtrad::ingest
