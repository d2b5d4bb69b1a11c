#include "analyzer/stats/coded_units.h"

#include <algorithm>
#include <map>
#include <set>

namespace rodtrad::stats {
namespace {

/// Marks of all coders joined where they meet: the units of material whose text is not known.
std::vector<PlacedUnit> units_from_marks(const std::vector<CoderCodings>& coders) {
  std::vector<PlacedUnit> marks;
  for (const CoderCodings& coder : coders) {
    for (const CodedSpan& span : coder.spans) {
      marks.push_back({span.document, span.begin, span.end, span.text});
    }
  }
  std::sort(marks.begin(), marks.end());
  std::vector<PlacedUnit> out;
  for (PlacedUnit& mark : marks) {
    PlacedUnit* last = out.empty() ? nullptr : &out.back();
    if (last == nullptr || last->document != mark.document ||
        !meets(last->begin, last->end, mark.begin, mark.end)) {
      out.push_back(std::move(mark));
      continue;
    }
    if (mark.end - mark.begin > last->end - last->begin) last->text = std::move(mark.text);
    last->end = std::max(last->end, mark.end);
  }
  return out;
}

void add_code(std::set<std::string>& codes, const std::string& code) {
  if (!code.empty()) codes.insert(code);
}

void note(AxisJudgements& axis, std::size_t slot, const std::string& code) {
  if (code.empty()) return;
  const auto found = std::lower_bound(axis.codes.begin(), axis.codes.end(), code);
  axis.given[slot].push_back(static_cast<std::uint32_t>(found - axis.codes.begin()));
}

void prepare_axis(AxisJudgements& axis, const std::set<std::string>& codes, std::size_t slots) {
  axis.codes.assign(codes.begin(), codes.end());
  axis.given.assign(slots, {});
}

void tidy(AxisJudgements& axis) {
  for (auto& list : axis.given) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
  }
}

/// Marks outside every unit, each once, as units of their own.
void add_stray_marks(const std::vector<CoderCodings>& coders, std::vector<PlacedUnit>& units) {
  std::vector<CoderCodings> strays(1);
  const UnitIndex index(units);
  for (const CoderCodings& coder : coders) {
    for (const CodedSpan& span : coder.spans) {
      if (index.of(span).empty()) strays.front().spans.push_back(span);
    }
  }
  for (PlacedUnit& unit : units_from_marks(strays)) units.push_back(std::move(unit));
  std::sort(units.begin(), units.end());
}

}  // namespace

bool meets(std::uint32_t begin, std::uint32_t end, std::uint32_t other_begin,
           std::uint32_t other_end) {
  const std::uint32_t from = std::max(begin, other_begin);
  const std::uint32_t to = std::min(end, other_end);
  if (to <= from) return begin == other_begin && end == other_end;
  const std::uint32_t shorter = std::min(end - begin, other_end - other_begin);
  return 2 * (to - from) >= shorter;
}

UnitIndex::UnitIndex(const std::vector<PlacedUnit>& units) : units_(units) {
  for (std::size_t u = 0; u < units.size(); ++u) {
    Range& range = ranges_.try_emplace(units[u].document, Range{u, u, 0}).first->second;
    range.end = u + 1;
    range.longest = std::max(range.longest, units[u].end - units[u].begin);
  }
}

std::vector<std::size_t> UnitIndex::of(const CodedSpan& span) const {
  std::vector<std::size_t> out;
  const auto found = ranges_.find(span.document);
  if (found == ranges_.end()) return out;
  const Range& range = found->second;
  const std::uint32_t from = span.begin > range.longest ? span.begin - range.longest : 0;
  const auto first = units_.begin() + static_cast<std::ptrdiff_t>(range.begin);
  const auto last = units_.begin() + static_cast<std::ptrdiff_t>(range.end);
  auto unit = std::lower_bound(
      first, last, from, [](const PlacedUnit& u, std::uint32_t place) { return u.begin < place; });
  for (; unit != last && (unit->begin < span.end || unit->begin <= span.begin); ++unit) {
    if (meets(unit->begin, unit->end, span.begin, span.end)) {
      out.push_back(static_cast<std::size_t>(unit - units_.begin()));
    }
  }
  return out;
}

CodedUnits lay_on_units(std::vector<CoderCodings> coders,
                        const std::optional<std::vector<PlacedUnit>>& frame) {
  std::sort(coders.begin(), coders.end(),
            [](const CoderCodings& a, const CoderCodings& b) { return a.coder < b.coder; });
  CodedUnits out;
  out.knows_uncoded = frame.has_value();
  if (frame) {
    out.units = *frame;
    std::sort(out.units.begin(), out.units.end());
    add_stray_marks(coders, out.units);
  } else {
    out.units = units_from_marks(coders);
  }
  std::set<std::string> themes;
  std::set<std::string> concepts;
  std::set<std::string> levels;
  for (const CoderCodings& coder : coders) {
    out.coders.push_back(coder.coder);
    out.uses_concepts.push_back(
        std::any_of(coder.spans.begin(), coder.spans.end(),
                    [](const CodedSpan& span) { return !span.concept_key.empty(); }));
    for (const CodedSpan& span : coder.spans) {
      add_code(themes, span.theme);
      add_code(concepts, span.concept_key);
      if (!span.theme.empty()) add_code(levels, span.level);
    }
  }
  const std::size_t slots = out.units.size() * coders.size();
  out.judged.assign(slots, 0);
  prepare_axis(out.themes, themes, slots);
  prepare_axis(out.concepts, concepts, slots);
  prepare_axis(out.levels, levels, slots);
  const UnitIndex index(out.units);
  for (std::size_t c = 0; c < coders.size(); ++c) {
    std::set<std::string> read(coders[c].documents.begin(), coders[c].documents.end());
    for (const CodedSpan& span : coders[c].spans) {
      if (coders[c].documents.empty()) read.insert(span.document);
      for (const std::size_t u : index.of(span)) {
        const std::size_t slot = u * coders.size() + c;
        out.judged[slot] = 1;
        note(out.themes, slot, span.theme);
        note(out.concepts, slot, span.concept_key);
        if (!span.theme.empty()) note(out.levels, slot, span.level);
      }
    }
    if (coders[c].lists_every_unit) continue;
    for (std::size_t u = 0; u < out.units.size(); ++u) {
      if (read.contains(out.units[u].document)) out.judged[u * coders.size() + c] = 1;
    }
  }
  tidy(out.themes);
  tidy(out.concepts);
  tidy(out.levels);
  out.marks = std::move(coders);
  return out;
}

}  // namespace rodtrad::stats
