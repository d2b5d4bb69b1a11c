#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// Glances at the first or last three bytes of a line that tell of nearly every line that it begins
/// or ends like none of some folded words, before it is folded itself. Lines are NFC.
namespace rodtrad::ingest {

/// Sets of three bytes, each by its low five bits: letters of ASCII and À to ÿ share theirs with
/// their capitals.
class ThreeBytes {
 public:
  /// Fewer than three: whatever stands for the others is in the set as well.
  constexpr void add(std::string_view known) {
    const auto from = [known](std::size_t i) { return known.size() > i ? low_bits(known[i]) : 0; };
    const auto to = [known](std::size_t i) {
      return known.size() > i ? low_bits(known[i]) + 1 : kRows;
    };
    for (std::size_t a = from(0); a < to(0); ++a) {
      for (std::size_t b = from(1); b < to(1); ++b) {
        thirds_[a][b] |= known.size() > 2 ? 1U << low_bits(known[2]) : 0xFFFFFFFFU;
      }
    }
  }

  [[nodiscard]] constexpr bool holds(char a, char b, char c) const {
    return (thirds_[low_bits(a)][low_bits(b)] & (1U << low_bits(c))) != 0;
  }

 private:
  static constexpr std::size_t kRows = 32;
  static constexpr std::size_t low_bits(char byte) {
    return static_cast<unsigned char>(byte) % kRows;
  }

  std::array<std::array<std::uint32_t, kRows>, kRows> thirds_{};
};

/// Does this byte fold to one with the same low bits? Such are ASCII without blanks and À to ÿ in
/// two bytes, but for ß, which folds to two letters.
constexpr bool folds_in_place(char before, char c, char after) {
  if (c > ' ' && c < 0x7F) return true;
  return (c == '\xC3' && after != '\x9F') || (before == '\xC3' && c != '\x9F');
}

class Beginnings {
 public:
  constexpr Beginnings() = default;
  template <std::size_t n>
  explicit constexpr Beginnings(const std::array<std::string_view, n>& folded) {
    for (const std::string_view word : folded) add(word);
  }

  /// The word, folded, has at least one letter.
  constexpr void add(std::string_view folded) { firsts_.add(folded.substr(0, 3)); }

  /// False only when the line, once folded, begins with none of the words.
  [[nodiscard]] constexpr bool may_begin(std::string_view line) const {
    if (line.size() < 4) return true;
    const char a = line[0];
    const char b = line[1];
    const char c = line[2];
    const char after = line[3];
    // With a combining mark (U+0300 to U+036F) a small letter may become one of its own.
    return after == '\xCC' || after == '\xCD' || !folds_in_place(' ', a, b) ||
           !folds_in_place(a, b, c) || !folds_in_place(b, c, after) || firsts_.holds(a, b, c);
  }

 private:
  ThreeBytes firsts_{};
};

class Endings {
 public:
  template <std::size_t n>
  explicit constexpr Endings(const std::array<std::string_view, n>& folded) {
    for (const std::string_view word : folded) add(word);
  }

  /// The word, folded, has at least three bytes.
  constexpr void add(std::string_view folded) { lasts_.add(folded.substr(folded.size() - 3)); }

  /// False only when the line, once folded, ends with none of the words.
  [[nodiscard]] constexpr bool may_end(std::string_view line) const {
    if (line.size() < 4) return true;
    const std::string_view last = line.substr(line.size() - 4);
    return !folds_in_place(last[0], last[1], last[2]) ||
           !folds_in_place(last[1], last[2], last[3]) || !folds_in_place(last[2], last[3], ' ') ||
           lasts_.holds(last[1], last[2], last[3]);
  }

 private:
  ThreeBytes lasts_{};
};

}  // namespace rodtrad::ingest
