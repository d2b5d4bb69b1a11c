#pragma once
#include <optional>
#include <string>

#include "analyzer/model/plan.h"
#include "analyzer/report/writer.h"

/// A plan that was read: as a table, and as a page with what needs attention first.
namespace rodtrad::report {

/// row, activity, responsible, with, forum, wanted, wanted_date, done, done_date, status, flags,
/// source.
std::string plan_csv(const Plan& plan, const WriteOptions& options);
std::string plan_json(const Plan& plan);

/// Two versions side by side; `older` and `newer` are what `changes` was made from.
struct PlanVersions {
  const Plan& older;
  const Plan& newer;
  std::vector<PlanRowChange> changes{};
};
/// change, row_old, row_new, activity, field, old, new: a line per column that differs.
std::string plan_diff_csv(const PlanVersions& versions, const WriteOptions& options);

/// `date` is the day of the follow-up as ISO text, empty when none was given. `versions` may be
/// null.
std::string plan_html(const Plan& plan, const std::string& date, const PlanVersions* versions,
                      Language language);

/// How many rows stand in which state, as a few lines for a terminal.
std::string plan_summary(const Plan& plan, const std::string& date, Language language);

}  // namespace rodtrad::report
