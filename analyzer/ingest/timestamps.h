#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace rodtrad::ingest {

/// A clock reading in a transcript and the bytes it takes.
struct Timestamp {
  std::uint64_t ms = 0;
  std::uint32_t length = 0;
};

/// A bare time at the start of `text`: `1:02`, `00:01:02`, `00:01:02.500`, `00:01:02,500`.
/// Minutes and seconds must be below 60. Does not accept a following digit or letter.
std::optional<Timestamp> bare_timestamp(std::string_view text);

/// A marked time at the start of `text`: `[00:01:02]`, `(01:02)`, `#00:01:02-3#` (tenths).
std::optional<Timestamp> marked_timestamp(std::string_view text);

/// A time between `#` at the end of `text`, as f4 writes when a paragraph ended.
std::optional<Timestamp> closing_timestamp(std::string_view text);

/// `0:0:0.0 --> 0:0:0.820` and SRT's and WebVTT's timing lines, parts possibly unpadded and with
/// settings after. Negative, overflowing or incomplete times give nothing.
struct TimeRange {
  std::uint64_t start_ms = 0;
  std::uint64_t end_ms = 0;
};
std::optional<TimeRange> time_range(std::string_view line);

/// The same with a dash, as NVivo writes it in a cell of its own: `0:00:00,0 - 0:00:05,2`.
std::optional<TimeRange> time_span(std::string_view cell);

/// What a bare time at the start of a paragraph is.
enum class BareTime { Text, Stamp };
/// A stamp only where several paragraphs begin with one (oTranscribe).
BareTime bare_time_is(std::size_t paragraphs_with_one, std::size_t paragraphs);

/// Bytes of a time stamp, marked or bare, and the blanks after it at the start of a line.
std::optional<std::uint32_t> leading_time(std::string_view line, BareTime bare_time);

}  // namespace rodtrad::ingest
