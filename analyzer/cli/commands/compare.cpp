#include "analyzer/pipeline/compare.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <future>
#include <memory>

#include "analyzer/base/file_io.h"
#include "analyzer/base/strings.h"
#include "analyzer/cli/analysis_source.h"
#include "analyzer/cli/app.h"
#include "analyzer/cli/console.h"
#include "analyzer/cli/result_output.h"
#include "analyzer/report/compare_report.h"
#include "analyzer/report/framework.h"
#include "analyzer/report/html_page.h"
#include "analyzer/text/decode.h"

namespace rodtrad::cli {
namespace {

namespace fs = std::filesystem;

struct CompareCommand {
  SourceOptions source{};
  OutputOptions output{};
  pipeline::CompareOptions compare{};
};

/// The matrix of an earlier run stands in the output folder: what somebody wrote in it is kept.
Result<report::FrameworkFiles> earlier_framework(const fs::path& folder, Diagnostics& remarks) {
  report::FrameworkFiles files;
  for (const auto& [name, bytes] : {std::pair{"framework.csv", &files.csv},
                                    {"framework.xlsx", &files.xlsx},
                                    {"framework.json", &files.json}}) {
    std::error_code error;
    if (!fs::exists(folder / name, error)) continue;
    Result<std::string> read = read_file(folder / name);
    if (!read) return std::move(read).failure();
    *bytes = std::move(read).value();
  }
  if (files.csv) {
    auto decoded = text::decode(*files.csv, {}, "framework.csv", remarks);
    if (!decoded) return std::move(decoded).failure();
    files.csv = std::move(decoded).value().text;
  }
  return files;
}

ExitCode run_compare(const CompareCommand& options) {
  auto folder = open_output(options.output);
  if (!folder) return fail(folder.failure());
  auto coded = load_analysis(options.source, options.output.language);
  if (!coded) return fail(coded.failure());
  const Analysis& analysis = coded.value().analysis;
  if (options.compare.by.empty()) {
    return fail(failure("usage", "say what to compare by", {},
                        "give --by ATTRIBUTE; the material has " +
                            join(pipeline::comparable_attributes(analysis), ", "))
                    .diagnostics);
  }
  auto comparison = pipeline::compare(analysis, options.compare);
  if (!comparison) return fail(comparison.failure());
  const Comparison& c = comparison.value();

  const report::WriteOptions write = write_options(options.output);
  std::vector<OutputFile> files;
  const std::vector<report::Table> tables = report::compare_tables(analysis, c, write.language);
  std::vector<report::Table> sheets;
  std::future<std::string> workbook;
  if (wants(options.output, "xlsx")) {
    sheets = tables;
    sheets.push_back(report::tests_table(analysis, c, write.language));
    workbook = report::workbook_beside(sheets, write.language);
  }
  if (wants(options.output, "csv")) {
    for (const report::Table& table : tables) {
      files.push_back({table.name + ".csv", report::table_csv(table, write)});
    }
  }
  if (wants(options.output, "json")) {
    files.push_back({"tests.json", report::tests_json(analysis, c, write.language)});
  }
  if (wants(options.output, "html")) {
    files.push_back({"compare.html", report::compare_html(analysis, c, write.language)});
    files.push_back({"cooccurrence.svg",
                     report::cooccurrence_svg(analysis, c, CodeScope::Unit, write.language)});
  }
  if (workbook.valid()) files.push_back({"compare.xlsx", workbook.get()});
  if (wants(options.output, "framework")) {
    Diagnostics remarks;
    auto earlier = earlier_framework(options.output.out, remarks);
    if (!earlier) return fail(earlier.failure());
    auto framework = report::framework_files(analysis, c, earlier.value(), write, remarks);
    if (!framework) return fail(framework.failure());
    tell(remarks);
    for (OutputFile& file : framework.value()) files.push_back(std::move(file));
  }
  if (Outcome written = write_files(folder.value(), files); !written) {
    return fail(written.failure());
  }
  print(report::filled(
      report::say(write.language, "jämfört %1 grupper: %2 %3, %4 kodade enheter\n",
                  "compared %1 groups: %2 %3, %4 coded units\n"),
      {std::to_string(c.crosstab.totals.size()), std::to_string(c.respondents.list.size()),
       report::respondents_name(c.respondents.kind, write.language),
       grouped(analysis.totals.coded)}));
  return ExitCode::Done;
}

}  // namespace

void define_compare(CLI::App& app, Action& action) {
  auto options = std::make_shared<CompareCommand>();
  CLI::App* command = app.add_subcommand(
      "compare", "compare groups: themes by level and role, what occurs together, who says what");
  add_source_options(*command, options->source);
  command
      ->add_option("--by", options->compare.by,
                   "the attributes to compare by, e.g. roll or roll,organisation")
      ->delimiter(',')
      ->type_name("ATTRIBUTE,...");
  command
      ->add_option("--own-level", options->compare.own_level,
                   "the attribute with the speaker's own level (default: found by its name)")
      ->type_name("ATTRIBUTE");
  command
      ->add_option("--near", options->compare.near,
                   "count N units on each side as nearby (default 1)")
      ->check(CLI::Range(1, 100))
      ->type_name("N");
  add_output_options(*command, options->output, {"csv", "json", "html", "xlsx", "framework"});
  command->callback(
      [options, &action] { action.run = [options] { return run_compare(*options); }; });
}

}  // namespace rodtrad::cli
