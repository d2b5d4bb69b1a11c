#pragma once
#include <string>
#include <vector>

#include "analyzer/model/document.h"
#include "analyzer/model/quote_check.h"
#include "analyzer/pipeline/quote_finder.h"

namespace rodtrad::pipeline {

struct QuoteOptions {
  QuoteScope scope = QuoteScope::Marked;
  std::size_t min_words = 4;
};

/// Holds every quotation of the report against the transcripts. Case, punctuation, line breaks and
/// hyphens do not matter; `[ ]`, `[...]`, `(…)` and `…` may stand for words left out, a bracket for
/// words put in. Words changed, added or left out without a mark make a quotation altered; when
/// fewer than three words in five are found in their order it is missing. When the report names a
/// speaker, a document, a role or a level beside the quotation, it must be the transcript's.
QuoteReport check_quotes(const Document& report, const std::vector<std::string>& passages,
                         const std::vector<Document>& transcripts,
                         const QuoteOptions& options = {});

}  // namespace rodtrad::pipeline
