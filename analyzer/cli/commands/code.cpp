#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>

#include "analyzer/base/byte_reader.h"
#include "analyzer/base/file_io.h"
#include "analyzer/base/output_folder.h"
#include "analyzer/base/strings.h"
#include "analyzer/cli/analysis_source.h"
#include "analyzer/cli/app.h"
#include "analyzer/cli/coding_file.h"
#include "analyzer/cli/console.h"
#include "analyzer/cli/result_output.h"
#include "analyzer/cli/streams.h"
#include "analyzer/pipeline/code_in_blocks.h"
#include "analyzer/pipeline/suggestions.h"
#include "analyzer/report/suggestions_report.h"
#include "analyzer/report/terminal.h"
#include "analyzer/report/writer.h"
#include "analyzer/text/decode.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::cli {

namespace {

namespace fs = std::filesystem;

struct CodeOptions : WritingOptions {
  SourceOptions source{};
  std::string out{};
  std::vector<std::string> formats{};
  std::string learn_from{};
  std::string suggestions{};  ///< list, count, off; empty: list when there is a file to learn from
  bool strict = false;
  bool verbose = false;
};

/// What to do with suggestions; `list` by default as soon as there is a file to learn from.
std::string suggestion_mode(const CodeOptions& options) {
  if (!options.suggestions.empty()) return options.suggestions;
  return options.learn_from.empty() ? "off" : "list";
}

/// JSON lines, sheets and other programs' projects; rules' own codings teach nothing.
Result<std::vector<pipeline::Lesson>> learned_lessons(const std::string& file,
                                                      const Codebook& codebook,
                                                      Diagnostics& remarks) {
  if (ascii_lower(fs::path(file).extension().string()) == ".jsonl") {
    auto bytes = read_file(file);
    if (!bytes) return std::move(bytes).failure();
    return pipeline::lessons_from(bytes.value(), display_name(file), codebook, remarks);
  }
  auto opened = CodingFile::open(file, remarks);
  if (!opened) return std::move(opened).failure();
  auto rows = opened.value().rows(&codebook, nullptr, remarks);
  if (!rows) return std::move(rows).failure();
  return pipeline::lessons_from(rows.value(), display_name(file), codebook, remarks);
}

/// Has somebody written decisions into a file?
enum class Decided { No, Yes, CannotTell };

Decided decided_in(const fs::path& file) {
  Diagnostics ignored;
  auto opened = CodingFile::open(file.string(), ignored);
  if (!opened) return Decided::CannotTell;
  auto rows = opened.value().rows(nullptr, nullptr, ignored);
  if (!rows) return Decided::CannotTell;
  return std::any_of(rows.value().begin(), rows.value().end(),
                     [](const auto& row) { return !row.decision.empty(); })
             ? Decided::Yes
             : Decided::No;
}

/// May the first line name a column for decisions? Our own codings.csv, which can be large, has
/// none.
bool may_name_decisions(const fs::path& file) {
  Result<ByteReader> reader = ByteReader::open(file);
  std::string head;
  constexpr std::size_t kHeader = 65536;
  if (!reader || !reader.value().append_to(head, kHeader)) return true;
  Diagnostics ignored;
  const auto decoded = text::decode(head, {}, display_name(file), ignored);
  if (!decoded) return true;
  const std::string& text = decoded.value().text;
  const std::size_t end = text.find('\n');
  if (end == std::string::npos && head.size() >= kHeader) return true;
  const std::string line = text::folded_label(std::string_view(text).substr(0, end));
  return line.find("beslut") != std::string::npos || line.find("decision") != std::string::npos;
}

/// Is the file another than the run wrote there? A run writes run.json last of all.
bool is_not_of_run(const fs::path& file, const fs::path& run) {
  std::error_code error;
  const auto written = fs::last_write_time(run, error);
  if (error) return true;
  const auto saved = fs::last_write_time(file, error);
  return !error && (saved > written || saved < written - std::chrono::seconds(2));
}

/// Files of an earlier run that somebody has decided in are not written over.
Outcome spare_decided(const fs::path& out, bool suggestions) {
  std::vector<fs::path> files;
  if (suggestions) files.push_back(out / "suggestions.csv");
  if (const fs::path file = out / "codings.csv"; may_name_decisions(file)) files.push_back(file);
  if (const fs::path file = out / "results.xlsx"; is_not_of_run(file, out / "run.json")) {
    files.push_back(file);
  }
  for (const fs::path& file : files) {
    std::error_code error;
    const Decided decided = fs::exists(file, error) ? decided_in(file) : Decided::No;
    if (decided == Decided::No) continue;
    const std::string name = "\"" + display_name(file) + "\"";
    if (decided == Decided::CannotTell) {
      return failure("decisions-written-over",
                     name + " cannot be read and would be written over, with decisions it may hold",
                     {}, "move it to another folder, or save it anew without a password");
    }
    return failure("decisions-written-over", name + " holds decisions and would be written over",
                   {}, "move it to another folder and give it with --decisions");
  }
  return success();
}

/// Learns from the codebook and, if given, from what people coded; proposes for the analysis.
Result<Suggestions> suggestions_for(const Coded& coded, const std::string& learn_from,
                                    Diagnostics& remarks) {
  const Codebook& codebook = *coded.analysis.codebook;
  std::vector<pipeline::Lesson> lessons = pipeline::lessons_of(codebook);
  if (!learn_from.empty()) {
    auto learned = learned_lessons(learn_from, codebook, remarks);
    if (!learned) return std::move(learned).failure();
    for (pipeline::Lesson& lesson : learned.value()) lessons.push_back(std::move(lesson));
  }
  return pipeline::suggest(coded.analysis, *coded.compiled, lessons);
}

std::vector<OutputFile> suggestion_files(const Suggestions& suggestions, const Analysis& analysis,
                                         const report::WriteOptions& write) {
  return {
      {"suggestions.csv",
       report::table_csv(report::suggestions_table(suggestions, analysis, write.language), write)},
      {"suggestions.jsonl", report::suggestions_jsonl(suggestions, analysis)},
      {"suggested-words.csv",
       report::table_csv(report::suggested_words_table(suggestions, analysis, write.language),
                         write)}};
}

/// The formats that are written, run.json always among them.
std::vector<std::string> wanted_formats(const CodeOptions& options) {
  std::vector<std::string> formats =
      options.formats.empty() ? report::default_formats() : options.formats;
  if (std::find(formats.begin(), formats.end(), "json") == formats.end())
    formats.emplace_back("json");
  return formats;
}

/// Codings need no more than one look at each document; every other result is about all of them.
bool only_codings(const std::vector<std::string>& formats) {
  return std::all_of(formats.begin(), formats.end(), [](const std::string& format) {
    return format == "jsonl" || format == "json";
  });
}

bool ends_strictly(const CodeOptions& options, const Diagnostics& remarks) {
  if (!options.strict || remarks.count(Severity::Warning) == 0) return false;
  tell(remarks);
  Diagnostics told;
  told.error("strict", "warnings end the run because of --strict; nothing was written");
  tell(told);
  return true;
}

/// Reports of an earlier run that this one does not write again: they would stand beside the new
/// results as if they belonged to them. What was read for this run is somebody's own choice.
std::vector<std::string> left_from_earlier(const Gathered& g,
                                           const std::vector<std::string>& names) {
  std::vector<std::string> left;
  if (!is_results_folder(g.out)) return left;
  for (const std::string& name : report::known_files()) {
    std::error_code error;
    const bool there = fs::exists(g.out / name, error);
    const bool written = std::find(names.begin(), names.end(), name) != names.end();
    if (there && !written && spare_inputs(g.out, {name}, g.found.paths)) left.push_back(name);
  }
  return left;
}

void tell_left_from_earlier(const std::vector<std::string>& left, const fs::path& out) {
  if (left.empty()) return;
  Diagnostics told;
  told.warning(
      "out-earlier-files",
      "\"" + display_name(out) + "\" also holds files of an earlier run: " + join(left, ", "), {},
      "use another --out, or delete them");
  tell(told);
}

/// What is said at the end of a run; its documents and codings need not be at hand.
ExitCode say_done(const CodeOptions& options, const Analysis& analysis, const fs::path& out,
                  const std::vector<std::string>& formats) {
  const report::WriteOptions write = write_options(options);
  if (options.verbose) tell(analysis.remarks, Verbosity::Verbose);
  print(report::terminal_summary(analysis, write.language, terminal_width()));
  if (!options.verbose) tell(report::terminal_warnings(analysis, write.language));
  const bool page = std::find(formats.begin(), formats.end(), "html") != formats.end();
  print(std::string("\n") + report::phrases(write.language).where_report + ": " +
        without_controls(display_name(page ? out / "report.html" : out)) + "\n");
  const bool unread = std::any_of(analysis.run.inputs.begin(), analysis.run.inputs.end(),
                                  [](const InputFile& file) { return !file.read; });
  return unread ? ExitCode::SomeUnread : ExitCode::Done;
}

/// codings.jsonl comes in pieces, the other files are small.
Outcome write_blocks(OutputFolder& folder, const pipeline::BlockRun& run, bool with_codings,
                     const std::vector<OutputFile>& files) {
  if (with_codings) {
    if (Outcome begun = folder.begin("codings.jsonl"); !begun) return begun;
    Outcome written =
        run.write_codings([&folder](std::string_view bytes) { return folder.append(bytes); });
    if (!written) return written;
    if (Outcome ended = folder.end(); !ended) return ended;
  }
  return write_files(folder, files);
}

/// The run that takes its material block by block.
ExitCode run_in_blocks(const CodeOptions& options, Gathered& g, OutputFolder& folder,
                       const std::vector<std::string>& formats) {
  auto coded =
      pipeline::code_in_blocks(g.request, *g.compiled, {.scratch_folder = g.out},
                               progress_line(options.swedish() ? "kodar, byte" : "coding, bytes"));
  clear_progress();
  if (!coded) return fail(coded.failure());
  Analysis& analysis = coded.value().analysis;
  Diagnostics remarks = std::move(g.remarks);
  remarks.append(std::move(analysis.remarks));
  analysis.remarks = std::move(remarks);
  if (ends_strictly(options, analysis.remarks)) return ExitCode::CheckSaidNo;

  const bool with_codings = std::find(formats.begin(), formats.end(), "jsonl") != formats.end();
  std::vector<OutputFile> files = {{"run.json", report::run_json(analysis)},
                                   {"codebook.json", std::move(g.codebook_bytes)}};
  if (g.profile) files.push_back(*g.profile);
  std::vector<std::string> names = names_of(files);
  if (with_codings) names.emplace_back("codings.jsonl");
  if (Outcome differ = outputs_differ_from_inputs(g, g.out, names); !differ) {
    return fail(differ.failure());
  }
  const std::vector<std::string> left = left_from_earlier(g, names);
  if (Outcome written = write_blocks(folder, coded.value(), with_codings, files); !written) {
    return fail(written.failure());
  }
  tell_left_from_earlier(left, g.out);
  return say_done(options, analysis, g.out, formats);
}

ExitCode run_code(const CodeOptions& options) {
  const std::vector<std::string> formats = wanted_formats(options);
  const std::string mode = suggestion_mode(options);
  const bool codings_only = only_codings(formats) && mode == "off";
  auto gathered = gather(options.source, options.out, options.language,
                         codings_only ? Reading::Later : Reading::Now);
  if (!gathered) return fail(gathered.failure());
  Gathered& g = gathered.value();
  if (g.out.empty()) {
    return fail(
        failure("usage", "an output folder is needed", {}, "give --out FOLDER").diagnostics);
  }
  auto folder = OutputFolder::open(g.out);
  if (!folder) return fail(folder.failure());
  if (Outcome spared = spare_decided(g.out, mode != "off"); !spared) return fail(spared.failure());
  if (codings_only && g.decisions.empty()) {
    return run_in_blocks(options, g, folder.value(), formats);
  }
  if (mode != "off") g.request.option_list.emplace_back("suggestions", mode);
  if (mode != "off" && !options.learn_from.empty()) {
    g.request.option_list.emplace_back("learn-from", display_name(options.learn_from));
  }
  auto coded = code_gathered(g, options.language);
  if (!coded) return fail(coded.failure());
  std::optional<Suggestions> suggestions;
  if (mode != "off") {
    auto made = suggestions_for(coded.value(), options.learn_from, coded.value().analysis.remarks);
    if (!made) return fail(made.failure());
    suggestions = std::move(made).value();
    if (mode == "count") pipeline::count_suggestions(*suggestions, coded.value().analysis);
  }
  const Analysis& analysis = coded.value().analysis;
  if (ends_strictly(options, analysis.remarks)) return ExitCode::CheckSaidNo;

  const report::WriteOptions write = write_options(options);
  std::vector<OutputFile> files;
  for (const std::string& format : formats) {
    for (OutputFile& file : report::write(format, analysis, write))
      files.push_back(std::move(file));
  }
  if (suggestions) {
    for (OutputFile& file : suggestion_files(*suggestions, analysis, write)) {
      files.push_back(std::move(file));
    }
  }
  files.push_back({"codebook.json", coded.value().codebook_bytes});
  if (coded.value().profile) files.push_back(*coded.value().profile);
  if (Outcome differ = outputs_differ_from_inputs(g, g.out, names_of(files)); !differ) {
    return fail(differ.failure());
  }
  const std::vector<std::string> left = left_from_earlier(g, names_of(files));
  if (Outcome written = write_files(folder.value(), files); !written) {
    return fail(written.failure());
  }
  tell_left_from_earlier(left, g.out);
  return say_done(options, analysis, g.out, formats);
}

}  // namespace

void define_code(CLI::App& app, Action& action) {
  auto options = std::make_shared<CodeOptions>();
  CLI::App* command = app.add_subcommand(
      "code", "code material with a codebook and write the report (the main job)");
  add_source_options(*command, options->source);
  command->add_option("--out", options->out, "the folder for the results")->type_name("FOLDER");
  command
      ->add_option("--format", options->formats,
                   "what to write (default html,md,csv,jsonl,material,json)")
      ->delimiter(',')
      ->check(CLI::IsMember(report::known_formats()))
      ->type_name("FORMAT,...");
  add_writing_options(*command, *options);
  command
      ->add_option("--learn-from", options->learn_from,
                   "learn suggestions from passages people coded (.jsonl, .csv, .xlsx, .qdpx ...)")
      ->type_name("FILE");
  command
      ->add_option("--suggestions", options->suggestions,
                   "list them, count them too, or none (default list with --learn-from, else off)")
      ->check(CLI::IsMember({"list", "count", "off"}))
      ->type_name("list|count|off");
  command->add_flag("--strict", options->strict, "let warnings end the run");
  command->add_flag("--verbose", options->verbose, "tell every remark");
  command->callback([options, &action] { action.run = [options] { return run_code(*options); }; });
}

}  // namespace rodtrad::cli
