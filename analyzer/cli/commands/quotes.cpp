#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>
#include <thread>

#include "analyzer/base/file_io.h"
#include "analyzer/cli/app.h"
#include "analyzer/cli/console.h"
#include "analyzer/cli/inputs.h"
#include "analyzer/cli/result_output.h"
#include "analyzer/ingest/quoted_passages.h"
#include "analyzer/pipeline/analyze.h"
#include "analyzer/pipeline/quotes.h"
#include "analyzer/report/quotes_report.h"

namespace rodtrad::cli {
namespace {

namespace fs = std::filesystem;

struct QuotesOptions : WritingOptions {
  std::string report{};
  std::vector<std::string> inputs{};
  std::string attributes{};
  std::string encoding{};
  bool all_sentences = false;
  std::size_t min_words = 4;
  std::size_t jobs = 0;
  std::string out{};
  std::vector<std::string> formats{};
};

/// The report as one text, with what its format marks as quoted.
struct ReadReport {
  Document document{};
  std::vector<std::string> passages{};
};

Result<ReadReport> read_report(const QuotesOptions& options, Diagnostics& remarks) {
  const FoundInputs found = find_inputs({options.report}, {});
  if (found.inputs.size() != 1) {
    return failure("quotes-one-report", "the report is one file",
                   {.path = display_name(options.report)},
                   "known kinds are " + ingest::known_kinds());
  }
  const pipeline::Input& input = found.inputs.front();
  if (input.unreadable) {
    Failure failed;
    failed.diagnostics.add(*input.unreadable);
    return failed;
  }
  ingest::ImportOptions import;
  import.encoding = options.encoding;
  const ingest::Source source{input.name, input.key, input.bytes};
  auto documents = ingest::import_source(source, import, remarks);
  if (!documents) return std::move(documents).failure();
  auto passages = ingest::quoted_passages(source);
  if (!passages) return std::move(passages).failure();
  if (documents.value().size() != 1) {
    return failure("quotes-one-report", "the report holds several documents", {.path = input.name},
                   "give the running text, not an answer sheet");
  }
  return ReadReport{std::move(documents.value().front()), std::move(passages).value()};
}

Result<std::vector<Document>> read_transcripts(const QuotesOptions& options, Diagnostics& remarks) {
  std::error_code error;
  const fs::path report = fs::weakly_canonical(options.report, error);
  FoundInputs found = find_inputs(options.inputs, {report});
  remarks.append(std::move(found.remarks));
  pipeline::Request request;
  request.inputs = std::move(found.inputs);
  request.import.encoding = options.encoding;
  request.jobs = options.jobs != 0 ? options.jobs
                                   : std::max<std::size_t>(1, std::thread::hardware_concurrency());
  std::vector<fs::path> tables = found.attribute_tables;
  if (!options.attributes.empty()) tables = {options.attributes};
  for (const fs::path& path : tables) {
    auto bytes = read_file(path);
    if (!bytes) return std::move(bytes).failure();
    request.attribute_tables.push_back({display_name(path), std::move(bytes).value()});
  }
  if (request.inputs.empty()) {
    return failure("input-none", "no file of a known kind was found after --in", {},
                   "known kinds are " + ingest::known_kinds());
  }
  auto material = pipeline::import_all(request, nullptr);
  if (!material) return std::move(material).failure();
  remarks.append(std::move(material.value().remarks));
  return std::move(material.value().documents);
}

std::string written(const std::string& format, const QuoteReport& quotes,
                    const std::vector<Document>& transcripts, report::Language language) {
  if (format == "jsonl") return report::quotes_jsonl(quotes, transcripts);
  if (format == "html") return report::quotes_html(quotes, transcripts, language);
  return report::quotes_text(quotes, transcripts, language);
}

Outcome write_checks(const QuotesOptions& options, const QuoteReport& quotes,
                     const std::vector<Document>& transcripts, report::Language language) {
  const std::vector<std::string> formats =
      options.formats.empty() ? std::vector<std::string>{"jsonl", "html"} : options.formats;
  std::vector<OutputFile> files;
  for (const std::string& format : formats) {
    files.push_back({"quotes." + (format == "text" ? std::string("txt") : format),
                     written(format, quotes, transcripts, language)});
  }
  return write_results(options.out, files, {options.report});
}

ExitCode run_quotes(const QuotesOptions& options) {
  Diagnostics remarks;
  auto report = read_report(options, remarks);
  if (!report) {
    return fail(report.failure());
  }
  auto transcripts = read_transcripts(options, remarks);
  tell(remarks);
  if (!transcripts) {
    return fail(transcripts.failure());
  }
  const auto scope =
      options.all_sentences ? pipeline::QuoteScope::AllSentences : pipeline::QuoteScope::Marked;
  const QuoteReport quotes =
      pipeline::check_quotes(report.value().document, report.value().passages, transcripts.value(),
                             {scope, options.min_words});
  const report::Language language = write_options(options).language;
  std::string shown = "text";
  if (!options.out.empty()) {
    if (Outcome done = write_checks(options, quotes, transcripts.value(), language); !done) {
      return fail(done.failure());
    }
  } else if (!options.formats.empty()) {
    shown = options.formats.front();
  }
  print(written(shown, quotes, transcripts.value(), language));
  const bool faults = std::any_of(quotes.checks.begin(), quotes.checks.end(),
                                  [](const QuoteCheck& check) { return is_fault(check.status); });
  return faults ? ExitCode::CheckSaidNo : ExitCode::Done;
}

}  // namespace

void define_quotes(CLI::App& app, Action& action) {
  auto options = std::make_shared<QuotesOptions>();
  CLI::App* command = app.add_subcommand(
      "quotes", "check that the quotations in a finished report stand in the transcripts");
  command->add_option("REPORT", options->report, "the report: a Word file, text, Markdown ...")
      ->required();
  command->add_option("--in", options->inputs, "the transcripts: files or folders")
      ->required()
      ->type_name("INPUT...");
  command
      ->add_option("--attributes", options->attributes,
                   "a CSV file about documents and speakers (default: attribut.csv among them)")
      ->type_name("FILE.csv");
  command->add_flag("--all-sentences", options->all_sentences,
                    "take every sentence as a quotation, for lists without quotation marks");
  command
      ->add_option("--min-words", options->min_words,
                   "check quotations of at least N words (default 4)")
      ->check(CLI::Range(2, 100))
      ->type_name("N");
  command
      ->add_option("--encoding", options->encoding,
                   "read text files in this encoding, e.g. windows-1252 (default: found out)")
      ->type_name("NAME");
  command
      ->add_option("--jobs", options->jobs, "work on N files at once (default: one per processor)")
      ->type_name("N");
  command->add_option("--out", options->out, "the folder for the results (default: shown here)")
      ->type_name("FOLDER");
  command
      ->add_option("--format", options->formats,
                   "what to write (default text; jsonl,html with --out)")
      ->delimiter(',')
      ->check(CLI::IsMember({"text", "jsonl", "html"}))
      ->type_name("FORMAT,...");
  add_language_option(*command, *options);
  command->callback(
      [options, &action] { action.run = [options] { return run_quotes(*options); }; });
}

}  // namespace rodtrad::cli
