#pragma once
#include <string>

#include "analyzer/base/result.h"
#include "analyzer/report/data_structure.h"

namespace rodtrad::report {

inline constexpr int kPrintDots = 300;     ///< what journals ask for, dots an inch
inline constexpr int kDocumentDots = 220;  ///< what Word keeps of a picture when it saves

/// The figure as a PNG picture, drawn by librsvg's `rsvg-convert` in a child process with limits,
/// with so many dots an inch when it fills the width of a page's text. Errors: figure-png, with
/// what to install.
Result<std::string> figure_png(const Figure& figure, int dots_per_inch);

/// Any SVG picture in the same way, so many pixels wide.
Result<std::string> svg_png(const std::string& svg, long long width);

}  // namespace rodtrad::report
