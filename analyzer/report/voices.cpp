#include "analyzer/report/voices.h"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_set>

namespace rodtrad::report {
namespace {
constexpr std::uint32_t kNobody = 0xFFFFFFFF;

std::uint32_t distinct(const std::vector<std::uint32_t>& numbers) {
  std::unordered_set<std::uint32_t> seen(numbers.begin(), numbers.end());
  seen.erase(kNobody);
  return static_cast<std::uint32_t>(seen.size());
}

/// Does the material say who speaks? Minutes, plans and texts without labels do not: each of their
/// documents counts as one voice, which is none of a person.
bool names_speakers(const Analysis& analysis) {
  return std::any_of(analysis.units.begin(), analysis.units.end(), [&](const Unit& unit) {
    return speaker_in(analysis.document_of(unit), unit).valid();
  });
}

}  // namespace

const char* Voices::name(Language language) const {
  const Phrases& p = phrases(language);
  switch (kind) {
    case Kind::Persons:
      return p.persons;
    case Kind::Groups:
      return p.groups;
    case Kind::Documents:
      return p.documents;
  }
  return p.persons;
}

Voices voices_of(const Analysis& analysis) {
  Voices out;
  if (analysis.totals.speakers > 0 && names_speakers(analysis)) {
    out.of_unit = analysis.speaker_of_unit;
    out.total = distinct(out.of_unit);
    return out;
  }
  std::map<std::string, std::uint32_t> groups;
  for (const Unit& unit : analysis.units) {
    const Document& document = analysis.document_of(unit);
    const Segment& segment = document.segments[unit.segment_begin];
    const std::string* group = document.group_attribute.empty()
                                   ? nullptr
                                   : segment.attributes.find(document.group_attribute);
    out.of_unit.push_back(
        group == nullptr || group->empty()
            ? kNobody
            : groups.emplace(*group, static_cast<std::uint32_t>(groups.size())).first->second);
  }
  out.kind = Voices::Kind::Groups;
  if (groups.empty()) {
    out.kind = Voices::Kind::Documents;
    for (std::size_t u = 0; u < analysis.units.size(); ++u) {
      out.of_unit[u] = analysis.units[u].document.value;
    }
  }
  out.total = distinct(out.of_unit);
  return out;
}

VoiceTable count_voices(const Analysis& analysis, const Voices& voices) {
  const std::size_t columns = analysis.counts.by_level.size();
  const std::size_t themes = analysis.codebook->themes.size();
  std::vector<std::vector<std::uint32_t>> cells(themes * columns);
  std::vector<std::vector<std::uint32_t>> by_theme(themes);
  std::vector<std::vector<std::uint32_t>> by_level(columns);
  std::vector<std::vector<std::uint32_t>> by_concept(analysis.codebook->concepts.size());
  std::vector<std::uint32_t> all;
  for (const Coding& coding : analysis.codings) {
    const std::uint32_t voice = voices.of_unit[coding.unit.value];
    const std::size_t column = coding.level.valid() ? coding.level.value : columns - 1;
    cells[coding.theme.value * columns + column].push_back(voice);
    by_theme[coding.theme.value].push_back(voice);
    by_level[column].push_back(voice);
    if (coding.concept_id.valid()) by_concept[coding.concept_id.value].push_back(voice);
    all.push_back(voice);
  }
  VoiceTable out;
  const auto counted = [](const auto& lists, std::vector<std::uint32_t>& to) {
    for (const auto& list : lists) to.push_back(distinct(list));
  };
  counted(cells, out.cells);
  counted(by_theme, out.by_theme);
  counted(by_level, out.by_level);
  counted(by_concept, out.by_concept);
  out.total = distinct(all);
  return out;
}

}  // namespace rodtrad::report
