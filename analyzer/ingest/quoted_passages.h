#pragma once
#include <string>
#include <vector>

#include "analyzer/base/result.h"
#include "analyzer/ingest/importer.h"

namespace rodtrad::ingest {

/// What a report's format marks as quoted and its plain text no longer shows, in text order: runs
/// in italics and paragraphs in a quotation style (Word), `blockquote`, `q`, `em` and `i` (HTML).
/// Other kinds of files give nothing.
Result<std::vector<std::string>> quoted_passages(const Source& source);

}  // namespace rodtrad::ingest
