#include "analyzer/pipeline/code_in_blocks.h"

#include <algorithm>
#include <atomic>
#include <deque>
#include <set>

#include "analyzer/base/ordered_work.h"
#include "analyzer/pipeline/block_worker.h"
#include "analyzer/pipeline/coding_spool.h"
#include "analyzer/stats/counts.h"

namespace rodtrad::pipeline {
namespace {

/// Blocks that are read, at work or waiting for their turn, for each thread: enough that none
/// waits.
constexpr std::size_t kBlocksPerThread = 3;

/// Counts different people among any number.
class PeopleCount {
 public:
  explicit PeopleCount(const std::filesystem::path& folder) : all_(folder) {}

  Outcome add(const std::vector<Fingerprint>& people) {
    for (const Fingerprint& person : people) {
      if (!met_.insert(person).second) continue;
      if (Outcome added = all_.add(person); !added) return added;
    }
    if (met_.size() > kRemembered) met_.clear();
    return success();
  }
  Result<std::uint64_t> count() {
    std::uint64_t people = 0;
    Outcome visited = all_.visit([&people](const Fingerprint&, std::uint64_t) { ++people; });
    if (!visited) return std::move(visited).failure();
    return people;
  }

 private:
  static constexpr std::size_t kRemembered = 1U << 14U;
  std::set<Fingerprint> met_;  ///< lately
  HashRuns all_;
};

/// One of the inputs as it came out of a pass.
struct ReadInput {
  InputFile file{};
  Diagnostics remarks{};
  text::PieceDecoder::Found found{};
  ingest::IgnoredKeys ignored{};
  std::optional<Failure> failed{};
  bool came_in_blocks = false;
};

/// What one pass over the material gives.
struct Pass {
  explicit Pass(const std::filesystem::path& folder)
      : records(folder), ids(folder), people(folder) {}

  std::vector<ReadInput> inputs{};
  std::size_t blocks = 0;
  ScratchFile records;
  RepeatedIds ids;
  PeopleCount people;
  report::IndicatorCounts indicator_counts{};
  CountTable counts{};
  Totals totals{};
  std::vector<std::vector<bool>> met{};
  ingest::InterviewerNames interviewers{};
  std::set<std::string> attribute_names{};
  std::optional<std::size_t> too_many_attributes_in{};  ///< the input
  std::optional<Failure> stopped{};                     ///< the disk is full
};

/// Adds blocks up, in their order.
class BlockSums {
 public:
  BlockSums(const BlockContext& context, Pass& pass) : context_(context), pass_(pass) {}

  void add(InputBlock& block, BlockResult& result) {
    ReadInput& input = pass_.inputs[block.input];
    if (block.kind == InputBlock::Kind::End) return end(block, input);
    ++pass_.blocks;
    input.found.add(result.found);
    input.came_in_blocks = block.kind != InputBlock::Kind::Whole;
    if (input.failed) return;  // the text after a faulty line is only decoded
    if (!input.came_in_blocks) {
      input.file = std::move(result.file);
      input.remarks = std::move(result.remarks);
    } else {
      input.file.documents += result.documents;
    }
    if (result.failed) {
      input.failed = std::move(result.failed);
      // With `KeepGoing` a Whole input gives nothing, so the run goes on; else it has failed.
      if (context_.request.on_bad_input == OnBadInput::Stop || input.came_in_blocks) {
        context_.only_import = true;
      }
      return;
    }
    for (auto& [key, n] : result.ignored) input.ignored[key] += n;
    if (Outcome summed = sum(block, result); !summed && !pass_.stopped) {
      pass_.stopped = std::move(summed).failure();
      context_.only_import = true;
    }
  }

 private:
  Outcome sum(const InputBlock& block, BlockResult& result) {
    for (const BlockResult::Id& id : result.ids) {
      Outcome added =
          pass_.ids.add({static_cast<std::uint32_t>(block.input), id.number}, id.id, id.print);
      if (!added) return added;
    }
    pass_.met.resize(result.met.size());
    for (std::size_t t = 0; t < result.met.size(); ++t) {
      pass_.met[t].resize(result.met[t].size(), false);
      for (std::size_t r = 0; r < result.met[t].size(); ++r) {
        if (result.met[t][r]) pass_.met[t][r] = true;
      }
    }
    pass_.interviewers.add(result.interviewers);
    pass_.attribute_names.insert(result.attribute_names.begin(), result.attribute_names.end());
    if (pass_.attribute_names.size() > kMostAttributes && !pass_.too_many_attributes_in) {
      pass_.too_many_attributes_in = block.input;
      context_.only_import = true;
    }
    pass_.totals.documents += result.documents;
    stats::add_units(result.totals, pass_.totals);
    stats::add_units(result.counts, pass_.counts);
    pass_.indicator_counts.add(result.indicator_counts);
    if (Outcome added = pass_.people.add(result.people); !added) return added;
    return pass_.records.append(result.records);
  }

  void end(InputBlock& block, ReadInput& input) const {
    const Input& asked = *context_.inputs[block.input];
    input.file.name = asked.name;
    input.file.sha256 = std::move(block.sha256);
    if (input.file.documents > 0) {
      input.file.importer = ingest::importer_name(asked.name);
      input.file.encoding = block.encoding;
    }
    input.remarks = std::move(block.remarks);
    if (block.failed) {
      input.came_in_blocks = true;
      if (!input.failed) input.failed = std::move(block.failed);
      context_.only_import = true;
    }
    if (ingest::kind_of(asked.name) != ingest::SourceKind::JsonLines) return;
    block.decoder->tell(input.found, input.remarks);
    if (!input.failed) ingest::tell_ignored_keys(input.ignored, asked.name, input.remarks);
  }

  const BlockContext& context_;
  Pass& pass_;
};

/// Takes the material through once. `left_out` are inputs that turned out faulty before.
Pass go_through(const BlockContext& context, const BlockOptions& options,
                const std::set<std::size_t>& left_out, const Progress& progress) {
  struct Item {
    InputBlock block{};
    BlockResult result{};
  };
  Pass pass(options.scratch_folder);
  pass.inputs.resize(context.inputs.size());
  pass.counts = stats::count(*context.compiled.codebook, {}, {}, {}, {});
  InputBlocks blocks(context.request, context.inputs, context.import, options.block_bytes,
                     left_out);
  BlockSums sums(context, pass);
  const std::size_t workers = std::max<std::size_t>(1, context.request.jobs);
  std::deque<BlockWorker> threads;
  for (std::size_t w = 0; w < workers; ++w) threads.emplace_back(context);
  const auto all = static_cast<std::size_t>(progress ? bytes_of(context.inputs) : 0);
  ordered_work<Item>(
      workers, workers == 1 ? 1 : workers * kBlocksPerThread,
      [&](Item& item) { return blocks.next(item.block); },
      [&](Item& item, std::size_t worker) { item.result = threads[worker].run(item.block); },
      [&](Item& item) {
        sums.add(item.block, item.result);
        if (progress) {
          progress(std::min(all, static_cast<std::size_t>(item.block.bytes_read)), all);
        }
      });
  return pass;
}

/// The attribute tables as they are read, with what was remarked of each.
struct Tables {
  std::vector<ingest::AttributeTable> tables{};
  std::vector<Diagnostics> remarks{};
  std::optional<Failure> failed{};
};

Tables read_tables(const Request& request) {
  Tables out;
  for (const NamedBytes& named : request.attribute_tables) {
    Diagnostics remarks;
    auto table =
        ingest::read_attribute_table(named.bytes, named.name, request.import.encoding, remarks);
    if (!table) {
      out.failed = std::move(table).failure();
      break;
    }
    out.tables.push_back(std::move(table).value());
    out.remarks.push_back(std::move(remarks));
  }
  return out;
}

/// What `import_all` and `analyze` tell, in their order.
Result<Diagnostics> remarks_of(Pass& pass, Tables& tables, const NewIds& new_ids,
                               const BlockContext& context) {
  Failure failed;
  Diagnostics out;
  std::set<std::string> sources;
  for (std::size_t i = 0; i < pass.inputs.size(); ++i) {
    ReadInput& input = pass.inputs[i];
    input.file.read = !input.failed;
    Diagnostics told = std::move(input.remarks);
    if (const auto renamed = new_ids.renamed.find(static_cast<std::uint32_t>(i));
        renamed != new_ids.renamed.end() && !input.failed) {
      ingest::tell_renamed(renamed->second, input.file.name, told);
    }
    if (input.failed) told.append(std::move(input.failed->diagnostics));
    if (!input.file.read && context.request.on_bad_input == OnBadInput::Stop) {
      failed.diagnostics.append(std::move(told));
      continue;
    }
    if (input.file.documents > 0) sources.insert(context.inputs[i]->key);
    out.append(std::move(told));
  }
  if (!failed.diagnostics.empty()) return failed;
  pass.interviewers.tell(context.import.interviewers, out);
  if (tables.failed) return std::move(*tables.failed);
  for (std::size_t t = 0; t < tables.tables.size(); ++t) {
    out.append(std::move(tables.remarks[t]));
    std::vector<bool> met = t < pass.met.size() ? pass.met[t] : std::vector<bool>();
    met.resize(tables.tables[t].rows.size(), false);
    ingest::tell_unused(tables.tables[t], met, {sources.begin(), sources.end()}, out);
    ingest::take_back_no_interviewer(tables.tables[t], out);
  }
  if (pass.too_many_attributes_in) {
    return too_many_attributes(context.inputs[*pass.too_many_attributes_in]->name);
  }
  return out;
}

}  // namespace

Outcome BlockRun::write_codings(const std::function<Outcome(std::string_view)>& append) const {
  return finish_lines(records_, counts_, append, threads_);
}

Result<BlockRun> code_in_blocks(const Request& request, const CompiledCodebook& compiled,
                                const BlockOptions& options, const Progress& progress) {
  const std::vector<const Input*> inputs = sorted_inputs(request);
  const ingest::ImportOptions import = with_labels(request.import, compiled.codebook.get());
  Tables tables = read_tables(request);
  NewIds new_ids;
  std::map<std::size_t, ReadInput> faulty;  // inputs that failed after some blocks
  for (;;) {
    std::atomic<bool> only_import = tables.failed.has_value();
    const BlockContext context{request,       compiled, inputs,     import,
                               tables.tables, new_ids,  only_import};
    std::set<std::size_t> left_out;
    for (const auto& [i, input] : faulty) left_out.insert(i);
    Pass pass = go_through(context, options, left_out, progress);
    if (pass.stopped) return std::move(*pass.stopped);
    if (request.on_bad_input == OnBadInput::KeepGoing) {
      // What such an input gave before its fault must not count: once more without it.
      const std::size_t known = faulty.size();
      for (std::size_t i = 0; i < inputs.size(); ++i) {
        if (!pass.inputs[i].failed || !pass.inputs[i].came_in_blocks) continue;
        pass.inputs[i].file.documents = 0;
        pass.inputs[i].file.importer.clear();
        pass.inputs[i].file.encoding.clear();
        faulty.emplace(i, std::move(pass.inputs[i]));
      }
      if (faulty.size() > known) continue;
    }
    const bool complete = !only_import;
    if (complete) {
      Result<NewIds> wanted = pass.ids.settle();
      if (!wanted) return std::move(wanted).failure();
      if (wanted.value() != new_ids) {
        new_ids = std::move(wanted).value();
        continue;
      }
    }
    for (auto& [i, input] : faulty) pass.inputs[i] = std::move(input);
    Result<Diagnostics> remarks = remarks_of(pass, tables, new_ids, context);
    if (!remarks) return std::move(remarks).failure();
    Result<std::uint64_t> people = pass.people.count();
    if (!people) return std::move(people).failure();

    BlockRun run(std::move(pass.records), std::max<std::size_t>(1, request.jobs));
    run.counts_ = std::move(pass.indicator_counts);
    run.blocks = pass.blocks;
    Analysis& analysis = run.analysis;
    analysis.title = request.title;
    analysis.codebook = compiled.codebook;
    analysis.counts = std::move(pass.counts);
    analysis.totals = std::move(pass.totals);
    analysis.totals.speakers = people.value();
    analysis.run = run_info(request, compiled);
    for (ReadInput& input : pass.inputs) analysis.run.inputs.push_back(std::move(input.file));
    analysis.remarks = std::move(remarks).value();
    tell_same_files(analysis.run.inputs, analysis.remarks);
    return run;
  }
}

}  // namespace rodtrad::pipeline
