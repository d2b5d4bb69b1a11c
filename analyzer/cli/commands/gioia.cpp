#include "analyzer/pipeline/gioia.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>

#include "analyzer/base/file_io.h"
#include "analyzer/base/strings.h"
#include "analyzer/cli/analysis_source.h"
#include "analyzer/cli/app.h"
#include "analyzer/cli/console.h"
#include "analyzer/cli/result_output.h"

namespace rodtrad::cli {
namespace {

namespace fs = std::filesystem;

struct GioiaOptions : WritingOptions {
  SourceOptions source{};
  std::string out{};
  std::vector<std::string> formats{};
  std::size_t quotes = 3;
  std::string words = "6-60";
  std::string spread_over{};
  std::string picks{};
  bool counts = false;
  bool only_found = false;
};

/// `6-60` as a window.
Outcome read_window(const std::string& words, report::QuoteOptions& quotes) {
  const auto parts = split(words, '-');
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  const bool numbers =
      parts.size() == 2 && parse_number(parts[0], low) && parse_number(parts[1], high);
  if (!numbers || low > high || high > 100'000) {
    return failure("usage", "\"" + words + "\" is no length in words", {},
                   "write the least and the most, as in --quote-words 6-60");
  }
  quotes.min_words = static_cast<std::uint32_t>(low);
  quotes.max_words = static_cast<std::uint32_t>(high);
  return success();
}

Result<pipeline::GioiaRequest> request_of(const GioiaOptions& options) {
  pipeline::GioiaRequest request;
  request.write = write_options(options);
  request.structure.counts = options.counts;
  request.structure.only_found = options.only_found;
  request.quotes.per_concept = options.quotes;
  request.quotes.group = options.spread_over;
  request.formats = options.formats;
  if (Outcome read = read_window(options.words, request.quotes); !read) {
    return std::move(read).failure();
  }
  if (!options.picks.empty()) {
    Result<std::string> bytes = read_file(options.picks);
    if (!bytes) return std::move(bytes).failure();
    request.picks = OutputFile{display_name(options.picks), std::move(bytes).value()};
  }
  return request;
}

/// From a results folder, or by coding; `out` becomes the folder the package goes to.
Result<Coded> source_of(const GioiaOptions& options, fs::path& out) {
  const auto& inputs = options.source.reading.inputs;
  if (inputs.size() == 1 && is_results_folder(inputs.front())) {
    out = options.out.empty() ? fs::path(inputs.front()) / "gioia" : fs::path(options.out);
    return load_analysis(options.source, options.language);
  }
  std::error_code error;
  if (inputs.size() == 1 && options.source.codebook.empty() &&
      fs::is_directory(inputs.front(), error)) {
    return load_analysis(options.source, options.language);  // which says what the folder lacks
  }
  Result<Gathered> gathered = gather(options.source, options.out, options.language);
  if (!gathered) return std::move(gathered).failure();
  out = gathered.value().out;
  if (out.empty()) return failure("usage", "an output folder is needed", {}, "give --out FOLDER");
  if (Outcome differ =
          outputs_differ_from_inputs(gathered.value(), out, pipeline::gioia_file_names());
      !differ) {
    return std::move(differ).failure();
  }
  return code_gathered(gathered.value(), options.language);
}

ExitCode run_gioia(const GioiaOptions& options) {
  auto request = request_of(options);
  if (!request) return fail(request.failure());
  fs::path out;
  auto coded = source_of(options, out);
  if (!coded) return fail(coded.failure());
  const Analysis& analysis = coded.value().analysis;
  auto folder = OutputFolder::open(out);
  if (!folder) return fail(folder.failure());
  auto earlier = files_there(out, pipeline::gioia_file_names());
  if (!earlier) return fail(earlier.failure());
  request.value().earlier = std::move(earlier).value();
  Diagnostics remarks;
  auto files = pipeline::gioia_package(analysis, request.value(), remarks);
  if (!files) return fail(files.failure());
  if (Outcome written = write_files(folder.value(), files.value()); !written) {
    return fail(written.failure());
  }
  tell(remarks, Verbosity::Verbose);
  std::string told = options.swedish() ? "Gioia-paketet:" : "The Gioia package:";
  for (const OutputFile& file : files.value()) told += "\n  " + display_name(out / file.name);
  print(told + "\n");
  const auto& inputs = analysis.run.inputs;
  const bool unread =
      std::any_of(inputs.begin(), inputs.end(), [](const InputFile& file) { return !file.read; });
  return unread ? ExitCode::SomeUnread : ExitCode::Done;
}

}  // namespace

void define_gioia(CLI::App& app, Action& action) {
  auto options = std::make_shared<GioiaOptions>();
  CLI::App* command = app.add_subcommand(
      "gioia", "make the figure, evidence table, appendix and reviewer's pack of a study");
  add_source_options(*command, options->source);
  command
      ->add_option("--out", options->out,
                   "the folder for the results (default: gioia in the results folder)")
      ->type_name("FOLDER");
  command
      ->add_option("--quotes", options->quotes, "show at most N quotes for a concept (default 3)")
      ->check(CLI::Range(1, 100))
      ->type_name("N");
  command
      ->add_option("--quote-words", options->words,
                   "choose quotes of MIN-MAX words where there are any (default 6-60)")
      ->type_name("MIN-MAX");
  command
      ->add_option("--spread-over", options->spread_over,
                   "spread quotes over the groups of this attribute (default: found out)")
      ->type_name("ATTRIBUTE");
  command
      ->add_option("--picks", options->picks,
                   "show the quotes of this list for their concepts (CSV or Excel)")
      ->type_name("FILE");
  command->add_flag("--counts", options->counts, "show counts in the figure");
  command->add_flag("--only-found", options->only_found,
                    "leave concepts and themes without excerpts out of the figure");
  command
      ->add_option("--format", options->formats,
                   "what to write (default svg,png,csv,xlsx,docx,html,md,json)")
      ->delimiter(',')
      ->check(CLI::IsMember(pipeline::gioia_formats()))
      ->type_name("FORMAT,...");
  add_writing_options(*command, *options);
  command->callback([options, &action] { action.run = [options] { return run_gioia(*options); }; });
}

}  // namespace rodtrad::cli
