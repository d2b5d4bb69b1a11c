#include "analyzer/ingest/sheet_columns.h"

#include <algorithm>
#include <array>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::ingest {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kHeaderRows = 15;

enum class ColumnRole { None, Answer, Question, Group, Votes, Speaker, Id, Time };

struct RoleWord {
  std::string_view word;
  ColumnRole role;
  int rank;  ///< among answers the highest wins
};

constexpr std::array kRoleWords = {RoleWord{"svar", ColumnRole::Answer, 3},
                                   RoleWord{"svaret", ColumnRole::Answer, 3},
                                   RoleWord{"answer", ColumnRole::Answer, 3},
                                   RoleWord{"response", ColumnRole::Answer, 3},
                                   RoleWord{"svarstext", ColumnRole::Answer, 3},
                                   RoleWord{"fritext", ColumnRole::Answer, 2},
                                   RoleWord{"text", ColumnRole::Answer, 2},
                                   RoleWord{"inlägg", ColumnRole::Answer, 2},
                                   RoleWord{"post-it", ColumnRole::Answer, 2},
                                   RoleWord{"förslag", ColumnRole::Answer, 2},
                                   RoleWord{"idé", ColumnRole::Answer, 2},
                                   RoleWord{"synpunkt", ColumnRole::Answer, 2},
                                   RoleWord{"kommentar", ColumnRole::Answer, 1},
                                   RoleWord{"kommentarer", ColumnRole::Answer, 1},
                                   RoleWord{"comment", ColumnRole::Answer, 1},
                                   RoleWord{"comments", ColumnRole::Answer, 1},
                                   RoleWord{"besvarelse", ColumnRole::Answer, 2},
                                   RoleWord{"responses", ColumnRole::Answer, 3},
                                   RoleWord{"fråga", ColumnRole::Question, 0},
                                   RoleWord{"frågan", ColumnRole::Question, 0},
                                   RoleWord{"frågeställning", ColumnRole::Question, 0},
                                   RoleWord{"uppgift", ColumnRole::Question, 0},
                                   RoleWord{"question", ColumnRole::Question, 0},
                                   RoleWord{"prompt", ColumnRole::Question, 0},
                                   RoleWord{"spørgsmål", ColumnRole::Question, 0},
                                   RoleWord{"spørsmål", ColumnRole::Question, 0},
                                   RoleWord{"grupp", ColumnRole::Group, 0},
                                   RoleWord{"bord", ColumnRole::Group, 0},
                                   RoleWord{"bordet", ColumnRole::Group, 0},
                                   RoleWord{"bordsnummer", ColumnRole::Group, 0},
                                   RoleWord{"lag", ColumnRole::Group, 0},
                                   RoleWord{"station", ColumnRole::Group, 0},
                                   RoleWord{"table", ColumnRole::Group, 0},
                                   RoleWord{"group", ColumnRole::Group, 0},
                                   RoleWord{"team", ColumnRole::Group, 0},
                                   RoleWord{"gruppe", ColumnRole::Group, 0},
                                   RoleWord{"röster", ColumnRole::Votes, 0},
                                   RoleWord{"röst", ColumnRole::Votes, 0},
                                   RoleWord{"poäng", ColumnRole::Votes, 0},
                                   RoleWord{"prickar", ColumnRole::Votes, 0},
                                   RoleWord{"gillar", ColumnRole::Votes, 0},
                                   RoleWord{"votes", ColumnRole::Votes, 0},
                                   RoleWord{"upvotes", ColumnRole::Votes, 0},
                                   RoleWord{"score", ColumnRole::Votes, 0},
                                   RoleWord{"points", ColumnRole::Votes, 0},
                                   RoleWord{"likes", ColumnRole::Votes, 0},
                                   RoleWord{"stemmer", ColumnRole::Votes, 0},
                                   RoleWord{"namn", ColumnRole::Speaker, 0},
                                   RoleWord{"name", ColumnRole::Speaker, 0},
                                   RoleWord{"e-post", ColumnRole::Speaker, 0},
                                   RoleWord{"epost", ColumnRole::Speaker, 0},
                                   RoleWord{"email", ColumnRole::Speaker, 0},
                                   RoleWord{"e-mail", ColumnRole::Speaker, 0},
                                   RoleWord{"mejl", ColumnRole::Speaker, 0},
                                   RoleWord{"respondent", ColumnRole::Speaker, 0},
                                   RoleWord{"deltagare", ColumnRole::Speaker, 0},
                                   RoleWord{"person", ColumnRole::Speaker, 0},
                                   RoleWord{"speaker", ColumnRole::Speaker, 0},
                                   RoleWord{"talare", ColumnRole::Speaker, 0},
                                   RoleWord{"navn", ColumnRole::Speaker, 0},
                                   RoleWord{"id", ColumnRole::Id, 0},
                                   RoleWord{"svarsid", ColumnRole::Id, 0},
                                   RoleWord{"löpnummer", ColumnRole::Id, 0},
                                   RoleWord{"nr", ColumnRole::Id, 0},
                                   RoleWord{"tid", ColumnRole::Time, 0},
                                   RoleWord{"tidstämpel", ColumnRole::Time, 0},
                                   RoleWord{"starttid", ColumnRole::Time, 0},
                                   RoleWord{"slutförandetid", ColumnRole::Time, 0},
                                   RoleWord{"timestamp", ColumnRole::Time, 0},
                                   RoleWord{"datum", ColumnRole::Time, 0},
                                   RoleWord{"date", ColumnRole::Time, 0}};

/// What a header says. Only short headers can: a whole question may hold any word.
const RoleWord* role_of(std::string_view header) {
  const std::string folded = text::folded_label(header);
  if (folded == "start time" || folded == "completion time") return &kRoleWords.back();
  for (const RoleWord& entry : kRoleWords) {
    if (folded == entry.word) return &entry;
  }
  if (folded.find('?') != std::string::npos) return nullptr;
  const std::vector<std::string_view> words = split(folded, ' ');
  if (words.size() > 3) return nullptr;
  for (const RoleWord& entry : kRoleWords) {
    if (entry.role == ColumnRole::Id) continue;
    if (std::find(words.begin(), words.end(), entry.word) != words.end()) return &entry;
  }
  return nullptr;
}

bool is_number(std::string_view cell) {
  const std::string_view body = trim(cell);
  return !body.empty() && body.find_first_not_of("0123456789.,-+% ") == std::string_view::npos;
}

std::size_t header_score(const std::vector<std::string>& cells) {
  std::size_t score = 0;
  std::size_t filled = 0;
  for (const std::string& cell : cells) {
    if (trim(cell).empty()) continue;
    ++filled;
    if (is_number(cell)) return 0;
    if (role_of(cell) != nullptr) score += 10;
  }
  return score + std::min<std::size_t>(filled, 9);
}

/// Scores: a number among the cells 0, a filled cell 1, a known word 10, a column asked for 100.
struct HeaderGuess {
  std::size_t row = 0;
  std::size_t score = 0;
};

HeaderGuess find_header(const Rows& rows, const SheetColumns& wanted) {
  HeaderGuess best;
  for (std::size_t r = 0; r < rows.size() && r < kHeaderRows; ++r) {
    std::size_t score = header_score(rows[r]);
    for (const std::string& cell : rows[r]) {
      const std::string folded = text::folded_label(cell);
      for (const std::string* name :
           {&wanted.text, &wanted.group, &wanted.question, &wanted.votes, &wanted.speaker}) {
        if (!name->empty() && text::folded_label(*name) == folded) score += 100;
      }
    }
    if (score > best.score) best = {r, score};
  }
  return best;
}

/// A question, or a word for what comes below.
bool looks_like_header(const std::vector<std::string>& cells) {
  return std::any_of(cells.begin(), cells.end(), [](const std::string& cell) {
    const std::string_view body = trim(cell);
    return body.ends_with('?') || body.ends_with(':') || role_of(cell) != nullptr;
  });
}

std::size_t widest(const Rows& rows) {
  std::size_t width = 0;
  for (const std::vector<std::string>& row : rows) width = std::max(width, row.size());
  return width;
}

/// Mostly words rather than numbers, dates or single choices.
bool is_prose_column(const Rows& rows, std::size_t first_row, std::size_t column) {
  std::size_t filled = 0;
  std::size_t prose = 0;
  for (std::size_t r = first_row; r < rows.size(); ++r) {
    if (column >= rows[r].size()) continue;
    const std::string_view cell = trim(rows[r][column]);
    if (cell.empty()) continue;
    ++filled;
    const bool several_words = cell.find(' ') != std::string_view::npos;
    if (!is_number(cell) && (several_words || utf8::count(cell) > 15)) ++prose;
  }
  return filled > 0 && prose * 2 >= filled;
}

std::string header_list(const std::vector<std::string>& headers) {
  std::vector<std::string> quoted;
  for (const std::string& header : headers) {
    if (!trim(header).empty()) quoted.push_back("\"" + std::string(trim(header)) + "\"");
  }
  return join(quoted, ", ");
}

class ShapeFinder {
 public:
  ShapeFinder(const Rows& rows, const SheetColumns& wanted, const std::string& file)
      : rows_(rows), wanted_(wanted), file_(file) {}

  Result<SheetShape> run() {
    find_headers();
    headers_ = &shape_.headers;
    used_.assign(headers_->size(), false);
    std::optional<std::size_t> text;
    if (!named(wanted_.text, text) || !named(wanted_.group, shape_.group) ||
        !named(wanted_.question, shape_.question) || !named(wanted_.votes, shape_.votes) ||
        !named(wanted_.speaker, shape_.speaker)) {
      return std::move(fault_);
    }
    by_words();
    if (text) {
      shape_.answers = {*text};
    } else {
      find_answers();
    }
    if (shape_.answers.empty()) {
      return failure("sheet-no-text-column",
                     "no column with answers was found among " + header_list(*headers_),
                     {.path = file_, .line = shape_.header_row + 1}, "name it with --text-column");
    }
    for (const std::size_t column : shape_.answers) used_[column] = true;
    for (std::size_t c = 0; c < headers_->size(); ++c) {
      if (!used_[c] && !trim((*headers_)[c]).empty()) shape_.attributes.push_back(c);
    }
    return std::move(shape_);
  }

 private:
  void find_headers() {
    const HeaderGuess guess = find_header(rows_, wanted_);
    const bool known = guess.score >= 100 || looks_like_header(rows_[guess.row]);
    if (guess.score > 0 && (known || widest(rows_) > 1)) {
      shape_.header = known ? SheetShape::Header::Found : SheetShape::Header::Believed;
      shape_.header_row = guess.row;
      shape_.first_row = guess.row + 1;
      shape_.headers = rows_[guess.row];
      return;
    }
    shape_.header = SheetShape::Header::None;
    shape_.first_row = 0;
    for (std::size_t c = 1; c <= widest(rows_); ++c) {
      shape_.headers.push_back("kolumn " + std::to_string(c));
    }
  }

  bool named(const std::string& name, std::optional<std::size_t>& out) {
    if (name.empty()) return true;
    for (std::size_t c = 0; c < headers_->size(); ++c) {
      if (text::folded_label((*headers_)[c]) == text::folded_label(name)) {
        out = c;
        used_[c] = true;
        return true;
      }
    }
    std::vector<std::string> names(headers_->begin(), headers_->end());
    const std::string near = nearest(name, names);
    fault_ = failure("sheet-no-column", "there is no column \"" + name + "\"",
                     {.path = file_, .line = shape_.header_row + 1},
                     near.empty() ? "the columns are " + header_list(*headers_)
                                  : "did you mean \"" + near + "\"?");
    return false;
  }

  void by_words() {
    for (std::size_t c = 0; c < headers_->size(); ++c) {
      const RoleWord* role = used_[c] ? nullptr : role_of((*headers_)[c]);
      if (role == nullptr) continue;
      const auto take = [&](std::optional<std::size_t>& slot) {
        if (slot) return;
        slot = c;
        used_[c] = true;
      };
      switch (role->role) {
        case ColumnRole::Question:
          take(shape_.question);
          break;
        case ColumnRole::Group:
          take(shape_.group);
          break;
        case ColumnRole::Votes:
          take(shape_.votes);
          break;
        case ColumnRole::Speaker:
          take(shape_.speaker);
          break;
        case ColumnRole::Id:
          take(shape_.id);
          break;
        case ColumnRole::Time:
        case ColumnRole::Answer:
        case ColumnRole::None:
          break;
      }
    }
  }

  void find_answers() {
    int best = 0;
    for (std::size_t c = 0; c < headers_->size(); ++c) {
      const RoleWord* role = used_[c] ? nullptr : role_of((*headers_)[c]);
      if (role == nullptr || role->role != ColumnRole::Answer) continue;
      if (role->rank > best) shape_.answers.clear();
      if (role->rank >= best) shape_.answers.push_back(c);
      best = std::max(best, role->rank);
    }
    if (!shape_.answers.empty()) return;
    for (std::size_t c = 0; c < headers_->size(); ++c) {
      const RoleWord* role = role_of((*headers_)[c]);
      const bool time = role != nullptr && role->role == ColumnRole::Time;
      if (!used_[c] && !time && is_prose_column(rows_, shape_.first_row, c)) {
        shape_.answers.push_back(c);
      }
    }
    // A single column: whatever it holds is the answer.
    if (shape_.answers.empty() && headers_->size() == 1 && !used_[0]) shape_.answers = {0};
  }

  const Rows& rows_;
  const SheetColumns& wanted_;
  const std::string& file_;
  const std::vector<std::string>* headers_ = nullptr;
  std::vector<bool> used_;
  SheetShape shape_;
  Failure fault_;
};

}  // namespace

Result<SheetShape> find_shape(const Rows& rows, const SheetColumns& wanted,
                              const std::string& file) {
  return ShapeFinder(rows, wanted, file).run();
}

bool is_empty_answer(std::string_view answer) {
  std::string folded = text::folded_label(answer);
  while (!folded.empty() &&
         std::string_view(".!,)").find(folded.back()) != std::string_view::npos) {
    folded.pop_back();
  }
  while (!folded.empty() && folded.front() == '(') folded.erase(folded.begin());
  if (folded.find_first_not_of("-?./*_ ") == std::string::npos) return true;
  constexpr std::array empties = {"–"sv,
                                  "—"sv,
                                  "…"sv,
                                  "x"sv,
                                  "vet ej"sv,
                                  "vet inte"sv,
                                  "inget svar"sv,
                                  "inget"sv,
                                  "tomt"sv,
                                  "tom"sv,
                                  "blank"sv,
                                  "n/a"sv,
                                  "na"sv,
                                  "ej svar"sv,
                                  "ej svarat"sv,
                                  "ingen kommentar"sv,
                                  "inga kommentarer"sv,
                                  "inget att tillägga"sv,
                                  "ingen åsikt"sv,
                                  "ingen uppfattning"sv,
                                  "hoppar över"sv,
                                  "pass"sv,
                                  "ej aktuellt"sv,
                                  "no answer"sv,
                                  "none"sv,
                                  "null"sv,
                                  "vet ej riktigt"sv,
                                  "ingen aning"sv};
  return std::find(empties.begin(), empties.end(), folded) != empties.end();
}

bool is_total_row(const std::vector<std::string>& cells) {
  for (const std::string& cell : cells) {
    const std::string folded = text::folded_label(cell);
    if (folded.empty()) continue;
    return folded == "summa" || folded == "totalt" || folded == "total" || folded == "summa:" ||
           folded == "totalt:";
  }
  return false;
}

}  // namespace rodtrad::ingest
