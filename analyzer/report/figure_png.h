#pragma once
#include <string>

#include "analyzer/base/result.h"
#include "analyzer/report/data_structure.h"

namespace rodtrad::report {

/// The figure as a PNG picture, drawn by librsvg's `rsvg-convert` in a child process with limits.
/// Sharp enough for print (300 dots an inch across a page's text). Errors: figure-png, with what to
/// install.
Result<std::string> figure_png(const Figure& figure);

}  // namespace rodtrad::report
