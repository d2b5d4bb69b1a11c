#include <CLI/CLI.hpp>
#include <memory>

#include "analyzer/base/file_io.h"
#include "analyzer/cli/app.h"
#include "analyzer/cli/console.h"
#include "analyzer/cli/inputs.h"
#include "analyzer/cli/result_output.h"
#include "analyzer/ingest/importer.h"
#include "analyzer/pipeline/list_versions.h"
#include "analyzer/report/list_versions.h"

namespace rodtrad::cli {
namespace {

struct VersionsOptions : WritingOptions {
  std::vector<std::string> files{};
  std::string encoding{};
  std::string out{};
  std::vector<std::string> formats{};
};

Result<ingest::Documents> read_documents(const std::string& file, const VersionsOptions& options,
                                         Diagnostics& remarks) {
  const FoundInputs found = find_inputs({file}, {});
  ingest::Documents documents;
  for (const pipeline::Input& input : found.inputs) {
    if (input.unreadable) {
      Failure failed;
      failed.diagnostics.add(*input.unreadable);
      return failed;
    }
    ingest::ImportOptions import;
    import.encoding = options.encoding;
    auto read = ingest::import_source({input.name, input.key, input.bytes}, import, remarks);
    if (!read) return std::move(read).failure();
    for (Document& document : read.value()) documents.push_back(std::move(document));
  }
  if (found.inputs.empty()) {
    return failure("input-none", "no file of a known kind was found", {.path = file},
                   "known kinds are " + ingest::known_kinds());
  }
  return documents;
}

Result<std::vector<ListComparison>> compare(const VersionsOptions& options, Diagnostics& remarks) {
  std::vector<ingest::Documents> read;
  for (const std::string& file : options.files) {
    auto documents = read_documents(file, options, remarks);
    if (!documents) return std::move(documents).failure();
    read.push_back(std::move(documents).value());
  }
  if (read.size() == 1) return pipeline::versions_within(read[0]);
  std::vector<ListComparison> out;
  out.push_back(
      pipeline::compare_lists(pipeline::whole_list(read[0], display_name(options.files[0])),
                              pipeline::whole_list(read[1], display_name(options.files[1]))));
  return out;
}

std::string written(const std::string& format, const std::vector<ListComparison>& lists,
                    const VersionsOptions& options) {
  const report::Language language = write_options(options).language;
  if (format == "csv") {
    return report::list_versions_csv(lists, write_options(options));
  }
  if (format == "json") return report::list_versions_json(lists);
  if (format == "html") {
    return report::list_versions_html(
        lists, language == report::Language::Swedish ? "Vad ändrades i listan" : "What changed",
        language);
  }
  return report::list_versions_text(lists, language);
}

Outcome write_lists(const VersionsOptions& options, const std::vector<ListComparison>& lists) {
  const std::vector<std::string> formats =
      options.formats.empty() ? std::vector<std::string>{"csv", "json", "html"} : options.formats;
  std::vector<OutputFile> files;
  for (const std::string& format : formats) {
    const std::string extension = format == "text" ? "txt" : format;
    files.push_back({"versions." + extension, written(format, lists, options)});
  }
  return write_results(options.out, files, {options.files.begin(), options.files.end()});
}

ExitCode run_versions(const VersionsOptions& options) {
  Diagnostics remarks;
  auto lists = compare(options, remarks);
  tell(remarks);
  if (!lists) {
    return fail(lists.failure());
  }
  if (options.out.empty()) {
    print(written(options.formats.empty() ? "text" : options.formats.front(), lists.value(),
                  options));
    return ExitCode::Done;
  }
  if (Outcome done = write_lists(options, lists.value()); !done) {
    return fail(done.failure());
  }
  print(written("text", lists.value(), options));
  return ExitCode::Done;
}

}  // namespace

void define_versions(CLI::App& app, Action& action) {
  auto options = std::make_shared<VersionsOptions>();
  CLI::App* command = app.add_subcommand(
      "versions", "show what changed between two versions of a list (two files, or in one)");
  command->add_option("FILE", options->files, "the old and the new file, or one that holds both")
      ->required()
      ->expected(1, 2);
  command
      ->add_option("--encoding", options->encoding,
                   "read text files in this encoding, e.g. windows-1252 (default: found out)")
      ->type_name("NAME");
  command->add_option("--out", options->out, "the folder for the results (default: shown here)")
      ->type_name("FOLDER");
  command
      ->add_option("--format", options->formats,
                   "what to write (default text; csv,json,html with --out)")
      ->delimiter(',')
      ->check(CLI::IsMember({"text", "csv", "json", "html"}))
      ->type_name("FORMAT,...");
  add_writing_options(*command, *options);
  command->callback(
      [options, &action] { action.run = [options] { return run_versions(*options); }; });
}

}  // namespace rodtrad::cli
