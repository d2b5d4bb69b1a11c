#include "analyzer/report/docx_document.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "analyzer/base/utf8.h"
#include "analyzer/formats/xml.h"
#include "analyzer/formats/zip.h"
#include "analyzer/ingest/importer.h"

namespace rodtrad::report {
namespace {

// A grey picture of one pixel: what a PNG file must at least hold.
const std::string kPixel(
    "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\0\0\0\0\x3a\x7e\x9b\x55\0\0\0\nIDATx\x9c"
    "c\xa8\7\0\0\x81\0\x80\x96\x03\x3d\x34\0\0\0\0IEND\xae\x42\x60\x82",
    67);

DocxDocument example() {
  DocxDocument document({.title = "Rapport <1>"});
  document.title("Rapport <1>");
  document.contents();
  document.heading(1, "Roller & mandat", "tema-roller");
  document.paragraph({{.text = "Se "}, {.text = "tabellen", .link = "#tabell"}, {.text = "."}});
  document.quote({{.text = "Det var "}, {.text = "oklart", .marked = true}, {.text = "\nsa hon"}},
                 {{.text = "Intervju 1, stycke 4", .muted = true}});
  document.bullet({{.text = "en punkt", .bold = true}});
  document.heading(2, "Antal");
  DocxTable table;
  table.caption = "Teman";
  table.bookmark = "tabell";
  table.header = {"Tema", "Status"};
  table.rows = {{"Roller", DocxCell(Runs{{.text = "klart"}})}};
  table.rows[0][1].choices = {"klart", "pågår", "klart"};
  document.table(table);
  document.picture({.png = kPixel, .alt = "En \"grå\" ruta", .caption = "Rutan"});
  return document;
}

std::string body_of(const std::string& file) {
  auto zip = formats::ZipReader::open(file, "a.docx");
  EXPECT_TRUE(zip);
  return zip.value().read("word/document.xml").value();
}

TEST(DocxDocument, IsTheSameBytesForTheSameCalls) { EXPECT_EQ(example().take(), example().take()); }

TEST(DocxDocument, EveryPartIsWellFormed) {
  const std::string file = example().take();
  auto zip = formats::ZipReader::open(file, "a.docx");
  ASSERT_TRUE(zip);
  EXPECT_EQ(zip.value().names().front(), "[Content_Types].xml");
  std::size_t parts = 0;
  for (const std::string& name : zip.value().names()) {
    if (name.ends_with(".png")) continue;
    pugi::xml_document xml;
    EXPECT_TRUE(formats::load_xml(zip.value().read(name).value(), xml, "a.docx", name)) << name;
    ++parts;
  }
  EXPECT_EQ(parts, 10U);
}

TEST(DocxDocument, ListsItsHeadingsWithoutAnUpdate) {
  const std::string body = body_of(example().take());
  const std::size_t contents = body.find("TOC \\o");
  ASSERT_NE(contents, std::string::npos);
  EXPECT_LT(body.find("<w:pStyle w:val=\"TOC1\"/>"), contents);
  EXPECT_LT(body.find("Roller &amp; mandat</w:t></w:r></w:hyperlink>"),
            body.find("<w:pStyle w:val=\"Heading1\"/>"));
  EXPECT_NE(body.find("<w:pStyle w:val=\"TOC2\"/></w:pPr><w:hyperlink"), std::string::npos);
  EXPECT_LT(contents, body.find("<w:pStyle w:val=\"Heading1\"/>"));
}

TEST(DocxDocument, EveryInnerLinkHasItsBookmarkOnce) {
  const std::string body = body_of(example().take());
  std::size_t links = 0;
  for (std::size_t at = body.find("w:anchor=\""); at != std::string::npos;
       at = body.find("w:anchor=\"", at + 1)) {
    const std::string name = body.substr(at + 10, body.find('"', at + 10) - at - 10);
    const std::string mark = "w:name=\"" + name + "\"/><w:bookmarkEnd";
    const std::size_t first = body.find(mark);
    EXPECT_NE(first, std::string::npos) << name;
    EXPECT_EQ(body.find(mark, first + 1), std::string::npos) << name;
    ++links;
  }
  EXPECT_EQ(links, 3U);
}

TEST(DocxDocument, ChoicesAreADropDownWithoutDoubles) {
  const std::string body = body_of(example().take());
  EXPECT_NE(body.find("<w:dropDownList><w:listItem w:displayText=\"klart\" w:value=\"klart\"/>"
                      "<w:listItem w:displayText=\"pågår\" w:value=\"pågår\"/></w:dropDownList>"),
            std::string::npos);
}

TEST(DocxDocument, OurOwnImporterReadsItsWords) {
  const std::string file = example().take();
  Diagnostics remarks;
  const auto documents = ingest::import_source({"a.docx", "a", file}, {}, remarks);
  ASSERT_TRUE(documents);
  const std::string& text = documents.value().front().text;
  for (const char* words : {"Rapport <1>", "Roller & mandat", "Det var oklart", "sa hon",
                            "Intervju 1, stycke 4", "en punkt", "pågår"}) {
    if (std::string_view(words) == "pågår") {
      EXPECT_EQ(text.find(words), std::string::npos) << "only the chosen value is text";
    } else {
      EXPECT_NE(text.find(words), std::string::npos) << words << "\n" << text;
    }
  }
}

TEST(DocxDocument, NoWordOfAHeadingIsCutWhereThereIsRoom) {
  DocxDocument document({.title = "T"});
  DocxTable table;
  table.header = {"Tema", "Delregional nivå", "Nivåoberoende", "Totalt"};
  table.widths = {70, 10, 10, 10};
  table.rows = {{"Sammansättning", "1", "2", "3"}};
  document.table(table);
  const std::string bytes = document.take();
  auto zip = formats::ZipReader::open(bytes, "t.docx");
  ASSERT_TRUE(zip);
  pugi::xml_document xml;
  ASSERT_TRUE(formats::load_xml(zip.value().read("word/document.xml").value(), xml, "t.docx", "x"));
  std::vector<int> widths;
  for (const auto& found : xml.select_nodes("//w:gridCol")) {
    widths.push_back(found.node().attribute("w:w").as_int());
  }
  ASSERT_EQ(widths.size(), 4U);
  // Ten points bold: "Nivåoberoende" is 3.5 letters wider than "Delregional".
  EXPECT_GT(widths[2], 1'600);
  EXPECT_GT(widths[1], 1'300);
  EXPECT_GT(widths[2], widths[1]);
  EXPECT_GT(widths[0], widths[2]) << "the first column keeps what the others do not need";
}

TEST(DocxDocument, ControlCharactersDoNotBreakTheFile) {
  DocxDocument document({.title = std::string("a\0b", 3)});
  document.paragraph(std::string("x\x01\x0B\xEF\xBF\xBFy", 7));
  const std::string body = body_of(document.take());
  pugi::xml_document xml;
  EXPECT_TRUE(formats::load_xml(body, xml, "a.docx", "document"));
  EXPECT_NE(body.find("x\uFFFD\uFFFD\uFFFDy"), std::string::npos);
}

}  // namespace
}  // namespace rodtrad::report
