#include <algorithm>

#include "analyzer/base/strings.h"
#include "analyzer/formats/csv.h"
#include "analyzer/ingest/importer.h"
#include "analyzer/ingest/sheet_columns.h"
#include "analyzer/ingest/speaker_labels.h"
#include "analyzer/ingest/structure.h"
#include "analyzer/text/decode.h"

/// Answer sheets: one answer a row, or one question a column. Each row is a document.
namespace rodtrad::ingest {
namespace {

class SheetReader {
 public:
  SheetReader(const Source& source, const ImportOptions& options, Diagnostics& remarks)
      : source_(source), options_(options), remarks_(remarks) {}

  Result<Documents> run(char delimiter) {
    auto decoded = text::decode(source_.bytes, {options_.encoding, text::TextForm::Lines},
                                source_.name, remarks_);
    if (!decoded) return std::move(decoded).failure();
    encoding_ = decoded.value().encoding;
    auto table = formats::read_csv(decoded.value().text, delimiter, source_.name);
    if (!table) return std::move(table).failure();
    if (table.value().rows.empty()) return Documents{};
    const char used = table.value().delimiter;
    remarks_.info("csv-dialect",
                  std::string("read with the separator ") +
                      (used == '\t' ? "tab" : std::string("\"") + used + "\""),
                  {.path = source_.name});
    remarks_.append(std::move(table.value().remarks));
    rows_ = std::move(table.value().rows);
    for (formats::CsvRow& row : rows_) {
      for (std::string& cell : row.cells) cell = text::canonical(cell);
    }
    return documents();
  }

 private:
  Result<Documents> documents() {
    Rows cells;
    for (const formats::CsvRow& row : rows_) cells.push_back(row.cells);
    auto shape = find_shape(cells, options_.columns, source_.name);
    if (!shape) {
      Failure fault = std::move(shape).failure();
      return fault;
    }
    shape_ = std::move(shape).value();
    headers_ = shape_.headers;
    tell_header();
    tell_shape();
    Documents out;
    for (std::size_t r = shape_.first_row; r < rows_.size(); ++r) {
      if (is_total_row(rows_[r].cells)) {
        remarks_.info("sheet-total-row", "a row of totals is left out",
                      {.path = source_.name, .line = rows_[r].line});
        continue;
      }
      if (Outcome fits = check_width(rows_[r]); !fits) return std::move(fits).failure();
      out.push_back(document_of(rows_[r]));
    }
    if (bad_votes_ > 0) {
      remarks_.warning("sheet-votes",
                       std::to_string(bad_votes_) + " cells of \"" + headers_[*shape_.votes] +
                           "\" are not whole numbers and count as no votes",
                       {.path = source_.name, .line = bad_votes_line_});
    }
    return out;
  }

  [[nodiscard]] std::string header(std::size_t column) const {
    return std::string(trim(headers_[column]));
  }

  /// No row is left out of the answers without a word.
  void tell_header() {
    const Place place{.path = source_.name, .line = rows_[shape_.header_row].line};
    if (shape_.header == SheetShape::Header::None) {
      remarks_.warning("sheet-no-header",
                       "no row with names of columns was found: every row is read as answers",
                       place, "write \"svar\" above the answers, or name their column with "
                              "--text-column");
    } else if (shape_.header == SheetShape::Header::Believed) {
      remarks_.warning("sheet-header-believed",
                       "none of the column names is known; the row is still taken for the names "
                       "of the columns and not for an answer",
                       place, "write \"svar\" above the answers, or name their column with "
                              "--text-column");
    }
    if (shape_.header_row == 0) return;
    const bool a_title = std::all_of(
        rows_.begin(), rows_.begin() + static_cast<std::ptrdiff_t>(shape_.header_row),
        [this](const formats::CsvRow& row) { return headers_.size() > 1 && filled(row) <= 1; });
    Diagnostic above{.severity = a_title ? Severity::Info : Severity::Warning,
                     .id = "sheet-rows-above",
                     .message = std::to_string(shape_.header_row) +
                                " rows above the names of the columns are left out",
                     .place = {.path = source_.name, .line = rows_.front().line}};
    remarks_.add(std::move(above));
  }

  static std::size_t filled(const formats::CsvRow& row) {
    return static_cast<std::size_t>(
        std::count_if(row.cells.begin(), row.cells.end(),
                      [](const std::string& cell) { return !trim(cell).empty(); }));
  }

  void tell_shape() {
    std::vector<std::string> parts;
    std::vector<std::string> answers;
    for (const std::size_t c : shape_.answers) answers.push_back("\"" + header(c) + "\"");
    parts.push_back("answers in " + join(answers, ", "));
    const auto add = [&](const std::optional<std::size_t>& column, const char* what) {
      if (column) parts.push_back(std::string(what) + " in \"" + header(*column) + "\"");
    };
    add(shape_.question, "questions");
    add(shape_.group, "groups");
    add(shape_.votes, "votes");
    add(shape_.speaker, "persons");
    add(shape_.id, "ids");
    remarks_.info("sheet-columns", join(parts, "; "),
                  {.path = source_.name, .line = rows_[shape_.header_row].line});
  }

  Outcome check_width(formats::CsvRow& row) {
    const std::size_t width = headers_.size();
    while (row.cells.size() > width && trim(row.cells.back()).empty()) row.cells.pop_back();
    if (row.cells.size() > width) {
      return failure("csv-long-row",
                     "the row has " + std::to_string(row.cells.size()) +
                         " fields where the header has " + std::to_string(width),
                     {.path = source_.name, .line = row.line},
                     "put quotation marks around text that holds the separator");
    }
    if (row.cells.size() < width) {
      remarks_.warning("csv-short-row",
                       "the row has " + std::to_string(row.cells.size()) +
                           " fields where the header has " + std::to_string(width) +
                           "; the missing ones are left empty",
                       {.path = source_.name, .line = row.line});
      row.cells.resize(width);
    }
    return success();
  }

  Document document_of(const formats::CsvRow& row) {
    Document document;
    const std::string id = shape_.id ? std::string(trim(row.cells[*shape_.id])) : std::string();
    document.key = id.empty() ? source_.key + "#" + std::to_string(row.row) : id;
    document.is_answers = true;
    document.provenance.file = source_.name;
    document.provenance.encoding = encoding_;
    if (shape_.group) document.group_attribute = header(*shape_.group);
    if (shape_.speaker) {
      const std::string_view name = trim(row.cells[*shape_.speaker]);
      if (!name.empty()) {
        document.speakers.push_back(
            {.key = label_key(name), .label = std::string(name), .role = Role::Participant});
      }
    }
    for (const std::size_t column : shape_.answers) add_answer(document, row, column);
    complete_segments(document, MarkupKind::None);
    return document;
  }

  void add_answer(Document& document, const formats::CsvRow& row, std::size_t column) {
    const std::string& answer = row.cells[column];
    if (!document.text.empty()) document.text += "\n\n";
    const auto begin = static_cast<std::uint32_t>(document.text.size());
    document.text += answer;
    Segment segment;
    segment.span =
        trimmed(document.text, {begin, static_cast<std::uint32_t>(document.text.size())});
    segment.kind = SegmentKind::Answer;
    segment.zone = Zone::Answer;
    segment.empty_answer = is_empty_answer(answer);
    segment.reason = segment.empty_answer ? "answer that says nothing" : "answer";
    segment.turn = segment.paragraph = static_cast<std::uint32_t>(document.segments.size()) + 1;
    segment.anchor.row = row.row;
    if (shape_.answers.size() > 1) {
      segment.question = header(column);
    } else if (shape_.question) {
      segment.question = std::string(trim(row.cells[*shape_.question]));
    }
    if (shape_.votes) segment.votes = votes_in(row);
    if (!document.speakers.empty()) segment.speaker = SpeakerId(std::size_t{0});
    if (shape_.group) set_attribute(segment, row, *shape_.group);
    for (const std::size_t c : shape_.attributes) set_attribute(segment, row, c);
    document.segments.push_back(std::move(segment));
  }

  void set_attribute(Segment& segment, const formats::CsvRow& row, std::size_t column) const {
    segment.attributes.set(header(column), std::string(trim(row.cells[column])));
  }

  std::optional<std::int64_t> votes_in(const formats::CsvRow& row) {
    std::string_view cell = trim(row.cells[*shape_.votes]);
    if (cell.empty()) return std::nullopt;
    if (cell.ends_with(",0") || cell.ends_with(".0")) cell.remove_suffix(2);
    std::uint64_t value = 0;
    if (parse_number(cell, value) && value < 1'000'000'000) return static_cast<std::int64_t>(value);
    if (bad_votes_++ == 0) bad_votes_line_ = row.line;
    return std::nullopt;
  }

  const Source& source_;
  const ImportOptions& options_;
  Diagnostics& remarks_;
  std::string encoding_;
  std::vector<formats::CsvRow> rows_;
  std::vector<std::string> headers_;
  SheetShape shape_;
  std::size_t bad_votes_ = 0;
  std::uint32_t bad_votes_line_ = 0;
};

/// Whisper's table of cues (start, end in milliseconds, text) is a transcript, not answers.
bool is_whisper_table(std::string_view text) {
  return text.starts_with("start\tend\ttext\n") || text.starts_with("start\tend\ttext\r\n");
}

Result<Documents> read_whisper(const Source& source, const ImportOptions& options,
                               Diagnostics& remarks) {
  auto decoded = text::decode(source.bytes, {options.encoding, text::TextForm::Lines}, source.name,
                              remarks);
  if (!decoded) return std::move(decoded).failure();
  Document document;
  document.key = source.key;
  document.provenance.file = source.name;
  document.provenance.encoding = decoded.value().encoding;
  const std::string& text = decoded.value().text;
  bool header = true;
  for (const Line& line : lines_of(text)) {
    const std::string_view row = std::string_view(text).substr(line.span.begin, line.span.size());
    if (header || trim(row).empty()) {
      header = false;
      continue;
    }
    const std::vector<std::string_view> cells = split(row, '\t');
    std::uint64_t start = 0;
    std::uint64_t end = 0;
    if (cells.size() < 3 || !parse_number(cells[0], start) || !parse_number(cells[1], end)) {
      return failure("cue-time", "expected start, end and text with tabs between",
                     {.path = source.name, .line = line.number});
    }
    SourceAnchor anchor;
    anchor.line = line.number;
    anchor.start_ms = start;
    anchor.end_ms = end;
    if (!document.text.empty()) document.text += ' ';
    document.places.push_back({static_cast<std::uint32_t>(document.text.size()), anchor});
    // A tab in the text is not a fourth column.
    const std::string words = text::canonical(row.substr(cells[0].size() + cells[1].size() + 2));
    document.text += trim(words);
  }
  if (!document.text.empty()) {
    Segment turn;
    turn.span = {0, static_cast<std::uint32_t>(document.text.size())};
    turn.kind = SegmentKind::Turn;
    turn.reason = "cues without speakers";
    turn.anchor = document.places.front().anchor;
    document.segments.push_back(std::move(turn));
  }
  complete_segments(document, MarkupKind::None);
  Documents documents;
  documents.push_back(std::move(document));
  return documents;
}

}  // namespace

Result<Documents> read_csv_sheet(const Source& source, const ImportOptions& options,
                                 Diagnostics& remarks) {
  return SheetReader(source, options, remarks).run('\0');
}

Result<Documents> read_tsv_sheet(const Source& source, const ImportOptions& options,
                                 Diagnostics& remarks) {
  if (is_whisper_table(source.bytes)) return read_whisper(source, options, remarks);
  return SheetReader(source, options, remarks).run('\t');
}

}  // namespace rodtrad::ingest
