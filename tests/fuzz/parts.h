#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rodtrad::fuzz {

/// A container that holds nothing but these parts, as they are: a fuzzer's bytes seldom make one.
std::string container_of(const std::vector<std::pair<std::string, std::string_view>>& parts);

/// The input cut at lines `=== ===`; missing pieces are empty.
std::vector<std::string_view> pieces_of(std::string_view input, std::size_t count);

}  // namespace rodtrad::fuzz
