#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "analyzer/base/result.h"
#include "analyzer/pipeline/request.h"

/// From what a person typed to bytes: files, folders, standard input, codebooks by name.
namespace rodtrad::cli {

/// When the bytes of the inputs are read: at once, or little by little while they are coded.
enum class Reading { Now, Later };

struct FoundInputs {
  std::vector<pipeline::Input> inputs{};
  /// `attribut.csv` or `attributes.csv` in a folder: attributes, not answers.
  std::vector<std::filesystem::path> attribute_tables{};
  std::vector<std::filesystem::path> profiles{};  ///< `profil.json` in a folder
  std::vector<std::filesystem::path> paths{};     ///< of the inputs, for the check against outputs
  Diagnostics remarks{};                          ///< skipped kinds
};

/// Expands folders (in name order, unknown kinds named and skipped, `leave_out` left out) and reads
/// the files. A file that cannot be read becomes an input that says so. `-` is JSONL on stdin.
FoundInputs find_inputs(const std::vector<std::string>& arguments,
                        const std::vector<std::filesystem::path>& leave_out,
                        const pipeline::SourceSettings& settings = {},
                        Reading reading = Reading::Now);

/// Adds one argument's inputs with settings of their own (study files).
void add_inputs(const std::string& argument, const std::filesystem::path& base,
                const std::vector<std::filesystem::path>& leave_out,
                const pipeline::SourceSettings& settings, FoundInputs& out,
                Reading reading = Reading::Now);

/// The error of a command that found nothing to read: input-none, and what was remarked.
Failure no_inputs(Diagnostics remarks);

/// A codebook's bytes. `name` is a file, or the bare name of a shipped codebook (`vardsamverkan`).
Result<pipeline::NamedBytes> read_codebook(const std::string& name);

/// Where the shipped codebooks are, empty when they cannot be found.
std::filesystem::path shipped_codebooks();

}  // namespace rodtrad::cli
