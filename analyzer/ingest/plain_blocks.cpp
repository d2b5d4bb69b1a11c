#include <algorithm>
#include <array>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/ingest/blocks.h"
#include "analyzer/ingest/speaker_labels.h"
#include "analyzer/ingest/timestamps.h"
#include "analyzer/text/characters.h"

namespace rodtrad::ingest {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kWidestWrap = 160;   // longer lines are paragraphs by themselves
constexpr std::size_t kNarrowColumn = 40;  // below: only lower case tells that a line goes on

std::string_view first_word(std::string_view line) {
  std::size_t end = 0;
  while (end < line.size() && !is_blank(line[end])) ++end;
  return line.substr(0, end);
}

/// `Anna Ek, samordnare`: a line of a list of people.
bool starts_with_person(std::string_view line) {
  std::size_t names = 0;
  for (const std::string_view word : split(line, ' ')) {
    if (!text::starts_upper(word)) return false;
    ++names;
    if (word.ends_with(',')) return names >= 2 && names <= 4;
    if (names > 4) return false;
  }
  return false;
}

class PlainBlocks {
 public:
  explicit PlainBlocks(std::string_view text) : text_(text), lines_(lines_of(text)) {}

  std::vector<Block> run() {
    for (std::size_t i = 0; i < lines_.size();) {
      if (body(i).empty()) {
        ++i;
        continue;
      }
      std::size_t end = i;
      while (end < lines_.size() && !body(end).empty()) ++end;
      cut_run(i, end);
      i = end;
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] ByteSpan span(std::size_t line) const { return trimmed(text_, lines_[line].span); }
  [[nodiscard]] std::string_view body(std::size_t line) const {
    const ByteSpan s = span(line);
    return text_.substr(s.begin, s.size());
  }

  /// A run of lines without a blank line in it.
  void cut_run(std::size_t begin, std::size_t end) {
    std::size_t width = 0;
    for (std::size_t i = begin; i < end; ++i) width = std::max(width, utf8::count(body(i)));
    std::size_t first = begin;
    for (std::size_t i = begin + 1; i <= end; ++i) {
      if (i < end && continues(i - 1, i, width)) continue;
      add(first, i);
      first = i;
    }
  }

  [[nodiscard]] bool continues(std::size_t a, std::size_t b, std::size_t width) const {
    const std::string_view line = body(a);
    const std::string_view next = body(b);
    if (begins_something(next) || marked_timestamp(first_word(line)) || is_timing(line)) {
      return false;
    }
    if (width > kWidestWrap) return false;
    if (line.ends_with('-') || line.ends_with("\u00AD"))
      return text::is_letter(text::first_character(next));
    if (text::starts_lower(next)) return true;
    if (width < kNarrowColumn || (starts_with_person(line) && starts_with_person(next))) {
      return false;
    }
    return (utf8::count(line) + 1 + utf8::count(first_word(next))) * 100 > width * 85;
  }

  [[nodiscard]] static bool is_timing(std::string_view line) {
    return time_range(line).has_value();
  }

  [[nodiscard]] static bool begins_something(std::string_view line) {
    return list_mark_length(line) > 0 || looks_like_label(line) ||
           marked_timestamp(line).has_value() || is_timing(line) ||
           bare_timestamp(line).value_or(Timestamp{}).length >= 5;
  }

  void add(std::size_t begin, std::size_t end) {
    Block block;
    block.span = {span(begin).begin, span(end - 1).end};
    block.body = block.span;
    block.anchor.line = lines_[begin].number;
    if (const std::uint32_t mark = list_mark_length(body(begin)); mark > 0) {
      block.kind = Block::Kind::ListItem;
      block.body.begin += mark;
    }
    out_.push_back(block);
  }

  std::string_view text_;
  std::vector<Line> lines_;
  std::vector<Block> out_;
};

}  // namespace

std::uint32_t list_mark_length(std::string_view line) {
  std::size_t mark = 0;
  for (const std::string_view bullet : {"-"sv, "–"sv, "*"sv, "•"sv, "·"sv, "▪"sv, "◦"sv, "●"sv,
                                        "○"sv, "■"sv, "□"sv, "\uF0B7"sv, "➢"sv, "✓"sv, "+"sv}) {
    if (line.starts_with(bullet)) mark = bullet.size();
  }
  if (mark == 0) {
    std::size_t digits = 0;
    while (digits < line.size() && is_digit(line[digits])) ++digits;
    const bool letter = digits == 0 && line.size() > 1 && line[0] >= 'a' && line[0] <= 'h';
    const std::size_t at = letter ? 1 : digits;
    if (at > 0 && at <= 2 && at < line.size() &&
        (line[at] == ')' || (line[at] == '.' && !letter))) {
      mark = at + 1;
    }
  }
  if (mark == 0 || mark >= line.size() || !is_blank(line[mark])) return 0;
  while (mark < line.size() && is_blank(line[mark])) ++mark;
  return mark < line.size() ? static_cast<std::uint32_t>(mark) : 0;
}

std::vector<Block> plain_blocks(std::string_view text) { return PlainBlocks(text).run(); }

}  // namespace rodtrad::ingest
