#pragma once
#include <string>
#include <vector>

#include "analyzer/base/result.h"
#include "analyzer/model/analysis.h"
#include "analyzer/model/comparison.h"

namespace rodtrad::pipeline {

struct CompareOptions {
  /// Attribute names in any case, or one of `question`, `group`, `document`, `speaker` (also in
  /// Swedish).
  std::vector<std::string> by{};
  std::string
      own_level{};         ///< attribute with the speaker's own level; found by its name when empty
  std::uint32_t near = 1;  ///< units on each side in a neighbourhood
};

/// Everything `compare` shows. Errors: compare-attribute (an attribute nothing in the material has,
/// with those it has).
Result<Comparison> compare(const Analysis& analysis, const CompareOptions& options);

/// The units told apart by these attributes; see `CompareOptions::by`.
Result<Grouping> grouping_by(const Analysis& analysis, const std::vector<std::string>& attributes);

/// Attribute names of the material and the built-in ones it has values for.
std::vector<std::string> comparable_attributes(const Analysis& analysis);

/// Whom "n of N" counts, with the values of these attributes.
Respondents respondents_of(const Analysis& analysis, const std::vector<std::string>& attributes);

}  // namespace rodtrad::pipeline
