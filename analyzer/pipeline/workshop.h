#pragma once
#include <map>
#include <string>
#include <utility>

#include "analyzer/language/term_index.h"
#include "analyzer/model/analysis.h"
#include "analyzer/model/workshop.h"

/// From coded answers to priorities, near-duplicates and suggested factors.
namespace rodtrad::pipeline {

enum class SplitAnswers { On, Off };

struct WorkshopOptions {
  SplitAnswers split = SplitAnswers::On;
  VoteKind votes = VoteKind::Dots;
  /// A person's grouping: (answer id, part) -> group name; empty name: alone. It wins over ours.
  std::map<std::pair<std::string, std::uint32_t>, std::string> groups{};
};

/// Every answer, vote and theme of the analysis; nothing is merged, only grouped.
Workshop build_workshop(const Analysis& analysis, const WorkshopOptions& options,
                        const language::Resources& resources);

}  // namespace rodtrad::pipeline
