#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/offsets.h"
#include "analyzer/model/document.h"

/// Quotations in a finished report, held against the transcripts they were taken from.
namespace rodtrad {

/// A quotation as it stands in a report.
struct Quotation {
  std::string text{};         ///< without its marks, as written
  ByteSpan span{};            ///< in the report's text
  std::string attribution{};  ///< what the report says beside it about who said it
  SourceAnchor place{};       ///< where it starts in the report
};

enum class QuoteStatus { Exact, Shortened, Altered, Missing, Reused, Misattributed };
inline constexpr QuoteStatus kQuoteStatuses[] = {QuoteStatus::Exact,         QuoteStatus::Shortened,
                                                 QuoteStatus::Reused,        QuoteStatus::Altered,
                                                 QuoteStatus::Misattributed, QuoteStatus::Missing};

/// One quotation and what the transcripts say about it.
struct QuoteCheck {
  Quotation quotation{};
  QuoteStatus status = QuoteStatus::Missing;
  DocumentId document{};  ///< not valid when the quotation was not found
  ByteSpan span{};        ///< in that document's text, from its first to its last word
  std::string speaker{};  ///< who said it, as labelled in the transcript
  std::string difference{};
  std::optional<std::size_t> same_as{};       ///< reused: number of the first use, from 0
  std::vector<ByteSpan> changed_in_quote{};   ///< in `quotation.text`
  std::vector<ByteSpan> changed_in_source{};  ///< in the document's text
};

struct QuoteReport {
  std::string name{};  ///< of the report
  std::vector<QuoteCheck> checks{};
  std::size_t too_short = 0;  ///< marked passages with too few words to be told apart
};

inline std::string_view to_text(QuoteStatus status) {
  switch (status) {
    case QuoteStatus::Exact:
      return "exact";
    case QuoteStatus::Shortened:
      return "shortened";
    case QuoteStatus::Altered:
      return "altered";
    case QuoteStatus::Missing:
      return "missing";
    case QuoteStatus::Reused:
      return "reused";
    case QuoteStatus::Misattributed:
      return "misattributed";
  }
  return {};
}

/// Is this something that must be put right before the report is printed?
inline bool is_fault(QuoteStatus status) {
  return status == QuoteStatus::Altered || status == QuoteStatus::Missing ||
         status == QuoteStatus::Misattributed;
}

}  // namespace rodtrad
