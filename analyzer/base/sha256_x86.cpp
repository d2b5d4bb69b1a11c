#include "analyzer/base/sha256_x86.h"

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#endif

namespace rodtrad {

#if defined(__x86_64__)

// Only the functions that ask for the instructions are compiled with them.
#define RODTRAD_SHA __attribute__((target("sha,sse4.1")))

namespace {

RODTRAD_SHA __m128i load(const void* from) {
  return _mm_loadu_si128(static_cast<const __m128i*>(from));
}

/// The last sixteen words of the message schedule, four in each.
struct Schedule {
  __m128i first;
  __m128i second;
  __m128i third;
  __m128i fourth;
};

RODTRAD_SHA __m128i following(const Schedule& w) {
  const __m128i begun = _mm_sha256msg1_epu32(w.first, w.second);
  return _mm_sha256msg2_epu32(_mm_add_epi32(begun, _mm_alignr_epi8(w.fourth, w.third, 4)),
                              w.fourth);
}

}  // namespace

bool has_sha256_instructions() {
  static const bool has = [] {
    unsigned a = 0;
    unsigned b = 0;
    unsigned c = 0;
    unsigned d = 0;
    if (__get_cpuid(1, &a, &b, &c, &d) == 0 || (c & bit_SSE4_1) == 0) return false;
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b & bit_SHA) != 0;
  }();
  return has;
}

/// The instructions keep the state as ABEF and CDGH, highest word first, and take two rounds each.
RODTRAD_SHA void compress_by_instructions(std::array<std::uint32_t, 8>& state,
                                          const unsigned char* blocks, std::size_t count,
                                          const std::array<std::uint32_t, 64>& constants) {
  const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
  const __m128i badc = _mm_shuffle_epi32(load(state.data()), 0xB1);
  const __m128i hgfe = _mm_shuffle_epi32(load(state.data() + 4), 0x1B);
  __m128i abef = _mm_alignr_epi8(badc, hgfe, 8);
  __m128i cdgh = _mm_blend_epi16(hgfe, badc, 0xF0);
  for (; count > 0; --count, blocks += 64) {
    const __m128i abef_before = abef;
    const __m128i cdgh_before = cdgh;
    Schedule w{};
    for (std::size_t group = 0; group < 16; ++group) {
      const __m128i next =
          group < 4 ? _mm_shuffle_epi8(load(blocks + 16 * group), big_endian) : following(w);
      w = {w.second, w.third, w.fourth, next};
      const __m128i sums = _mm_add_epi32(next, load(constants.data() + 4 * group));
      cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sums);
      abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sums, 0x0E));
    }
    abef = _mm_add_epi32(abef, abef_before);
    cdgh = _mm_add_epi32(cdgh, cdgh_before);
  }
  const __m128i feba = _mm_shuffle_epi32(abef, 0x1B);
  const __m128i dchg = _mm_shuffle_epi32(cdgh, 0xB1);
  _mm_storeu_si128(reinterpret_cast<__m128i*>(state.data()), _mm_blend_epi16(feba, dchg, 0xF0));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(state.data() + 4), _mm_alignr_epi8(dchg, feba, 8));
}

#else

bool has_sha256_instructions() { return false; }
void compress_by_instructions(std::array<std::uint32_t, 8>&, const unsigned char*, std::size_t,
                              const std::array<std::uint32_t, 64>&) {}

#endif

}  // namespace rodtrad
