#include <algorithm>
#include <array>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/ingest/blocks.h"
#include "analyzer/ingest/captions.h"
#include "analyzer/ingest/speaker_labels.h"
#include "analyzer/ingest/timestamps.h"
#include "analyzer/text/characters.h"

namespace rodtrad::ingest {
namespace {

using namespace std::string_view_literals;

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

bool is_timing(std::string_view line) { return time_range(line).has_value(); }

bool begins_something(std::string_view line) {
  return list_mark_length(line) > 0 || looks_like_label(line) ||
         marked_timestamp(line).has_value() || is_timing(line) || is_caption(line) ||
         bare_timestamp(line).value_or(Timestamp{}).length >= 5;
}

/// Does a line go on in the next one, in a run that is not wide?
enum class Join { Never, Always, WhenFull };

Join join_of(std::string_view line, std::string_view next) {
  if (begins_something(next) || marked_timestamp(first_word(line)) || is_timing(line) ||
      is_caption(line)) {
    return Join::Never;
  }
  if (line.ends_with('-') || line.ends_with("\u00AD")) {
    return text::is_letter(text::first_character(next)) ? Join::Always : Join::Never;
  }
  if (text::starts_lower(next)) return Join::Always;
  if (starts_with_person(line) && starts_with_person(next)) return Join::Never;
  return Join::WhenFull;
}

/// Characters of a line that had the next one's first word on it.
std::size_t full_length(std::string_view line, std::string_view next) {
  return utf8::count(line) + 1 + utf8::count(first_word(next));
}

/// The width of a run with one more line; how much wider than the widest wrap is of no interest.
std::size_t wider(std::size_t width, std::string_view line) {
  return width > kWidestWrap ? width : std::max(width, utf8::count(line));
}

bool fills(std::size_t full_length, std::size_t width) {
  return width >= kNarrowColumn && full_length * 100 > width * 85;
}

class PlainBlocks {
 public:
  PlainBlocks(std::string_view text, std::vector<Line> lines, const StretchOfLines& where)
      : text_(text), where_(where), lines_(std::move(lines)) {
    out_.reserve(lines_.size());
    for (Line& line : lines_) line.span = trimmed(text_, line.span);
  }

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
  [[nodiscard]] std::string_view body(std::size_t line) const {
    const ByteSpan span = lines_[line].span;
    return text_.substr(span.begin, span.size());
  }

  /// A run of lines without a blank line in it.
  void cut_run(std::size_t begin, std::size_t end) {
    std::size_t width = 0;
    if (begin == 0) width = std::max(width, where_.first_run_width.value_or(0));
    if (end == lines_.size()) width = std::max(width, where_.last_run_width.value_or(0));
    for (std::size_t i = begin; i < end; ++i) width = wider(width, body(i));
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
    if (width > kWidestWrap) return false;
    switch (join_of(line, next)) {
      case Join::Never:
        return false;
      case Join::Always:
        return true;
      case Join::WhenFull:
        break;
    }
    return fills(full_length(line, next), width);
  }

  void add(std::size_t begin, std::size_t end) {
    Block block;
    block.span = {lines_[begin].span.begin, lines_[end - 1].span.end};
    block.body = block.span;
    block.anchor.line = where_.lines_before + lines_[begin].number;
    if (const std::uint32_t mark = list_mark_length(body(begin)); mark > 0) {
      block.kind = Block::Kind::ListItem;
      block.body.begin += mark;
    }
    out_.push_back(block);
  }

  std::string_view text_;
  const StretchOfLines& where_;
  std::vector<Line> lines_;  ///< without the blanks at their ends
  std::vector<Block> out_;
};

}  // namespace

std::uint32_t list_mark_length(std::string_view line) {
  // A glance at nearly every line: a capital letter begins no mark, nor does å.
  if (line.empty() || (line[0] >= 'A' && line[0] <= 'Z') || (line[0] > 'h' && line[0] <= 'z') ||
      line[0] == '\xC3') {
    return 0;
  }
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

std::vector<Block> plain_blocks(std::string_view text) {
  return plain_blocks(text, lines_of(text), {});
}

std::vector<Block> plain_blocks(std::string_view text, std::vector<Line> lines,
                                const StretchOfLines& where) {
  return PlainBlocks(text, std::move(lines), where).run();
}

void WrapSurvey::add(std::string_view line) {
  ++line_;
  if (line.empty()) {
    end_run();
    return;
  }
  if (before_.empty()) run_line_ = line_;
  run_bytes_ += line.size() + 1;
  width_ = wider(width_, line);
  if (!before_.empty() && width_ <= kWidestWrap) {
    const Join join = join_of(before_, line);
    if (join == Join::Always) joins_narrow_ = true;
    if (join == Join::WhenFull) longest_ = std::max(longest_, full_length(before_, line));
  }
  before_ = line;
}

void WrapSurvey::end() { end_run(); }

void WrapSurvey::end_run() {
  wrapped_ = wrapped_ || (width_ <= kWidestWrap &&
                          (joins_narrow_ || (longest_ > 0 && fills(longest_, width_))));
  if (run_bytes_ > long_run_) widths_.emplace(run_line_, width_);
  before_.clear();
  run_bytes_ = width_ = longest_ = 0;
  joins_narrow_ = false;
}

std::optional<std::size_t> WrapSurvey::width_of_run(std::uint32_t first_line) const {
  const auto found = widths_.find(first_line);
  return found == widths_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace rodtrad::ingest
