#include <gtest/gtest.h>

#include "tests/support/build.h"
#include "tests/support/docx.h"

namespace rodtrad {
namespace {

using test::docx_of;
using test::docx_paragraph;
using Texts = std::vector<std::string>;

Document word(const std::string& body, Diagnostics* told = nullptr) {
  return test::imported(
      docx_of(body, "<w:style w:styleId=\"R1\"><w:name w:val=\"heading 1\"/></w:style>"), "d.docx",
      {}, told);
}

TEST(Docx, JoinsRunsThatTheEditorSplit) {
  EXPECT_EQ(word("<w:p><w:r><w:t>läke</w:t></w:r><w:r><w:t>medels</w:t></w:r><w:r><w:t "
                 "xml:space=\"preserve\">listan är</w:t></w:r><w:r><w:t> </w:t></w:r><w:r><w:t>fel"
                 "</w:t></w:r></w:p>")
                .text,
            "läkemedelslistan är fel\n");
}

TEST(Docx, KeepsInsertionsAndDropsDeletions) {
  Diagnostics told;
  const Document document = word(
      "<w:p><w:r><w:t xml:space=\"preserve\">Vi </w:t></w:r><w:del><w:r><w:delText>aldrig "
      "</w:delText></w:r></w:del><w:ins><w:r><w:t>ofta</w:t></w:r></"
      "w:ins><w:moveFrom><w:r><w:t>bort"
      "</w:t></w:r></w:moveFrom></w:p>",
      &told);
  EXPECT_EQ(document.text, "Vi ofta\n");
  EXPECT_EQ(told.items().front().id, "docx-left-out");
}

TEST(Docx, LeavesCommentsAndFootnotesOutOfSpeech) {
  Diagnostics told;
  EXPECT_EQ(word("<w:p><w:r><w:t>Ja</w:t><w:footnoteReference w:id=\"1\"/><w:commentReference "
                 "w:id=\"1\"/><w:t>.</w:t></w:r></w:p>",
                 &told)
                .text,
            "Ja.\n");
  EXPECT_EQ(told.items().front().message, "left out: 1 comments, 1 footnotes");
}

TEST(Docx, NotesAndCommentsStandBehindTheTextAsAZoneOfTheirOwn) {
  const auto body = [](const std::string& inside) {
    return "<w:document xmlns:w=\"urn:w\"><w:body>" + inside + "</w:body></w:document>";
  };
  const std::string bytes = test::zip_of(
      {{"word/document.xml",
        body("<w:p><w:r><w:t>IP1: Vi ses</w:t><w:footnoteReference w:id=\"2\"/><w:t xml:space=\""
             "preserve\"> ofta.</w:t><w:commentReference w:id=\"0\"/></w:r></w:p>" +
             test::docx_paragraph("IP1: Ja."))},
       {"word/footnotes.xml",
        "<w:footnotes xmlns:w=\"urn:w\"><w:footnote w:id=\"-1\">" + test::docx_paragraph("streck") +
            "</w:footnote><w:footnote w:id=\"2\">" + test::docx_paragraph("Enligt protokollet.") +
            "</w:footnote></w:footnotes>"},
       {"word/comments.xml",
        "<w:comments xmlns:w=\"urn:w\"><w:comment w:id=\"0\" w:author=\"Eva\">" +
            test::docx_paragraph("Kolla detta!") + "</w:comment></w:comments>"}});
  Diagnostics told;
  const auto read = ingest::import_source({"d.docx", "d", bytes}, {}, told);
  ASSERT_TRUE(read);
  const Document& document = read.value().front();
  EXPECT_EQ(document.text, "IP1: Vi ses ofta.\nIP1: Ja.\nEnligt protokollet.\nKolla detta!\n");
  const std::vector<std::string> zones = test::zones_of(document);
  EXPECT_EQ(zones.at(zones.size() - 2), "debris:Enligt protokollet.");
  EXPECT_EQ(zones.back(), "debris:Kolla detta!");
  EXPECT_EQ(document.segments.back().reason, "comment");
  EXPECT_EQ(told.items().front().id, "docx-notes");
}

TEST(Docx, TakesOneOfAlternateContents) {
  EXPECT_EQ(word("<w:p><w:r><mc:AlternateContent xmlns:mc=\"m\"><mc:Choice><w:t>en "
                 "gång</w:t></mc:Choice><mc:Fallback><w:t>en gång</w:t></mc:Fallback>"
                 "</mc:AlternateContent></w:r></w:p>")
                .text,
            "en gång\n");
}

TEST(Docx, FindsHeadingsByStyleAndLabelsWithTabs) {
  const Document document =
      word(docx_paragraph("Intervju 1", "R1") +
           "<w:p><w:r><w:t>INTERVJUARE:</w:t><w:tab/><w:t>Hej.</w:t></w:r></w:p>"
           "<w:p><w:r><w:t>INFORMANT:</w:t><w:tab/><w:t>Hej hej.</w:t></w:r></w:p>");
  EXPECT_EQ(test::zones_of(document),
            (Texts{"heading:Intervju 1", "label:INTERVJUARE:", "interviewer:Hej.",
                   "label:INFORMANT:", "respondent:Hej hej."}));
}

TEST(Docx, ReadsASpeakerTable) {
  const auto row = [](const std::string& a, const std::string& b) {
    return "<w:tr><w:tc>" + docx_paragraph(a) + "</w:tc><w:tc>" + docx_paragraph(b) +
           "</w:tc></w:tr>";
  };
  const Document document =
      word("<w:tbl>" + row("Talare", "Text") + row("I", "Hur går det i gruppen?") +
           row("R", "Det går bra, tycker jag ändå.") + row("I", "Varför då?") +
           row("R", "Vi känner varandra.") + "</w:tbl>");
  EXPECT_EQ(test::zones_of(document),
            (Texts{"label:Talare", "label:Text", "label:I", "interviewer:Hur går det i gruppen?",
                   "label:R", "respondent:Det går bra, tycker jag ändå.", "label:I",
                   "interviewer:Varför då?", "label:R", "respondent:Vi känner varandra."}));
  EXPECT_EQ(document.segments[3].anchor.paragraph, 4U);
}

TEST(Docx, BoldLabelsWithoutColon) {
  const auto turn = [](const std::string& who, const std::string& what) {
    return "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>" + who +
           "</w:t></w:r><w:r><w:t xml:space=\"preserve\"> " + what + "</w:t></w:r></w:p>";
  };
  const Document document = word(turn("Intervjuare", "Hej.") + turn("Anna", "Ja.") +
                                 turn("Intervjuare", "Mer?") + turn("Anna", "Nej."));
  EXPECT_EQ(test::zones_of(document)[3], "respondent:Ja.");
}

TEST(Docx, KeepsHyphensBreaksAndTextBoxes) {
  EXPECT_EQ(
      word("<w:p><w:r><w:t>e</w:t><w:noBreakHyphen/><w:t>tjänst</w:t><w:br/><w:t>rad två</w:t>"
           "<w:pict><w:txbxContent>" +
           docx_paragraph("i rutan") + "</w:txbxContent></w:pict></w:r></w:p>")
          .text,
      "e\u2011tjänst\nrad två\ni rutan\n");
}

std::string fault(const std::string& bytes) {
  Diagnostics remarks;
  const auto read = ingest::import_source({"d.docx", "d", bytes}, {}, remarks);
  return read ? "" : read.failure().diagnostics.items().front().id;
}

TEST(Docx, RefusesWhatIsNotOne) {
  EXPECT_EQ(fault(""), "file-empty");
  EXPECT_EQ(fault("no zip"), "zip-damaged");
  EXPECT_EQ(fault("\xD0\xCF\x11\xE0 old"), "zip-encrypted");
  EXPECT_EQ(fault(test::zip_of({{"a", "b"}})), "zip-missing-part");
  EXPECT_EQ(fault(test::zip_of({{"word/document.xml", "<a><b></a>"}})), "xml-syntax");
  EXPECT_EQ(
      fault(test::zip_of({{"word/document.xml",
                           "<!DOCTYPE a [<!ENTITY x \"y\">]><w:document><w:body/></w:document>"}})),
      "xml-doctype");
  EXPECT_EQ(fault(test::zip_of({{"word/document.xml", "<w:document/>"}})), "docx-no-body");
}

}  // namespace
}  // namespace rodtrad
