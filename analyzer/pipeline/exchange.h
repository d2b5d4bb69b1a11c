#pragma once
#include <string>
#include <vector>

#include "analyzer/base/result.h"
#include "analyzer/model/codebook.h"
#include "analyzer/model/exchange.h"
#include "analyzer/pipeline/request.h"
#include "analyzer/report/exchange.h"

/// Between our own codebooks and results and the projects of other programs.
namespace rodtrad::pipeline {

/// What a code of a project is in a codebook: a theme, a concept of it, or a level.
struct CodeMeaning {
  ThemeId theme{};
  ConceptId concept_id{};
  LevelId level{};
};

struct CodebookOfProject {
  Codebook codebook{};
  std::vector<CodeMeaning> meaning{};  ///< parallel to the project's codes
  std::vector<Loss> losses{};
};

/// The codebook a project carries, or one made of its tree of codes: folders and the outermost of
/// three layers are dimensions, then themes, then concepts; what lies deeper is a concept too.
Result<CodebookOfProject> codebook_of(const ExchangeProject& project, const std::string& file);

enum class ExchangeKind { Project, Codebook };

/// A file of another program, or a codebook of ours, by its content.
struct ExchangeInput {
  ExchangeKind kind = ExchangeKind::Codebook;
  std::string format{};  ///< e.g. `qdpx`, `codebook-table`
  ExchangeProject project{};
};
Result<ExchangeInput> read_exchange(const NamedBytes& input, const std::string& offsets,
                                    Diagnostics& remarks);

/// A project whose texts are not yet canonical (from a database) made so, its codings moved along.
ExchangeInput canonical_input(ExchangeProject project, const std::string& format);

/// The project as a file of the format the extension names: `.qdpx`, `.qdc`, `.json`, `.csv`,
/// `.xlsx`, `.md`, `.html`, `.docx`. What the format cannot hold is added to `losses`. Errors:
/// convert-target, and those of `codebook_of`.
Result<std::string> write_exchange(const ExchangeInput& input, const std::string& target,
                                   report::QdpxProfile profile, const report::WriteOptions& options,
                                   std::vector<Loss>& losses);

/// True for an extension `write_exchange` knows, lower case with dot.
bool is_exchange_target(const std::string& extension);

}  // namespace rodtrad::pipeline
