#include "analyzer/ingest/label_counts.h"

#include "analyzer/ingest/chance.h"

namespace rodtrad::ingest {
namespace {

std::set<std::string> believed_by_colon(const LabelCounts& counts) {
  std::set<std::string> believed;
  if (counts.labelled < 2 || is_chance(counts.labelled, counts.paragraphs)) return believed;
  std::size_t recurring = 0;
  for (const auto& [key, n] : counts.by_colon) recurring += n >= 2 ? 1U : 0U;
  const bool spoken =
      counts.labelled * 5 >= counts.paragraphs || (counts.labelled >= 6 && recurring >= 2);
  for (const auto& [key, n] : counts.by_colon) {
    if (is_role_word(key) || (n >= 2 && spoken)) believed.insert(key);
  }
  return believed;
}

/// Two voices at least that come again, in most of the paragraphs.
std::set<std::string> believed_by_tab(const LabelCounts& counts) {
  std::set<std::string> believed;
  std::size_t recurring = 0;
  std::size_t labelled = 0;
  for (const auto& [key, n] : counts.by_tab) {
    recurring += n >= 2 ? 1U : 0U;
    labelled += n >= 2 || is_role_word(key) ? n : 0U;
  }
  if (recurring < 2 || labelled * 3 < counts.paragraphs * 2) return believed;
  for (const auto& [key, n] : counts.by_tab) {
    if (n >= 2 || is_role_word(key)) believed.insert(key);
  }
  return believed;
}

}  // namespace

void LabelCounts::add(const LabelCandidate& label) {
  ++(label.by_tab ? by_tab : by_colon)[label.key];
  if (!label.by_tab) ++labelled;
}

bool too_many(const LabelCounts& counts) {
  return counts.by_colon.size() > kMostLabels || counts.by_tab.size() > kMostLabels;
}

std::set<std::string> believed_labels(const LabelCounts& counts) {
  if (too_many(counts)) return {};
  std::set<std::string> believed = believed_by_colon(counts);
  believed.merge(believed_by_tab(counts));
  return believed;
}

}  // namespace rodtrad::ingest
