#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>

#include "analyzer/base/file_io.h"
#include "analyzer/cli/analysis_source.h"
#include "analyzer/cli/app.h"
#include "analyzer/cli/coding_file.h"
#include "analyzer/cli/console.h"
#include "analyzer/cli/inputs.h"
#include "analyzer/cli/result_output.h"
#include "analyzer/codebook/load.h"
#include "analyzer/pipeline/judgements.h"
#include "analyzer/report/agreement.h"
#include "analyzer/stats/agreement_table.h"
#include "analyzer/stats/coded_units.h"

/// How far coders agree: people's files and result folders, the rule set being one coder.
namespace rodtrad::cli {
namespace {

namespace fs = std::filesystem;

struct AgreeOptions : OutputOptions {
  std::vector<std::string> sources{};
  std::string codebook{};
  std::string resample = "auto";
  stats::AgreementOptions measure{};
};

struct Source {
  std::string name;
  std::vector<CoderCodings> coders{};
};

struct ReadSources {
  std::vector<Source> sources{};
  std::vector<Analysis> analyses{};  ///< of the result folders among them
  std::optional<Codebook> codebook{};
  Diagnostics remarks{};
};

/// The folder with the most units says what a unit is; among equals the one whose units come first,
/// so that the order on the command line changes nothing.
std::optional<std::vector<PlacedUnit>> frame_of(const std::vector<Analysis>& analyses) {
  std::optional<std::vector<PlacedUnit>> best;
  for (const Analysis& analysis : analyses) {
    std::vector<PlacedUnit> units = pipeline::placed_units(analysis);
    if (!best || units.size() > best->size() || (units.size() == best->size() && units < *best)) {
      best = std::move(units);
    }
  }
  return best;
}

Outcome read_folders(const AgreeOptions& options, ReadSources& out) {
  for (const std::string& source : options.sources) {
    if (!is_results_folder(source)) continue;
    auto analysis = read_results_folder(source);
    if (!analysis) return std::move(analysis).failure();
    out.sources.push_back({source, pipeline::coders_of(analysis.value())});
    out.analyses.push_back(std::move(analysis).value());
  }
  return success();
}

Outcome read_files(const AgreeOptions& options, ReadSources& out) {
  const Analysis* first = out.analyses.empty() ? nullptr : &out.analyses.front();
  pipeline::CodeNames names(out.codebook ? &*out.codebook : nullptr);
  Failure faults;
  for (const std::string& source : options.sources) {
    if (is_results_folder(source)) continue;
    auto file = CodingFile::open(source, out.remarks);
    if (!file) {
      faults.diagnostics.append(std::move(file).failure().diagnostics);
      continue;
    }
    auto rows = file.value().codings(out.codebook ? &*out.codebook : nullptr, first, out.remarks);
    if (!rows) {
      faults.diagnostics.append(std::move(rows).failure().diagnostics);
      continue;
    }
    auto coders = pipeline::coders_of(rows.value(), display_name(fs::path(source).stem()), first,
                                      names, out.remarks);
    if (!coders) {
      faults.diagnostics.append(std::move(coders).failure().diagnostics);
      continue;
    }
    out.sources.push_back({source, std::move(coders).value()});
  }
  if (!faults.diagnostics.empty()) return faults;
  return success();
}

/// The codebook gives names their ids and labels: the one asked for, else the first folder's.
Outcome find_codebook(const AgreeOptions& options, ReadSources& out) {
  if (options.codebook.empty()) {
    if (!out.analyses.empty()) out.codebook = *out.analyses.front().codebook;
    return success();
  }
  auto bytes = read_codebook(options.codebook);
  if (!bytes) return std::move(bytes).failure();
  auto loaded = codebook::load(bytes.value().bytes, bytes.value().name);
  if (!loaded) return std::move(loaded).failure();
  out.codebook = std::move(loaded).value();
  return success();
}

/// All coders; one whose name stands in several sources is told apart by the source.
std::vector<CoderCodings> named_apart(std::vector<Source> sources) {
  std::map<std::string, int> times;
  for (const Source& source : sources) {
    for (const CoderCodings& coder : source.coders) ++times[coder.coder];
  }
  std::vector<CoderCodings> out;
  for (Source& source : sources) {
    for (CoderCodings& coder : source.coders) {
      if (times[coder.coder] > 1) coder.coder += " (" + display_name(source.name) + ")";
      out.push_back(std::move(coder));
    }
  }
  return out;
}

/// What coders have agreed on in an earlier run's sheet is not written over.
Outcome spare_agreed(const fs::path& out) {
  for (const char* const name : {"disagreements.xlsx", "disagreements.csv"}) {
    std::error_code error;
    const fs::path file = out / name;
    if (!fs::exists(file, error)) continue;
    Diagnostics ignored;
    const auto opened = CodingFile::open(file.string(), ignored);
    const auto rows = opened ? opened.value().rows(nullptr, nullptr, ignored)
                             : Result<std::vector<pipeline::JudgementRow>>(opened.failure());
    const bool empty = rows && std::none_of(rows.value().begin(), rows.value().end(),
                                            [](const auto& row) { return row.judged; });
    if (empty) continue;
    return failure("agreed-written-over",
                   "\"" + display_name(file) + "\" " +
                       (rows ? "holds what you have agreed on" : "cannot be read") +
                       " and would be written over",
                   {}, "move it to another folder, or give another --out");
  }
  return success();
}

Outcome write_report(const AgreeOptions& options, const report::AgreementReport& report,
                     report::Language language) {
  if (Outcome spared = spare_agreed(options.out); !spared) return spared;
  const report::WriteOptions write = write_options(options);
  const report::Table figures = report::agreement_table(report, language);
  const report::Table differences = report::disagreements_table(report, language);
  std::vector<OutputFile> files;
  if (wants(options, "csv")) {
    files.push_back({"agreement.csv", report::table_csv(figures, write)});
    files.push_back({"disagreements.csv", report::table_csv(differences, write)});
  }
  if (wants(options, "xlsx")) {
    const report::Table tables[] = {differences, figures};
    files.push_back({"disagreements.xlsx", report::workbook_xlsx(tables, language)});
  }
  if (wants(options, "html")) {
    files.push_back({"disagreements.html", report::agreement_html(report, language)});
  }
  return write_results(options.out, files, {options.sources.begin(), options.sources.end()});
}

ExitCode run_agree(AgreeOptions options) {
  ReadSources gathered;
  if (Outcome read = read_folders(options, gathered); !read) return fail(read.failure());
  if (Outcome found = find_codebook(options, gathered); !found) return fail(found.failure());
  if (Outcome read = read_files(options, gathered); !read) return fail(read.failure());
  tell(gathered.remarks);
  std::vector<CoderCodings> coders = named_apart(std::move(gathered.sources));
  if (coders.size() < 2) {
    return fail(failure("agree-coders", "agreement needs at least two coders, and one was found",
                        {}, "give two or more files or folders, or a file with a coder column"));
  }
  const CodedUnits coded = stats::lay_on_units(std::move(coders), frame_of(gathered.analyses));
  options.measure.resample = options.resample == "documents" ? stats::Resample::Documents
                             : options.resample == "units"   ? stats::Resample::Units
                                                             : stats::Resample::Auto;
  const Agreement agreement = stats::measure_agreement(coded, options.measure);
  const Codebook* codebook = gathered.codebook ? &*gathered.codebook : nullptr;
  const report::AgreementReport report{coded, agreement, codebook};
  const report::Language language = write_options(options).language;
  if (!options.out.empty()) {
    if (Outcome written = write_report(options, report, language); !written) {
      return fail(written.failure());
    }
  }
  print(report::agreement_text(report, language));
  return ExitCode::Done;
}

}  // namespace

void define_agree(CLI::App& app, Action& action) {
  auto options = std::make_shared<AgreeOptions>();
  CLI::App* command =
      app.add_subcommand("agree", "measure how far coders agree; the rule set may be one of them");
  command
      ->add_option("SOURCE", options->sources,
                   "folders that code wrote, and people's codings (.jsonl, .csv, .tsv, .xlsx, "
                   ".qdpx, .qde, Taguette .sqlite3)")
      ->required();
  command
      ->add_option("--codebook", options->codebook,
                   "where codes have their ids and labels (default: that of the first folder)")
      ->type_name("FILE");
  command->add_option("--out", options->out, "the folder for the results (default: only show)")
      ->type_name("FOLDER");
  command->add_option("--format", options->formats, "what to write (default csv,xlsx,html)")
      ->delimiter(',')
      ->check(CLI::IsMember({"csv", "xlsx", "html"}))
      ->type_name("FORMAT,...");
  command
      ->add_option("--bootstrap", options->measure.resamples,
                   "draw N times for the intervals; 0 gives none (default 1000)")
      ->check(CLI::Range(0, 100000))
      ->type_name("N");
  command
      ->add_option("--resample", options->resample,
                   "draw documents or units (default: documents from eight documents on)")
      ->check(CLI::IsMember({"auto", "documents", "units"}))
      ->type_name("auto|documents|units");
  command->add_option("--seed", options->measure.seed, "seed of the draws (default 1)")
      ->type_name("N");
  add_writing_options(*command, *options);
  command->callback([options, &action] { action.run = [options] { return run_agree(*options); }; });
}

}  // namespace rodtrad::cli
