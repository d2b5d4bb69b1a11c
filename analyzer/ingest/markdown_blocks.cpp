#include <algorithm>

#include "analyzer/base/strings.h"
#include "analyzer/ingest/blocks.h"
#include "analyzer/ingest/speaker_labels.h"

namespace rodtrad::ingest {
namespace {

/// A line of `---`, `***` or `===`: a rule, or the underline of a heading.
bool is_rule(std::string_view line) {
  if (line.size() < 3) return false;
  const char c = line.front();
  if (c != '-' && c != '=' && c != '*' && c != '_') return false;
  return std::all_of(line.begin(), line.end(), [c](char x) { return x == c || x == ' '; });
}

bool is_table_rule(std::string_view line) {
  return line.find('|') != std::string_view::npos && line.find('-') != std::string_view::npos &&
         line.find_first_not_of("|-: \t") == std::string_view::npos;
}

/// Bytes of leading #s and blanks; 0 when the line is no such heading.
std::uint32_t hash_length(std::string_view line, std::uint32_t& rank) {
  std::size_t n = 0;
  while (n < line.size() && line[n] == '#') ++n;
  if (n == 0 || n > 6 || n == line.size() || !is_blank(line[n])) return 0;
  rank = static_cast<std::uint32_t>(n);
  while (n < line.size() && is_blank(line[n])) ++n;
  return n < line.size() ? static_cast<std::uint32_t>(n) : 0;
}

/// Bytes of a `**bold**` run at the start, marks included.
std::uint32_t bold_length(std::string_view line) {
  if (!line.starts_with("**")) return 0;
  const std::size_t close = line.find("**", 2);
  return close == std::string_view::npos ? 0 : static_cast<std::uint32_t>(close + 2);
}

class MarkdownBlocks {
 public:
  explicit MarkdownBlocks(std::string_view text) : text_(text), lines_(lines_of(text)) {}

  std::vector<Block> run() {
    for (std::size_t i = 0; i < lines_.size();) {
      const std::string_view line = body(i);
      if (line.empty()) {
        ++i;
      } else if (line.starts_with("```")) {
        i = fenced(i);
      } else if (is_rule(line)) {
        add(i, i + 1, Block::Kind::Paragraph, static_cast<std::uint32_t>(line.size()));
        ++i;
      } else if (line.front() == '|') {
        i = table(i);
      } else {
        i = paragraph(i);
      }
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] ByteSpan span(std::size_t line) const { return trimmed(text_, lines_[line].span); }
  [[nodiscard]] std::string_view body(std::size_t line) const {
    if (line >= lines_.size()) return {};
    const ByteSpan s = span(line);
    return text_.substr(s.begin, s.size());
  }

  Block& add(std::size_t begin, std::size_t end, Block::Kind kind, std::uint32_t marks) {
    Block block;
    block.kind = kind;
    block.span = {span(begin).begin, span(end - 1).end};
    block.body = {block.span.begin + marks, block.span.end};
    block.anchor.line = lines_[begin].number;
    out_.push_back(block);
    return out_.back();
  }

  std::size_t fenced(std::size_t begin) {
    std::size_t end = begin + 1;
    while (end < lines_.size() && !body(end).starts_with("```")) ++end;
    end = std::min(end + 1, lines_.size());
    for (std::size_t i = begin; i < end; ++i) {
      const std::string_view line = body(i);
      if (line.empty()) continue;
      const bool fence = line.starts_with("```");
      add(i, i + 1, Block::Kind::Paragraph, fence ? static_cast<std::uint32_t>(line.size()) : 0);
    }
    return end;
  }

  std::size_t table(std::size_t begin) {
    ++tables_;
    std::uint32_t row = 0;
    std::size_t i = begin;
    for (; i < lines_.size() && body(i).starts_with('|'); ++i) {
      if (is_table_rule(body(i))) {
        add(i, i + 1, Block::Kind::Paragraph, span(i).size());
        continue;
      }
      ++row;
      cells(i, row);
    }
    return i;
  }

  void cells(std::size_t line, std::uint32_t row) {
    const ByteSpan whole = span(line);
    std::uint32_t column = 0;
    std::uint32_t from = whole.begin;
    for (std::uint32_t at = whole.begin; at <= whole.end; ++at) {
      const bool bar = at < whole.end && text_[at] == '|' && (at == 0 || text_[at - 1] != '\\');
      if (!bar && at != whole.end) continue;
      const ByteSpan cell = trimmed(text_, {from, at});
      if (!cell.empty()) {
        Block block;
        block.kind = Block::Kind::Cell;
        // The bar before the cell belongs to its marks, so that every character has a block.
        block.span = {from > whole.begin ? from - 1 : from, at};
        block.body = cell;
        block.table = tables_;
        block.row = row;
        block.column = ++column;
        block.anchor.line = lines_[line].number;
        out_.push_back(block);
      }
      from = at + 1;
    }
  }

  std::size_t paragraph(std::size_t begin) {
    const std::string_view line = body(begin);
    std::uint32_t rank = 0;
    if (const std::uint32_t hashes = hash_length(line, rank); hashes > 0) {
      add(begin, begin + 1, Block::Kind::Heading, hashes).rank = rank;
      return begin + 1;
    }
    std::uint32_t quote = 0;
    while (quote < line.size() && (line[quote] == '>' || line[quote] == ' ')) ++quote;
    const std::uint32_t mark = list_mark_length(line);
    std::size_t end = begin + 1;
    while (end < lines_.size() && !ends_paragraph(end)) ++end;
    if (end < lines_.size() && is_rule(body(end)) && end == begin + 1 && body(end).front() != '*' &&
        body(end).front() != '_') {
      add(begin, begin + 1, Block::Kind::Heading, 0).rank = body(end).front() == '=' ? 1 : 2;
      add(end, end + 1, Block::Kind::Paragraph, span(end).size());
      return end + 1;
    }
    if (mark > 0) {
      add(begin, end, Block::Kind::ListItem, mark).bold_prefix = bold_length(line.substr(mark));
      return end;
    }
    const std::uint32_t bold = bold_length(line);
    const bool all_bold = bold == line.size() && end == begin + 1 && bold > 4;
    if (all_bold && !looks_like_label(line) && line.size() <= 120) {
      add(begin, end, Block::Kind::Heading, 0).rank = 4;  // below every # heading
      return end;
    }
    add(begin, end, Block::Kind::Paragraph, quote).bold_prefix = bold;
    return end;
  }

  /// Two blanks before the line end are a break the writer asked for; it ends the block when the
  /// next line begins something of its own.
  [[nodiscard]] bool ends_paragraph(std::size_t line) const {
    const std::string_view next = body(line);
    std::uint32_t rank = 0;
    return next.empty() || next.starts_with("```") || next.front() == '|' || is_rule(next) ||
           hash_length(next, rank) > 0 || list_mark_length(next) > 0 || looks_like_label(next) ||
           next.starts_with('>');
  }

  std::string_view text_;
  std::vector<Line> lines_;
  std::vector<Block> out_;
  std::uint32_t tables_ = 0;
};

}  // namespace

std::vector<Block> markdown_blocks(std::string_view text) { return MarkdownBlocks(text).run(); }

}  // namespace rodtrad::ingest
