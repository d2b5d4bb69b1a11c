#pragma once
#include <string>

#include "analyzer/base/result.h"
#include "analyzer/report/data_structure.h"

namespace rodtrad::report {

/// The figure as a PNG picture, drawn by librsvg's `rsvg-convert` in a child process with limits.
/// Sharp enough for print (300 dots an inch across a page's text). Errors: figure-png, with what to
/// install.
Result<std::string> figure_png(const Figure& figure);

/// Any SVG picture in the same way, so many pixels wide.
Result<std::string> svg_png(const std::string& svg, long long width);

}  // namespace rodtrad::report
