#pragma once
#include <string_view>
#include <vector>

#include "analyzer/base/offsets.h"

namespace rodtrad {

/// A text can be a part of a longer one, or be put together of some of its stretches: from `begin`
/// on (in bytes of this text) the places of the whole are counted from these.
struct Stretch {
  std::uint32_t begin = 0;
  std::uint32_t bytes = 0;
  std::uint32_t code_points = 0;
  std::uint32_t lines = 0;  ///< line ends before it
};

/// The stretch a byte lies in. `stretches` are in order and hold one, the first at 0.
const Stretch& stretch_at(const std::vector<Stretch>& stretches, std::uint32_t byte_offset);

/// The one bridge between byte, code point and UTF-16 offsets of one text, and its lines.
/// Building costs one pass; each conversion looks at no more than 64 bytes. The text must be
/// well-formed UTF-8 and outlive the map.
class OffsetMap {
 public:
  explicit OffsetMap(std::string_view text);
  /// Of a part of a longer text: code points and lines are those of the whole; the other
  /// conversions may not be asked for. `stretches` as for `stretch_at`, or none.
  OffsetMap(std::string_view text, std::vector<Stretch> stretches);

  /// `offset` must lie on a code point boundary of the text.
  [[nodiscard]] std::uint32_t code_points(std::uint32_t byte_offset) const;
  [[nodiscard]] std::uint32_t utf16_units(std::uint32_t byte_offset) const;
  /// Line (from 1) that holds this byte offset.
  [[nodiscard]] std::uint32_t line(std::uint32_t byte_offset) const;
  /// The byte offset of a code point offset; the text's size when it lies beyond the end.
  [[nodiscard]] std::uint32_t bytes(std::uint32_t code_point_offset) const;

  [[nodiscard]] CodePointSpan code_points(ByteSpan span) const;
  [[nodiscard]] Utf16Span utf16_units(ByteSpan span) const;
  [[nodiscard]] ByteSpan bytes(CodePointSpan span) const;

 private:
  struct Mark {
    std::uint32_t code_points;
    std::uint32_t astral;
    std::uint32_t lines;
  };
  [[nodiscard]] std::uint32_t code_points_here(std::uint32_t byte_offset) const;
  [[nodiscard]] std::uint32_t lines_before(std::uint32_t byte_offset) const;

  std::string_view text_;
  std::vector<Mark> marks_;  // one per 64 bytes
  std::vector<Stretch> stretches_;
};

}  // namespace rodtrad
