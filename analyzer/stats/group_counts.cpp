#include "analyzer/stats/group_counts.h"

#include <algorithm>
#include <utility>

#include "analyzer/stats/counts.h"

namespace rodtrad::stats {
namespace {

using Numbers = std::vector<std::uint32_t>;

std::uint64_t distinct(Numbers& numbers) {
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers.size() - (!numbers.empty() && numbers.back() == kNone ? 1 : 0);
}

std::int64_t votes_of(const Analysis& analysis, const Unit& unit) {
  const Document& document = analysis.document_of(unit);
  std::int64_t sum = 0;
  for (std::uint32_t s = unit.segment_begin; s < unit.segment_end; ++s) {
    sum += document.segments[s].votes.value_or(0);
  }
  return sum;
}

/// What a set of units holds.
class UnitSums {
 public:
  UnitSums(const Analysis& analysis, const Numbers& respondents)
      : analysis_(analysis), respondents_(respondents) {}

  void sum(Numbers& units, Counts& counts, std::uint32_t& respondents) {
    counts.units = distinct(units);
    documents_.clear();
    people_.clear();
    voices_.clear();
    for (const std::uint32_t u : units) {
      const Unit& unit = analysis_.units[u];
      counts.words += unit.words;
      counts.votes += votes_of(analysis_, unit);
      documents_.push_back(unit.document.value);
      people_.push_back(analysis_.speaker_of_unit[u]);
      voices_.push_back(respondents_[u]);
    }
    counts.documents = distinct(documents_);
    counts.speakers = distinct(people_);
    respondents = static_cast<std::uint32_t>(distinct(voices_));
  }

 private:
  const Analysis& analysis_;
  const Numbers& respondents_;
  Numbers documents_;
  Numbers people_;
  Numbers voices_;
};

/// The rows of the table: each theme, then its concepts.
struct Row {
  ThemeId theme{};
  ConceptId concept_id{};
};

struct Rows {
  std::vector<Row> list;
  std::vector<std::size_t> of_theme;
  std::vector<std::size_t> of_concept;
};

Rows rows_of(const Codebook& book) {
  Rows rows;
  rows.of_concept.resize(book.concepts.size());
  for (std::size_t t = 0; t < book.themes.size(); ++t) {
    rows.of_theme.push_back(rows.list.size());
    rows.list.push_back({ThemeId(t), {}});
    for (const ConceptId concept_id : book.themes[t].concepts) {
      rows.of_concept[concept_id.value] = rows.list.size();
      rows.list.push_back({ThemeId(t), concept_id});
    }
  }
  return rows;
}

}  // namespace

Crosstab crosstab(const Analysis& analysis, Grouping grouping,
                  const std::vector<std::uint32_t>& respondent_of_unit) {
  Crosstab out;
  out.grouping = std::move(grouping);
  const std::size_t groups = out.grouping.groups.size();
  const std::size_t levels = analysis.codebook->levels.size() + 1;  // the last: no level
  const Rows rows = rows_of(*analysis.codebook);
  UnitSums sums(analysis, respondent_of_unit);

  std::vector<Numbers> units_of_group(groups);
  for (std::uint32_t u = 0; u < analysis.units.size(); ++u) {
    units_of_group[out.grouping.of_unit[u]].push_back(u);
  }
  for (Numbers& units : units_of_group) {
    Counts counts;
    std::uint32_t respondents = 0;
    sums.sum(units, counts, respondents);
    out.totals.push_back(
        {counts.units, counts.documents, counts.speakers, counts.words, respondents});
  }

  std::vector<Numbers> cells(rows.list.size() * levels * groups);
  std::vector<Numbers> margins(rows.list.size() * groups);
  std::vector<std::uint64_t> codings(cells.size());
  std::vector<std::uint64_t> margin_codings(margins.size());
  for (const Coding& coding : analysis.codings) {
    const std::uint32_t u = coding.unit.value;
    const std::size_t group = out.grouping.of_unit[u];
    const std::size_t level = coding.level.valid() ? coding.level.value : levels - 1;
    out.has_unlevelled = out.has_unlevelled || !coding.level.valid();
    const auto add = [&](std::size_t row) {
      cells[(row * levels + level) * groups + group].push_back(u);
      ++codings[(row * levels + level) * groups + group];
      margins[row * groups + group].push_back(u);
      ++margin_codings[row * groups + group];
    };
    add(rows.of_theme[coding.theme.value]);
    if (coding.concept_id.valid()) add(rows.of_concept[coding.concept_id.value]);
  }

  const bool last_level = out.has_unlevelled || levels == 1;
  for (std::size_t r = 0; r < rows.list.size(); ++r) {
    for (std::size_t l = 0; l < levels - (last_level ? 0 : 1); ++l) {
      for (std::size_t g = 0; g < groups; ++g) {
        CrosstabCell cell{rows.list[r].theme,
                          rows.list[r].concept_id,
                          l + 1 < levels ? LevelId(l) : LevelId(),
                          static_cast<std::uint32_t>(g),
                          {},
                          0};
        const std::size_t i = (r * levels + l) * groups + g;
        sums.sum(cells[i], cell.counts, cell.respondents);
        cell.counts.codings = codings[i];
        out.cells.push_back(cell);
      }
    }
    for (std::size_t g = 0; g < groups; ++g) {
      CrosstabCell cell{
          rows.list[r].theme, rows.list[r].concept_id, {}, static_cast<std::uint32_t>(g), {}, 0};
      const std::size_t i = r * groups + g;
      sums.sum(margins[i], cell.counts, cell.respondents);
      cell.counts.codings = margin_codings[i];
      out.margins.push_back(cell);
    }
  }
  return out;
}

}  // namespace rodtrad::stats
