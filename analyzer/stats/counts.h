#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "analyzer/model/analysis.h"
#include "analyzer/model/codebook.h"
#include "analyzer/model/coding.h"
#include "analyzer/model/count_table.h"
#include "analyzer/model/document.h"

namespace rodtrad::stats {

/// Nobody in particular: the unit's speaker is not named and no person can be told.
inline constexpr std::uint32_t kNobody = 0xFFFFFFFF;

/// The person behind each unit, numbered from 0. A named speaker is one person within a transcript;
/// in answer sheets and JSONL the same name in the same file is the same person. A transcript or
/// text in which nobody is named counts as one person; an answer without a name as nobody.
std::vector<std::uint32_t> people_of_units(const std::vector<Document>& documents,
                                           const std::vector<Unit>& units);

/// Where and who: what makes the person behind a unit the same as that of another. Nothing where
/// `people_of_units` says nobody.
struct PersonName {
  std::string_view where;
  std::string_view who;

  friend auto operator<=>(const PersonName&, const PersonName&) = default;
};
std::optional<PersonName> person_of(const Document& document, const Unit& unit);

/// Adds the counts of other units: all but documents and speakers, which two sets can share.
void add_units(const CountTable& other, CountTable& table);
/// The same of totals: all but documents and speakers.
void add_units(const Totals& other, Totals& totals);

/// Theme x level with margins. A unit counts once in a cell however many concepts hit, and once in
/// each margin. Level of a unit in a theme: that of its codings there. Linear in the codings.
CountTable count(const Codebook& codebook, const std::vector<Document>& documents,
                 const std::vector<Unit>& units, const std::vector<Coding>& codings,
                 const std::vector<std::uint32_t>& people);

/// Fills an analysis' people, counts and totals from its documents, units and codings; words per
/// zone are kept as they are. Call it when codings have changed.
void recount(Analysis& analysis);

/// In = coded + uncoded + empty.
Totals totals(const std::vector<Document>& documents, const std::vector<Unit>& units,
              const std::vector<Coding>& codings, const std::vector<std::uint32_t>& people);

}  // namespace rodtrad::stats
