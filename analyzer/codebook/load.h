#pragma once
#include <string>
#include <string_view>

#include "analyzer/base/result.h"
#include "analyzer/model/codebook.h"

namespace rodtrad::codebook {

/// Reads a codebook (format `rodtrad-codebook/1`, see docs/codebook-format.md). Everything but the
/// rules themselves is checked here: unknown keys, wrong types, missing, double or dangling ids,
/// empty indicators, two default levels. On failure all faults are told (at most 20 and a count of
/// the rest), each with line and column. Rules are compiled by `matching`.
Result<Codebook> load(std::string_view json, const std::string& file);

}  // namespace rodtrad::codebook
