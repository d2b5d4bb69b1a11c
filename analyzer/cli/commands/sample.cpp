#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>

#include "analyzer/cli/analysis_source.h"
#include "analyzer/cli/app.h"
#include "analyzer/cli/console.h"
#include "analyzer/cli/result_output.h"
#include "analyzer/pipeline/sample.h"
#include "analyzer/report/evaluation.h"

/// A sheet of units to judge by hand, read back by `evaluate`.
namespace rodtrad::cli {
namespace {

namespace fs = std::filesystem;

struct SampleCommand : WritingOptions {
  SourceOptions source{};
  pipeline::SampleOptions draw{};
  std::string out{};
  std::vector<std::string> formats{};
  bool overwrite = false;
};

Outcome write_sheets(const SampleCommand& options, const report::Table& table,
                     report::Language language) {
  const std::vector<std::string> formats =
      options.formats.empty() ? std::vector<std::string>{"xlsx", "csv"} : options.formats;
  for (const std::string& format : formats) {
    std::error_code error;
    const fs::path file = fs::path(options.out) / ("sample." + format);
    if (!options.overwrite && fs::exists(file, error)) {
      return failure(
          "sample-exists", "\"" + file.string() + "\" is there already", {},
          "it may hold somebody's judgements: choose another folder, or say --overwrite");
    }
  }
  const report::WriteOptions write = write_options(options);
  std::vector<OutputFile> files;
  for (const std::string& format : formats) {
    const report::Table tables[] = {table};
    const std::string bytes = format == "xlsx" ? report::workbook_xlsx(tables, language)
                                               : report::table_csv(table, write);
    files.push_back({"sample." + format, bytes});
  }
  return write_results(options.out, files, {});
}

ExitCode run_sample(const SampleCommand& options) {
  auto coded = load_analysis(options.source, options.language);
  if (!coded) {
    return fail(coded.failure());
  }
  const Analysis& analysis = coded.value().analysis;
  const DrawnSample sample = pipeline::draw_sample(analysis, options.draw);
  const report::Language language = write_options(options).language;
  const report::Table table = report::sample_table(analysis, sample, language);
  if (Outcome written = write_sheets(options, table, language); !written) {
    return fail(written.failure());
  }
  print(report::sample_text(analysis, sample, language));
  return ExitCode::Done;
}

}  // namespace

void define_sample(CLI::App& app, Action& action) {
  auto options = std::make_shared<SampleCommand>();
  CLI::App* command = app.add_subcommand(
      "sample", "draw units to judge by hand, from every theme, level and the uncoded");
  add_source_options(*command, options->source);
  command->add_option("--n", options->draw.n, "draw N units (default 100)")
      ->check(CLI::Range(1, 1000000))
      ->type_name("N");
  command->add_option("--seed", options->draw.seed, "seed of the draw (default 1)")->type_name("N");
  command->add_option("--out", options->out, "the folder for the sheet")
      ->required()
      ->type_name("FOLDER");
  command->add_option("--format", options->formats, "what to write (default xlsx,csv)")
      ->delimiter(',')
      ->check(CLI::IsMember({"xlsx", "csv"}))
      ->type_name("FORMAT,...");
  command->add_flag("--overwrite", options->overwrite, "write over a sheet that is there already");
  add_writing_options(*command, *options);
  command->callback(
      [options, &action] { action.run = [options] { return run_sample(*options); }; });
}

}  // namespace rodtrad::cli
