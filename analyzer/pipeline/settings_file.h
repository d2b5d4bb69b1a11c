#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/diagnostic.h"
#include "analyzer/formats/json_locator.h"
#include "analyzer/formats/json_reader.h"

namespace rodtrad::pipeline {

/// What is wrong in a small JSON file that people write: a study, an import profile. Everything is
/// told at once, each fault with its place.
class SettingsFile {
 public:
  /// Faults have this id. `text` and what was read from it outlive this.
  SettingsFile(const char* id, std::string_view text, const std::string& file,
               const formats::JsonItem& root)
      : id_(id), where_(text, file, root) {}

  void fault(std::string message, const formats::JsonItem& item, std::string hint = {},
             formats::JsonLocator::At at = formats::JsonLocator::At::Value);
  /// The same of a member: there, or at the object where it is missing.
  void fault_in(std::string message, const formats::JsonItem& object, std::string_view key);
  /// A fault for every key of the object that is not known.
  void keys(const formats::JsonItem& object, const std::vector<std::string>& known);
  /// The string with this key; empty when it is not there, and a fault when it is something else.
  std::string text(const formats::JsonItem& object, std::string_view key);

  [[nodiscard]] const Diagnostics& faults() const { return faults_; }

 private:
  const char* id_;
  formats::JsonLocator where_;
  Diagnostics faults_;
};

}  // namespace rodtrad::pipeline
