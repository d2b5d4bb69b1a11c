#pragma once
#include <compare>
#include <cstddef>
#include <cstdint>

/// Three units of text position that do not convert by accident; `OffsetMap` is the only bridge.
/// Bytes inside, code points outside (JSON, CSV, QDPX), UTF-16 in the browser. See docs/offsets.md.
namespace rodtrad {

template <class Unit>
struct BasicSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] constexpr std::uint32_t size() const { return end - begin; }
  [[nodiscard]] constexpr bool empty() const { return end <= begin; }
  [[nodiscard]] constexpr bool contains(const BasicSpan& other) const {
    return begin <= other.begin && other.end <= end;
  }
  [[nodiscard]] constexpr bool overlaps(const BasicSpan& other) const {
    return begin < other.end && other.begin < end;
  }
  friend constexpr auto operator<=>(const BasicSpan&, const BasicSpan&) = default;
};

/// Half-open `[begin, end)` in UTF-8 bytes; both ends lie on code point boundaries.
using ByteSpan = BasicSpan<struct ByteUnit>;
/// Half-open `[begin, end)` in Unicode code points.
using CodePointSpan = BasicSpan<struct CodePointUnit>;
/// Half-open `[begin, end)` in UTF-16 code units.
using Utf16Span = BasicSpan<struct Utf16Unit>;

}  // namespace rodtrad
