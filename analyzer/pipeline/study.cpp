#include "analyzer/pipeline/study.h"

#include "analyzer/pipeline/settings_file.h"

namespace rodtrad::pipeline {
namespace {

using formats::JsonItem;

class StudyReader {
 public:
  StudyReader(const JsonItem& root, std::string_view text, const std::string& file)
      : root_(root), text_(text), file_("study", text, file, root) {}

  Result<Study> run() {
    if (!root_.is_object()) {
      file_.fault("a study is an object { … }", root_);
      return Failure{file_.faults()};
    }
    file_.keys(root_, {"format", "title", "codebook", "sources", "attributes", "decisions", "unit",
                       "out", "spoken", "$schema"});
    if (text(root_, "format") != "rodtrad-study/1") {
      file_.fault_in("the format is not \"rodtrad-study/1\"", root_, "format");
    }
    study_.title = text(root_, "title");
    study_.codebook = text(root_, "codebook");
    study_.attributes = text(root_, "attributes");
    study_.out = text(root_, "out");
    decisions();
    if (const JsonItem* const spoken = root_.find("spoken")) {
      if (spoken->kind() == JsonItem::Kind::Boolean) {
        study_.spoken_forms = spoken->truth();
      } else {
        file_.fault("\"spoken\" must be true or false", *spoken);
      }
    }
    study_.unit = unit(root_);
    if (study_.codebook.empty()) file_.fault("\"codebook\" is missing", root_);
    const JsonItem* const sources = root_.find("sources");
    if (sources == nullptr || !sources->is_array() || sources->begin() == sources->end()) {
      file_.fault_in("\"sources\" must be a list of at least one source", root_, "sources");
    } else {
      for (const JsonItem& entry : *sources) source(entry);
    }
    if (!file_.faults().empty()) return Failure{file_.faults()};
    return std::move(study_);
  }

 private:
  /// One file, or a list of files.
  void decisions() {
    const JsonItem* const found = root_.find("decisions");
    if (found == nullptr) return;
    if (found->is_text()) {
      study_.decisions.emplace_back(found->text());
      return;
    }
    bool are_files = found->is_array();
    if (are_files) {
      for (const JsonItem& file : *found) {
        are_files = are_files && file.is_text();
        study_.decisions.emplace_back(file.text());
      }
    }
    if (!are_files) file_.fault("\"decisions\" must be a file name or a list of them", *found);
  }

  /// A string; null says nothing.
  std::string text(const JsonItem& object, std::string_view key) {
    return object.find_unless_null(key) == nullptr ? std::string() : file_.text(object, key);
  }

  std::optional<UnitKind> unit(const JsonItem& object) {
    const std::string word = text(object, "unit");
    if (word.empty()) return std::nullopt;
    const auto kind = unit_kind_named(word);
    if (!kind) {
      file_.fault("\"unit\" is \"" + word + "\"", *object.find("unit"),
                  "expected sentence, turn, paragraph, answer or document");
    }
    return kind;
  }

  void source(const JsonItem& value) {
    Study::Source made;
    if (value.is_text()) {
      made.path = value.text();
    } else if (value.is_object()) {
      file_.keys(value, {"path", "unit", "attributes", "zones", "headings"});
      made.path = text(value, "path");
      made.settings.unit = unit(value);
      if (const std::string word = text(value, "headings"); !word.empty()) {
        if (word != "code" && word != "context") {
          file_.fault("\"headings\" is \"" + word + "\"", *value.find("headings"),
                      "expected \"code\" or \"context\"");
        }
        made.settings.headings_code = word == "code";
      }
      zones(value, made.settings);
      attributes(value, made.settings);
    }
    if (made.path.empty()) file_.fault("a source needs a \"path\"", value);
    study_.sources.push_back(std::move(made));
  }

  void zones(const JsonItem& value, SourceSettings& out) {
    const JsonItem* const found = value.find_unless_null("zones");
    if (found == nullptr) return;
    if (!found->is_array()) return file_.fault("\"zones\" must be a list", *found);
    std::vector<Zone> zones;
    for (const JsonItem& entry : *found) {
      if (const auto zone = zone_named(std::string(entry.text()))) {
        zones.push_back(*zone);
      } else {
        file_.fault("there is no such zone", entry);
      }
    }
    out.zones = std::move(zones);
  }

  void attributes(const JsonItem& value, SourceSettings& out) {
    const JsonItem* const found = value.find_unless_null("attributes");
    if (found == nullptr) return;
    if (!found->is_object()) return file_.fault("\"attributes\" must be an object", *found);
    for (const JsonItem& entry : *found) {
      const std::string name(entry.key());
      if (entry.is_array() || entry.is_object()) {
        file_.fault("the attribute \"" + name + "\" is not one value", entry);
      } else {
        out.attributes.set(
            name,
            std::string(entry.is_text() ? entry.text() : formats::as_written(text_, root_, entry)));
      }
    }
  }

  const JsonItem& root_;
  std::string_view text_;
  SettingsFile file_;
  Study study_;
};

}  // namespace

Result<Study> read_study(std::string_view text, const std::string& file) {
  formats::JsonReader json;
  const Result<const JsonItem*> root = json.read(text, file);
  if (!root) return root.failure();
  return StudyReader(*root.value(), text, file).run();
}

bool is_study(std::string_view text) {
  return text.substr(0, 4096).find("rodtrad-study/") != std::string_view::npos;
}

}  // namespace rodtrad::pipeline
