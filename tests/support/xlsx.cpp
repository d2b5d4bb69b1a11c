#include "tests/support/xlsx.h"

#include <algorithm>
#include <map>

#include "tests/support/docx.h"

namespace rodtrad::test {
namespace {

const std::string kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const std::string kRelations =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const std::string kPackage = "http://schemas.openxmlformats.org/package/2006/relationships";

std::string relation(const std::string& id, const std::string& type, const std::string& target) {
  return "<Relationship Id=\"" + id + "\" Type=\"" + kRelations + "/" + type + "\" Target=\"" +
         target + "\"/>";
}

}  // namespace

std::string xlsx_of(const XlsxParts& parts) {
  std::map<std::string, std::string> files;
  std::string relations;
  std::string sheets;
  for (std::size_t i = 0; i < parts.sheets.size(); ++i) {
    const std::string number = std::to_string(i + 1);
    const auto& [name, xml] = parts.sheets[i];
    const bool hidden =
        std::find(parts.hidden.begin(), parts.hidden.end(), name) != parts.hidden.end();
    sheets += "<sheet name=\"" + name + "\" sheetId=\"" + number + "\"" +
              (hidden ? " state=\"hidden\"" : "") + " r:id=\"rId" + number + "\"/>";
    relations += relation("rId" + number, "worksheet", "worksheets/sheet" + number + ".xml");
    files["xl/worksheets/sheet" + number + ".xml"] =
        "<worksheet xmlns=\"" + kMain + "\">" + xml + "</worksheet>";
  }
  if (!parts.shared_strings.empty()) {
    relations += relation("rIdS", "sharedStrings", "sharedStrings.xml");
    files["xl/sharedStrings.xml"] =
        "<sst xmlns=\"" + kMain + "\">" + parts.shared_strings + "</sst>";
  }
  if (!parts.styles.empty()) {
    relations += relation("rIdT", "styles", "styles.xml");
    files["xl/styles.xml"] =
        "<styleSheet xmlns=\"" + kMain + "\">" + parts.styles + "</styleSheet>";
  }
  files["xl/workbook.xml"] = "<workbook xmlns=\"" + kMain + "\" xmlns:r=\"" + kRelations + "\">" +
                             parts.workbook_pr + "<sheets>" + sheets + "</sheets></workbook>";
  files["xl/_rels/workbook.xml.rels"] =
      "<Relationships xmlns=\"" + kPackage + "\">" + relations + "</Relationships>";
  files["_rels/.rels"] = "<Relationships xmlns=\"" + kPackage + "\">" +
                         relation("rId1", "officeDocument", "xl/workbook.xml") + "</Relationships>";
  return zip_of(files);
}

std::string xlsx_rows(const std::vector<std::vector<std::string>>& rows) {
  std::string out = "<sheetData>";
  for (std::size_t r = 0; r < rows.size(); ++r) {
    out += "<row r=\"" + std::to_string(r + 1) + "\">";
    for (std::size_t c = 0; c < rows[r].size(); ++c) {
      if (rows[r][c].empty()) continue;
      out += "<c r=\"" + std::string(1, static_cast<char>('A' + c)) + std::to_string(r + 1) +
             "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">" + rows[r][c] + "</t></is></c>";
    }
    out += "</row>";
  }
  return out + "</sheetData>";
}

}  // namespace rodtrad::test
