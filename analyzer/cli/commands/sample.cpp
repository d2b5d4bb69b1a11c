#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>

#include "analyzer/base/output_folder.h"
#include "analyzer/cli/analysis_source.h"
#include "analyzer/cli/app.h"
#include "analyzer/cli/console.h"
#include "analyzer/pipeline/sample.h"
#include "analyzer/report/evaluation.h"

/// A sheet of units to judge by hand, read back by `evaluate`.
namespace rodtrad::cli {
namespace {

namespace fs = std::filesystem;

struct SampleCommand {
  SourceOptions source{};
  pipeline::SampleOptions draw{};
  std::string out{};
  std::vector<std::string> formats{};
  std::string language = "sv";
  std::string separator = ",";
  bool overwrite = false;
};

Outcome write_files(const SampleCommand& options, const report::Table& table,
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
  auto folder = OutputFolder::open(options.out);
  if (!folder) return std::move(folder).failure();
  const report::WriteOptions write{language,
                                   options.separator == "tab" ? '\t' : options.separator.front()};
  for (const std::string& format : formats) {
    const report::Table tables[] = {table};
    const std::string bytes = format == "xlsx" ? report::workbook_xlsx(tables, language)
                                               : report::table_csv(table, write);
    if (Outcome staged = folder.value().stage({"sample." + format, bytes}); !staged) return staged;
  }
  return folder.value().commit();
}

ExitCode run_sample(const SampleCommand& options) {
  auto coded = load_analysis(options.source, options.language);
  if (!coded) {
    tell(coded.failure().diagnostics);
    return ExitCode::BadInput;
  }
  const Analysis& analysis = coded.value().analysis;
  const DrawnSample sample = pipeline::draw_sample(analysis, options.draw);
  const report::Language language =
      options.language == "sv" ? report::Language::Swedish : report::Language::English;
  const report::Table table = report::sample_table(analysis, sample, language);
  if (Outcome written = write_files(options, table, language); !written) {
    tell(written.failure().diagnostics);
    return ExitCode::BadInput;
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
  command->add_option("--lang", options->language, "language of the sheet (default sv)")
      ->check(CLI::IsMember({"sv", "en"}))
      ->type_name("sv|en");
  command->add_option("--csv-separator", options->separator, "separator in CSV files (default ,)")
      ->check(CLI::IsMember({",", ";", "tab"}))
      ->type_name(",|;|tab");
  command->callback(
      [options, &action] { action.run = [options] { return run_sample(*options); }; });
}

}  // namespace rodtrad::cli
