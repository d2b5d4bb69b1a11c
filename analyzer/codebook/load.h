#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/result.h"
#include "analyzer/model/codebook.h"

namespace rodtrad::codebook {

/// Reads a codebook (format `rodtrad-codebook/1`, see docs/codebook-format.md). Everything but the
/// rules themselves is checked here: unknown keys, wrong types, missing, double or dangling ids,
/// empty indicators, two default levels. On failure all faults are told (at most 20 and a count of
/// the rest), each with line and column. Rules are compiled by `matching`.
Result<Codebook> load(std::string_view json, const std::string& file);

/// The same in two steps, so that the faults of rules can be told together with these. Fails only
/// when the file is no JSON at all.
struct Draft {
  Codebook book{};           ///< as much as could be read
  Diagnostics faults{};      ///< the first 20
  std::size_t n_faults = 0;  ///< all of them
};
/// Fills `pointers`, unless it is null, with the JSON path of each indicator such as
/// `/themes/0/indicators/1`: only faults ask for them, so only then the file is read for them.
Result<Draft> read(std::string_view json, const std::string& file,
                   std::vector<std::string>* pointers = nullptr);

/// At most 20 faults in the order of the file, and how many of the `n` are left.
Failure tell(const Diagnostics& faults, std::size_t n, const std::string& file);

}  // namespace rodtrad::codebook
