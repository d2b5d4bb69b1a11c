#include "analyzer/ingest/sheet_documents.h"

#include <algorithm>
#include <map>
#include <set>

#include "analyzer/base/strings.h"
#include "analyzer/ingest/complete_segments.h"
#include "analyzer/ingest/lines.h"
#include "analyzer/ingest/sheet_roles.h"
#include "analyzer/ingest/speaker_labels.h"
#include "analyzer/text/decode.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::ingest {
namespace {

/// `anonymous` in every row of a form names nobody.
bool is_nobody(std::string_view name) {
  const std::string folded = text::folded_label(name);
  return folded == "anonymous" || folded == "anonym" || folded == "anonymt" ||
         is_empty_answer(folded);
}

/// Day and month of `9/6/2018`, both at most 12: nobody can tell which is which.
bool is_either_order(std::string_view date) {
  const std::vector<std::string_view> parts = split(date.substr(0, date.find(' ')), '/');
  std::uint64_t a = 0;
  std::uint64_t b = 0;
  return parts.size() == 3 && parts[2].size() == 4 && parse_number(parts[0], a) &&
         parse_number(parts[1], b) && a <= 12 && b <= 12;
}

class SheetReader {
 public:
  SheetReader(const SheetTable& table, SheetShape shape, const SheetContext& context,
              const Source& source, Pseudonyms& pseudonyms, Diagnostics& remarks)
      : table_(table),
        shape_(std::move(shape)),
        context_(context),
        source_(source),
        pseudonyms_(pseudonyms),
        remarks_(remarks) {
    for (const std::string& header : shape_.headers) headers_.emplace_back(trim(header));
    if (shape_.votes) vote_columns_.push_back(*shape_.votes);
    for (const auto& column : shape_.votes_of) {
      if (column) vote_columns_.push_back(*column);
    }
    if (!shape_.question && shape_.answers.size() == 1) question_above_ = title_question();
  }

  Result<Documents> run() {
    tell_header();
    tell_shape();
    Documents out;
    out.reserve(table_.rows.size());
    for (std::size_t r = shape_.first_data_row; r < table_.rows.size(); ++r) {
      const SheetRow& row = table_.rows[r];
      if (is_total_row(row.cells) || is_lone_sum(row)) {
        remarks_.info("sheet-total-row", "a row of totals is left out", table_.place(row))
            .in_swedish("en rad med summor är inte med");
        continue;
      }
      if (Outcome fits = check_width(row); !fits) return std::move(fits).failure();
      if (is_banner(r)) {
        question_above_ = first_text(row);
        remarks_
            .info("sheet-question-row",
                  "a row with nothing but a question stands over the answers below",
                  table_.place(row))
            .in_swedish("en rad med bara en fråga gäller svaren under den");
        continue;
      }
      if (repeats_header(row)) continue;
      for (const std::size_t c : vote_columns_) {
        if (!is_merged_from_above(row, c)) {
          votes_above_[c] += count_in_cell(cell(row, c)).value_or(0);
        }
      }
      out.push_back(document_of(row));
    }
    tell_rows();
    return out;
  }

 private:
  [[nodiscard]] const std::string& header(std::size_t column) const { return headers_[column]; }
  [[nodiscard]] static std::string_view cell(const SheetRow& row, std::size_t column) {
    return column < row.cells.size() ? trim(row.cells[column]) : std::string_view();
  }

  /// What Excel's SUMMA leaves below the votes: a row with nothing but the sums of those above.
  [[nodiscard]] bool is_lone_sum(const SheetRow& row) const {
    std::size_t sums = 0;
    for (const std::size_t c : vote_columns_) {
      if (cell(row, c).empty()) continue;
      const auto above = votes_above_.find(c);
      if (above == votes_above_.end() || above->second == 0 ||
          count_in_cell(cell(row, c)) != above->second) {
        return false;
      }
      ++sums;
    }
    return sums > 0 && filled_cells(row) == sums;
  }
  static std::size_t filled_cells(const SheetRow& row) {
    return static_cast<std::size_t>(std::count_if(row.cells.begin(), row.cells.end(),
                                                  [](const auto& c) { return !trim(c).empty(); }));
  }
  static std::string first_text(const SheetRow& row) {
    const auto found = std::find_if(row.cells.begin(), row.cells.end(),
                                    [](const auto& c) { return !trim(c).empty(); });
    return found == row.cells.end() ? std::string() : std::string(trim(*found));
  }

  /// The question that stands alone over the names of the columns.
  [[nodiscard]] std::string title_question() const {
    std::string out;
    for (std::size_t r = 0; r < shape_.header_row; ++r) {
      const std::string title = filled(table_.rows[r]) == 1 ? first_text(table_.rows[r]) : "";
      if (title.ends_with('?')) out = title;
    }
    return out;
  }
  /// A question in a row of its own among the answers, and no answer itself: it reaches over
  /// several cells, stands in the first column, or over the names of the columns once more.
  [[nodiscard]] bool is_banner(std::size_t r) const {
    if (shape_.question || shape_.answers.size() != 1 || headers_.size() < 2) return false;
    const SheetRow& row = table_.rows[r];
    if (filled(row) != 1 || !first_text(row).ends_with('?')) return false;
    const bool in_first = shape_.answers.front() > 0 && !cell(row, 0).empty();
    return filled_cells(row) > 1 || in_first ||
           (r + 1 < table_.rows.size() && repeats_header(table_.rows[r + 1]));
  }
  [[nodiscard]] bool repeats_header(const SheetRow& row) const {
    if (shape_.header != SheetShape::Header::Found || headers_.size() < 2) return false;
    for (std::size_t c = 0; c < headers_.size(); ++c) {
      if (text::folded_label(cell(row, c)) != text::folded_label(headers_[c])) return false;
    }
    return true;
  }

  /// No row is left out of the answers without a word.
  void tell_header() {
    const Place place = table_.place(table_.rows[shape_.header_row]);
    const char* hint = "write \"svar\" above the answers, or name their column with --text-column";
    const char* hint_sv = "skriv \"svar\" över svaren, eller ange deras kolumn med --text-column";
    if (shape_.header == SheetShape::Header::None) {
      remarks_
          .warning("sheet-no-header",
                   "no row with names of columns was found: every row is read as answers", place,
                   hint)
          .in_swedish("ingen rad med kolumnnamn hittades: varje rad läses som svar", hint_sv);
    } else if (shape_.header == SheetShape::Header::Believed) {
      remarks_
          .warning("sheet-header-believed",
                   "none of the column names is known; the row is still taken for the names "
                   "of the columns and not for an answer",
                   place, hint)
          .in_swedish(
              "inget av kolumnnamnen är känt; raden tas ändå för kolumnernas namn och inte för ett "
              "svar",
              hint_sv);
    }
    if (shape_.header_row == 0) return;
    const bool a_title = std::all_of(
        table_.rows.begin(), table_.rows.begin() + static_cast<std::ptrdiff_t>(shape_.header_row),
        [this](const SheetRow& row) { return headers_.size() > 1 && filled(row) <= 1; });
    remarks_.add({.severity = a_title ? Severity::Info : Severity::Warning,
                  .id = "sheet-rows-above",
                  .message = std::to_string(shape_.header_row) +
                             " rows above the names of the columns are left out",
                  .place = table_.place(table_.rows.front()),
                  .swedish_message = std::to_string(shape_.header_row) +
                                     " rader över kolumnernas namn är inte med"});
  }

  /// Different texts of a row: a title in merged cells stands there once.
  static std::size_t filled(const SheetRow& row) {
    std::set<std::string_view> texts;
    for (const std::string& cell : row.cells) {
      if (!trim(cell).empty()) texts.insert(trim(cell));
    }
    return texts.size();
  }

  void tell_shape() {
    const Place place = table_.place(table_.rows[shape_.header_row]);
    std::vector<std::string> answers;
    for (const std::size_t c : shape_.answers) answers.push_back("\"" + header(c) + "\"");
    std::vector<std::string> parts = {"answers in " + join(answers, ", ")};
    std::vector<std::string> parts_sv = {"svar i " + join(answers, ", ")};
    const auto add = [&](const std::optional<std::size_t>& column, const char* what,
                         const char* what_sv) {
      if (!column) return;
      parts.push_back(std::string(what) + " in \"" + header(*column) + "\"");
      parts_sv.push_back(std::string(what_sv) + " i \"" + header(*column) + "\"");
    };
    add(shape_.question, "questions", "frågor");
    add(shape_.group, "groups", "grupper");
    for (const std::size_t c : vote_columns_) add(c, "votes", "röster");
    add(shape_.speaker, "persons", "personer");
    add(shape_.id, "ids", "id");
    remarks_.info("sheet-columns", join(parts, "; "), place).in_swedish(join(parts_sv, "; "));
    if (shape_.from_profile) {
      remarks_.info("sheet-profile", "the columns are those that the import profile names", place)
          .in_swedish("kolumnerna är de som importprofilen anger");
    }
    for (std::size_t i = 0; i < shape_.answers.size(); ++i) {
      if (!shape_.choices[i]) continue;
      remarks_
          .info("sheet-choices",
                "the choices in \"" + header(shape_.answers[i]) +
                    "\" are joined with ; and become one answer each",
                place)
          .in_swedish("valen i \"" + header(shape_.answers[i]) +
                      "\" är sammanfogade med ; och blir ett svar var");
    }
    tell_unread(place);
    tell_persons(place);
    if (!shape_.votes || shape_.answers.size() < 2 || shape_.column_is_group) return;
    remarks_
        .warning("sheet-votes-shared",
                 "the votes in \"" + header(*shape_.votes) + "\" count for each of the " +
                     std::to_string(shape_.answers.size()) + " answers of their row",
                 place, "give each answer a column of votes behind it, or a row of its own")
        .in_swedish("rösterna i \"" + header(*shape_.votes) +
                        "\" räknas för vart och ett av radens " +
                        std::to_string(shape_.answers.size()) + " svar",
                    "ge varje svar en egen kolumn med röster efter sig, eller en egen rad");
  }

  void tell_unread(const Place& place) {
    if (shape_.unread.empty()) return;
    std::vector<std::string> answers;
    std::vector<std::string> left;
    for (const std::size_t c : shape_.answers) answers.push_back(header(c));
    for (const std::size_t c : shape_.unread) left.push_back("\"" + header(c) + "\"");
    for (const std::size_t c : shape_.unread) answers.push_back(header(c));
    const std::string names = join(left, ", ");
    const std::string option = "--text-column \"" + join(answers, "|") + "\"";
    remarks_
        .warning("sheet-text-unread",
                 names + ": the text there is kept beside the answers and not coded", place,
                 "if it belongs to the answers, give " + option)
        .in_swedish(names + ": texten där följer med vid sidan av svaren och kodas inte",
                    "om den hör till svaren, ange " + option);
  }

  /// Whoever names the column asks for what stands in it.
  [[nodiscard]] bool names_are_shown() const { return shape_.speaker_asked_for; }

  void tell_persons(const Place& place) {
    std::vector<std::string> parts;
    std::vector<std::string> parts_sv;
    std::vector<std::string> left_out;
    if (shape_.speaker && !shape_.speaker_is_code) {
      const std::string name = "\"" + header(*shape_.speaker) + "\"";
      parts.push_back(name + (names_are_shown() ? " is shown as it is written"
                                                : " is shown as Person 1, Person 2 …"));
      parts_sv.push_back(
          name + (names_are_shown() ? " visas som det står" : " visas som Person 1, Person 2 …"));
    }
    for (const std::size_t c : shape_.private_) left_out.push_back("\"" + header(c) + "\"");
    if (!left_out.empty()) {
      parts.push_back("left out: " + join(left_out, ", "));
      parts_sv.push_back("inte med: " + join(left_out, ", "));
    }
    if (parts.empty()) return;
    remarks_
        .info("sheet-persons", "columns that say who somebody is: " + join(parts, "; "), place,
              "name a column with --speaker-column to show its names")
        .in_swedish("kolumner som säger vem någon är: " + join(parts_sv, "; "),
                    "ange en kolumn med --speaker-column för att visa dess namn");
  }

  void tell_rows() {
    for (const auto& [column, rows] : bad_votes_) {
      remarks_
          .warning("sheet-votes",
                   counted_rows(rows) + " of \"" + header(column) +
                       "\" are not whole numbers and count as no votes",
                   table_.place(*rows.front()))
          .in_swedish(swedish_rows(rows) + " i \"" + header(column) +
                      "\" har inget heltal och räknas inte som röster");
    }
    if (merged_votes_ != nullptr) {
      remarks_
          .warning("sheet-votes-merged",
                   "votes in merged cells count once, for the first answer beside them",
                   table_.place(*merged_votes_),
                   "divide the cell if the votes are of several answers")
          .in_swedish("röster i sammanfogade celler räknas en gång, för det första svaret bredvid",
                      "dela cellen om rösterna gäller flera svar");
    }
    tell_blanks(shape_.question, blank_questions_, "a question");
    tell_blanks(shape_.group, blank_groups_, "a group");
    for (const auto& [group, spellings] : groups_) {
      if (spellings.size() < 2) continue;
      std::vector<std::string> written;
      for (const std::string& spelling : spellings) written.push_back("\"" + spelling + "\"");
      remarks_
          .info("sheet-group-spelling",
                join(written, ", ") + " are taken for one group, by its first spelling",
                table_.place(table_.rows[shape_.header_row]))
          .in_swedish(join(written, ", ") + " räknas som en grupp, som den skrivs först");
    }
    for (const std::size_t column : shape_.times) tell_date_order(column);
  }

  /// `4, 7, 9 …`
  static std::string row_numbers(const std::vector<const SheetRow*>& rows) {
    constexpr std::size_t kNamed = 8;
    std::vector<std::string> numbers;
    for (const SheetRow* row : rows) numbers.push_back(std::to_string(row->row));
    const bool more = numbers.size() > kNamed;
    if (more) numbers.resize(kNamed);
    return join(numbers, ", ") + (more ? " …" : "");
  }
  /// `3 cells (rows 4, 7, 9)`
  static std::string counted_rows(const std::vector<const SheetRow*>& rows) {
    return std::to_string(rows.size()) + (rows.size() == 1 ? " cell (row " : " cells (rows ") +
           row_numbers(rows) + ")";
  }
  static std::string swedish_rows(const std::vector<const SheetRow*>& rows) {
    return std::to_string(rows.size()) + (rows.size() == 1 ? " cell (rad " : " celler (rad ") +
           row_numbers(rows) + ")";
  }

  /// People write a question once and leave the cells below it empty.
  void tell_blanks(const std::optional<std::size_t>& column,
                   const std::vector<const SheetRow*>& blank, const char* what) {
    if (!column || blank.empty()) return;
    const std::size_t rows = table_.rows.size() - shape_.first_data_row;
    if (blank.size() >= rows) return;
    remarks_
        .warning("sheet-blank-cells",
                 counted_rows(blank) + " of \"" + header(*column) +
                     "\" are empty beside an answer: those answers have no " +
                     std::string(what).substr(2),
                 table_.place(*blank.front()),
                 "fill the cells in, if they are meant to be as the one above")
        .in_swedish(swedish_rows(blank) + " i \"" + header(*column) +
                        "\" har inget värde bredvid ett svar: där saknas " +
                        (column == shape_.question ? "fråga" : "grupp"),
                    "fyll i cellerna, om det ska stå som i cellen ovanför");
  }

  void tell_date_order(std::size_t column) {
    std::size_t slashed = 0;
    for (std::size_t r = shape_.first_data_row; r < table_.rows.size(); ++r) {
      const std::string_view date = cell(table_.rows[r], column);
      if (date.find('/') == std::string_view::npos) continue;
      if (!is_either_order(date)) return;
      ++slashed;
    }
    if (slashed == 0) return;
    remarks_
        .info("sheet-date-order",
              "the dates in \"" + header(column) +
                  "\" could begin with the day or the month; they are kept as written",
              table_.place(table_.rows[shape_.header_row]))
        .in_swedish("datumen i \"" + header(column) +
                    "\" kan börja med dag eller månad; de är kvar som de står");
  }

  Outcome check_width(const SheetRow& row) {
    const std::size_t width = headers_.size();
    std::size_t filled = row.cells.size();
    while (filled > width && trim(row.cells[filled - 1]).empty()) --filled;
    if (filled > width) {
      return failure("csv-long-row",
                     "the row has " + std::to_string(filled) + " fields where the header has " +
                         std::to_string(width),
                     table_.place(row), "put quotation marks around text that holds the separator");
    }
    if (table_.sheet.empty() && row.cells.size() < width) {
      remarks_
          .warning("csv-short-row",
                   "the row has " + std::to_string(row.cells.size()) +
                       " fields where the header has " + std::to_string(width) +
                       "; the missing ones are left empty",
                   table_.place(row))
          .in_swedish("raden har " + std::to_string(row.cells.size()) +
                      " fält där rubrikraden har " + std::to_string(width) +
                      "; de som saknas är tomma");
    }
    return success();
  }

  Document document_of(const SheetRow& row) {
    Document document;
    const std::string id = shape_.id ? std::string(cell(row, *shape_.id)) : std::string();
    document.key =
        source_.key + "#" + (context_.several ? table_.sheet + "!" : "") + std::to_string(row.row);
    if (!id.empty()) document.key = id;
    document.is_answers = true;
    document.title = table_.sheet;
    document.provenance.file = source_.name;
    document.provenance.encoding = table_.encoding;
    if (shape_.group) {
      document.group_attribute = header(*shape_.group);
    } else if (shape_.column_is_group || !context_.group.empty()) {
      document.group_attribute = shape_.group_name;
    }
    if (shape_.speaker) add_speaker(document, cell(row, *shape_.speaker));
    for (std::size_t i = 0; i < shape_.answers.size(); ++i) add_answer(document, row, i);
    complete_segments(document, MarkupKind::None);
    return document;
  }

  void add_speaker(Document& document, std::string_view name) {
    if (name.empty() || is_nobody(name)) return;
    const bool shown = shape_.speaker_is_code || names_are_shown();
    const std::string key = label_key(name);
    document.speakers.push_back({.key = key,
                                 .label = shown ? std::string(name) : pseudonyms_.of(key),
                                 .role = Role::Participant});
  }

  void add_answer(Document& document, const SheetRow& row, std::size_t index) {
    const std::size_t column = shape_.answers[index];
    const std::string answer = column < row.cells.size() ? row.cells[column] : std::string();
    if (shape_.column_is_group && trim(answer).empty()) return;  // a group that said nothing
    // Lists side by side: one is shorter than the other.
    const auto own_votes = index < shape_.votes_of.size() ? shape_.votes_of[index] : std::nullopt;
    if (own_votes && trim(answer).empty() && cell(row, *own_votes).empty()) return;
    answer_index_ = index;
    if (!document.text.empty()) document.text += "\n\n";
    const auto begin = static_cast<std::uint32_t>(document.text.size());
    document.text += answer;
    const auto end = static_cast<std::uint32_t>(document.text.size());
    if (!shape_.choices[index]) return add_segment(document, row, column, {begin, end});
    std::uint32_t at = begin;
    bool any = false;
    for (const std::string_view part : split(answer, ';')) {
      const auto size = static_cast<std::uint32_t>(part.size());
      if (!trim(part).empty()) add_segment(document, row, column, {at, at + size});
      any = any || !trim(part).empty();
      at += size + 1;
    }
    if (!any) add_segment(document, row, column, {begin, begin});
  }

  void add_segment(Document& document, const SheetRow& row, std::size_t column, ByteSpan span) {
    Segment segment;
    segment.span = trimmed(document.text, span);
    segment.kind = SegmentKind::Answer;
    segment.zone = Zone::Answer;
    segment.empty_answer = is_empty_answer(slice(document.text, segment.span));
    segment.reason = segment.empty_answer ? Reason("answer that says nothing") : Reason("answer");
    segment.turn = segment.paragraph = static_cast<std::uint32_t>(document.segments.size()) + 1;
    segment.anchor.row = row.row;
    segment.question = question_of(row, column);
    if (is_nothing_to_add(segment.question, slice(document.text, segment.span))) {
      segment.empty_answer = true;
      segment.reason = Reason("answer that says nothing");
    }
    if (!segment.empty_answer) {
      const auto note = [&](const std::optional<std::size_t>& where, auto& blank) {
        if (where && cell(row, *where).empty() && (blank.empty() || blank.back() != &row)) {
          blank.push_back(&row);
        }
      };
      note(shape_.question, blank_questions_);
      note(shape_.group, blank_groups_);
    }
    if (shape_.votes) segment.votes = votes_in(row, *shape_.votes);
    if (answer_index_ < shape_.votes_of.size() && shape_.votes_of[answer_index_]) {
      segment.votes = votes_in(row, *shape_.votes_of[answer_index_]);
    }
    if (!document.speakers.empty()) segment.speaker = SpeakerId(std::size_t{0});
    if (shape_.group) {
      segment.attributes.set(header(*shape_.group), group_of(row));
    } else if (shape_.column_is_group) {
      segment.attributes.set(shape_.group_name, header(column));
    } else if (!context_.group.empty()) {
      segment.attributes.set(shape_.group_name, context_.group);
    }
    for (const std::size_t c : shape_.attributes) {
      segment.attributes.set(header(c), std::string(cell(row, c)));
    }
    document.segments.push_back(std::move(segment));
  }

  /// As the group is written first: `GRUPP 2` is `Grupp 2`.
  std::string group_of(const SheetRow& row) {
    std::string group(cell(row, *shape_.group));
    if (group.empty()) return group;
    std::vector<std::string>& spellings = groups_[group_key(group)];
    if (std::find(spellings.begin(), spellings.end(), group) == spellings.end()) {
      spellings.push_back(std::move(group));
    }
    return spellings.front();
  }

  [[nodiscard]] std::string question_of(const SheetRow& row, std::size_t column) const {
    if (shape_.question) return std::string(cell(row, *shape_.question));
    if (!question_above_.empty()) return question_above_;
    if (!context_.question.empty()) return context_.question;
    if (column < shape_.asked.size() && !shape_.asked[column].empty()) return shape_.asked[column];
    if (shape_.column_is_question && role_of_header(header(column)).role != ColumnRole::Answer) {
      return header(column);
    }
    return shape_.answers.size() > 1 && !shape_.column_is_group ? header(column) : std::string();
  }

  std::optional<std::int64_t> votes_in(const SheetRow& row, std::size_t column) {
    const std::string_view votes = cell(row, column);
    if (votes.empty()) return std::nullopt;
    if (is_merged_from_above(row, column)) {
      if (merged_votes_ == nullptr) merged_votes_ = &row;
      return std::nullopt;
    }
    const auto value = count_in_cell(votes);
    if (value && *value < 1'000'000'000) return static_cast<std::int64_t>(*value);
    auto& bad = bad_votes_[column];
    if (bad.empty() || bad.back() != &row) bad.push_back(&row);
    return std::nullopt;
  }
  [[nodiscard]] bool is_merged_from_above(const SheetRow& row, std::size_t column) const {
    return std::any_of(table_.merged.begin(), table_.merged.end(), [&](const auto& m) {
      return m.first_row < row.row && row.row <= m.last_row && m.first_column <= column + 1 &&
             column + 1 <= m.last_column;
    });
  }

  const SheetTable& table_;
  SheetShape shape_;
  const SheetContext& context_;
  const Source& source_;
  Pseudonyms& pseudonyms_;
  Diagnostics& remarks_;
  std::vector<std::string> headers_;
  std::vector<std::size_t> vote_columns_;
  std::map<std::size_t, std::vector<const SheetRow*>> bad_votes_;  ///< by column
  const SheetRow* merged_votes_ = nullptr;
  std::string question_above_;    ///< in a title or a row of its own
  std::size_t answer_index_ = 0;  ///< of the answer at hand
  std::vector<const SheetRow*> blank_questions_;
  std::vector<const SheetRow*> blank_groups_;
  std::map<std::string, std::vector<std::string>> groups_;  ///< as they are written, by folded name
  std::map<std::size_t, std::uint64_t> votes_above_;        ///< by column
};

}  // namespace

const std::string& Pseudonyms::of(const std::string& key) {
  const auto [found, added] = names_.try_emplace(key);
  if (added) found->second = "Person " + std::to_string(names_.size());
  return found->second;
}

Result<Documents> sheet_documents(const SheetTable& table, SheetShape shape,
                                  const SheetContext& context, const Source& source,
                                  Pseudonyms& pseudonyms, Diagnostics& remarks) {
  return SheetReader(table, std::move(shape), context, source, pseudonyms, remarks).run();
}

}  // namespace rodtrad::ingest
