#pragma once
#include <cstddef>
#include <cstdint>
#include <random>
#include <utility>

/// Seeded chance that is the same on every machine: the engine is fixed by the standard, the
/// distributions of the library are not, so they are ours.
namespace rodtrad::stats {

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}
  /// Uniform in [0, bound), bound > 0; draws that would favour small numbers are thrown away.
  std::uint64_t below(std::uint64_t bound) {
    const std::uint64_t reject = (0 - bound) % bound;
    for (;;) {
      const std::uint64_t drawn = engine_();
      if (drawn >= reject) return drawn % bound;
    }
  }

  /// Puts a list in random order (Fisher & Yates).
  template <class List>
  void shuffle(List& list) {
    for (std::size_t i = list.size(); i > 1; --i) std::swap(list[i - 1], list[below(i)]);
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace rodtrad::stats
