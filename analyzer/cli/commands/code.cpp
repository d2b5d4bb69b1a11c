#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>
#include <thread>

#include "analyzer/base/file_io.h"
#include "analyzer/base/output_folder.h"
#include "analyzer/base/strings.h"
#include "analyzer/cli/app.h"
#include "analyzer/cli/common_options.h"
#include "analyzer/cli/console.h"
#include "analyzer/cli/inputs.h"
#include "analyzer/cli/lexicon.h"
#include "analyzer/pipeline/analyze.h"
#include "analyzer/pipeline/study.h"
#include "analyzer/report/terminal.h"
#include "analyzer/report/writer.h"

namespace rodtrad::cli {

void add_reading_options(CLI::App& command, ReadingOptions& options, int minimum) {
  auto* input = command.add_option("INPUT", options.inputs,
                                   "files, folders, or - for JSON lines on standard input");
  if (minimum > 0) input->required();
  auto& import = options.import;
  command
      .add_option("--encoding", import.encoding,
                  "read text files in this encoding, e.g. windows-1252 (default: found out)")
      ->type_name("NAME");
  command
      .add_option("--interviewer", import.interviewers,
                  "count this speaker label as an interviewer (may be repeated)")
      ->type_name("LABEL");
  command
      .add_option("--text-column", import.columns.text, "the sheet column that holds the answers")
      ->type_name("HEADER");
  command
      .add_option("--group-column", import.columns.group, "the sheet column that names the group")
      ->type_name("HEADER");
  command
      .add_option("--question-column", import.columns.question,
                  "the sheet column that holds the question")
      ->type_name("HEADER");
  command.add_option("--votes-column", import.columns.votes, "the sheet column that holds votes")
      ->type_name("HEADER");
  command
      .add_option("--speaker-column", import.columns.speaker,
                  "the sheet column that names the person")
      ->type_name("HEADER");
}

namespace {

namespace fs = std::filesystem;

struct CodeOptions {
  ReadingOptions reading{};
  LanguageOptions language_engine{};
  std::string codebook{};
  std::string out{};
  std::string unit{};
  std::uint32_t context = 1;
  std::vector<std::string> zones{};
  std::string attributes{};
  std::vector<std::string> formats{};
  std::size_t jobs = 0;
  std::string language = "sv";
  std::string separator = ",";
  std::string title{};
  bool strict = false;
  bool keep_going = false;
  bool verbose = false;
};

/// Everything read from disk that the run needs.
struct Gathered {
  pipeline::Request request{};
  FoundInputs found{};
  std::string codebook{};
  fs::path out{};
  Diagnostics remarks{};
};

/// A single JSON file that calls itself a study.
Result<std::optional<pipeline::Study>> study_in(const CodeOptions& options) {
  if (options.reading.inputs.size() != 1) return std::optional<pipeline::Study>();
  const fs::path path(options.reading.inputs.front());
  if (ascii_lower(path.extension().string()) != ".json") return std::optional<pipeline::Study>();
  Result<std::string> bytes = read_file(path);
  if (!bytes) return std::move(bytes).failure();
  if (!pipeline::is_study(bytes.value())) {
    return failure(
        "study-format", "this JSON file is not a study file", {.path = display_name(path)},
        "a study begins with {\"format\": \"rodtrad-study/1\"; answers are read as .jsonl");
  }
  Result<pipeline::Study> study = pipeline::read_study(bytes.value(), display_name(path));
  if (!study) return std::move(study).failure();
  return std::optional(std::move(study).value());
}

Outcome add_attribute_file(const fs::path& path, pipeline::Request& request) {
  Result<std::string> bytes = read_file(path);
  if (!bytes) return std::move(bytes).failure();
  request.attribute_tables.push_back({display_name(path), std::move(bytes).value()});
  return success();
}

Outcome read_zones(const std::vector<std::string>& words, pipeline::Request& request) {
  if (words.empty()) return success();
  request.coded_zones.clear();
  for (const std::string& word : words) {
    const auto zone = zone_named(word);
    if (!zone) {
      std::vector<std::string> names;
      for (const Zone known : kZones) names.emplace_back(to_text(known));
      return failure("usage", "there is no zone \"" + word + "\"", {},
                     "the zones are " + join(names, ", "));
    }
    request.coded_zones.push_back(*zone);
  }
  return success();
}

void list_options(const CodeOptions& options, pipeline::Request& request) {
  std::vector<std::string> zones;
  for (const Zone zone : request.coded_zones) zones.emplace_back(to_text(zone));
  request.option_list = {
      {"unit", request.unit ? std::string(to_text(*request.unit)) : "auto"},
      {"context", std::to_string(request.context_sentences)},
      {"zones", join(zones, ",")},
      {"encoding",
       options.reading.import.encoding.empty() ? "auto" : options.reading.import.encoding},
      {"spoken", options.language_engine.spoken},
      {"keep-going", options.keep_going ? "yes" : "no"},
  };
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) request.option_list.emplace_back(name, value);
  };
  add("interviewer", join(options.reading.import.interviewers, ", "));
  add("text-column", options.reading.import.columns.text);
  add("group-column", options.reading.import.columns.group);
  add("question-column", options.reading.import.columns.question);
  add("votes-column", options.reading.import.columns.votes);
  add("speaker-column", options.reading.import.columns.speaker);
}

Result<Gathered> gather(const CodeOptions& options) {
  Gathered g;
  auto study = study_in(options);
  if (!study) return std::move(study).failure();
  g.codebook = options.codebook;
  g.out = options.out;
  pipeline::Request& request = g.request;
  request.title = options.title;
  request.import = options.reading.import;
  request.context_sentences = options.context;
  request.jobs = options.jobs != 0 ? options.jobs
                                   : std::max<std::size_t>(1, std::thread::hardware_concurrency());
  if (options.keep_going) request.on_bad_input = pipeline::OnBadInput::KeepGoing;
  if (!options.unit.empty()) request.unit = unit_kind_named(options.unit);
  if (Outcome zones = read_zones(options.zones, request); !zones) return std::move(zones).failure();

  std::vector<fs::path> leave_out;
  if (!options.attributes.empty()) leave_out.emplace_back(options.attributes);
  if (study.value()) {
    const pipeline::Study& s = *study.value();
    const fs::path base = fs::path(options.reading.inputs.front()).parent_path();
    if (request.title.empty()) request.title = s.title;
    if (g.codebook.empty()) {
      const fs::path beside = (base / s.codebook).lexically_normal();
      std::error_code error;
      g.codebook = fs::exists(beside, error) ? beside.string() : s.codebook;
    }
    if (g.out.empty() && !s.out.empty()) g.out = base / s.out;
    if (!request.unit) request.unit = s.unit;
    if (!g.out.empty()) leave_out.push_back(g.out);
    if (!s.attributes.empty() && options.attributes.empty()) {
      leave_out.push_back(base / s.attributes);
      if (Outcome added = add_attribute_file(base / s.attributes, request); !added) {
        return std::move(added).failure();
      }
    }
    for (const pipeline::Study::Source& source : s.sources) {
      add_inputs(source.path, base, leave_out, source.settings, g.found);
    }
  } else {
    if (!g.out.empty()) leave_out.push_back(g.out);
    g.found = find_inputs(options.reading.inputs, leave_out);
  }
  if (g.codebook.empty()) {
    return failure("usage", "a codebook is needed", {}, "give --codebook FILE");
  }
  if (g.out.empty()) {
    return failure("usage", "an output folder is needed", {}, "give --out FOLDER");
  }
  if (!options.attributes.empty()) {
    if (Outcome added = add_attribute_file(options.attributes, request); !added) {
      return std::move(added).failure();
    }
  } else if (request.attribute_tables.empty()) {
    for (const fs::path& path : g.found.attribute_tables) {
      if (Outcome added = add_attribute_file(path, request); !added) {
        return std::move(added).failure();
      }
    }
  }
  list_options(options, request);
  request.inputs = std::move(g.found.inputs);
  g.remarks.append(std::move(g.found.remarks));
  if (request.inputs.empty()) {
    Failure none = failure("input-none", "no file of a known kind was found", {},
                           "known kinds are " + ingest::known_kinds());
    none.diagnostics.append(std::move(g.remarks));
    return none;
  }
  return g;
}

/// Writing over what is being read would destroy it.
Outcome outputs_differ_from_inputs(const Gathered& g, const std::vector<std::string>& names) {
  std::vector<fs::path> read = g.found.paths;
  read.emplace_back(g.codebook);
  for (const pipeline::NamedBytes& table : g.request.attribute_tables)
    read.emplace_back(table.name);
  for (const std::string& name : names) {
    for (const fs::path& input : read) {
      std::error_code error;
      if (fs::equivalent(g.out / name, input, error)) {
        return failure("out-is-input",
                       "\"" + display_name(input) + "\" would be written over by the results", {},
                       "choose another folder after --out");
      }
    }
  }
  return success();
}

std::vector<std::string> output_names() {
  return {"codings.jsonl", "codings.csv", "counts.csv", "units.csv",
          "report.html",   "report.md",   "run.json",   "codebook.json"};
}

ExitCode fail(const Diagnostics& diagnostics) {
  clear_progress();
  tell(diagnostics);
  return ExitCode::BadInput;
}

ExitCode run_code(const CodeOptions& options) {
  auto gathered = gather(options);
  if (!gathered) return fail(gathered.failure().diagnostics);
  Gathered& g = gathered.value();

  auto book_bytes = read_codebook(g.codebook);
  if (!book_bytes) return fail(book_bytes.failure().diagnostics);
  auto lexicon = open_lexicon(options.language_engine, g.remarks);
  if (!lexicon) return fail(lexicon.failure().diagnostics);
  auto compiled = pipeline::compile_codebook(book_bytes.value().bytes, book_bytes.value().name,
                                             lexicon.value().resources);
  if (!compiled) return fail(compiled.failure().diagnostics);
  if (Outcome differ = outputs_differ_from_inputs(g, output_names()); !differ) {
    return fail(differ.failure().diagnostics);
  }
  auto folder = OutputFolder::open(g.out);
  if (!folder) return fail(folder.failure().diagnostics);

  const bool swedish = options.language == "sv";
  auto analyzed =
      pipeline::analyze(g.request, compiled.value(), progress_line(swedish ? "kodar" : "coding"));
  clear_progress();
  if (!analyzed) return fail(analyzed.failure().diagnostics);
  Analysis& analysis = analyzed.value();
  Diagnostics remarks = std::move(g.remarks);
  remarks.append(std::move(analysis.remarks));
  analysis.remarks = std::move(remarks);

  if (options.strict && analysis.remarks.count(Severity::Warning) > 0) {
    tell(analysis.remarks);
    Diagnostics told;
    told.error("strict", "warnings end the run because of --strict; nothing was written");
    tell(told);
    return ExitCode::CheckSaidNo;
  }

  const report::WriteOptions write{swedish ? report::Language::Swedish : report::Language::English,
                                   options.separator == "tab" ? '\t' : options.separator.front()};
  std::vector<std::string> formats =
      options.formats.empty() ? report::known_formats() : options.formats;
  if (std::find(formats.begin(), formats.end(), "json") == formats.end())
    formats.emplace_back("json");
  for (const std::string& format : formats) {
    for (const OutputFile& file : report::write(format, analysis, write)) {
      if (Outcome staged = folder.value().stage(file); !staged) {
        return fail(staged.failure().diagnostics);
      }
    }
  }
  if (Outcome staged = folder.value().stage({"codebook.json", book_bytes.value().bytes}); !staged) {
    return fail(staged.failure().diagnostics);
  }
  if (Outcome committed = folder.value().commit(); !committed) {
    return fail(committed.failure().diagnostics);
  }

  if (options.verbose) tell(analysis.remarks, Verbosity::Verbose);
  print(report::terminal_summary(analysis, write.language, terminal_width()));
  const bool page = std::find(formats.begin(), formats.end(), "html") != formats.end();
  print(std::string("\n") + report::phrases(write.language).where_report + ": " +
        display_name(page ? g.out / "report.html" : g.out) + "\n");
  const bool unread = std::any_of(analysis.run.inputs.begin(), analysis.run.inputs.end(),
                                  [](const InputFile& file) { return !file.read; });
  return unread ? ExitCode::SomeUnread : ExitCode::Done;
}

}  // namespace

void define_code(CLI::App& app, Action& action) {
  auto options = std::make_shared<CodeOptions>();
  CLI::App* command = app.add_subcommand(
      "code", "code material with a codebook and write the report (the main job)");
  add_reading_options(*command, options->reading);
  command
      ->add_option("--codebook", options->codebook,
                   "the codebook: a file, or the name of a shipped one")
      ->type_name("FILE");
  command->add_option("--out", options->out, "the folder for the results")->type_name("FOLDER");
  command
      ->add_option("--unit", options->unit,
                   "what is coded (default: answer for answer sheets, else sentence)")
      ->check(CLI::IsMember({"sentence", "turn", "paragraph", "answer", "document"}))
      ->type_name("sentence|turn|paragraph|answer|document");
  command
      ->add_option("--context", options->context,
                   "show N sentences on each side of an excerpt (default 1)")
      ->check(CLI::Range(0, 100))
      ->type_name("N");
  command
      ->add_option("--zones", options->zones, "whose words are coded (default respondent,answer)")
      ->delimiter(',')
      ->type_name("ZONE,...");
  command
      ->add_option("--attributes", options->attributes, "facts about documents and speakers (CSV)")
      ->type_name("FILE");
  command
      ->add_option("--format", options->formats, "what to write (default html,md,csv,jsonl,json)")
      ->delimiter(',')
      ->check(CLI::IsMember(report::known_formats()))
      ->type_name("FORMAT,...");
  add_language_options(*command, options->language_engine);
  command->add_option("--jobs", options->jobs, "use N threads (default: one per processor)")
      ->check(CLI::Range(1, 256))
      ->type_name("N");
  command->add_option("--lang", options->language, "language of the reports (default sv)")
      ->check(CLI::IsMember({"sv", "en"}))
      ->type_name("sv|en");
  command->add_option("--csv-separator", options->separator, "separator in CSV files (default ,)")
      ->check(CLI::IsMember({",", ";", "tab"}))
      ->type_name(",|;|tab");
  command->add_option("--title", options->title, "title of the report")->type_name("TEXT");
  command->add_flag("--strict", options->strict, "let warnings end the run");
  command->add_flag("--keep-going", options->keep_going,
                    "name inputs that cannot be read, code the rest, exit 3");
  command->add_flag("--verbose", options->verbose, "tell every remark");
  command->callback([options, &action] { action.run = [options] { return run_code(*options); }; });
}

}  // namespace rodtrad::cli
