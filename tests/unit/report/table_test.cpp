#include "analyzer/report/table.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <regex>

#include "analyzer/formats/xlsx_reader.h"
#include "analyzer/formats/zip.h"

namespace rodtrad::report {
namespace {

Table example() {
  return {.name = "counts",
          .title = "Teman, antal enheter",
          .sheet = "Antal",
          .columns = {{.name = "theme", .label = "Tema"},
                      {.name = "units", .label = "Enheter", .kind = ColumnKind::Integer},
                      {.name = "share", .label = "Andel", .kind = ColumnKind::Share, .decimals = 1},
                      {.name = "mean", .label = "Medel", .kind = ColumnKind::Decimal},
                      {.name = "day", .label = "Dag", .kind = ColumnKind::Date}},
          .rows = {{Cell("Roller <&>").linked("excerpts!2"), 12345, 0.1234, -1.5, "2026-03-02"},
                   {"=1+1", 0, {}, std::optional<double>(), "i vår"}},
          .notes = {"En enhet är en mening."}};
}

Table excerpts() {
  return {.name = "excerpts",
          .title = "Citat",
          .columns = {{.name = "text", .label = "Citat"},
                      {.name = "theme", .label = "Tema", .choices = {"Roller, mandat", "Tid"}}},
          .rows = {{"ett", "Tid"}, {"två", "Tid"}}};
}

std::string part(const std::string& container, const std::string& name) {
  auto zip = formats::ZipReader::open(container, "bok.xlsx");
  EXPECT_TRUE(zip);
  return zip.value().read(name).value();
}

TEST(TableCsv, HasMachineNamesPlainNumbersAndInertText) {
  EXPECT_EQ(table_csv(example(), {}),
            "\xEF\xBB\xBFtheme,units,share,mean,day\r\n"
            "Roller <&>,12345,0.123,-1.50,2026-03-02\r\n"
            "'=1+1,0,,,i vår\r\n");
}

TEST(TableHtml, SpeaksTheReadersLanguageAndEscapes) {
  const std::string page = table_html(example(), Language::Swedish);
  EXPECT_NE(page.find("<caption>Teman, antal enheter</caption>"), std::string::npos);
  EXPECT_NE(page.find("<th scope=\"col\" class=\"r\">Enheter</th>"), std::string::npos);
  EXPECT_NE(page.find("<tr id=\"counts-1\"><th scope=\"row\"><a href=\"#excerpts-2\">Roller "
                      "&lt;&amp;&gt;</a></th><td class=\"r\">12\u00A0345</td>"),
            std::string::npos)
      << page;
  EXPECT_NE(page.find("<td class=\"r\">12,3\u00A0%</td><td class=\"r\">−1,50</td>"),
            std::string::npos);
  EXPECT_NE(table_html(example(), Language::English).find("12.3\u00A0%"), std::string::npos);
}

TEST(TableHtml, NearlyAllIsNotAll) {
  const Column whole{.name = "share", .label = "", .kind = ColumnKind::Share, .decimals = 0};
  const Column tenths{.name = "share", .label = "", .kind = ColumnKind::Share, .decimals = 1};
  const auto text = [](double share, const Column& column) {
    return shown(Cell(share), column, Language::Swedish);
  };
  EXPECT_EQ(text(210.0 / 211, whole), ">99\u00A0%");
  EXPECT_EQ(text(1.0 / 211, whole), "<1\u00A0%");
  EXPECT_EQ(text(0.9999, tenths), ">99,9\u00A0%");
  EXPECT_EQ(text(0.99, whole), "99\u00A0%");
  EXPECT_EQ(text(1 - 1e-15, whole), "100\u00A0%");
  EXPECT_EQ(text(0, whole), "0\u00A0%");
}

TEST(Workbook, IsTheSameBytesForTheSameTables) {
  const std::vector<Table> tables = {example(), excerpts()};
  EXPECT_EQ(workbook_xlsx(tables, Language::Swedish), workbook_xlsx(tables, Language::Swedish));
}

TEST(Workbook, HasSheetsHeaderFilterNumbersAndLinks) {
  const std::vector<Table> tables = {example(), excerpts()};
  const std::string book = workbook_xlsx(tables, Language::Swedish);
  const std::string names = part(book, "xl/workbook.xml");
  for (const char* tab : {"name=\"Antal\"", "name=\"Citat\"", "name=\"Läs mig\"",
                          "name=\"Listor\" sheetId=\"4\" state=\"hidden\""}) {
    EXPECT_NE(names.find(tab), std::string::npos) << tab << names;
  }
  const std::string sheet = part(book, "xl/worksheets/sheet1.xml");
  EXPECT_NE(sheet.find("<pane ySplit=\"1\""), std::string::npos);
  EXPECT_NE(sheet.find("<autoFilter ref=\"A1:E3\"/>"), std::string::npos);
  EXPECT_NE(sheet.find("<v>12345</v>"), std::string::npos);
  EXPECT_NE(sheet.find("<v>0.1234</v>"), std::string::npos);
  EXPECT_NE(sheet.find("<v>46083</v>"), std::string::npos) << "2 March 2026 as Excel counts days";
  EXPECT_NE(sheet.find("<hyperlink ref=\"A2\" location=\"'Citat'!A3\""), std::string::npos)
      << sheet;
}

TEST(Workbook, HoldsNoFormulaFromTheMaterial) {
  const std::vector<Table> tables = {example()};
  const std::string book = workbook_xlsx(tables, Language::Swedish);
  EXPECT_EQ(part(book, "xl/worksheets/sheet1.xml").find("<f>"), std::string::npos);
  EXPECT_NE(part(book, "xl/sharedStrings.xml").find("<t>=1+1</t>"), std::string::npos)
      << "the text as it was, without an apostrophe";
}

TEST(Workbook, OurOwnReaderGivesTheSameCells) {
  Table odd = example();
  odd.rows.push_back({"rad ett\nrad två", -7, 1.0, 0.25, "1999-12-31"});
  odd.rows.push_back({"  _x000D_ 😀 & \"citat\" ", 0, 0.5, 1e9, ""});
  const Table tables[] = {odd, excerpts()};
  Diagnostics remarks;
  const std::string bytes = workbook_xlsx(tables, Language::Swedish);
  const auto read = formats::read_xlsx(bytes, "bok.xlsx", remarks);
  ASSERT_TRUE(read);
  const auto& sheets = read.value().sheets;
  ASSERT_EQ(sheets.size(), 4U) << "two tables, what to know, the lists of choices";
  using Row = std::vector<std::string>;
  std::vector<Row> first;
  for (const auto& row : sheets[0].rows) first.push_back(row.cells);
  EXPECT_EQ(first, (std::vector<Row>{
                       {"Tema", "Enheter", "Andel", "Medel", "Dag"},
                       {"Roller <&>", "12345", "0.1234", "-1.5", "2026-03-02"},
                       {"=1+1", "0", "", "", "i vår"},
                       {"rad ett\nrad två", "-7", "1", "0.25", "1999-12-31"},
                       {"  _x000D_ 😀 & \"citat\" ", "0", "0.5", "1000000000"},
                   }));
  EXPECT_EQ(sheets[1].name, "Citat");
  EXPECT_EQ(sheets[1].rows.at(2).cells, (Row{"två", "Tid"}));
  EXPECT_TRUE(sheets[3].hidden);
  EXPECT_EQ(remarks.count(Severity::Warning), 0U);
}

TEST(Workbook, RowsAreAsHighAsTheirText) {
  Table table = excerpts();
  table.rows = {{"kort", "Tid"},
                {std::string(300, 'x') + " " + std::string(30, 'y'), "Tid"},
                {"en\ntvå\ntre", "Tid"}};
  const std::string sheet =
      part(workbook_xlsx(std::span<const Table>(&table, 1), Language::Swedish),
           "xl/worksheets/sheet1.xml");
  EXPECT_TRUE(std::regex_search(sheet, std::regex("<row r=\"2\" spans=\"1:2\">")));
  EXPECT_TRUE(std::regex_search(sheet, std::regex("<row r=\"3\"[^>]* ht=\"(75|90|105)\"")));
  EXPECT_TRUE(std::regex_search(sheet, std::regex("<row r=\"4\"[^>]* ht=\"45\"")));
}

TEST(Workbook, ReadsDropDownValuesFromAHiddenSheet) {
  const std::vector<Table> tables = {excerpts()};
  const std::string book = workbook_xlsx(tables, Language::Swedish);
  EXPECT_NE(part(book, "xl/worksheets/sheet1.xml").find("<formula1>Listor!$A$1:$A$2</formula1>"),
            std::string::npos);
  EXPECT_NE(part(book, "xl/sharedStrings.xml").find("<t>Roller, mandat</t>"), std::string::npos);
}

TEST(Workbook, KeepsWhatExcelWouldMisread) {
  std::string longest;
  for (int i = 0; i < 40'000; ++i) longest += "😀";
  const std::vector<Table> tables = {
      {.name = "t",
       .title = "En [mycket] lång rubrik: som inte ryms på fliken",
       .columns = {{.name = "a", .label = "A"}},
       .rows = {{"_x000D_"}, {std::string("\x01 \t", 3)}, {longest}}},
      {.name = "u", .title = "En [mycket] lång rubrik: som inte ryms på fliken"}};
  const std::string book = workbook_xlsx(tables, Language::Swedish);
  const std::string strings = part(book, "xl/sharedStrings.xml");
  EXPECT_NE(strings.find("<t>_x005F_x000D_</t>"), std::string::npos);
  EXPECT_NE(strings.find("_x0001_"), std::string::npos);
  EXPECT_NE(strings.find("[avkortat: Excel rymmer inte mer i en cell]</t>"), std::string::npos);
  const std::string names = part(book, "xl/workbook.xml");
  EXPECT_NE(names.find("name=\"En  mycket  lång rubrik  som in\""), std::string::npos) << names;
  EXPECT_NE(names.find("name=\"En  mycket  lång rubrik  som 2\""), std::string::npos);
}

}  // namespace
}  // namespace rodtrad::report
