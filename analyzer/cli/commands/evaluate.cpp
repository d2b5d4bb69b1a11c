#include <CLI/CLI.hpp>
#include <memory>

#include "analyzer/base/file_io.h"
#include "analyzer/cli/analysis_source.h"
#include "analyzer/cli/app.h"
#include "analyzer/cli/coding_file.h"
#include "analyzer/cli/console.h"
#include "analyzer/cli/result_output.h"
#include "analyzer/pipeline/gold.h"
#include "analyzer/report/evaluation.h"
#include "analyzer/stats/evaluation.h"

/// The rules measured against a person's own coding.
namespace rodtrad::cli {
namespace {

struct EvaluateOptions : OutputOptions {
  SourceOptions source{};
  std::string gold{};
  pipeline::GoldOptions choice{};
  stats::EvaluationOptions measure{};
};

/// Codes the gold's own texts, one document and one unit each.
Result<Coded> code_gold_texts(const EvaluateOptions& options,
                              std::vector<pipeline::JudgementRow>& rows) {
  if (options.source.codebook.empty()) {
    return failure("usage", "a codebook is needed", {}, "give --codebook FILE");
  }
  Result<std::string> texts = pipeline::texts_of(rows);
  if (!texts) return std::move(texts).failure();
  Gathered gathered;
  gathered.codebook = options.source.codebook;
  pipeline::Input input;
  input.name = "gold.jsonl";
  input.key = "gold";
  input.bytes = std::move(texts).value();
  gathered.request.inputs.push_back(std::move(input));
  gathered.request.unit = UnitKind::Document;
  return code_gathered(gathered, options.language);
}

Result<Coded> coded_material(const EvaluateOptions& options,
                             std::vector<pipeline::JudgementRow>& rows) {
  if (!options.source.reading.inputs.empty()) {
    return load_analysis(options.source, options.language);
  }
  if (pipeline::brings_its_texts(rows)) return code_gold_texts(options, rows);
  return failure("usage", "the material is needed", {},
                 "give the folder that code wrote, or the material and --codebook");
}

Outcome write_report(const EvaluateOptions& options, const report::EvaluationReport& report,
                     report::Language language) {
  const report::WriteOptions write = write_options(options);
  std::vector<OutputFile> files;
  const report::Table tables[] = {
      report::evaluation_table(report, language), report::misses_table(report, language),
      report::measures_table(report, language), report::confusion_table(report, language)};
  if (wants(options, "csv")) {
    for (const report::Table& table : tables) {
      files.push_back({table.name + ".csv", report::table_csv(table, write)});
    }
  }
  if (wants(options, "xlsx"))
    files.push_back({"evaluation.xlsx", report::workbook_xlsx(tables, language)});
  if (wants(options, "html")) {
    files.push_back({"evaluation.html", report::evaluation_html(report, language)});
  }
  if (wants(options, "jsonl"))
    files.push_back({"predictions.jsonl", report::predictions_jsonl(report)});
  return write_results(options.out, files, {options.gold});
}

/// The person's codings and what the rules say of the same material.
struct Judged {
  std::vector<pipeline::JudgementRow> rows{};
  Coded coded{};
};

/// A project is laid on the material once that is known; rows may bring their own texts.
Result<Judged> read_judged(const EvaluateOptions& options, Diagnostics& remarks) {
  auto file = CodingFile::open(options.gold, remarks);
  if (!file) return std::move(file).failure();
  Judged out;
  if (!file.value().is_project()) {
    auto rows = file.value().codings(nullptr, nullptr, remarks);
    if (!rows) return std::move(rows).failure();
    out.rows = std::move(rows).value();
  }
  auto coded = coded_material(options, out.rows);
  if (!coded) return std::move(coded).failure();
  out.coded = std::move(coded).value();
  if (file.value().is_project()) {
    const Analysis& analysis = out.coded.analysis;
    auto rows = file.value().rows(&*analysis.codebook, &analysis, remarks);
    if (!rows) return std::move(rows).failure();
    out.rows = std::move(rows).value();
  }
  return out;
}

ExitCode run_evaluate(const EvaluateOptions& options) {
  Diagnostics remarks;
  auto judged = read_judged(options, remarks);
  if (!judged) return fail(judged.failure());
  const Analysis& analysis = judged.value().coded.analysis;
  const std::vector<pipeline::JudgementRow>& rows = judged.value().rows;
  auto units =
      pipeline::judged_units(analysis, rows, display_name(options.gold), options.choice, remarks);
  tell(remarks);
  if (!units) return fail(units.failure());
  const Evaluation evaluation = stats::evaluate(units.value(), options.measure);
  const report::EvaluationReport report{evaluation, units.value(), *analysis.codebook};
  const report::Language language = write_options(options).language;
  if (!options.out.empty()) {
    if (Outcome written = write_report(options, report, language); !written) {
      return fail(written.failure());
    }
  }
  print(report::evaluation_text(report, language));
  return ExitCode::Done;
}

}  // namespace

void define_evaluate(CLI::App& app, Action& action) {
  auto options = std::make_shared<EvaluateOptions>();
  CLI::App* command =
      app.add_subcommand("evaluate", "measure the rules against a person's own coding");
  add_source_options(*command, options->source);
  command->get_option("INPUT")->required(false)->description(
      "the folder that code wrote, or the material (with --codebook); not needed when "
      "the gold file brings its own texts");
  command
      ->add_option(
          "--gold", options->gold,
          "the person's coding: .jsonl, .csv, .tsv, .xlsx, .qdpx, .qde, a Taguette .sqlite3, or "
          "a filled-in sample")
      ->required()
      ->type_name("FILE");
  command->add_option("--coder", options->choice.coder, "whose coding, when the file holds several")
      ->type_name("NAME");
  command->add_option("--out", options->out, "the folder for the results (default: only show)")
      ->type_name("FOLDER");
  command->add_option("--format", options->formats, "what to write (default csv,xlsx,html,jsonl)")
      ->delimiter(',')
      ->check(CLI::IsMember({"csv", "xlsx", "html", "jsonl"}))
      ->type_name("FORMAT,...");
  command
      ->add_option("--bootstrap", options->measure.resamples,
                   "draw N times for the intervals; 0 gives none (default 1000)")
      ->check(CLI::Range(0, 100000))
      ->type_name("N");
  command->add_option("--seed", options->measure.seed, "seed of the draws (default 1)")
      ->type_name("N");
  add_writing_options(*command, *options);
  command->callback(
      [options, &action] { action.run = [options] { return run_evaluate(*options); }; });
}

}  // namespace rodtrad::cli
