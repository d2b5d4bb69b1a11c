#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/cli/app.h"
#include "analyzer/cli/common_options.h"
#include "analyzer/cli/console.h"
#include "analyzer/cli/inputs.h"
#include "analyzer/cli/lexicon.h"
#include "analyzer/cli/sheet_choices.h"
#include "analyzer/formats/csv.h"
#include "analyzer/formats/json_writer.h"
#include "analyzer/pipeline/concordance.h"

namespace rodtrad::cli {
namespace {

struct KwicOptions {
  std::string rule{};
  ReadingOptions reading{};
  LanguageOptions language{};
  std::string format = "text";
  std::size_t width = 45;
};

using Lines = std::vector<pipeline::ConcordanceLine>;

std::string as_text(const Lines& lines, std::size_t width) {
  std::size_t hit_width = 0;
  for (const auto& line : lines) hit_width = std::max(hit_width, utf8::count(line.hit));
  hit_width = std::min<std::size_t>(hit_width, 40);
  const auto pad = [](const std::string& text, std::size_t to) {
    return std::string(to - std::min(to, utf8::count(text)), ' ');
  };
  std::string out;
  for (const auto& line : lines) {
    out += pad(line.left, width) + without_controls(line.left) + " [" + without_controls(line.hit) +
           "] " + pad(line.hit, hit_width) + without_controls(line.right) + pad(line.right, width) +
           "  " + line.document + "\n";
  }
  return out;
}

std::string as_csv(const Lines& lines) {
  formats::CsvWriter csv(',');
  for (const char* column : {"left", "hit", "right", "document", "speaker", "start", "end"}) {
    csv.cell(column);
  }
  csv.end_row();
  for (const auto& line : lines) {
    csv.cell(line.left).cell(line.hit).cell(line.right).cell(line.document).cell(line.speaker);
    csv.number(line.start_codepoint).number(line.end_codepoint);
    csv.end_row();
  }
  return csv.take();
}

std::string as_json(const Lines& lines) {
  std::string out;
  formats::JsonWriter json(out, formats::JsonWriter::Style::Indented);
  json.begin_array();
  for (const auto& line : lines) {
    json.begin_object();
    json.key("left").string(line.left).key("hit").string(line.hit).key("right").string(line.right);
    json.key("document").string(line.document).key("speaker").string(line.speaker);
    json.key("start").number(line.start_codepoint).key("end").number(line.end_codepoint);
    json.end_object();
  }
  json.end_array();
  return out + "\n";
}

ExitCode run_kwic(const KwicOptions& options) {
  pipeline::Request request;
  request.import = options.reading.import;
  FoundInputs found = find_inputs(options.reading.inputs, {});
  if (found.inputs.empty()) return fail(no_inputs(std::move(found.remarks)));
  request.inputs = std::move(found.inputs);
  if (auto settled = settle_sheets({options.reading.profile, found.profiles, {}}, "sv", request);
      !settled) {
    return fail(settled.failure());
  }
  tell(found.remarks);
  Diagnostics remarks;
  auto lexicon = open_lexicon(options.language, remarks);
  if (!lexicon) {
    return fail(lexicon.failure());
  }
  auto lines = pipeline::concordance(options.rule, request, options.width,
                                     lexicon.value().resources, remarks);
  tell(remarks);
  if (!lines) {
    return fail(lines.failure());
  }
  if (lines.value().empty()) {
    Diagnostics told;
    told.info("kwic-no-hits", "the rule finds nothing in this material", {},
              "rodtrad forms shows which forms its words have there");
    tell(told, Verbosity::Verbose);
  }
  if (options.format == "csv") {
    print(as_csv(lines.value()));
  } else if (options.format == "json") {
    print(as_json(lines.value()));
  } else {
    print(as_text(lines.value(), options.width));
  }
  return ExitCode::Done;
}

}  // namespace

void define_kwic(CLI::App& app, Action& action) {
  auto options = std::make_shared<KwicOptions>();
  CLI::App* command =
      app.add_subcommand("kwic", "show every hit of a rule in its context, in alphabetical order");
  command->add_option("RULE", options->rule, "a rule, e.g. \"otydlig NEAR/5 roll\"")->required();
  add_reading_options(*command, options->reading);
  add_language_options(*command, options->language);
  command->add_option("--format", options->format, "how to show it (default text)")
      ->check(CLI::IsMember({"text", "csv", "json"}))
      ->type_name("text|csv|json");
  command->add_option("--width", options->width, "characters on each side (default 45)")
      ->check(CLI::Range(5, 1000))
      ->type_name("N");
  command->callback([options, &action] { action.run = [options] { return run_kwic(*options); }; });
}

}  // namespace rodtrad::cli
