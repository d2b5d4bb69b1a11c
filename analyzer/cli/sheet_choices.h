#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "analyzer/base/output_folder.h"
#include "analyzer/base/result.h"
#include "analyzer/pipeline/import_profile.h"
#include "analyzer/pipeline/request.h"

/// Sheets whose answers could stand in several columns: what a profile knows of them, what the
/// command line says, and at a terminal what the person answers.
namespace rodtrad::cli {

/// Where profiles are looked for, the first that knows a form counts: the one named by an option
/// (must be there), those found beside the material, and the one of the folder for the results.
struct ProfilePlaces {
  std::string named{};
  std::vector<std::filesystem::path> beside{};
  std::filesystem::path out{};
};

/// Reads the profiles into `request.import.forms`. Where standard input and output are a terminal,
/// asks about each form that ties; an answer that names no column leaves the tie to the import,
/// which refuses it with the option to give. Notes the profile among the request's options.
/// Returns the profile to write beside the results: empty when nothing is known and nothing said.
Result<std::optional<OutputFile>> settle_sheets(const ProfilePlaces& places,
                                                const std::string& language,
                                                pipeline::Request& request);

}  // namespace rodtrad::cli
