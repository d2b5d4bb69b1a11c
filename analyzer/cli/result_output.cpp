#include "analyzer/cli/result_output.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "analyzer/base/file_io.h"
#include "analyzer/base/strings.h"

namespace rodtrad::cli {

void add_language_option(CLI::App& command, WritingOptions& options) {
  command.add_option("--lang", options.language, "language of the results (default sv)")
      ->check(CLI::IsMember({"sv", "en"}))
      ->type_name("sv|en");
}

void add_writing_options(CLI::App& command, WritingOptions& options) {
  add_language_option(command, options);
  command.add_option("--csv-separator", options.separator, "separator in CSV files (default ,)")
      ->check(CLI::IsMember({",", ";", "tab"}))
      ->type_name(",|;|tab");
}

void add_output_options(CLI::App& command, OutputOptions& options,
                        const std::vector<std::string>& formats) {
  command.add_option("--out", options.out, "the folder for the results")->type_name("FOLDER");
  command
      .add_option("--format", options.formats, "what to write (default " + join(formats, ",") + ")")
      ->delimiter(',')
      ->check(CLI::IsMember(formats))
      ->type_name("FORMAT,...");
  add_writing_options(command, options);
}

report::WriteOptions write_options(const WritingOptions& options) {
  return {options.swedish() ? report::Language::Swedish : report::Language::English,
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

Outcome spare_inputs(const std::filesystem::path& out, const std::vector<std::string>& names,
                     const std::vector<std::filesystem::path>& read) {
  for (const std::string& name : names) {
    for (const std::filesystem::path& input : read) {
      std::error_code error;
      if (!std::filesystem::equivalent(out / name, input, error)) continue;
      return failure("out-is-input",
                     "\"" + display_name(input) + "\" would be written over by the results", {},
                     "choose another folder after --out");
    }
  }
  return success();
}

Result<std::map<std::string, std::string>> files_there(const std::filesystem::path& folder,
                                                       const std::vector<std::string>& names) {
  std::map<std::string, std::string> out;
  for (const std::string& name : names) {
    std::error_code error;
    if (!std::filesystem::exists(folder / name, error)) continue;
    Result<std::string> bytes = read_file(folder / name);
    if (!bytes) return std::move(bytes).failure();
    out[name] = std::move(bytes).value();
  }
  return out;
}

std::vector<std::string> names_of(const std::vector<OutputFile>& files) {
  std::vector<std::string> names;
  for (const OutputFile& file : files) names.push_back(file.name);
  return names;
}

Outcome write_files(OutputFolder& folder, const std::vector<OutputFile>& files) {
  for (const OutputFile& file : files) {
    if (Outcome staged = folder.stage(file); !staged) return staged;
  }
  return folder.commit();
}

Outcome write_results(const std::filesystem::path& out, const std::vector<OutputFile>& files,
                      const std::vector<std::filesystem::path>& read) {
  if (Outcome spared = spare_inputs(out, names_of(files), read); !spared) return spared;
  auto folder = OutputFolder::open(out);
  if (!folder) return std::move(folder).failure();
  return write_files(folder.value(), files);
}

}  // namespace rodtrad::cli
