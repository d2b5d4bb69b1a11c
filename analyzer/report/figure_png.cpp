#include "analyzer/report/figure_png.h"

#include <algorithm>
#include <cmath>

#include "analyzer/base/child_process.h"

namespace rodtrad::report {
namespace {

constexpr double kPointsPerInch = 300 / 2.625;  ///< 720 points of a figure are 16 cm wide
constexpr double kTallest = 30'000;             ///< pixels; the drawing library stops at 32,767

}  // namespace

Result<std::string> figure_png(const Figure& figure, int dots_per_inch) {
  const double scale = std::min(dots_per_inch / kPointsPerInch, kTallest / figure.height);
  return svg_png(figure_svg(figure, {}),
                 std::max<long long>(1, std::llround(figure.width * scale)));
}

Result<std::string> svg_png(const std::string& svg, long long width) {
  const ChildLimits limits{
      .seconds = 20, .output_bytes = 64ULL << 20U, .memory_bytes = 2ULL << 30U};
  Result<ChildOutput> drawn = run_child(
      {"rsvg-convert", "--format", "png", "--width", std::to_string(width), "--keep-aspect-ratio"},
      limits, svg);
  const bool made =
      drawn && drawn.value().exit_code == 0 && drawn.value().out.starts_with("\x89PNG");
  if (made) return std::move(drawn).value().out;
  const bool missing = !drawn && drawn.failure().diagnostics.items().front().id == "child-missing";
  return failure("figure-png", "the figure could not be drawn as a PNG picture", {},
                 missing
                     ? "install librsvg2-bin and fonts-liberation; the SVG file is the same figure"
                     : "use the SVG file; it is the same figure");
}

}  // namespace rodtrad::report
