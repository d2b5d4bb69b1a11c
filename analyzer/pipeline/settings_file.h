#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/diagnostic.h"
#include "analyzer/codebook/json_locator.h"
#include "analyzer/formats/json_io.h"

namespace rodtrad::pipeline {

/// What is wrong in a small JSON file that people write: a study, an import profile. Everything is
/// told at once, each fault with its place.
class SettingsFile {
 public:
  /// Faults have this id. `text` is valid JSON and outlives this.
  SettingsFile(const char* id, std::string_view text, const std::string& file)
      : id_(id), where_(text, file) {}

  void fault(std::string message, const std::string& pointer, std::string hint = {});
  /// A fault for every key of the object at `pointer` that is not known.
  void keys(const nlohmann::json& object, const std::string& pointer,
            const std::vector<std::string>& known);
  /// The string with this key; empty when it is not there, and a fault when it is something else.
  std::string text(const nlohmann::json& object, const std::string& pointer, const char* key);

  [[nodiscard]] const Diagnostics& faults() const { return faults_; }

 private:
  const char* id_;
  codebook::JsonLocator where_;
  Diagnostics faults_;
};

}  // namespace rodtrad::pipeline
