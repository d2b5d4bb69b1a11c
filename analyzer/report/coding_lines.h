#pragma once
#include <cstdint>
#include <string>

#include "analyzer/base/offset_map.h"
#include "analyzer/model/analysis.h"

/// codings.jsonl line by line, for analyses that come a few documents at a time.
namespace rodtrad::report {

/// Appends one coding's line without its end. `offsets` are of the coding's document.
void append_coding_line(std::string& out, const Analysis& analysis, const Coding& coding,
                        const OffsetMap& offsets, std::uint32_t score);

/// The score ends a line, so that a line can be kept until all scores are known: appends a coding's
/// line up to its score.
void append_unscored_line(std::string& out, const Analysis& analysis, const Coding& coding,
                          const OffsetMap& offsets);
/// And what comes after that.
void append_score(std::string& out, std::uint32_t score);

}  // namespace rodtrad::report
