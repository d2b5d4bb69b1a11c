#include <CLI/CLI.hpp>
#include <array>
#include <filesystem>
#include <future>
#include <memory>
#include <optional>

#include "analyzer/base/file_io.h"
#include "analyzer/base/strings.h"
#include "analyzer/cli/analysis_source.h"
#include "analyzer/cli/app.h"
#include "analyzer/cli/console.h"
#include "analyzer/cli/git_tree.h"
#include "analyzer/cli/result_output.h"
#include "analyzer/report/diff_report.h"
#include "analyzer/report/html_page.h"
#include "analyzer/stats/results_diff.h"

namespace rodtrad::cli {
namespace {

namespace fs = std::filesystem;

struct DiffOptions {
  std::string before{};
  std::string after{};
  SourceOptions source{};
  OutputOptions output{};
};

/// One side: what to read, and the revision it was taken from. The tree must outlive the reading.
struct Side {
  std::string name{};
  std::optional<GitTree> tree{};
  SourceOptions source{};
};

bool exists(const std::string& path) {
  std::error_code error;
  return fs::exists(path, error);
}

/// Names of the working copy become names in the revision, where it has them.
void look_in(const GitTree& tree, SourceOptions& source) {
  const auto replace = [&tree](std::string& path) {
    if (path.empty() || path == "-") return;
    if (const auto found = tree.find(path)) path = found->string();
  };
  for (std::string& input : source.reading.inputs) replace(input);
  replace(source.codebook);
  replace(source.attributes);
}

/// What is no revision is rather a file or folder misspelt: its neighbours are looked at too.
Failure no_such_side(const std::string& argument, Failure of_git) {
  const Diagnostic& why = of_git.diagnostics.items().front();
  if (why.id != "git-repository" && why.id != "git-revision") return of_git;
  const Result<std::string> file = read_file(argument);
  const std::string near = file ? "" : file.failure().diagnostics.items().front().hint;
  return failure(why.id,
                 why.id == "git-repository" ? "there is no file or folder \"" + argument +
                                                  "\", and no git repository here either"
                                            : why.message,
                 {}, near.empty() ? why.hint : near);
}

/// `PATH`, `REVISION:PATH` or `REVISION`. A path is a results folder or, with INPUT, a codebook.
Result<Side> side_of(const std::string& argument, const SourceOptions& shared) {
  Side side;
  side.name = argument;
  side.source = shared;
  std::string path = argument;
  if (!exists(argument)) {
    const std::size_t colon = argument.find(':');
    const std::string revision = argument.substr(0, colon);
    path = colon == std::string::npos ? "" : argument.substr(colon + 1);
    const fs::path beside = shared.reading.inputs.empty() || shared.reading.inputs.front() == "-"
                                ? fs::path()
                                : fs::path(shared.reading.inputs.front()).parent_path();
    auto tree = GitTree::extract(revision, path.empty() ? beside : fs::path(path).parent_path());
    if (!tree) return no_such_side(argument, std::move(tree).failure());
    side.tree.emplace(std::move(tree).value());
    look_in(*side.tree, side.source);
    if (!path.empty()) {
      const auto found = side.tree->find(path);
      if (!found) {
        return failure("git-path", "\"" + path + "\" is not in the revision " + revision, {},
                       "name the file as it was called then");
      }
      path = found->string();
    }
  }
  if (path.empty()) {
    if (side.source.reading.inputs.empty()) {
      return failure("usage", "two git revisions need something to compare", {},
                     "name the study file, a results folder, or inputs and --codebook after them");
    }
  } else if (side.source.reading.inputs.empty()) {
    if (!is_results_folder(path)) {
      return failure("diff-side", "\"" + argument + "\" is not a folder that rodtrad code wrote",
                     {},
                     "compare two results folders, or two codebooks with the material after them");
    }
    side.source.reading.inputs = {path};
  } else {
    side.source.codebook = path;
  }
  return side;
}

std::string summary(const ResultsDiff& diff, report::Language language) {
  std::array<std::size_t, 4> n{};
  for (const ExcerptDifference& d : diff.excerpts) ++n[static_cast<std::size_t>(d.change)];
  return report::filled(
      report::say(language, "%1 nya, %2 förlorade, %3 flyttade och %4 oförändrade kodningar\n",
                  "%1 gained, %2 lost, %3 moved and %4 unchanged codings\n"),
      {grouped(n[0]), grouped(n[1]), grouped(n[2]), grouped(n[3])});
}

ExitCode run_diff(const DiffOptions& options) {
  auto folder = open_output(options.output);
  if (!folder) return fail(folder.failure());
  auto before_side = side_of(options.before, options.source);
  if (!before_side) return fail(before_side.failure());
  auto after_side = side_of(options.after, options.source);
  if (!after_side) return fail(after_side.failure());
  const auto load = [&options](const Side& side) {
    return load_analysis(side.source, options.output.language);
  };
  // Two folders are read at the same time. Coding uses all threads by itself, and tells how far it
  // has come.
  const bool folders =
      is_read_back(before_side.value().source) && is_read_back(after_side.value().source);
  auto later = std::async(folders ? std::launch::async : std::launch::deferred, load,
                          std::cref(after_side.value()));
  auto before = load(before_side.value());
  if (!before) return fail(before.failure());
  auto after = later.get();
  if (!after) return fail(after.failure());

  const ResultsDiff diff = stats::diff_results(before.value().analysis, after.value().analysis);
  const report::DiffSides sides{before.value().analysis, after.value().analysis, options.before,
                                options.after};
  const report::WriteOptions write = write_options(options.output);
  const std::array tables = {report::diff_table(sides, diff, write.language),
                             report::diff_codes_table(sides, diff, write.language),
                             report::diff_counts_table(sides, diff, write.language)};
  std::future<std::string> workbook;
  if (wants(options.output, "xlsx")) workbook = report::workbook_beside(tables, write.language);
  std::vector<OutputFile> files;
  if (wants(options.output, "csv")) {
    for (const report::Table& table : tables) {
      files.push_back({table.name + ".csv", report::table_csv(table, write)});
    }
  }
  if (wants(options.output, "html")) {
    files.push_back({"diff.html", report::diff_html(sides, diff, write.language)});
  }
  if (workbook.valid()) files.push_back({"diff.xlsx", workbook.get()});
  if (Outcome written = write_files(folder.value(), files); !written) {
    return fail(written.failure());
  }
  print(summary(diff, write.language));
  return ExitCode::Done;
}

}  // namespace

void define_diff(CLI::App& app, Action& action) {
  auto options = std::make_shared<DiffOptions>();
  CLI::App* command = app.add_subcommand(
      "diff", "show what changed between two codebooks, two results or two git revisions");
  command
      ->add_option("OLD", options->before,
                   "a results folder, a codebook (with INPUT), REVISION:PATH or REVISION")
      ->required();
  command->add_option("NEW", options->after, "the same, afterwards")->required();
  add_source_options(*command, options->source);
  command->get_option("INPUT")->required(false);
  add_output_options(*command, options->output, {"csv", "html", "xlsx"});
  command->callback([options, &action] { action.run = [options] { return run_diff(*options); }; });
}

}  // namespace rodtrad::cli
