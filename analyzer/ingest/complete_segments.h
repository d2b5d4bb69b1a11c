#pragma once
#include "analyzer/model/document.h"

namespace rodtrad::ingest {

enum class MarkupKind { None, Markdown };

/// The last step of every importer: appends segments for non-blank characters that no segment
/// holds, sorts, and finds marks inside speech; emphasis at the ends of a Markdown segment is set
/// apart from it. Given segments that do not overlap, every non-blank character of the text lies in
/// exactly one of them afterwards.
void complete_segments(Document& document, MarkupKind markup);

}  // namespace rodtrad::ingest
