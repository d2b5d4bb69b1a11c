#include "analyzer/text/normalise.h"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "analyzer/base/contract.h"
#include "analyzer/base/utf8.h"
#include "analyzer/text/characters.h"

namespace rodtrad::text {
namespace {

icu::StringPiece piece(std::string_view text) {
  return {text.data(), static_cast<int32_t>(text.size())};
}

constexpr std::uint64_t kOnes = 0x0101010101010101ULL;  // one in each of eight bytes

const icu::Normalizer2& nfc() {
  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2* const instance = icu::Normalizer2::getNFCInstance(status);
  expects(instance != nullptr, "ICU has its NFC data");
  return *instance;
}

/// Everything below U+0300 (lead byte 0xCC) is its own normal form and takes no part in others';
/// so are dashes, quotation marks and the like from U+2010 to U+203F (0xE2 0x80 0x90-0xBF).
/// The first place from `at` on of which that is not so.
std::size_t first_unsure(std::string_view text, std::size_t at) {
  for (; at < text.size(); ++at) {
    // Eight bytes at a time while all are below 0xCC: no byte overflows into the next.
    for (std::uint64_t eight = 0; at + 8 <= text.size(); at += 8) {
      std::memcpy(&eight, text.data() + at, 8);
      const std::uint64_t sums = (eight & (0x7F * kOnes)) + (0x100 - 0xCC) * kOnes;
      if ((sums & eight & (0x80 * kOnes)) != 0) break;
    }
    if (at == text.size()) break;
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0xCC) continue;
    const bool dash = byte == 0xE2 && at + 2 < text.size() && text[at + 1] == '\x80' &&
                      static_cast<unsigned char>(text[at + 2]) >= 0x90;
    if (!dash) return at;
    at += 2;
  }
  return std::string_view::npos;
}

/// ASCII and the letters of U+00C0 to U+027F: nothing that `surface_form` would change.
bool surely_plain(std::string_view word) {
  const bool letters = std::all_of(word.begin(), word.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0xC0 || (byte >= 0xC3 && byte < 0xCA);
  });
  return letters && !word.starts_with('_') && !word.ends_with('_');
}

/// Folds in place eight bytes at a time from `at` on while all are ASCII. Where that ended.
std::size_t fold_ascii(std::string& text, std::size_t at) {
  for (std::uint64_t eight = 0; at + 8 <= text.size(); at += 8) {
    std::memcpy(&eight, text.data() + at, 8);
    if ((eight & (0x80 * kOnes)) != 0) break;
    // The high bit of each byte says whether it is at least 'A', and whether it is beyond 'Z'.
    const std::uint64_t capital =
        (eight + (0x80 - 'A') * kOnes) & ~(eight + (0x7F - 'Z') * kOnes) & (0x80 * kOnes);
    eight |= capital >> 2U;  // 0x20 makes a letter small
    std::memcpy(text.data() + at, &eight, 8);
  }
  return at;
}

/// Folds ASCII and À-ÿ in place, and passes over what has no case and is NFC: U+0080 to U+00BF and
/// the dashes and quotation marks of U+2010 to U+203F. False when another character is there.
bool fold_latin1(std::string& text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    at = fold_ascii(text, at);
    if (at == text.size()) break;
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      text[at] = static_cast<char>(static_cast<unsigned>(byte - 'A') < 26U ? byte + 32 : byte);
      continue;
    }
    const auto next = static_cast<unsigned char>(at + 1 < text.size() ? text[at + 1] : 0);
    if (next < 0x80) return false;  // ill-formed
    if (byte == 0xC3) {
      if (next == 0x9F) return false;  // ß folds to two letters
      if (next <= 0x9E && next != 0x97) text[at + 1] = static_cast<char>(next + 32);
      ++at;
    } else if (byte == 0xC2 && next != 0xB5) {  // µ folds to a Greek letter
      ++at;
    } else if (byte == 0xE2 && next == 0x80 && at + 2 < text.size() &&
               static_cast<unsigned char>(text[at + 2]) >= 0x90) {
      at += 2;
    } else {
      return false;
    }
  }
  return true;
}

/// ASCII, À-ÿ, dashes and quotation marks: all blanks among them are ASCII.
bool only_ascii_blanks(std::string_view text) {
  for (std::size_t at = utf8::skip_ascii(text, 0); at < text.size();
       at = utf8::skip_ascii(text, at + 1)) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0xC0 || byte == 0xC3) continue;
    const auto last = static_cast<unsigned char>(at + 2 < text.size() ? text[at + 2] : 0);
    // U+2010 to U+203F but for the separators U+2028, U+2029 and the blank U+202F.
    const bool mark = byte == 0xE2 && text[at + 1] == '\x80' && last >= 0x90 && last != 0xA8 &&
                      last != 0xA9 && last != 0xAF;
    if (!mark) return false;
  }
  return true;
}

/// Runs of ASCII blanks become one blank in place; those at the ends go.
void collapse_ascii_blanks(std::string& text) {
  std::size_t to = 0;
  bool gap = false;
  for (const char byte : text) {
    if (byte == ' ' || (byte >= '\t' && byte <= '\r')) {
      gap = to > 0;
      continue;
    }
    if (gap) text[to++] = ' ';
    gap = false;
    text[to++] = byte;
  }
  text.resize(to);
}

bool is_hyphen(char32_t c) { return c == 0x2010 || c == 0x2011 || c == 0x2012 || c == 0x2212; }
bool is_apostrophe(char32_t c) { return c == 0x2019 || c == 0x2018 || c == 0x00B4 || c == 0x02BC; }
bool is_invisible(char32_t c) {
  return c == 0x00AD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
}

}  // namespace

// Asks ICU only about the lines that hold such a place: a line end takes part in no composition.
bool is_nfc(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  for (std::size_t at = first_unsure(text, 0); at != std::string_view::npos;
       at = first_unsure(text, at)) {
    const std::size_t line = text.rfind('\n', at) + 1;
    at = std::min(text.find('\n', at), text.size());
    if (nfc().isNormalizedUTF8(piece(text.substr(line, at - line)), status) == 0) return false;
  }
  return true;
}

std::string to_nfc(std::string_view text) {
  if (is_nfc(text)) return std::string(text);
  UErrorCode status = U_ZERO_ERROR;
  std::string out;
  out.reserve(text.size());
  icu::StringByteSink<std::string> sink(&out);
  nfc().normalizeUTF8(0, piece(text), sink, nullptr, status);
  expects(U_SUCCESS(status), "ICU normalises well-formed text");
  return out;
}

std::string fold(std::string_view text) {
  std::string out(text);
  if (fold_latin1(out)) return out;
  out.clear();
  UErrorCode status = U_ZERO_ERROR;
  icu::StringByteSink<std::string> sink(&out);
  icu::CaseMap::utf8Fold(0, piece(text), sink, nullptr, status);
  expects(U_SUCCESS(status), "ICU folds well-formed text");
  return to_nfc(out);
}

std::string surface_form(std::string_view word) {
  if (surely_plain(word)) return std::string(word);
  const std::string composed = to_nfc(word);
  std::string out;
  out.reserve(composed.size());
  utf8::for_each(composed, [&](char32_t c, std::size_t at) {
    if (c < 0x80) {
      out.push_back(composed[at]);
    } else if (is_invisible(c)) {
      return;
    } else if (is_hyphen(c)) {
      out.push_back('-');
    } else if (is_apostrophe(c)) {
      out.push_back('\'');
    } else {
      utf8::append(out, c);
    }
  });
  while (out.size() > 1 && out.front() == '_') out.erase(out.begin());
  while (out.size() > 1 && out.back() == '_') out.pop_back();
  return out;
}

std::string folded_form(std::string_view word) { return fold(surface_form(word)); }

std::string folded_label(std::string_view label) {
  std::string out;
  bool gap = false;
  std::string folded = fold(label);
  if (only_ascii_blanks(folded)) {
    collapse_ascii_blanks(folded);
    return folded;
  }
  utf8::for_each(folded, [&](char32_t c, std::size_t) {
    if (is_blank(c)) {
      gap = !out.empty();
      return;
    }
    if (gap) out.push_back(' ');
    gap = false;
    utf8::append(out, c);
  });
  return out;
}

std::string folded_beginning(std::string_view label, std::size_t bytes) {
  // What stands behind the cut can change no more than the character before it.
  constexpr std::size_t kReserve = 20;
  for (std::size_t taken = 2 * bytes + kReserve; taken < label.size(); taken *= 4) {
    std::size_t cut = taken;
    while (utf8::is_continuation(label[cut])) --cut;
    std::string folded = folded_label(label.substr(0, cut));
    if (folded.size() >= bytes + kReserve) return folded;
  }
  return folded_label(label);
}

}  // namespace rodtrad::text
