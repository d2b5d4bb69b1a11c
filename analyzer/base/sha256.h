#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace rodtrad {

/// SHA-256 (FIPS 180-4): fingerprints of inputs, stable ids, hashes for the report's CSP.
std::array<std::uint8_t, 32> sha256(std::string_view bytes);

/// The same as 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

/// Standard base64 with padding (RFC 4648).
std::string base64(std::string_view bytes);

}  // namespace rodtrad
