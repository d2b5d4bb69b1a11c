#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/offsets.h"
#include "analyzer/model/plan.h"

/// What the words about progress in a plan say. `Inte klart`, `oklart` and `ska vara klart` are not
/// done.
namespace rodtrad::pipeline {

/// One statement about progress: its words and what they mean.
struct StatusWord {
  PlanStatus status = PlanStatus::Unknown;
  ByteSpan span{};
  bool doubtful = false;  ///< future (`beräknas klart`), a start (`klart start`), a question
};

std::vector<StatusWord> find_status(std::string_view text);

/// True when the text opens with a statement about progress, e.g. `Klart 20260816`.
bool begins_with_status(std::string_view text);

/// All statements taken together: the least finished wins; several different ones are doubtful.
struct StatusReading {
  PlanStatus status = PlanStatus::Unknown;
  bool doubtful = false;
};
StatusReading read_status(std::string_view text);

/// Dates that stand under a word for done (or under none), as ISO text, in order.
std::vector<std::string> done_dates(std::string_view text);

}  // namespace rodtrad::pipeline
