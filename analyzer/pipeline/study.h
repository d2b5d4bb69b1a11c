#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/result.h"
#include "analyzer/pipeline/request.h"

namespace rodtrad::pipeline {

/// A study file (`rodtrad-study/1`): what is coded with which codebook. Paths are as written,
/// relative to the file.
struct Study {
  struct Source {
    std::string path;
    SourceSettings settings{};
  };
  std::string title{};
  std::string codebook{};
  std::vector<Source> sources{};
  std::string attributes{};
  std::vector<std::string> decisions{};  ///< files with what people decided about codings
  std::optional<UnitKind> unit{};
  std::string out{};
  std::optional<bool> spoken_forms{};  ///< `"spoken": true|false`; the command line wins
};

/// Reads a study file; every fault is told with its place.
Result<Study> read_study(std::string_view json, const std::string& file);

/// True when a JSON file is a study rather than material: it says so in its format.
bool is_study(std::string_view json);

}  // namespace rodtrad::pipeline
