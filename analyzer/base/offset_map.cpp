#include "analyzer/base/offset_map.h"

#include <algorithm>
#include <cstdint>

#include "analyzer/base/utf8.h"

namespace rodtrad {
namespace {
constexpr std::size_t kStride = 64;

constexpr bool starts_astral(char byte) { return static_cast<unsigned char>(byte) >= 0xF0U; }

/// 64 bytes. Counts of one byte fit and let compilers take many bytes in one step.
template <class Counts>
void add_whole_stride(const char* bytes, Counts& counts) {
  std::uint8_t continuing = 0;
  std::uint8_t astral = 0;
  std::uint8_t lines = 0;
  for (std::size_t at = 0; at < kStride; ++at) {
    const auto byte = static_cast<std::uint8_t>(bytes[at]);
    continuing = static_cast<std::uint8_t>(continuing + ((byte & 0xC0U) == 0x80U ? 1U : 0U));
    astral = static_cast<std::uint8_t>(astral + (byte >= 0xF0U ? 1U : 0U));
    lines = static_cast<std::uint8_t>(lines + (byte == '\n' ? 1U : 0U));
  }
  counts.code_points += static_cast<std::uint32_t>(kStride) - continuing;
  counts.astral += astral;
  counts.lines += lines;
}

}  // namespace

const Stretch& stretch_at(const std::vector<Stretch>& stretches, std::uint32_t byte_offset) {
  const auto after =
      std::upper_bound(stretches.begin() + 1, stretches.end(), byte_offset,
                       [](std::uint32_t at, const Stretch& stretch) { return at < stretch.begin; });
  return *(after - 1);
}

OffsetMap::OffsetMap(std::string_view text, std::vector<Stretch> stretches) : OffsetMap(text) {
  stretches_ = std::move(stretches);
  // From here on they say what is added to a place in this text; sums may wrap around.
  for (Stretch& stretch : stretches_) {
    stretch.code_points -= code_points_here(stretch.begin);
    stretch.lines -= lines_before(stretch.begin);
  }
}

OffsetMap::OffsetMap(std::string_view text) : text_(text) {
  marks_.reserve(text.size() / kStride + 1);
  Mark running{0, 0, 0};
  for (std::size_t begin = 0; begin < text.size(); begin += kStride) {
    marks_.push_back(running);
    const std::string_view stretch = text.substr(begin, kStride);
    if (stretch.size() < kStride) {
      for (const char byte : stretch) {
        running.code_points += utf8::is_continuation(byte) ? 0U : 1U;
        running.astral += starts_astral(byte) ? 1U : 0U;
        running.lines += byte == '\n' ? 1U : 0U;
      }
    } else {
      add_whole_stride(stretch.data(), running);
    }
  }
  if (text.size() % kStride == 0) marks_.push_back(running);
}

std::uint32_t OffsetMap::code_points(std::uint32_t byte_offset) const {
  if (stretches_.empty()) return code_points_here(byte_offset);
  return stretch_at(stretches_, byte_offset).code_points + code_points_here(byte_offset);
}

std::uint32_t OffsetMap::line(std::uint32_t byte_offset) const {
  if (stretches_.empty()) return lines_before(byte_offset) + 1;
  return stretch_at(stretches_, byte_offset).lines + lines_before(byte_offset) + 1;
}

std::uint32_t OffsetMap::code_points_here(std::uint32_t byte_offset) const {
  const std::size_t limit = std::min<std::size_t>(byte_offset, text_.size());
  const std::size_t mark = limit / kStride;
  const std::string_view rest = text_.substr(mark * kStride, limit - mark * kStride);
  return marks_[mark].code_points + static_cast<std::uint32_t>(utf8::count(rest));
}

std::uint32_t OffsetMap::utf16_units(std::uint32_t byte_offset) const {
  const std::size_t limit = std::min<std::size_t>(byte_offset, text_.size());
  const std::size_t mark = limit / kStride;
  std::uint32_t astral = marks_[mark].astral;
  for (std::size_t at = mark * kStride; at < limit; ++at) {
    astral += starts_astral(text_[at]) ? 1U : 0U;
  }
  return code_points_here(byte_offset) + astral;
}

std::uint32_t OffsetMap::lines_before(std::uint32_t byte_offset) const {
  const std::size_t limit = std::min<std::size_t>(byte_offset, text_.size());
  const std::size_t mark = limit / kStride;
  std::uint32_t lines = marks_[mark].lines;
  for (std::size_t at = mark * kStride; at < limit; ++at) lines += text_[at] == '\n' ? 1U : 0U;
  return lines;
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
