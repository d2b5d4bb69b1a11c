#include "analyzer/formats/json_hints.h"

#include <algorithm>
#include <array>

namespace rodtrad::formats {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::string_view kMarks = "{}[]:,";

/// The string that begins here, to its closing mark or the end of the line.
std::size_t string_end(std::string_view text, std::size_t begin) {
  for (std::size_t at = begin + 1; at < text.size() && text[at] != '\n'; ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == '"') {
      return at + 1;
    }
  }
  return std::min(text.size(), text.find('\n', begin));
}

std::size_t token_end(std::string_view text, std::size_t begin) {
  if (text[begin] == '"') return string_end(text, begin);
  if (kMarks.find(text[begin]) != std::string_view::npos) return begin + 1;
  return std::min(text.size(), text.find_first_of(" \t\r\n{}[]:,\"", begin));
}

/// The token at the offset and the one before it.
struct Tokens {
  std::string_view before{};
  std::string_view here{};
};

Tokens tokens_at(std::string_view text, std::size_t offset) {
  Tokens tokens;
  for (std::size_t at = text.find_first_not_of(kBlanks); at < text.size();) {
    const std::size_t end = token_end(text, at);
    tokens.before = tokens.here;
    tokens.here = text.substr(at, end - at);
    if (end > offset) return tokens;
    at = text.find_first_not_of(kBlanks, end);
  }
  return {tokens.here, {}};
}

bool is_curly(std::string_view token) {
  constexpr std::array<std::string_view, 6> kCurly = {"”", "“", "„", "’", "‘", "»"};
  return std::any_of(kCurly.begin(), kCurly.end(),
                     [token](std::string_view mark) { return token.starts_with(mark); });
}

/// A string, a number, a word, or something closed: no other value can follow without a comma.
bool ends_value(std::string_view token) {
  return !token.empty() && std::string_view("{[:,").find(token.front()) == std::string_view::npos;
}

bool begins_value(std::string_view token) {
  return !token.empty() && std::string_view("}]:,").find(token.front()) == std::string_view::npos;
}

}  // namespace

std::string json_hint(std::string_view text, std::size_t offset) {
  if (text.find_first_not_of(kBlanks) == std::string_view::npos) return "the file is empty";
  // A line ends wrongly only inside a text.
  if (offset < text.size() && text[offset] == '\n') return "close the text with a \" on its line";
  const auto [before, here] = tokens_at(text, offset);
  if (is_curly(here)) return "use straight quotes: \"";
  if (here == "]" || here == "}") {
    return before == "," ? "remove the comma before " + std::string(here) : "";
  }
  if (here == "," && before == ",") return "remove one of the two commas";
  if (here.empty()) return "a } or ] is missing at the end";
  // What stands there is not repeated: it may be somebody's words.
  if (ends_value(before) && begins_value(here)) return "a comma is missing before this";
  return {};
}

}  // namespace rodtrad::formats
