#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "analyzer/model/analysis.h"

namespace rodtrad::report {

/// One unit under one theme and level, with all its codings there: what a reader sees as a quote.
struct ExcerptView {
  std::uint32_t unit = 0;
  ThemeId theme{};
  std::size_t column = 0;  ///< level column; the last one: no level
  std::vector<std::uint32_t> codings{};
};

/// All excerpts by theme, level column and place in the material.
std::vector<ExcerptView> excerpts_of(const Analysis& analysis);

/// The anchors of a dimension, a concept, a theme's section and one of its cells.
std::string dimension_anchor(const Analysis& analysis, std::size_t dimension);
std::string concept_anchor(const Analysis& analysis, std::size_t entry);
std::string theme_anchor(const Analysis& analysis, std::size_t theme);
std::string cell_anchor(const Analysis& analysis, std::size_t theme, std::size_t column);

/// A stretch of text to show: plain, or a hit.
struct Stretch {
  ByteSpan span{};
  bool hit = false;
};

/// The unit cut at the edges of its evidence; overlapping hits are one.
std::vector<Stretch> marked_stretches(const Analysis& analysis, const ExcerptView& excerpt);

}  // namespace rodtrad::report
