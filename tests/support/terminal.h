#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/process.h"

namespace rodtrad::test {

/// Runs a command line with /bin/sh at a terminal of its own, types `typed`, and waits. All that
/// the terminal shows is in `out`. Killed after `seconds` as exit code 124.
Finished run_at_terminal(const std::string& command, const std::filesystem::path& folder,
                         const std::string& typed, const std::vector<std::string>& environment = {},
                         int seconds = 60);

}  // namespace rodtrad::test
