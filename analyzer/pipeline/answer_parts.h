#pragma once
#include <string_view>
#include <vector>

#include "analyzer/base/offsets.h"

namespace rodtrad::pipeline {

/// The points of an answer: cut at list marks (`- `, `1)`), line ends and ` / `, and at commas or
/// semicolons only where every piece stands alone (at least three short pieces of alike length
/// without a verb of their own going before). One span when in doubt; spans hold no marks.
std::vector<ByteSpan> answer_points(std::string_view answer);

}  // namespace rodtrad::pipeline
