#include "analyzer/formats/json_writer.h"

#include <algorithm>
#include <bit>
#include <charconv>

namespace rodtrad::formats {
namespace {

constexpr char kHex[] = "0123456789abcdef";
constexpr std::size_t kStep = sizeof(std::uint64_t);
constexpr std::size_t kBlock = 32;

constexpr std::uint8_t flag(bool yes) { return yes ? 1 : 0; }

/// Bytes that may need an escape: controls, the quote, the backslash and the lead byte of U+2028.
constexpr std::array<bool, 256> kStops = [] {
  std::array<bool, 256> stops{};
  for (std::size_t byte = 0; byte < 0x20; ++byte) stops[byte] = true;
  for (const char byte : {'"', '\\', '\xE2'}) stops[static_cast<unsigned char>(byte)] = true;
  return stops;
}();

constexpr std::uint64_t kPlain = 0x6161616161616161ULL;  // eight that are no stops

template <class Number>
Number taken(const char* from) {
  Number number = 0;
  std::memcpy(&number, from, sizeof number);
  return number;
}

bool is_stop(char byte) { return kStops[static_cast<unsigned char>(byte)]; }

/// Is one of eight bytes a stop? A borrow may make it say yes too often, never no.
bool holds_stop(std::uint64_t eight) {
  constexpr std::uint64_t kOnes = 0x0101010101010101ULL;
  const auto has = [eight](unsigned char byte) {
    const std::uint64_t same = eight ^ (kOnes * byte);
    return (same - kOnes) & ~same;
  };
  const std::uint64_t control = (eight - kOnes * 0x20) & ~eight;
  return ((control | has('"') | has('\\') | has(0xE2)) & (kOnes * 0x80)) != 0;
}

/// The same of a block. No branches inside the loop: it is there to be vectorised.
bool holds_stop(const char* block) {
  std::uint8_t stops = 0;
  for (std::size_t i = 0; i < kBlock; ++i) {
    const auto byte = static_cast<std::uint8_t>(block[i]);
    stops |= static_cast<std::uint8_t>(flag(byte < 0x20) | flag(byte == '"') | flag(byte == '\\') |
                                       flag(byte == 0xE2));
  }
  return stops != 0;
}

/// One to eight bytes, the first in the lowest bits.
std::uint64_t little_bytes(const char* from, std::size_t size) {
  if constexpr (std::endian::native == std::endian::little) {
    if (size == kStep) return taken<std::uint64_t>(from);
    if (size >= 4) {  // the two halves overlap
      return taken<std::uint32_t>(from) | std::uint64_t{taken<std::uint32_t>(from + size - 4)}
                                              << (8 * (size - 4));
    }
  }
  std::uint64_t bytes = 0;
  for (std::size_t i = 0; i < size; ++i) {
    bytes |= std::uint64_t{static_cast<unsigned char>(from[i])} << (8 * i);
  }
  return bytes;
}

std::string_view short_escape(char byte) {
  switch (byte) {
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    default:
      return {};
  }
}

}  // namespace

void JsonWriter::put(std::string_view bytes) {
  while (!bytes.empty()) {
    char* to = room(1);
    const std::size_t fits = std::min(bytes.size(), kRoom - used_);
    std::memcpy(to, bytes.data(), fits);
    used_ += fits;
    bytes.remove_prefix(fits);
  }
}

/// Puts the byte at `at`, which is a stop, as it has to be written. How many bytes that took.
std::size_t JsonWriter::escaped(std::string_view text, std::size_t at) {
  const char byte = text[at];
  if (byte == '\xE2') {
    const std::string_view three = text.substr(at, 3);
    if (three == "\u2028" || three == "\u2029") {
      put(three == "\u2028" ? "\\u2028" : "\\u2029");
      return three.size();
    }
    put(byte);
  } else if (const std::string_view escape = short_escape(byte); !escape.empty()) {
    put(escape);
  } else {
    const auto code = static_cast<unsigned char>(byte);
    put("\\u00");
    put(kHex[code >> 4U]);
    put(kHex[code & 15U]);
  }
  return 1;
}

/// Copies a block, or up to eight bytes, when one look finds nothing in them to escape.
void JsonWriter::quoted(std::string_view text) {
  put('"');
  std::size_t at = 0;
  for (; at + kBlock <= text.size(); at += kBlock) {
    if (holds_stop(text.data() + at)) break;
    std::memcpy(room(kBlock), text.data() + at, kBlock);
    used_ += kBlock;
  }
  while (at < text.size()) {
    const std::size_t size = std::min(kStep, text.size() - at);
    const std::uint64_t bytes = little_bytes(text.data() + at, size);
    if (!holds_stop(size < kStep ? bytes | (kPlain << (8 * size)) : bytes)) {
      put_little(bytes, size);
      at += size;
      continue;
    }
    for (const std::size_t until = at + size; at < until;) {
      if (is_stop(text[at])) {
        at += escaped(text, at);
      } else {
        put(text[at++]);
      }
    }
  }
  put('"');
}

/// What `little_bytes` took up.
void JsonWriter::put_little(std::uint64_t bytes, std::size_t size) {
  char* const to = room(kStep);
  if constexpr (std::endian::native == std::endian::little) {
    std::memcpy(to, &bytes, kStep);
  } else {
    for (std::size_t i = 0; i < size; ++i) to[i] = static_cast<char>(bytes >> (8 * i));
  }
  used_ += size;
}

void JsonWriter::new_line() {
  if (style_ == Style::Compact) return;
  put('\n');
  for (std::size_t i = style_ == Style::Narrow ? depth_ : depth_ * 2; i > 0; --i) put(' ');
}

void JsonWriter::separate() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (!first_) put(',');
  if (depth_ > 0) new_line();
  first_ = false;
}

JsonWriter& JsonWriter::open(char bracket) {
  separate();
  put(bracket);
  ++depth_;
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
  --depth_;
  if (!first_) new_line();
  put(bracket);
  first_ = false;
  value_done();
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  quoted(name);
  put(':');
  if (style_ != Style::Compact) put(' ');
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::string(std::string_view text) {
  separate();
  quoted(text);
  value_done();
  return *this;
}

JsonWriter& JsonWriter::members_of(std::string_view object) {
  if (object.size() <= 2) return *this;
  separate();
  put(object.substr(1, object.size() - 2));
  return *this;
}

JsonWriter& JsonWriter::number(std::int64_t value) {
  constexpr std::size_t kDigits = 24;
  separate();
  char* to = room(kDigits);
  used_ += static_cast<std::size_t>(std::to_chars(to, to + kDigits, value).ptr - to);
  value_done();
  return *this;
}

}  // namespace rodtrad::formats
