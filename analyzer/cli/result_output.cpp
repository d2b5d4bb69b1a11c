#include "analyzer/cli/result_output.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "analyzer/base/strings.h"

namespace rodtrad::cli {

void add_output_options(CLI::App& command, OutputOptions& options,
                        const std::vector<std::string>& formats) {
  command.add_option("--out", options.out, "the folder for the results")->type_name("FOLDER");
  command
      .add_option("--format", options.formats, "what to write (default " + join(formats, ",") + ")")
      ->delimiter(',')
      ->check(CLI::IsMember(formats))
      ->type_name("FORMAT,...");
  command.add_option("--lang", options.language, "language of the results (default sv)")
      ->check(CLI::IsMember({"sv", "en"}))
      ->type_name("sv|en");
  command.add_option("--csv-separator", options.separator, "separator in CSV files (default ,)")
      ->check(CLI::IsMember({",", ";", "tab"}))
      ->type_name(",|;|tab");
}

report::WriteOptions write_options(const OutputOptions& options) {
  return {options.language == "sv" ? report::Language::Swedish : report::Language::English,
          options.separator == "tab" ? '\t' : options.separator.front()};
}

bool wants(const OutputOptions& options, const std::string& format) {
  return options.formats.empty() ||
         std::find(options.formats.begin(), options.formats.end(), format) != options.formats.end();
}

Result<OutputFolder> open_output(const OutputOptions& options) {
  if (options.out.empty()) {
    return failure("usage", "an output folder is needed", {}, "give --out FOLDER");
  }
  return OutputFolder::open(options.out);
}

Outcome write_files(OutputFolder& folder, const std::vector<OutputFile>& files) {
  for (const OutputFile& file : files) {
    if (Outcome staged = folder.stage(file); !staged) return staged;
  }
  return folder.commit();
}

}  // namespace rodtrad::cli
