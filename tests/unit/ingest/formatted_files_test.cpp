// Documents from LibreOffice, RTF programs, web pages and PDF: invented, as small as they can be.
#include <gtest/gtest.h>

#include "analyzer/base/child_process.h"
#include "analyzer/ingest/block_text.h"
#include "tests/support/build.h"
#include "tests/support/docx.h"

namespace rodtrad {
namespace {

using Texts = std::vector<std::string>;

std::string fault(const std::string& name, const std::string& bytes) {
  Diagnostics remarks;
  const auto read = ingest::import_source({name, "d", bytes}, {}, remarks);
  return read ? "" : read.failure().diagnostics.items().front().id;
}

bool tells(const Diagnostics& told, const std::string& id) {
  return std::any_of(told.items().begin(), told.items().end(),
                     [&id](const Diagnostic& d) { return d.id == id; });
}

std::vector<Texts> first_table(const std::string& name, const std::string& bytes) {
  Diagnostics remarks;
  auto tables = ingest::tables_of({name, "d", bytes}, {}, remarks);
  if (!tables || tables.value().empty()) return {};
  return tables.value().front().rows;
}

// --- odt -----------------------------------------------------------------------------------------

std::string odt_of(const std::string& text, const std::string& styles = "") {
  const std::string spaces =
      "xmlns:office=\"o\" xmlns:text=\"t\" xmlns:table=\"ta\" xmlns:style=\"s\" xmlns:fo=\"f\" "
      "xmlns:draw=\"d\"";
  return test::zip_of(
      {{"mimetype", "application/vnd.oasis.opendocument.text"},
       {"content.xml", "<office:document-content " + spaces + "><office:automatic-styles>" +
                           styles + "</office:automatic-styles><office:body><office:text>" + text +
                           "</office:text></office:body></office:document-content>"}});
}

TEST(Odt, ReadsParagraphsHeadingsBlanksAndLists) {
  const Document document = test::imported(
      odt_of(
          "<text:h text:outline-level=\"1\">Intervju</text:h>"
          "<text:p>INTERVJUARE:<text:tab/>Hur<text:s text:c=\"2\"/>går <text:span>det</text:span>?"
          "</text:p><text:p>INFORMANT:<text:tab/>Bra.</text:p>"
          "<text:list><text:list-item><text:p>en punkt</text:p></text:list-item></text:list>"),
      "d.odt");
  EXPECT_EQ(document.text, "Intervju\nINTERVJUARE:\tHur  går det?\nINFORMANT:\tBra.\nen punkt\n");
  EXPECT_EQ(test::zones_of(document)[0], "heading:Intervju");
  EXPECT_EQ(test::zones_of(document)[2], "interviewer:Hur  går det?");
  EXPECT_EQ(test::zones_of(document)[4], "respondent:Bra.");
}

TEST(Odt, LeavesOutDeletionsAndSetsCommentsAndNotesBehindTheText) {
  Diagnostics told;
  const Document document = test::imported(
      odt_of(
          "<text:tracked-changes><text:changed-region><text:deletion><text:p>borttaget</text:p>"
          "</text:deletion></text:changed-region></text:tracked-changes>"
          "<text:p>Kvar<text:note><text:note-body><text:p>not</text:p></text:note-body></text:note>"
          "<office:annotation><text:p>kommentar</text:p></office:annotation>.</text:p>"),
      "d.odt", {}, &told);
  EXPECT_EQ(document.text, "Kvar.\nnot\nkommentar\n");
  EXPECT_EQ(test::zones_of(document),
            (Texts{"respondent:Kvar.", "debris:not", "debris:kommentar"}));
  EXPECT_TRUE(tells(told, "odt-left-out"));
  EXPECT_TRUE(tells(told, "odt-notes"));
}

TEST(Odt, KeepsPagesAndTextBoxes) {
  const Document document = test::imported(
      odt_of("<text:p>Första<draw:frame><draw:text-box><text:p>rutan</text:p></draw:text-box>"
             "</draw:frame></text:p><text:soft-page-break/><text:p>Andra</text:p>"),
      "d.odt");
  EXPECT_EQ(document.text, "Första\nrutan\nAndra\n");
  EXPECT_EQ(document.segments.back().anchor.page, 2U);
}

TEST(Odt, RefusesWhatIsNotOne) {
  EXPECT_EQ(fault("d.odt", ""), "file-empty");
  EXPECT_EQ(fault("d.odt", "PK skräp"), "zip-damaged");
  EXPECT_EQ(fault("d.odt", test::zip_of({{"a", "b"}})), "zip-missing-part");
  EXPECT_EQ(fault("d.odt", test::zip_of({{"content.xml", "<a/>"}})), "odt-no-text");
  EXPECT_EQ(fault("d.odt", test::zip_of({{"content.xml", "<!DOCTYPE a><a/>"}})), "xml-doctype");
  EXPECT_EQ(fault("d.odt", test::zip_of({{"META-INF/manifest.xml", "<manifest:encryption-data/>"},
                                         {"content.xml", "x"}})),
            "zip-encrypted");
}

// --- rtf -----------------------------------------------------------------------------------------

TEST(Rtf, ReadsLettersInAllTheirWritings) {
  EXPECT_EQ(test::imported("{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}\\f0 \\'c5sa "
                           "k\\u228?nner \\b r\\'e4dsla\\b0\\par N\\u228\\'e4sta \\{rad\\}.\\par}",
                           "d.rtf")
                .text,
            "Åsa känner rädsla\nNästa {rad}.\n");
}

TEST(Rtf, JoinsSurrogatesAndReadsOtherCodePages) {
  EXPECT_EQ(test::imported("{\\rtf1\\ansi\\uc0 \\u-10179\\u-8704.\\par}", "d.rtf").text, "😀.\n");
  EXPECT_EQ(test::imported("{\\rtf1\\ansi\\ansicpg1250 \\'9a.\\par}", "d.rtf").text, "š.\n");
}

TEST(Rtf, LeavesOutWhatIsNoText) {
  Diagnostics told;
  const Document document = test::imported(
      "{\\rtf1{\\info{\\author Eva}}{\\*\\generator X;}{\\header sidhuvud\\par}Text"
      "{\\footnote en not}{\\deleted bort}{\\pict 00ff}{\\field{\\*\\fldinst HYPERLINK \"x\"}"
      "{\\fldrslt l\\'e4nk}}.\\par}",
      "d.rtf", {}, &told);
  EXPECT_EQ(document.text, "Textlänk.\n");
  EXPECT_TRUE(tells(told, "rtf-left-out"));
}

TEST(Rtf, HeadingsByStyleAndLabels) {
  const Document document = test::imported(
      "{\\rtf1{\\stylesheet{\\s1 heading 1;}}\\pard\\s1 Intervju\\par\\pard I:\\tab Hej.\\par "
      "R:\\tab Ja.\\par}",
      "d.rtf");
  EXPECT_EQ(test::zones_of(document)[0], "heading:Intervju");
  EXPECT_EQ(test::zones_of(document)[4], "respondent:Ja.");
}

TEST(Rtf, Tables) {
  EXPECT_EQ(first_table("d.rtf",
                        "{\\rtf1\\trowd\\cellx1\\cellx2\\pard\\intbl Vad\\cell Vem\\cell\\row"
                        "\\pard\\intbl M\\'f6te\\cell Eva\\cell\\row\\pard efter\\par}"),
            (std::vector<Texts>{{"Vad", "Vem"}, {"Möte", "Eva"}}));
}

TEST(Rtf, RefusesWhatIsNotOne) {
  EXPECT_EQ(fault("d.rtf", ""), "file-empty");
  EXPECT_EQ(fault("d.rtf", "vanlig text"), "rtf-syntax");
  EXPECT_EQ(fault("d.rtf", "{\\rtf1" + std::string(100'000, '{')), "rtf-too-deep");
}

// --- html ----------------------------------------------------------------------------------------

TEST(Html, ReadsTheMainTextAndSetsTheRestApart) {
  const Document document = test::imported(
      "<html><head><title>Intervju</title><script>var x = 1;</script></head><body>"
      "<nav><a href=\"/\">Start</a> <a href=\"/om\">Om oss</a></nav>"
      "<h1>Samtal</h1><p>Vi   behöver\n mer <b>tid</b> &amp; ro.</p>"
      "<ul><li><a href=\"a\">Ett</a></li><li><a href=\"b\">Två</a></li>"
      "<li><a href=\"c\">Tre</a></li></ul><footer>Sidfot</footer></body></html>",
      "d.html");
  const Texts zones = test::zones_of(document);
  EXPECT_EQ(zones, (Texts{"debris:var x = 1;", "debris:Start Om oss", "heading:Samtal",
                          "respondent:Vi behöver mer tid & ro.", "debris:Ett", "debris:Två",
                          "debris:Tre", "debris:Sidfot"}));
  EXPECT_EQ(document.title, "Intervju");
}

TEST(Html, WhatStandsOutsideMainIsDebris) {
  const Document document = test::imported(
      "<body><div>Om webbplatsen</div><main><p>Det viktiga.</p></main></body>", "d.html");
  EXPECT_EQ(test::zones_of(document), (Texts{"debris:Om webbplatsen", "respondent:Det viktiga."}));
}

TEST(Html, LineBreaksBeforeLabelsAreTurns) {
  const Document document =
      test::imported("<p>I: Hej.<br>R: Ja,<br>det är bra.<br>I: Tack.</p>", "d.html");
  EXPECT_EQ(test::zones_of(document),
            (Texts{"label:I:", "interviewer:Hej.", "label:R:", "respondent:Ja,\ndet är bra.",
                   "label:I:", "interviewer:Tack."}));
}

TEST(Html, TablesKeepRowsAndColumns) {
  const std::string page =
      "<table><tr><th>Vad</th><th>Vem</th><th>När</th></tr>"
      "<tr><td rowspan=2>Möte</td><td colspan=2>Eva</td></tr><tr><td>Bo</td><td>maj</td></tr>"
      "</table>";
  EXPECT_EQ(
      first_table("d.html", page),
      (std::vector<Texts>{{"Vad", "Vem", "När"}, {"Möte", "Eva", "Eva"}, {"Möte", "Bo", "maj"}}));
  const Document document = test::imported(page, "d.html");
  ASSERT_EQ(test::zones_of(document)[0], "label:Vad");
  EXPECT_EQ(*document.segments[3].attributes.find("kolumn"), "Vad");
  EXPECT_EQ(*document.segments[3].attributes.find("rad"), "2");
}

TEST(Html, EncodingsNamedByThePage) {
  EXPECT_EQ(test::imported("<meta charset=windows-1250><p>\x9A\xE4</p>", "d.html").text, "šä\n");
  EXPECT_EQ(test::imported("<meta charset=iso-8859-1><p>Sm\xF6r g\xE5r bra</p>", "d.html").text,
            "Smör går bra\n");
}

TEST(Html, RefusesWhatNoPageIs) {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<div>";
  EXPECT_EQ(fault("d.html", deep), "html-too-deep");
  std::string hidden;
  for (int i = 0; i < 100'000; ++i) hidden += "<div></b>";
  EXPECT_EQ(fault("d.html", hidden), "html-too-deep");
  std::string tail;
  for (int i = 0; i < 2'000; ++i) tail += "<p>";
  EXPECT_EQ(fault("d.html", tail + "text"), "");
}

TEST(Html, PagesThatGrowWhenReadAreGivenUp) {
  // Each unclosed look is opened again in every paragraph after it.
  std::string page = "<p>";
  for (int i = 0; i < 200; ++i) page += "<b id=" + std::to_string(i) + ">";
  for (int i = 0; i < 60'000; ++i) page += "<p>x";
  EXPECT_EQ(fault("d.html", page), "html-too-large");
}

// --- tables of Word files ------------------------------------------------------------------------

std::string cell(const std::string& text, const std::string& properties = "") {
  return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + test::docx_paragraph(text) + "</w:tc>";
}

TEST(DocxTables, MergedCellsStandInEveryCellTheyCover) {
  const std::string body = "<w:tbl><w:tr>" + cell("Aktivitet") + cell("Ansvarig") + cell("Klart") +
                           "</w:tr><w:tr>" + cell("Möte", "<w:vMerge w:val=\"restart\"/>") +
                           cell("Eva, Bo", "<w:gridSpan w:val=\"2\"/>") + "</w:tr><w:tr>" +
                           cell("", "<w:vMerge/>") + cell("Siv") + cell("maj") + "</w:tr></w:tbl>";
  EXPECT_EQ(first_table("d.docx", test::docx_of(body)),
            (std::vector<Texts>{{"Aktivitet", "Ansvarig", "Klart"},
                                {"Möte", "Eva, Bo", "Eva, Bo"},
                                {"Möte", "Siv", "maj"}}));
}

TEST(DocxTables, CellsCarryTheWordOverTheirColumn) {
  const std::string body = "<w:tbl><w:tr>" + cell("Aktivitet") + cell("Ansvarig") +
                           "</w:tr><w:tr>" + cell("Ordna möte") + cell("Eva") + "</w:tr><w:tr>" +
                           cell("Skriva brev") + cell("Bo") + "</w:tr></w:tbl>";
  const Document document = test::imported(test::docx_of(body), "d.docx");
  EXPECT_EQ(test::zones_of(document)[0], "label:Aktivitet");
  EXPECT_EQ(test::zones_of(document)[2], "respondent:Ordna möte");
  EXPECT_EQ(*document.segments[3].attributes.find("kolumn"), "Ansvarig");
}

// --- pdf -----------------------------------------------------------------------------------------

/// A PDF with one content stream a page, its cross references left for the reader to repair.
std::string pdf_of(const Texts& pages) {
  std::string kids;
  std::string objects;
  int number = 4;
  for (const std::string& page : pages) {
    kids += std::to_string(number) + " 0 R ";
    const std::string stream = "BT /F1 12 Tf 72 720 Td 14 TL " + page + " ET";
    objects += std::to_string(number) +
               " 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents " +
               std::to_string(number + 1) +
               " 0 R /Resources << /Font << /F1 3 0 R >> >> >>\nendobj\n" +
               std::to_string(number + 1) + " 0 obj\n<< /Length " + std::to_string(stream.size()) +
               " >>\nstream\n" + stream + "\nendstream\nendobj\n";
    number += 2;
  }
  return "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages "
         "/Count " +
         std::to_string(pages.size()) + " /Kids [" + kids +
         "] >>\nendobj\n3 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding "
         "/WinAnsiEncoding >>\nendobj\n" +
         objects + "trailer\n<< /Root 1 0 R >>\n%%EOF\n";
}

bool has_pdftotext() { return static_cast<bool>(run_child({"pdftotext", "-v"})); }

TEST(Pdf, KeepsPagesAndSetsRunningLinesApart) {
  if (!has_pdftotext()) GTEST_SKIP() << "pdftotext is not installed";
  Texts pages;
  for (const char* words : {"Vi har bra rutiner h\\344r.", "M\\366ten tar f\\366r l\\345ng tid.",
                            "Det finns inget mer."}) {
    const std::string number = std::to_string(pages.size() + 1);
    pages.push_back("(Rapport om samverkan) Tj T* T* T* (" + std::string(words) +
                    ") Tj T* T* T* (Sida " + number + " av 3) Tj");
  }
  const Document document = test::imported(pdf_of(pages), "d.pdf");
  const Texts zones = test::zones_of(document);
  ASSERT_EQ(zones.size(), 9U);
  EXPECT_EQ(zones[3], "debris:Rapport om samverkan");
  EXPECT_EQ(zones[4], "respondent:Möten tar för lång tid.");
  EXPECT_EQ(zones[5], "debris:Sida 2 av 3");
  EXPECT_EQ(document.segments[4].anchor.page, 2U);
}

/// A text at a place of the page, in points from the lower left corner.
std::string at(int x, int y, const std::string& words) {
  return "1 0 0 1 " + std::to_string(x) + " " + std::to_string(y) + " Tm (" + words + ") Tj ";
}

/// A plan: one cell wraps, one is empty, a date is cut at its hyphen.
std::string plan_page() {
  return at(72, 760, "Planen g\\344ller hela \\345ret och f\\366ljs upp varje kvartal.") +
         at(72, 700, "Aktivitet") + at(280, 700, "Ansvarig") + at(430, 700, "Klart") +
         at(72, 670, "Ta fram en gemensam rutin") + at(72, 656, "f\\366r utskrivning") +
         at(280, 670, "Eva Ek") + at(430, 670, "2026-03-") + at(430, 656, "01") +
         at(72, 626, "Bjud in kommunerna") + at(280, 626, "Styrgruppen") +
         at(72, 596, "F\\366lj upp") + at(280, 596, "Bo Berg") + at(430, 596, "2026-09-30") +
         at(72, 530, "Efter tabellen kommer vanlig text igen.");
}

TEST(Pdf, TablesComeInAsTables) {
  if (!has_pdftotext()) GTEST_SKIP() << "pdftotext is not installed";
  const Document document = test::imported(pdf_of({plan_page()}), "d.pdf");
  EXPECT_EQ(document.text,
            "Planen gäller hela året och följs upp varje kvartal.\n\nAktivitet\nAnsvarig\nKlart\n"
            "Ta fram en gemensam rutin för utskrivning\nEva Ek\n2026-03-01\nBjud in kommunerna\n"
            "Styrgruppen\nFölj upp\nBo Berg\n2026-09-30\n\n"
            "Efter tabellen kommer vanlig text igen.\n");
  const Texts zones = test::zones_of(document);
  ASSERT_EQ(zones.size(), 13U);
  EXPECT_EQ(zones[1], "label:Aktivitet");
  EXPECT_EQ(zones[4], "respondent:Ta fram en gemensam rutin för utskrivning");
  EXPECT_EQ(*document.segments[5].attributes.find("kolumn"), "Ansvarig");
  EXPECT_EQ(*document.segments[11].attributes.find("kolumn"), "Klart");

  Diagnostics remarks;
  const std::string bytes = pdf_of({plan_page()});
  const auto tables = ingest::tables_of({"d.pdf", "d", bytes}, {}, remarks);
  ASSERT_TRUE(tables);
  ASSERT_EQ(tables.value().size(), 1U);
  EXPECT_EQ(tables.value()[0].rows[2], (Texts{"Bjud in kommunerna", "Styrgruppen", ""}));
}

TEST(Pdf, TextInColumnsIsNoTable) {
  if (!has_pdftotext()) GTEST_SKIP() << "pdftotext is not installed";
  std::string page;
  const Texts left = {
      "Samverkan mellan region och kommun", "har varit svag i flera \\345r, och det",
      "m\\344rks f\\366r den som skrivs ut fr\\345n", "sjukhuset utan en plan i handen."};
  const Texts right = {"N\\344r ingen vet vem som ansvarar",
                       "f\\366r n\\344sta steg blir det ofta den",
                       "anh\\366riga som f\\345r ringa runt till", "alla inblandade under veckan."};
  for (std::size_t i = 0; i < left.size(); ++i) {
    const int y = 700 - static_cast<int>(i) * 14;
    page += at(72, y, left[i]) + at(320, y, right[i]);
  }
  const Document document = test::imported(pdf_of({page}), "d.pdf");
  for (const Segment& segment : document.segments) EXPECT_EQ(segment.kind, SegmentKind::Paragraph);
  EXPECT_NE(document.text.find("sjukhuset utan en plan i handen."), std::string::npos);
}

TEST(Pdf, EveryWordIsKeptWhereATableWasFound) {
  if (!has_pdftotext()) GTEST_SKIP() << "pdftotext is not installed";
  std::string page;
  std::string words;
  for (int row = 0; row < 5; ++row) {
    for (int column = 0; column < 4; ++column) {
      const std::string word = "cell" + std::to_string(row) + std::to_string(column);
      page += at(72 + 110 * column, 700 - 30 * row, word);
      words += word + "\n";
    }
  }
  EXPECT_EQ(test::imported(pdf_of({page}), "d.pdf").text, words);
}

TEST(Pdf, AHyphenBeforeADigitIsKept) {
  if (!has_pdftotext()) GTEST_SKIP() << "pdftotext is not installed";
  const Document document = test::imported(
      pdf_of({at(72, 700, "M\\366tet h\\366lls den 2026-03-") + at(72, 686, "01 i Granvik.")}),
      "d.pdf");
  EXPECT_NE(document.text.find("2026-03-01"), std::string::npos) << document.text;
}

TEST(Pdf, NumbersOfLinesInTheMarginAreNoCells) {
  if (!has_pdftotext()) GTEST_SKIP() << "pdftotext is not installed";
  const std::vector<std::string> lines = {"Moderator: Vad betyder det",    "f\\366r er?",
                                          "Anders: Att patienten slipper", "\\345ka in.",
                                          "Moderator: Och f\\366r dig?",   "Britt: Kontinuitet."};
  std::string page;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const int y = 700 - 28 * static_cast<int>(i);
    page += at(60, y, std::to_string(i + 1)) + at(90, y, lines[i]);
  }
  const Document document = test::imported(pdf_of({page}), "d.pdf");
  ASSERT_EQ(document.speakers.size(), 3U) << document.text;
  EXPECT_EQ(document.speakers[1].label, "Anders");
  EXPECT_NE(document.text.find("Anders: Att patienten slipper\n"), std::string::npos);
  EXPECT_EQ(document.text.find('4'), std::string::npos);
}

TEST(Pdf, SaysWhenThereIsNoText) {
  if (!has_pdftotext()) GTEST_SKIP() << "pdftotext is not installed";
  EXPECT_EQ(fault("d.pdf", pdf_of({""})), "pdf-no-text");
  EXPECT_EQ(fault("d.pdf", "%PDF-1.4\nskräp"), "pdf-damaged");
}

TEST(Pdf, RefusesWhatIsNotOneWithoutStartingAnything) {
  EXPECT_EQ(fault("d.pdf", ""), "file-empty");
  EXPECT_EQ(fault("d.pdf", "vanlig text"), "pdf-damaged");
}

}  // namespace
}  // namespace rodtrad
