#pragma once
#include <string>
#include <vector>

#include "analyzer/model/document.h"
#include "analyzer/model/quote_check.h"

/// Finds the quotations in a report: between quotation marks, in block quotes, in italics, after a
/// speaker's dash; or every sentence, for lists of quotations without marks.
namespace rodtrad::pipeline {

enum class QuoteScope { Marked, AllSentences };

struct FoundQuotations {
  std::vector<Quotation> quotations{};  ///< in text order, not overlapping
  std::size_t too_short = 0;
};

/// `passages` are further quotations by their wording, in text order, as the file's own format
/// marks them (italics or a quotation style in Word, `blockquote` in HTML). Fewer than `min_words`
/// words are a title or a turn of phrase rather than a quotation: counted, not checked.
FoundQuotations find_quotations(const Document& report, const std::vector<std::string>& passages,
                                QuoteScope scope, std::size_t min_words);

}  // namespace rodtrad::pipeline
