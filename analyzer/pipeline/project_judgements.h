#pragma once
#include <string>
#include <vector>

#include "analyzer/base/result.h"
#include "analyzer/model/analysis.h"
#include "analyzer/model/exchange.h"
#include "analyzer/pipeline/judgements.h"

/// The codings of another program's project as people's judgements: every coder in it is one coder.
namespace rodtrad::pipeline {

/// One row a coding. Codes are known by the names that `codebook` has for its themes and concepts;
/// a code named as one of its levels gives the level of the coder's other codes on the same words.
/// Without a codebook the project's own, or one made of its tree of codes, says what is a theme.
/// Where `analysis` has the source with another text, positions are not believed and the words are
/// looked for (project-text-differs). Codings without a coder get `fallback`. Remarks:
/// project-code-left-out (a code that is neither theme nor concept). Errors: those of
/// `codebook_of`.
Result<std::vector<JudgementRow>> judgements_of(const ExchangeProject& project,
                                                const std::string& file,
                                                const std::string& fallback,
                                                const Codebook* codebook, const Analysis* analysis,
                                                Diagnostics& remarks);

}  // namespace rodtrad::pipeline
