#pragma once
#include <cstdint>
#include <vector>

#include "analyzer/model/analysis.h"
#include "analyzer/model/comparison.h"

namespace rodtrad::stats {

/// Every pair of themes, then every pair of concepts, in each of the three scopes; zeros included.
/// A turn is one speaker's turn in one document. A neighbourhood stands around each unit: the unit
/// and `near` units before and after it in the same document.
std::vector<CodePair> code_pairs(const Analysis& analysis, std::uint32_t near);

}  // namespace rodtrad::stats
