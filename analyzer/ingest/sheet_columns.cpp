#include "analyzer/ingest/sheet_columns.h"

#include <algorithm>
#include <map>
#include <set>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/ingest/debris.h"
#include "analyzer/ingest/sheet_roles.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::ingest {
namespace {

constexpr std::size_t kHeaderRows = 15;
constexpr std::size_t kFewestForChoices = 8;
constexpr std::size_t kMostChoices = 12;

using Cells = std::vector<std::string>;

bool is_filled(const Cells& cells, std::size_t column) {
  return column < cells.size() && !trim(cells[column]).empty();
}

std::size_t filled_cells(const Cells& cells) {
  return static_cast<std::size_t>(
      std::count_if(cells.begin(), cells.end(), [](const auto& c) { return !trim(c).empty(); }));
}

std::size_t header_score(const Cells& cells) {
  std::size_t score = 0;
  for (const std::string& cell : cells) {
    if (trim(cell).empty()) continue;
    if (is_number_cell(cell)) return 0;
    if (trim(cell).ends_with('?')) score += 4;
    // `Grupp 3` is more often a group in the data than the name of a column.
    if (role_of_header(cell).role != ColumnRole::None && !is_group_name(cell)) score += 10;
  }
  return score + std::min<std::size_t>(filled_cells(cells), 9);
}

std::vector<std::string> names_in(const std::string& joined) {
  std::vector<std::string> names;
  for (const std::string_view name : split(joined, '|')) {
    if (!trim(name).empty()) names.emplace_back(trim(name));
  }
  return names;
}

/// Scores: a number among the cells 0, a filled cell 1, a known word 10, a column asked for 100.
struct HeaderGuess {
  std::size_t row = 0;
  std::size_t score = 0;
};

HeaderGuess find_header(const SheetTable& table, const SheetColumns& wanted) {
  std::set<std::string> named;
  for (const std::string* list :
       {&wanted.text, &wanted.group, &wanted.question, &wanted.votes, &wanted.speaker}) {
    for (const std::string& name : names_in(*list)) named.insert(text::folded_label(name));
  }
  HeaderGuess best;
  for (std::size_t r = 0; r < table.rows.size() && r < kHeaderRows; ++r) {
    std::size_t score = header_score(table.rows[r].cells);
    for (const std::string& cell : table.rows[r].cells) {
      if (named.contains(text::folded_label(cell))) score += 100;
    }
    if (score > best.score) best = {r, score};
  }
  return best;
}

/// A question, or a word for what comes below.
bool looks_like_header(const Cells& cells) {
  return std::any_of(cells.begin(), cells.end(), [](const std::string& cell) {
    const std::string_view body = trim(cell);
    return body.ends_with('?') || body.ends_with(':') || is_group_name(cell) ||
           role_of_header(cell).role != ColumnRole::None;
  });
}

std::size_t widest(const SheetTable& table, std::size_t first) {
  std::size_t width = 0;
  for (std::size_t r = first; r < table.rows.size(); ++r) {
    width = std::max(width, table.rows[r].cells.size());
  }
  return width;
}

/// What stands in a column below the header.
struct ColumnContent {
  std::size_t filled = 0;
  std::size_t prose = 0;       ///< several words, or one long one
  std::size_t long_texts = 0;  ///< five words or more
  std::size_t with_semicolon = 0;
  std::map<std::string_view, std::size_t> values{};  ///< at most kMostChoices + 1 are kept
  std::map<std::string_view, std::size_t> parts{};   ///< of cells joined with `;`
  std::map<std::string_view, std::size_t> texts{};   ///< of five words or more

  /// Long texts that stand there once: somebody's own words, where choices come again.
  [[nodiscard]] std::size_t lone_texts() const {
    return static_cast<std::size_t>(
        std::count_if(texts.begin(), texts.end(), [](const auto& t) { return t.second == 1; }));
  }
  /// Own words among many `Nej` and `-`.
  [[nodiscard]] bool is_written() const { return lone_texts() >= 3; }
  [[nodiscard]] bool is_prose() const { return filled > 0 && prose * 2 >= filled; }
  /// A handful of values that come again and again: one choice of several, not free text.
  [[nodiscard]] bool is_choice() const {
    return filled >= kFewestForChoices && values.size() <= kMostChoices &&
           values.size() * 3 <= filled && lone_texts() < 2;
  }
  /// Several choices joined with `;`: three of five distinct parts are met twice or more.
  [[nodiscard]] bool is_multi_choice() const {
    if (with_semicolon < 2 || parts.empty()) return false;
    const auto again = static_cast<std::size_t>(
        std::count_if(parts.begin(), parts.end(), [](const auto& p) { return p.second >= 2; }));
    return again * 10 >= parts.size() * 6;
  }
};

ColumnContent content_of(const SheetTable& table, std::size_t first, std::size_t column) {
  ColumnContent out;
  for (std::size_t r = first; r < table.rows.size(); ++r) {
    const Cells& cells = table.rows[r].cells;
    if (!is_filled(cells, column)) continue;
    const std::string_view cell = trim(cells[column]);
    ++out.filled;
    const bool words = cell.find(' ') != std::string_view::npos || utf8::count(cell) > 15;
    if (words && !is_number_cell(cell) && !is_date_cell(cell)) ++out.prose;
    if (std::count(cell.begin(), cell.end(), ' ') >= 4) {
      ++out.long_texts;
      if (out.texts.size() < 4096) ++out.texts[cell];
    }
    if (out.values.size() <= kMostChoices) ++out.values[cell];
    if (cell.find(';') != std::string_view::npos) ++out.with_semicolon;
    if (out.parts.size() > 4096) continue;  // free text: no need to know more
    for (const std::string_view part : split(cell, ';')) {
      if (!trim(part).empty()) ++out.parts[trim(part)];
    }
  }
  return out;
}

/// `R1`, `Deltagare 4`, `17`: says that answers go together, not who gave them.
bool is_code(std::string_view value) {
  const std::string_view body = trim(value);
  if (body.find('@') != std::string_view::npos || starts_with_name(body)) return false;
  return body.find_first_of("0123456789") != std::string_view::npos || utf8::count(body) == 1;
}

/// Ten or twelve digits with the date and check digit of a Swedish personal number.
bool is_personal_number(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (is_digit(c)) digits += c;
    if (!is_digit(c) && c != '-' && c != '+' && c != ' ') return false;
  }
  if (digits.size() == 12) digits.erase(0, 2);
  if (digits.size() != 10) return false;
  const int month = (digits[2] - '0') * 10 + digits[3] - '0';
  const int day = ((digits[4] - '0') * 10 + digits[5] - '0') % 60;  // 60 more: coordination number
  if (month < 1 || month > 12 || day < 1 || day > 31) return false;
  int sum = 0;
  for (std::size_t i = 0; i < 10; ++i) {
    const int twice = (digits[i] - '0') * (i % 2 == 0 ? 2 : 1);
    sum += twice / 10 + twice % 10;
  }
  return sum % 10 == 0;
}

std::string header_list(const Cells& headers) {
  std::vector<std::string> quoted;
  for (const std::string& header : headers) {
    if (!trim(header).empty()) quoted.push_back("\"" + std::string(trim(header)) + "\"");
  }
  return join(quoted, ", ");
}

/// `Svar 1`, `Svar 2` ask for the same thing: the words without what numbers them.
std::string unnumbered(std::string_view header) {
  std::string folded = text::folded_label(header);
  while (!folded.empty() && (is_digit(folded.back()) || folded.back() == ' ' ||
                             folded.back() == ':' || folded.back() == '.')) {
    folded.pop_back();
  }
  return folded;
}

class ShapeFinder {
 public:
  ShapeFinder(const SheetTable& table, const ImportOptions& options)
      : table_(table), forms_(options.forms), wanted_(options.columns) {}

  /// What `run` refused the sheet for.
  [[nodiscard]] const std::optional<SheetTie>& tie() const { return tie_; }

  Result<SheetShape> run() {
    find_headers();
    use_form();
    used_.assign(headers().size(), false);
    std::vector<std::size_t> text;
    if (!named(wanted_.text, text) || !named(wanted_.group, shape_.group) ||
        !named(wanted_.question, shape_.question) || !named(wanted_.votes, shape_.votes) ||
        !named(wanted_.speaker, shape_.speaker)) {
      return std::move(fault_);
    }
    if (text.empty()) find_groups_in_columns();
    by_words();
    if (shape_.answers.empty()) shape_.answers = text;
    if (shape_.answers.empty()) find_answers();
    if (!fault_.diagnostics.empty()) return std::move(fault_);
    if (shape_.answers.empty()) {
      return failure("sheet-no-text-column",
                     "no column with answers was found among " + header_list(headers()),
                     table_.place(table_.rows[shape_.header_row]), "name it with --text-column");
    }
    settle();
    return std::move(shape_);
  }

 private:
  [[nodiscard]] const Cells& headers() const { return shape_.headers; }
  /// Under a question that reaches over `Svar | Röster`, the lower word says what a column holds.
  [[nodiscard]] HeaderRole role_of(std::size_t column) const {
    if (column < below_.size() && !below_[column].empty()) {
      const HeaderRole own = role_of_header(below_[column]);
      if (own.role != ColumnRole::None) return own;
    }
    return role_of_header(headers()[column]);
  }
  [[nodiscard]] bool has_votes_header(std::size_t column) const {
    return role_of(column).role == ColumnRole::Votes;
  }
  [[nodiscard]] Place header_place() const { return table_.place(table_.rows[shape_.header_row]); }

  // --- the header ----------------------------------------------------------------------------

  void find_headers() {
    const HeaderGuess guess = find_header(table_, wanted_);
    const bool known = guess.score >= 100 || looks_like_header(table_.rows[guess.row].cells);
    if (guess.score == 0 || (!known && widest(table_, 0) == 1)) return without_header();
    shape_.header = known ? SheetShape::Header::Found : SheetShape::Header::Believed;
    shape_.header_row = guess.row;
    shape_.headers = table_.rows[guess.row].cells;
    // The rows of a workbook end where their text ends; those of a text file say how wide they are.
    const std::size_t width = table_.sheet.empty() ? 0 : widest(table_, guess.row);
    if (shape_.headers.size() < width) shape_.headers.resize(width);
    shape_.first_data_row = guess.row + 1;
    if (guess.row + 1 < table_.rows.size() && is_second_header(guess.row)) {
      join_headers(guess.row, guess.row + 1);
    } else if (guess.row > 0 && is_second_header(guess.row - 1)) {
      shape_.header_row = guess.row - 1;
      join_headers(guess.row - 1, guess.row);
    }
  }

  /// What a person said when a form with the same columns was read.
  void use_form() {
    if (shape_.header == SheetShape::Header::None) return;
    const Cells form = form_of(headers());
    const auto known = std::find_if(forms_.begin(), forms_.end(), [&form](const SheetForm& one) {
      return form_of(one.headers) == form;
    });
    if (known == forms_.end()) return;
    for (auto member : {&SheetColumns::text, &SheetColumns::group, &SheetColumns::question,
                        &SheetColumns::votes, &SheetColumns::speaker}) {
      if (!(wanted_.*member).empty() || (known->columns.*member).empty()) continue;
      wanted_.*member = known->columns.*member;
      shape_.from_profile = true;
    }
  }

  /// The names of the columns as they are compared.
  static Cells form_of(const Cells& headers) {
    Cells out;
    for (const std::string& header : headers) out.push_back(text::folded_label(header));
    while (!out.empty() && out.back().empty()) out.pop_back();
    return out;
  }

  void without_header() {
    shape_.header = SheetShape::Header::None;
    shape_.first_data_row = 0;
    for (std::size_t c = 1; c <= widest(table_, 0); ++c) {
      shape_.headers.push_back("kolumn " + std::to_string(c));
    }
  }

  /// True when the row below `upper` divides its columns: a heading reaches over several columns
  /// of the upper row, and each has a word of its own below.
  [[nodiscard]] bool is_second_header(std::size_t upper) const {
    const SheetRow& above = table_.rows[upper];
    const SheetRow& below = table_.rows[upper + 1];
    if (different_texts(above.cells) < 2 || below.row != above.row + 1) return false;
    const bool names = std::none_of(below.cells.begin(), below.cells.end(), [](const auto& cell) {
      return is_number_cell(cell) || utf8::count(cell) > 80;
    });
    if (!names) return false;
    if (!table_.merged.empty()) return is_divided_by_merging(above, below);
    // Without merged cells: the first column's word stands above, and only there.
    const bool first_above = is_filled(above.cells, 0) && !is_filled(below.cells, 0) &&
                             table_.rows.size() > upper + 2 &&
                             is_filled(table_.rows[upper + 2].cells, 0);
    std::size_t divided = 0;
    for (std::size_t c = 0; c < below.cells.size(); ++c) {
      if (is_filled(below.cells, c) && !is_filled(above.cells, c)) ++divided;
    }
    return first_above && divided >= 1 && filled_cells(below.cells) >= 2;
  }

  /// A merged heading of the upper row with different words below it.
  [[nodiscard]] bool is_divided_by_merging(const SheetRow& above, const SheetRow& below) const {
    return std::any_of(table_.merged.begin(), table_.merged.end(), [&](const auto& m) {
      if (m.first_row != above.row || m.last_row != m.first_row || m.first_column == 0 ||
          m.last_column <= m.first_column || below.cells.size() < m.last_column) {
        return false;
      }
      const auto first = below.cells.begin() + static_cast<std::ptrdiff_t>(m.first_column) - 1;
      const auto last = below.cells.begin() + static_cast<std::ptrdiff_t>(m.last_column);
      return different_texts(Cells(first, last)) >= 2;
    });
  }

  static std::size_t different_texts(const Cells& cells) {
    std::set<std::string_view> texts;
    for (const std::string& cell : cells) {
      if (!trim(cell).empty()) texts.insert(trim(cell));
    }
    return texts.size();
  }

  void join_headers(std::size_t upper, std::size_t lower) {
    const Cells& above = table_.rows[upper].cells;
    const Cells& below = table_.rows[lower].cells;
    shape_.headers.assign(std::max({above.size(), below.size(), shape_.headers.size()}), "");
    below_.assign(shape_.headers.size(), "");
    shape_.asked.assign(shape_.headers.size(), "");
    std::string reaching;
    for (std::size_t c = 0; c < shape_.headers.size(); ++c) {
      if (is_filled(above, c)) reaching = std::string(trim(above[c]));
      const std::string own = is_filled(below, c) ? std::string(trim(below[c])) : "";
      const bool alone = own.empty() || own == reaching;
      shape_.headers[c] = alone ? (is_filled(above, c) ? reaching : "") : reaching + " / " + own;
      if (alone) continue;
      below_[c] = own;
      if (role_of_header(own).role == ColumnRole::Answer) shape_.asked[c] = reaching;
    }
    shape_.first_data_row = lower + 1;
  }

  // --- columns by name -----------------------------------------------------------------------

  bool named(const std::string& list, std::vector<std::size_t>& out) {
    for (const std::string& name : names_in(list)) {
      std::optional<std::size_t> one;
      if (!named(name, one)) return false;
      out.push_back(*one);
    }
    return true;
  }

  bool named(const std::string& name, std::optional<std::size_t>& out) {
    if (trim(name).empty()) return true;
    for (std::size_t c = 0; c < headers().size(); ++c) {
      if (text::folded_label(headers()[c]) != text::folded_label(name)) continue;
      out = c;
      used_[c] = true;
      return true;
    }
    const std::string near = nearest(name, headers());
    fault_ = failure("sheet-no-column", "there is no column \"" + name + "\"", header_place(),
                     near.empty() ? "the columns are " + header_list(headers())
                                  : "did you mean \"" + near + "\"?");
    return false;
  }

  // --- columns by their words ----------------------------------------------------------------

  /// `Fråga | Grupp 1 | Grupp 2`: what each group said stands in its column.
  void find_groups_in_columns() {
    std::vector<std::size_t> groups;
    for (std::size_t c = 0; c < headers().size(); ++c) {
      if (!used_[c] && is_group_name(headers()[c])) groups.push_back(c);
    }
    if (groups.size() < 2) return;
    for (std::size_t c = 0; c < headers().size(); ++c) {
      if (role_of(c).role == ColumnRole::Answer) return;
    }
    shape_.answers = groups;
    shape_.column_is_group = true;
    const std::string_view first = trim(headers()[groups.front()]);
    shape_.group_name = std::string(first.substr(0, first.find(' ')));
    for (const std::size_t c : groups) used_[c] = true;
    if (shape_.question) return;
    for (std::size_t c = 0; c < groups.front(); ++c) {
      if (used_[c] || !content(c).is_prose()) continue;
      shape_.question = c;
      used_[c] = true;
      return;
    }
  }

  /// `Fråga 1`, `Fråga 2`: columns with answers, not one that says which question.
  [[nodiscard]] bool questions_are_numbered() const {
    std::map<std::string, std::size_t> count;
    for (const std::string& header : headers()) {
      if (role_of_header(header).role == ColumnRole::Question) ++count[unnumbered(header)];
    }
    return std::any_of(count.begin(), count.end(), [](const auto& c) { return c.second >= 2; });
  }

  void by_words() {
    const bool numbered = questions_are_numbered();
    int speaker_rank = 0;
    for (std::size_t c = 0; c < headers().size(); ++c) {
      if (used_[c]) continue;
      const HeaderRole role = role_of(c);
      const auto take = [&](std::optional<std::size_t>& slot) {
        if (slot) return;
        slot = c;
        used_[c] = true;
      };
      switch (role.role) {
        case ColumnRole::Question:
          if (!numbered) take(shape_.question);
          break;
        case ColumnRole::Group:
          take(shape_.group);
          break;
        case ColumnRole::Votes:
          take(shape_.votes);
          break;
        case ColumnRole::Speaker:
          used_[c] = true;
          if (!shape_.speaker || (speaker_rank > 0 && role.rank > speaker_rank)) {
            if (shape_.speaker) shape_.private_.push_back(*shape_.speaker);
            shape_.speaker = c;
            speaker_rank = role.rank;
          } else {
            shape_.private_.push_back(c);
          }
          break;
        case ColumnRole::Private:
          used_[c] = true;
          shape_.private_.push_back(c);
          break;
        case ColumnRole::Id:
          take(shape_.id);
          break;
        case ColumnRole::Time:
        case ColumnRole::Meta:
        case ColumnRole::Answer:
        case ColumnRole::None:
          break;
      }
    }
    if (!shape_.group) find_unnamed_group();
  }

  /// A first column without a header whose cells are `Grupp 1`, `Grupp 2` …
  void find_unnamed_group() {
    if (headers().size() < 2 || used_[0] || !trim(headers()[0]).empty()) return;
    std::size_t filled = 0;
    std::size_t groups = 0;
    for (std::size_t r = shape_.first_data_row; r < table_.rows.size(); ++r) {
      if (!is_filled(table_.rows[r].cells, 0)) continue;
      ++filled;
      if (is_group_name(table_.rows[r].cells[0])) ++groups;
    }
    if (groups < 2 || groups * 2 < filled) return;
    shape_.group = 0;
    shape_.headers[0] = "Grupp";
    used_[0] = true;
  }

  [[nodiscard]] const ColumnContent& content(std::size_t column) {
    const auto known = contents_.find(column);
    if (known != contents_.end()) return known->second;
    return contents_.emplace(column, content_of(table_, shape_.first_data_row, column))
        .first->second;
  }

  // --- the answers ---------------------------------------------------------------------------

  void find_answers() {
    int best = 0;
    for (std::size_t c = 0; c < headers().size(); ++c) {
      const HeaderRole role = role_of(c);
      if (used_[c] || role.role != ColumnRole::Answer) continue;
      if (role.rank > best) shape_.answers.clear();
      if (role.rank >= best) shape_.answers.push_back(c);
      best = std::max(best, role.rank);
    }
    if (!shape_.answers.empty()) return check_tie();
    for (std::size_t c = 0; c < headers().size(); ++c) {
      const ColumnRole role = role_of(c).role;
      if (!used_[c] && role != ColumnRole::Votes && role != ColumnRole::Time &&
          role != ColumnRole::Meta &&
          (content(c).is_prose() || content(c).is_multi_choice() || content(c).is_written())) {
        shape_.answers.push_back(c);
      }
    }
    leave_out_choices();
    // A single column: whatever it holds is the answer.
    if (shape_.answers.empty() && headers().size() == 1 && !used_[0]) shape_.answers = {0};
    shape_.column_is_question = shape_.header != SheetShape::Header::None;
  }

  /// Two columns with different words that both mean "answer": which one, only a person knows.
  void check_tie() {
    std::erase_if(shape_.answers, [this](std::size_t c) {
      return content(c).filled == 0 && shape_.answers.size() > 1;
    });
    std::set<std::string> words;
    for (const std::size_t c : shape_.answers) {
      const bool divided = c < below_.size() && !below_[c].empty();
      words.insert(unnumbered(divided ? below_[c] : headers()[c]));
    }
    if (words.size() < 2) return;
    std::vector<std::string> names;
    for (const std::size_t c : shape_.answers) names.emplace_back(trim(headers()[c]));
    tie_ = SheetTie{header_place(), {}, names};
    for (const std::string& header : headers()) tie_->headers.emplace_back(trim(header));
    while (tie_->headers.back().empty()) tie_->headers.pop_back();
    fault_ = failure("sheet-tie",
                     "several columns could hold the answers: \"" + join(names, "\", \"") + "\"",
                     header_place(),
                     "say which with --text-column \"" + names.front() +
                         "\", or take all with --text-column \"" + join(names, "|") + "\"");
  }

  /// Beside free text, a column with one choice of a few is a fact about the respondent.
  void leave_out_choices() {
    const auto is_choice = [this](std::size_t c) {
      return content(c).is_choice() && !content(c).is_multi_choice();
    };
    if (std::all_of(shape_.answers.begin(), shape_.answers.end(), is_choice)) return;
    std::erase_if(shape_.answers, is_choice);
  }

  void settle() {
    if (shape_.answers.size() > 1 && !shape_.column_is_group) {
      shape_.column_is_question = shape_.header != SheetShape::Header::None;
    }
    for (const std::size_t column : shape_.answers) {
      used_[column] = true;
      shape_.choices.push_back(content(column).is_multi_choice());
    }
    if (wanted_.votes.empty()) settle_votes();
    shape_.speaker_asked_for = !wanted_.speaker.empty();
    if (shape_.speaker) settle_speaker();
    if (shape_.id) settle_id();
    for (std::size_t c = 0; c < headers().size(); ++c) {
      if (used_[c] || content(c).filled == 0) continue;
      if (trim(headers()[c]).empty()) {
        const std::string letter = formats::cell_name(0, static_cast<std::uint32_t>(c) + 1);
        shape_.headers[c] = "kolumn " + letter.substr(0, letter.size() - 1);
      }
      shape_.attributes.push_back(c);
      if (may_be_unread(c)) shape_.unread.push_back(c);
      if (role_of_header(headers()[c]).role == ColumnRole::Time) shape_.times.push_back(c);
    }
    std::sort(shape_.private_.begin(), shape_.private_.end());
  }

  /// `Fråga A | Prickar | Fråga B | Prickar`: each answer has the votes that stand behind it,
  /// before the next answer.
  void settle_votes() {
    std::vector<std::optional<std::size_t>> own;
    std::size_t found = 0;
    for (std::size_t i = 0; i < shape_.answers.size(); ++i) {
      const std::size_t next =
          i + 1 < shape_.answers.size() ? shape_.answers[i + 1] : headers().size();
      own.emplace_back();
      for (std::size_t c = shape_.answers[i] + 1; c < next && !own.back(); ++c) {
        if (has_votes_header(c)) own.back() = c;
      }
      found += own.back() ? 1U : 0U;
    }
    if (found < 2) return;
    shape_.votes.reset();
    for (const auto& column : own) {
      if (column) used_[*column] = true;
    }
    shape_.votes_of = std::move(own);
  }

  /// What somebody wrote at length beside the answers that were found, and named nowhere.
  [[nodiscard]] bool may_be_unread(std::size_t c) {
    if (!wanted_.text.empty() || content(c).is_choice()) return false;
    const ColumnRole role = role_of(c).role;
    return role == ColumnRole::Answer ||
           (role == ColumnRole::None &&
            (content(c).long_texts * 2 >= content(c).filled || content(c).lone_texts() > 0));
  }

  void settle_speaker() {
    shape_.speaker_is_code = true;
    for (std::size_t r = shape_.first_data_row; r < table_.rows.size(); ++r) {
      const Cells& cells = table_.rows[r].cells;
      if (is_filled(cells, *shape_.speaker) && !is_code(cells[*shape_.speaker])) {
        shape_.speaker_is_code = false;
        return;
      }
    }
  }

  /// An id that is an e-mail address or a personal number must not become a document's name.
  void settle_id() {
    for (std::size_t r = shape_.first_data_row; r < table_.rows.size(); ++r) {
      const Cells& cells = table_.rows[r].cells;
      if (!is_filled(cells, *shape_.id)) continue;
      const std::string_view id = trim(cells[*shape_.id]);
      if (id.find('@') == std::string_view::npos && !is_personal_number(id) &&
          !starts_with_name(id)) {
        continue;
      }
      shape_.private_.push_back(*shape_.id);
      shape_.id.reset();
      return;
    }
  }

  const SheetTable& table_;
  const std::vector<SheetForm>& forms_;
  SheetColumns wanted_;
  std::optional<SheetTie> tie_;
  std::map<std::size_t, ColumnContent> contents_;
  std::vector<bool> used_;
  Cells below_;  ///< by column: the word of the lower header row where two divide it
  SheetShape shape_;
  Failure fault_;
};

}  // namespace

Result<SheetShape> find_shape(const SheetTable& table, const ImportOptions& options) {
  return ShapeFinder(table, options).run();
}

std::optional<SheetTie> tie_of(const SheetTable& table, const ImportOptions& options) {
  ShapeFinder finder(table, options);
  if (finder.run()) return std::nullopt;
  return finder.tie();
}

}  // namespace rodtrad::ingest
