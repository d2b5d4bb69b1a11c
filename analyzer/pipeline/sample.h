#pragma once
#include <cstddef>
#include <cstdint>

#include "analyzer/model/analysis.h"
#include "analyzer/model/evaluation.h"

namespace rodtrad::pipeline {

struct SampleOptions {
  std::size_t n = 100;
  std::uint64_t seed = 1;
};

/// Draws units to judge by hand. Three in ten are uncoded units, since only they show what the
/// rules miss; the rest is shared evenly among the cells theme x level that hold any (a unit
/// belongs to its first theme). What a small cell cannot give, others give. Empty answers are never
/// drawn.
DrawnSample draw_sample(const Analysis& analysis, const SampleOptions& options = {});

}  // namespace rodtrad::pipeline
