#pragma once
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// Runs of bytes of one sort, found 64 bytes at a time. The sorts are written as plain comparisons
/// over arrays, which compilers turn into vector instructions on every machine; what they say of
/// Unicode is checked against ICU where they are used (latin_breaks.cpp).
namespace rodtrad::text {

/// One bit for each byte of a block, the first byte in the lowest bit. Reads also the byte before
/// the block and the one after it.
using ByteSort = std::uint64_t (*)(const unsigned char* block);

/// Bytes of ASCII letters and of À-ÿ without × and ÷, in well-formed text.
std::uint64_t letter_bytes(const unsigned char* block);

/// Bytes that neither end a sentence nor need a closer look: ASCII from the blank on without
/// . ! ? / > and U+00C0 to U+023F, in well-formed text.
std::uint64_t quiet_bytes(const unsigned char* block);

/// Bytes that begin none of the marks in transcripts: all but # [ ( X.
std::uint64_t unmarked_bytes(const unsigned char* block);

/// Where runs end in one text. Ask from left to right: each block is looked at once.
template <ByteSort kSort>
class ByteRuns {
 public:
  explicit ByteRuns(std::string_view text) : text_(text) {}

  /// The end of the run that begins at `at`, which is `at` itself where there is none.
  std::size_t end(std::size_t at) {
    while (at < text_.size()) {
      if (at / kBlock != number_) load(at / kBlock);
      const std::uint64_t others = ~bits_ >> (at % kBlock);
      if (others != 0) return at + static_cast<std::size_t>(std::countr_zero(others));
      at = (number_ + 1) * kBlock;
    }
    return text_.size();
  }

 private:
  static constexpr std::size_t kBlock = 64;

  void load(std::size_t number) {
    number_ = number;
    const std::size_t begin = number * kBlock;
    if (begin > 0 && begin + kBlock < text_.size()) {
      bits_ = kSort(reinterpret_cast<const unsigned char*>(text_.data()) + begin);
      return;
    }
    // At the edges of the text the neighbours are NUL, which is of no sort.
    unsigned char padded[kBlock + 2] = {};
    const std::size_t from = begin > 0 ? begin - 1 : 0;
    text_.copy(reinterpret_cast<char*>(padded) + (begin > 0 ? 0 : 1), kBlock + 1, from);
    bits_ = kSort(padded + 1);
  }

  std::string_view text_;
  std::size_t number_ = static_cast<std::size_t>(-1);
  std::uint64_t bits_ = 0;
};

}  // namespace rodtrad::text
