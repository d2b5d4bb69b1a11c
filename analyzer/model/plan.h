#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// An activity plan as it was read: every interpretation beside the words it was made from.
namespace rodtrad {

enum class PlanStatus {
  Unknown,    ///< nothing in the row says
  Done,       ///< klart
  Ongoing,    ///< pågår
  Remaining,  ///< återstår
  Delayed,    ///< försenat
  Ended,      ///< upphört
  NotDone,    ///< inte klart
};
inline constexpr PlanStatus kPlanStatuses[] = {
    PlanStatus::Done,  PlanStatus::Ongoing, PlanStatus::Remaining, PlanStatus::Delayed,
    PlanStatus::Ended, PlanStatus::NotDone, PlanStatus::Unknown};
std::string_view to_text(PlanStatus status);

/// What a reader must know about a row. The ids are the same in every language of the report.
enum class PlanFlag {
  NoOwner,          ///< nobody is responsible
  NoDate,           ///< no wanted date
  Overdue,          ///< the wanted date has passed and the row is not done
  DoneNoDate,       ///< done, but not when
  NoAction,         ///< a row that names a theme and no activity
  NoAnswer,         ///< an activity that no answer supports
  YearNotSaid,      ///< a date without a year: cannot be compared
  Approximate,      ///< mitten av, början av, våren
  SeveralDates,     ///< more than one date in a cell
  TwoDates,         ///< the same event stands with another date elsewhere
  DateNotRead,      ///< words about time that are no date
  StatusDoubtful,   ///< several states, or words that could be read otherwise
  StatusFromDate,   ///< done only because a date stands in that column
  RowDoubtful,      ///< flattened text: where the row begins or ends is a guess
  ColumnsDoubtful,  ///< flattened text: which column a cell belongs to is a guess
};
std::string_view to_text(PlanFlag flag);

/// One row. Cells hold the words as they stand; lines of a cell are joined, paragraphs kept.
struct PlanRow {
  std::string activity{};
  std::string responsible{};
  std::string with{};
  std::string forum{};
  std::string wanted{};
  std::string done{};
  std::string status_words{};  ///< of a column of its own, where there is one
  std::string theme{};         ///< the priority it belongs to, where the plan says so
  std::string answers{};       ///< ids of the answers behind it, where the plan says so
  bool has_answers_column = false;
  std::vector<std::string> wanted_dates{};  ///< ISO, as far as said
  std::vector<std::string> done_dates{};
  PlanStatus status = PlanStatus::Unknown;
  std::vector<PlanFlag> flags{};
  std::string source{};  ///< file and line or row
};

/// Initials that the plan itself explains: `Eva Ek (EE)`.
struct Initials {
  std::string letters;
  std::string name;

  friend bool operator==(const Initials&, const Initials&) = default;
};

/// The same words with different dates: two reports of one event, or two events. Never merged.
struct EventDates {
  std::string words;  ///< what both have in common
  std::size_t row_a = 0;
  std::string date_a;
  std::size_t row_b = 0;
  std::string date_b;
  bool swapped = false;  ///< day and month changed places
};

struct Plan {
  std::string file{};
  std::string heading{};  ///< what stands before the table
  std::vector<PlanRow> rows{};
  std::vector<std::string> without_action{};  ///< the workshop's themes that no row belongs to
  std::vector<Initials> initials{};
  std::vector<EventDates> events{};
  bool from_text = false;  ///< read from flattened text: a best effort
};

enum class PlanChange { Same, Changed, Added, Removed };

/// What became of a row between two versions of a plan.
struct PlanRowChange {
  PlanChange change = PlanChange::Same;
  std::optional<std::size_t> old_row{};
  std::optional<std::size_t> new_row{};
  std::vector<std::string> fields{};  ///< names of the columns that differ
};

// --- small definitions -------------------------------------------------------------------------

inline std::string_view to_text(PlanStatus status) {
  switch (status) {
    case PlanStatus::Unknown:
      return "";
    case PlanStatus::Done:
      return "klart";
    case PlanStatus::Ongoing:
      return "pågår";
    case PlanStatus::Remaining:
      return "återstår";
    case PlanStatus::Delayed:
      return "försenat";
    case PlanStatus::Ended:
      return "upphört";
    case PlanStatus::NotDone:
      return "inte klart";
  }
  return {};
}

/// The cell that a column name of plan.csv stands for.
inline std::string plan_field(const PlanRow& row, std::string_view field) {
  if (field == "activity") return row.activity;
  if (field == "responsible") return row.responsible;
  if (field == "with") return row.with;
  if (field == "forum") return row.forum;
  if (field == "wanted") return row.wanted;
  if (field == "done") return row.done;
  if (field == "status") return std::string(to_text(row.status));
  if (field == "theme") return row.theme;
  return {};
}

inline std::string_view to_text(PlanFlag flag) {
  switch (flag) {
    case PlanFlag::NoOwner:
      return "utan-ansvarig";
    case PlanFlag::NoDate:
      return "utan-datum";
    case PlanFlag::Overdue:
      return "försenad";
    case PlanFlag::DoneNoDate:
      return "klart-utan-datum";
    case PlanFlag::NoAction:
      return "utan-åtgärd";
    case PlanFlag::NoAnswer:
      return "utan-svar";
    case PlanFlag::YearNotSaid:
      return "år-saknas";
    case PlanFlag::Approximate:
      return "ungefärligt-datum";
    case PlanFlag::SeveralDates:
      return "flera-datum";
    case PlanFlag::TwoDates:
      return "samma-händelse-två-datum";
    case PlanFlag::DateNotRead:
      return "datum-ej-tolkat";
    case PlanFlag::StatusDoubtful:
      return "osäker-status";
    case PlanFlag::StatusFromDate:
      return "status-av-datum";
    case PlanFlag::RowDoubtful:
      return "osäker-rad";
    case PlanFlag::ColumnsDoubtful:
      return "osäkra-kolumner";
  }
  return {};
}

}  // namespace rodtrad
