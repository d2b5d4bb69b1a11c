#pragma once
#include <cstdint>
#include <string>
#include <string_view>

/// How a spreadsheet shows a stored number: dates are numbers there, and only the format tells.
namespace rodtrad::formats {

struct NumberFormat {
  bool date = false;        ///< days are shown
  bool time = false;        ///< hours, minutes or seconds are shown
  std::uint32_t zeros = 0;  ///< `00000`: digits that are always shown
};

/// From a format code such as `yyyy\-mm\-dd` or `[hh]:mm`.
NumberFormat number_format(std::string_view code);
/// From the number of a format every workbook has.
NumberFormat built_in_format(std::uint64_t id);

/// The number as text: dates `2026-11-21`, `2026-11-21 09:30` (with seconds unless they are 0),
/// times `09:30`; other numbers with their digits, at most 15 significant. What is no number, and
/// dates no calendar has, are given back as stored.
std::string shown_number(std::string_view stored, NumberFormat format, bool from_1904);

}  // namespace rodtrad::formats
