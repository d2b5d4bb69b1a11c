#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace rodtrad {

/// SHA-256 (FIPS 180-4): fingerprints of inputs, stable ids, hashes for the report's CSP.
std::array<std::uint8_t, 32> sha256(std::string_view bytes);

/// The same over bytes that come in pieces.
class Sha256 {
 public:
  Sha256();
  void add(std::string_view bytes);
  /// Of everything added; nothing may be added after.
  std::array<std::uint8_t, 32> digest();

 private:
  struct Free {
    void operator()(evp_md_ctx_st* state) const;
  };
  std::unique_ptr<evp_md_ctx_st, Free> state_;
};

/// 64 lower-case hexadecimal digits.
std::string hexadecimal(const std::array<std::uint8_t, 32>& digest);

/// sha256 as 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

/// Standard base64 with padding (RFC 4648).
std::string base64(std::string_view bytes);

}  // namespace rodtrad
