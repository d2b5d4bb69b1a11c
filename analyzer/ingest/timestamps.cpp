#include "analyzer/ingest/timestamps.h"

#include "analyzer/base/strings.h"
#include "analyzer/ingest/chance.h"

namespace rodtrad::ingest {
namespace {

struct Cursor {
  std::string_view text;
  std::uint32_t at = 0;

  [[nodiscard]] char here() const { return at < text.size() ? text[at] : '\0'; }
  bool take(char c) {
    if (here() != c) return false;
    ++at;
    return true;
  }
  /// A number of at most `digits` digits.
  std::optional<std::uint64_t> number(std::uint32_t digits) {
    const std::uint32_t begin = at;
    std::uint64_t value = 0;
    while (is_digit(here()) && at - begin < digits) {
      value = value * 10 + static_cast<std::uint64_t>(here() - '0');
      ++at;
    }
    if (at == begin) return std::nullopt;
    return value;
  }
};

/// `[h:]m:s[.fff]`; `decimals_after` says which characters may begin the fraction.
std::optional<std::uint64_t> clock(Cursor& cursor, std::string_view decimal_marks) {
  const auto first = cursor.number(4);
  if (!first || !cursor.take(':')) return std::nullopt;
  const auto second = cursor.number(2);
  if (!second || *second >= 60) return std::nullopt;
  std::uint64_t hours = 0;
  std::uint64_t minutes = *first;
  std::uint64_t seconds = *second;
  const Cursor before = cursor;
  if (cursor.take(':')) {
    const auto third = cursor.number(2);
    if (!third) {
      cursor = before;
    } else {
      if (*third >= 60) return std::nullopt;
      hours = *first;
      minutes = *second;
      seconds = *third;
    }
  }
  std::uint64_t ms = 0;
  if (decimal_marks.find(cursor.here()) != std::string_view::npos && cursor.here() != '\0') {
    const Cursor mark = cursor;
    ++cursor.at;
    const std::uint32_t begin = cursor.at;
    if (const auto fraction = cursor.number(6)) {
      ms = *fraction;
      for (std::uint32_t digits = cursor.at - begin; digits < 3; ++digits) ms *= 10;
      for (std::uint32_t digits = cursor.at - begin; digits > 3; --digits) ms /= 10;
    } else {
      cursor = mark;
    }
  }
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms;
}

bool is_letter_or_digit(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

std::optional<Timestamp> bare_timestamp(std::string_view text) {
  Cursor cursor{text};
  const auto ms = clock(cursor, ".,");
  if (!ms || is_letter_or_digit(cursor.here()) || cursor.here() == ':') return std::nullopt;
  return Timestamp{*ms, cursor.at};
}

std::optional<Timestamp> marked_timestamp(std::string_view text) {
  Cursor cursor{text};
  char close = '\0';
  if (cursor.take('[')) {
    close = ']';
  } else if (cursor.take('(')) {
    close = ')';
  } else if (cursor.take('#')) {
    close = '#';
  } else {
    return std::nullopt;
  }
  const auto ms = clock(cursor, close == '#' ? "-.," : ".,");
  if (!ms || !cursor.take(close)) return std::nullopt;
  return Timestamp{*ms, cursor.at};
}

std::optional<Timestamp> closing_timestamp(std::string_view text) {
  if (!text.ends_with('#') || text.size() < 3) return std::nullopt;
  const std::size_t open = text.rfind('#', text.size() - 2);
  if (open == std::string_view::npos) return std::nullopt;
  const auto time = marked_timestamp(text.substr(open));
  return time && open + time->length == text.size() ? time : std::nullopt;
}

std::optional<TimeRange> time_range(std::string_view line) {
  Cursor cursor{trim(line)};
  const auto start = clock(cursor, ".,");
  if (!start) return std::nullopt;
  while (cursor.take(' ') || cursor.take('\t')) {
  }
  if (!cursor.take('-') || !cursor.take('-') || !cursor.take('>')) return std::nullopt;
  while (cursor.take(' ') || cursor.take('\t')) {
  }
  const auto end = clock(cursor, ".,");
  if (!end || is_letter_or_digit(cursor.here())) return std::nullopt;
  return TimeRange{*start, *end};
}

std::optional<TimeRange> time_span(std::string_view cell) {
  Cursor cursor{trim(cell)};
  const auto start = clock(cursor, ".,");
  if (!start) return std::nullopt;
  while (cursor.take(' ')) {
  }
  const std::string_view rest = cursor.text.substr(cursor.at);
  const std::size_t dash = rest.starts_with("-") ? 1 : rest.starts_with("–") ? 3 : 0;
  if (dash == 0) return std::nullopt;
  cursor.at += static_cast<std::uint32_t>(dash);
  while (cursor.take(' ')) {
  }
  const auto end = clock(cursor, ".,");
  if (!end || cursor.at != cursor.text.size()) return std::nullopt;
  return TimeRange{*start, *end};
}

BareTime bare_time_is(std::size_t paragraphs_with_one, std::size_t paragraphs) {
  const bool several = paragraphs_with_one >= 3 ||
                       (paragraphs_with_one >= 2 && paragraphs_with_one * 3 >= paragraphs);
  const bool stamp = several && !is_chance(paragraphs_with_one, paragraphs);
  return stamp ? BareTime::Stamp : BareTime::Text;
}

std::optional<std::uint32_t> leading_time(std::string_view line, BareTime bare_time) {
  std::optional<Timestamp> time = marked_timestamp(line);
  if (!time && bare_time == BareTime::Stamp) {
    time = bare_timestamp(line);
    if (time && time->length < line.size() && !is_blank(line[time->length])) time.reset();
  }
  if (!time) return std::nullopt;
  std::uint32_t end = time->length;
  while (end < line.size() && is_blank(line[end])) ++end;
  return end;
}

}  // namespace rodtrad::ingest
