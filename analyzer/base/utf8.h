#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// UTF-8 without a library: what every layer needs before ICU is involved.
namespace rodtrad::utf8 {

inline constexpr char32_t kReplacement = 0xFFFD;

/// True for the bytes 10xxxxxx that continue a code point.
constexpr bool is_continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// A decoded code point and the bytes it took; `length` 0 means ill-formed at this place.
struct Decoded {
  char32_t code_point = 0;
  std::uint32_t length = 0;
};

/// Decodes at `at` by the strict table of Unicode 3.9 (no overlong forms, surrogates, > U+10FFFF).
Decoded decode(std::string_view text, std::size_t at);

/// Appends the encoding of a scalar value.
void append(std::string& out, char32_t code_point);

/// The first byte from `at` on that is not ASCII, else the end.
std::size_t skip_ascii(std::string_view text, std::size_t at);

/// Byte offset of the first ill-formed sequence, nothing when the whole text is well formed.
std::optional<std::size_t> first_invalid(std::string_view text);

/// Replaces each maximal ill-formed subpart by U+FFFD, as Unicode recommends, and counts them.
std::string replace_invalid(std::string_view text, std::size_t& replaced);

/// Number of code points in well-formed text: the bytes that do not continue one.
std::size_t count(std::string_view text);

/// The longest prefix of at most `code_points` code points.
std::string_view prefix(std::string_view text, std::size_t code_points);
/// The longest suffix of at most `code_points` code points; looks at no more than it gives.
std::string_view suffix(std::string_view text, std::size_t code_points);

/// Calls `visit(code_point, byte_offset)` for each code point of well-formed text.
template <class Visit>
void for_each(std::string_view text, Visit visit) {
  for (std::size_t at = 0; at < text.size();) {
    const Decoded d = decode(text, at);
    if (d.length == 0) {
      visit(kReplacement, at);
      ++at;
      continue;
    }
    visit(d.code_point, at);
    at += d.length;
  }
}

}  // namespace rodtrad::utf8
