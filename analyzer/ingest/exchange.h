#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/result.h"
#include "analyzer/formats/csv.h"
#include "analyzer/ingest/text_positions.h"
#include "analyzer/model/exchange.h"

/// Projects and codebooks of other programs. What cannot be carried over is named in the project's
/// losses; what had to be guessed is a remark.
namespace rodtrad::ingest {

struct ExchangeOptions {
  /// How the file counts positions; not set: found out.
  std::optional<OffsetConvention> convention{};
};

/// REFI-QDA: a project in its container (`.qdpx`), a project alone (`.qde`) or a codebook
/// (`.qdc`), whatever the name says. Errors: those of ZipReader and load_xml, qdpx-no-project,
/// qdpx-several-projects, qdpx-not-refi, qdpx-offsets-unclear.
Result<ExchangeProject> read_refi(std::string_view bytes, const std::string& file,
                                  const ExchangeOptions& options, Diagnostics& remarks);

/// A table of codes as other programs write it: `tag` or `path` and `description`, or a code and
/// its `parent`. Error: codebook-table-columns.
Result<ExchangeProject> read_tag_rows(const std::vector<formats::CsvRow>& rows,
                                      const std::string& file);

}  // namespace rodtrad::ingest
