#include "analyzer/report/plan_report.h"

#include <algorithm>
#include <array>
#include <map>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/formats/csv.h"
#include "analyzer/formats/html_escape.h"
#include "analyzer/formats/json_writer.h"
#include "analyzer/report/plain_page.h"
#include "analyzer/text/dates.h"

namespace rodtrad::report {
namespace {

using formats::escape_html;

bool swedish(Language language) { return language == Language::Swedish; }

std::string status_name(PlanStatus status, Language language) {
  if (status == PlanStatus::Unknown) return swedish(language) ? "ingen uppgift" : "not said";
  if (swedish(language)) return std::string(to_text(status));
  switch (status) {
    case PlanStatus::Done:
      return "done";
    case PlanStatus::Ongoing:
      return "ongoing";
    case PlanStatus::Remaining:
      return "remaining";
    case PlanStatus::Delayed:
      return "delayed";
    case PlanStatus::Ended:
      return "ended";
    case PlanStatus::NotDone:
      return "not done";
    case PlanStatus::Unknown:
      break;
  }
  return "";
}

const char* status_color(PlanStatus status) {
  switch (status) {
    case PlanStatus::Done:
      return "#3a7d44";
    case PlanStatus::Ongoing:
      return "#2a6f97";
    case PlanStatus::Remaining:
      return "#c9a227";
    case PlanStatus::Delayed:
      return "#b5651d";
    case PlanStatus::Ended:
      return "#6d6875";
    case PlanStatus::NotDone:
      return "#9b1b1f";
    case PlanStatus::Unknown:
      return "#b9c0c8";
  }
  return "#b9c0c8";
}

struct FlagText {
  PlanFlag flag;
  const char* sv;
  const char* en;
};

/// In the order a steering group asks.
constexpr std::array kFlagTexts = {
    FlagText{PlanFlag::Overdue, "Önskat datum har passerat och raden är inte klar",
             "The wanted date has passed and the row is not done"},
    FlagText{PlanFlag::NoOwner, "Ingen ansvarig", "Nobody is responsible"},
    FlagText{PlanFlag::NoDate, "Inget önskat datum", "No wanted date"},
    FlagText{PlanFlag::DoneNoDate, "Klart, men det står inte när", "Done, but not when"},
    FlagText{PlanFlag::NoAction, "Tema utan någon aktivitet", "A theme without an activity"},
    FlagText{PlanFlag::NoAnswer, "Åtgärd som inget svar ligger bakom",
             "An action that no answer supports"},
    FlagText{PlanFlag::TwoDates, "Kan vara samma händelse med två olika datum",
             "Perhaps one event with two dates"},
    FlagText{PlanFlag::StatusDoubtful, "Statusen kan läsas på fler än ett sätt",
             "The status can be read in more than one way"},
    FlagText{PlanFlag::StatusFromDate, "Läst som klart bara för att ett datum står där",
             "Read as done only because a date stands there"},
    FlagText{PlanFlag::RowDoubtful, "Osäkert var raden börjar eller slutar",
             "Where the row begins or ends is a guess"},
    FlagText{PlanFlag::ColumnsDoubtful, "Osäkert vilken kolumn en cell hör till",
             "Which column a cell belongs to is a guess"},
    FlagText{PlanFlag::SeveralDates, "Flera datum i samma cell", "Several dates in one cell"},
    FlagText{PlanFlag::YearNotSaid, "Datum utan år: kan inte jämföras",
             "A date without a year: cannot be compared"},
    FlagText{PlanFlag::Approximate, "Ungefärligt datum", "An approximate date"},
    FlagText{PlanFlag::DateNotRead, "Ord om tid som inte är ett datum",
             "Words about time that are no date"}};

std::string flag_text(PlanFlag flag, Language language) {
  for (const FlagText& entry : kFlagTexts) {
    if (entry.flag == flag) return swedish(language) ? entry.sv : entry.en;
  }
  return {};
}

std::string flag_ids(const PlanRow& row) {
  std::vector<std::string> ids;
  for (const PlanFlag flag : row.flags) ids.emplace_back(to_text(flag));
  return join(ids, "; ");
}

std::string shortened(const std::string& text, std::size_t most) {
  std::string line = text.substr(0, text.find('\n'));
  if (utf8::count(line) <= most) return line;
  std::string cut(utf8::prefix(line, most - 1));
  const std::size_t blank = cut.find_last_of(' ');
  if (blank != std::string::npos && blank > cut.size() / 2) cut.resize(blank);
  return cut + "…";
}

std::string row_name(const PlanRow& row, std::size_t most) {
  return shortened(row.activity.empty() ? row.theme : row.activity, most);
}

std::map<PlanStatus, std::size_t> counts(const Plan& plan) {
  std::map<PlanStatus, std::size_t> out;
  for (const PlanRow& row : plan.rows) ++out[row.status];
  return out;
}

std::string paragraphs(const std::string& text) {
  return replace_all(escape_html(text), "\n", "<br>");
}

std::string row_link(std::size_t row) {
  const std::string n = std::to_string(row + 1);
  return "<a href=\"#rad-" + n + "\">" + n + "</a>";
}

// --- pictures ----------------------------------------------------------------------------------

std::string status_picture(const Plan& plan, Language language) {
  const auto count = counts(plan);
  std::string words;
  std::string bars;
  std::string labels;
  double x = 0;
  const double total = static_cast<double>(std::max<std::size_t>(1, plan.rows.size()));
  double label_x = 0;
  double label_y = 78;
  for (const PlanStatus status : kPlanStatuses) {
    const auto found = count.find(status);
    if (found == count.end()) continue;
    const double width = 720.0 * static_cast<double>(found->second) / total;
    const std::string name = std::to_string(found->second) + " " + status_name(status, language);
    words += (words.empty() ? "" : ", ") + name;
    const auto number = [](double v) { return std::to_string(static_cast<int>(v + 0.5)); };
    bars += "<rect x=\"" + number(x) + "\" y=\"8\" width=\"" + number(std::max(2.0, width - 2)) +
            "\" height=\"36\" fill=\"" + status_color(status) + "\"/>";
    if (label_x > 560) {
      label_x = 0;
      label_y += 26;
    }
    labels += "<rect x=\"" + number(label_x) + "\" y=\"" + number(label_y - 13) +
              "\" width=\"14\" height=\"14\" fill=\"" + status_color(status) + "\"/><text x=\"" +
              number(label_x + 20) + "\" y=\"" + number(label_y) + "\" font-size=\"16\">" +
              escape_html(name) + "</text>";
    label_x += 180;
    x += width;
  }
  const std::string height = std::to_string(static_cast<int>(label_y) + 14);
  return "<figure><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 720 " + height +
         "\" role=\"img\" aria-label=\"" + escape_html(words) + "\">" + bars + labels +
         "</svg></figure>\n";
}

/// Days from 1 January of year 0, near enough for drawing.
double day_of(const text::DatePoint& p) { return p.year * 365.25 + (p.month - 1) * 30.44 + p.day; }

std::optional<double> first_dated(const std::vector<std::string>& dates) {
  std::optional<double> last;
  for (const std::string& iso : dates) {
    for (const text::DateMention& mention : text::find_dates(iso)) {
      const auto day = text::last_day(mention);
      if (day && (!last || *last < day_of(*day))) last = day_of(*day);
    }
  }
  return last;
}

struct TimeLine {
  std::size_t row = 0;
  std::optional<double> wanted{};
  std::optional<double> done{};
};

std::string number_text(double value) { return std::to_string(static_cast<int>(value + 0.5)); }

std::string timeline(const Plan& plan, const std::string& date, Language language) {
  const bool sv = swedish(language);
  std::vector<TimeLine> lines;
  double low = 1e9;
  double high = -1e9;
  const auto see = [&](const std::optional<double>& day) {
    if (!day) return;
    low = std::min(low, *day);
    high = std::max(high, *day);
  };
  for (std::size_t r = 0; r < plan.rows.size(); ++r) {
    TimeLine line{r, first_dated(plan.rows[r].wanted_dates), first_dated(plan.rows[r].done_dates)};
    if (!line.wanted && !line.done) continue;
    see(line.wanted);
    see(line.done);
    lines.push_back(line);
  }
  if (lines.empty()) return {};
  std::optional<double> today;
  if (const auto point = text::iso_date(date)) {
    today = day_of(*point);
    see(today);
  }
  std::stable_sort(lines.begin(), lines.end(), [](const TimeLine& a, const TimeLine& b) {
    return a.wanted.value_or(a.done.value_or(0)) < b.wanted.value_or(b.done.value_or(0));
  });
  constexpr double kLeft = 300;
  constexpr double kRight = 880;
  const double span = std::max(30.0, high - low);
  const auto place = [&](double day) { return kLeft + (day - low) / span * (kRight - kLeft); };
  const double bottom = 40 + 24.0 * static_cast<double>(lines.size());
  std::string out;
  for (int year = static_cast<int>(low / 365.25); year <= static_cast<int>(high / 365.25) + 1;
       ++year) {
    for (int quarter = 0; quarter < 4; ++quarter) {
      const double day = year * 365.25 + quarter * 91.31;
      if (day < low || day > high) continue;
      out += "<line x1=\"" + number_text(place(day)) + "\" x2=\"" + number_text(place(day)) +
             "\" y1=\"26\" y2=\"" + number_text(bottom) + "\" stroke=\"" +
             (quarter == 0 ? "#9aa3ad" : "#dfe4e9") + "\"/>";
      // Quarters too, where a year is wide enough for their names.
      const bool wide = 91.31 / span * (kRight - kLeft) > 70;
      if (quarter != 0 && !wide) continue;
      constexpr std::array months_sv = {"jan", "apr", "juli", "okt"};
      constexpr std::array months = {"Jan", "Apr", "July", "Oct"};
      const auto q = static_cast<std::size_t>(quarter);
      out += "<text x=\"" + number_text(place(day)) +
             "\" y=\"18\" font-size=\"14\" text-anchor=\"middle\">" +
             (wide ? std::string(sv ? months_sv[q] : months[q]) + " " : std::string()) +
             std::to_string(year) + "</text>";
    }
  }
  double y = 44;
  for (const TimeLine& line : lines) {
    const PlanRow& row = plan.rows[line.row];
    const char* color = status_color(row.status);
    out += "<a href=\"#rad-" + std::to_string(line.row + 1) + "\"><text x=\"0\" y=\"" +
           number_text(y) + "\" font-size=\"13\">" + std::to_string(line.row + 1) + ". " +
           escape_html(row_name(row, 38)) + "</text></a>";
    if (line.wanted && line.done) {
      const double a = place(std::min(*line.wanted, *line.done));
      const double b = place(std::max(*line.wanted, *line.done));
      out += "<line x1=\"" + number_text(a) + "\" x2=\"" + number_text(b) + "\" y1=\"" +
             number_text(y - 5) + "\" y2=\"" + number_text(y - 5) + "\" stroke=\"" + color +
             "\" stroke-width=\"2\"/>";
    }
    if (line.wanted) {
      out += "<circle cx=\"" + number_text(place(*line.wanted)) + "\" cy=\"" + number_text(y - 5) +
             "\" r=\"6\" fill=\"#ffffff\" stroke=\"" + color + "\" stroke-width=\"2\"/>";
    }
    if (line.done) {
      out += "<circle cx=\"" + number_text(place(*line.done)) + "\" cy=\"" + number_text(y - 5) +
             "\" r=\"6\" fill=\"" + color + "\"/>";
    }
    y += 24;
  }
  if (today) {
    out += "<line x1=\"" + number_text(place(*today)) + "\" x2=\"" + number_text(place(*today)) +
           "\" y1=\"26\" y2=\"" + number_text(bottom) +
           "\" stroke=\"#9b1b1f\" stroke-width=\"2\" stroke-dasharray=\"4 3\"/>";
  }
  return std::string("<h2>") + (sv ? "Tidslinje" : "Timeline") +
         "</h2>\n<figure><div class=\"wide\">"
         "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 900 " +
         number_text(bottom + 10) + "\" role=\"img\" aria-label=\"" +
         (sv ? "Önskat och klart datum för varje rad; samma uppgifter står i tabellen nedan"
             : "Wanted and done date of every row; the table below says the same") +
         "\">" + out + "</svg></div><figcaption class=\"note\">" +
         (sv ? "Ring: önskat datum. Fylld punkt: klart. Streckad linje: dagen för uppföljningen. "
               "Rader utan årtal kan inte ritas ut och finns bara i tabellen."
             : "Ring: wanted. Filled: done. Dashed line: the day of the follow-up. Rows without a "
               "year are only in the table.") +
         "</figcaption></figure>\n";
}

// --- the page ----------------------------------------------------------------------------------

std::string attention(const Plan& plan, Language language) {
  std::string out;
  for (const FlagText& entry : kFlagTexts) {
    std::vector<std::string> links;
    for (std::size_t r = 0; r < plan.rows.size(); ++r) {
      const auto& flags = plan.rows[r].flags;
      if (std::find(flags.begin(), flags.end(), entry.flag) != flags.end()) {
        links.push_back(row_link(r));
      }
    }
    if (links.empty()) continue;
    out += "<li>" + flag_text(entry.flag, language) + " (" + std::to_string(links.size()) +
           "): " + (swedish(language) ? "rad " : "row ") + join(links, ", ") + "</li>\n";
  }
  return out;
}

/// Themes of the workshop are no rows of the plan, so they stand apart and are in none of its
/// counts.
std::string without_action(const Plan& plan, Language language) {
  if (plan.without_action.empty()) return {};
  const bool sv = swedish(language);
  std::string out = std::string("<h2>") +
                    (sv ? "Prioriterat utan åtgärd" : "Priorities without an action") +
                    "</h2>\n<p class=\"note\">" +
                    (sv ? "Teman som någon tog upp i workshopen men som ingen rad i planen hör "
                          "till. De räknas inte bland raderna."
                        : "Themes that somebody raised in the workshop and that no row of the plan "
                          "belongs to. They do not count as rows.") +
                    "</p>\n<ul>\n";
  for (const std::string& theme : plan.without_action) {
    out += "<li>" + escape_html(theme) + "</li>\n";
  }
  return out + "</ul>\n";
}

/// `XXXX-W12` as people read it: a date whose year nobody wrote.
std::string date_in_words(const std::string& iso, Language language) {
  const std::string no_year = "XXXX-";
  if (iso.find(no_year) == std::string::npos) return iso;
  std::string out = replace_all(
      replace_all(iso, no_year + "W", swedish(language) ? "v. " : "week "), no_year, "");
  return out + (swedish(language) ? " (år saknas)" : " (no year)");
}

std::string date_cell(const std::string& words, const std::vector<std::string>& dates,
                      Language language) {
  std::string out = paragraphs(words);
  if (!dates.empty()) {
    std::vector<std::string> read;
    for (const std::string& date : dates) read.push_back(date_in_words(date, language));
    out += "<br><span class=\"tag\">" + escape_html(join(read, "; ")) + "</span>";
  }
  return out;
}

std::string plan_table(const Plan& plan, Language language) {
  const bool sv = swedish(language);
  const std::array<const char*, 9> headers =
      sv ? std::array<const char*, 9>{"Rad",
                                      "Aktivitet",
                                      "Ansvarig",
                                      "Samverkan med",
                                      "Rapportering, forum",
                                      "Önskat klart",
                                      "Klart",
                                      "Status",
                                      "Att se upp med"}
         : std::array<const char*, 9>{"Row",    "Activity", "Responsible", "With", "Forum",
                                      "Wanted", "Done",     "Status",      "Mind"};
  std::string out = std::string("<h2>") + (sv ? "Alla rader" : "All rows") +
                    "</h2>\n<div class=\"wide\"><table class=\"stack\"><caption>" +
                    (sv ? "Cellernas ord som de står; under dem hur datumen har tolkats"
                        : "The words of the cells; below them how the dates were read") +
                    "</caption>\n<thead><tr>";
  for (const char* header : headers) out += std::string("<th scope=\"col\">") + header + "</th>";
  out += "</tr></thead>\n<tbody>\n";
  for (std::size_t r = 0; r < plan.rows.size(); ++r) {
    const PlanRow& row = plan.rows[r];
    const std::string n = std::to_string(r + 1);
    const auto cell = [&](std::size_t c, const std::string& html) {
      out += std::string("<td data-label=\"") + headers.at(c) + "\">" + html + "</td>";
    };
    out += "<tr id=\"rad-" + n + "\"><th scope=\"row\">" + n + "</th>";
    cell(1, (row.theme.empty() ? ""
                               : "<span class=\"note\">" + escape_html(row.theme) + "</span><br>") +
                paragraphs(row.activity) + "<br><span class=\"src note\">" +
                escape_html(row.source) + "</span>");
    cell(2, paragraphs(row.responsible));
    cell(3, paragraphs(row.with));
    cell(4, paragraphs(row.forum));
    cell(5, date_cell(row.wanted, row.wanted_dates, language));
    cell(6, date_cell(row.done, row.done_dates, language));
    cell(7, status_name(row.status, language) +
                (row.status_words.empty()
                     ? ""
                     : "<br><span class=\"note\">" + paragraphs(row.status_words) + "</span>"));
    std::string flags;
    for (const PlanFlag flag : row.flags) {
      flags += (flags.empty() ? "" : "<br>") + flag_text(flag, language);
    }
    cell(8, flags);
    out += "</tr>\n";
  }
  return out + "</tbody></table></div>\n";
}

std::string events_html(const Plan& plan, Language language) {
  if (plan.events.empty()) return {};
  const bool sv = swedish(language);
  std::string out = std::string("<h2>") +
                    (sv ? "Samma ord, olika datum" : "Same words, other date") + "</h2>\n<p>" +
                    (sv ? "Här kan en och samma händelse ha fått två datum, eller så är det två "
                          "händelser. Inget är ändrat."
                        : "One event with two dates, or two events. Nothing was changed.") +
                    "</p>\n<ul>\n";
  for (const EventDates& event : plan.events) {
    out += "<li>" + escape_html(event.date_a) + " (" + (sv ? "rad " : "row ") +
           row_link(event.row_a) + ") " + (sv ? "och " : "and ") + escape_html(event.date_b) +
           " (" + (sv ? "rad " : "row ") + row_link(event.row_b) +
           "): " + escape_html(event.words) +
           (event.swapped
                ? (sv ? ". Dag och månad har bytt plats." : ". Day and month have changed places.")
                : ".") +
           "</li>\n";
  }
  return out + "</ul>\n";
}

const char* change_name(PlanChange change, Language language) {
  const bool sv = swedish(language);
  switch (change) {
    case PlanChange::Same:
      return sv ? "oförändrad" : "same";
    case PlanChange::Changed:
      return sv ? "ändrad" : "changed";
    case PlanChange::Added:
      return sv ? "ny" : "added";
    case PlanChange::Removed:
      return sv ? "borttagen" : "removed";
  }
  return "";
}

const char* change_id(PlanChange change) {
  switch (change) {
    case PlanChange::Same:
      return "same";
    case PlanChange::Changed:
      return "changed";
    case PlanChange::Added:
      return "added";
    case PlanChange::Removed:
      return "removed";
  }
  return "";
}

std::string field_name(const std::string& field, Language language) {
  if (!swedish(language)) return field;
  constexpr std::array<std::pair<const char*, const char*>, 8> names = {
      {{"activity", "aktivitet"},
       {"responsible", "ansvarig"},
       {"with", "samverkan med"},
       {"forum", "rapportering, forum"},
       {"wanted", "önskat klart"},
       {"done", "klart"},
       {"status", "status"},
       {"theme", "tema"}}};
  for (const auto& [id, name] : names) {
    if (field == id) return name;
  }
  return field;
}

std::string changes_html(const PlanVersions& versions, Language language) {
  const bool sv = swedish(language);
  std::string list;
  std::map<PlanChange, std::size_t> count;
  for (const PlanRowChange& change : versions.changes) {
    ++count[change.change];
    if (change.change == PlanChange::Same) continue;
    const PlanRow& row = change.new_row ? versions.newer.rows[*change.new_row]
                                        : versions.older.rows[*change.old_row];
    list += std::string("<li><span class=\"tag strong\">") + change_name(change.change, language) +
            "</span> " + (change.new_row ? row_link(*change.new_row) + ". " : "") +
            escape_html(row_name(row, 90));
    if (!change.fields.empty()) {
      list += "<ul>";
      for (const std::string& field : change.fields) {
        const std::string before = plan_field(versions.older.rows[*change.old_row], field);
        const std::string after = plan_field(versions.newer.rows[*change.new_row], field);
        list += "<li>" + field_name(field, language) + ": " +
                (before.empty() ? "" : "<del>" + paragraphs(before) + "</del> ") +
                (after.empty() ? "" : "<ins>" + paragraphs(after) + "</ins>") + "</li>";
      }
      list += "</ul>";
    }
    list += "</li>\n";
  }
  std::vector<std::string> parts;
  for (const auto& [change, n] : count) {
    parts.push_back(std::to_string(n) + " " + change_name(change, language));
  }
  return std::string("<h2>") +
         (sv ? "Vad som rört sig sedan förra versionen" : "What moved since the version before") +
         "</h2>\n<p>" + escape_html(versions.older.file) + " → " +
         escape_html(versions.newer.file) + ": " + join(parts, ", ") + ".</p>\n<ul>\n" + list +
         "</ul>\n";
}

std::string row_number(const std::optional<std::size_t>& row) {
  return row ? std::to_string(*row + 1) : std::string();
}

}  // namespace

std::string plan_csv(const Plan& plan, const WriteOptions& options) {
  formats::CsvWriter csv(options.csv_separator);
  for (const char* column : {"row", "activity", "responsible", "with", "forum", "wanted",
                             "wanted_date", "done", "done_date", "status", "flags", "source"}) {
    csv.cell(column);
  }
  csv.end_row();
  for (std::size_t r = 0; r < plan.rows.size(); ++r) {
    const PlanRow& row = plan.rows[r];
    csv.number(static_cast<std::int64_t>(r + 1));
    csv.cell(row.activity).cell(row.responsible).cell(row.with).cell(row.forum);
    csv.cell(row.wanted).cell(join(row.wanted_dates, "; "));
    csv.cell(row.done).cell(join(row.done_dates, "; "));
    csv.cell(to_text(row.status)).cell(flag_ids(row)).cell(row.source);
    csv.end_row();
  }
  return csv.take();
}

std::string plan_json(const Plan& plan) {
  std::string out;
  formats::JsonWriter json(out, formats::JsonWriter::Style::Indented);
  const auto strings = [&json](const char* key, const std::vector<std::string>& values) {
    json.key(key).begin_array();
    for (const std::string& value : values) json.string(value);
    json.end_array();
  };
  json.begin_object();
  json.key("format").string("rodtrad-plan/1").key("file").string(plan.file);
  json.key("heading").string(plan.heading).key("from_text").boolean(plan.from_text);
  json.key("rows").begin_array();
  for (std::size_t r = 0; r < plan.rows.size(); ++r) {
    const PlanRow& row = plan.rows[r];
    std::vector<std::string> flags;
    for (const PlanFlag flag : row.flags) flags.emplace_back(to_text(flag));
    json.begin_object();
    json.key("row").number(static_cast<std::int64_t>(r + 1));
    json.key("activity").string(row.activity).key("responsible").string(row.responsible);
    json.key("with").string(row.with).key("forum").string(row.forum);
    json.key("wanted").string(row.wanted);
    strings("wanted_dates", row.wanted_dates);
    json.key("done").string(row.done);
    strings("done_dates", row.done_dates);
    json.key("status").string(to_text(row.status)).key("status_words").string(row.status_words);
    json.key("theme").string(row.theme).key("answers").string(row.answers);
    strings("flags", flags);
    json.key("source").string(row.source);
    json.end_object();
  }
  json.end_array();
  strings("without_action", plan.without_action);
  json.key("initials").begin_array();
  for (const Initials& initials : plan.initials) {
    json.begin_object();
    json.key("letters").string(initials.letters).key("name").string(initials.name);
    json.end_object();
  }
  json.end_array();
  json.key("events").begin_array();
  for (const EventDates& event : plan.events) {
    json.begin_object();
    json.key("words").string(event.words);
    json.key("row_a").number(static_cast<std::int64_t>(event.row_a + 1));
    json.key("date_a").string(event.date_a);
    json.key("row_b").number(static_cast<std::int64_t>(event.row_b + 1));
    json.key("date_b").string(event.date_b).key("swapped").boolean(event.swapped);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return out + "\n";
}

std::string plan_diff_csv(const PlanVersions& versions, const WriteOptions& options) {
  formats::CsvWriter csv(options.csv_separator);
  for (const char* column : {"change", "row_old", "row_new", "activity", "field", "old", "new"}) {
    csv.cell(column);
  }
  csv.end_row();
  for (const PlanRowChange& change : versions.changes) {
    const PlanRow& row = change.new_row ? versions.newer.rows[*change.new_row]
                                        : versions.older.rows[*change.old_row];
    const auto line = [&](const std::string& field, const std::string& before,
                          const std::string& after) {
      csv.cell(change_id(change.change));
      csv.cell(row_number(change.old_row)).cell(row_number(change.new_row));
      csv.cell(row.activity.empty() ? row.theme : row.activity);
      csv.cell(field).cell(before).cell(after);
      csv.end_row();
    };
    if (change.fields.empty()) line("", "", "");
    for (const std::string& field : change.fields) {
      line(field, plan_field(versions.older.rows[*change.old_row], field),
           plan_field(versions.newer.rows[*change.new_row], field));
    }
  }
  return csv.take();
}

std::string plan_html(const Plan& plan, const std::string& date, const PlanVersions* versions,
                      Language language) {
  const bool sv = swedish(language);
  std::string body;
  if (!plan.heading.empty()) body += "<p class=\"quote\">" + paragraphs(plan.heading) + "</p>\n";
  body += "<p>" + std::to_string(plan.rows.size()) +
          (sv ? " rader. Statusen är tolkad ur planens egna ord; orden står bredvid."
              : " rows. The status is read from the plan's own words, which stand beside it.");
  if (plan.from_text) {
    body += sv ? " Planen är läst ur text där tabellen gått förlorad: se över de rader som är "
                 "märkta som osäkra."
               : " The plan was read from text that had lost its table: check the rows that are "
                 "marked as doubtful.";
  }
  body += "</p>\n" + status_picture(plan, language);
  const std::string todo = attention(plan, language);
  body += std::string("<h2>") + (sv ? "Att följa upp" : "To follow up") + "</h2>\n";
  if (date.empty()) {
    body += std::string("<p class=\"note\">") +
            (sv ? "Ingen dag är angiven, så inga rader räknas som försenade. Ange dagen med --date."
                : "No day was given, so no row counts as overdue. Give it with --date.") +
            "</p>\n";
  }
  body += todo.empty() ? std::string("<p>") + (sv ? "Inget." : "Nothing.") + "</p>\n"
                       : "<ul>\n" + todo + "</ul>\n";
  body += without_action(plan, language);
  if (versions != nullptr) body += changes_html(*versions, language);
  body += timeline(plan, date, language) + events_html(plan, language) + plan_table(plan, language);
  if (!plan.initials.empty()) {
    body += std::string("<h2>") +
            (sv ? "Initialer som planen själv förklarar" : "Initials that the plan explains") +
            "</h2>\n<ul>\n";
    for (const Initials& initials : plan.initials) {
      body +=
          "<li>" + escape_html(initials.letters) + ": " + escape_html(initials.name) + "</li>\n";
    }
    body += "</ul>\n";
  }
  const std::string subtitle =
      plan.file + (date.empty() ? "" : (sv ? ", uppföljning " : ", follow-up ") + date);
  return plain_page({sv ? "Planen och hur det går" : "The plan and how it goes", subtitle, body},
                    language);
}

std::string plan_summary(const Plan& plan, const std::string& date, Language language) {
  const bool sv = swedish(language);
  std::vector<std::string> states;
  const auto count = counts(plan);
  for (const PlanStatus status : kPlanStatuses) {
    const auto found = count.find(status);
    if (found != count.end()) {
      states.push_back(std::to_string(found->second) + " " + status_name(status, language));
    }
  }
  std::string out =
      std::to_string(plan.rows.size()) + (sv ? " rader: " : " rows: ") + join(states, ", ") + "\n";
  for (const FlagText& entry : kFlagTexts) {
    if (entry.flag == PlanFlag::Overdue && date.empty()) continue;
    const auto n = std::count_if(plan.rows.begin(), plan.rows.end(), [&](const PlanRow& row) {
      return std::find(row.flags.begin(), row.flags.end(), entry.flag) != row.flags.end();
    });
    if (n > 0) out += "  " + std::to_string(n) + "  " + flag_text(entry.flag, language) + "\n";
  }
  if (!plan.without_action.empty()) {
    out += (sv ? "Prioriterat utan åtgärd: " : "Priorities without an action: ") +
           join(plan.without_action, ", ") + "\n";
  }
  return out;
}

}  // namespace rodtrad::report
