#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/result.h"
#include "analyzer/language/term_index.h"
#include "analyzer/pipeline/request.h"

namespace rodtrad::pipeline {

/// One line of a concordance. The stretches are as they stand, with line ends as blanks.
struct ConcordanceLine {
  std::string document;
  std::string speaker;
  std::uint32_t start_codepoint = 0;
  std::uint32_t end_codepoint = 0;
  std::string left;
  std::string hit;
  std::string right;
};

/// Where a rule hits in the coded zones of the material: about `width` characters on each side,
/// sorted in Swedish alphabetical order by hit, right context, document and place.
Result<std::vector<ConcordanceLine>> concordance(std::string_view rule, const Request& request,
                                                 std::size_t width,
                                                 const language::Resources& resources,
                                                 Diagnostics& remarks);

}  // namespace rodtrad::pipeline
