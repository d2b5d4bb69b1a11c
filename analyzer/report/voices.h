#pragma once
#include <cstdint>
#include <vector>

#include "analyzer/model/analysis.h"
#include "analyzer/report/phrases.h"

namespace rodtrad::report {

/// Cells of fewer units are marked: read the quotes before drawing on the number.
inline constexpr std::uint64_t kSmallCell = 5;

/// Whom "n of N" counts: persons where the material says who speaks, else groups, else documents.
struct Voices {
  enum class Kind { Persons, Groups, Documents };
  Kind kind = Kind::Persons;
  std::vector<std::uint32_t> of_unit{};  ///< numbered from 0; 0xFFFFFFFF: nobody
  std::uint32_t total = 0;

  [[nodiscard]] const char* name(Language language) const;
};

Voices voices_of(const Analysis& analysis);

/// Distinct voices per theme x level, with margins, laid out as CountTable's cells.
struct VoiceTable {
  std::vector<std::uint32_t> cells{};
  std::vector<std::uint32_t> by_theme{};
  std::vector<std::uint32_t> by_level{};
  std::vector<std::uint32_t> by_concept{};
  std::uint32_t total = 0;
};

VoiceTable count_voices(const Analysis& analysis, const Voices& voices);

}  // namespace rodtrad::report
