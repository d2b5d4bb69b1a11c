#pragma once
#include <cstdint>
#include <vector>

#include "analyzer/model/ids.h"

namespace rodtrad {

/// What is counted in one cell. Each number is a different thing: a unit counts once per theme
/// however many concepts hit; words are those of the coded units; speakers are distinct people.
struct Counts {
  std::uint64_t units = 0;
  std::uint64_t codings = 0;
  std::uint64_t documents = 0;
  std::uint64_t speakers = 0;
  std::uint64_t words = 0;
  std::int64_t votes = 0;

  friend bool operator==(const Counts&, const Counts&) = default;
};

/// One cell of theme x level; a margin when `theme` or `level` is not valid.
struct CountCell {
  ThemeId theme{};
  LevelId level{};
  Counts counts{};
};

/// Themes x levels with margins. Distinct things (units, documents, speakers, words) are counted
/// anew in each margin, so a unit coded in two themes counts once in the total.
struct CountTable {
  std::vector<CountCell> cells{};  ///< theme-major; every cell, zeros included
  std::vector<Counts> by_theme{};
  std::vector<Counts> by_level{};  ///< the last entry: codings without a level
  std::vector<Counts> by_concept{};
  Counts total{};
  bool has_unlevelled = false;  ///< some coding has no level

  /// Level columns: the codebook's, and one more when `has_unlevelled`.
  [[nodiscard]] std::size_t columns() const { return by_level.size() - (has_unlevelled ? 0 : 1); }
  [[nodiscard]] const Counts& cell(std::size_t theme, std::size_t column) const {
    return cells.at(theme * by_level.size() + column).counts;
  }
};

}  // namespace rodtrad
