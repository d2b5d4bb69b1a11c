#pragma once
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

/// Bytes of certain sorts, found 64 at a time by Highway with whatever vectors the processor has.
/// What they say of Unicode is checked against ICU where they are used (latin_breaks.cpp).
namespace rodtrad::text {

inline constexpr std::size_t kByteBlock = 64;

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

/// What most words and the marks between them are made of, in 64 bytes of well-formed text that
/// begin with a character.
struct WordBytes {
  std::uint64_t letters = 0;     ///< as letter_bytes
  std::uint64_t blanks = 0;      ///< U+0020
  std::uint64_t signs = 0;       ///< ASCII punctuation but @ _ ` and middles
  std::uint64_t middles = 0;     ///< . : '
  std::uint64_t long_signs = 0;  ///< the first of the three bytes of a dash, double quote or …

  /// Of the last two bytes it is not known what they begin.
  static constexpr std::size_t kKnown = 62;
};
WordBytes word_bytes(const unsigned char* block);

/// The same four by one sort of vectors.
struct ByteFinders {
  ByteSort letters = nullptr;
  ByteSort quiet = nullptr;
  ByteSort unmarked = nullptr;
  WordBytes (*words)(const unsigned char* block) = nullptr;
};

/// Those that this processor can use, the quickest first; that is the one used. All find the same.
const std::vector<ByteFinders>& byte_finders();

/// Where runs end in one text. Ask from left to right: each block is looked at once.
template <ByteSort kSort>
class ByteRuns {
 public:
  explicit ByteRuns(std::string_view text) : text_(text) {}

  /// The end of the run that begins at `at`, which is `at` itself where there is none.
  std::size_t end(std::size_t at) {
    while (at < text_.size()) {
      if (at / kByteBlock != number_) load(at / kByteBlock);
      const std::uint64_t others = ~bits_ >> (at % kByteBlock);
      if (others != 0) return at + static_cast<std::size_t>(std::countr_zero(others));
      at = (number_ + 1) * kByteBlock;
    }
    return text_.size();
  }

 private:
  void load(std::size_t number) {
    number_ = number;
    const std::size_t begin = number * kByteBlock;
    if (begin > 0 && begin + kByteBlock < text_.size()) {
      bits_ = kSort(reinterpret_cast<const unsigned char*>(text_.data()) + begin);
      return;
    }
    // At the edges of the text the neighbours are NUL.
    unsigned char padded[kByteBlock + 2] = {};
    const std::size_t from = begin > 0 ? begin - 1 : 0;
    text_.copy(reinterpret_cast<char*>(padded) + (begin > 0 ? 0 : 1), kByteBlock + 1, from);
    bits_ = kSort(padded + 1);
  }

  std::string_view text_;
  std::size_t number_ = static_cast<std::size_t>(-1);
  std::uint64_t bits_ = 0;
};

}  // namespace rodtrad::text
