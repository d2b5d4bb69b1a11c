#pragma once
#include <cstdint>
#include <string_view>

/// The layout shared by the lexicon's builder and reader: this header, then 4-byte aligned sections
/// in the order of its counts (see Lexicon's members). Native byte order: the table is made on the
/// machine that uses it.
namespace rodtrad::language {

inline constexpr char kLexiconMagic[] = "RODTRAD-LEX-002";  // 16 bytes with the final NUL

struct LexiconHeader {
  char magic[16];
  std::uint32_t sources;
  std::uint32_t hash_size;
  std::uint32_t forms;
  std::uint32_t readings;
  std::uint32_t lemmas;
  std::uint32_t lemma_forms;
  std::uint32_t text_bytes;
  std::uint32_t origin_bytes;
};

/// FNV-1a, folded to 32 bits.
inline std::uint32_t lexicon_hash(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char byte : text) {
    hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3ULL;
  }
  return static_cast<std::uint32_t>(hash ^ (hash >> 32U));
}

}  // namespace rodtrad::language
