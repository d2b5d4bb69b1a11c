#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "analyzer/base/result.h"

namespace rodtrad::formats {

/// Parses strict JSON (RFC 8259): duplicate keys, NaN, lone surrogates and nesting beyond 512 are
/// errors, each `file:line:column`. `first_line` is the number of the text's first line in `file`.
Result<nlohmann::json> parse_json(std::string_view text, const std::string& file,
                                  std::size_t first_line = 1);

/// Line and column (both from 1, column in code points) of a byte offset.
Place place_of(std::string_view text, std::size_t offset, const std::string& file,
               std::size_t first_line = 1);

}  // namespace rodtrad::formats
