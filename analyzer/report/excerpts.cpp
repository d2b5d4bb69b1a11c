#include "analyzer/report/excerpts.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace rodtrad::report {

std::vector<ExcerptView> excerpts_of(const Analysis& analysis) {
  const std::size_t no_level = analysis.counts.by_level.size() - 1;
  std::map<std::tuple<std::uint32_t, std::size_t, std::uint32_t>, ExcerptView> by_place;
  for (std::uint32_t c = 0; c < analysis.codings.size(); ++c) {
    const Coding& coding = analysis.codings[c];
    const std::size_t column = coding.level.valid() ? coding.level.value : no_level;
    ExcerptView& view = by_place[{coding.theme.value, column, coding.unit.value}];
    view.unit = coding.unit.value;
    view.theme = coding.theme;
    view.column = column;
    view.codings.push_back(c);
  }
  std::vector<ExcerptView> out;
  out.reserve(by_place.size());
  for (auto& [place, view] : by_place) out.push_back(std::move(view));
  return out;
}

namespace {
/// Ids of the codebook may hold anything; anchors keep to letters, digits and hyphens.
std::string anchor_part(const std::string& key) {
  std::string out;
  for (const char c : key) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '_';
    out += plain ? c : '.';
  }
  return out;
}
}  // namespace

std::string dimension_anchor(const Analysis& analysis, std::size_t dimension) {
  return "dimension-" + std::to_string(dimension + 1) + "-" +
         anchor_part(analysis.codebook->dimensions[dimension].key);
}

std::string concept_anchor(const Analysis& analysis, std::size_t entry) {
  return "begrepp-" + std::to_string(entry + 1) + "-" +
         anchor_part(analysis.codebook->concepts[entry].key);
}

std::string theme_anchor(const Analysis& analysis, std::size_t theme) {
  return "tema-" + std::to_string(theme + 1) + "-" +
         anchor_part(analysis.codebook->themes[theme].key);
}

std::string cell_anchor(const Analysis& analysis, std::size_t theme, std::size_t column) {
  const bool named = column < analysis.codebook->levels.size();
  return "ruta-" + std::to_string(theme + 1) + "-" +
         (named ? anchor_part(analysis.codebook->levels[column].key) : "utan");
}

std::vector<Stretch> marked_stretches(const Analysis& analysis, const ExcerptView& excerpt) {
  const ByteSpan unit = analysis.units[excerpt.unit].span;
  std::vector<ByteSpan> hits;
  for (const std::uint32_t c : excerpt.codings) {
    for (const Evidence& evidence : analysis.codings[c].evidence) hits.push_back(evidence.span);
  }
  std::sort(hits.begin(), hits.end());
  std::vector<Stretch> out;
  std::uint32_t at = unit.begin;
  for (const ByteSpan& hit : hits) {
    const std::uint32_t begin = std::max(hit.begin, at);
    const std::uint32_t end = std::min(hit.end, unit.end);
    if (begin >= end) continue;
    if (begin > at) out.push_back({{at, begin}, false});
    if (begin == at && !out.empty() && out.back().hit) {
      out.back().span.end = end;
    } else {
      out.push_back({{begin, end}, true});
    }
    at = end;
  }
  if (at < unit.end) out.push_back({{at, unit.end}, false});
  return out;
}

}  // namespace rodtrad::report
