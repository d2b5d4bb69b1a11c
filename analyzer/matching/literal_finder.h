#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rodtrad::matching {

/// Finds many short texts in one pass, case ignored: Wu and Manber's search (University of Arizona
/// TR 94-17), which looks at two bytes and mostly jumps. Reports too much rather than too little:
/// two bytes are the same when they differ in bit 0x20 only, which holds for a letter of ASCII or
/// À-ÿ and its capital and for few other pairs.
class LiteralFinder {
 public:
  struct Place {
    std::uint32_t position = 0;  ///< where the literal begins
    std::uint32_t owner = 0;
  };
  static constexpr std::size_t kShortest = 3;  ///< bytes; shorter ones would be everywhere

  /// `literal` has kShortest bytes or more.
  void add(std::string_view literal, std::uint32_t owner);
  [[nodiscard]] bool empty() const { return literals_.empty(); }

  /// Appends every place, by position. Takes about size / (length of the shortest literal) steps.
  void find(std::string_view text, std::vector<Place>& out) const;

 private:
  static constexpr std::size_t kBuckets = 1U << 12U;
  struct Literal {
    std::string folded;
    std::uint32_t owner = 0;
  };
  void enter(std::size_t number);

  std::vector<Literal> literals_;
  std::size_t window_ = 0;                           ///< bytes of the shortest literal
  std::array<std::uint8_t, kBuckets> shift_{};       ///< by the window's last two bytes
  std::vector<std::vector<std::uint32_t>> ends_in_;  ///< literals, by the same where shift is 0
};

}  // namespace rodtrad::matching
