#include "analyzer/cli/coding_file.h"

#include <algorithm>
#include <filesystem>

#include "analyzer/base/file_io.h"
#include "analyzer/base/strings.h"
#include "analyzer/pipeline/exchange.h"
#include "analyzer/pipeline/project_judgements.h"
#include "analyzer/store/taguette_database.h"

namespace rodtrad::cli {
namespace {

bool is_refi(const std::filesystem::path& path) {
  const std::string extension = ascii_lower(path.extension().string());
  return extension == ".qdpx" || extension == ".qde";
}

}  // namespace

Result<CodingFile> CodingFile::open(const std::string& path, Diagnostics& remarks) {
  CodingFile out;
  out.file_ = display_name(path);
  out.stem_ = display_name(std::filesystem::path(path).stem());
  Result<std::string> bytes = read_file(path);
  if (!bytes) return std::move(bytes).failure();
  if (store::is_sqlite(bytes.value())) {
    auto project = store::read_taguette(bytes.value(), out.file_);
    if (!project) return std::move(project).failure();
    out.project_ = pipeline::canonical_input(std::move(project).value(), "taguette").project;
    return out;
  }
  if (is_refi(path)) {
    auto read = pipeline::read_exchange({out.file_, std::move(bytes).value()}, "auto", remarks);
    if (!read) return std::move(read).failure();
    out.project_ = std::move(read).value().project;
    return out;
  }
  auto rows = pipeline::read_judgements(bytes.value(), out.file_, remarks);
  if (!rows) return std::move(rows).failure();
  out.rows_ = std::move(rows).value();
  return out;
}

Result<std::vector<pipeline::JudgementRow>> CodingFile::rows(const Codebook* codebook,
                                                             const Analysis* analysis,
                                                             Diagnostics& remarks) const {
  if (!project_) return rows_;
  return pipeline::judgements_of(*project_, file_, stem_, codebook, analysis, remarks);
}

Result<std::vector<pipeline::JudgementRow>> CodingFile::codings(const Codebook* codebook,
                                                                const Analysis* analysis,
                                                                Diagnostics& remarks) const {
  auto out = rows(codebook, analysis, remarks);
  if (!out) return out;
  const auto decided =
      std::find_if(out.value().begin(), out.value().end(),
                   [](const pipeline::JudgementRow& row) { return !row.decision.empty(); });
  if (decided == out.value().end()) return out;
  return failure("judgement-decisions",
                 "the file holds decisions about codings (\"" + decided->decision +
                     "\"), not a coder's own codings",
                 decided->place,
                 "apply them with rodtrad code --decisions and give the folder that it writes");
}

}  // namespace rodtrad::cli
