#include "analyzer/formats/json_writer.h"

#include <array>
#include <charconv>
#include <cstring>

namespace rodtrad::formats {
namespace {

constexpr char kHex[] = "0123456789abcdef";

/// Bytes that may need an escape: controls, the quote, the backslash, `<` (in HTML) and the lead
/// byte of U+2028.
constexpr std::array<bool, 256> kStops = [] {
  std::array<bool, 256> stops{};
  for (std::size_t byte = 0; byte < 0x20; ++byte) stops[byte] = true;
  for (const char byte : {'"', '\\', '<'}) stops[static_cast<unsigned char>(byte)] = true;
  stops[0xE2] = true;
  return stops;
}();

/// Is one of eight bytes a stop? A borrow may make it say yes too often, never no.
bool holds_stop(std::uint64_t eight) {
  constexpr std::uint64_t kOnes = 0x0101010101010101ULL;
  const auto has = [eight](unsigned char byte) {
    const std::uint64_t same = eight ^ (kOnes * byte);
    return (same - kOnes) & ~same;
  };
  const std::uint64_t control = (eight - kOnes * 0x20) & ~eight;
  return ((control | has('"') | has('\\') | has('<') | has(0xE2)) & (kOnes * 0x80)) != 0;
}

/// The first byte from `at` on that may need an escape, else the end.
std::size_t next_stop(std::string_view text, std::size_t at) {
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + at, 8);
    if (holds_stop(eight)) break;
  }
  while (at < text.size() && !kStops[static_cast<unsigned char>(text[at])]) ++at;
  return at;
}

void append_escape(std::string& out, unsigned char byte) {
  switch (byte) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      out += "\\u00";
      out += kHex[byte >> 4U];
      out += kHex[byte & 15U];
  }
}

}  // namespace

void append_json_string(std::string& out, std::string_view text, bool for_html) {
  out += '"';
  std::size_t from = 0;
  for (std::size_t at = next_stop(text, 0); at < text.size(); at = next_stop(text, at + 1)) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const bool separator = byte == 0xE2 && at + 2 < text.size() &&
                           static_cast<unsigned char>(text[at + 1]) == 0x80 &&
                           (static_cast<unsigned char>(text[at + 2]) & 0xFEU) == 0xA8;
    if ((byte == 0xE2 && !separator) || (byte == '<' && !for_html)) continue;
    out.append(text, from, at - from);
    if (separator) {
      out += text[at + 2] == '\xA8' ? "\\u2028" : "\\u2029";
      at += 2;
    } else {
      append_escape(out, byte);
    }
    from = at + 1;
  }
  out.append(text, from, text.size() - from);
  out += '"';
}

void JsonWriter::new_line() {
  if (style_ == Style::Compact) return;
  out_ += '\n';
  out_.append(style_ == Style::Narrow ? depth_ : depth_ * 2, ' ');
}

void JsonWriter::separate() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (!first_) out_ += ',';
  if (depth_ > 0) new_line();
  first_ = false;
}

JsonWriter& JsonWriter::open(char bracket) {
  separate();
  out_ += bracket;
  ++depth_;
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
  --depth_;
  if (!first_) new_line();
  out_ += bracket;
  first_ = false;
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  append_json_string(out_, name);
  out_ += style_ == Style::Compact ? ":" : ": ";
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::string(std::string_view text) {
  separate();
  append_json_string(out_, text);
  return *this;
}

JsonWriter& JsonWriter::number(std::int64_t value) {
  separate();
  char digits[24];
  const auto [end, error] = std::to_chars(digits, digits + sizeof digits, value);
  out_.append(digits, end);
  return *this;
}

JsonWriter& JsonWriter::boolean(bool value) {
  separate();
  out_ += value ? "true" : "false";
  return *this;
}

JsonWriter& JsonWriter::null() {
  separate();
  out_ += "null";
  return *this;
}

}  // namespace rodtrad::formats
