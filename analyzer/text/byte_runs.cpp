#include "analyzer/text/byte_runs.h"

#include <cstring>

// Highway compiles this file once for each of these sorts of vectors; newer ones gain nothing.
#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_AVX3 | HWY_AVX3_DL)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "analyzer/text/byte_runs.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace rodtrad::text::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

using Tag = hn::CappedTag<std::uint8_t, kByteBlock>;
using Bytes = hn::Vec<Tag>;
constexpr Tag kTag;

constexpr std::uint8_t kLead = 0xC3;  // of U+00C0 to U+00FF

/// The bits of the bytes from `at` on.
HWY_INLINE std::uint64_t bits(hn::Mask<Tag> mask, std::size_t at) {
  std::uint8_t stored[8] = {};
  std::uint64_t out = 0;
  hn::StoreMaskBits(kTag, mask, stored);
  std::memcpy(&out, stored, sizeof out);
  return out << at;
}

/// The bits of a block's bytes that `is` finds.
template <class Is>
HWY_INLINE std::uint64_t bits_of(const unsigned char* block, const Is& is) {
  std::uint64_t out = 0;
  for (std::size_t at = 0; at < kByteBlock; at += hn::Lanes(kTag)) {
    out |= bits(is(hn::LoadU(kTag, block + at)), at);
  }
  return out;
}

HWY_INLINE Bytes all(std::uint8_t value) { return hn::Set(kTag, value); }

/// Bytes from `first` on, `count` of them.
HWY_INLINE hn::Mask<Tag> among(Bytes bytes, std::uint8_t first, std::uint8_t count) {
  return hn::Lt(hn::Sub(bytes, all(first)), all(count));
}

HWY_INLINE hn::Mask<Tag> ascii_letters(Bytes bytes) {
  return among(hn::Or(bytes, all(0x20)), 'a', 26);
}

/// × and ÷ behind their lead byte.
HWY_INLINE hn::Mask<Tag> latin_signs(Bytes bytes) {
  return hn::Eq(hn::And(bytes, all(0xDF)), all(0x97));
}

/// Both bytes of À-ÿ but × and ÷. The last two say, as 1 or 0, what the block's neighbours are.
HWY_INLINE std::uint64_t latin_letters(std::uint64_t leads, std::uint64_t signs,
                                       std::uint64_t lead_before, std::uint64_t sign_after) {
  const std::uint64_t first = leads & ~((signs >> 1U) | (sign_after << 63U));
  const std::uint64_t second = ((leads << 1U) | lead_before) & ~signs;
  return first | second;
}

std::uint64_t find_letters(const unsigned char* block) {
  const std::uint64_t ascii = bits_of(block, [](Bytes b) HWY_ATTR { return ascii_letters(b); });
  const std::uint64_t leads =
      bits_of(block, [](Bytes b) HWY_ATTR { return hn::Eq(b, all(kLead)); });
  const std::uint64_t signs = bits_of(block, [](Bytes b) HWY_ATTR { return latin_signs(b); });
  return ascii | latin_letters(leads, signs, block[-1] == kLead ? 1 : 0,
                               (block[kByteBlock] & 0xDFU) == 0x97 ? 1 : 0);
}

std::uint64_t find_quiet(const unsigned char* block) {
  const std::uint64_t loud = bits_of(block, [](Bytes b) HWY_ATTR {
    const auto mark = hn::Eq(hn::Or(b, all(0x11)), all(0x3F));  // . ? with / >
    return hn::Or(mark, hn::Eq(b, all(0xC2)));
  });
  const std::uint64_t plain = bits_of(block, [](Bytes b) HWY_ATTR {
    return hn::Or(among(b, 0x22, 0xC9 - 0x22), hn::Eq(b, all(' ')));
  });
  return plain & ~loud;
}

std::uint64_t find_unmarked(const unsigned char* block) {
  return ~bits_of(block, [](Bytes b) HWY_ATTR {
    return hn::Or(hn::Or(hn::Eq(b, all('#')), hn::Eq(b, all('['))),
                  hn::Or(hn::Eq(b, all('(')), hn::Eq(b, all('X'))));
  });
}

WordBytes find_word_bytes(const unsigned char* block) {
  WordBytes out;
  std::uint64_t leads = 0;
  std::uint64_t latin = 0;
  std::uint64_t threes = 0;
  for (std::size_t at = 0; at < kByteBlock; at += hn::Lanes(kTag)) {
    const Bytes b = hn::LoadU(kTag, block + at);
    out.letters |= bits(ascii_letters(b), at);
    out.blanks |= bits(hn::Eq(b, all(' ')), at);
    // From ! to /, from ; to ?, from [ to ^ and from { to ~.
    out.signs |= bits(
        hn::Or(among(b, '!', 15), hn::Or(among(b, ';', 5), among(hn::Or(b, all(0x20)), '{', 4))),
        at);
    out.middles |=
        bits(hn::Or(hn::Eq(b, all('.')), hn::Or(hn::Eq(b, all(':')), hn::Eq(b, all('\'')))), at);
    leads |= bits(hn::Eq(b, all(kLead)), at);
    latin |= bits(latin_signs(b), at);
    threes |= bits(hn::Eq(b, all(0xE2)), at);
  }
  out.signs &= ~out.middles;
  out.letters |= latin_letters(leads, latin, 0, 0);
  if (threes == 0) return out;
  const std::uint64_t second =
      bits_of(block, [](Bytes b) HWY_ATTR { return hn::Eq(b, all(0x80)); });
  // U+2010 to U+2017, U+201A to U+201F, U+2026
  const std::uint64_t third = bits_of(block, [](Bytes b) HWY_ATTR {
    return hn::Or(hn::Or(among(b, 0x90, 8), among(b, 0x9A, 6)), hn::Eq(b, all(0xA6)));
  });
  out.long_signs = threes & (second >> 1U) & (third >> 2U);
  return out;
}

}  // namespace
}  // namespace rodtrad::text::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace rodtrad::text {
namespace {

// Highway's own choice would need its library, which measures clocks for 5 ms when it is loaded.
#define RODTRAD_FINDERS(dispatch)                                          \
  {                                                                        \
    dispatch(find_letters), dispatch(find_quiet), dispatch(find_unmarked), \
        dispatch(find_word_bytes)                                          \
  }
#define RODTRAD_OF_AVX2(name) N_AVX2::name
#define RODTRAD_OF_SSE4(name) N_SSE4::name

std::vector<ByteFinders> finders_here() {
  std::vector<ByteFinders> out;
#if HWY_ARCH_X86 && (HWY_TARGETS & HWY_AVX2)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
      __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("fma")) {
    out.push_back(RODTRAD_FINDERS(RODTRAD_OF_AVX2));
  }
#endif
#if HWY_ARCH_X86 && (HWY_TARGETS & HWY_SSE4)
  if (__builtin_cpu_supports("sse4.2") && __builtin_cpu_supports("pclmul") &&
      __builtin_cpu_supports("aes")) {
    out.push_back(RODTRAD_FINDERS(RODTRAD_OF_SSE4));
  }
#endif
  out.push_back(RODTRAD_FINDERS(HWY_STATIC_DISPATCH));
  return out;
}

const ByteFinders& best() {
  static const ByteFinders first = byte_finders().front();
  return first;
}

}  // namespace

const std::vector<ByteFinders>& byte_finders() {
  static const std::vector<ByteFinders> all = finders_here();
  return all;
}

std::uint64_t letter_bytes(const unsigned char* block) { return best().letters(block); }
std::uint64_t quiet_bytes(const unsigned char* block) { return best().quiet(block); }
std::uint64_t unmarked_bytes(const unsigned char* block) { return best().unmarked(block); }
WordBytes word_bytes(const unsigned char* block) { return best().words(block); }

}  // namespace rodtrad::text
#endif
