#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "analyzer/base/output_folder.h"
#include "analyzer/base/result.h"
#include "analyzer/model/analysis.h"
#include "analyzer/report/phrases.h"

/// What stands in an output folder when a command writes there again: a file that somebody has
/// worked in since is never lost.
namespace rodtrad::pipeline {

class EarlierFiles {
 public:
  EarlierFiles() = default;
  /// `files` by name; the one called `memory` says what was written there (see `remember`).
  /// Errors: kept-memory, json-*.
  static Result<EarlierFiles> read(std::map<std::string, std::string> files, std::string memory);

  [[nodiscard]] std::optional<std::string> bytes(const std::string& name) const;
  /// True when the file stands there and is not as it was written.
  [[nodiscard]] bool changed(const std::string& name) const;

  /// Copies of the changed files that `files` would write over, named after their content
  /// (`plan-sparad-1a2b3c4d.xlsx`). What has the same bytes needs no copy. Tells each copy.
  [[nodiscard]] std::vector<OutputFile> copies_for(const std::vector<OutputFile>& files,
                                                   report::Language language,
                                                   Diagnostics& remarks) const;

  /// The memory for the next run: the SHA-256 of every file, with format (`rodtrad-gioia/1`), tool
  /// and codebook.
  [[nodiscard]] OutputFile remember(const std::vector<OutputFile>& files, const std::string& format,
                                    const Analysis& analysis) const;

 private:
  std::map<std::string, std::string> files_{};
  std::map<std::string, std::string> written_{};  ///< name -> SHA-256
  std::string memory_{};
};

}  // namespace rodtrad::pipeline
