#pragma once
#include <vector>

#include "analyzer/ingest/blocks.h"
#include "analyzer/ingest/importer.h"

namespace rodtrad::ingest {

enum class MarkupKind { None, Markdown };

/// Turns blocks into segments: whose voice each stretch is, and why. On return
/// every non-blank character of the document's text lies in exactly one segment.
///
/// In this order: link teasers and other debris; attendance lists; headings (also `theme: level`
/// inside a line); speaker labels, caption headers and speaker tables; what is left is running
/// text, or, in a document with speakers or themed headings, the author's own.
void structure(Document& document, const std::vector<Block>& blocks, const ImportOptions& options,
               MarkupKind markup, Diagnostics& remarks);

/// Appends segments for non-blank characters that no segment holds, sorts, and finds marks inside
/// speech: the last step of every importer.
void complete_segments(Document& document, MarkupKind markup);

}  // namespace rodtrad::ingest
