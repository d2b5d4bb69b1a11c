#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "analyzer/base/output_folder.h"
#include "analyzer/base/result.h"
#include "analyzer/cli/common_options.h"
#include "analyzer/cli/inputs.h"
#include "analyzer/cli/lexicon.h"
#include "analyzer/model/analysis.h"
#include "analyzer/pipeline/compiled_codebook.h"

/// From the command line to an analysis: by coding inputs, or from the folder of an earlier run.
namespace rodtrad::cli {

/// What is coded and how: the options that `code` shares with every command that can code first.
struct SourceOptions {
  ReadingOptions reading{};
  LanguageOptions language_engine{};
  std::string codebook{};
  std::string unit{};
  std::uint32_t context = 1;
  std::vector<std::string> zones{};
  std::string attributes{};
  std::size_t jobs = 0;
  std::string title{};
  bool keep_going = false;
  std::vector<std::string> decisions{};
  /// Where a command that has its own `--out` keeps profil.json; empty: nowhere.
  std::string profile_folder{};
};

void add_source_options(CLI::App& command, SourceOptions& options);

/// Everything read from disk that coding needs.
struct Gathered {
  pipeline::Request request{};
  FoundInputs found{};
  std::string codebook{};
  LanguageOptions language_engine{};  ///< as given, or as the study says
  std::string codebook_bytes{};
  OpenedLexicon lexicon{};
  std::optional<pipeline::CompiledCodebook> compiled{};  ///< set by `gather`
  std::filesystem::path out{};                           ///< as given, or the study's own
  std::optional<OutputFile> profile{};                   ///< choices of columns, to be kept
  std::vector<std::string> decisions{};                  ///< files with what people decided
  Diagnostics remarks{};
};

/// Compiles the codebook, then reads inputs, study file and attributes, and asks at a terminal
/// about sheets that only a person can say the columns of. `out` may be empty. Inputs that are read
/// later are for `pipeline::code_in_blocks`; where people's decisions are to be applied (they need
/// the whole material) all are read at once.
Result<Gathered> gather(const SourceOptions& options, const std::string& out,
                        const std::string& language, Reading reading = Reading::Now);

/// An error when a result of one of these names would be written over something that was read.
Outcome outputs_differ_from_inputs(const Gathered& gathered, const std::filesystem::path& out,
                                   const std::vector<std::string>& names);

/// An analysis and what it was made with. Movable; keep it as long as the analysis is used.
struct Coded {
  Analysis analysis{};
  std::string codebook_bytes{};
  OpenedLexicon lexicon{};
  /// Not set when the analysis comes from a results folder.
  std::optional<pipeline::CompiledCodebook> compiled{};
  std::optional<OutputFile> profile{};  ///< choices of columns, for the folder of the results
  std::filesystem::path folder{};       ///< the results folder it comes from, else empty
};

/// Codes what was gathered; compiles the codebook first where that is not done.
Result<Coded> code_gathered(Gathered& gathered, const std::string& language);

/// For commands that start from results: a single INPUT that is a folder with a run.json is read
/// back as it is (material.jsonl and codings.jsonl must be there too), anything else is coded.
Result<Coded> load_analysis(const SourceOptions& options, const std::string& language);
/// True when `load_analysis` reads a folder back and codes nothing.
bool is_read_back(const SourceOptions& options);

/// True when the folder looks like one that `code` wrote.
bool is_results_folder(const std::filesystem::path& folder);

/// Reads the results of one folder.
Result<Analysis> read_results_folder(const std::filesystem::path& folder);

}  // namespace rodtrad::cli
