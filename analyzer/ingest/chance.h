#pragma once
#include <cstddef>

namespace rodtrad::ingest {

/// In a long text some lines look like a transcript's by chance. Labels, captions, times and slide
/// numbers that stand in fewer than one of 200 paragraphs say nothing of how the text is built.
constexpr bool is_chance(std::size_t signs, std::size_t paragraphs) {
  return signs * 200 < paragraphs;
}

}  // namespace rodtrad::ingest
