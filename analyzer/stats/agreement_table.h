#pragma once
#include <cstdint>

#include "analyzer/model/agreement.h"

namespace rodtrad::stats {

enum class Resample : std::uint8_t { Auto, Documents, Units };

struct AgreementOptions {
  std::size_t resamples = 1000;  ///< 0: no intervals
  std::uint64_t seed = 1;
  /// Auto: documents, because excerpts of one document are not independent, when there are at least
  /// eight of them; else units.
  Resample resample = Resample::Auto;
};

/// Documents from which on whole documents are drawn for the intervals.
inline constexpr std::size_t kDocumentsToDraw = 8;

/// Over units that at least two coders judged, on an axis that at least two work with: every
/// measure for themes, concepts and levels: all codes together (a unit's exact set of codes is its
/// category; for themes also the sets' MASI and Jaccard distances), and each code for itself (has
/// it or not); over the units that somebody coded and, where they are known, over all units; and
/// the unitizing measures over the marked text. Intervals are the middle 95 % of a seeded
/// bootstrap; none where fewer than half of the rounds have a value. With more than two coders also
/// every pair of them by itself.
Agreement measure_agreement(const CodedUnits& all, const AgreementOptions& options = {});

}  // namespace rodtrad::stats
