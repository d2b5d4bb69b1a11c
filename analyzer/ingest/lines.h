#pragma once
#include <string_view>
#include <vector>

#include "analyzer/base/offsets.h"

namespace rodtrad::ingest {

/// One line of a text without its line end.
struct Line {
  ByteSpan span{};
  std::uint32_t number = 0;  ///< from 1
};

std::vector<Line> lines_of(std::string_view text);

/// The span without blanks (Unicode's) at its ends; empty at its end when all is blank.
ByteSpan trimmed(std::string_view text, ByteSpan span);

}  // namespace rodtrad::ingest
