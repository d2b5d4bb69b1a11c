#pragma once
#include <string>

#include "analyzer/model/analysis.h"
#include "analyzer/report/phrases.h"

namespace rodtrad::report {

/// The run in a few lines for a terminal: theme x level table, n coded of n. `width` is the terminal's; long labels are cut to fit.
std::string terminal_summary(const Analysis& analysis, Language language, std::size_t width);

/// Every input that could not be read, at most three warnings and how many more there are. For
/// standard error.
std::string terminal_warnings(const Analysis& analysis, Language language);

}  // namespace rodtrad::report
