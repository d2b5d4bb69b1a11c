#pragma once
#include <filesystem>
#include <functional>
#include <string_view>

#include "analyzer/base/result.h"
#include "analyzer/base/scratch_file.h"
#include "analyzer/model/analysis.h"
#include "analyzer/pipeline/compiled_codebook.h"
#include "analyzer/pipeline/request.h"
#include "analyzer/report/scores.h"

namespace rodtrad::pipeline {

struct BlockOptions {
  std::size_t block_bytes = std::size_t{1} << 18U;
  /// Where scratch files may be made: the folder of the results.
  std::filesystem::path scratch_folder{"."};
};

/// What a run in blocks leaves: everything about the run but its documents, units and codings.
class BlockRun {
 public:
  /// `counts` and `totals` are those of the whole material, but documents and speakers are only
  /// counted in the totals. What `run.json` and the terminal's summary read is all there.
  Analysis analysis{};
  std::size_t blocks = 0;  ///< the material came in so many

  /// The bytes of codings.jsonl, in order and some at a time.
  Outcome write_codings(const std::function<Outcome(std::string_view)>& append) const;

 private:
  friend Result<BlockRun> code_in_blocks(const Request&, const CompiledCodebook&,
                                         const BlockOptions&, const Progress&);
  BlockRun(ScratchFile records, std::size_t threads)
      : records_(std::move(records)), threads_(threads) {}

  ScratchFile records_;
  std::size_t threads_;
  report::IndicatorCounts counts_{};
};

/// The main job where only codings are wanted: what `analyze` gives, but the material goes through
/// a block at a time, so that memory follows the blocks at work (see docs/architecture.md) and not
/// the material. Inputs are read through `Input::open` where that is set, each two or three times.
/// Same results and errors as `analyze`, whatever the number of threads and the size of blocks;
/// besides io-changed and, when the disk is full, out-write. Progress is told in bytes.
Result<BlockRun> code_in_blocks(const Request& request, const CompiledCodebook& codebook,
                                const BlockOptions& options, const Progress& progress = {});

}  // namespace rodtrad::pipeline
