#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "analyzer/base/file_io.h"
#include "analyzer/base/strings.h"
#include "analyzer/cli/analysis_source.h"
#include "analyzer/cli/app.h"
#include "analyzer/cli/console.h"
#include "analyzer/cli/result_output.h"
#include "analyzer/pipeline/exchange.h"
#include "analyzer/store/taguette_database.h"

namespace rodtrad::cli {
namespace {

namespace fs = std::filesystem;

struct ConvertOptions : WritingOptions {
  std::string in{};
  std::string out{};
  std::string profile = "standard";
  std::string offsets = "auto";
};

report::QdpxProfile profile_named(const std::string& name) {
  if (name == "nvivo") return report::QdpxProfile::Nvivo;
  if (name == "maxqda") return report::QdpxProfile::Maxqda;
  return report::QdpxProfile::Standard;
}

Result<pipeline::ExchangeInput> read_in(const ConvertOptions& options, Diagnostics& remarks) {
  if (is_results_folder(options.in)) {
    auto analysis = read_results_folder(options.in);
    if (!analysis) return std::move(analysis).failure();
    return pipeline::ExchangeInput{
        .kind = pipeline::ExchangeKind::Project,
        .format = "results",
        .project = report::exchange_of(analysis.value(), write_options(options).language)};
  }
  auto bytes = read_file(options.in);
  if (!bytes) return std::move(bytes).failure();
  if (store::is_sqlite(bytes.value())) {
    auto project = store::read_taguette(bytes.value(), options.in);
    if (!project) return std::move(project).failure();
    return pipeline::canonical_input(std::move(project).value(), "taguette");
  }
  return pipeline::read_exchange({options.in, std::move(bytes).value()}, options.offsets, remarks);
}

ExitCode run_convert(const ConvertOptions& options) {
  Diagnostics remarks;
  auto input = read_in(options, remarks);
  tell(remarks);
  if (!input) return fail(input.failure());
  const report::WriteOptions write = write_options(options);
  std::vector<Loss> losses;
  auto bytes = pipeline::write_exchange(input.value(), options.out, profile_named(options.profile),
                                        write, losses);
  if (!bytes) return fail(bytes.failure());

  const fs::path out(options.out);
  const fs::path folder = out.has_parent_path() ? out.parent_path() : fs::path(".");
  const std::string target = ascii_lower(out.extension().string()).substr(1);
  const std::vector<OutputFile> files = {
      {out.filename().string(), std::move(bytes).value()},
      {"loss.json", report::loss_json(losses, input.value().format, target)}};
  if (Outcome done = write_results(folder, files, {options.in}); !done) return fail(done.failure());
  const bool swedish = options.swedish();
  const std::string n = std::to_string(losses.size());
  print(display_name(out) + "\n" +
        (losses.empty() ? (swedish ? "Allt kom med.\n" : "Everything was carried over.\n")
                        : (swedish ? n + (losses.size() == 1 ? " sak" : " saker") +
                                         " kom inte med eller ändrades, se "
                                   : n + " things were not carried over or were changed, see ") +
                              display_name(folder / "loss.json") + "\n"));
  return ExitCode::Done;
}

}  // namespace

void define_convert(CLI::App& app, Action& action) {
  auto options = std::make_shared<ConvertOptions>();
  CLI::App* command = app.add_subcommand(
      "convert", "convert codebooks and projects between this and other programs' formats");
  command
      ->add_option(
          "IN", options->in,
          "a .qdpx, .qde, .qdc, .json, .csv, .xlsx or Taguette .sqlite3 file, or a results "
          "folder")
      ->required();
  command
      ->add_option("OUT", options->out,
                   "the file to write; its ending says the format: .qdpx .qdc .json .csv .xlsx .md "
                   ".html .docx")
      ->required();
  command
      ->add_option("--profile", options->profile,
                   "write a .qdpx the way a program reads it (default standard)")
      ->check(CLI::IsMember({"standard", "nvivo", "maxqda"}))
      ->type_name("standard|nvivo|maxqda");
  command
      ->add_option("--offsets", options->offsets,
                   "how a .qdpx counts positions (default auto: found out)")
      ->check(CLI::IsMember({"auto", "codepoint", "utf16", "codepoint-lf", "utf16-lf"}))
      ->type_name("auto|codepoint|utf16|codepoint-lf|utf16-lf");
  add_writing_options(*command, *options);
  command->callback(
      [options, &action] { action.run = [options] { return run_convert(*options); }; });
}

}  // namespace rodtrad::cli
