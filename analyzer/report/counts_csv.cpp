#include "analyzer/formats/csv.h"
#include "analyzer/report/writer.h"

namespace rodtrad::report {

std::string counts_csv(const Analysis& analysis, const WriteOptions& options) {
  formats::CsvWriter csv(options.csv_separator);
  for (const char* column : {"theme", "theme_label", "level", "level_label", "units", "codings",
                             "documents", "speakers", "words", "votes"}) {
    csv.cell(column);
  }
  csv.end_row();
  for (const CountCell& cell : analysis.counts.cells) {
    if (!cell.level.valid() && !analysis.counts.has_unlevelled &&
        !analysis.codebook->levels.empty()) {
      continue;
    }
    const Theme& theme = at(analysis.codebook->themes, cell.theme);
    csv.cell(theme.key).cell(theme.label);
    csv.cell(cell.level.valid() ? at(analysis.codebook->levels, cell.level).key : "");
    csv.cell(cell.level.valid() ? at(analysis.codebook->levels, cell.level).label : "");
    const Counts& n = cell.counts;
    for (const std::uint64_t value : {n.units, n.codings, n.documents, n.speakers, n.words}) {
      csv.number(static_cast<std::int64_t>(value));
    }
    csv.number(n.votes);
    csv.end_row();
  }
  return csv.take();
}

}  // namespace rodtrad::report
