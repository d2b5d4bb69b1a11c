#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "analyzer/report/evidence.h"

/// The reviewer's pack: the 32 items of COREQ (Tong, Sainsbury & Craig 2007) with the figures the
/// analysis holds. What it does not hold is left for the researcher to write; nothing is invented.
namespace rodtrad::report {

/// Guest, Namey & Chen 2020, for the concepts in the order of the interviews.
struct SaturationFact {
  std::size_t interviews = 0;
  std::size_t base = 0;
  std::size_t run = 0;
  double threshold = 0;
  std::string label{};      ///< `6+2`; empty: not reached, or undefined
  std::string undefined{};  ///< why there is no figure
};

/// One row an item: `item, topic, status (computed, partly, write), answer, source`.
Table coreq_table(const Evidenced& evidence, const std::optional<SaturationFact>& saturation,
                  Language language);

std::string coreq_html(const Table& table, Language language);
std::string coreq_docx(const Table& table, Language language);

}  // namespace rodtrad::report
