#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/result.h"
#include "analyzer/ingest/importer.h"

/// What people said about the columns of their forms, kept in a file (`profil.json`) so that the
/// same form is read the same way next time. A form is known by the names of its columns.
namespace rodtrad::pipeline {

inline constexpr const char* kProfileFile = "profil.json";

struct ImportProfile {
  std::vector<ingest::SheetForm> forms{};

  /// Adds a form, or replaces what is known about it.
  void know(ingest::SheetForm form);
  /// Adds the forms of another profile behind those known.
  void append(const ImportProfile& other);
};

/// Reads `{"format": "rodtrad-profile/1", "sheets": [{"columns": […], "text": "…"}]}`; beside
/// `text` a sheet may name `group`, `question`, `votes` and `speaker`. Every fault is told with its
/// place (profile).
Result<ImportProfile> read_import_profile(std::string_view json, const std::string& file);

/// The same, to be written: for people to read, and the same bytes for the same choices.
std::string import_profile_json(const ImportProfile& profile);

/// True when a JSON file says that it is a profile.
bool is_import_profile(std::string_view json);

}  // namespace rodtrad::pipeline
