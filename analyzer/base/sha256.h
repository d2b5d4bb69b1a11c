#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace rodtrad {

/// SHA-256 (FIPS 180-4): fingerprints of inputs, stable ids, hashes for the report's CSP.
/// Uses the processor's instructions where it has them.
std::array<std::uint8_t, 32> sha256(std::string_view bytes);

/// The same without the processor's own instructions, to prove them against.
std::array<std::uint8_t, 32> sha256_portable(std::string_view bytes);

/// sha256 as 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

/// Standard base64 with padding (RFC 4648).
std::string base64(std::string_view bytes);

}  // namespace rodtrad
