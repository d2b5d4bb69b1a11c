#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace rodtrad::test {

/// What a finished program left behind.
struct Finished {
  int exit_code = -1;  ///< 128 + n when a signal n ended it
  std::string out;
  std::string err;
};

/// Runs a command line with /bin/sh in `folder` and waits. `environment` entries are `NAME=value`.
/// A run longer than `seconds` is killed and reported as exit code 124.
Finished run_shell(const std::string& command, const std::filesystem::path& folder,
                   const std::vector<std::string>& environment = {}, int seconds = 60);

/// A word quoted for /bin/sh.
std::string quoted(const std::string& word);

}  // namespace rodtrad::test
