#include "analyzer/formats/xlsx_reader.h"

#include <gtest/gtest.h>

#include "analyzer/formats/spreadsheet_numbers.h"
#include "tests/support/docx.h"
#include "tests/support/xlsx.h"

namespace rodtrad::formats {
namespace {

using test::xlsx_of;
using Cells = std::vector<std::vector<std::string>>;

Result<Workbook> read(const std::string& bytes) {
  Diagnostics remarks;
  return read_xlsx(bytes, "svar.xlsx", remarks);
}

Cells cells(const WorkbookSheet& sheet) {
  Cells out;
  for (const WorkbookRow& row : sheet.rows) out.push_back(row.cells);
  return out;
}

std::string fault(const std::string& bytes) {
  const auto workbook = read(bytes);
  return workbook ? "" : workbook.failure().diagnostics.items().front().id;
}

std::string one_sheet(const std::string& xml) { return xlsx_of({.sheets = {{"Svar", xml}}}); }

TEST(XlsxReader, ReadsSharedInlineAndFormulaText) {
  const auto workbook = read(xlsx_of(
      {.sheets = {{"Svar",
                   "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>1</v></c>"
                   "<c r=\"B1\" t=\"inlineStr\"><is><r><t>del </t></r><r><t>två</t></r></is></c>"
                   "<c r=\"C1\" t=\"str\"><f>A1&amp;B1</f><v>uträknat</v></c>"
                   "<c r=\"E1\" t=\"b\"><v>1</v></c></row></sheetData>"}},
       .shared_strings = "<si><t>noll</t></si>"
                         "<si><r><t>tack</t></r><r><t xml:space=\"preserve\"> så mycket</t></r>"
                         "<rPh sb=\"0\" eb=\"1\"><t>läsning</t></rPh></si>"}));
  ASSERT_TRUE(workbook);
  ASSERT_EQ(workbook.value().sheets.size(), 1U);
  EXPECT_EQ(workbook.value().sheets[0].name, "Svar");
  EXPECT_EQ(cells(workbook.value().sheets[0]),
            (Cells{{"tack så mycket", "del två", "uträknat", "", "TRUE"}}));
}

TEST(XlsxReader, DecodesExcelsEscapes) {
  const auto workbook =
      read(one_sheet(test::xlsx_rows({{"rad ett_x000D_\nrad två", "a_x005F_b"}})));
  ASSERT_TRUE(workbook);
  EXPECT_EQ(cells(workbook.value().sheets[0]), (Cells{{"rad ett\nrad två", "a_b"}}));
}

TEST(XlsxReader, ShowsDatesTimesAndNumbersAsPeopleWriteThem) {
  // Serials of Excel: 46347 is 2026-11-21; .5 is noon.
  const NumberFormat day = number_format("yyyy\\-mm\\-dd");
  const NumberFormat both = built_in_format(22);
  EXPECT_EQ(shown_number("46347", day, false), "2026-11-21");
  EXPECT_EQ(shown_number("46347.5", both, false), "2026-11-21 12:00");
  EXPECT_EQ(shown_number("46347.500011574", both, false), "2026-11-21 12:00:01");
  EXPECT_EQ(shown_number("44885", day, true), "2026-11-21");
  EXPECT_EQ(shown_number("1", built_in_format(14), false), "1900-01-01");
  EXPECT_EQ(shown_number("0.395833333333333", built_in_format(20), false), "09:30");
  EXPECT_EQ(shown_number("1.25", number_format("[h]:mm"), false), "30:00");
  EXPECT_EQ(shown_number("198001019876", {}, false), "198001019876");
  EXPECT_EQ(shown_number("1.98001019876E11", {}, false), "198001019876");
  EXPECT_EQ(shown_number("0.30000000000000004", {}, false), "0.3");
  EXPECT_EQ(shown_number("7.0", {}, false), "7");
  EXPECT_EQ(shown_number("1234", number_format("00000"), false), "01234");
  EXPECT_EQ(shown_number("3.5", number_format("#,##0.00 \"dagar\""), false), "3.5");
  EXPECT_EQ(shown_number("3", number_format("[Red]0"), false), "3");
}

TEST(XlsxReader, TakesTheFormatOfACellFromItsStyle) {
  const auto workbook = read(
      xlsx_of({.sheets = {{"Svar",
                           "<sheetData><row><c s=\"1\"><v>46347</v></c><c><v>46347</v></c></row>"
                           "</sheetData>"}},
               .styles = "<numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy/mm/dd\"/></numFmts>"
                         "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs>"}));
  ASSERT_TRUE(workbook);
  EXPECT_EQ(cells(workbook.value().sheets[0]), (Cells{{"2026-11-21", "46347"}}));
}

TEST(XlsxReader, KeepsSheetOrderHiddenSheetsAndRowNumbers) {
  const auto workbook =
      read(xlsx_of({.sheets = {{"Fråga 2",
                                "<sheetData><row r=\"3\" hidden=\"1\"><c r=\"B3\" "
                                "t=\"str\"><v>x</v></c></row></sheetData>"},
                               {"Listor", test::xlsx_rows({{"a"}})}},
                    .hidden = {"Listor"}}));
  ASSERT_TRUE(workbook);
  const auto& sheets = workbook.value().sheets;
  ASSERT_EQ(sheets.size(), 2U);
  EXPECT_FALSE(sheets[0].hidden);
  EXPECT_TRUE(sheets[1].hidden);
  ASSERT_EQ(sheets[0].rows.size(), 1U);
  EXPECT_EQ(sheets[0].rows[0].number, 3U);
  EXPECT_TRUE(sheets[0].rows[0].hidden);
  EXPECT_EQ(sheets[0].rows[0].cells, (std::vector<std::string>{"", "x"}));
}

TEST(XlsxReader, FillsMergedBlocks) {
  auto workbook =
      read(one_sheet(test::xlsx_rows({{"Fråga", "", "Bord"}, {"a", "b", "1"}, {"c", "d"}}) +
                     "<mergeCells><mergeCell ref=\"A1:B1\"/><mergeCell ref=\"C2:C3\"/>"
                     "</mergeCells>"));
  ASSERT_TRUE(workbook);
  WorkbookSheet& sheet = workbook.value().sheets[0];
  fill_merged(sheet);
  EXPECT_EQ(cells(sheet), (Cells{{"Fråga", "Fråga", "Bord"}, {"a", "b", "1"}, {"c", "d", "1"}}));
}

TEST(XlsxReader, RefusesWhatIsNoWorkbook) {
  EXPECT_EQ(fault(test::zip_of({{"word/document.xml", "<a/>"}})), "xlsx-no-workbook");
  EXPECT_EQ(fault("\xD0\xCF\x11\xE0 gammalt format"), "zip-encrypted");
  EXPECT_EQ(fault("inte en zip"), "zip-damaged");
}

TEST(XlsxReader, NamesTheCellThatPointsNowhere) {
  const auto workbook =
      read(one_sheet("<sheetData><row r=\"7\"><c r=\"C7\" t=\"s\"><v>5</v></c></row></sheetData>"));
  ASSERT_FALSE(workbook);
  const Diagnostic& told = workbook.failure().diagnostics.items().front();
  EXPECT_EQ(told.id, "xlsx-shared-string");
  EXPECT_EQ(told.place.inside, "sheet \"Svar\" cell C7");
}

TEST(XlsxReader, RefusesCellsOutsideASheet) {
  EXPECT_EQ(
      fault(one_sheet("<sheetData><row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row></sheetData>")),
      "xlsx-cell");
  EXPECT_EQ(fault(one_sheet("<sheetData><row r=\"1048577\"/></sheetData>")), "xlsx-cell");
  EXPECT_EQ(fault(one_sheet("<sheetData><row r=\"1\"><c r=\"A2\"><v>1</v></c></row></sheetData>")),
            "xlsx-cell");
}

TEST(XlsxReader, RefusesASheetThatSpansTooManyCells) {
  std::string rows = "<sheetData>";
  for (int r = 1; r <= 800; ++r) {
    rows += "<row><c r=\"XFD" + std::to_string(r) + "\"><v>1</v></c></row>";
  }
  EXPECT_EQ(fault(one_sheet(rows + "</sheetData>")), "xlsx-too-large");
}

TEST(XlsxReader, RefusesADoctype) {
  const std::string xml = "<!DOCTYPE x [<!ENTITY a \"b\">]><workbook/>";
  EXPECT_EQ(fault(test::zip_of({{"xl/workbook.xml", xml}})), "xml-doctype");
}

TEST(XlsxReader, SaysHowManyFormulasHaveNoValue) {
  Diagnostics remarks;
  const auto workbook = read_xlsx(
      one_sheet("<sheetData><row><c><f>A2</f></c><c t=\"e\"><v>#N/A</v></c></row></sheetData>"),
      "svar.xlsx", remarks);
  ASSERT_TRUE(workbook);
  ASSERT_EQ(remarks.items().size(), 2U);
  EXPECT_EQ(remarks.items()[0].id, "xlsx-formula-no-value");
  EXPECT_EQ(remarks.items()[1].id, "xlsx-cell-error");
}

TEST(XlsxReader, NamesCellsAsExcelDoes) {
  EXPECT_EQ(cell_name(7, 3), "C7");
  EXPECT_EQ(cell_name(1, 26), "Z1");
  EXPECT_EQ(cell_name(1, 27), "AA1");
  EXPECT_EQ(cell_name(1048576, 16384), "XFD1048576");
}

}  // namespace
}  // namespace rodtrad::formats
