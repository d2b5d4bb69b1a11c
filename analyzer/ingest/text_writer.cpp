#include "analyzer/ingest/text_writer.h"

#include <algorithm>

#include "analyzer/base/strings.h"
#include "analyzer/ingest/speaker_labels.h"
#include "analyzer/ingest/timestamps.h"

namespace rodtrad::ingest {
namespace {

/// `Anna Ek   0:03`, `[Anna Ek] 11:02:09`, `0:00:01 --> 0:00:04`: what follows is somebody's.
bool introduces_speech(std::string_view line) {
  if (line.size() > 90) return false;
  if (time_range(line)) return true;
  const std::size_t blank = line.find_last_of(" \t");
  const std::string_view last = blank == std::string_view::npos ? line : line.substr(blank + 1);
  const auto time = bare_timestamp(last);
  return time && time->length == last.size();
}

/// A line break inside a paragraph is a new paragraph where a turn begins.
bool begins_turn(std::string_view line) {
  return looks_like_label(line) || marked_timestamp(line).has_value() ||
         bare_timestamp(line).value_or(Timestamp{}).length >= 5;
}

}  // namespace

void TextWriter::note_bold(std::uint32_t begin, Bold bold) {
  const std::string_view added = std::string_view(out_.text).substr(begin);
  if (still_bold_ && bold == Bold::Yes) {
    bold_until_ = here();
  } else if (!trim(added).empty()) {
    still_bold_ = false;
  }
}

void TextWriter::append(std::string_view added, Bold bold) {
  const std::uint32_t begin = here();
  text() += added;
  if (here() > begin) note_bold(begin, bold);
}

void TextWriter::append_collapsed(std::string_view added, Bold bold) {
  const std::uint32_t begin = here();
  for (const char c : added) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    if (!blank) {
      text() += c;
    } else if (here() > begin_ && text().back() != ' ' && text().back() != '\n') {
      text() += ' ';
    }
  }
  if (here() > begin) note_bold(begin, bold);
}

void TextWriter::heading(std::uint32_t rank) {
  kind_ = Block::Kind::Heading;
  rank_ = rank;
}

void TextWriter::list_item() { kind_ = Block::Kind::ListItem; }

void TextWriter::debris(const std::string& reason) {
  if (reason == debris_) return;
  break_block();
  debris_ = reason;
}

void TextWriter::end_block() {
  finish();
  kind_ = Block::Kind::Paragraph;
  rank_ = 0;
}

void TextWriter::end_paragraph() {
  if (here() == begin_) {
    text() += '\n';
    begin_ = bold_until_ = here();
  }
  end_block();
}

void TextWriter::break_block() {
  if (here() > begin_) end_block();
}

void TextWriter::finish() {
  const ByteSpan span = trimmed(out_.text, {begin_, here()});
  if (!span.empty()) {
    bool first = true;
    for (const ByteSpan line : lines_of_block(span)) {
      add(line, first);
      first = false;
    }
  }
  if (here() > begin_) text() += '\n';
  begin_ = bold_until_ = here();
  still_bold_ = true;
}

std::vector<ByteSpan> TextWriter::lines_of_block(ByteSpan span) const {
  std::vector<ByteSpan> out;
  const std::string_view whole(out_.text);
  std::uint32_t begin = span.begin;
  for (std::uint32_t at = span.begin; at < span.end; ++at) {
    if (out_.text[at] != '\n') continue;
    const ByteSpan before = trimmed(whole, {begin, at});
    const ByteSpan after = trimmed(whole, {at, span.end});
    if (before.empty() || after.empty()) continue;
    const std::size_t last_line = whole.substr(before.begin, before.size()).rfind('\n');
    const std::uint32_t line_begin = last_line == std::string_view::npos
                                         ? before.begin
                                         : before.begin + static_cast<std::uint32_t>(last_line) + 1;
    const std::string_view line = whole.substr(line_begin, before.end - line_begin);
    std::string_view next = whole.substr(after.begin, after.size());
    next = next.substr(0, next.find('\n'));
    if (!introduces_speech(line) && !begins_turn(next)) continue;
    out.push_back(before);
    begin = after.begin;
    at = after.begin - 1;
  }
  const ByteSpan rest = trimmed(whole, {begin, span.end});
  if (!rest.empty()) out.push_back(rest);
  return out;
}

void TextWriter::add(ByteSpan span, bool first) {
  Block block;
  block.span = block.body = span;
  block.anchor = anchor;
  block.debris = debris_;
  if (!tables_.empty() && tables_.back().column > 0) {
    block.kind = Block::Kind::Cell;
    block.table = tables_.back().number;
    block.row = tables_.back().row;
    block.column = tables_.back().column;
  } else if (first && kind_ != Block::Kind::Paragraph) {
    block.kind = kind_;
    block.rank = rank_;
  } else if (const std::uint32_t mark =
                 list_mark_length(std::string_view(out_.text).substr(span.begin, span.size()))) {
    block.kind = Block::Kind::ListItem;
    block.body.begin += mark;
  }
  if (first && bold_until_ > span.begin && bold_until_ < span.end) {
    block.bold_prefix = bold_until_ - span.begin;
  }
  block.bold = first && still_bold_ && bold_until_ >= span.end;
  out_.blocks.push_back(std::move(block));
}

void TextWriter::end_line() {
  if (text().ends_with('\t') && begin_ == here()) text().back() = '\n';
}

void TextWriter::begin_table() {
  break_block();
  tables_.push_back({.number = ++table_count_});
}

void TextWriter::begin_row() {
  break_block();
  end_line();
  if (tables_.empty()) return;
  Table& table = tables_.back();
  ++table.row;
  table.column = 0;
  table.next_column = 1;
  for (std::uint32_t& rows : table.covered) rows -= rows > 0 ? 1U : 0U;
}

std::uint32_t TextWriter::free_column(Table& table) const {
  std::uint32_t column = table.next_column;
  while (column <= table.covered.size() && table.covered[column - 1] > 0) ++column;
  return column;
}

void TextWriter::begin_cell(std::uint32_t columns, std::uint32_t rows) {
  break_block();
  if (tables_.empty()) return;
  Table& table = tables_.back();
  const std::uint32_t column = free_column(table);
  // A tab between the cells of a row, not a line end.
  if (table.column > 0 && !text().empty() && text().back() == '\n') text().back() = '\t';
  begin_ = bold_until_ = here();
  table.column = column;
  table.next_column = column + columns;
  if (columns > 1 || rows > 1) {
    out_.merged.push_back({table.number, table.row, column, rows, columns});
  }
  if (rows > 1) {
    const std::uint32_t last = std::min<std::uint32_t>(column + columns - 1, 4096);
    if (table.covered.size() < last) table.covered.resize(last);
    for (std::uint32_t c = column; c <= last; ++c) table.covered[c - 1] = rows;
  }
}

void TextWriter::cell_goes_on(std::uint32_t columns) {
  if (tables_.empty() || columns > 1) return;  // wide cells are in the list already
  out_.merged.push_back({tables_.back().number, tables_.back().row, tables_.back().column, 1, 1});
}

void TextWriter::covered_cell(std::uint32_t columns) {
  break_block();
  if (tables_.empty()) return;
  Table& table = tables_.back();
  const std::uint32_t column = free_column(table);
  for (auto merged = out_.merged.rbegin(); merged != out_.merged.rend(); ++merged) {
    if (merged->table != table.number) break;
    if (merged->column == column && merged->row + merged->rows == table.row) {
      ++merged->rows;
      break;
    }
  }
  table.column = column;
  table.next_column = column + columns;
}

void TextWriter::end_table() {
  break_block();
  end_line();
  if (!tables_.empty()) tables_.pop_back();
}

}  // namespace rodtrad::ingest
