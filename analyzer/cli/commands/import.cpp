#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "analyzer/base/file_io.h"
#include "analyzer/cli/app.h"
#include "analyzer/cli/common_options.h"
#include "analyzer/cli/console.h"
#include "analyzer/cli/inputs.h"
#include "analyzer/cli/result_output.h"
#include "analyzer/cli/sheet_choices.h"
#include "analyzer/pipeline/study_folder.h"

namespace rodtrad::cli {
namespace {

namespace fs = std::filesystem;

struct ImportCommand : WritingOptions {
  ReadingOptions reading{};
  std::string out{};
  std::string codebook{};
  std::string title{};
};

/// A new folder, or an empty one: a study that people have worked in is never written over.
Outcome is_free(const fs::path& out) {
  std::error_code error;
  if (!fs::exists(out, error) || fs::is_empty(out, error)) return success();
  return failure("out-not-empty", "\"" + display_name(out) + "\" is not empty", {},
                 "name a new folder after --out");
}

ExitCode run_import(const ImportCommand& options) {
  if (Outcome free = is_free(options.out); !free) return fail(free.failure());
  pipeline::Request request;
  request.title = options.title;
  request.import = options.reading.import;
  FoundInputs found = find_inputs(options.reading.inputs, {});
  request.inputs = std::move(found.inputs);
  for (const fs::path& table : found.attribute_tables) {
    auto bytes = read_file(table);
    if (!bytes) return fail(bytes.failure());
    request.attribute_tables.push_back({display_name(table), std::move(bytes).value()});
  }
  auto profile =
      settle_sheets({options.reading.profile, found.profiles, {}}, options.language, request);
  if (!profile) return fail(profile.failure());
  auto study = pipeline::study_folder(request, options.codebook, write_options(options).language);
  tell(found.remarks);
  if (!study) return fail(study.failure());
  tell(study.value().remarks);
  if (profile.value()) study.value().files.push_back(*std::move(profile).value());
  if (Outcome done = write_results(options.out, study.value().files, {}); !done) {
    return fail(done.failure());
  }
  print(study.value().summary);
  print((options.swedish() ? "Studien finns här: " : "The study is here: ") +
        display_name(fs::path(options.out) / "studie.json") + "\n");
  return ExitCode::Done;
}

}  // namespace

void define_import(CLI::App& app, Action& action) {
  auto options = std::make_shared<ImportCommand>();
  CLI::App* command = app.add_subcommand(
      "import", "make a study folder of what you have, other programs' projects too");
  add_reading_options(*command, options->reading);
  command->add_option("--out", options->out, "the new folder for the study")
      ->required()
      ->type_name("STUDY-DIR");
  command
      ->add_option("--codebook", options->codebook,
                   "name this codebook in the study (default: the imported one)")
      ->type_name("FILE");
  command->add_option("--title", options->title, "title of the study")->type_name("TEXT");
  add_language_option(*command, *options);
  command->callback(
      [options, &action] { action.run = [options] { return run_import(*options); }; });
}

}  // namespace rodtrad::cli
