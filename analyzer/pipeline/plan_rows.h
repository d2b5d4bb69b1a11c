#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/text/line_joins.h"

/// The rows of an activity plan as they stand in a file, before anything is interpreted: from a
/// table, or, as a best effort, from a table that was flattened to text.
namespace rodtrad::pipeline {

enum class PlanColumn : std::uint8_t {
  Activity,
  Responsible,
  With,
  Forum,
  Wanted,
  Done,
  Status,
  Theme,
  Answers,
};
inline constexpr std::size_t kPlanColumns = 9;

/// What a header says, by its words; nothing for a column that is none of the plan's.
std::optional<PlanColumn> plan_column(std::string_view header);

struct RawPlanRow {
  std::array<std::string, kPlanColumns> cells{};
  std::string place{};  ///< `plan.csv:7`, `plan.txt:20`
  bool row_doubtful = false;
  bool columns_doubtful = false;

  [[nodiscard]] std::string& cell(PlanColumn c) { return cells.at(static_cast<std::size_t>(c)); }
  [[nodiscard]] const std::string& cell(PlanColumn c) const {
    return cells.at(static_cast<std::size_t>(c));
  }
};

struct RawPlan {
  std::string heading{};
  std::vector<RawPlanRow> rows{};
  std::vector<PlanColumn> columns{};  ///< those the header names
  bool from_text = false;
};

/// A table's row with where it stands.
struct TableRow {
  std::vector<std::string> cells{};
  std::string place{};
};

/// The header is the first of the first rows that names an activity column and one more; nothing
/// when there is none. Rows above it are the heading; rows with no cell filled are left out.
std::optional<RawPlan> plan_from_table(const std::vector<TableRow>& table);

/// Rows of `| a | b |` lines or of lines with tabs; empty when the text has no such table.
std::vector<TableRow> table_in_text(std::string_view text, const std::string& file);

/// A six-column table that lost its lines: cells between blank lines, single-line cells run
/// together, empty cells gone, words broken at line ends. `known` (may be empty) helps to join
/// words. Every word after the header ends in some cell.
RawPlan plan_from_text(std::string_view text, const std::string& file,
                       const text::WordKnown& known);

}  // namespace rodtrad::pipeline
