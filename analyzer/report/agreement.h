#pragma once
#include <string>

#include "analyzer/model/agreement.h"
#include "analyzer/model/codebook.h"
#include "analyzer/report/table.h"

/// Agreement between coders, for people and for programs.
namespace rodtrad::report {

/// Everything the pages and tables of agreement are made of. `codebook` gives labels; may be null.
struct AgreementReport {
  const CodedUnits& coded;
  const Agreement& agreement;
  const Codebook* codebook = nullptr;
};

/// agreement.csv: measure, scope, code, value, low, high, n, coders, note.
Table agreement_table(const AgreementReport& report, Language language);

/// One row a unit that coders see differently, with everybody's codes side by side and empty
/// columns for what they agree on. Units that only one coder judged are no disagreements.
Table disagreements_table(const AgreementReport& report, Language language);

/// disagreements.html: the figures first, then every disagreement with its text.
std::string agreement_html(const AgreementReport& report, Language language);

/// The figures in a few lines for a terminal.
std::string agreement_text(const AgreementReport& report, Language language);

}  // namespace rodtrad::report
