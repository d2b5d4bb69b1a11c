#include "analyzer/pipeline/settings_file.h"

#include <algorithm>

#include "analyzer/base/strings.h"

namespace rodtrad::pipeline {

using formats::JsonItem;
using formats::JsonLocator;

void SettingsFile::fault(std::string message, const JsonItem& item, std::string hint,
                         JsonLocator::At at) {
  faults_.add({Severity::Error, id_, std::move(message), where_.place(item, at),
               where_.line_of(item), std::move(hint)});
}

void SettingsFile::fault_in(std::string message, const JsonItem& object, std::string_view key) {
  const JsonItem* const member = object.find(key);
  fault(std::move(message), member == nullptr ? object : *member);
}

void SettingsFile::keys(const JsonItem& object, const std::vector<std::string>& known) {
  for (const JsonItem& member : object) {
    const std::string key(member.key());
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    const std::string near = nearest(key, known);
    fault("unknown key \"" + key + "\"", member,
          near.empty() ? "" : "did you mean \"" + near + "\"?", JsonLocator::At::Key);
  }
}

std::string SettingsFile::text(const JsonItem& object, std::string_view key) {
  const JsonItem* const found = object.find(key);
  if (found == nullptr) return {};
  if (!found->is_text()) fault("\"" + std::string(key) + "\" must be a string", *found);
  return std::string(found->text());
}

}  // namespace rodtrad::pipeline
