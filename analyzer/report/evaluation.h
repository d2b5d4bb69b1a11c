#pragma once
#include <string>
#include <vector>

#include "analyzer/model/analysis.h"
#include "analyzer/model/evaluation.h"
#include "analyzer/report/table.h"

/// The rules against a person, for people and for programs.
namespace rodtrad::report {

struct EvaluationReport {
  const Evaluation& evaluation;
  const std::vector<JudgedUnit>& units;
  const Codebook& codebook;
};

/// evaluation.csv: code, n, predicted, precision, recall, f1, kappa, alpha and their intervals.
Table evaluation_table(const EvaluationReport& report, Language language);
/// measures.csv: the figures of the whole.
Table measures_table(const EvaluationReport& report, Language language);
/// confusion.csv: person's code against the rules' first, themes and levels.
Table confusion_table(const EvaluationReport& report, Language language);
/// misses.csv: each miss, false hit and other level with its text and the shortest explanation.
Table misses_table(const EvaluationReport& report, Language language);
/// predictions.jsonl: what the rules say of each judged unit, labels as in the codebook.
std::string predictions_jsonl(const EvaluationReport& report);
std::string evaluation_html(const EvaluationReport& report, Language language);
std::string evaluation_text(const EvaluationReport& report, Language language);

/// sample.csv and sample.xlsx: the drawn units with empty columns. What the rules said is not
/// shown, so that it cannot sway the judge.
Table sample_table(const Analysis& analysis, const DrawnSample& sample, Language language);
/// What was drawn, and which sample size gives which interval.
std::string sample_text(const Analysis& analysis, const DrawnSample& sample, Language language);

}  // namespace rodtrad::report
