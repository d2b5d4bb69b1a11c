#include "analyzer/pipeline/import_profile.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "analyzer/formats/json_io.h"
#include "analyzer/formats/json_writer.h"
#include "analyzer/pipeline/settings_file.h"

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
  ProfileReader(std::string_view text, const std::string& file) : file_("profile", text, file) {}

  Result<ImportProfile> run(const json& root) {
    if (!root.is_object()) {
      file_.fault("a profile is an object { … }", "");
      return Failure{file_.faults()};
    }
    file_.keys(root, "", {"format", "sheets"});
    if (file_.text(root, "", "format") != kFormat) {
      file_.fault(std::string("the format is not \"") + kFormat + "\"", "/format");
    }
    const auto sheets = root.find("sheets");
    if (sheets == root.end() || !sheets->is_array()) {
      file_.fault("\"sheets\" must be a list of forms", "/sheets");
    } else {
      for (std::size_t i = 0; i < sheets->size(); ++i) {
        sheet((*sheets)[i], "/sheets/" + std::to_string(i));
      }
    }
    if (!file_.faults().empty()) return Failure{file_.faults()};
    return std::move(profile_);
  }

 private:
  void sheet(const json& value, const std::string& pointer) {
    if (!value.is_object()) return file_.fault("a sheet is an object { … }", pointer);
    std::vector<std::string> known = {"columns"};
    for (const Role& role : kRoles) known.emplace_back(role.key);
    file_.keys(value, pointer, known);
    SheetForm form;
    const auto columns = value.find("columns");
    if (columns == value.end() || !columns->is_array() || columns->empty()) {
      return file_.fault("\"columns\" must list the names of the sheet's columns",
                         columns == value.end() ? pointer : pointer + "/columns");
    }
    for (std::size_t i = 0; i < columns->size(); ++i) {
      const json& name = (*columns)[i];
      if (!name.is_string()) {
        return file_.fault("the name of a column must be a string",
                           pointer + "/columns/" + std::to_string(i));
      }
      form.headers.push_back(name.get<std::string>());
    }
    bool says_something = false;
    for (const Role& role : kRoles) {
      form.columns.*role.column = file_.text(value, pointer, role.key);
      says_something = says_something || !(form.columns.*role.column).empty();
    }
    if (!says_something) {
      file_.fault("the sheet names no column", pointer,
                  "add \"text\": the column with the answers");
    }
    profile_.forms.push_back(std::move(form));
  }

  SettingsFile file_;
  ImportProfile profile_;
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
