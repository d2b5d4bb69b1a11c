#include "analyzer/pipeline/settings_file.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "analyzer/base/strings.h"
#include "analyzer/formats/json_scan.h"

namespace rodtrad::pipeline {

using nlohmann::json;

void SettingsFile::fault(std::string message, const std::string& pointer, std::string hint) {
  faults_.add({Severity::Error, id_, std::move(message), where_.place(pointer),
               where_.line_of(pointer), std::move(hint)});
}

void SettingsFile::keys(const json& object, const std::string& pointer,
                        const std::vector<std::string>& known) {
  for (const auto& [key, value] : object.items()) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    const std::string near = nearest(key, known);
    fault("unknown key \"" + key + "\"", pointer + "/" + formats::pointer_step(key),
          near.empty() ? "" : "did you mean \"" + near + "\"?");
  }
}

std::string SettingsFile::text(const json& object, const std::string& pointer, const char* key) {
  const auto found = object.find(key);
  if (found == object.end()) return {};
  if (found->is_string()) return found->get<std::string>();
  fault(std::string("\"") + key + "\" must be a string", pointer + "/" + key);
  return {};
}

}  // namespace rodtrad::pipeline
