// Bad Excel workbooks and OpenDocument texts. ROBUSTNESS.md section 3, row docx, xlsx, odt.
#include <random>

#include "tests/cli/bad_input_support.h"

namespace rodtrad::test {
namespace {

using namespace std::string_literals;

constexpr const char* kSheet = "xl/worksheets/sheet1.xml";
constexpr const char* kContent = "content.xml";

struct BadContainer {
  const char* name;
  const char* file;
  std::string (*bytes)();
  const char* id;
  const char* place;

  friend void PrintTo(const BadContainer& one, std::ostream* out) { *out << one.name; }
};

// --- workbooks ---------------------------------------------------------------------------------

std::string cells(const std::string& inside) {
  return "<worksheet><sheetData>" + inside + "</sheetData></worksheet>";
}
std::string inline_cell(const std::string& at, const std::string& text) {
  return "<c r=\"" + at + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}
std::string answers(const std::string& more = {}) {
  return cells("<row r=\"1\">" + inline_cell("A1", "Svar") + "</row><row r=\"2\">" +
               inline_cell("A2", "vi saknar mandat hemligord") + "</row>" + more);
}

std::vector<Part> workbook(const std::string& sheet, const std::string& strings = {}) {
  std::string relations =
      "<Relationship Id=\"rId1\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/>";
  std::vector<Part> parts = {
      {"_rels/.rels",
       "<Relationships><Relationship Id=\"rId1\" Type=\"x/officeDocument\" "
       "Target=\"xl/workbook.xml\"/></Relationships>"},
      {"xl/workbook.xml",
       "<workbook xmlns:r=\"urn:r\"><sheets><sheet name=\"Svar\" sheetId=\"1\" r:id=\"rId1\"/>"
       "</sheets></workbook>"},
      {kSheet, sheet}};
  if (!strings.empty()) {
    relations +=
        "<Relationship Id=\"rId2\" Type=\"x/sharedStrings\" Target=\"sharedStrings.xml\"/>";
    parts.push_back({"xl/sharedStrings.xml", strings});
  }
  parts.push_back(
      {"xl/_rels/workbook.xml.rels", "<Relationships>" + relations + "</Relationships>"});
  return parts;
}

std::string xlsx(const std::string& sheet, const std::string& strings = {}) {
  return zip_of(workbook(sheet, strings));
}

// --- OpenDocument ------------------------------------------------------------------------------

std::string odt_xml(const std::string& paragraphs) {
  return "<office:document-content xmlns:office=\"urn:o\" xmlns:text=\"urn:t\" "
         "xmlns:table=\"urn:b\"><office:body><office:text>" +
         paragraphs + "</office:text></office:body></office:document-content>";
}
std::string odt(const std::string& paragraphs) {
  return zip_of(
      {{"mimetype", "application/vnd.oasis.opendocument.text"}, {kContent, odt_xml(paragraphs)}});
}
std::string words(const std::string& text) { return "<text:p>" + text + "</text:p>"; }

/// Letters that deflate cannot shrink.
std::string noise(std::size_t bytes) {
  std::minstd_rand random(1);
  std::string out(bytes, ' ');
  for (char& c : out) c = static_cast<char>('a' + random() % 20);
  return out;
}

class BadContainerRefused : public ::testing::TestWithParam<BadContainer> {};

TEST_P(BadContainerRefused, EndsInOneErrorAndNoFile) {
  const Sandbox box;
  box.write(GetParam().file, GetParam().bytes());
  expect_refused(box, GetParam().file, GetParam().id, GetParam().place);
}

INSTANTIATE_TEST_SUITE_P(
    Xlsx, BadContainerRefused,
    ::testing::Values(
        BadContainer{"XlsxEmpty", "in.xlsx", [] { return ""s; }, "file-empty", "in.xlsx"},
        BadContainer{"XlsxIsText", "in.xlsx", [] { return "Svar\nhemligord\n"s; }, "zip-damaged",
                     "in.xlsx"},
        BadContainer{"XlsxCutShort", "in.xlsx",
                     [] {
                       const std::string whole = xlsx(answers());
                       return whole.substr(0, whole.size() / 2);
                     },
                     "zip-damaged", "in.xlsx"},
        BadContainer{"XlsxNoWorkbook", "in.xlsx",
                     [] {
                       return zip_of({{"annat.txt", "hemligord"}});
                     },
                     "xlsx-no-workbook|zip-missing-part", "in.xlsx"},
        BadContainer{"XlsxSheetPartMissing", "in.xlsx",
                     [] {
                       auto parts = workbook(answers());
                       parts.erase(parts.begin() + 2);
                       return zip_of(parts);
                     },
                     "xlsx-no-workbook|zip-missing-part", "in.xlsx"},
        BadContainer{"XlsxDuplicatePart", "in.xlsx",
                     [] {
                       auto parts = workbook(answers());
                       parts.push_back({"xl/worksheets/sheet2.xml", answers()});
                       return spoilt(zip_of(parts), "xl/worksheets/sheet2.xml", kSheet);
                     },
                     "zip-duplicate-entry", kSheet},
        BadContainer{"XlsxChecksumDiffers", "in.xlsx",
                     [] {
                       return spoilt(zip_of(workbook(answers()), ZIP_CM_STORE), "hemligord",
                                     "hemligorm");
                     },
                     "zip-damaged", kSheet},
        BadContainer{"XlsxUnsafeName", "in.xlsx",
                     [] {
                       auto parts = workbook(answers());
                       parts.push_back({"../../hem/x", "hemligord"});
                       return zip_of(parts);
                     },
                     "zip-unsafe-name", "in.xlsx"},
        BadContainer{"XlsxPasswordOle", "in.xlsx",
                     [] { return "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(504, '\0'); },
                     "zip-encrypted", "lösenordsskyddad"},
        BadContainer{"XlsxDoctypeInSheet", "in.xlsx",
                     [] { return xlsx("<!DOCTYPE w [<!ENTITY a \"hemligord\">]>" + answers()); },
                     "xml-doctype", kSheet},
        BadContainer{
            "XlsxDoctypeInStrings", "in.xlsx",
            [] { return xlsx(answers(), "<!DOCTYPE s SYSTEM \"file:///etc/passwd\"><sst/>"); },
            "xml-doctype", "xl/sharedStrings.xml"},
        BadContainer{"XlsxNotWellFormed", "in.xlsx",
                     [] { return xlsx("<worksheet><sheetData><row></sheetData>"); }, "xml-syntax",
                     kSheet},
        BadContainer{"XlsxTooDeep", "in.xlsx",
                     [] { return xlsx(repeated("<a>", 400) + repeated("</a>", 400)); },
                     "xml-too-deep", kSheet},
        BadContainer{"XlsxRatio", "in.xlsx",
                     [] { return xlsx(answers() + std::string(30'000'000, ' ')); }, "zip-bomb",
                     kSheet},
        BadContainer{
            "XlsxRatioInStrings", "in.xlsx",
            [] { return xlsx(answers(), "<sst>" + std::string(30'000'000, ' ') + "</sst>"); },
            "zip-bomb", "xl/sharedStrings.xml"},
        BadContainer{"XlsxSharedStringBeyond", "in.xlsx",
                     [] {
                       return xlsx(cells("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row>"),
                                   "<sst><si><t>Svar</t></si></sst>");
                     },
                     "xlsx-shared-string", "A1"},
        BadContainer{"XlsxRowBeyond", "in.xlsx",
                     [] {
                       return xlsx(answers("<row r=\"99999999\">" +
                                           inline_cell("A99999999", "hemligord") + "</row>"));
                     },
                     "xlsx-cell", "in.xlsx"},
        BadContainer{"XlsxColumnBeyond", "in.xlsx",
                     [] {
                       return xlsx(
                           answers("<row r=\"3\">" + inline_cell("ZZZZ3", "hemligord") + "</row>"));
                     },
                     "xlsx-cell", "in.xlsx"}),
    CaseName());

INSTANTIATE_TEST_SUITE_P(
    Odt, BadContainerRefused,
    ::testing::Values(
        BadContainer{"OdtEmpty", "in.odt", [] { return ""s; }, "file-empty", "in.odt"},
        BadContainer{"OdtIsText", "in.odt", [] { return "hemligord"s; }, "zip-damaged", "in.odt"},
        BadContainer{"OdtNoContent", "in.odt",
                     [] {
                       return zip_of({{"annat.xml", "<x/>"}});
                     },
                     "zip-missing-part|odt-no-text", "in.odt"},
        BadContainer{"OdtNoText", "in.odt",
                     [] {
                       return zip_of({{kContent, "<x>hemligord</x>"}});
                     },
                     "odt-no-text", kContent},
        BadContainer{"OdtChecksumDiffers", "in.odt",
                     [] {
                       return spoilt(
                           zip_of({{kContent, odt_xml(words("hemligord"))}}, ZIP_CM_STORE),
                           "hemligord", "hemligorm");
                     },
                     "zip-damaged", kContent},
        BadContainer{"OdtPassword", "in.odt",
                     [] {
                       return zip_of(
                           {{kContent, noise(300)},
                            {"META-INF/manifest.xml",
                             "<m:manifest xmlns:m=\"urn:m\"><m:file-entry "
                             "m:full-path=\"content.xml\"><m:encryption-data/></m:file-entry>"
                             "</m:manifest>"}});
                     },
                     "zip-encrypted", "lösenordsskyddad"},
        BadContainer{"OdtDoctype", "in.odt",
                     [] {
                       return zip_of(
                           {{kContent, "<!DOCTYPE o [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>" +
                                           odt_xml(words("&a;"))}});
                     },
                     "xml-doctype", kContent},
        BadContainer{"OdtTooDeep", "in.odt",
                     [] {
                       return odt(repeated("<text:section>", 300) + words("hemligord") +
                                  repeated("</text:section>", 300));
                     },
                     "xml-too-deep", kContent},
        BadContainer{"OdtRatio", "in.odt", [] { return odt(words(std::string(30'000'000, ' '))); },
                     "zip-bomb", kContent}),
    CaseName());

/// What may be read or refused, but in time, in bounds, with one message and whole results.
class HostileContainer : public ::testing::TestWithParam<BadContainer> {};

TEST_P(HostileContainer, IsReadOrRefusedInTime) {
  const Sandbox box;
  box.write(GetParam().file, GetParam().bytes());
  const Finished done = box.code(GetParam().file + " --out ut"s);
  EXPECT_TRUE(done.exit_code == 0 || done.exit_code == 2) << done.exit_code << "\n" << done.err;
  EXPECT_EQ(box.exists("ut"), done.exit_code == 0);
  EXPECT_TRUE(std::filesystem::is_empty(box.path() / "tmp")) << "something was unpacked to disk";
}

INSTANTIATE_TEST_SUITE_P(
    Counts, HostileContainer,
    ::testing::Values(
        // Numbers in the XML that ask for more than the file holds.
        BadContainer{"XlsxLastCell", "in.xlsx",
                     [] {
                       return xlsx(answers("<row r=\"1048576\">" +
                                           inline_cell("XFD1048576", "sist") + "</row>"));
                     },
                     "", ""},
        BadContainer{"XlsxMergedAll", "in.xlsx",
                     [] {
                       std::string sheet = answers();
                       sheet.insert(sheet.find("</worksheet>"),
                                    "<mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>");
                       return xlsx(sheet);
                     },
                     "", ""},
        BadContainer{"OdtSpacesRepeated", "in.odt",
                     [] { return odt(words("mandat<text:s text:c=\"2000000000\"/>efter")); }, "",
                     ""},
        BadContainer{"OdtCellsRepeated", "in.odt",
                     [] {
                       return odt(
                           "<table:table><table:table-row "
                           "table:number-rows-repeated=\"100000000\"><table:table-cell "
                           "table:number-columns-repeated=\"100000000\">" +
                           words("mandat") + "</table:table-cell></table:table-row></table:table>");
                     },
                     "", ""},
        BadContainer{"XlsxManyCells", "in.xlsx",
                     [] {
                       std::string rows;
                       for (int r = 3; r < 60'000; ++r) {
                         rows += "<row r=\"" + std::to_string(r) + "\"><c><v>1</v></c></row>";
                       }
                       return xlsx(answers(rows));
                     },
                     "", ""}),
    CaseName());

// --- what must survive -------------------------------------------------------------------------

TEST(BadSheets, FormulasGiveTheirStoredValueAndMacrosAndLinksAreIgnored) {
  const Sandbox box;
  auto parts =
      workbook(answers("<row r=\"3\"><c r=\"A3\" t=\"str\"><f>CONCATENATE(\"a\",[1]Blad!A1)</f>"
                       "<v>mandat ur formel</v></c></row>"));
  parts.push_back({"xl/vbaProject.bin", "makro"});
  parts.push_back({"xl/externalLinks/externalLink1.xml", "<!DOCTYPE x><x/>"});
  box.write("in.xlsx", zip_of(parts));
  const Finished done = box.code("in.xlsx --out ut");
  ASSERT_EQ(done.exit_code, 0) << done.err;
  EXPECT_EQ(units_column(box, "text"), (Names{"vi saknar mandat hemligord", "mandat ur formel"}));
}

TEST(BadSheets, LongNumbersKeepTheirDigits) {
  const Sandbox box;
  box.write("in.xlsx", xlsx(cells("<row r=\"1\">" + inline_cell("A1", "Svar") +
                                  inline_cell("B1", "Diarienummer") + "</row><row r=\"2\">" +
                                  inline_cell("A2", "mandat") +
                                  "<c r=\"B2\"><v>12345678901234567890</v></c></row>")));
  const Finished done = box.code("in.xlsx --out ut");
  ASSERT_EQ(done.exit_code, 0) << done.err;
  EXPECT_EQ(units_column(box, "attr_Diarienummer"), Names{"12345678901234567890"});
}

TEST(BadSheets, TrackedDeletionsOfAnOdtAreLeftOutAndInsertionsKept) {
  const Sandbox box;
  box.write("in.odt",
            odt("<text:tracked-changes><text:changed-region><text:deletion>" + words("struket") +
                "</text:deletion></text:changed-region></text:tracked-changes>" +
                words("kvar <text:change-start/>infogat<text:change-end/>")));
  const Finished done = box.run("text in.odt");
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_EQ(done.out, "kvar infogat\n");
}

}  // namespace
}  // namespace rodtrad::test
