#pragma once
#include <string>

#include "analyzer/model/analysis.h"
#include "analyzer/report/phrases.h"
#include "analyzer/report/voices.h"

namespace rodtrad::report {

/// Theme x level as an HTML table coloured by count; every cell a link to its excerpts.
std::string heat_map_table(const Analysis& analysis, const Voices& voices, const VoiceTable& table,
                           Language language);

/// The same as a self-contained SVG picture, for the README and slides.
std::string heat_map_svg(const Analysis& analysis, Language language);

/// Units per theme as an SVG bar chart; every bar a link to its theme.
std::string theme_bars_svg(const Analysis& analysis, Language language);

/// Colour step 0-9 of a count: 0 only for zero, 9 for the largest, by the square root between.
int heat_step(std::uint64_t value, std::uint64_t largest);

}  // namespace rodtrad::report
