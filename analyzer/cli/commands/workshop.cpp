#include "analyzer/pipeline/workshop.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <limits>
#include <memory>

#include "analyzer/base/file_io.h"
#include "analyzer/base/strings.h"
#include "analyzer/cli/analysis_source.h"
#include "analyzer/cli/app.h"
#include "analyzer/cli/console.h"
#include "analyzer/cli/result_output.h"
#include "analyzer/formats/csv.h"
#include "analyzer/pipeline/earlier_files.h"
#include "analyzer/report/workshop_tables.h"
#include "analyzer/text/decode.h"

namespace rodtrad::cli {
namespace {

constexpr const char* kMemory = "workshop.json";

struct WorkshopCommand {
  SourceOptions source{};
  OutputOptions output{};
  std::string split = "on";
  std::string votes = "dots";
  std::string clusters{};
  std::size_t top = 5;
  std::size_t rows = 8;
};

/// A person's grouping: the columns answer, part and cluster of an edited clusters.csv.
Outcome read_groups(const std::string& path, pipeline::WorkshopOptions& options,
                    Diagnostics& remarks) {
  Result<std::string> bytes = read_file(path);
  if (!bytes) return std::move(bytes).failure();
  const std::string file = display_name(path);
  auto decoded = text::decode(bytes.value(), {}, file, remarks);
  if (!decoded) return std::move(decoded).failure();
  auto csv = formats::read_csv(decoded.value().text, '\0', file, remarks);
  if (!csv) return std::move(csv).failure();
  const auto& rows = csv.value().rows;
  if (rows.empty()) return success();
  const auto column = [&rows](std::string_view name) {
    return static_cast<std::size_t>(std::find(rows[0].cells.begin(), rows[0].cells.end(), name) -
                                    rows[0].cells.begin());
  };
  const std::size_t answer = column("answer");
  const std::size_t part = column("part");
  const std::size_t cluster = column("cluster");
  const std::size_t width = rows[0].cells.size();
  if (answer == width || cluster == width) {
    return failure("sheet-no-column", "the columns \"answer\" and \"cluster\" are needed",
                   {.path = file, .line = 1}, "start from the clusters.csv that was written");
  }
  for (std::size_t r = 1; r < rows.size(); ++r) {
    const auto cell = [&](std::size_t c) {
      return c < rows[r].cells.size() ? std::string(trim(rows[r].cells[c])) : std::string();
    };
    std::uint64_t number = 1;
    if (part != width && !cell(part).empty() &&
        (!parse_number(cell(part), number) || number > std::numeric_limits<std::uint32_t>::max())) {
      return failure("clusters-part", "\"" + cell(part) + "\" is no part number",
                     {.path = file, .line = rows[r].line});
    }
    options.groups[{cell(answer), static_cast<std::uint32_t>(number)}] = cell(cluster);
  }
  return success();
}

std::vector<OutputFile> files_of(const report::WorkshopView& view, const WorkshopCommand& options) {
  const report::WriteOptions write = write_options(options.output);
  const report::Language language = write.language;
  std::vector<OutputFile> files;
  const report::Table answers = report::answers_table(view, language);
  if (wants(options.output, "csv")) {
    for (const report::Table& table :
         {report::priorities_table(view, language), report::questions_table(view, language),
          report::clusters_table(view, language), report::suggestions_table(view, language)}) {
      files.push_back({table.name + ".csv", report::table_csv(table, write)});
    }
    files.push_back({"answers.csv", report::table_csv(answers, write)});
  }
  if (wants(options.output, "xlsx")) {
    const std::vector<report::Table> sheets = {report::plan_table(view, language),
                                               report::priorities_table(view, language), answers};
    files.push_back({"plan.xlsx", report::workbook_xlsx(sheets, language)});
  }
  if (wants(options.output, "docx")) {
    files.push_back({"plan.docx", report::plan_docx(view, language)});
    files.push_back({"summary.docx", report::workshop_summary_docx(view, language)});
  }
  if (wants(options.output, "html")) {
    files.push_back({"summary.html", report::workshop_summary_html(view, language)});
  }
  return files;
}

/// A plan or a grouping that somebody has worked in is kept beside the new one.
Outcome keep_earlier(std::vector<OutputFile>& files, const WorkshopCommand& options,
                     const Analysis& analysis, Diagnostics& remarks) {
  std::vector<std::string> names = names_of(files);
  names.emplace_back(kMemory);
  auto there = files_there(options.output.out, names);
  if (!there) return std::move(there).failure();
  auto earlier = pipeline::EarlierFiles::read(std::move(there).value(), kMemory);
  if (!earlier) return std::move(earlier).failure();
  for (OutputFile& copy :
       earlier.value().copies_for(files, write_options(options.output).language, remarks)) {
    files.push_back(std::move(copy));
  }
  files.push_back(earlier.value().remember(files, "rodtrad-workshop/1", analysis));
  return success();
}

/// Per question the best themes, as a terminal shows them.
std::string told(const report::WorkshopView& view, report::Language language) {
  const bool sv = language == report::Language::Swedish;
  std::string out;
  for (std::uint32_t q = 0; q < view.workshop.questions.size(); ++q) {
    const WorkshopQuestion& question = view.workshop.questions[q];
    const QuestionTotals& t = question.totals;
    out += (out.empty() ? "" : "\n") + without_controls(question.text) + "\n  " +
           std::to_string(t.answers) + (sv ? " svar = " : " answers = ") + std::to_string(t.coded) +
           (sv ? " kodade + " : " coded + ") + std::to_string(t.uncoded) +
           (sv ? " okodade + " : " uncoded + ") + std::to_string(t.empty) +
           (sv ? " tomma" : " empty") + "\n";
    for (const Priority& p : report::top_priorities(view, q)) {
      out += "  " + std::to_string(p.rank_votes.value_or(p.rank_answers)) + ". " +
             without_controls(at(view.analysis.codebook->themes, p.theme).label) + ": " +
             std::to_string(p.answers) + (sv ? " svar" : " answers");
      if (p.votes) {
        out += ", " + report::votes_in_words(*p.votes, view.workshop.vote_kind, language);
      }
      out += "\n";
    }
  }
  return out;
}

ExitCode run_workshop(const WorkshopCommand& options) {
  pipeline::WorkshopOptions workshop;
  workshop.split = options.split == "on" ? pipeline::SplitAnswers::On : pipeline::SplitAnswers::Off;
  workshop.votes = options.votes == "ranks"    ? VoteKind::Ranks
                   : options.votes == "points" ? VoteKind::Points
                                               : VoteKind::Dots;
  if (!options.clusters.empty()) {
    Diagnostics remarks;
    if (Outcome read = read_groups(options.clusters, workshop, remarks); !read) {
      return fail(read.failure());
    }
    tell(remarks);
  }
  auto folder = open_output(options.output);
  if (!folder) return fail(folder.failure());
  SourceOptions source = options.source;
  if (source.unit.empty()) source.unit = "answer";
  source.profile_folder = options.output.out;
  auto coded = load_analysis(source, options.output.language);
  if (!coded) return fail(coded.failure());
  const Analysis& analysis = coded.value().analysis;
  tell(analysis.remarks);
  const bool answers = std::any_of(analysis.documents.begin(), analysis.documents.end(),
                                   [](const Document& d) { return d.is_answers; });
  if (!answers) {
    return fail(failure("workshop-no-answers", "no answer sheet is among the inputs", {},
                        "a workshop starts from a sheet (csv, xlsx) with one answer a row")
                    .diagnostics);
  }
  const Workshop built =
      pipeline::build_workshop(analysis, workshop, coded.value().lexicon.resources);
  const report::WorkshopView view{analysis, built, options.top, options.rows};
  std::vector<OutputFile> files = files_of(view, options);
  Diagnostics remarks;
  if (Outcome kept = keep_earlier(files, options, analysis, remarks); !kept) {
    return fail(kept.failure());
  }
  if (coded.value().profile) files.push_back(*coded.value().profile);
  if (Outcome written = write_files(folder.value(), files); !written) {
    return fail(written.failure());
  }
  tell(remarks, Verbosity::Verbose);
  print(told(view, write_options(options.output).language));
  return ExitCode::Done;
}

}  // namespace

void define_workshop(CLI::App& app, Action& action) {
  auto options = std::make_shared<WorkshopCommand>();
  CLI::App* command = app.add_subcommand(
      "workshop", "from a workshop's answers to priorities, a plan to fill in and a summary");
  add_source_options(*command, options->source);
  add_output_options(*command, options->output, {"csv", "xlsx", "docx", "html"});
  command
      ->add_option("--split", options->split,
                   "cut answers that make several points into their points (default on)")
      ->check(CLI::IsMember({"on", "off"}))
      ->type_name("on|off");
  command
      ->add_option("--votes-are", options->votes,
                   "what the votes column holds; of ranks 1 is best (default dots)")
      ->check(CLI::IsMember({"dots", "points", "ranks"}))
      ->type_name("dots|points|ranks");
  command
      ->add_option("--clusters", options->clusters,
                   "an edited clusters.csv: its groups win, an empty cluster sets an answer apart")
      ->type_name("FILE");
  command
      ->add_option("--top", options->top,
                   "take up N themes per question in plan and summary (default 5)")
      ->check(CLI::Range(1, 100))
      ->type_name("N");
  command
      ->add_option("--rows", options->rows,
                   "propose at most N actions per theme in the plan; 0 is all (default 8)")
      ->check(CLI::Range(0, 100000))
      ->type_name("N");
  command->callback(
      [options, &action] { action.run = [options] { return run_workshop(*options); }; });
}

}  // namespace rodtrad::cli
