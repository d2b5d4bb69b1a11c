#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

/// A number that may not exist. A statistic without a value says why; it is never NaN or infinite.
namespace rodtrad {

/// Why a statistic has no value.
enum class Undefined : std::uint8_t {
  No,             ///< it has one
  NoData,         ///< nothing was given to count
  NoPairs,        ///< no unit was judged by two coders
  OneCategory,    ///< only one category was used: chance alone would agree completely
  EmptyMargin,    ///< a row or column of the table is empty
  UnequalCoders,  ///< units were judged by different numbers of coders
  TooFewCoders,   ///< the measure compares at least two coders
  NotTwoByTwo,    ///< the measure is for tables of two rows and two columns
  NeverMarked,    ///< nobody marked the code, or never where another coder marked anything
  ZeroFrequency,  ///< a word that does not occur on one side has no ratio
  OutOfRange,     ///< the numbers contradict each other or the scale
};

/// One short English phrase, fit after "undefined: ".
std::string_view to_text(Undefined reason);

struct Statistic {
  std::optional<double> value{};
  Undefined reason = Undefined::NoData;

  Statistic() = default;
  Statistic(double number) : value(number), reason(Undefined::No) {}
  Statistic(Undefined why) : reason(why) {}

  [[nodiscard]] bool defined() const { return value.has_value(); }
  friend bool operator==(const Statistic&, const Statistic&) = default;
};

/// A range that holds the value with a stated probability.
struct Interval {
  double low = 0;
  double high = 0;
  friend bool operator==(const Interval&, const Interval&) = default;
};

inline std::string_view to_text(Undefined reason) {
  switch (reason) {
    case Undefined::No:
      return "";
    case Undefined::NoData:
      return "there is nothing to count";
    case Undefined::NoPairs:
      return "no unit was judged by two coders";
    case Undefined::OneCategory:
      return "only one category was used";
    case Undefined::EmptyMargin:
      return "a row or column is empty";
    case Undefined::UnequalCoders:
      return "units were judged by different numbers of coders";
    case Undefined::TooFewCoders:
      return "two coders are needed";
    case Undefined::NotTwoByTwo:
      return "only for tables of two rows and two columns";
    case Undefined::NeverMarked:
      return "no two coders marked text in the same place";
    case Undefined::ZeroFrequency:
      return "a frequency is zero";
    case Undefined::OutOfRange:
      return "the numbers do not fit the measure";
  }
  return "";
}

}  // namespace rodtrad
