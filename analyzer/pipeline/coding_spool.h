#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "analyzer/base/offset_map.h"
#include "analyzer/base/scratch_file.h"
#include "analyzer/report/scores.h"

/// codings.jsonl before its scores are known: a score weighs how often an indicator hits in all of
/// the material, so lines wait in a scratch file until everything is coded.
namespace rodtrad::pipeline {

/// Appends the codings of an analysis as records: what their scores need, and their lines.
/// `offsets_of` gives the offsets of a document.
void append_records(std::string& out, const Analysis& analysis,
                    const std::function<const OffsetMap&(DocumentId)>& offsets_of);

/// Reads the records back and passes the finished lines on, many at a time and in order; `append`
/// is never called by two threads at a time, but maybe by another one than before.
Outcome finish_lines(const ScratchFile& records, const report::IndicatorCounts& counts,
                     const std::function<Outcome(std::string_view)>& append, std::size_t threads);

}  // namespace rodtrad::pipeline
