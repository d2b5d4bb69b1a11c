#include "analyzer/stats/code_pairs.h"

#include <algorithm>
#include <utility>

namespace rodtrad::stats {
namespace {

using Numbers = std::vector<std::uint32_t>;

void make_set(Numbers& numbers) {
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

/// The codes of each unit, as sorted sets.
std::vector<Numbers> codes_by_unit(const Analysis& analysis, CodeKind kind) {
  std::vector<Numbers> out(analysis.units.size());
  for (const Coding& coding : analysis.codings) {
    if (kind == CodeKind::Theme) {
      out[coding.unit.value].push_back(coding.theme.value);
    } else if (coding.concept_id.valid()) {
      out[coding.unit.value].push_back(coding.concept_id.value);
    }
  }
  for (Numbers& codes : out) make_set(codes);
  return out;
}

/// The codes of each turn: units that begin in one turn of one document.
std::vector<Numbers> codes_by_turn(const Analysis& analysis, const std::vector<Numbers>& units) {
  std::vector<std::pair<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t>> turns;
  for (std::uint32_t u = 0; u < units.size(); ++u) {
    const Unit& unit = analysis.units[u];
    const Segment& segment = analysis.document_of(unit).segments[unit.segment_begin];
    if (!units[u].empty()) turns.push_back({{unit.document.value, segment.turn}, u});
  }
  std::sort(turns.begin(), turns.end());
  std::vector<Numbers> out;
  for (std::size_t i = 0; i < turns.size(); ++i) {
    if (i == 0 || turns[i].first != turns[i - 1].first) out.emplace_back();
    const Numbers& codes = units[turns[i].second];
    out.back().insert(out.back().end(), codes.begin(), codes.end());
  }
  for (Numbers& codes : out) make_set(codes);
  return out;
}

std::vector<Numbers> codes_nearby(const Analysis& analysis, const std::vector<Numbers>& units,
                                  std::uint32_t near) {
  std::vector<Numbers> out(units.size());
  for (std::size_t u = 0; u < units.size(); ++u) {
    const std::size_t first = u - std::min<std::size_t>(u, near);
    const std::size_t last = std::min(units.size() - 1, u + near);
    for (std::size_t other = first; other <= last; ++other) {
      if (analysis.units[other].document != analysis.units[u].document) continue;
      out[u].insert(out[u].end(), units[other].begin(), units[other].end());
    }
    make_set(out[u]);
  }
  return out;
}

void count_pairs(const std::vector<Numbers>& places, std::size_t codes, CodeKind kind,
                 CodeScope scope, std::vector<CodePair>& out) {
  std::vector<std::uint64_t> single(codes);
  std::vector<std::uint64_t> both(codes * codes);
  for (const Numbers& here : places) {
    for (std::size_t i = 0; i < here.size(); ++i) {
      ++single[here[i]];
      for (std::size_t j = i + 1; j < here.size(); ++j) ++both[here[i] * codes + here[j]];
    }
  }
  for (std::uint32_t a = 0; a < codes; ++a) {
    for (std::uint32_t b = a + 1; b < codes; ++b) {
      out.push_back({kind, a, b, scope, single[a], single[b], both[a * codes + b]});
    }
  }
}

}  // namespace

std::vector<CodePair> code_pairs(const Analysis& analysis, std::uint32_t near) {
  std::vector<CodePair> out;
  for (const CodeKind kind : {CodeKind::Theme, CodeKind::Concept}) {
    const std::size_t codes = kind == CodeKind::Theme ? analysis.codebook->themes.size()
                                                      : analysis.codebook->concepts.size();
    const std::vector<Numbers> units = codes_by_unit(analysis, kind);
    count_pairs(units, codes, kind, CodeScope::Unit, out);
    count_pairs(codes_by_turn(analysis, units), codes, kind, CodeScope::Turn, out);
    count_pairs(codes_nearby(analysis, units, near), codes, kind, CodeScope::Neighbourhood, out);
  }
  return out;
}

}  // namespace rodtrad::stats
