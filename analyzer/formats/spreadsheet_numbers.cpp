#include "analyzer/formats/spreadsheet_numbers.h"

#include <array>
#include <charconv>
#include <cmath>

#include "analyzer/base/strings.h"

namespace rodtrad::formats {
namespace {

constexpr std::int64_t kSecondsPerDay = 86'400;

/// Days since 1970-01-01 to year, month, day (the civil calendar, proleptic).
struct Day {
  std::int64_t year;
  std::int64_t month;
  std::int64_t day;
};
Day civil_day(std::int64_t days) {
  days += 719'468;
  const std::int64_t era = (days >= 0 ? days : days - 146'096) / 146'097;
  const std::int64_t of_era = days - era * 146'097;
  const std::int64_t year = (of_era - of_era / 1460 + of_era / 36'524 - of_era / 146'096) / 365;
  const std::int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
  const std::int64_t month = (5 * of_year + 2) / 153;
  const std::int64_t day = of_year - (153 * month + 2) / 5 + 1;
  const std::int64_t calendar_month = month < 10 ? month + 3 : month - 9;
  return {year + era * 400 + (calendar_month <= 2 ? 1 : 0), calendar_month, day};
}

std::string padded(std::int64_t value, std::size_t width) {
  std::string out = std::to_string(value);
  while (out.size() < width) out.insert(out.begin(), '0');
  return out;
}

std::string clock_text(std::int64_t seconds) {
  std::string out = padded(seconds / 3600, 2) + ":" + padded(seconds / 60 % 60, 2);
  if (seconds % 60 != 0) out += ":" + padded(seconds % 60, 2);
  return out;
}

std::string date_text(double value, NumberFormat format, bool from_1904) {
  const auto seconds = static_cast<std::int64_t>(std::llround(value * kSecondsPerDay));
  std::int64_t days = seconds / kSecondsPerDay;
  const std::int64_t rest = seconds % kSecondsPerDay;
  if (!format.date && format.time) return clock_text(seconds);  // more than 24 hours go on
  if (from_1904) {
    days += 1462;
  } else if (days < 60) {
    ++days;  // before the 29 February 1900 that Excel believes in
  }
  const Day day = civil_day(days - 25'569);
  std::string out = padded(day.year, 4) + "-" + padded(day.month, 2) + "-" + padded(day.day, 2);
  if (format.time || rest != 0) out += " " + clock_text(rest);
  return out;
}

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string plain_number(std::string_view stored, double value) {
  const std::string_view body = stored.starts_with('-') ? stored.substr(1) : stored;
  if (all_digits(body)) return std::string(stored);
  std::array<char, 64> buffer{};
  const bool fixed = std::fabs(value) < 1e21 && (value == 0 || std::fabs(value) >= 1e-6);
  if (!fixed) return std::string(stored);
  // 15 significant digits, as spreadsheet programs keep; a whole number has no decimals.
  const int magnitude =
      value == 0 ? 0 : static_cast<int>(std::floor(std::log10(std::fabs(value)))) + 1;
  const int decimals = std::min(20, std::max(0, 15 - magnitude));
  const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                     std::chars_format::fixed, decimals);
  if (written.ec != std::errc{}) return std::string(stored);
  std::string out(buffer.data(), written.ptr);
  if (out.find('.') != std::string::npos) {
    while (out.ends_with('0')) out.pop_back();
    if (out.ends_with('.')) out.pop_back();
  }
  return out;
}

}  // namespace

NumberFormat number_format(std::string_view code) {
  NumberFormat format;
  bool only_zeros = !code.empty();
  for (std::size_t at = 0; at < code.size() && code[at] != ';'; ++at) {
    const char c = code[at];
    if (c != '0') only_zeros = false;
    if (c == '"') {
      at = std::min(code.find('"', at + 1), code.size());
    } else if (c == '\\' || c == '_' || c == '*') {
      ++at;
    } else if (c == '[') {
      const std::size_t close = std::min(code.find(']', at), code.size());
      const std::string inside = ascii_lower(code.substr(at + 1, close - at - 1));
      if (!inside.empty() && inside.find_first_not_of("hms") == std::string::npos) {
        format.time = true;
      }
      at = close;
    } else if (c == 'y' || c == 'Y' || c == 'd' || c == 'D' || c == 'e') {
      format.date = true;
    } else if (c == 'h' || c == 'H' || c == 's' || c == 'S') {
      format.time = true;
    } else if (c == 'G' || c == 'E') {
      return {};  // General, or scientific: a number
    }
  }
  // Months alone (`mmm`) are days too; minutes alone do not occur without hours or seconds.
  const bool months = code.find_first_of("mM") != std::string_view::npos && !format.time &&
                      code.find_first_of("0#?") == std::string_view::npos &&
                      code.find('"') == std::string_view::npos &&
                      code.find('[') == std::string_view::npos;
  if (months) format.date = true;
  if (only_zeros) format.zeros = static_cast<std::uint32_t>(std::min<std::size_t>(code.size(), 30));
  return format;
}

NumberFormat built_in_format(std::uint64_t id) {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || (id >= 50 && id <= 54) || id == 36 ||
      id == 57 || id == 58) {
    return {.date = true};
  }
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id == 55 ||
      id == 56) {
    return {.time = true};
  }
  if (id == 22) return {.date = true, .time = true};
  return {};
}

std::string shown_number(std::string_view stored, NumberFormat format, bool from_1904) {
  double value = 0;
  const auto parsed = std::from_chars(stored.data(), stored.data() + stored.size(), value);
  if (parsed.ec != std::errc{} || parsed.ptr != stored.data() + stored.size() ||
      !std::isfinite(value)) {
    return std::string(stored);
  }
  const bool in_calendar = value >= 0 && value < 2'958'466;  // until 9999-12-31
  if ((format.date || format.time) && in_calendar) return date_text(value, format, from_1904);
  std::string out = plain_number(stored, value);
  if (format.zeros > 0 && all_digits(out)) {
    while (out.size() < format.zeros) out.insert(out.begin(), '0');
  }
  return out;
}

}  // namespace rodtrad::formats
