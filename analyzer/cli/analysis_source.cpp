#include "analyzer/cli/analysis_source.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <thread>

#include "analyzer/base/file_io.h"
#include "analyzer/base/strings.h"
#include "analyzer/cli/coding_file.h"
#include "analyzer/cli/console.h"
#include "analyzer/cli/result_output.h"
#include "analyzer/cli/sheet_choices.h"
#include "analyzer/ingest/whisper.h"
#include "analyzer/pipeline/analyze.h"
#include "analyzer/pipeline/decisions.h"
#include "analyzer/pipeline/results_folder.h"
#include "analyzer/pipeline/study.h"

namespace rodtrad::cli {

namespace fs = std::filesystem;

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
  command
      .add_option("--import-profile", options.profile,
                  "use the choices of columns kept in this file (profil.json of an earlier run)")
      ->type_name("FILE");
}

void add_source_options(CLI::App& command, SourceOptions& options) {
  add_reading_options(command, options.reading);
  command
      .add_option("--codebook", options.codebook,
                  "the codebook: a file, or the name of a shipped one")
      ->type_name("FILE");
  command
      .add_option("--unit", options.unit,
                  "what is coded (default: answer for answer sheets, else sentence)")
      ->check(CLI::IsMember({"sentence", "turn", "paragraph", "answer", "document"}))
      ->type_name("sentence|turn|paragraph|answer|document");
  command
      .add_option("--context", options.context,
                  "show N sentences on each side of an excerpt (default 1)")
      ->check(CLI::Range(0, 100))
      ->type_name("N");
  command.add_option("--zones", options.zones, "whose words are coded (default respondent,answer)")
      ->delimiter(',')
      ->type_name("ZONE,...");
  command
      .add_option("--attributes", options.attributes, "facts about documents and speakers (CSV)")
      ->type_name("FILE");
  add_language_options(command, options.language_engine);
  command.add_option("--jobs", options.jobs, "use N threads (default: one per processor)")
      ->check(CLI::Range(1, 256))
      ->type_name("N");
  command
      .add_option("--decisions", options.decisions,
                  "what people decided about codings (column beslut: ja, nej); may be repeated")
      ->allow_extra_args(false)
      ->type_name("FILE");
  command.add_option("--title", options.title, "title of the report")->type_name("TEXT");
  command.add_flag("--keep-going", options.keep_going,
                   "name inputs that cannot be read, code the rest, exit 3");
}

namespace {

/// A single JSON file that calls itself a study.
Result<std::optional<pipeline::Study>> study_in(const SourceOptions& options) {
  if (options.reading.inputs.size() != 1) return std::optional<pipeline::Study>();
  const fs::path path(options.reading.inputs.front());
  if (ascii_lower(path.extension().string()) != ".json") return std::optional<pipeline::Study>();
  Result<std::string> bytes = read_file(path);
  if (!bytes) return std::move(bytes).failure();
  if (!pipeline::is_study(bytes.value())) {
    if (ingest::is_transcript_json(bytes.value())) return std::optional<pipeline::Study>();
    return failure("study-format", "this JSON file is not a study file",
                   {.path = display_name(path)},
                   "a study begins with {\"format\": \"rodtrad-study/1\"; a transcript has "
                   "\"segments\" with start, "
                   "end and text; answers are read as .jsonl");
  }
  Result<pipeline::Study> study = pipeline::read_study(bytes.value(), display_name(path));
  if (!study) return std::move(study).failure();
  return std::optional(std::move(study).value());
}

Outcome add_attribute_file(const fs::path& path, Gathered& g) {
  Result<std::string> bytes = read_file(path);
  if (!bytes) return std::move(bytes).failure();
  g.request.attribute_tables.push_back({display_name(path), std::move(bytes).value()});
  g.found.paths.push_back(path);
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

void list_options(const SourceOptions& options, const std::string& spoken,
                  pipeline::Request& request) {
  std::vector<std::string> zones;
  for (const Zone zone : request.coded_zones) zones.emplace_back(to_text(zone));
  request.option_list = {
      {"unit", request.unit ? std::string(to_text(*request.unit)) : "auto"},
      {"context", std::to_string(request.context_sentences)},
      {"zones", join(zones, ",")},
      {"encoding",
       options.reading.import.encoding.empty() ? "auto" : options.reading.import.encoding},
      {"spoken", spoken},
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

/// Opens the lexicon and compiles the codebook.
Outcome prepare_codebook(Gathered& g, Diagnostics& remarks) {
  auto book = read_codebook(g.codebook);
  if (!book) return std::move(book).failure();
  auto lexicon = open_lexicon(g.language_engine, remarks);
  if (!lexicon) return std::move(lexicon).failure();
  g.lexicon = std::move(lexicon).value();
  auto compiled =
      pipeline::compile_codebook(book.value().bytes, book.value().name, g.lexicon.resources);
  if (!compiled) return std::move(compiled).failure();
  g.compiled = std::move(compiled).value();
  g.codebook_bytes = std::move(book).value().bytes;
  return success();
}

/// The material of a study file, or of what was named.
Outcome read_material(const SourceOptions& options, const std::optional<pipeline::Study>& study,
                      Reading reading, Gathered& g) {
  std::vector<fs::path> leave_out;
  if (!options.attributes.empty()) leave_out.emplace_back(options.attributes);
  if (!g.out.empty()) leave_out.push_back(g.out);
  for (const std::string& file : g.decisions) leave_out.emplace_back(file);
  if (study) {
    const fs::path base = fs::path(options.reading.inputs.front()).parent_path();
    g.found.paths.emplace_back(options.reading.inputs.front());
    if (!study->attributes.empty() && options.attributes.empty()) {
      leave_out.push_back(base / study->attributes);
      if (Outcome added = add_attribute_file(base / study->attributes, g); !added) return added;
    }
    for (const pipeline::Study::Source& source : study->sources) {
      add_inputs(source.path, base, leave_out, source.settings, g.found, reading);
    }
  } else {
    g.found = find_inputs(options.reading.inputs, leave_out, {}, reading);
  }
  if (!options.attributes.empty()) return add_attribute_file(options.attributes, g);
  if (!g.request.attribute_tables.empty()) return success();
  for (const fs::path& path : std::vector<fs::path>(g.found.attribute_tables)) {
    if (Outcome added = add_attribute_file(path, g); !added) return added;
  }
  return success();
}

}  // namespace

namespace {

/// What is known of the material's forms, and what the person says about them.
Outcome settle_columns(const SourceOptions& options, const std::optional<pipeline::Study>& study,
                       const std::string& language, Gathered& g) {
  ProfilePlaces places;
  places.named = options.reading.profile;
  places.beside = g.found.profiles;
  if (study) {
    const fs::path base = fs::path(options.reading.inputs.front()).parent_path();
    places.beside.insert(places.beside.begin(), base / pipeline::kProfileFile);
  }
  places.out = !g.out.empty() ? g.out : fs::path(options.profile_folder);
  auto profile = settle_sheets(places, language, g.request);
  if (!profile) return std::move(profile).failure();
  g.profile = std::move(profile).value();
  return success();
}

/// A misspelt name is told before anything that follows from it.
Outcome inputs_are_there(const SourceOptions& options) {
  for (const std::string& input : options.reading.inputs) {
    std::error_code error;
    if (input == "-" || fs::exists(input, error)) continue;
    if (Result<std::string> bytes = read_file(input); !bytes) return std::move(bytes).failure();
  }
  return success();
}

}  // namespace

Result<Gathered> gather(const SourceOptions& options, const std::string& out,
                        const std::string& language, Reading reading) {
  Gathered g;
  auto study = study_in(options);
  if (!study) return std::move(study).failure();
  g.codebook = options.codebook;
  g.out = out;
  g.decisions = options.decisions;
  pipeline::Request& request = g.request;
  request.title = options.title;
  request.import = options.reading.import;
  request.context_sentences = options.context;
  request.jobs = options.jobs != 0 ? options.jobs
                                   : std::max<std::size_t>(1, std::thread::hardware_concurrency());
  if (options.keep_going) request.on_bad_input = pipeline::OnBadInput::KeepGoing;
  if (!options.unit.empty()) request.unit = unit_kind_named(options.unit);
  if (Outcome zones = read_zones(options.zones, request); !zones) return std::move(zones).failure();

  g.language_engine = options.language_engine;
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
    if (g.decisions.empty()) {
      for (const std::string& file : s.decisions) g.decisions.push_back((base / file).string());
    }
    if (g.language_engine.spoken.empty() && s.spoken_forms == false) {
      g.language_engine.spoken = "off";
    }
  }
  if (g.language_engine.spoken.empty()) g.language_engine.spoken = "on";
  if (g.codebook.empty()) {
    if (Outcome there = inputs_are_there(options); !there) return std::move(there).failure();
    return failure("usage", "a codebook is needed", {}, "give --codebook FILE");
  }
  // Before the material, which may be long in coming: a faulty codebook is told at once.
  Diagnostics of_the_lexicon;
  if (Outcome prepared = prepare_codebook(g, of_the_lexicon); !prepared) {
    return std::move(prepared).failure();
  }
  if (!g.decisions.empty()) reading = Reading::Now;
  if (Outcome read = read_material(options, study.value(), reading, g); !read) {
    return std::move(read).failure();
  }
  list_options(options, g.language_engine.spoken, request);
  for (const std::string& file : g.decisions) {
    g.found.paths.emplace_back(file);
    request.option_list.emplace_back("decisions", display_name(file));
  }
  request.inputs = std::move(g.found.inputs);
  g.remarks.append(std::move(g.found.remarks));
  if (request.inputs.empty()) return no_inputs(std::move(g.remarks));
  g.remarks.append(std::move(of_the_lexicon));
  if (Outcome settled = settle_columns(options, study.value(), language, g); !settled) {
    return std::move(settled).failure();
  }
  return g;
}

/// Writing over what is being read would destroy it.
Outcome outputs_differ_from_inputs(const Gathered& g, const fs::path& out,
                                   const std::vector<std::string>& names) {
  std::vector<fs::path> read = g.found.paths;
  read.emplace_back(g.codebook);
  return spare_inputs(out, names, read);
}

namespace {

/// What people decided, from all files together.
Outcome decide(const std::vector<std::string>& files, Analysis& analysis, Diagnostics& remarks) {
  std::vector<pipeline::JudgementRow> rows;
  Failure faults;
  for (const std::string& file : files) {
    auto opened = CodingFile::open(file, remarks);
    if (!opened) {
      faults.diagnostics.append(std::move(opened).failure().diagnostics);
      continue;
    }
    auto read = opened.value().rows(&*analysis.codebook, &analysis, remarks);
    if (!read) return std::move(read).failure();
    for (pipeline::JudgementRow& row : read.value()) rows.push_back(std::move(row));
  }
  if (!faults.diagnostics.empty()) return faults;
  auto counts = pipeline::apply_decisions(rows, analysis, remarks);
  if (!counts) return std::move(counts).failure();
  const DecisionCounts& n = counts.value();
  remarks.info("decisions", "people's decisions: " + std::to_string(n.added) + " codings added, " +
                                std::to_string(n.rejected.size()) + " rejected, " +
                                std::to_string(n.confirmed) + " confirmed, " +
                                std::to_string(n.levels) + " levels set, " +
                                std::to_string(n.undecided) + " rows undecided, " +
                                std::to_string(n.adrift) + " no longer in the material");
  return success();
}

}  // namespace

Result<Coded> code_gathered(Gathered& g, const std::string& language) {
  if (!g.compiled) {
    if (Outcome prepared = prepare_codebook(g, g.remarks); !prepared) {
      return std::move(prepared).failure();
    }
  }
  Coded coded;
  coded.codebook_bytes = std::move(g.codebook_bytes);
  coded.lexicon = std::move(g.lexicon);
  coded.compiled = std::move(g.compiled);
  coded.profile = std::move(g.profile);
  auto analyzed = pipeline::analyze(g.request, *coded.compiled,
                                    progress_line(language == "sv" ? "kodar" : "coding"));
  clear_progress();
  if (!analyzed) return std::move(analyzed).failure();
  coded.analysis = std::move(analyzed).value();
  Diagnostics remarks = std::move(g.remarks);
  remarks.append(std::move(coded.analysis.remarks));
  if (!g.decisions.empty()) {
    if (Outcome decided = decide(g.decisions, coded.analysis, remarks); !decided) {
      return std::move(decided).failure();
    }
  }
  coded.analysis.remarks = std::move(remarks);
  return coded;
}

bool is_results_folder(const fs::path& folder) {
  std::error_code error;
  return fs::is_directory(folder, error) && fs::exists(folder / "run.json", error);
}

namespace {

Outcome read_into(const fs::path& folder, const char* name, std::string& bytes) {
  std::error_code error;
  if (!fs::exists(folder / name, error)) {
    return failure("results-missing", std::string("the results folder lacks ") + name,
                   {.path = display_name(folder)},
                   "run rodtrad code with the formats jsonl, material and json (the default)");
  }
  Result<std::string> read = read_file(folder / name);
  if (!read) return std::move(read).failure();
  bytes = std::move(read).value();
  return success();
}

}  // namespace

Result<Analysis> read_results_folder(const fs::path& folder) {
  pipeline::ResultFiles files;
  files.folder = display_name(folder);
  for (const auto& [name, bytes] : {std::pair{"codebook.json", &files.codebook},
                                    {"run.json", &files.run},
                                    {"material.jsonl", &files.material},
                                    {"codings.jsonl", &files.codings}}) {
    if (Outcome read = read_into(folder, name, *bytes); !read) return std::move(read).failure();
  }
  return pipeline::read_results(files);
}

bool is_read_back(const SourceOptions& options) {
  return options.reading.inputs.size() == 1 && options.codebook.empty() &&
         is_results_folder(options.reading.inputs.front());
}

namespace {

/// Without a codebook one INPUT is a study file or a results folder: a folder must hold results.
Outcome results_are_named(const SourceOptions& options) {
  const std::vector<std::string>& inputs = options.reading.inputs;
  std::error_code error;
  if (inputs.size() != 1 || !options.codebook.empty() || !fs::is_directory(inputs.front(), error)) {
    return success();
  }
  return failure(
      "results-missing",
      "\"" + display_name(inputs.front()) + "\" is no results folder: it has no run.json", {},
      "name the folder that rodtrad code wrote, or give --codebook FILE to code it");
}

}  // namespace

Result<Coded> load_analysis(const SourceOptions& options, const std::string& language) {
  if (is_read_back(options)) {
    const fs::path folder(options.reading.inputs.front());
    Result<Analysis> analysis = read_results_folder(folder);
    if (!analysis) return std::move(analysis).failure();
    Coded coded;
    coded.analysis = std::move(analysis).value();
    coded.folder = folder;
    if (Outcome read = read_into(folder, "codebook.json", coded.codebook_bytes); !read) {
      return std::move(read).failure();
    }
    return coded;
  }
  if (Outcome named = results_are_named(options); !named) return std::move(named).failure();
  Result<Gathered> gathered = gather(options, "", language);
  if (!gathered) return std::move(gathered).failure();
  return code_gathered(gathered.value(), language);
}

}  // namespace rodtrad::cli
