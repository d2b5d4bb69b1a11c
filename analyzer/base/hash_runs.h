#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

#include "analyzer/base/scratch_file.h"

namespace rodtrad {

/// Half a SHA-256: two different texts do not share one.
using Fingerprint = std::array<std::uint8_t, 16>;
Fingerprint fingerprint(std::string_view text);

/// Which of any number of texts are the same, in bounded memory: fingerprints are sorted in runs
/// that go to a scratch file, and merged.
class HashRuns {
 public:
  explicit HashRuns(const std::filesystem::path& folder,
                    std::size_t in_memory = std::size_t{1} << 16U);

  Outcome add(const Fingerprint& hash);
  /// Calls `visit(hash, times added)` for every different one, in their order.
  Outcome visit(const std::function<void(const Fingerprint&, std::uint64_t)>& visit);

 private:
  Outcome end_run();

  std::size_t in_memory_;
  std::vector<Fingerprint> run_;
  std::vector<std::uint64_t> run_ends_;  ///< bytes in `file_`
  ScratchFile file_;
};

}  // namespace rodtrad
