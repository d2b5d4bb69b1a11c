#pragma once
#include <optional>
#include <vector>

#include "analyzer/model/coding.h"
#include "analyzer/model/segmentation.h"

namespace rodtrad::matching {

struct UnitOptions {
  std::optional<UnitKind> kind{};  ///< nothing: answers for answer sheets, else sentences
  std::vector<Zone> coded_zones = {Zone::Respondent, Zone::Answer};
};

bool is_coded(Zone zone, const UnitOptions& options);

/// The units of one document in text order; `document` in them is left at 0. Units hold only coded
/// zones; where a document has no turns or answers, its paragraphs stand in for them.
std::vector<Unit> units_of(const Document& document, const Segmentation& segmentation,
                           const UnitOptions& options);

/// The excerpt: the unit and `sentences` sentences on each side of it. Neighbours in any voice
/// are shown, but no heading, attendance list or debris is crossed.
ByteSpan context_of(const Unit& unit, const Document& document, const Segmentation& segmentation,
                    std::uint32_t sentences);

}  // namespace rodtrad::matching
