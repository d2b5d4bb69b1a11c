#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/offsets.h"

/// Dates as Swedish plans and minutes write them: 20170816, 2016-09-16, 29/9, 12 maj, mitten av
/// aug, okt 2016, v. 12, 27/2 till 10 mars. Nothing is filled in: a year that is not written is
/// not known.
namespace rodtrad::text {

/// A date as far as it is said; 0 where it is not.
struct DatePoint {
  std::uint16_t year = 0;
  std::uint8_t month = 0;
  std::uint8_t day = 0;
  std::uint8_t week = 0;
  std::uint8_t quarter = 0;

  friend auto operator<=>(const DatePoint&, const DatePoint&) = default;
};

/// One date or range in a text.
struct DateMention {
  ByteSpan span{};
  DatePoint from{};
  std::optional<DatePoint> to{};  ///< of a range
  bool approximate = false;       ///< mitten av, början av, våren, two-digit years
  std::uint8_t season_end = 0;    ///< the last month of våren, VT, sommaren; 0 where none is said

  friend bool operator==(const DateMention&, const DateMention&) = default;
};

/// All dates in the text, in order; line ends count as blanks. A name (Maj Ek, Jan Berg) is none.
std::vector<DateMention> find_dates(std::string_view text);

/// `2017-08-16`, `2016-10`, `XXXX-09-29` (no year written), `2017-W12`, `2017-Q2`, a range
/// `2017-09/2017-11`.
std::string iso_text(const DateMention& mention);

/// The last day it can mean; nothing when no year is written.
std::optional<DatePoint> last_day(const DateMention& mention);

/// A whole ISO date, nothing otherwise.
std::optional<DatePoint> iso_date(std::string_view text);

}  // namespace rodtrad::text
