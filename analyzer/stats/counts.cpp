#include "analyzer/stats/counts.h"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_set>

namespace rodtrad::stats {
namespace {

/// Counts distinct things in one cell. Codings come by document and unit, so that what was met
/// before was met last.
struct Tally {
  Counts counts;
  UnitId last_unit{};
  DocumentId last_document{};
  std::uint32_t last_person = kNobody;
  std::unordered_set<std::uint32_t> people;

  void add(const Coding& coding, const Unit& unit, std::int64_t votes, std::uint32_t person) {
    ++counts.codings;
    if (coding.unit == last_unit) return;
    last_unit = coding.unit;
    ++counts.units;
    counts.words += unit.words;
    counts.votes += votes;
    if (unit.document != last_document) ++counts.documents;
    last_document = unit.document;
    if (person == kNobody || person == last_person) return;
    last_person = person;
    if (people.insert(person).second) ++counts.speakers;
  }
};

/// The codings by document and unit, as they nearly always come.
std::vector<const Coding*> by_unit(const std::vector<Coding>& codings,
                                   const std::vector<Unit>& units) {
  std::vector<const Coding*> out;
  out.reserve(codings.size());
  for (const Coding& coding : codings) out.push_back(&coding);
  const auto before = [&units](const Coding* a, const Coding* b) {
    return std::pair(units[a->unit.value].document, a->unit) <
           std::pair(units[b->unit.value].document, b->unit);
  };
  if (!std::is_sorted(out.begin(), out.end(), before)) std::sort(out.begin(), out.end(), before);
  return out;
}

std::int64_t votes_of(const Document& document, const Unit& unit) {
  std::int64_t sum = 0;
  for (std::uint32_t s = unit.segment_begin; s < unit.segment_end; ++s) {
    sum += document.segments[s].votes.value_or(0);
  }
  return sum;
}

std::vector<Counts> counts_of(const std::vector<Tally>& tallies) {
  std::vector<Counts> out;
  for (const Tally& tally : tallies) out.push_back(tally.counts);
  return out;
}

}  // namespace

std::optional<PersonName> person_of(const Document& document, const Unit& unit) {
  const SpeakerId speaker = speaker_in(document, unit);
  if (speaker.valid()) {
    const std::string& where = document.is_answers ? document.source_key : document.key;
    return PersonName{where, document.speakers[speaker.value].key};
  }
  if (document.is_answers || !document.speakers.empty()) return std::nullopt;
  return PersonName{document.key, ""};
}

std::vector<std::uint32_t> people_of_units(const std::vector<Document>& documents,
                                           const std::vector<Unit>& units) {
  std::map<std::pair<std::string, std::string>, std::uint32_t> numbers;
  const auto number = [&numbers](const std::string& where, const std::string& who) {
    return numbers.emplace(std::pair(where, who), static_cast<std::uint32_t>(numbers.size()))
        .first->second;
  };
  std::vector<std::uint32_t> out;
  out.reserve(units.size());
  for (const Unit& unit : units) {
    const auto person = person_of(documents[unit.document.value], unit);
    out.push_back(person ? number(std::string(person->where), std::string(person->who)) : kNobody);
  }
  return out;
}

CountTable count(const Codebook& codebook, const std::vector<Document>& documents,
                 const std::vector<Unit>& units, const std::vector<Coding>& codings,
                 const std::vector<std::uint32_t>& people) {
  const std::size_t columns = codebook.levels.size() + 1;  // the last: no level
  std::vector<Tally> cells(codebook.themes.size() * columns);
  std::vector<Tally> by_theme(codebook.themes.size());
  std::vector<Tally> by_level(columns);
  std::vector<Tally> by_concept(codebook.concepts.size());
  Tally total;
  CountTable table;
  for (const Coding* const next : by_unit(codings, units)) {
    const Coding& coding = *next;
    const Unit& unit = units[coding.unit.value];
    const std::int64_t votes = votes_of(documents[unit.document.value], unit);
    const std::uint32_t person = people[coding.unit.value];
    const std::size_t column = coding.level.valid() ? coding.level.value : columns - 1;
    if (!coding.level.valid()) table.has_unlevelled = true;
    cells[coding.theme.value * columns + column].add(coding, unit, votes, person);
    by_theme[coding.theme.value].add(coding, unit, votes, person);
    by_level[column].add(coding, unit, votes, person);
    if (coding.concept_id.valid()) {
      by_concept[coding.concept_id.value].add(coding, unit, votes, person);
    }
    total.add(coding, unit, votes, person);
  }
  for (std::size_t theme = 0; theme < codebook.themes.size(); ++theme) {
    for (std::size_t column = 0; column < columns; ++column) {
      table.cells.push_back({ThemeId(theme), column + 1 < columns ? LevelId(column) : LevelId(),
                             cells[theme * columns + column].counts});
    }
  }
  table.by_theme = counts_of(by_theme);
  table.by_level = counts_of(by_level);
  table.by_concept = counts_of(by_concept);
  table.total = total.counts;
  return table;
}

namespace {

void add_counts(const Counts& other, Counts& counts) {
  counts.units += other.units;
  counts.codings += other.codings;
  counts.words += other.words;
  counts.votes += other.votes;
}

void add_all(const std::vector<Counts>& other, std::vector<Counts>& counts) {
  if (counts.size() < other.size()) counts.resize(other.size());
  for (std::size_t i = 0; i < other.size(); ++i) add_counts(other[i], counts[i]);
}

}  // namespace

void add_units(const CountTable& other, CountTable& table) {
  for (std::size_t c = 0; c < other.cells.size(); ++c) {
    if (c == table.cells.size()) {
      table.cells.push_back({other.cells[c].theme, other.cells[c].level, {}});
    }
    add_counts(other.cells[c].counts, table.cells[c].counts);
  }
  add_all(other.by_theme, table.by_theme);
  add_all(other.by_level, table.by_level);
  add_all(other.by_concept, table.by_concept);
  add_counts(other.total, table.total);
  table.has_unlevelled = table.has_unlevelled || other.has_unlevelled;
}

void add_units(const Totals& other, Totals& totals) {
  totals.units += other.units;
  totals.coded += other.coded;
  totals.uncoded += other.uncoded;
  totals.empty += other.empty;
  totals.codings += other.codings;
  totals.words_coded_zones += other.words_coded_zones;
  totals.votes += other.votes;
  for (const auto& [zone, words] : other.words_per_zone) totals.words_per_zone[zone] += words;
}

void recount(Analysis& analysis) {
  analysis.speaker_of_unit = people_of_units(analysis.documents, analysis.units);
  analysis.counts = count(*analysis.codebook, analysis.documents, analysis.units, analysis.codings,
                          analysis.speaker_of_unit);
  auto words = std::move(analysis.totals.words_per_zone);
  analysis.totals =
      totals(analysis.documents, analysis.units, analysis.codings, analysis.speaker_of_unit);
  analysis.totals.words_per_zone = std::move(words);
}

Totals totals(const std::vector<Document>& documents, const std::vector<Unit>& units,
              const std::vector<Coding>& codings, const std::vector<std::uint32_t>& people) {
  Totals out;
  out.documents = documents.size();
  out.units = units.size();
  out.codings = codings.size();
  std::vector<bool> coded(units.size(), false);
  for (const Coding& coding : codings) coded[coding.unit.value] = true;
  std::unordered_set<std::uint32_t> persons;
  for (std::size_t u = 0; u < units.size(); ++u) {
    if (units[u].empty_answer) {
      ++out.empty;
    } else if (coded[u]) {
      ++out.coded;
    } else {
      ++out.uncoded;
    }
    out.words_coded_zones += units[u].words;
    out.votes += votes_of(documents[units[u].document.value], units[u]);
    if (people[u] != kNobody) persons.insert(people[u]);
  }
  out.speakers = persons.size();
  return out;
}

}  // namespace rodtrad::stats
