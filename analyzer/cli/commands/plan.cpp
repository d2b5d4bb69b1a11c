#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>

#include "analyzer/base/file_io.h"
#include "analyzer/base/strings.h"
#include "analyzer/cli/app.h"
#include "analyzer/cli/console.h"
#include "analyzer/cli/lexicon.h"
#include "analyzer/cli/result_output.h"
#include "analyzer/formats/csv.h"
#include "analyzer/formats/docx_tables.h"
#include "analyzer/formats/xlsx_reader.h"
#include "analyzer/language/term_index.h"
#include "analyzer/pipeline/plan.h"
#include "analyzer/report/plan_report.h"
#include "analyzer/report/sheet_rows.h"
#include "analyzer/text/decode.h"

namespace rodtrad::cli {
namespace {

namespace fs = std::filesystem;

struct PlanOptions : WritingOptions {
  std::vector<std::string> files{};
  LanguageOptions language_engine{};
  std::string date{};
  std::string workshop{};
  std::string encoding{};
  std::string out{};
  std::vector<std::string> formats{};
};

Failure no_plan(const std::string& file) {
  return failure("plan-no-table", "no table with an activity column was found", {.path = file},
                 "a plan has a header row such as Aktivitet, Ansvarig, Önskat klart, Klart");
}

Result<pipeline::RawPlan> table_plan(const std::vector<pipeline::TableRow>& table,
                                     const std::string& file) {
  auto plan = pipeline::plan_from_table(table);
  if (!plan) return no_plan(file);
  return std::move(*plan);
}

Result<pipeline::RawPlan> sheet_plan(std::string_view text, char delimiter, const std::string& file,
                                     Diagnostics& remarks) {
  auto csv = formats::read_csv(text, delimiter, file, remarks);
  if (!csv) return std::move(csv).failure();
  std::vector<pipeline::TableRow> table;
  for (formats::CsvRow& row : csv.value().rows) {
    table.push_back({std::move(row.cells), file + ":" + std::to_string(row.line)});
  }
  return table_plan(table, file);
}

Result<pipeline::RawPlan> workbook_plan(std::string_view bytes, const std::string& file,
                                        Diagnostics& remarks) {
  auto book = formats::read_xlsx(bytes, file, remarks);
  if (!book) return std::move(book).failure();
  for (formats::WorkbookSheet& sheet : book.value().sheets) {
    if (sheet.hidden) continue;
    formats::fill_merged(sheet);
    std::vector<pipeline::TableRow> table;
    for (formats::WorkbookRow& row : sheet.rows) {
      const std::string place = file + ": " + sheet.name + " " + std::to_string(row.number);
      for (std::string& cell : row.cells) cell = text::canonical(cell);
      table.push_back({std::move(row.cells), place});
    }
    if (auto plan = pipeline::plan_from_table(table)) return std::move(*plan);
  }
  return no_plan(file);
}

/// Plans in Word often go on in a new table per page or theme: all with a header are taken.
Result<pipeline::RawPlan> document_plan(std::string_view bytes, const std::string& file) {
  auto tables = formats::read_docx_tables(bytes, file);
  if (!tables) return std::move(tables).failure();
  std::optional<pipeline::RawPlan> whole;
  for (std::size_t t = 0; t < tables.value().size(); ++t) {
    std::vector<pipeline::TableRow> table;
    for (std::size_t r = 0; r < tables.value()[t].rows.size(); ++r) {
      pipeline::TableRow row;
      for (const std::string& cell : tables.value()[t].rows[r]) {
        row.cells.push_back(text::canonical(cell));
      }
      row.place = file + ": table " + std::to_string(t + 1) + " row " + std::to_string(r + 1);
      table.push_back(std::move(row));
    }
    auto plan = pipeline::plan_from_table(table);
    if (!plan) continue;
    if (!whole) {
      whole = std::move(plan);
    } else {
      for (pipeline::RawPlanRow& row : plan->rows) whole->rows.push_back(std::move(row));
    }
  }
  if (!whole) return no_plan(file);
  return std::move(*whole);
}

Result<pipeline::RawPlan> text_plan(std::string_view text, const std::string& file,
                                    const language::Resources& resources) {
  const std::vector<pipeline::TableRow> table = pipeline::table_in_text(text, file);
  if (!table.empty()) {
    if (auto plan = pipeline::plan_from_table(table)) return std::move(*plan);
  }
  const language::TermIndex index({}, resources);
  language::TermIndex::Lookup lookup(index);
  pipeline::RawPlan plan = pipeline::plan_from_text(
      text, file, [&lookup](std::string_view word) { return lookup.knows(word); });
  if (plan.rows.empty()) return no_plan(file);
  return plan;
}

Result<pipeline::RawPlan> read_raw(const std::string& file, const PlanOptions& options,
                                   const language::Resources& resources, Diagnostics& remarks) {
  const std::string name = display_name(file);
  Result<std::string> bytes = read_file(file);
  if (!bytes) return std::move(bytes).failure();
  const std::string extension = ascii_lower(fs::path(file).extension().string());
  const std::string base = display_name(fs::path(file).filename());
  if (extension == ".xlsx") return workbook_plan(bytes.value(), base, remarks);
  if (extension == ".docx") return document_plan(bytes.value(), base);
  if (extension != ".csv" && extension != ".tsv" && extension != ".txt" && extension != ".md") {
    return failure("plan-unknown-kind", "plans are not read from \"" + extension + "\" files",
                   {.path = name}, "known kinds are .xlsx .docx .csv .tsv .txt .md");
  }
  auto decoded = text::decode(bytes.value(), {options.encoding}, name, remarks);
  if (!decoded) return std::move(decoded).failure();
  if (extension == ".csv") return sheet_plan(decoded.value().text, '\0', base, remarks);
  if (extension == ".tsv") return sheet_plan(decoded.value().text, '\t', base, remarks);
  return text_plan(decoded.value().text, base, resources);
}

/// The cells of the columns named, row by row; short rows have empty cells.
Result<std::vector<std::vector<std::string>>> read_columns(const fs::path& path,
                                                           const std::vector<std::string>& headers,
                                                           Diagnostics& remarks) {
  Result<std::string> bytes = read_file(path);
  if (!bytes) return std::move(bytes).failure();
  auto rows = report::sheet_rows(bytes.value(), display_name(path), remarks);
  if (!rows) return std::move(rows).failure();
  std::vector<std::vector<std::string>> out;
  if (rows.value().empty()) return out;
  const std::vector<std::string>& names = rows.value().front();
  out.resize(rows.value().size() - 1);
  for (const std::string& header : headers) {
    const auto found = std::find(names.begin(), names.end(), header);
    if (found == names.end()) {
      return failure("sheet-no-column", "there is no column \"" + header + "\"",
                     {.path = display_name(path), .line = 1});
    }
    const auto c = static_cast<std::size_t>(found - names.begin());
    for (std::size_t r = 0; r < out.size(); ++r) {
      const std::vector<std::string>& cells = rows.value()[r + 1];
      out[r].push_back(c < cells.size() ? cells[c] : std::string());
    }
  }
  return out;
}

bool is_positive(std::string_view count) {
  return count.find_first_of("123456789") != std::string_view::npos;
}

/// Themes and answer ids of a workshop's results folder. A theme of the codebook that nobody raised
/// is no priority.
Outcome read_workshop(const fs::path& folder, pipeline::PlanFollowUp& follow_up,
                      Diagnostics& remarks) {
  auto themes =
      read_columns(folder / "priorities.csv", {"theme_label", "answers", "votes"}, remarks);
  if (!themes) return std::move(themes).failure();
  for (const std::vector<std::string>& row : themes.value()) {
    auto& once = follow_up.priorities;
    const bool raised = is_positive(row[1]) || is_positive(row[2]);
    if (raised && std::find(once.begin(), once.end(), row[0]) == once.end()) {
      once.push_back(row[0]);
    }
  }
  auto answers = read_columns(folder / "answers.csv", {"answer"}, remarks);
  if (!answers) return std::move(answers).failure();
  for (std::vector<std::string>& row : answers.value()) follow_up.answers.insert(row[0]);
  return success();
}

Outcome write_plan(const PlanOptions& options, const std::vector<Plan>& plans,
                   const report::PlanVersions* versions) {
  std::vector<std::string> formats = options.formats;
  if (formats.empty()) formats = {"csv", "json", "html"};
  std::vector<OutputFile> files;
  for (const std::string& format : formats) {
    if (format == "csv") {
      files.push_back({"plan.csv", report::plan_csv(plans.back(), write_options(options))});
      if (versions != nullptr) {
        files.push_back(
            {"plan-diff.csv", report::plan_diff_csv(*versions, write_options(options))});
      }
    } else if (format == "json") {
      files.push_back({"plan.json", report::plan_json(plans.back())});
    } else {
      files.push_back({"plan.html", report::plan_html(plans.back(), options.date, versions,
                                                      write_options(options).language)});
    }
  }
  return write_results(options.out, files, {options.files.begin(), options.files.end()});
}

ExitCode run_plan(const PlanOptions& options) {
  Diagnostics remarks;
  pipeline::PlanFollowUp follow_up;
  if (!options.date.empty()) {
    follow_up.date = text::iso_date(options.date);
    if (!follow_up.date) {
      return fail(
          failure("usage", "\"" + options.date + "\" is no date", {}, "write it as 2026-11-21")
              .diagnostics);
    }
  }
  if (!options.workshop.empty()) {
    if (Outcome read = read_workshop(options.workshop, follow_up, remarks); !read) {
      return fail(read.failure());
    }
  }
  auto lexicon = open_lexicon(options.language_engine, remarks);
  if (!lexicon) return fail(lexicon.failure());
  std::vector<Plan> plans;
  for (const std::string& file : options.files) {
    auto raw = read_raw(file, options, lexicon.value().resources, remarks);
    if (!raw) {
      tell(remarks);
      return fail(raw.failure());
    }
    plans.push_back(
        pipeline::read_plan(raw.value(), display_name(fs::path(file).filename()), follow_up));
  }
  tell(remarks);
  std::unique_ptr<report::PlanVersions> versions;
  if (plans.size() == 2) {
    versions = std::make_unique<report::PlanVersions>(
        report::PlanVersions{plans[0], plans[1], pipeline::compare_plans(plans[0], plans[1])});
  }
  const report::WriteOptions write = write_options(options);
  if (options.out.empty()) {
    const std::string format = options.formats.empty() ? "csv" : options.formats.front();
    if (format == "json") {
      print(report::plan_json(plans.back()));
    } else if (format == "html") {
      print(report::plan_html(plans.back(), options.date, versions.get(), write.language));
    } else {
      print(versions ? report::plan_diff_csv(*versions, write)
                     : report::plan_csv(plans.back(), write));
    }
    return ExitCode::Done;
  }
  if (Outcome done = write_plan(options, plans, versions.get()); !done) {
    return fail(done.failure());
  }
  print(report::plan_summary(plans.back(), options.date, write.language));
  return ExitCode::Done;
}

}  // namespace

void define_plan(CLI::App& app, Action& action) {
  auto options = std::make_shared<PlanOptions>();
  CLI::App* command = app.add_subcommand(
      "plan", "read an activity plan and follow it up: states, dates, what is overdue or missing");
  command
      ->add_option("FILE", options->files,
                   "the plan (xlsx, docx, csv, text), or its old and its new version")
      ->required()
      ->expected(1, 2);
  command
      ->add_option("--date", options->date,
                   "the day of the follow-up, e.g. 2026-11-21 (default: nothing is overdue)")
      ->type_name("DATE");
  command
      ->add_option(
          "--workshop", options->workshop,
          "a folder written by workshop: its themes need actions, its answers support them")
      ->type_name("FOLDER");
  command
      ->add_option("--encoding", options->encoding,
                   "read text files in this encoding, e.g. windows-1252 (default: found out)")
      ->type_name("NAME");
  command->add_option("--out", options->out, "the folder for the results (default: shown here)")
      ->type_name("FOLDER");
  command
      ->add_option("--format", options->formats,
                   "what to write (default csv; csv,json,html with --out)")
      ->delimiter(',')
      ->check(CLI::IsMember({"csv", "json", "html"}))
      ->type_name("FORMAT,...");
  add_language_options(*command, options->language_engine);
  add_writing_options(*command, *options);
  command->callback([options, &action] { action.run = [options] { return run_plan(*options); }; });
}

}  // namespace rodtrad::cli
