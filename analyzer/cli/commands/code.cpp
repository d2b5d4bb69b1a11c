#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>

#include "analyzer/base/file_io.h"
#include "analyzer/base/output_folder.h"
#include "analyzer/base/strings.h"
#include "analyzer/cli/analysis_source.h"
#include "analyzer/cli/app.h"
#include "analyzer/cli/console.h"
#include "analyzer/cli/streams.h"
#include "analyzer/report/terminal.h"
#include "analyzer/report/writer.h"

namespace rodtrad::cli {

namespace {

namespace fs = std::filesystem;

struct CodeOptions {
  SourceOptions source{};
  std::string out{};
  std::vector<std::string> formats{};
  std::string language = "sv";
  std::string separator = ",";
  bool strict = false;
  bool verbose = false;
};

std::vector<std::string> output_names() {
  return {"codings.jsonl", "material.jsonl", "codings.csv", "counts.csv",   "units.csv",
          "report.html",   "report.md",      "run.json",    "codebook.json"};
}

ExitCode fail(const Diagnostics& diagnostics) {
  clear_progress();
  tell(diagnostics);
  return ExitCode::BadInput;
}

ExitCode run_code(const CodeOptions& options) {
  auto gathered = gather(options.source, options.out);
  if (!gathered) return fail(gathered.failure().diagnostics);
  Gathered& g = gathered.value();
  if (g.out.empty()) {
    return fail(
        failure("usage", "an output folder is needed", {}, "give --out FOLDER").diagnostics);
  }
  if (Outcome differ = outputs_differ_from_inputs(g, g.out, output_names()); !differ) {
    return fail(differ.failure().diagnostics);
  }
  auto folder = OutputFolder::open(g.out);
  if (!folder) return fail(folder.failure().diagnostics);
  auto coded = code_gathered(g, options.source, options.language);
  if (!coded) return fail(coded.failure().diagnostics);
  const Analysis& analysis = coded.value().analysis;

  if (options.strict && analysis.remarks.count(Severity::Warning) > 0) {
    tell(analysis.remarks);
    Diagnostics told;
    told.error("strict", "warnings end the run because of --strict; nothing was written");
    tell(told);
    return ExitCode::CheckSaidNo;
  }

  const bool swedish = options.language == "sv";
  const report::WriteOptions write{swedish ? report::Language::Swedish : report::Language::English,
                                   options.separator == "tab" ? '\t' : options.separator.front()};
  std::vector<std::string> formats =
      options.formats.empty() ? report::default_formats() : options.formats;
  if (std::find(formats.begin(), formats.end(), "json") == formats.end())
    formats.emplace_back("json");
  for (const std::string& format : formats) {
    for (const OutputFile& file : report::write(format, analysis, write)) {
      if (Outcome staged = folder.value().stage(file); !staged) {
        return fail(staged.failure().diagnostics);
      }
    }
  }
  if (Outcome staged = folder.value().stage({"codebook.json", coded.value().codebook_bytes});
      !staged) {
    return fail(staged.failure().diagnostics);
  }
  if (Outcome committed = folder.value().commit(); !committed) {
    return fail(committed.failure().diagnostics);
  }

  if (options.verbose) tell(analysis.remarks, Verbosity::Verbose);
  print(report::terminal_summary(analysis, write.language, terminal_width()));
  if (!options.verbose) tell(report::terminal_warnings(analysis, write.language));
  const bool page = std::find(formats.begin(), formats.end(), "html") != formats.end();
  print(std::string("\n") + report::phrases(write.language).where_report + ": " +
        without_controls(display_name(page ? g.out / "report.html" : g.out)) + "\n");
  const bool unread = std::any_of(analysis.run.inputs.begin(), analysis.run.inputs.end(),
                                  [](const InputFile& file) { return !file.read; });
  return unread ? ExitCode::SomeUnread : ExitCode::Done;
}

}  // namespace

void define_code(CLI::App& app, Action& action) {
  auto options = std::make_shared<CodeOptions>();
  CLI::App* command = app.add_subcommand(
      "code", "code material with a codebook and write the report (the main job)");
  add_source_options(*command, options->source);
  command->add_option("--out", options->out, "the folder for the results")->type_name("FOLDER");
  command
      ->add_option("--format", options->formats,
                   "what to write (default html,md,csv,jsonl,material,json)")
      ->delimiter(',')
      ->check(CLI::IsMember(report::known_formats()))
      ->type_name("FORMAT,...");
  command->add_option("--lang", options->language, "language of the reports (default sv)")
      ->check(CLI::IsMember({"sv", "en"}))
      ->type_name("sv|en");
  command->add_option("--csv-separator", options->separator, "separator in CSV files (default ,)")
      ->check(CLI::IsMember({",", ";", "tab"}))
      ->type_name(",|;|tab");
  command->add_flag("--strict", options->strict, "let warnings end the run");
  command->add_flag("--verbose", options->verbose, "tell every remark");
  command->callback([options, &action] { action.run = [options] { return run_code(*options); }; });
}

}  // namespace rodtrad::cli
