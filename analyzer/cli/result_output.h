#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "analyzer/base/output_folder.h"
#include "analyzer/base/result.h"
#include "analyzer/report/writer.h"

namespace CLI {
class App;
}

/// How commands write their results: `--out`, `--format`, `--lang`, `--csv-separator`.
namespace rodtrad::cli {

/// In which language, and how CSV files are separated.
struct WritingOptions {
  std::string language = "sv";
  std::string separator = ",";

  [[nodiscard]] bool swedish() const { return language == "sv"; }
};
/// Adds `--lang`.
void add_language_option(CLI::App& command, WritingOptions& options);
/// Adds `--lang` and `--csv-separator`.
void add_writing_options(CLI::App& command, WritingOptions& options);
report::WriteOptions write_options(const WritingOptions& options);

struct OutputOptions : WritingOptions {
  std::string out{};
  std::vector<std::string> formats{};  ///< empty: all
};

/// `formats` are those the command can write, e.g. `html,csv,json`.
void add_output_options(CLI::App& command, OutputOptions& options,
                        const std::vector<std::string>& formats);

bool wants(const OutputOptions& options, const std::string& format);

/// An error where `--out` is missing or the folder cannot be written.
Result<OutputFolder> open_output(const OutputOptions& options);
/// An error when a result of one of these names would be written over something that was read.
Outcome spare_inputs(const std::filesystem::path& out, const std::vector<std::string>& names,
                     const std::vector<std::filesystem::path>& read);
/// The files of these names that stand in the folder, by name.
Result<std::map<std::string, std::string>> files_there(const std::filesystem::path& folder,
                                                       const std::vector<std::string>& names);
std::vector<std::string> names_of(const std::vector<OutputFile>& files);
/// All files together, or none.
Outcome write_files(OutputFolder& folder, const std::vector<OutputFile>& files);
/// The same into `out`, made when missing, and none of them over a file of `read`.
Outcome write_results(const std::filesystem::path& out, const std::vector<OutputFile>& files,
                      const std::vector<std::filesystem::path>& read);

}  // namespace rodtrad::cli
