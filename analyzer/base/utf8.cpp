#include "analyzer/base/utf8.h"

#include <simdjson.h>

#include <cstring>

namespace rodtrad::utf8 {
namespace {

/// Number of continuation bytes a lead byte asks for, and the allowed range of the first of them.
struct Lead {
  std::uint8_t tail;
  std::uint8_t low;
  std::uint8_t high;
};

constexpr Lead lead_of(std::uint8_t byte) {
  if (byte >= 0xC2 && byte <= 0xDF) return {1, 0x80, 0xBF};
  if (byte == 0xE0) return {2, 0xA0, 0xBF};
  if (byte == 0xED) return {2, 0x80, 0x9F};
  if (byte >= 0xE1 && byte <= 0xEF) return {2, 0x80, 0xBF};
  if (byte == 0xF0) return {3, 0x90, 0xBF};
  if (byte >= 0xF1 && byte <= 0xF3) return {3, 0x80, 0xBF};
  if (byte == 0xF4) return {3, 0x80, 0x8F};
  return {0, 0, 0};
}

/// Length of the well-formed start of an ill-formed sequence (at least 1).
std::size_t maximal_subpart(std::string_view text, std::size_t at) {
  const Lead lead = lead_of(static_cast<std::uint8_t>(text[at]));
  if (lead.tail == 0) return 1;
  std::size_t n = 1;
  for (; n <= lead.tail && at + n < text.size(); ++n) {
    const auto byte = static_cast<std::uint8_t>(text[at + n]);
    const bool fits = n == 1 ? byte >= lead.low && byte <= lead.high : byte >= 0x80 && byte <= 0xBF;
    if (!fits) break;
  }
  return n;
}

}  // namespace

Decoded decode(std::string_view text, std::size_t at) {
  const auto first = static_cast<std::uint8_t>(text[at]);
  if (first < 0x80) return {first, 1};
  const Lead lead = lead_of(first);
  if (lead.tail == 0 || at + lead.tail >= text.size()) return {};
  const auto second = static_cast<std::uint8_t>(text[at + 1]);
  if (second < lead.low || second > lead.high) return {};
  char32_t value = first & (0x3FU >> lead.tail);
  for (std::size_t i = 1; i <= lead.tail; ++i) {
    if (!is_continuation(text[at + i])) return {};
    value = (value << 6U) | (static_cast<std::uint8_t>(text[at + i]) & 0x3FU);
  }
  return {value, lead.tail + 1U};
}

std::size_t skip_ascii(std::string_view text, std::size_t at) {
  while (at + 8 <= text.size()) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, sizeof word);
    if ((word & 0x8080808080808080ULL) != 0) break;
    at += 8;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at;
}

void append(std::string& out, char32_t c) {
  const auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0U | (c >> 6U));
    put(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    put(0xE0U | (c >> 12U));
    put(0x80U | ((c >> 6U) & 0x3FU));
    put(0x80U | (c & 0x3FU));
  } else {
    put(0xF0U | (c >> 18U));
    put(0x80U | ((c >> 12U) & 0x3FU));
    put(0x80U | ((c >> 6U) & 0x3FU));
    put(0x80U | (c & 0x3FU));
  }
}

std::optional<std::size_t> first_invalid(std::string_view text) {
  if (simdjson::validate_utf8(text.data(), text.size())) return std::nullopt;
  for (std::size_t at = 0;;) {
    at = skip_ascii(text, at);
    if (at >= text.size()) return std::nullopt;
    const Decoded d = decode(text, at);
    if (d.length == 0) return at;
    at += d.length;
  }
}

std::string replace_invalid(std::string_view text, std::size_t& replaced) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Decoded d = decode(text, at);
    if (d.length != 0) {
      out.append(text.substr(at, d.length));
      at += d.length;
    } else {
      append(out, kReplacement);
      at += maximal_subpart(text, at);
      ++replaced;
    }
  }
  return out;
}

std::size_t count(std::string_view text) {
  constexpr std::size_t kStep = 64;  // a count of one byte lets compilers take many in one step
  std::size_t continuations = 0;
  std::size_t at = 0;
  for (; at + kStep <= text.size(); at += kStep) {
    std::uint8_t here = 0;
    for (std::size_t i = 0; i < kStep; ++i) {
      here = static_cast<std::uint8_t>(here + (is_continuation(text[at + i]) ? 1U : 0U));
    }
    continuations += here;
  }
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, sizeof word);
    // Of each byte the bits 10: its highest is set and the one below is not. The product adds all
    // bytes up in the highest one.
    const std::uint64_t ones = ((word & ~(word << 1U)) >> 7U) & 0x0101010101010101ULL;
    continuations += static_cast<std::size_t>((ones * 0x0101010101010101ULL) >> 56U);
  }
  for (; at < text.size(); ++at) continuations += is_continuation(text[at]) ? 1U : 0U;
  return text.size() - continuations;
}

std::string_view prefix(std::string_view text, std::size_t code_points) {
  std::size_t seen = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (is_continuation(text[at])) continue;
    if (seen++ == code_points) return text.substr(0, at);
  }
  return text;
}

std::string_view suffix(std::string_view text, std::size_t code_points) {
  std::size_t begin = text.size();
  for (std::size_t seen = 0; seen < code_points && begin > 0; ++seen) {
    do {
      --begin;
    } while (begin > 0 && is_continuation(text[begin]));
  }
  return text.substr(begin);
}

}  // namespace rodtrad::utf8
