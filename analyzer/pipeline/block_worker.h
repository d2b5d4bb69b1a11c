#pragma once
#include <atomic>
#include <string>
#include <utility>
#include <vector>

#include "analyzer/ingest/attribute_table.h"
#include "analyzer/ingest/interviewer_names.h"
#include "analyzer/ingest/jsonl_pieces.h"
#include "analyzer/pipeline/document_coder.h"
#include "analyzer/pipeline/input_blocks.h"
#include "analyzer/pipeline/repeated_ids.h"
#include "analyzer/report/scores.h"

namespace rodtrad::pipeline {

/// What one block gave, in a form that can be added up.
struct BlockResult {
  // Import
  Diagnostics remarks{};            ///< of inputs that came as one block
  std::optional<Failure> failed{};  ///< the input cannot be read
  InputFile file{};                 ///< of inputs that came as one block
  std::size_t documents = 0;        ///< that begin in this block
  text::PieceDecoder::Found found{};
  ingest::IgnoredKeys ignored{};
  struct Id {
    std::uint32_t number = 0;
    std::string id{};
    Fingerprint print{};
  };
  std::vector<Id> ids{};                       ///< as the inputs ask for them
  std::vector<std::vector<bool>> met{};        ///< rows of the attribute tables
  std::vector<std::string> attribute_names{};  ///< in order
  ingest::InterviewerNames interviewers{};

  // Coding
  std::string records{};  ///< see coding_spool.h
  report::IndicatorCounts indicator_counts{};
  CountTable counts{};
  Totals totals{};
  std::vector<Fingerprint> people{};  ///< in order, each once
};

/// What all workers of one run share.
struct BlockContext {
  const Request& request;
  const CompiledCodebook& compiled;
  const std::vector<const Input*>& inputs;
  const ingest::ImportOptions& import;
  const std::vector<ingest::AttributeTable>& tables;
  const NewIds& new_ids;
  std::atomic<bool>& only_import;  ///< the run has failed; what is wrong elsewhere is still told
};

/// Imports and codes blocks: one for each thread.
class BlockWorker {
 public:
  explicit BlockWorker(const BlockContext& context);
  BlockResult run(InputBlock& block);

 private:
  void import_whole(const InputBlock& block, BlockResult& out);
  void import_lines(const InputBlock& block, BlockResult& out);
  void settle_documents(const InputBlock& block, BlockResult& out);
  void code(const InputBlock& block, BlockResult& out);

  const BlockContext& context_;
  DocumentCoder coder_;
  Analysis analysis_;                   ///< of the block at hand
  std::vector<std::uint32_t> numbers_;  ///< of its documents in their input
};

}  // namespace rodtrad::pipeline
