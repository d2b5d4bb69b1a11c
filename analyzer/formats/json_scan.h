#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Where things stand in a JSON text: what a JSON library forgets once it has parsed.
namespace rodtrad::formats {

/// Byte offsets by JSON pointer (`/themes/3/label`): of the value, and for members of the key. A
/// pointer is known by 64 bits of hash: two that share it, one in 10^11 files, share a place.
class JsonPositions {
 public:
  struct Entry {
    std::size_t value = 0;
    std::size_t key = 0;  ///< same as `value` for array items
  };
  /// Null when nothing stands there.
  [[nodiscard]] const Entry* find(std::string_view pointer) const;

 private:
  friend class JsonScanner;
  std::vector<std::pair<std::uint64_t, Entry>> entries_;  ///< in the order of their hashes
};

struct JsonScanFault {
  enum class Kind { DuplicateKey, TooDeep };
  Kind kind;
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

/// Walks a text that is known to be valid JSON and not too deep. Reports the first key given twice
/// in one object. Fills `positions` unless it is null.
std::optional<JsonScanFault> scan_json(std::string_view text, JsonPositions* positions);

}  // namespace rodtrad::formats
