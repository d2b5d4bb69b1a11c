#include "analyzer/pipeline/study.h"

#include <nlohmann/json.hpp>

#include "analyzer/formats/json_io.h"
#include "analyzer/pipeline/settings_file.h"

namespace rodtrad::pipeline {
namespace {

using nlohmann::json;

class StudyReader {
 public:
  StudyReader(const json& root, std::string_view text, const std::string& file)
      : root_(root), file_("study", text, file) {}

  Result<Study> run() {
    if (!root_.is_object()) {
      file_.fault("a study is an object { … }", "");
      return Failure{file_.faults()};
    }
    file_.keys(root_, "",
               {"format", "title", "codebook", "sources", "attributes", "decisions", "unit", "out",
                "spoken", "$schema"});
    if (text(root_, "", "format") != "rodtrad-study/1") {
      file_.fault("the format is not \"rodtrad-study/1\"", "/format");
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
        file_.fault("\"spoken\" must be true or false", "/spoken");
      }
    }
    study_.unit = unit(root_, "");
    if (study_.codebook.empty()) file_.fault("\"codebook\" is missing", "");
    const auto sources = root_.find("sources");
    if (sources == root_.end() || !sources->is_array() || sources->empty()) {
      file_.fault("\"sources\" must be a list of at least one source", "/sources");
    } else {
      for (std::size_t i = 0; i < sources->size(); ++i) {
        source((*sources)[i], "/sources/" + std::to_string(i));
      }
    }
    if (!file_.faults().empty()) return Failure{file_.faults()};
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
        return file_.fault("\"decisions\" must be a file name or a list of them", "/decisions");
      }
      study_.decisions.push_back(file.get<std::string>());
    }
  }

  /// A string; null says nothing.
  std::string text(const json& object, const std::string& pointer, const char* key) {
    const auto found = object.find(key);
    if (found != object.end() && found->is_null()) return {};
    return file_.text(object, pointer, key);
  }

  std::optional<UnitKind> unit(const json& object, const std::string& pointer) {
    const std::string word = text(object, pointer, "unit");
    if (word.empty()) return std::nullopt;
    const auto kind = unit_kind_named(word);
    if (!kind) {
      file_.fault("\"unit\" is \"" + word + "\"", pointer + "/unit",
                  "expected sentence, turn, paragraph, answer or document");
    }
    return kind;
  }

  void source(const json& value, const std::string& pointer) {
    Study::Source made;
    if (value.is_string()) {
      made.path = value.get<std::string>();
    } else if (value.is_object()) {
      file_.keys(value, pointer, {"path", "unit", "attributes", "zones", "headings"});
      made.path = text(value, pointer, "path");
      made.settings.unit = unit(value, pointer);
      if (const std::string word = text(value, pointer, "headings"); !word.empty()) {
        if (word != "code" && word != "context") {
          file_.fault("\"headings\" is \"" + word + "\"", pointer + "/headings",
                      "expected \"code\" or \"context\"");
        }
        made.settings.headings_code = word == "code";
      }
      zones(value, pointer, made.settings);
      attributes(value, pointer, made.settings);
    }
    if (made.path.empty()) file_.fault("a source needs a \"path\"", pointer);
    study_.sources.push_back(std::move(made));
  }

  void zones(const json& value, const std::string& pointer, SourceSettings& out) {
    const auto found = value.find("zones");
    if (found == value.end() || found->is_null()) return;
    std::vector<Zone> zones;
    if (!found->is_array()) return file_.fault("\"zones\" must be a list", pointer + "/zones");
    for (std::size_t i = 0; i < found->size(); ++i) {
      const json& entry = (*found)[i];
      const auto zone = entry.is_string() ? zone_named(entry.get<std::string>()) : std::nullopt;
      if (zone) {
        zones.push_back(*zone);
      } else {
        file_.fault("there is no such zone", pointer + "/zones/" + std::to_string(i));
      }
    }
    out.zones = std::move(zones);
  }

  void attributes(const json& value, const std::string& pointer, SourceSettings& out) {
    const auto found = value.find("attributes");
    if (found == value.end() || found->is_null()) return;
    if (!found->is_object())
      return file_.fault("\"attributes\" must be an object", pointer + "/attributes");
    for (const auto& [name, entry] : found->items()) {
      if (entry.is_structured()) {
        file_.fault("the attribute \"" + name + "\" is not one value",
                    pointer + "/attributes/" + name);
      } else {
        out.attributes.set(name, entry.is_string() ? entry.get<std::string>() : entry.dump());
      }
    }
  }

  const json& root_;
  SettingsFile file_;
  Study study_;
};

}  // namespace

Result<Study> read_study(std::string_view text, const std::string& file) {
  auto root = formats::parse_json(text, file);
  if (!root) return std::move(root).failure();
  return StudyReader(root.value(), text, file).run();
}

bool is_study(std::string_view text) {
  return text.substr(0, 4096).find("rodtrad-study/") != std::string_view::npos;
}

}  // namespace rodtrad::pipeline
