#include "analyzer/text/byte_runs.h"

#include <array>
#include <cstring>

namespace rodtrad::text {
namespace {

using Flags = std::array<std::uint8_t, 64>;  // 0 or 1

/// Eight flags become a byte by one multiplication that moves each to its own bit.
std::uint64_t packed(const Flags& flags) {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    std::uint64_t eight = 0;
    if constexpr (std::endian::native == std::endian::little) {
      std::memcpy(&eight, flags.data() + 8 * i, 8);
    } else {
      for (std::size_t k = 0; k < 8; ++k) eight |= std::uint64_t{flags[8 * i + k]} << (8 * k);
    }
    bits |= ((eight * 0x0102040810204080ULL) >> 56U) << (8 * i);
  }
  return bits;
}

constexpr std::uint8_t kLead = 0xC3;  // of U+00C0 to U+00FF
constexpr std::uint8_t flag(bool yes) { return yes ? 1 : 0; }
/// × and ÷ behind that lead byte.
constexpr bool is_sign(std::uint8_t byte) { return (byte & 0xDFU) == 0x97; }

}  // namespace

// No branches and no short-circuits inside the loops: they are there to be vectorised.

std::uint64_t letter_bytes(const unsigned char* block) {
  Flags flags;
  const unsigned char* const around = block - 1;
  for (std::size_t i = 0; i < flags.size(); ++i) {
    const std::uint8_t before = around[i];
    const std::uint8_t byte = around[i + 1];
    const std::uint8_t after = around[i + 2];
    const auto from_a = static_cast<std::uint8_t>((byte | 0x20U) - 'a');
    flags[i] = static_cast<std::uint8_t>(flag(from_a < 26) |
                                         (flag(byte == kLead) & flag(!is_sign(after))) |
                                         (flag(before == kLead) & flag(!is_sign(byte))));
  }
  return packed(flags);
}

std::uint64_t quiet_bytes(const unsigned char* block) {
  Flags flags;
  for (std::size_t i = 0; i < flags.size(); ++i) {
    const std::uint8_t byte = block[i];
    const auto from_quote = static_cast<std::uint8_t>(byte - 0x22);
    const std::uint8_t plain = flag(from_quote < 0xC9 - 0x22) & flag(byte != 0xC2);
    // One comparison for . and ?, with / and > thrown in.
    flags[i] =
        static_cast<std::uint8_t>((plain & flag((byte | 0x11U) != 0x3F)) | flag(byte == ' '));
  }
  return packed(flags);
}

std::uint64_t unmarked_bytes(const unsigned char* block) {
  Flags flags;
  for (std::size_t i = 0; i < flags.size(); ++i) {
    const std::uint8_t byte = block[i];
    flags[i] = static_cast<std::uint8_t>(flag(byte != '#') & flag(byte != '[') & flag(byte != '(') &
                                         flag(byte != 'X'));
  }
  return packed(flags);
}

}  // namespace rodtrad::text
