#include "analyzer/text/characters.h"

#include <unicode/uchar.h>
#include <unicode/uversion.h>

#include "analyzer/base/utf8.h"

namespace rodtrad::text {
namespace {
UChar32 icu(char32_t c) { return static_cast<UChar32>(c); }
}  // namespace

// ASCII is answered without asking: almost every character of a text is.

bool is_letter(char32_t c) {
  if (c < 0x80) return (c | 0x20U) >= 'a' && (c | 0x20U) <= 'z';
  return u_isalpha(icu(c)) != 0;
}
bool is_upper(char32_t c) { return c < 0x80 ? c >= 'A' && c <= 'Z' : u_isupper(icu(c)) != 0; }
bool is_lower(char32_t c) { return c < 0x80 ? c >= 'a' && c <= 'z' : u_islower(icu(c)) != 0; }

bool is_word_character(char32_t c) {
  return u_isalnum(icu(c)) != 0 || (U_GET_GC_MASK(icu(c)) & (U_GC_M_MASK | U_GC_PC_MASK)) != 0;
}

bool is_blank(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= 0x09 && c <= 0x0D);
  return u_isUWhiteSpace(icu(c)) != 0 || c == 0x200B || c == 0xFEFF || c == 0x2060;
}

char32_t first_character(std::string_view text) {
  return text.empty() ? 0 : utf8::decode(text, 0).code_point;
}

char32_t last_character(std::string_view text) {
  if (text.empty()) return 0;
  std::size_t at = text.size() - 1;
  while (at > 0 && utf8::is_continuation(text[at])) --at;
  return utf8::decode(text, at).code_point;
}

std::string_view trimmed(std::string_view text) {
  // A glance tells of nearly every byte that no blank begins or ends with it.
  const auto visible_ascii = [](char byte) { return byte > ' ' && byte < 0x7F; };
  while (!text.empty() && !visible_ascii(text.front()) && is_blank(first_character(text))) {
    text.remove_prefix(utf8::decode(text, 0).length);
  }
  while (!text.empty() && !visible_ascii(text.back()) && is_blank(last_character(text))) {
    std::size_t at = text.size() - 1;
    while (at > 0 && utf8::is_continuation(text[at])) --at;
    text.remove_suffix(text.size() - at);
  }
  return text;
}

bool starts_upper(std::string_view text) { return is_upper(first_character(text)); }
bool starts_lower(std::string_view text) { return is_lower(first_character(text)); }

std::size_t count_upper(std::string_view text) {
  std::size_t n = 0;
  utf8::for_each(text, [&n](char32_t c, std::size_t) { n += is_upper(c) ? 1U : 0U; });
  return n;
}

bool is_all_caps(std::string_view text) {
  bool letter = false;
  bool lower = false;
  utf8::for_each(text, [&](char32_t c, std::size_t) {
    letter = letter || is_letter(c);
    lower = lower || is_lower(c);
  });
  return letter && !lower;
}

std::string icu_version() {
  UVersionInfo version;
  u_getVersion(version);
  char text[U_MAX_VERSION_STRING_LENGTH];
  u_versionToString(version, text);
  return text;
}

std::string unicode_version() {
  UVersionInfo version;
  u_getUnicodeVersion(version);
  char text[U_MAX_VERSION_STRING_LENGTH];
  u_versionToString(version, text);
  return text;
}

}  // namespace rodtrad::text
