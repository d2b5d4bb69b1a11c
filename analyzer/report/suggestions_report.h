#pragma once
#include <string>

#include "analyzer/model/analysis.h"
#include "analyzer/model/suggestion.h"
#include "analyzer/report/table.h"

/// What a learned model proposes, for a person to accept or not.
namespace rodtrad::report {

/// document, start, end, because, theme, theme_label, level, level_label, strength, words,
/// rule_themes, text: one row a proposal.
Table suggestions_table(const Suggestions& suggestions, const Analysis& analysis,
                        Language language);
/// theme, theme_label, word, weight, passages, others: words to consider as indicators.
Table suggested_words_table(const Suggestions& suggestions, const Analysis& analysis,
                            Language language);
/// The proposals as lines of JSON, `origin` always `suggestion`, each with its carrying words;
/// strength and weights in hundredths.
std::string suggestions_jsonl(const Suggestions& suggestions, const Analysis& analysis);

}  // namespace rodtrad::report
