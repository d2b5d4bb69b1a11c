#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "analyzer/base/result.h"

namespace rodtrad::formats {

class JsonPositions;

/// Parses strict JSON (RFC 8259): duplicate keys, NaN, lone surrogates and nesting beyond 512 are
/// errors, each `file:line:column`. `first_line` is the number of the text's first line in `file`.
/// Fills `positions` unless it is null.
Result<nlohmann::json> parse_json(std::string_view text, const std::string& file,
                                  std::size_t first_line = 1, JsonPositions* positions = nullptr);

/// The number, `true`, `false` or `null` at a JSON pointer as it is written: a double has no room
/// for a long number's digits. The text is valid JSON; empty when nothing is there.
std::string value_as_written(std::string_view text, const std::string& pointer);

/// Line and column (both from 1, column in code points) of a byte offset.
Place place_of(std::string_view text, std::size_t offset, const std::string& file,
               std::size_t first_line = 1);

}  // namespace rodtrad::formats
