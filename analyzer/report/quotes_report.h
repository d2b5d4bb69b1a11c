#pragma once
#include <string>
#include <vector>

#include "analyzer/model/quote_check.h"
#include "analyzer/report/phrases.h"

/// What the quotation check found, for people and for programs.
namespace rodtrad::report {

/// One object a quotation: number, quote, place, status, document, start, end, text, speaker,
/// attribution, difference, same_as.
std::string quotes_jsonl(const QuoteReport& quotes, const std::vector<Document>& transcripts);
/// A summary line, then every quotation that is not simply exact.
std::string quotes_text(const QuoteReport& quotes, const std::vector<Document>& transcripts,
                        Language language);
/// Both texts side by side, the faults first, changed words marked.
std::string quotes_html(const QuoteReport& quotes, const std::vector<Document>& transcripts,
                        Language language);

}  // namespace rodtrad::report
