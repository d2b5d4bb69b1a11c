#include "analyzer/pipeline/explore.h"

#include <CLI/CLI.hpp>
#include <future>
#include <memory>

#include "analyzer/base/strings.h"
#include "analyzer/cli/analysis_source.h"
#include "analyzer/cli/app.h"
#include "analyzer/cli/console.h"
#include "analyzer/cli/result_output.h"
#include "analyzer/report/explore_report.h"
#include "analyzer/report/html_page.h"

namespace rodtrad::cli {
namespace {

struct ExploreCommand {
  SourceOptions source{};
  OutputOptions output{};
  pipeline::ExploreOptions explore{};
};

ExitCode run_explore(const ExploreCommand& options) {
  auto folder = open_output(options.output);
  if (!folder) return fail(folder.failure());
  auto coded = load_analysis(options.source, options.output.language);
  if (!coded) return fail(coded.failure());
  const Analysis& analysis = coded.value().analysis;
  // A results folder is read without a lexicon; words need one.
  OpenedLexicon own;
  const OpenedLexicon* lexicon = &coded.value().lexicon;
  if (!coded.value().compiled) {
    Diagnostics remarks;
    auto opened = open_lexicon(options.source.language_engine, remarks);
    if (!opened) return fail(opened.failure());
    tell(remarks);
    own = std::move(opened).value();
    lexicon = &own;
  }
  auto explored = pipeline::explore(analysis, lexicon->resources, options.explore);
  if (!explored) return fail(explored.failure());
  const Exploration& exploration = explored.value();

  const report::WriteOptions write = write_options(options.output);
  const std::vector<report::Table> tables =
      report::explore_tables(analysis, exploration, write.language);
  std::future<std::string> workbook;
  if (wants(options.output, "xlsx")) workbook = report::workbook_beside(tables, write.language);
  std::vector<OutputFile> files;
  if (wants(options.output, "csv")) {
    for (const report::Table& table : tables) {
      files.push_back({table.name + ".csv", report::table_csv(table, write)});
    }
  }
  if (wants(options.output, "html")) {
    files.push_back({"explore.html", report::explore_html(analysis, exploration, write.language)});
    files.push_back(
        {"saturation.svg", report::saturation_svg(exploration.saturation, write.language)});
  }
  if (workbook.valid()) files.push_back({"explore.xlsx", workbook.get()});
  if (Outcome written = write_files(folder.value(), files); !written) {
    return fail(written.failure());
  }
  print(report::filled(
      report::say(write.language, "%1 ord i okodade enheter, %2 förslag på indikatorer\n",
                  "%1 words in uncoded units, %2 suggested indicators\n"),
      {grouped(exploration.words_uncoded), std::to_string(exploration.suggestions.size())}));
  return ExitCode::Done;
}

}  // namespace

void define_explore(CLI::App& app, Action& action) {
  auto options = std::make_shared<ExploreCommand>();
  CLI::App* command = app.add_subcommand(
      "explore",
      "find what the codebook misses: words, saturation, one-voice codes, negative cases");
  add_source_options(*command, options->source);
  auto& explore = options->explore;
  command
      ->add_option("--by", explore.by,
                   "compare the words of these groups (default: attributes with 2 to 8 values)")
      ->delimiter(',')
      ->type_name("ATTRIBUTE,...");
  command
      ->add_option("--least", explore.least, "leave out words met fewer than N times (default 3)")
      ->check(CLI::Range(1, 1000000))
      ->type_name("N");
  command->add_option("--width", explore.width, "show N characters on each side (default 45)")
      ->check(CLI::Range(5, 1000))
      ->type_name("N");
  command->add_option("--base", explore.base, "saturation: N interviews in the base (default 4)")
      ->check(CLI::Range(1, 1000))
      ->type_name("N");
  command->add_option("--run", explore.run, "saturation: N interviews in a run (default 2)")
      ->check(CLI::Range(1, 1000))
      ->type_name("N");
  command
      ->add_option("--threshold", explore.threshold,
                   "saturation: share of new codes that is few enough (default 0.05)")
      ->check(CLI::Range(0.0, 1.0))
      ->type_name("SHARE");
  command->add_option("--seed", explore.seed, "seed of the random orders (default 1)")
      ->type_name("S");
  add_output_options(*command, options->output, {"csv", "html", "xlsx"});
  command->callback(
      [options, &action] { action.run = [options] { return run_explore(*options); }; });
}

}  // namespace rodtrad::cli
