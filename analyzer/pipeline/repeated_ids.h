#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "analyzer/base/hash_runs.h"
#include "analyzer/base/scratch_file.h"

namespace rodtrad::pipeline {

/// A document by its input and its number there: the line in a JSONL file, else its position.
struct DocumentPlace {
  std::uint32_t input = 0;
  std::uint32_t number = 0;

  friend auto operator<=>(const DocumentPlace&, const DocumentPlace&) = default;
};

/// Documents that cannot keep the id they ask for, because an earlier one has it.
struct NewIds {
  std::map<DocumentPlace, std::string> ids{};
  std::map<std::uint32_t, std::size_t> renamed{};  ///< within one input, by input

  friend bool operator==(const NewIds&, const NewIds&) = default;
};

/// Finds ids that are asked for more than once among any number of documents. Memory follows the
/// number of documents with such ids, not that of all documents.
class RepeatedIds {
 public:
  explicit RepeatedIds(const std::filesystem::path& scratch_folder)
      : prints_(scratch_folder), asked_(scratch_folder) {}

  /// Documents come in their order; `print` is the fingerprint of `id`.
  Outcome add(DocumentPlace place, const std::string& id, const Fingerprint& print);
  /// What every document is called in the end, where that is not what it asks for: the ids are made
  /// unique within each input and then among all, as `import_all` does it.
  Result<NewIds> settle();

 private:
  HashRuns prints_;
  ScratchFile asked_;
};

}  // namespace rodtrad::pipeline
