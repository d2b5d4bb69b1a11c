#pragma once
#include <string>
#include <vector>

#include "analyzer/base/output_folder.h"
#include "analyzer/base/result.h"
#include "analyzer/report/writer.h"

namespace CLI {
class App;
}

/// How commands that start from results write theirs: `--out`, `--format`, `--lang`,
/// `--csv-separator`.
namespace rodtrad::cli {

struct OutputOptions {
  std::string out{};
  std::vector<std::string> formats{};  ///< empty: all
  std::string language = "sv";
  std::string separator = ",";
};

/// `formats` are those the command can write, e.g. `html,csv,json`.
void add_output_options(CLI::App& command, OutputOptions& options,
                        const std::vector<std::string>& formats);

report::WriteOptions write_options(const OutputOptions& options);
bool wants(const OutputOptions& options, const std::string& format);

/// An error where `--out` is missing or the folder cannot be written.
Result<OutputFolder> open_output(const OutputOptions& options);
/// All files together, or none.
Outcome write_files(OutputFolder& folder, const std::vector<OutputFile>& files);

}  // namespace rodtrad::cli
