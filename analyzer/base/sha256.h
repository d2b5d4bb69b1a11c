#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace rodtrad {

/// SHA-256 (FIPS 180-4): fingerprints of inputs, stable ids, hashes for the report's CSP.
/// Uses the processor's instructions where it has them.
std::array<std::uint8_t, 32> sha256(std::string_view bytes);

/// The same without the processor's own instructions, to prove them against.
std::array<std::uint8_t, 32> sha256_portable(std::string_view bytes);

/// The same over bytes that come in pieces.
class Sha256 {
 public:
  enum class Means { Processor, Portable };  ///< of what is quickest here, or without instructions
  explicit Sha256(Means means = Means::Processor);
  void add(std::string_view bytes);
  /// Of everything added; nothing may be added after.
  std::array<std::uint8_t, 32> digest();

 private:
  std::array<std::uint32_t, 8> state_;
  std::array<unsigned char, 128> tail_{};  ///< the last bytes, fewer than 64
  std::size_t filled_ = 0;
  std::uint64_t bytes_ = 0;
  bool instructions_;
};

/// 64 lower-case hexadecimal digits.
std::string hexadecimal(const std::array<std::uint8_t, 32>& digest);

/// sha256 as 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

/// Standard base64 with padding (RFC 4648).
std::string base64(std::string_view bytes);

}  // namespace rodtrad
