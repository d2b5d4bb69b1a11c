#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rodtrad::matching {

/// What can be told of a regular expression without compiling it, which costs RE2 a millisecond for
/// every `\pL`.
struct RegexShape {
  bool matches_empty = false;
  std::size_t size = 0;  ///< no fewer instructions than RE2 makes of it, case ignored
  /// Every match holds at least one of these, case aside: in letters of ASCII and À-þ, where the
  /// text may have ſ for s; no other characters. None shorter than LiteralFinder::kShortest. Empty:
  /// nothing is known.
  std::vector<std::string> literals{};
  /// The expression with `\pL` and `\pN` spelt out for narrow text, in which it means the same and
  /// is a hundred times cheaper to compile.
  std::string narrow{};
};

/// The shape of an expression made of characters, `.`, `\d \s \pL \pN`, classes of these, groups,
/// `|`, and `* + ?`, all of which RE2 is certain to compile. Nothing for any other: ask RE2.
std::optional<RegexShape> shape_of(std::string_view pattern);

/// Is all of the text below U+0250 or in U+2000 to U+206F (dashes, quotation marks, …)? Well-formed
/// text; one look at each byte.
bool is_narrow(std::string_view text);

}  // namespace rodtrad::matching
