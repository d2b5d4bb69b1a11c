#include "analyzer/text/dates.h"

#include <array>

#include "analyzer/base/strings.h"
#include "analyzer/text/characters.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::text {
namespace {

using namespace std::string_view_literals;

enum class PieceKind : std::uint8_t { Number, Word, Other };

struct Piece {
  ByteSpan span{};
  PieceKind kind = PieceKind::Other;
  std::string folded{};
  std::uint32_t value = 0;
  bool blank_before = false;
  bool capital = false;
};

bool is_letter_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

/// En and em dashes are hyphens here, curly quotes are quotes.
std::string folded_mark(std::string_view mark) {
  if (mark == "–" || mark == "—" || mark == "−" || mark == "‑" || mark == "‐") return "-";
  return std::string(mark);
}

std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> pieces;
  bool blank = true;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (rodtrad::is_blank(c) || c == '\n' || c == '\r' || c == '\f') {
      blank = true;
      ++at;
      continue;
    }
    if (text.substr(at).starts_with("\xC2\xA0")) {  // no-break space
      blank = true;
      at += 2;
      continue;
    }
    Piece piece;
    piece.blank_before = blank;
    blank = false;
    std::size_t end = at;
    if (is_digit(c)) {
      while (end < text.size() && is_digit(text[end])) ++end;
      piece.kind = PieceKind::Number;
      if (end - at <= 8) {
        for (std::size_t i = at; i < end; ++i) {
          piece.value = piece.value * 10 + static_cast<std::uint32_t>(text[i] - '0');
        }
      }
    } else if (text.substr(at).starts_with("\xE2\x80")) {  // dashes and quotes
      end = std::min(text.size(), at + 3);
      piece.folded = folded_mark(text.substr(at, end - at));
    } else if (is_letter_byte(c)) {
      while (end < text.size() && is_letter_byte(text[end]) &&
             !text.substr(end).starts_with("\xE2\x80") &&
             !text.substr(end).starts_with("\xC2\xA0")) {
        ++end;
      }
      piece.kind = PieceKind::Word;
      piece.folded = fold(text.substr(at, end - at));
      piece.capital = starts_upper(text.substr(at, end - at));
    } else {
      end = at + 1;
      piece.folded = std::string(1, c);
    }
    piece.span = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
    at = end;
    pieces.push_back(std::move(piece));
  }
  return pieces;
}

struct MonthWord {
  std::string_view word;
  std::uint8_t month;
};
constexpr std::array kMonths = {
    MonthWord{"januari", 1},   MonthWord{"jan", 1},       MonthWord{"februari", 2},
    MonthWord{"febr", 2},      MonthWord{"feb", 2},       MonthWord{"mars", 3},
    MonthWord{"mar", 3},       MonthWord{"april", 4},     MonthWord{"apr", 4},
    MonthWord{"maj", 5},       MonthWord{"juni", 6},      MonthWord{"jun", 6},
    MonthWord{"juli", 7},      MonthWord{"jul", 7},       MonthWord{"augusti", 8},
    MonthWord{"aug", 8},       MonthWord{"september", 9}, MonthWord{"sept", 9},
    MonthWord{"sep", 9},       MonthWord{"oktober", 10},  MonthWord{"okt", 10},
    MonthWord{"november", 11}, MonthWord{"nov", 11},      MonthWord{"december", 12},
    MonthWord{"dec", 12}};

std::uint8_t month_of(std::string_view folded) {
  for (const MonthWord& entry : kMonths) {
    if (entry.word == folded) return entry.month;
  }
  return 0;
}

std::uint8_t days_in(std::uint32_t year, std::uint8_t month) {
  constexpr std::array<std::uint8_t, 12> days = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year == 0 || (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
  if (month == 2 && !leap) return 28;
  return days.at(month - 1U);
}

bool is_year(std::uint32_t value) { return value >= 1950 && value <= 2099; }

std::optional<DatePoint> valid(std::uint32_t year, std::uint32_t month, std::uint32_t day) {
  if (month < 1 || month > 12 || day < 1) return std::nullopt;
  if (day > days_in(year, static_cast<std::uint8_t>(month))) return std::nullopt;
  return DatePoint{.year = static_cast<std::uint16_t>(year),
                   .month = static_cast<std::uint8_t>(month),
                   .day = static_cast<std::uint8_t>(day)};
}

/// A date read from piece `first` up to `next`.
struct Parsed {
  DatePoint point{};
  std::size_t next = 0;
  bool approximate = false;
  std::uint8_t season_end = 0;
};

/// A part of the year without months of its own, and the last month it can mean.
struct Season {
  std::string_view word;
  std::uint8_t last_month;
};
constexpr std::array kSeasons = {
    Season{"våren", 6},          Season{"vår", 6},        Season{"vt", 6},  Season{"sommaren", 8},
    Season{"hösten", 12},        Season{"höst", 12},      Season{"ht", 12}, Season{"vintern", 12},
    Season{"halvårsskiftet", 7}, Season{"årsskiftet", 12}};

class DateReader {
 public:
  explicit DateReader(std::string_view text) : pieces_(pieces_of(text)), text_(text) {}

  std::vector<DateMention> run() {
    std::vector<DateMention> out;
    for (std::size_t i = 0; i < pieces_.size();) {
      if (const auto mention = range_at(i)) {
        out.push_back(mention->first);
        i = mention->second;
      } else {
        ++i;
      }
    }
    return out;
  }

 private:
  [[nodiscard]] const Piece* at(std::size_t i) const {
    return i < pieces_.size() ? &pieces_[i] : nullptr;
  }
  [[nodiscard]] bool is(std::size_t i, std::string_view folded) const {
    return i < pieces_.size() && pieces_[i].kind != PieceKind::Number &&
           pieces_[i].folded == folded;
  }
  [[nodiscard]] std::size_t digits(std::size_t i) const {
    return i < pieces_.size() && pieces_[i].kind == PieceKind::Number ? pieces_[i].span.size() : 0;
  }
  [[nodiscard]] std::uint32_t value(std::size_t i) const { return pieces_[i].value; }
  [[nodiscard]] bool tight(std::size_t i) const {
    return i < pieces_.size() && !pieces_[i].blank_before;
  }

  [[nodiscard]] std::optional<Parsed> point_at(std::size_t i) const {
    if (at(i) == nullptr) return std::nullopt;
    if (pieces_[i].kind == PieceKind::Number) return number_at(i);
    if (pieces_[i].kind == PieceKind::Word) return word_at(i);
    return std::nullopt;
  }

  /// A year that follows: `2017`, `-2017`, `,2017`; 0 when none does.
  [[nodiscard]] std::pair<std::uint16_t, std::size_t> year_after(std::size_t i) const {
    std::size_t j = i;
    if (is(j, "-") || is(j, ",") || (is(j, "/") && tight(j))) ++j;
    if (digits(j) == 4 && is_year(value(j)) && !(is(j + 1, ":") && digits(j + 2) > 0) &&
        !(is(j + 1, "-") && tight(j + 1) && digits(j + 2) == 2 && tight(j + 2)) &&
        (j == i || tight(j) || !is(i, "-"))) {
      return {static_cast<std::uint16_t>(value(j)), j + 1};
    }
    return {0, i};
  }

  [[nodiscard]] std::optional<Parsed> number_at(std::size_t i) const {
    const std::size_t n = digits(i);
    if (n == 8) {
      const auto point = valid(value(i) / 10000, value(i) / 100 % 100, value(i) % 100);
      if (point && is_year(point->year)) return Parsed{*point, i + 1};
      return std::nullopt;
    }
    if (i > 0 && tight(i) && (is(i - 1, ":") || is(i - 1, "+"))) return std::nullopt;
    if (n == 4) return year_first(i);
    if (n == 6) {
      const auto point = valid(2000 + value(i) / 10000, value(i) / 100 % 100, value(i) % 100);
      if (point && point->year <= 2049) return Parsed{*point, i + 1, true};
      return std::nullopt;
    }
    if (n > 2 || n == 0) return std::nullopt;
    return day_first(i);
  }

  [[nodiscard]] std::optional<Parsed> year_first(std::size_t i) const {
    if (!is_year(value(i))) return std::nullopt;
    for (const std::string_view mark : {"-"sv, "/"sv, "."sv}) {
      if (!is(i + 1, mark) || !tight(i + 1) || !tight(i + 2)) continue;
      if (digits(i + 2) == 0 || digits(i + 2) > 2) continue;
      if (is(i + 3, mark) && tight(i + 3) && digits(i + 4) > 0 && digits(i + 4) <= 2) {
        if (const auto point = valid(value(i), value(i + 2), value(i + 4))) {
          return Parsed{*point, i + 5};
        }
      }
      if (mark == "-" && digits(i + 2) == 2 && value(i + 2) >= 1 && value(i + 2) <= 12) {
        return Parsed{{.year = static_cast<std::uint16_t>(value(i)),
                       .month = static_cast<std::uint8_t>(value(i + 2))},
                      i + 3};
      }
    }
    if (is(i + 1, ":") && tight(i + 1) && digits(i + 2) > 0) return std::nullopt;  // SFS 2017:612
    if (is(i + 1, ",") && tight(i + 1) && digits(i + 2) > 0 && tight(i + 2)) return std::nullopt;
    return Parsed{{.year = static_cast<std::uint16_t>(value(i))}, i + 1};
  }

  [[nodiscard]] std::optional<Parsed> day_first(std::size_t i) const {
    if (i > 0 && tight(i) && (is(i - 1, "/") || is(i - 1, "."))) return std::nullopt;
    if (is(i + 1, "/") && tight(i + 1) && digits(i + 2) > 0 && digits(i + 2) <= 2 && tight(i + 2)) {
      std::size_t next = i + 3;
      std::uint32_t year = 0;
      bool short_year = false;
      if (const auto [y, after] = year_after(next); y != 0) {
        year = y;
        next = after;
      } else if ((is(next, "-") || is(next, "/")) && tight(next) && digits(next + 1) == 2 &&
                 tight(next + 1)) {
        if (is(next + 2, "/")) return std::nullopt;
        year = 2000 + value(next + 1);
        short_year = true;
        next += 2;
      }
      const auto point = valid(year, value(i + 2), value(i));
      if (!point) return std::nullopt;
      return Parsed{*point, next, short_year};
    }
    if (is(i + 1, ".") && tight(i + 1) && digits(i + 2) > 0 && digits(i + 2) <= 2 &&
        is(i + 3, ".") && digits(i + 4) == 4 && is_year(value(i + 4))) {
      if (const auto point = valid(value(i + 4), value(i + 2), value(i))) {
        return Parsed{*point, i + 5};
      }
    }
    std::size_t j = i + 1;
    if (is(j, ":") && tight(j) && (is(j + 1, "e") || is(j + 1, "a"))) j += 2;
    if (is(j, ".")) ++j;
    if (at(j) == nullptr || pieces_[j].kind != PieceKind::Word) return quarter_at(i, j);
    const std::uint8_t month = month_of(pieces_[j].folded);
    if (month == 0) return quarter_at(i, j);
    ++j;
    if (is(j, ".")) ++j;
    const auto [year, next] = year_after(j);
    const auto point = valid(year, month, value(i));
    if (!point) return std::nullopt;
    return Parsed{*point, year != 0 ? next : after_month(j)};
  }

  /// `2:a kvartalet 2018`.
  [[nodiscard]] std::optional<Parsed> quarter_at(std::size_t i, std::size_t j) const {
    if (value(i) < 1 || value(i) > 4 || !(is(j, "kvartalet") || is(j, "kvartal"))) {
      return std::nullopt;
    }
    const auto [year, next] = year_after(j + 1);
    return Parsed{{.year = year, .quarter = static_cast<std::uint8_t>(value(i))}, next, true};
  }

  /// A full stop after a short month belongs to it only when a year followed.
  [[nodiscard]] std::size_t after_month(std::size_t j) const { return is(j - 1, ".") ? j - 1 : j; }

  [[nodiscard]] std::optional<Parsed> month_at(std::size_t i) const {
    const std::uint8_t month = at(i) == nullptr || pieces_[i].kind != PieceKind::Word
                                   ? std::uint8_t{0}
                                   : month_of(pieces_[i].folded);
    if (month == 0) return std::nullopt;
    if (tight(i) && i > 0 && is(i - 1, "-") && i > 1 && pieces_[i - 2].kind == PieceKind::Word &&
        tight(i - 1) && month_of(pieces_[i - 2].folded) == 0) {
      return std::nullopt;  // the tail of a hyphenated word
    }
    if (is(i + 1, "-") && tight(i + 1) && tight(i + 2) && at(i + 2) != nullptr &&
        pieces_[i + 2].kind == PieceKind::Word && month_of(pieces_[i + 2].folded) == 0) {
      return std::nullopt;
    }
    const Piece* after = at(i + 1);
    if (pieces_[i].capital && after != nullptr && after->kind == PieceKind::Word &&
        after->capital && month_of(after->folded) == 0) {
      return std::nullopt;  // a name: Maj Ek, Jan Berg
    }
    std::size_t j = i + 1;
    if (is(j, ".")) ++j;
    const auto [year, next] = year_after(j);
    return Parsed{{.year = year, .month = month}, year != 0 ? next : after_month(j)};
  }

  [[nodiscard]] std::optional<Parsed> word_at(std::size_t i) const {
    const std::string& word = pieces_[i].folded;
    for (const std::string_view part :
         {"början"sv, "mitten"sv, "slutet"sv, "medio"sv, "primo"sv, "ultimo"sv, "halva"sv}) {
      if (word != part) continue;
      std::size_t j = i + 1;
      if (is(j, "av") || is(j, "på") || is(j, "i")) ++j;
      auto month = month_at(j);
      if (!month && digits(j) == 4 && is_year(value(j))) month = year_first(j);
      if (month) month->approximate = true;
      return month;
    }
    if (const auto month = month_at(i)) return month;
    if (word == "vecka" || word == "veckan" || word == "v") {
      std::size_t j = i + 1;
      if (is(j, ".")) ++j;
      if (digits(j) == 0 || digits(j) > 2 || value(j) < 1 || value(j) > 53) return std::nullopt;
      const auto [year, next] = year_after(j + 1);
      return Parsed{{.year = year, .week = static_cast<std::uint8_t>(value(j))}, next};
    }
    if (word == "kvartal" || word == "kv" || word == "q") {
      std::size_t j = i + 1;
      if (is(j, ".")) ++j;
      if (digits(j) != 1 || value(j) < 1 || value(j) > 4) return std::nullopt;
      const auto [year, next] = year_after(j + 1);
      return Parsed{{.year = year, .quarter = static_cast<std::uint8_t>(value(j))}, next, true};
    }
    for (const Season& season : kSeasons) {
      if (word != season.word) continue;
      const auto [year, next] = year_after(i + 1);
      if (year == 0) return std::nullopt;
      return Parsed{{.year = year}, next, true, season.last_month};
    }
    return std::nullopt;
  }

  using Found = std::pair<DateMention, std::size_t>;

  [[nodiscard]] DateMention mention(std::size_t first, std::size_t next, const DatePoint& from,
                                    bool approximate) const {
    DateMention out;
    out.span = {pieces_[first].span.begin, pieces_[next - 1].span.end};
    out.from = from;
    out.approximate = approximate;
    return out;
  }

  [[nodiscard]] std::optional<Found> range_at(std::size_t i) const {
    // 1-15 maj 2017: the first day has no month of its own.
    if (digits(i) > 0 && digits(i) <= 2 && is(i + 1, "-")) {
      const auto end = point_at(i + 2);
      if (end && end->point.day > value(i) && end->point.month != 0 && digits(i + 2) <= 2) {
        if (const auto from = valid(end->point.year, end->point.month, value(i))) {
          DateMention out = mention(i, end->next, *from, end->approximate);
          out.to = end->point;
          return Found{out, end->next};
        }
      }
    }
    const auto start = point_at(i);
    if (!start) return std::nullopt;
    if (start->point.month == 0 && start->point.week == 0 && start->point.quarter == 0 &&
        !start->approximate && !bare_year_is_date(i)) {
      return std::nullopt;
    }
    if (const auto range = continued(i, *start)) return range;
    DateMention out = mention(i, start->next, start->point, start->approximate);
    out.season_end = start->season_end;
    return Found{out, start->next};
  }

  /// A year alone is a date only as a word of its own.
  [[nodiscard]] bool bare_year_is_date(std::size_t i) const {
    const bool glued_before = i > 0 && tight(i) && !is(i - 1, "(") && !is(i - 1, "\"") &&
                              !is(i - 1, "-") && !is(i - 1, "/");
    const Piece* after = at(i + 1);
    const bool glued_after = after != nullptr && !after->blank_before &&
                             (after->kind == PieceKind::Word || after->kind == PieceKind::Number);
    return !glued_before && !glued_after;
  }

  [[nodiscard]] std::optional<Found> continued(std::size_t i, const Parsed& start) const {
    std::size_t j = start.next;
    const bool slash = is(j, "/");
    const bool words = is(j, "till") || is(j, "tom");
    const bool tom =
        is(j, "t") && is(j + 1, ".") && is(j + 2, "o") && is(j + 3, ".") && is(j + 4, "m");
    if (!is(j, "-") && !slash && !words && !tom) return std::nullopt;
    j += tom ? 5U : 1U;
    if (tom && is(j, ".")) ++j;
    const auto end = point_at(j);
    if (!end) return std::nullopt;
    const bool month_pair = start.point.day == 0 && end->point.day == 0;
    if (slash && (!month_pair || start.point.month == 0 || end->point.month == 0)) {
      return std::nullopt;
    }
    if (start.point.month == 0 && end->point.month != 0) return std::nullopt;
    DatePoint from = start.point;
    if (from.year == 0 && end->point.month >= from.month) from.year = end->point.year;
    DateMention out = mention(i, end->next, from, start.approximate || end->approximate);
    out.to = end->point;
    out.season_end = end->season_end;
    return Found{out, end->next};
  }

  std::vector<Piece> pieces_;
  std::string_view text_;
};

std::string padded(std::uint32_t value, std::size_t width) {
  std::string out = std::to_string(value);
  return std::string(width - std::min(width, out.size()), '0') + out;
}

std::string iso_text(const DatePoint& p) {
  std::string out = p.year == 0 ? "XXXX" : padded(p.year, 4);
  if (p.week != 0) return out + "-W" + padded(p.week, 2);
  if (p.quarter != 0) return out + "-Q" + std::to_string(p.quarter);
  if (p.month != 0) out += "-" + padded(p.month, 2);
  if (p.day != 0) out += "-" + padded(p.day, 2);
  return out;
}

/// Days since 1 January of year 1 (proleptic Gregorian) of 1 January.
std::int64_t day_number(std::int64_t year) {
  const std::int64_t y = year - 1;
  return y * 365 + y / 4 - y / 100 + y / 400;
}

/// Sunday of an ISO week.
DatePoint week_end(std::uint16_t year, std::uint8_t week) {
  const std::int64_t fourth = day_number(year) + 3;   // 4 January is in week 1
  const std::int64_t monday = fourth - (fourth % 7);  // day 0 was a Monday
  std::int64_t left = monday + (week - 1) * 7 + 6 - day_number(year);
  std::uint16_t y = year;
  std::uint8_t month = 1;
  while (left >= days_in(y, month)) {
    left -= days_in(y, month);
    if (++month > 12) {
      month = 1;
      ++y;
    }
  }
  return {.year = y, .month = month, .day = static_cast<std::uint8_t>(left + 1)};
}

}  // namespace

std::vector<DateMention> find_dates(std::string_view text) { return DateReader(text).run(); }

std::string iso_text(const DateMention& mention) {
  return mention.to ? iso_text(mention.from) + "/" + iso_text(*mention.to) : iso_text(mention.from);
}

std::optional<DatePoint> last_day(const DateMention& mention) {
  DatePoint p = mention.to.value_or(mention.from);
  if (p.year == 0) return std::nullopt;
  if (p.week != 0) return week_end(p.year, p.week);
  if (p.quarter != 0) p.month = static_cast<std::uint8_t>(p.quarter * 3);
  p.quarter = 0;
  if (p.month == 0) p.month = mention.season_end != 0 ? mention.season_end : std::uint8_t{12};
  if (p.day == 0) p.day = days_in(p.year, p.month);
  return p;
}

std::optional<DatePoint> iso_date(std::string_view text) {
  const auto found = find_dates(text);
  if (found.size() != 1 || found[0].to || found[0].approximate || found[0].from.year == 0 ||
      found[0].from.day == 0 || found[0].span.size() != text.size()) {
    return std::nullopt;
  }
  return found[0].from;
}

}  // namespace rodtrad::text
