#pragma once
#include <string>
#include <vector>

#include "analyzer/model/analysis.h"
#include "analyzer/report/data_structure.h"
#include "analyzer/report/quotes.h"
#include "analyzer/report/table.h"

/// The evidence table: for every theme and concept the quotes that stand for it, with who said it
/// and where it stands.
namespace rodtrad::report {

/// The chosen quotes and what they were chosen from.
struct Evidenced {
  const Analysis& analysis;
  const Voices& voices;
  const std::vector<ConceptQuotes>& quotes;
};

/// For the CSV: ids in the contract's columns, labels beside them.
Table evidence_data(const Evidenced& evidence, Language language);

/// For people: labels; the mark can be chosen in Excel and is kept on the next run.
Table evidence_sheet(const Evidenced& evidence, Language language);

/// A page that opens with the figure, each box leading to its quotes.
std::string evidence_html(const Evidenced& evidence, const DataStructure& structure,
                          Language language);

/// A document with the figure (its parts as PNG; none when they could not be drawn) and one table a
/// theme.
std::string evidence_docx(const Evidenced& evidence, const Figure& whole,
                          const std::vector<std::string>& pictures, Language language);

/// `Deltagare 3`: the same number in every table of a package. Groups and documents likewise.
std::string participant_name(std::uint32_t voice, const Voices& voices, Language language);

}  // namespace rodtrad::report
