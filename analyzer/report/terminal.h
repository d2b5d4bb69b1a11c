#pragma once
#include <string>

#include "analyzer/model/analysis.h"
#include "analyzer/report/phrases.h"

namespace rodtrad::report {

/// The run in a few lines for a terminal: theme x level table, n coded of n, at most three
/// warnings. `width` is the terminal's; long labels are cut to fit.
std::string terminal_summary(const Analysis& analysis, Language language, std::size_t width);

}  // namespace rodtrad::report
