#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "analyzer/model/agreement.h"

namespace rodtrad::stats {

/// Lays every coder's marks on common units. A mark belongs to a unit of its document when their
/// overlap is at least half of the shorter of the two; a mark that meets no unit becomes a unit of
/// its own, so that nobody's decision is lost. Without `frame` the units are made from the marks:
/// marks that overlap in this sense are one unit, and text that nobody marked is not known.
/// A coder judged the documents they marked anything in, or only the listed units when they list
/// every unit; everything else is missing, not "no code". So are the concepts of a coder
/// none of whose marks has one. The order of coders changes nothing.
CodedUnits lay_on_units(std::vector<CoderCodings> coders,
                        const std::optional<std::vector<PlacedUnit>>& frame);

/// True where the overlap is at least half of the shorter stretch.
bool meets(std::uint32_t begin, std::uint32_t end, std::uint32_t other_begin,
           std::uint32_t other_end);

/// Finds the units a mark belongs to. The units are by document and place and outlive the index.
class UnitIndex {
 public:
  explicit UnitIndex(const std::vector<PlacedUnit>& units);
  /// Positions of the units that the mark meets, ascending.
  [[nodiscard]] std::vector<std::size_t> of(const CodedSpan& span) const;

 private:
  struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::uint32_t longest = 0;
  };
  const std::vector<PlacedUnit>& units_;
  std::map<std::string, Range> ranges_;
};

}  // namespace rodtrad::stats
