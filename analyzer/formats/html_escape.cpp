#include "analyzer/formats/html_escape.h"

#include <array>

namespace rodtrad::formats {

namespace {

/// What a byte becomes, where that is not itself: markup, and the controls that HTML forbids.
std::string_view replacement(unsigned char byte) {
  switch (byte) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    case '\n':
    case '\t':
      return {};
    default:
      return byte < 0x20 || byte == 0x7F ? "\uFFFD" : std::string_view();
  }
}

}  // namespace

void append_html(std::string& out, std::string_view text) {
  static const std::array<bool, 256> replaced = [] {
    std::array<bool, 256> table{};
    for (std::size_t byte = 0; byte < table.size(); ++byte) {
      table[byte] = !replacement(static_cast<unsigned char>(byte)).empty();
    }
    return table;
  }();
  std::size_t from = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (!replaced[byte]) continue;
    out.append(text, from, at - from);
    out += replacement(byte);
    from = at + 1;
  }
  out.append(text, from, text.size() - from);
}

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  append_html(out, text);
  return out;
}

std::string escape_markdown(std::string_view text) {
  constexpr std::string_view special = "\\`*_{}[]()<>#+-!|~&";
  std::string out;
  for (const char c : text) {
    if (c == '\n' || c == '\r' || c == '\t') {
      out += ' ';
    } else {
      if (special.find(c) != std::string_view::npos) out += '\\';
      out += c;
    }
  }
  return out;
}

}  // namespace rodtrad::formats
