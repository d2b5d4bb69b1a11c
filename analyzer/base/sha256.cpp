#include "analyzer/base/sha256.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include "analyzer/base/contract.h"

namespace rodtrad {
namespace {

/// Looked up once: that takes longer than hashing a short text. The machine's OpenSSL settings are
/// for connections, and reading them takes longer still.
const EVP_MD* algorithm() {
  static const EVP_MD* const found = [] {
    OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, nullptr);
    return EVP_MD_fetch(nullptr, "SHA256", nullptr);
  }();
  return found;
}

}  // namespace

void Sha256::Free::operator()(evp_md_ctx_st* state) const { EVP_MD_CTX_free(state); }

Sha256::Sha256() : state_(EVP_MD_CTX_new()) {
  expects(state_ != nullptr && EVP_DigestInit_ex(state_.get(), algorithm(), nullptr) == 1,
          "SHA-256 begins");
}

void Sha256::add(std::string_view bytes) {
  expects(EVP_DigestUpdate(state_.get(), bytes.data(), bytes.size()) == 1, "SHA-256 goes on");
}

std::array<std::uint8_t, 32> Sha256::digest() {
  std::array<std::uint8_t, 32> out{};
  expects(EVP_DigestFinal_ex(state_.get(), out.data(), nullptr) == 1, "SHA-256 ends");
  return out;
}

std::array<std::uint8_t, 32> sha256(std::string_view bytes) {
  Sha256 hash;
  hash.add(bytes);
  return hash.digest();
}

std::string hexadecimal(const std::array<std::uint8_t, 32>& digest) {
  constexpr char digits[] = "0123456789abcdef";
  std::string out;
  for (const std::uint8_t byte : digest) {
    out += digits[byte >> 4U];
    out += digits[byte & 15U];
  }
  return out;
}

std::string sha256_hex(std::string_view bytes) { return hexadecimal(sha256(bytes)); }

std::string base64(std::string_view bytes) {
  std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');  // with the zero that is written after it
  const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                                   reinterpret_cast<const unsigned char*>(bytes.data()),
                                   static_cast<int>(bytes.size()));
  out.resize(static_cast<std::size_t>(size));
  return out;
}

}  // namespace rodtrad
