#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Where things stand in a JSON text: what a JSON library forgets once it has parsed.
namespace rodtrad::formats {

/// Byte offsets of a value.
struct JsonPosition {
  std::size_t value = 0;
  std::size_t key = 0;  ///< same as `value` for what has none
};

struct JsonScanFault {
  std::size_t offset;
  std::string key;
};

/// Deepest nesting accepted.
inline constexpr std::size_t kMaxJsonDepth = 512;

/// First place where the nesting passes the limit; works on any text, before it is parsed.
std::optional<std::size_t> too_deep(std::string_view text);

/// First number that no double holds; works on any text.
std::optional<std::size_t> too_large_number(std::string_view text);

/// A key as a step of a JSON pointer: `~` and `/` are escaped (RFC 6901).
std::string pointer_step(std::string_view key);

/// Where the values of a text stand that is known to be valid JSON and not too deep, each before
/// what it holds: in the order of `JsonReader`.
std::vector<JsonPosition> json_positions(std::string_view text);

/// The first key given twice in one object of such a text.
std::optional<JsonScanFault> key_given_twice(std::string_view text);

}  // namespace rodtrad::formats
