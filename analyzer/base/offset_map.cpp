#include "analyzer/base/offset_map.h"

#include <algorithm>

#include "analyzer/base/utf8.h"

namespace rodtrad {
namespace {
constexpr std::size_t kStride = 64;

constexpr bool starts_astral(char byte) { return static_cast<unsigned char>(byte) >= 0xF0U; }
}  // namespace

OffsetMap::OffsetMap(std::string_view text) : text_(text) {
  marks_.reserve(text.size() / kStride + 1);
  Mark running{0, 0, 0};
  for (std::size_t begin = 0; begin < text.size(); begin += kStride) {
    marks_.push_back(running);
    // Counts of 64 bytes fit into bytes: the loop is there to be vectorised.
    std::uint8_t code_points = 0;
    std::uint8_t astral = 0;
    std::uint8_t lines = 0;
    const std::string_view stretch = text.substr(begin, kStride);
    for (const char byte : stretch) {
      code_points = static_cast<std::uint8_t>(code_points + (utf8::is_continuation(byte) ? 0 : 1));
      astral = static_cast<std::uint8_t>(astral + (starts_astral(byte) ? 1 : 0));
      lines = static_cast<std::uint8_t>(lines + (byte == '\n' ? 1 : 0));
    }
    running.code_points += code_points;
    running.astral += astral;
    running.lines += lines;
  }
  if (text.size() % kStride == 0) marks_.push_back(running);
}

std::uint32_t OffsetMap::code_points(std::uint32_t byte_offset) const {
  const std::size_t limit = std::min<std::size_t>(byte_offset, text_.size());
  const std::size_t mark = limit / kStride;
  std::uint32_t n = marks_[mark].code_points;
  for (std::size_t at = mark * kStride; at < limit; ++at) {
    n += utf8::is_continuation(text_[at]) ? 0U : 1U;
  }
  return n;
}

std::uint32_t OffsetMap::utf16_units(std::uint32_t byte_offset) const {
  const std::size_t limit = std::min<std::size_t>(byte_offset, text_.size());
  const std::size_t mark = limit / kStride;
  std::uint32_t astral = marks_[mark].astral;
  for (std::size_t at = mark * kStride; at < limit; ++at) {
    astral += starts_astral(text_[at]) ? 1U : 0U;
  }
  return code_points(byte_offset) + astral;
}

std::uint32_t OffsetMap::line(std::uint32_t byte_offset) const {
  const std::size_t limit = std::min<std::size_t>(byte_offset, text_.size());
  const std::size_t mark = limit / kStride;
  std::uint32_t lines = marks_[mark].lines;
  for (std::size_t at = mark * kStride; at < limit; ++at) lines += text_[at] == '\n' ? 1U : 0U;
  return lines + 1;
}

std::uint32_t OffsetMap::bytes(std::uint32_t code_point_offset) const {
  const auto after = std::upper_bound(
      marks_.begin(), marks_.end(), code_point_offset,
      [](std::uint32_t wanted, const Mark& mark) { return wanted < mark.code_points; });
  const auto mark = static_cast<std::size_t>(after - marks_.begin()) - 1;
  std::uint32_t seen = marks_[mark].code_points;
  std::size_t at = mark * kStride;
  while (at < text_.size() && utf8::is_continuation(text_[at])) ++at;
  for (; at < text_.size(); ++at) {
    if (utf8::is_continuation(text_[at])) continue;
    if (seen++ == code_point_offset) break;
  }
  return static_cast<std::uint32_t>(at);
}

CodePointSpan OffsetMap::code_points(ByteSpan span) const {
  return {code_points(span.begin), code_points(span.end)};
}

Utf16Span OffsetMap::utf16_units(ByteSpan span) const {
  return {utf16_units(span.begin), utf16_units(span.end)};
}

ByteSpan OffsetMap::bytes(CodePointSpan span) const { return {bytes(span.begin), bytes(span.end)}; }

}  // namespace rodtrad
