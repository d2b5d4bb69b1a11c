#include <algorithm>
#include <limits>
#include <set>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/pipeline/plan_rows.h"
#include "analyzer/pipeline/plan_status.h"
#include "analyzer/text/characters.h"
#include "analyzer/text/dates.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::pipeline {
namespace {

using namespace std::string_view_literals;

constexpr double kWide = 0.62;  ///< share of the longest lines that only an activity reaches
constexpr double kVeryWide = 0.8;
constexpr std::size_t kCells = 6;  ///< activity to done
constexpr std::size_t kShortCell = 60;

/// Lines of one cell, or of what was left of one.
struct Fragment {
  std::vector<std::string> lines{};
  std::size_t line = 0;     ///< from 1 in the file
  bool page_break = false;  ///< the first after a page break
  bool gap = false;         ///< a trace of an empty cell stands before it
  bool unsure = false;      ///< may hold more than one cell
};

std::string joined(const Fragment& fragment) {
  std::string out;
  for (const std::string& line : fragment.lines) {
    if (!out.empty() && !line.empty()) out += ' ';
    out += line;
  }
  return out;
}

std::string key_of(std::string_view text) {
  std::string key = text::folded_label(text);
  while (!key.empty() && std::string_view(".,?:;! ").find(key.back()) != std::string_view::npos) {
    key.pop_back();
  }
  return key;
}

/// What a body sounds like rather than a person.
bool is_body_word(std::string_view folded) {
  for (const std::string_view part :
       {"ledning"sv, "grupp"sv, "råd"sv, "nämnd"sv, "utskott"sv, "forum"sv, "möte"sv, "region"sv,
        "kommun"sv, "styr"sv, "nätverk"sv, "enhet"sv, "division"sv, "förvaltning"sv}) {
    if (folded.find(part) != std::string_view::npos) return true;
  }
  return folded == "apt" || folded == "till";
}

struct Sounds {
  bool person = false;
  bool body = false;
};

Sounds sounds_of(std::string_view text) {
  Sounds out;
  bool capital_before = false;
  for (std::string_view word : split(text, ' ')) {
    bool ends = false;
    while (!word.empty() &&
           std::string_view("(,.:;?)/").find(word.back()) != std::string_view::npos) {
      ends = true;
      word.remove_suffix(1);
    }
    while (!word.empty() && word.front() == '(') {
      capital_before = false;
      word.remove_prefix(1);
    }
    if (word.empty()) continue;
    const std::string folded = text::fold(word);
    const bool body = is_body_word(folded);
    out.body = out.body || body;
    const bool initial = utf8::count(word) == 1;
    const bool capital = text::starts_upper(word) && !body && (initial || !text::is_all_caps(word));
    if (capital && capital_before) out.person = true;
    capital_before = capital && !ends;
  }
  return out;
}

bool begins_with_date(std::string_view text) {
  const auto dates = text::find_dates(text);
  return !dates.empty() && dates.front().span.begin == 0;
}

/// Words that open a wish about time without being a date.
bool begins_with_time_word(std::string_view text) {
  const std::string folded = text::fold(text.substr(0, 60));
  for (const std::string_view word :
       {"mål"sv,     "löpande"sv,   "fortlöpande"sv, "snarast"sv,      "senast"sv,
        "före "sv,   "innan "sv,    "omgående"sv,    "tills vidare"sv, "tillsvidare"sv,
        "årligen"sv, "månadsvis"sv, "varje "sv,      "början"sv,       "mitten"sv,
        "slutet"sv,  "våren"sv,     "hösten"sv,      "sommaren"sv,     "under "sv}) {
    if (folded.starts_with(word)) return true;
  }
  return false;
}

// --- header ------------------------------------------------------------------------------------

bool is_header_word(std::string_view folded) {
  if (plan_column(folded)) return true;
  for (const std::string_view word :
       {"med"sv, "och"sv, "av"sv, "är"sv, "dat"sv, "för"sv, "rapporteringsdat"sv,
        "rapporteringsdatum"sv, "uppföljning"sv, "kommentar"sv, "kommentarer"sv, "nr"sv, "om"sv}) {
    if (folded == word) return true;
  }
  return false;
}

bool is_header_line(std::string_view line) {
  std::string spaced(trim(line));
  for (char& c : spaced) {
    if (std::string_view(",/.:()").find(c) != std::string_view::npos) c = ' ';
  }
  bool any = false;
  for (const std::string_view word : split(spaced, ' ')) {
    if (word.empty()) continue;
    any = true;
    if (!is_header_word(text::fold(word))) return false;
  }
  return any;
}

class FlatPlan {
 public:
  FlatPlan(std::string_view text, const std::string& file, const text::WordKnown& known)
      : file_(file), known_(known) {
    for (const std::string_view line : split(text, '\n')) lines_.emplace_back(line);
  }

  RawPlan run() {
    plan_.from_text = true;
    plan_.columns = {PlanColumn::Activity, PlanColumn::Responsible, PlanColumn::With,
                     PlanColumn::Forum,    PlanColumn::Wanted,      PlanColumn::Done};
    const std::size_t first = end_of_header();
    collect_vocabulary();
    std::vector<Fragment> blocks = blocks_from(first);
    measure(blocks);
    const std::vector<Fragment> cells = split_blocks(blocks);
    build_rows(cells, columns_of(cells));
    return std::move(plan_);
  }

 private:
  /// Index of the first line after the header; what stands before it is the heading.
  std::size_t end_of_header() {
    std::size_t start = lines_.size();
    for (std::size_t i = 0; i < lines_.size() && i < 80; ++i) {
      if (!is_header_line(lines_[i])) continue;
      std::set<PlanColumn> columns;
      std::size_t end = i;
      for (std::size_t j = i; j < lines_.size() && j < i + 40; ++j) {
        if (trim(lines_[j]).empty()) continue;
        if (!is_header_line(lines_[j])) break;
        end = j + 1;
        for (const std::string_view word : split(lines_[j], ' ')) {
          if (const auto column = plan_column(word)) columns.insert(*column);
        }
      }
      if (columns.size() >= 3) {
        heading(i);
        for (std::size_t j = i; j < end; ++j) {
          if (!trim(lines_[j]).empty()) header_lines_.insert(std::string(trim(lines_[j])));
        }
        return end;
      }
    }
    (void)start;
    return 0;
  }

  void heading(std::size_t end) {
    for (std::size_t i = 0; i < end; ++i) {
      if (trim(lines_[i]).empty()) continue;
      plan_.heading += (plan_.heading.empty() ? "" : "\n") + std::string(trim(lines_[i]));
    }
  }

  void collect_vocabulary() {
    for (const std::string& line : lines_) {
      std::vector<std::string_view> words;
      for (const std::string_view word : split(line, ' ')) {
        if (!trim(word).empty()) words.push_back(trim(word));
      }
      // The last word of a line may be half a word.
      for (std::size_t w = 0; w + 1 < words.size(); ++w) {
        if (w == 0 && words.size() == 1) continue;
        std::string folded = text::folded_form(words[w]);
        while (!folded.empty() &&
               std::string_view(".,:;?!)").find(folded.back()) != std::string_view::npos) {
          folded.pop_back();
        }
        seen_.insert(std::move(folded));
      }
    }
  }

  /// A line that is empty ends a cell; a line with blanks alone is an empty line within one. A page
  /// break shows as a form feed, or as a line that begins with a blank right after a filled one.
  std::vector<Fragment> blocks_from(std::size_t first) {
    std::vector<Fragment> blocks;
    Fragment current;
    bool inside_header = false;
    const auto close = [&] {
      while (!current.lines.empty() && current.lines.back().empty()) current.lines.pop_back();
      if (!current.lines.empty()) blocks.push_back(std::move(current));
      current = {};
    };
    for (std::size_t i = first; i < lines_.size(); ++i) {
      std::string_view line = lines_[i];
      if (line.empty() || line == "\r") {
        close();
        inside_header = false;
        continue;
      }
      const bool form_feed = line.find('\f') != std::string_view::npos;
      const std::string_view body = trim(line.substr(line.find_last_of('\f') + 1));
      if (body.empty()) {
        if (form_feed) {
          close();
          current.page_break = true;
        } else if (!current.lines.empty()) {
          current.lines.emplace_back();
        }
        continue;
      }
      if (header_again(body, i)) {
        inside_header = true;
        continue;
      }
      (void)inside_header;
      const bool indented = line.front() == ' ';
      if (form_feed || (indented && !current.lines.empty())) {
        close();
        current.page_break = true;
      } else if (indented && current.lines.empty() && !blocks.empty()) {
        current.gap = true;
      }
      if (current.lines.empty()) current.line = i + 1;
      current.lines.emplace_back(body);
    }
    close();
    return blocks;
  }

  /// The header printed again on a later page.
  [[nodiscard]] bool header_again(std::string_view body, std::size_t) const {
    return body.size() > 12 && header_lines_.contains(std::string(body));
  }

  void measure(const std::vector<Fragment>& blocks) {
    std::vector<std::size_t> widths;
    for (const Fragment& block : blocks) {
      for (const std::string& line : block.lines) widths.push_back(utf8::count(line));
    }
    std::sort(widths.begin(), widths.end());
    longest_ = widths.empty() ? 1 : std::max<std::size_t>(1, widths[widths.size() * 97 / 100]);
  }

  [[nodiscard]] double width(std::string_view line) const {
    return static_cast<double>(utf8::count(line)) / static_cast<double>(longest_);
  }

  /// The widest line, the last left out where there are several.
  [[nodiscard]] double width(const Fragment& fragment) const {
    double widest = 0;
    const std::size_t n = fragment.lines.size();
    for (std::size_t i = 0; i < n; ++i) {
      if (i + 1 < n || n == 1) widest = std::max(widest, width(fragment.lines[i]));
    }
    if (n == 2) widest = std::max(widest, width(fragment.lines[1]));
    return widest;
  }

  [[nodiscard]] bool is_running_text(const Fragment& block) const {
    const auto wide = std::count_if(block.lines.begin(), block.lines.end(),
                                    [this](const std::string& l) { return width(l) > kWide; });
    return wide >= 2 || (block.lines.size() > 1 && width(block.lines.front()) > kVeryWide);
  }

  // --- cells that run together on one line -------------------------------------------------------

  std::vector<Fragment> split_blocks(const std::vector<Fragment>& blocks) {
    std::vector<Fragment> cells;
    for (const Fragment& block : blocks) {
      if (is_running_text(block)) {
        cells.push_back(block);
      } else {
        for (Fragment& cell : split_by_marks(block)) cells.push_back(std::move(cell));
      }
    }
    learn_persons(plan_.heading);
    std::vector<const Fragment*> shortest_first;
    for (const Fragment& cell : cells) shortest_first.push_back(&cell);
    std::stable_sort(
        shortest_first.begin(), shortest_first.end(),
        [](const Fragment* a, const Fragment* b) { return joined(*a).size() < joined(*b).size(); });
    for (const Fragment* cell : shortest_first) learn(*cell);
    std::vector<Fragment> out;
    for (const Fragment& cell : cells) {
      if (is_running_text(cell)) {
        out.push_back(cell);
      } else {
        split_by_known(cell, out, 0);
      }
    }
    return out;
  }

  static Fragment right_part(Fragment& left, std::size_t at) {
    Fragment right;
    right.line = left.line;
    right.lines = left.lines;
    right.lines.front() = std::string(trim(std::string_view(left.lines.front()).substr(at)));
    left.lines = {std::string(trim(std::string_view(left.lines.front()).substr(0, at)))};
    return right;
  }

  [[nodiscard]] std::vector<Fragment> split_by_marks(const Fragment& block) const {
    std::vector<Fragment> parts = {block};
    while (parts.size() < kCells) {
      Fragment& last = parts.back();
      const auto cut = cut_in(last);
      if (!cut) break;
      const bool gap = last.lines.front().substr(0, cut->first).ends_with("  ") ||
                       last.lines.front().substr(cut->first).starts_with("  ");
      Fragment right = right_part(last, cut->first);
      right.gap = gap || cut->second;
      if (last.lines.front().empty() || right.lines.front().empty()) break;
      parts.push_back(std::move(right));
    }
    return parts;
  }

  /// Where the first line is cut, and whether a gap of blanks stands there.
  [[nodiscard]] std::optional<std::pair<std::size_t, bool>> cut_in(const Fragment& block) const {
    const std::string& line = block.lines.front();
    const bool wide_alone = block.lines.size() == 1 && width(line) > kWide;
    if (begins_with_status(line)) return std::nullopt;
    if (const std::size_t gap = line.find("  "); gap != std::string::npos && !wide_alone) {
      return std::pair{gap, true};
    }
    const auto dates = text::find_dates(line);
    std::optional<std::size_t> cut;
    for (const StatusWord& word : find_status(line)) {
      if (word.span.begin == 0 || !text::starts_upper(line.substr(word.span.begin))) continue;
      cut = word.span.begin;
      break;
    }
    if (!dates.empty() && dates.front().span.begin > 0 &&
        (!cut || dates.front().span.begin < *cut)) {
      const std::size_t at = dates.front().span.begin;
      const std::string_view rest = trim(std::string_view(line).substr(dates.front().span.end));
      const bool ends = rest.empty() || begins_with_status(rest);
      if (may_cut_before_date(line.substr(0, at)) && (!wide_alone || ends)) cut = at;
    }
    if (!cut) return std::nullopt;
    return std::pair{*cut, false};
  }

  static bool may_cut_before_date(std::string_view left) {
    left = trim(left);
    if (left.empty() || is_digit(left.back())) return false;
    if (std::string_view("-/(,:;").find(left.back()) != std::string_view::npos) return false;
    const std::size_t blank = left.find_last_of(' ');
    const std::string last =
        text::fold(blank == std::string_view::npos ? left : left.substr(blank + 1));
    for (const std::string_view word :
         {"till"sv, "av"sv, "den"sv, "senast"sv, "från"sv, "före"sv, "efter"sv, "i"sv, "under"sv,
          "och"sv, "innan"sv, "per"sv, "ut"sv, "på"sv, "inför"sv, "hela"sv, "sedan"sv,
          "t.o.m."sv}) {
      if (last == word) return false;
    }
    return true;
  }

  void learn_persons(std::string_view heading) {
    for (const std::string_view line : split(heading, '\n')) {
      for (std::size_t open = line.find('('); open != std::string_view::npos;
           open = line.find('(', open + 1)) {
        std::vector<std::string_view> words;
        for (const std::string_view word : split(line.substr(0, open), ' ')) {
          if (!word.empty()) words.push_back(word);
        }
        if (words.size() >= 2) {
          std::string_view first = words[words.size() - 2];
          while (!first.empty() && first.front() == '/') first.remove_prefix(1);
          known_cells_.insert(key_of(std::string(first) + " " + std::string(words.back())));
        }
      }
    }
  }

  void learn(const Fragment& cell) {
    const std::string text = joined(cell);
    if (is_running_text(cell) || utf8::count(text) > kShortCell || width(cell) > kWide) return;
    if (begins_with_status(text) || !text::find_dates(text).empty()) return;
    const Sounds sounds = sounds_of(text);
    const bool two_words = text.find(' ') != std::string::npos;
    if (!((sounds.person && two_words) || sounds.body) || is_two_cells(cell)) return;
    known_cells_.insert(key_of(text));
  }

  /// Do two known cells stand on its first line?
  [[nodiscard]] bool is_two_cells(const Fragment& cell) const {
    const std::string& line = cell.lines.front();
    for (std::size_t at = line.find(' '); at != std::string::npos; at = line.find(' ', at + 1)) {
      const std::string_view left = std::string_view(line).substr(0, at);
      const std::string_view right = trim(std::string_view(line).substr(at));
      if (may_part(left, right) &&
          (is_known(left) || is_known(right) || is_known(right_text(cell, right)))) {
        return true;
      }
    }
    return false;
  }

  [[nodiscard]] bool is_known(std::string_view text) const {
    return known_cells_.contains(key_of(text));
  }

  void split_by_known(Fragment cell, std::vector<Fragment>& out, std::size_t depth) const {
    const std::string line = cell.lines.front();
    if (depth < kCells && !begins_with_status(line) && !begins_with_date(line) &&
        !is_known(joined(cell))) {
      for (std::size_t at = line.find(' '); at != std::string::npos; at = line.find(' ', at + 1)) {
        const std::string_view left = std::string_view(line).substr(0, at);
        const std::string_view right = trim(std::string_view(line).substr(at));
        if (!may_part(left, right)) continue;
        const std::string whole_right = right_text(cell, right);
        if (is_known(left) || is_known(right) || is_known(whole_right)) {
          Fragment rest = right_part(cell, at);
          out.push_back(std::move(cell));
          split_by_known(std::move(rest), out, depth + 1);
          return;
        }
      }
      cell.unsure =
          cell.lines.size() > 1 && width(line) > 0.4 && width(line) > 1.6 * width(cell.lines[1]);
    }
    out.push_back(std::move(cell));
  }

  static std::string right_text(const Fragment& cell, std::string_view right) {
    std::string text(right);
    for (std::size_t i = 1; i < cell.lines.size(); ++i) text += " " + cell.lines[i];
    return text;
  }

  static bool may_part(std::string_view left, std::string_view right) {
    if (left.empty() || right.empty() || !text::starts_upper(right)) return false;
    if (std::string_view(",(/&-").find(left.back()) != std::string_view::npos) return false;
    const std::size_t blank = left.find_last_of(' ');
    const std::string last =
        text::fold(blank == std::string_view::npos ? left : left.substr(blank + 1));
    for (const std::string_view word :
         {"och"sv, "till"sv, "av"sv, "för"sv, "via"sv, "med"sv, "i"sv, "på"sv, "gm"sv, "från"sv}) {
      if (last == word) return false;
    }
    return true;
  }

  // --- which column ------------------------------------------------------------------------------

  struct Choice {
    std::size_t column = 0;
    bool new_row = false;
    bool doubtful = false;
  };

  [[nodiscard]] double fits(const Fragment& cell, const std::string& text, const Sounds& sounds,
                            std::size_t column) const {
    const double w = width(cell);
    const bool status = begins_with_status(text);
    const bool date = begins_with_date(text);
    const auto dates = [&] { return text::find_dates(text).size(); };
    const double nobody = sounds.person || sounds.body ? 0.0 : -0.7;
    const double narrow = status || w >= 0.2 ? 0.0 : text::starts_lower(text) ? 1.6 : 1.0;
    switch (column) {
      case 0:
        return (w > kWide  ? 3.0
                : w < 0.35 ? -2.0
                           : 0.0) -
               (status ? 3.0 : 0.0) - (date && w < kWide ? 2.0 : 0.0) -
               (sounds.person && w < 0.5 ? 1.0 : 0.0);
      case 1:
        return nobody - (w > kWide ? 4.0 : 0.0) + (sounds.person ? 2.0 : 0.0) +
               (sounds.body ? 0.5 : 0.0) - (status ? 3.0 : 0.0) - (date ? 3.0 : 0.0);
      case 2:
        return nobody - (w > kWide ? 3.0 : 0.0) + (sounds.person ? 1.5 : 0.0) +
               (sounds.body ? 1.0 : 0.0) - (status ? 3.0 : 0.0) - (date ? 3.0 : 0.0);
      case 3:
        return nobody - (w > kWide ? 3.0 : 0.0) + (sounds.body ? 2.0 : 0.0) -
               (sounds.person ? 1.0 : 0.0) - (status ? 3.0 : 0.0) - (date ? 3.0 : 0.0);
      case 4:
        if (status) return find_status(text).front().status == PlanStatus::Done ? -2.0 : 3.0;
        return narrow - (w > kWide ? 3.0 : 0.0) +
               (date                          ? 3.0
                : begins_with_time_word(text) ? 2.0
                : dates() >= 2                ? 2.0
                : dates() == 1                ? 1.0
                                              : -1.5);
      default:
        return narrow - (w > kWide ? 3.0 : 0.0) +
               (status                       ? 4.0
                : !find_status(text).empty() ? 1.5
                : date                       ? 1.0
                : dates() > 0                ? 0.5
                                             : -1.5);
    }
  }

  /// Does what stands after this page break go on with the row before it?
  [[nodiscard]] bool goes_on(const std::vector<Fragment>& cells, std::size_t at) const {
    if (text::starts_lower(cells[at].lines.front())) return true;
    std::size_t i = at;
    while (i < cells.size() && width(cells[i]) > kWide && (i == at || !cells[i].page_break)) ++i;
    std::size_t others = 0;
    for (; i < cells.size() && width(cells[i]) <= kWide && (i == at || !cells[i].page_break); ++i) {
      ++others;
      const std::string text = joined(cells[i]);
      if (text::starts_lower(text) && !begins_with_date(text)) return true;
      const std::size_t close = text.find(')');
      if (close != std::string::npos && text.find('(') > close) return true;
    }
    return others <= 1;
  }

  /// The best reading of all cells together (dynamic programming over columns).
  [[nodiscard]] std::vector<Choice> columns_of(const std::vector<Fragment>& cells) const {
    constexpr double kNever = -1e9;
    struct Step {
      double score = kNever;
      std::size_t from = 0;
      bool new_row = false;
    };
    std::vector<std::array<Step, kCells>> steps(cells.size());
    std::vector<std::array<double, kCells>> emitted(cells.size());
    std::vector<bool> carried(cells.size(), false);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      carried[i] = cells[i].page_break && i > 0 && goes_on(cells, i);
      const std::string text = joined(cells[i]);
      const Sounds sounds = sounds_of(text);
      for (std::size_t c = 0; c < kCells; ++c) {
        emitted[i][c] = fits(cells[i], text, sounds, c);
        Step& step = steps[i][c];
        if (i == 0) {
          step = {emitted[i][c] - static_cast<double>(c), 0, true};
          continue;
        }
        for (std::size_t b = 0; b < kCells; ++b) {
          const auto [cost, new_row] = move(cells[i], carried[i], b, c);
          const double score = steps[i - 1][b].score + cost + emitted[i][c];
          if (score > step.score) step = {score, b, new_row};
        }
      }
    }
    std::vector<Choice> choices(cells.size());
    if (cells.empty()) return choices;
    std::size_t column = 0;
    for (std::size_t c = 1; c < kCells; ++c) {
      if (steps.back()[c].score > steps.back()[column].score) column = c;
    }
    for (std::size_t i = cells.size(); i-- > 0;) {
      choices[i] = {column, steps[i][column].new_row,
                    cells[i].unsure || (emitted[i][column] < 0 && !carried[i])};
      column = steps[i][column].from;
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (carried[i]) carried_.insert(i);
    }
    return choices;
  }

  [[nodiscard]] std::pair<double, bool> move(const Fragment& cell, bool carried, std::size_t from,
                                             std::size_t to) const {
    if (carried) return {to == 1 ? -0.4 : to < from || to == 0 ? 0.0 : -0.3, false};
    if (to == 0 && from > 0) {
      constexpr std::array cost = {0.0, -2.5, -2.0, -1.2, -0.7, 0.0};
      const bool lower = text::starts_lower(cell.lines.front());
      const bool small = from < 5 && width(cell) <= kWide;
      return {cost.at(from) - (lower ? 1.5 : 0.0) - (small ? 1.0 : 0.0), true};
    }
    if (to < from) return {-1e6, false};
    if (to == from) return {to == 0 ? -0.2 : to == 1 ? -1.8 : -1.5, false};
    const double skipped = static_cast<double>(to - from - 1);
    if (cell.gap) return {skipped > 0 ? 0.4 - 0.1 * skipped : -0.4, false};
    return {-0.1 * skipped, false};
  }

  // --- rows --------------------------------------------------------------------------------------

  void build_rows(const std::vector<Fragment>& cells, const std::vector<Choice>& choices) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (choices[i].new_row || plan_.rows.empty()) {
        plan_.rows.emplace_back();
        plan_.rows.back().place = file_ + ":" + std::to_string(cells[i].line);
      }
      RawPlanRow& row = plan_.rows.back();
      std::string& cell = row.cells.at(choices[i].column);
      const std::string text = text_of(cells[i]);
      if (cell.empty()) {
        cell = text;
      } else {
        cell += (carried_.contains(i) || choices[i].column != 0 ? " " : "\n") + text;
      }
      if (choices[i].doubtful) row.columns_doubtful = true;
      if (carried_.contains(i)) row.row_doubtful = true;
    }
  }

  /// Lines of a cell as running text: words broken at line ends joined on evidence, empty lines
  /// kept as paragraphs.
  [[nodiscard]] std::string text_of(const Fragment& cell) const {
    std::string out;
    for (const std::string& line : cell.lines) {
      if (line.empty()) {
        if (!out.empty() && out.back() != '\n') out += '\n';
        continue;
      }
      if (out.empty() || out.back() == '\n') {
        out += line;
        continue;
      }
      join_line(out, line);
    }
    // Several blanks in a row say nothing within a cell.
    std::string tidy;
    for (const char c : out) {
      if (c == ' ' && (tidy.empty() || tidy.back() == ' ' || tidy.back() == '\n')) continue;
      tidy += c;
    }
    return tidy;
  }

  void join_line(std::string& out, std::string_view line) const {
    const bool hyphen = out.back() == '-';
    const std::string_view before = hyphen ? std::string_view(out).substr(0, out.size() - 1) : out;
    const std::size_t blank = before.find_last_of(" \n");
    std::string_view left = blank == std::string_view::npos ? before : before.substr(blank + 1);
    while (!left.empty() && std::string_view("(\"").find(left.front()) != std::string_view::npos) {
      left.remove_prefix(1);
    }
    std::string_view right = line.substr(0, line.find(' '));
    while (!right.empty() &&
           std::string_view(".,:;)?!").find(right.back()) != std::string_view::npos) {
      right.remove_suffix(1);
    }
    const bool letters = !left.empty() && !right.empty() &&
                         text::is_letter(text::last_character(left)) && text::starts_lower(right);
    text::LineJoin how = text::LineJoin::Apart;
    if (hyphen && !left.empty()) {
      how = text::join_at_hyphen(left, right, seen_, known_);
    } else if (letters) {
      how = text::join_without_hyphen(left, right, seen_, known_);
    }
    switch (how) {
      case text::LineJoin::Whole:
        if (hyphen) out.pop_back();
        break;
      case text::LineJoin::Hyphenated:
        break;
      case text::LineJoin::Apart:
        out += ' ';
        break;
    }
    out += line;
  }

  const std::string& file_;
  const text::WordKnown& known_;
  std::vector<std::string> lines_;
  std::set<std::string> header_lines_;
  text::Vocabulary seen_;
  std::set<std::string> known_cells_;
  mutable std::set<std::size_t> carried_;
  std::size_t longest_ = 1;
  RawPlan plan_;
};

}  // namespace

RawPlan plan_from_text(std::string_view text, const std::string& file,
                       const text::WordKnown& known) {
  return FlatPlan(text, file, known).run();
}

}  // namespace rodtrad::pipeline
