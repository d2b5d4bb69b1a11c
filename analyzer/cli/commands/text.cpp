#include <CLI/CLI.hpp>
#include <memory>

#include "analyzer/base/offset_map.h"
#include "analyzer/base/strings.h"
#include "analyzer/cli/app.h"
#include "analyzer/cli/commands/material.h"
#include "analyzer/cli/console.h"

namespace rodtrad::cli {
namespace {

struct TextOptions {
  ReadingOptions reading{};
  std::string codebook{};
  std::string document{};
  bool zones = false;
};

std::string one_cell(std::string text) {
  for (char& c : text) {
    if (c == '\t' || c == '\n') c = ' ';
  }
  return text;
}

std::string zone_rows(const Document& document) {
  std::string out = "start\tend\tkind\tspeaker\treason\n";
  const OffsetMap offsets(document.text);
  for (const Segment& segment : document.segments) {
    if (segment.span.empty()) continue;
    const CodePointSpan span = offsets.code_points(segment.span);
    out +=
        std::to_string(span.begin) + "\t" + std::to_string(span.end) + "\t" +
        std::string(to_text(segment.zone)) + "\t" +
        (segment.speaker.valid() ? one_cell(document.speakers[segment.speaker.value].label) : "") +
        "\t" + one_cell(std::string(segment.reason)) + "\n";
  }
  return out;
}

ExitCode run_text(const TextOptions& options) {
  pipeline::Request request;
  Diagnostics remarks;
  auto material = read_material(options.reading, options.codebook, request, remarks);
  tell(remarks);
  if (!material) {
    return fail(material.failure());
  }
  tell(material.value().remarks);
  const bool several = material.value().documents.size() > 1 && options.document.empty();
  bool shown = false;
  for (const Document& document : material.value().documents) {
    if (!options.document.empty() && document.key != options.document) continue;
    shown = true;
    if (several) print("# " + document.key + "\n");
    if (options.zones) {
      print(zone_rows(document));
    } else {
      print(document.text);
      if (several && !document.text.ends_with('\n')) print("\n");
    }
  }
  if (!shown && !options.document.empty()) {
    Diagnostics told;
    told.error("usage", "there is no document \"" + options.document + "\" in the input");
    return fail(told);
  }
  return ExitCode::Done;
}

}  // namespace

void define_text(CLI::App& app, Action& action) {
  auto options = std::make_shared<TextOptions>();
  CLI::App* command = app.add_subcommand(
      "text", "show the canonical text of an input, or whose voice each part of it is");
  add_reading_options(*command, options->reading);
  command->add_flag("--zones", options->zones,
                    "list the zones instead: start, end, kind, speaker, reason (TSV)");
  command->add_option("--document", options->document, "show only this document of several")
      ->type_name("ID");
  command
      ->add_option("--codebook", options->codebook,
                   "take this codebook's labels for headings, as code does")
      ->type_name("FILE");
  command->footer("Offsets count Unicode code points from 0; ends are exclusive.");
  command->callback([options, &action] { action.run = [options] { return run_text(*options); }; });
}

}  // namespace rodtrad::cli
