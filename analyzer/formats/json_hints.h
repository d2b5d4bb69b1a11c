#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace rodtrad::formats {

/// What to do about a text that stops being JSON at `offset`, for the mistakes that people make who
/// write it by hand: commas, quotation marks, an empty file. Empty when it is something else.
std::string json_hint(std::string_view text, std::size_t offset);

}  // namespace rodtrad::formats
