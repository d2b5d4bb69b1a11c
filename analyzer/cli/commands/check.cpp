#include <CLI/CLI.hpp>
#include <memory>
#include <thread>

#include "analyzer/base/strings.h"
#include "analyzer/cli/app.h"
#include "analyzer/cli/common_options.h"
#include "analyzer/cli/console.h"
#include "analyzer/cli/inputs.h"
#include "analyzer/cli/lexicon.h"
#include "analyzer/cli/sheet_choices.h"
#include "analyzer/formats/json_writer.h"
#include "analyzer/pipeline/analyze.h"
#include "analyzer/pipeline/check.h"
#include "analyzer/report/table.h"

namespace rodtrad::cli {
namespace {

struct CheckOptions {
  std::string codebook{};
  ReadingOptions reading{};
  LanguageOptions language{};
  std::string format = "text";
  bool strict = false;
  bool verbose = false;
};

std::string as_json_lines(const Diagnostics& diagnostics) {
  std::string out;
  for (const Diagnostic& d : diagnostics.items()) {
    formats::JsonWriter json(out);
    json.begin_object();
    json.key("severity").string(to_text(d.severity));
    json.key("id").string(d.id);
    json.key("message").string(d.message);
    json.key("file").string(d.place.path);
    json.key("line").number(static_cast<std::int64_t>(d.place.line.value_or(0)));
    json.key("column").number(static_cast<std::int64_t>(d.place.column.value_or(0)));
    json.key("hint").string(d.hint);
    json.end_object();
    out += '\n';
  }
  return out;
}

void show(const Diagnostics& diagnostics, const CheckOptions& options) {
  if (options.format == "json") {
    print(as_json_lines(diagnostics));
  } else {
    tell(diagnostics, options.verbose ? Verbosity::Verbose : Verbosity::Quiet);
  }
}

std::size_t example_count(const Codebook& book) {
  std::size_t n = 0;
  for (const Concept& entry : book.concepts)
    n += entry.examples.size() + entry.counterexamples.size();
  return n;
}

ExitCode check_against(const pipeline::CompiledCodebook& compiled, const CheckOptions& options) {
  pipeline::Request request;
  request.import = options.reading.import;
  request.jobs = std::max<std::size_t>(1, std::thread::hardware_concurrency());
  FoundInputs found = find_inputs(options.reading.inputs, {});
  request.inputs = std::move(found.inputs);
  if (auto settled = settle_sheets({options.reading.profile, found.profiles, {}}, "sv", request);
      !settled) {
    return fail(settled.failure());
  }
  auto analyzed = pipeline::analyze(request, compiled);
  if (!analyzed) {
    return fail(analyzed.failure());
  }
  const Analysis& analysis = analyzed.value();
  const Codebook& book = *analysis.codebook;
  const pipeline::AgainstMaterial result = pipeline::against(analysis);
  std::string out;
  const Totals& n = analysis.totals;
  const std::uint64_t units = n.units - n.empty;
  out += std::to_string(n.uncoded) + " of " + std::to_string(units) + " units stay uncoded (" +
         report::percent(n.uncoded, units) + ")\n";
  out += std::to_string(result.never.size()) + " indicators never match" +
         (result.never.empty() ? "\n" : ":\n");
  for (const IndicatorId id : result.never) {
    const Indicator& indicator = at(book.indicators, id);
    out += "  " + to_text(indicator.place) + ": " + indicator.match + "\n";
  }
  out += std::to_string(result.overlaps.size()) +
         " pairs of concepts in different themes mostly hit the same units" +
         (result.overlaps.empty() ? "\n" : ":\n");
  for (const auto& overlap : result.overlaps) {
    out += "  " + at(book.concepts, overlap.a).key + " (" + std::to_string(overlap.n_a) + ") and " +
           at(book.concepts, overlap.b).key + " (" + std::to_string(overlap.n_b) +
           "): " + std::to_string(overlap.n_both) + " together\n";
  }
  print(out);
  return ExitCode::Done;
}

ExitCode run_check(const CheckOptions& options) {
  auto bytes = read_codebook(options.codebook);
  if (!bytes) {
    return fail(bytes.failure());
  }
  Diagnostics remarks;
  auto lexicon = open_lexicon(options.language, remarks);
  tell(remarks);
  if (!lexicon) {
    return fail(lexicon.failure());
  }
  auto compiled = pipeline::compile_codebook(bytes.value().bytes, bytes.value().name,
                                             lexicon.value().resources);
  if (!compiled) {
    show(compiled.failure().diagnostics, options);
    return ExitCode::BadInput;
  }
  const Codebook& book = *compiled.value().codebook;
  const Diagnostics found = pipeline::check_codebook(compiled.value());
  show(found, options);
  const std::size_t errors = found.count(Severity::Error);
  const std::size_t warnings = found.count(Severity::Warning);
  if (options.format == "text") {
    print(book.key + ": " + std::to_string(book.themes.size()) + " themes, " +
          std::to_string(book.concepts.size()) + " concepts, " +
          std::to_string(book.levels.size()) + " levels, " +
          std::to_string(book.indicators.size()) + " rules; " +
          std::to_string(example_count(book)) + " examples run, " + std::to_string(errors) +
          " failed; " + std::to_string(warnings) + " warnings\n");
  }
  if (!options.reading.inputs.empty()) {
    const ExitCode code = check_against(compiled.value(), options);
    if (code != ExitCode::Done) return code;
  }
  const bool no = errors > 0 || (options.strict && warnings > 0);
  return no ? ExitCode::CheckSaidNo : ExitCode::Done;
}

}  // namespace

void define_check(CLI::App& app, Action& action) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App* command = app.add_subcommand(
      "check", "check a codebook: faults, doubtful rules, and its examples as tests");
  command->add_option("CODEBOOK", options->codebook, "the codebook: a file or a shipped one's name")
      ->required();
  command
      ->add_option("--against", options->reading.inputs,
                   "also say what the rules find in this material")
      ->type_name("INPUT...");
  command
      ->add_option("--encoding", options->reading.import.encoding,
                   "read text files in this encoding")
      ->type_name("NAME");
  command->add_option("--format", options->format, "text, or one JSON object a line (default text)")
      ->check(CLI::IsMember({"text", "json"}))
      ->type_name("text|json");
  add_language_options(*command, options->language);
  command->add_flag("--strict", options->strict, "let warnings fail the check");
  command->add_flag("--verbose", options->verbose, "tell every remark");
  command->callback([options, &action] { action.run = [options] { return run_check(*options); }; });
}

}  // namespace rodtrad::cli
