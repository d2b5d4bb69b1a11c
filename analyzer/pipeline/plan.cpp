#include "analyzer/pipeline/plan.h"

#include <algorithm>
#include <array>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/pipeline/list_versions.h"
#include "analyzer/pipeline/plan_status.h"
#include "analyzer/text/characters.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::pipeline {
namespace {

using namespace std::string_view_literals;
using text::DateMention;
using text::DatePoint;

void flag(PlanRow& row, PlanFlag what) {
  if (std::find(row.flags.begin(), row.flags.end(), what) == row.flags.end()) {
    row.flags.push_back(what);
  }
}

bool has(const RawPlan& raw, PlanColumn column) {
  return std::find(raw.columns.begin(), raw.columns.end(), column) != raw.columns.end();
}

// --- dates -------------------------------------------------------------------------------------

/// Dates of the wish; those under a word about progress (`29/9 2026, upphörde i juni`) are none.
std::vector<DateMention> wanted_mentions(const std::string& cell) {
  std::optional<std::uint32_t> told;
  for (const StatusWord& word : find_status(cell)) {
    if (word.doubtful || word.status == PlanStatus::Done) continue;
    told = word.span.begin;
    break;
  }
  std::vector<DateMention> out;
  for (const DateMention& mention : text::find_dates(cell)) {
    if (told && mention.span.begin > *told) break;
    const bool year_alone = mention.from.month == 0 && mention.from.week == 0 &&
                            mention.from.quarter == 0 && !mention.approximate;
    if (year_alone && !out.empty()) continue;
    out.push_back(mention);
  }
  return out;
}

void read_wanted(PlanRow& row, const std::optional<DatePoint>& today) {
  const std::vector<DateMention> mentions = wanted_mentions(row.wanted);
  bool any_year = false;
  bool no_year = false;
  std::optional<DatePoint> last;
  for (const DateMention& mention : mentions) {
    row.wanted_dates.push_back(text::iso_text(mention));
    if (mention.approximate) flag(row, PlanFlag::Approximate);
    const auto day = text::last_day(mention);
    any_year = any_year || day.has_value();
    no_year = no_year || !day;
    if (day && (!last || *last < *day)) last = day;
  }
  if (mentions.size() > 1) flag(row, PlanFlag::SeveralDates);
  if (no_year) flag(row, PlanFlag::YearNotSaid);
  if (mentions.empty()) flag(row, row.wanted.empty() ? PlanFlag::NoDate : PlanFlag::DateNotRead);
  const bool open = row.status != PlanStatus::Done && row.status != PlanStatus::Ended;
  if (today && open && last && !no_year && *last < *today) flag(row, PlanFlag::Overdue);
}

// --- status ------------------------------------------------------------------------------------

/// `Klar 2026-12-20` said on an earlier day: a promise. Every date with its year lies ahead.
bool is_ahead(const std::string& done, const std::optional<DatePoint>& today) {
  bool any = false;
  for (const DateMention& mention : text::find_dates(done)) {
    if (!today || mention.from.year == 0) return false;
    DatePoint first = mention.from;
    if (first.month == 0 || first.day == 0) {
      const auto last = text::last_day(mention);
      if (!last) return false;
      // A month or a week that has begun may be done in.
      if (!(first.year > today->year ||
            (first.year == today->year && first.month > today->month))) {
        return false;
      }
    } else if (!(*today < first)) {
      return false;
    }
    any = true;
  }
  return any;
}

void read_state(PlanRow& row, const std::optional<DatePoint>& today) {
  const StatusReading told = read_status(row.status_words);
  StatusReading seen = read_status(row.done);
  bool from_date = false;
  if (seen.status == PlanStatus::Unknown && !seen.doubtful && find_status(row.done).empty() &&
      !text::find_dates(row.done).empty() && trim(row.done).size() <= 24) {
    seen.status = PlanStatus::Done;
    from_date = true;
  }
  if (seen.status == PlanStatus::Unknown && told.status == PlanStatus::Unknown) {
    // `Inte klart: ...` may stand among the wishes.
    const StatusReading wished = read_status(row.wanted);
    bool plain = false;
    for (const StatusWord& word : find_status(row.wanted)) {
      plain = plain || (!word.doubtful && word.status != PlanStatus::Done);
    }
    if (plain) {
      seen.status = wished.status;
      seen.doubtful = true;
    }
  } else {
    for (const StatusWord& word : find_status(row.wanted)) {
      // A wish that says the row is not done, beside a cell that says it is.
      if (!word.doubtful && word.status == PlanStatus::NotDone) {
        seen.doubtful = true;
        if (seen.status == PlanStatus::Done) seen.status = PlanStatus::NotDone;
      }
      if (!word.doubtful && word.status == PlanStatus::Ended && seen.status != told.status) {
        seen.doubtful = true;
      }
    }
  }
  if (!row.status_words.empty()) {
    row.status = told.status;
    if (told.status == PlanStatus::Unknown || told.doubtful) flag(row, PlanFlag::StatusDoubtful);
    const bool contradicts = seen.status != PlanStatus::Unknown && told.status != seen.status;
    if (contradicts) flag(row, PlanFlag::StatusDoubtful);
  } else {
    row.status = seen.status;
    if (seen.doubtful) flag(row, PlanFlag::StatusDoubtful);
    if (from_date) flag(row, PlanFlag::StatusFromDate);
  }
  const bool dated = !text::find_dates(row.done).empty();
  if (row.status == PlanStatus::Done && is_ahead(dated ? row.done : row.status_words, today)) {
    row.status = PlanStatus::Remaining;
    std::erase(row.flags, PlanFlag::StatusFromDate);
    flag(row, PlanFlag::StatusDoubtful);
  }
  if (row.status != PlanStatus::Done) return;
  row.done_dates = done_dates(row.done);
  if (row.done_dates.empty()) row.done_dates = done_dates(row.status_words);
  if (row.done_dates.empty()) flag(row, PlanFlag::DoneNoDate);
  if (row.done_dates.size() > 1) flag(row, PlanFlag::SeveralDates);
  for (const DateMention& mention : text::find_dates(row.done)) {
    if (mention.approximate) flag(row, PlanFlag::Approximate);
    if (mention.from.year == 0) flag(row, PlanFlag::YearNotSaid);
  }
}

bool names_nobody(const std::string& cell) {
  const std::string_view body = trim(cell);
  return body.empty() || body.ends_with('?') || body == "-" || body == "–";
}

/// Is one of these answers among those that a cell names? The id of one may hold a comma itself:
/// `svar, april#3`.
bool names_answer(const std::string& cell, const std::set<std::string>& answers) {
  const auto is_edge = [&cell](std::size_t at) {
    return at >= cell.size() || cell[at] == ',' || cell[at] == ';' || is_blank(cell[at]);
  };
  return std::any_of(answers.begin(), answers.end(), [&](const std::string& id) {
    for (std::size_t at = id.empty() ? std::string::npos : cell.find(id); at != std::string::npos;
         at = cell.find(id, at + 1)) {
      if ((at == 0 || is_edge(at - 1)) && is_edge(at + id.size())) return true;
    }
    return false;
  });
}

PlanRow interpret(const RawPlan& raw, const RawPlanRow& from, const PlanFollowUp& follow_up) {
  PlanRow row;
  row.activity = from.cell(PlanColumn::Activity);
  row.responsible = from.cell(PlanColumn::Responsible);
  row.with = from.cell(PlanColumn::With);
  row.forum = from.cell(PlanColumn::Forum);
  row.wanted = from.cell(PlanColumn::Wanted);
  row.done = from.cell(PlanColumn::Done);
  row.status_words = from.cell(PlanColumn::Status);
  row.theme = from.cell(PlanColumn::Theme);
  row.answers = from.cell(PlanColumn::Answers);
  row.has_answers_column = has(raw, PlanColumn::Answers);
  row.source = from.place;
  if (from.row_doubtful) flag(row, PlanFlag::RowDoubtful);
  if (from.columns_doubtful) flag(row, PlanFlag::ColumnsDoubtful);
  if (row.activity.empty()) {
    flag(row, row.theme.empty() ? PlanFlag::RowDoubtful : PlanFlag::NoAction);
    if (!row.theme.empty()) return row;
  }
  read_state(row, follow_up.date);
  if (names_nobody(row.responsible)) flag(row, PlanFlag::NoOwner);
  read_wanted(row, follow_up.date);
  if (row.has_answers_column) {
    const bool supported = follow_up.answers.empty() ? !trim(row.answers).empty()
                                                     : names_answer(row.answers, follow_up.answers);
    if (!supported) flag(row, PlanFlag::NoAnswer);
  }
  return row;
}

// --- initials ----------------------------------------------------------------------------------

std::u32string first_letters(const std::vector<std::string_view>& words, std::size_t from) {
  std::u32string out;
  for (std::size_t i = from; i < words.size(); ++i) out += text::first_character(words[i]);
  return out;
}

/// `Eva Ek (EE)`: letters in brackets that are the initials of the words before them.
void find_initials(std::string_view text, std::vector<Initials>& out) {
  for (std::size_t open = text.find('('); open != std::string_view::npos;
       open = text.find('(', open + 1)) {
    const std::size_t close = text.find(')', open);
    if (close == std::string_view::npos) return;
    const std::string_view letters = text.substr(open + 1, close - open - 1);
    const std::size_t n = utf8::count(letters);
    if (n < 2 || n > 4 || !text::is_all_caps(letters)) continue;
    std::vector<std::string_view> words;
    std::string_view before = text.substr(0, open);
    const std::size_t line = before.find_last_of("\n,:;/");
    if (line != std::string_view::npos) before.remove_prefix(line + 1);
    for (const std::string_view word : split(before, ' ')) {
      if (!trim(word).empty()) words.push_back(trim(word));
    }
    if (words.size() < n) continue;
    std::u32string wanted;
    utf8::for_each(letters, [&wanted](char32_t c, std::size_t) { wanted += c; });
    if (first_letters(words, words.size() - n) != wanted) continue;
    std::vector<std::string> name(words.end() - static_cast<std::ptrdiff_t>(n), words.end());
    const Initials found{std::string(letters), join(name, " ")};
    if (std::find(out.begin(), out.end(), found) == out.end()) out.push_back(found);
  }
}

// --- events ------------------------------------------------------------------------------------

struct DatedClause {
  std::size_t row = 0;
  DatePoint date{};
  std::vector<std::string> stems;
};

/// The words around a date: content words cut to their first letters, acronyms whole.
std::vector<std::string> stems_of(std::string_view clause) {
  std::vector<std::string> stems;
  std::string word;
  const auto close = [&] {
    if (!word.empty()) {
      const std::string folded = text::folded_form(word);
      const std::size_t n = utf8::count(folded);
      const bool acronym = n >= 2 && n <= 4 && text::is_all_caps(word);
      if (!find_status(word).empty()) {
        // words about progress say nothing about which event it is
      } else if (acronym) {
        stems.push_back(folded);
      } else if (n >= 6) {
        stems.emplace_back(utf8::prefix(folded, n >= 9 ? 8 : 6));
      }
    }
    word.clear();
  };
  utf8::for_each(clause, [&](char32_t c, std::size_t) {
    if (text::is_letter(c)) {
      utf8::append(word, c);
    } else {
      close();
    }
  });
  close();
  std::sort(stems.begin(), stems.end());
  stems.erase(std::unique(stems.begin(), stems.end()), stems.end());
  return stems;
}

/// Words belong to one date: what follows it up to the end of the clause, else what stands before.
void clauses_in(const std::string& cell, std::size_t row, std::vector<DatedClause>& out) {
  const auto dates = text::find_dates(cell);
  std::vector<DatedClause> found;
  std::size_t claimed = cell.size();  ///< what lies after this belongs to a later date
  for (std::size_t d = dates.size(); d-- > 0;) {
    const std::size_t next = d + 1 < dates.size() ? dates[d + 1].span.begin : cell.size();
    const std::size_t before = d == 0 ? 0 : dates[d - 1].span.end;
    const std::size_t stop = std::min({cell.find_first_of(".:;\n", dates[d].span.end), next,
                                       std::max<std::size_t>(claimed, dates[d].span.end)});
    std::vector<std::string> stems =
        stems_of(cell.substr(dates[d].span.end, stop - dates[d].span.end));
    claimed = dates[d].span.begin;
    if (stems.empty()) {
      std::size_t start = cell.find_last_of(".:;\n", dates[d].span.begin);
      start = start == std::string::npos || start < before ? before : start + 1;
      if (start < dates[d].span.begin) {
        stems = stems_of(cell.substr(start, dates[d].span.begin - start));
        claimed = start;
      }
    }
    if (dates[d].to || dates[d].from.day == 0 || dates[d].from.year == 0) continue;
    found.push_back({row, dates[d].from, std::move(stems)});
  }
  out.insert(out.end(), found.rbegin(), found.rend());
}

std::vector<std::string> shared(const std::vector<std::string>& a,
                                const std::vector<std::string>& b) {
  std::vector<std::string> out;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  return out;
}

constexpr std::size_t kMostClauses = 2000;

void find_events(Plan& plan) {
  std::vector<DatedClause> clauses;
  for (std::size_t r = 0; r < plan.rows.size(); ++r) {
    for (const std::string* cell :
         {&plan.rows[r].activity, &plan.rows[r].wanted, &plan.rows[r].done}) {
      clauses_in(*cell, r, clauses);
    }
  }
  if (clauses.size() > kMostClauses) clauses.resize(kMostClauses);
  for (std::size_t a = 0; a < clauses.size(); ++a) {
    for (std::size_t b = a + 1; b < clauses.size(); ++b) {
      const DatedClause& x = clauses[a];
      const DatedClause& y = clauses[b];
      if (x.date == y.date || x.stems.empty() || y.stems.empty()) continue;
      const std::vector<std::string> both = shared(x.stems, y.stems);
      const bool swapped =
          x.date.year == y.date.year && x.date.day == y.date.month && x.date.month == y.date.day;
      const bool alike = both.size() >= 2 &&
                         both.size() * 2 >= std::min(x.stems.size(), y.stems.size()) &&
                         both.size() * 3 >= std::max(x.stems.size(), y.stems.size());
      if (!(swapped && !both.empty()) && !alike) continue;
      EventDates event;
      event.words = join(both, " ");
      event.row_a = x.row;
      event.row_b = y.row;
      event.date_a = text::iso_text(DateMention{.from = x.date});
      event.date_b = text::iso_text(DateMention{.from = y.date});
      event.swapped = swapped;
      const bool known = std::any_of(plan.events.begin(), plan.events.end(), [&](const auto& e) {
        return e.date_a == event.date_a && e.date_b == event.date_b && e.row_a == event.row_a &&
               e.row_b == event.row_b;
      });
      if (known) continue;
      flag(plan.rows[x.row], PlanFlag::TwoDates);
      flag(plan.rows[y.row], PlanFlag::TwoDates);
      plan.events.push_back(std::move(event));
    }
  }
}

std::vector<std::string> without_action(const std::vector<PlanRow>& rows,
                                        const std::vector<std::string>& priorities) {
  std::set<std::string> named;
  for (const PlanRow& row : rows) named.insert(text::folded_label(row.theme));
  std::vector<std::string> out;
  for (const std::string& priority : priorities) {
    if (!named.contains(text::folded_label(priority))) out.push_back(priority);
  }
  return out;
}

}  // namespace

Plan read_plan(const RawPlan& raw, const std::string& file, const PlanFollowUp& follow_up) {
  Plan plan;
  plan.file = file;
  plan.heading = raw.heading;
  plan.from_text = raw.from_text;
  find_initials(raw.heading, plan.initials);
  for (const RawPlanRow& row : raw.rows) {
    plan.rows.push_back(interpret(raw, row, follow_up));
    for (const std::string& cell : row.cells) find_initials(cell, plan.initials);
  }
  find_events(plan);
  plan.without_action = without_action(plan.rows, follow_up.priorities);
  return plan;
}

std::vector<PlanRowChange> compare_plans(const Plan& older, const Plan& newer) {
  const auto activities = [](const Plan& plan) {
    ItemList list;
    for (const PlanRow& row : plan.rows) {
      list.items.push_back({row.activity.empty() ? row.theme : row.activity, 0});
    }
    return list;
  };
  constexpr std::array fields = {"activity"sv, "responsible"sv, "with"sv,   "forum"sv,
                                 "wanted"sv,   "done"sv,        "status"sv, "theme"sv};
  std::vector<PlanRowChange> changes;
  for (const ItemVersion& item : compare_lists(activities(older), activities(newer)).items) {
    PlanRowChange change;
    change.old_row = item.old_item;
    change.new_row = item.new_item;
    if (!item.old_item) {
      change.change = PlanChange::Added;
    } else if (!item.new_item) {
      change.change = PlanChange::Removed;
    } else {
      for (const std::string_view field : fields) {
        if (plan_field(older.rows[*item.old_item], field) !=
            plan_field(newer.rows[*item.new_item], field)) {
          change.fields.emplace_back(field);
        }
      }
      change.change = change.fields.empty() ? PlanChange::Same : PlanChange::Changed;
    }
    changes.push_back(std::move(change));
  }
  return changes;
}

}  // namespace rodtrad::pipeline
