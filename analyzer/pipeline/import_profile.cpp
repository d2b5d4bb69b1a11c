#include "analyzer/pipeline/import_profile.h"

#include <algorithm>
#include <array>

#include "analyzer/formats/json_writer.h"
#include "analyzer/pipeline/settings_file.h"

namespace rodtrad::pipeline {
namespace {

using formats::JsonItem;
using ingest::SheetColumns;
using ingest::SheetForm;

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
  ProfileReader(std::string_view text, const std::string& file, const JsonItem& root)
      : root_(root), file_("profile", text, file, root) {}

  Result<ImportProfile> run() {
    if (!root_.is_object()) {
      file_.fault("a profile is an object { … }", root_);
      return Failure{file_.faults()};
    }
    file_.keys(root_, {"format", "sheets"});
    if (file_.text(root_, "format") != kFormat) {
      file_.fault_in(std::string("the format is not \"") + kFormat + "\"", root_, "format");
    }
    const JsonItem* const sheets = root_.find("sheets");
    if (sheets == nullptr || !sheets->is_array()) {
      file_.fault_in("\"sheets\" must be a list of forms", root_, "sheets");
    } else {
      for (const JsonItem& entry : *sheets) sheet(entry);
    }
    if (!file_.faults().empty()) return Failure{file_.faults()};
    return std::move(profile_);
  }

 private:
  void sheet(const JsonItem& value) {
    if (!value.is_object()) return file_.fault("a sheet is an object { … }", value);
    std::vector<std::string> known = {"columns"};
    for (const Role& role : kRoles) known.emplace_back(role.key);
    file_.keys(value, known);
    SheetForm form;
    const JsonItem* const columns = value.find("columns");
    if (columns == nullptr || !columns->is_array() || columns->begin() == columns->end()) {
      return file_.fault_in("\"columns\" must list the names of the sheet's columns", value,
                            "columns");
    }
    for (const JsonItem& name : *columns) {
      if (!name.is_text()) return file_.fault("the name of a column must be a string", name);
      form.headers.emplace_back(name.text());
    }
    bool says_something = false;
    for (const Role& role : kRoles) {
      form.columns.*role.column = file_.text(value, role.key);
      says_something = says_something || !(form.columns.*role.column).empty();
    }
    if (!says_something) {
      file_.fault("the sheet names no column", value, "add \"text\": the column with the answers");
    }
    profile_.forms.push_back(std::move(form));
  }

  const JsonItem& root_;
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
  formats::JsonReader json;
  const Result<const JsonItem*> root = json.read(text, file);
  if (!root) return root.failure();
  return ProfileReader(text, file, *root.value()).run();
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
