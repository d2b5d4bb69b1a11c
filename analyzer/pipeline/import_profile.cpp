#include "analyzer/pipeline/import_profile.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "analyzer/base/strings.h"
#include "analyzer/codebook/json_locator.h"
#include "analyzer/formats/json_io.h"
#include "analyzer/formats/json_writer.h"

namespace rodtrad::pipeline {
namespace {

using ingest::SheetColumns;
using ingest::SheetForm;
using nlohmann::json;

constexpr const char* kFormat = "rodtrad-profile/1";

struct Role {
  const char* key;
  std::string SheetColumns::*column;
};
constexpr std::array kRoles = {
    Role{"text", &SheetColumns::text}, Role{"group", &SheetColumns::group},
    Role{"question", &SheetColumns::question}, Role{"votes", &SheetColumns::votes},
    Role{"speaker", &SheetColumns::speaker}};

class ProfileReader {
 public:
  ProfileReader(std::string_view text, const std::string& file) : where_(text, file) {}

  Result<ImportProfile> run(const json& root) {
    if (!root.is_object()) {
      fault("a profile is an object { … }", "");
      return Failure{std::move(faults_)};
    }
    keys(root, "", {"format", "sheets"});
    if (text(root, "", "format") != kFormat) {
      fault(std::string("the format is not \"") + kFormat + "\"", "/format");
    }
    const auto sheets = root.find("sheets");
    if (sheets == root.end() || !sheets->is_array()) {
      fault("\"sheets\" must be a list of forms", "/sheets");
    } else {
      for (std::size_t i = 0; i < sheets->size(); ++i) {
        sheet((*sheets)[i], "/sheets/" + std::to_string(i));
      }
    }
    if (!faults_.empty()) return Failure{std::move(faults_)};
    return std::move(profile_);
  }

 private:
  void fault(std::string message, const std::string& pointer, std::string hint = {}) {
    faults_.add({Severity::Error, "profile", std::move(message), where_.place(pointer),
                 where_.line_of(pointer), std::move(hint)});
  }

  void keys(const json& object, const std::string& pointer, const std::vector<std::string>& known) {
    for (const auto& [key, value] : object.items()) {
      if (std::find(known.begin(), known.end(), key) != known.end()) continue;
      const std::string near = nearest(key, known);
      fault("unknown key \"" + key + "\"", pointer + "/" + formats::pointer_step(key),
            near.empty() ? "" : "did you mean \"" + near + "\"?");
    }
  }

  std::string text(const json& object, const std::string& pointer, const char* key) {
    const auto found = object.find(key);
    if (found == object.end()) return {};
    if (found->is_string()) return found->get<std::string>();
    fault(std::string("\"") + key + "\" must be a string", pointer + "/" + key);
    return {};
  }

  void sheet(const json& value, const std::string& pointer) {
    if (!value.is_object()) return fault("a sheet is an object { … }", pointer);
    std::vector<std::string> known = {"columns"};
    for (const Role& role : kRoles) known.emplace_back(role.key);
    keys(value, pointer, known);
    SheetForm form;
    const auto columns = value.find("columns");
    if (columns == value.end() || !columns->is_array() || columns->empty()) {
      return fault("\"columns\" must list the names of the sheet's columns",
                   columns == value.end() ? pointer : pointer + "/columns");
    }
    for (std::size_t i = 0; i < columns->size(); ++i) {
      const json& name = (*columns)[i];
      if (!name.is_string()) {
        return fault("the name of a column must be a string",
                     pointer + "/columns/" + std::to_string(i));
      }
      form.headers.push_back(name.get<std::string>());
    }
    bool says_something = false;
    for (const Role& role : kRoles) {
      form.columns.*role.column = text(value, pointer, role.key);
      says_something = says_something || !(form.columns.*role.column).empty();
    }
    if (!says_something) {
      fault("the sheet names no column", pointer, "add \"text\": the column with the answers");
    }
    profile_.forms.push_back(std::move(form));
  }

  codebook::JsonLocator where_;
  ImportProfile profile_;
  Diagnostics faults_;
};

}  // namespace

void ImportProfile::know(SheetForm form) {
  const auto known = std::find_if(forms.begin(), forms.end(), [&form](const SheetForm& one) {
    return one.headers == form.headers;
  });
  if (known == forms.end()) {
    forms.push_back(std::move(form));
  } else {
    *known = std::move(form);
  }
}

void ImportProfile::append(const ImportProfile& other) {
  for (const SheetForm& form : other.forms) {
    const bool known = std::any_of(forms.begin(), forms.end(), [&form](const SheetForm& one) {
      return one.headers == form.headers;
    });
    if (!known) forms.push_back(form);
  }
}

Result<ImportProfile> read_import_profile(std::string_view text, const std::string& file) {
  auto root = formats::parse_json(text, file);
  if (!root) return std::move(root).failure();
  return ProfileReader(text, file).run(root.value());
}

std::string import_profile_json(const ImportProfile& profile) {
  std::string out;
  formats::JsonWriter json(out, formats::JsonWriter::Style::Indented);
  json.begin_object().key("format").string(kFormat).key("sheets").begin_array();
  for (const SheetForm& form : profile.forms) {
    json.begin_object().key("columns").begin_array();
    for (const std::string& header : form.headers) json.string(header);
    json.end_array();
    for (const Role& role : kRoles) {
      if (!(form.columns.*role.column).empty()) {
        json.key(role.key).string(form.columns.*role.column);
      }
    }
    json.end_object();
  }
  json.end_array().end_object();
  return out + "\n";
}

bool is_import_profile(std::string_view json) {
  return json.substr(0, 4096).find("rodtrad-profile/") != std::string_view::npos;
}

}  // namespace rodtrad::pipeline
