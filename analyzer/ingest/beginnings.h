#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace rodtrad::ingest {

/// A glance at the first two bytes of a line tells of nearly every line that it begins like none of
/// some folded words, before it is folded itself.
class Beginnings {
 public:
  constexpr Beginnings() = default;
  template <std::size_t n>
  explicit constexpr Beginnings(const std::array<std::string_view, n>& folded) {
    for (const std::string_view word : folded) add(word);
  }

  /// The word, folded, has at least one letter.
  constexpr void add(std::string_view folded) {
    seconds_[low_bits(folded, 0)] |= folded.size() > 1 ? 1U << low_bits(folded, 1) : kAny;
  }

  /// False only when the line, once folded, begins with none of the words.
  [[nodiscard]] constexpr bool may_begin(std::string_view line) const {
    if (line.size() < 2 || !is_plain(line[0]) || !is_plain(line[1])) return true;
    return (seconds_[low_bits(line, 0)] & (1U << low_bits(line, 1))) != 0;
  }

 private:
  static constexpr std::uint32_t kAny = 0xFFFFFFFF;

  /// ASCII and no blank: its capital letters share their low bits with the small ones.
  static constexpr bool is_plain(char c) { return c > ' ' && c < 0x7F; }
  static constexpr std::size_t low_bits(std::string_view text, std::size_t at) {
    return static_cast<unsigned char>(text[at]) % 32U;
  }

  std::array<std::uint32_t, 32> seconds_{};  ///< by low bits of the first byte: those of the second
};

}  // namespace rodtrad::ingest
