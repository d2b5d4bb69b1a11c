#include "analyzer/pipeline/study.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "analyzer/base/strings.h"
#include "analyzer/codebook/json_locator.h"
#include "analyzer/formats/json_io.h"

namespace rodtrad::pipeline {
namespace {

using nlohmann::json;

class StudyReader {
 public:
  StudyReader(const json& root, const codebook::JsonLocator& where) : root_(root), where_(where) {}

  Result<Study> run() {
    if (!root_.is_object()) {
      fault("a study is an object { … }", "");
      return Failure{std::move(faults_)};
    }
    keys(root_, "",
         {"format", "title", "codebook", "sources", "attributes", "decisions", "unit", "out",
          "spoken", "$schema"});
    if (text(root_, "", "format") != "rodtrad-study/1") {
      fault("the format is not \"rodtrad-study/1\"", "/format");
    }
    study_.title = text(root_, "", "title");
    study_.codebook = text(root_, "", "codebook");
    study_.attributes = text(root_, "", "attributes");
    study_.out = text(root_, "", "out");
    decisions();
    if (const auto spoken = root_.find("spoken"); spoken != root_.end()) {
      if (spoken->is_boolean()) {
        study_.spoken_forms = spoken->get<bool>();
      } else {
        fault("\"spoken\" must be true or false", "/spoken");
      }
    }
    study_.unit = unit(root_, "");
    if (study_.codebook.empty()) fault("\"codebook\" is missing", "");
    const auto sources = root_.find("sources");
    if (sources == root_.end() || !sources->is_array() || sources->empty()) {
      fault("\"sources\" must be a list of at least one source", "/sources");
    } else {
      for (std::size_t i = 0; i < sources->size(); ++i) {
        source((*sources)[i], "/sources/" + std::to_string(i));
      }
    }
    if (!faults_.empty()) return Failure{std::move(faults_)};
    return std::move(study_);
  }

 private:
  /// One file, or a list of files.
  void decisions() {
    const auto found = root_.find("decisions");
    if (found == root_.end()) return;
    const json list = found->is_array() ? *found : json::array({*found});
    for (const json& file : list) {
      if (!file.is_string()) {
        return fault("\"decisions\" must be a file name or a list of them", "/decisions");
      }
      study_.decisions.push_back(file.get<std::string>());
    }
  }

  void fault(std::string message, const std::string& pointer, std::string hint = {}) {
    faults_.add({Severity::Error, "study", std::move(message), where_.place(pointer),
                 where_.line_of(pointer), std::move(hint)});
  }

  void keys(const json& object, const std::string& pointer, const std::vector<std::string>& known) {
    for (const auto& [key, value] : object.items()) {
      if (std::find(known.begin(), known.end(), key) != known.end()) continue;
      const std::string near = nearest(key, known);
      fault("unknown key \"" + key + "\"", pointer + "/" + key,
            near.empty() ? "" : "did you mean \"" + near + "\"?");
    }
  }

  std::string text(const json& object, const std::string& pointer, const char* key) {
    const auto found = object.find(key);
    if (found == object.end() || found->is_null()) return {};
    if (found->is_string()) return found->get<std::string>();
    fault(std::string("\"") + key + "\" must be a string", pointer + "/" + key);
    return {};
  }

  std::optional<UnitKind> unit(const json& object, const std::string& pointer) {
    const std::string word = text(object, pointer, "unit");
    if (word.empty()) return std::nullopt;
    const auto kind = unit_kind_named(word);
    if (!kind) {
      fault("\"unit\" is \"" + word + "\"", pointer + "/unit",
            "expected sentence, turn, paragraph, answer or document");
    }
    return kind;
  }

  void source(const json& value, const std::string& pointer) {
    Study::Source made;
    if (value.is_string()) {
      made.path = value.get<std::string>();
    } else if (value.is_object()) {
      keys(value, pointer, {"path", "unit", "attributes", "zones", "headings"});
      made.path = text(value, pointer, "path");
      made.settings.unit = unit(value, pointer);
      if (const std::string word = text(value, pointer, "headings"); !word.empty()) {
        if (word != "code" && word != "context") {
          fault("\"headings\" is \"" + word + "\"", pointer + "/headings",
                "expected \"code\" or \"context\"");
        }
        made.settings.headings_code = word == "code";
      }
      zones(value, pointer, made.settings);
      attributes(value, pointer, made.settings);
    }
    if (made.path.empty()) fault("a source needs a \"path\"", pointer);
    study_.sources.push_back(std::move(made));
  }

  void zones(const json& value, const std::string& pointer, SourceSettings& out) {
    const auto found = value.find("zones");
    if (found == value.end() || found->is_null()) return;
    std::vector<Zone> zones;
    if (!found->is_array()) return fault("\"zones\" must be a list", pointer + "/zones");
    for (std::size_t i = 0; i < found->size(); ++i) {
      const json& entry = (*found)[i];
      const auto zone = entry.is_string() ? zone_named(entry.get<std::string>()) : std::nullopt;
      if (zone) {
        zones.push_back(*zone);
      } else {
        fault("there is no such zone", pointer + "/zones/" + std::to_string(i));
      }
    }
    out.zones = std::move(zones);
  }

  void attributes(const json& value, const std::string& pointer, SourceSettings& out) {
    const auto found = value.find("attributes");
    if (found == value.end() || found->is_null()) return;
    if (!found->is_object())
      return fault("\"attributes\" must be an object", pointer + "/attributes");
    for (const auto& [name, entry] : found->items()) {
      if (entry.is_structured()) {
        fault("the attribute \"" + name + "\" is not one value", pointer + "/attributes/" + name);
      } else {
        out.attributes.set(name, entry.is_string() ? entry.get<std::string>() : entry.dump());
      }
    }
  }

  const json& root_;
  const codebook::JsonLocator& where_;
  Study study_;
  Diagnostics faults_;
};

}  // namespace

Result<Study> read_study(std::string_view text, const std::string& file) {
  auto root = formats::parse_json(text, file);
  if (!root) return std::move(root).failure();
  const codebook::JsonLocator where(text, file);
  return StudyReader(root.value(), where).run();
}

bool is_study(std::string_view text) {
  return text.substr(0, 4096).find("rodtrad-study/") != std::string_view::npos;
}

}  // namespace rodtrad::pipeline
