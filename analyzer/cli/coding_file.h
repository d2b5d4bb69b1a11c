#pragma once
#include <optional>
#include <string>
#include <vector>

#include "analyzer/base/result.h"
#include "analyzer/model/exchange.h"
#include "analyzer/pipeline/judgements.h"

/// People's codings as a file: rows, or a project of another program.
namespace rodtrad::cli {

class CodingFile {
 public:
  /// Reads rows (.jsonl, .csv, .tsv, .xlsx), REFI-QDA projects (.qdpx, .qde) and Taguette
  /// databases. Errors: those of the readers.
  static Result<CodingFile> open(const std::string& path, Diagnostics& remarks);

  [[nodiscard]] bool is_project() const { return project_.has_value(); }
  /// What the file says, with the names of `codebook` and the places of `analysis` where they are
  /// at hand. Errors: those of `pipeline::judgements_of`.
  Result<std::vector<pipeline::JudgementRow>> rows(const Codebook* codebook,
                                                   const Analysis* analysis,
                                                   Diagnostics& remarks) const;
  /// As `rows`, for measures between coders. Error: judgement-decisions, for a file in which rows
  /// are accepted and rejected: its rejected rows are no codings.
  Result<std::vector<pipeline::JudgementRow>> codings(const Codebook* codebook,
                                                      const Analysis* analysis,
                                                      Diagnostics& remarks) const;

 private:
  std::string file_;
  std::string stem_;  ///< names a coder who has no name
  std::optional<ExchangeProject> project_;
  std::vector<pipeline::JudgementRow> rows_;
};

}  // namespace rodtrad::cli
