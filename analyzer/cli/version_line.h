#pragma once
#include <string>

namespace rodtrad::cli {

/// What `version` and `--version` print, without the line end.
std::string version_line();

}  // namespace rodtrad::cli
