#include "analyzer/ingest/importer.h"
#include "analyzer/pipeline/quotes.h"
#include "analyzer/report/quotes_report.h"
#include "tests/fuzz/checks.h"

/// A report and a transcript, the first NUL between them: places lie in the texts, and a quotation
/// that is found says where.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace rodtrad;
  const std::string_view bytes = fuzz::as_text(data, size);
  const std::size_t cut = std::min(bytes.find('\0'), bytes.size());
  Diagnostics remarks;
  const auto report =
      ingest::import_source({"rapport.md", "rapport", bytes.substr(0, cut)}, {}, remarks);
  const auto transcript = ingest::import_source(
      {"intervju.txt", "intervju", bytes.substr(std::min(cut + 1, bytes.size()))}, {}, remarks);
  if (!report || !transcript || report.value().size() != 1) return 0;
  const auto scope =
      size % 2 == 0 ? pipeline::QuoteScope::Marked : pipeline::QuoteScope::AllSentences;
  const QuoteReport checked =
      pipeline::check_quotes(report.value().front(), {}, transcript.value(), {scope, 3});
  for (const QuoteCheck& check : checked.checks) {
    fuzz::check_slice(report.value().front().text, check.quotation.span, "a quotation's place");
    fuzz::require(check.document.valid() == (check.status != QuoteStatus::Missing),
                  "a quotation that is found has a document");
    if (!check.document.valid()) continue;
    fuzz::check_slice(transcript.value().at(check.document.value).text, check.span,
                      "where the words were said");
    for (const ByteSpan span : check.changed_in_quote) {
      fuzz::check_slice(check.quotation.text, span, "a change in the quotation");
    }
  }
  report::quotes_html(checked, transcript.value(), report::Language::Swedish);
  report::quotes_jsonl(checked, transcript.value());
  return 0;
}
