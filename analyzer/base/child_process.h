#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "analyzer/base/result.h"

namespace rodtrad {

/// Limits of a program that is run for its output. It gets the standard input it is given, else
/// none, and is killed at the limit.
struct ChildLimits {
  /// Cut off the network, where the system lets us: for programs that read strangers' files. Not
  /// for git, which looks at who owns its files: the user changes with the namespace.
  enum class Network { AsUsual, None };
  int seconds = 60;
  std::uint64_t output_bytes = 512ULL << 20U;
  std::uint64_t memory_bytes = 2ULL << 30U;  ///< address space
  Network network = Network::AsUsual;
};

struct ChildOutput {
  int exit_code = 0;
  std::string out;
  std::string err;
};

/// Runs a program found in PATH and waits. Errors: child-missing, child-time, child-output,
/// child-failed (could not start). A non-zero exit code is the caller's to judge. `input` is given
/// on its standard input.
Result<ChildOutput> run_child(const std::vector<std::string>& arguments,
                              const ChildLimits& limits = {}, const std::string& input = {});

}  // namespace rodtrad
