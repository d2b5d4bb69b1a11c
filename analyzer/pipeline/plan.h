#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "analyzer/model/plan.h"
#include "analyzer/pipeline/plan_rows.h"
#include "analyzer/text/dates.h"

/// From the rows of a plan to what they say, with every doubt flagged and nothing filled in.
namespace rodtrad::pipeline {

/// What the follow-up is measured against.
struct PlanFollowUp {
  std::optional<text::DatePoint> date{};  ///< rows whose wanted date lies before it are overdue
  std::set<std::string> answers{};        ///< ids that exist; empty: not checked
  std::vector<std::string>
      priorities{};  ///< themes that should have an action: all somebody raised
};

/// Reads dates, states, initials and events out of the rows. Cells keep their words. Priorities of
/// `follow_up` that no row has are told apart from the rows: the plan says nothing of them.
Plan read_plan(const RawPlan& raw, const std::string& file, const PlanFollowUp& follow_up);

/// What moved between two versions: rows are paired by their activity as lists are
/// (list_versions.h), then compared column by column.
std::vector<PlanRowChange> compare_plans(const Plan& older, const Plan& newer);

}  // namespace rodtrad::pipeline
