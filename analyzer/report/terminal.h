#pragma once
#include <string>

#include "analyzer/base/diagnostic.h"
#include "analyzer/model/analysis.h"
#include "analyzer/report/phrases.h"

namespace rodtrad::report {

/// The run in a few lines for a terminal: theme x level table, n coded of n. `width` is the
/// terminal's; long labels are cut to fit.
std::string terminal_summary(const Analysis& analysis, Language language, std::size_t width);

/// True for what a person is told without asking: errors, warnings, what was done with names, and
/// which folders were passed over.
bool is_told(const Diagnostic& diagnostic);

/// Every input that could not be read, what was done with names, at most three warnings and the
/// first of every kind, and how many more there are. For standard error.
std::string terminal_warnings(const Analysis& analysis, Language language);

}  // namespace rodtrad::report
