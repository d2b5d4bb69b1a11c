// Bad Word files. ROBUSTNESS.md section 3, row docx.
#include <algorithm>
#include <random>

#include "tests/cli/bad_input_support.h"

namespace rodtrad::test {
namespace {

using namespace std::string_literals;

struct BadDocx {
  const char* name;
  std::string (*bytes)();
  const char* id;
  const char* place;

  friend void PrintTo(const BadDocx& one, std::ostream* out) { *out << one.name; }
};

std::string good() { return docx_of(paragraph_xml("hemligord")); }
std::string stored() {
  return zip_of({{kBodyPart, body_xml(paragraph_xml("hemligord"))}}, ZIP_CM_STORE);
}

/// Letters that deflate cannot shrink: lifts a bomb's packed size over the ratio limit.
std::string noise(std::size_t bytes) {
  std::minstd_rand random(1);
  std::string out(bytes, ' ');
  for (char& c : out) c = static_cast<char>('!' + random() % 5 * 16 + random() % 11);
  std::replace(out.begin(), out.end(), '-', 'x');
  return out;
}

class BadDocxRefused : public ::testing::TestWithParam<BadDocx> {};

TEST_P(BadDocxRefused, EndsInOneErrorAndNoFile) {
  const Sandbox box;
  box.write("in.docx", GetParam().bytes());
  expect_refused(box, "in.docx", GetParam().id, GetParam().place);
}

INSTANTIATE_TEST_SUITE_P(
    Container, BadDocxRefused,
    ::testing::Values(
        BadDocx{"Empty", [] { return ""s; }, "file-empty", "in.docx: error:"},
        BadDocx{"TextNamedDocx", [] { return "hemligord\n"s; }, "zip-damaged", "in.docx: error:"},
        // A download that stopped: the directory at the end is missing.
        BadDocx{"CutOff", [] { return good().substr(0, good().size() - 30); }, "zip-damaged",
                "in.docx: error:"},
        BadDocx{"BodyMissing",
                [] {
                  return zip_of({{"word/styles.xml", "<w:styles/>"}});
                },
                "zip-missing-part", "word/document.xml"},
        // Two bodies: Word shows one, another program the other.
        BadDocx{"BodyTwice",
                [] {
                  return spoilt(zip_of({{kBodyPart, body_xml(paragraph_xml("ja"))},
                                        {"word/documenu.xml", body_xml(paragraph_xml("nej"))}}),
                                "word/documenu.xml", kBodyPart);
                },
                "zip-duplicate-entry", "word/document.xml"},
        // One letter changed on a bad disk: the checksum tells, the text must not be used.
        BadDocx{"ChecksumDiffers", [] { return spoilt(stored(), "hemligord", "hemligorm"); },
                "zip-damaged", "word/document.xml"},
        BadDocx{"NameLeavesTheContainer",
                [] {
                  return zip_of({{kBodyPart, body_xml("")}, {"../../hem/x", "hemligord"}});
                },
                "zip-unsafe-name", "in.docx"},
        BadDocx{"ManyEntries",
                [] {
                  std::vector<Part> parts = {{kBodyPart, body_xml(paragraph_xml("hemligord"))}};
                  for (int i = 0; i < 65'600; ++i) parts.push_back({std::to_string(i), ""});
                  return zip_of(parts);
                },
                "zip-too-many-entries", "in.docx: error:"}),
    CaseName());

// Word writes a password protected document as an OLE file; other programs set the zip flag. The
// user looks for the word "lösenordsskyddad".
TEST(BadDocx, PasswordProtectionIsSaidInSwedish) {
  const Sandbox box;
  box.write("in.docx", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(504, '\0'));
  expect_refused(box, "in.docx", "zip-encrypted", "lösenordsskyddad");
  std::string flagged = stored();
  flagged[6] = static_cast<char>(flagged[6] | 1);
  const std::size_t directory = flagged.find("PK\x01\x02");
  flagged[directory + 8] = static_cast<char>(flagged[directory + 8] | 1);
  box.write("in.docx", flagged);
  expect_refused(box, "in.docx", "zip-encrypted", "lösenordsskyddad");
}

INSTANTIATE_TEST_SUITE_P(
    Xml, BadDocxRefused,
    ::testing::Values(
        BadDocx{"NotWellFormed", [] { return docx_of("<w:p><w:r><w:t>hemligord</w:p>"); },
                "xml-syntax", "word/document.xml"},
        BadDocx{"NulInside", [] { return docx_of(paragraph_xml("hemlig\0ord"s)); }, "xml-syntax",
                "word/document.xml"},
        BadDocx{"NoBody",
                [] {
                  return zip_of({{kBodyPart, "<w:document xmlns:w=\"urn:w\"/>"}});
                },
                "docx-no-body", "word/document.xml"},
        // Entities multiply (billion laughs) and fetch files (XXE): no DOCTYPE at all.
        BadDocx{"BillionLaughs",
                [] {
                  return zip_of({{kBodyPart,
                                  "<!DOCTYPE w [<!ENTITY a \"hemligord\"><!ENTITY b \"&a;&a;\">]>" +
                                      body_xml(paragraph_xml("&b;")).substr(38)}});
                },
                "xml-doctype", "word/document.xml"},
        BadDocx{"DoctypeInStyles",
                [] {
                  return zip_of({{kBodyPart, body_xml(paragraph_xml("hemligord"))},
                                 {"word/styles.xml",
                                  "<!DOCTYPE s SYSTEM \"file:///etc/passwd\"><w:styles/>"}});
                },
                "xml-doctype", "word/styles.xml"},
        BadDocx{"Depth300",
                [] {
                  return docx_of(repeated("<w:sdt><w:sdtContent>", 150) +
                                 paragraph_xml("hemligord") +
                                 repeated("</w:sdtContent></w:sdt>", 150));
                },
                "xml-too-deep", "word/document.xml"},
        BadDocx{"Depth200000",
                [] {
                  return docx_of("<!--" + noise(40'000) + "-->" + repeated("<a>", 200'000) +
                                 repeated("</a>", 200'000));
                },
                "xml-too-deep|zip-bomb", "word/document.xml"}),
    CaseName());

INSTANTIATE_TEST_SUITE_P(
    Bombs, BadDocxRefused,
    ::testing::Values(
        // 30 KB that become 30 MB.
        BadDocx{"Ratio",
                [] { return docx_of(paragraph_xml("hemligord" + std::string(30'000'000, ' '))); },
                "zip-bomb", "word/document.xml"},
        // The same in a part that is only looked at for headings.
        BadDocx{"RatioInStyles",
                [] {
                  return zip_of({{kBodyPart, body_xml(paragraph_xml("hemligord"))},
                                 {"word/styles.xml", std::string(30'000'000, ' ')}});
                },
                "zip-bomb", "word/styles.xml"}),
    CaseName());

TEST(BadDocx, MillionsOfEmptyParagraphsStayWithinTwoGigabytes) {
  // 2.5 MB packed: noise in a comment keeps the ratio under 100, and each <w:p/> of 6 bytes costs
  // the XML library ten times that. Read or refused, but in bounds and never "our bug".
  const Sandbox box;
  box.write("in.docx", docx_of("<!--" + noise(3'000'000) + "-->" + repeated("<w:p/>", 25'000'000)));
  const Finished done = box.code("in.docx --out ut");
  EXPECT_TRUE(done.exit_code == 0 || done.exit_code == 2) << "exit " << done.exit_code << "\n"
                                                          << done.err;
  EXPECT_EQ(box.exists("ut"), done.exit_code == 0);
}

// --- text that must survive --------------------------------------------------------------------

struct DocxText {
  const char* name;
  const char* paragraphs;
  const char* text;

  friend void PrintTo(const DocxText& one, std::ostream* out) { *out << one.name; }
};

class DocxKeeps : public ::testing::TestWithParam<DocxText> {};

TEST_P(DocxKeeps, ThisText) {
  const Sandbox box;
  box.write("in.docx", docx_of(GetParam().paragraphs));
  const Finished done = box.run("text in.docx");
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_EQ(done.out, GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(
    Runs, DocxKeeps,
    ::testing::Values(
        DocxText{"TrackedChanges",
                 "<w:p><w:r><w:t xml:space=\"preserve\">kvar </w:t></w:r>"
                 "<w:del><w:r><w:delText>struket</w:delText></w:r></w:del>"
                 "<w:ins><w:r><w:t>infogat</w:t></w:r></w:ins></w:p>",
                 "kvar infogat\n"},
        DocxText{"DeletedRow",
                 "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>struken</w:t></w:r>"
                 "</w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>kvar</w:t></w:r></w:p></w:tc>"
                 "</w:tr></w:tbl>",
                 "kvar\n"},
        DocxText{"SplitRuns", "<w:p><w:r><w:t>man</w:t></w:r><w:r><w:t>dat</w:t></w:r></w:p>",
                 "mandat\n"},
        // All three are plain XML: a text node may come in several pieces.
        DocxText{"CommentInsideText", "<w:p><w:r><w:t>före<!-- x -->efter</w:t></w:r></w:p>",
                 "föreefter\n"},
        DocxText{"CdataInsideText", "<w:p><w:r><w:t>före<![CDATA[ & efter]]></w:t></w:r></w:p>",
                 "före & efter\n"},
        DocxText{"InstructionInsideText", "<w:p><w:r><w:t>före<?x y?>efter</w:t></w:r></w:p>",
                 "föreefter\n"}),
    CaseName());

TEST(BadDocx, MacrosAndExternalLinksAreIgnored) {
  // Nothing outside word/document.xml and the styles is opened: neither macros nor templates.
  const Sandbox box;
  box.write(
      "in.docx",
      zip_of({{kBodyPart, body_xml("<w:p><w:hyperlink r:id=\"rId1\"><w:r><w:t>mandat</w:t></w:r>"
                                   "</w:hyperlink></w:p>")},
              {"word/vbaProject.bin", "hemligord"},
              {"word/_rels/document.xml.rels",
               "<Relationships><Relationship Id=\"rId1\" TargetMode=\"External\" "
               "Target=\"http://example.com/hemligord\"/></Relationships>"}}));
  const Finished done = box.code("in.docx --out ut");
  EXPECT_EQ(done.exit_code, 0) << done.err;
  for (const auto& [name, bytes] : files_in(box.path() / "ut")) {
    EXPECT_FALSE(contains(bytes, kSecret)) << name;
  }
}

struct BadLetters {
  const char* name;
  std::string text;
  const char* after = "";  ///< what stands behind the bad letter

  friend void PrintTo(const BadLetters& one, std::ostream* out) { *out << one.name; }
};

class DocxBadLetters : public ::testing::TestWithParam<BadLetters> {};

// The XML library checks no letters; whatever it lets through must not reach the results, where it
// would make them unreadable for every other program.
TEST_P(DocxBadLetters, AreRefusedOrReplacedAndTold) {
  const Sandbox box;
  box.write("in.docx", docx_of(paragraph_xml(GetParam().text)));
  const Finished done = box.code("in.docx --out ut");
  if (done.exit_code == 2) {
    EXPECT_EQ(occurrences(done.err, ": error: "), 1U) << done.err;
    EXPECT_FALSE(box.exists("ut"));
    return;
  }
  ASSERT_EQ(done.exit_code, 0) << done.err;
  EXPECT_EQ(not_utf8(box), Names{});
  EXPECT_TRUE(has_warning(box)) << "the text was changed in silence";
  EXPECT_TRUE(contains(joined(units_column(box, "text")), GetParam().after)) << "text was lost";
}

INSTANTIATE_TEST_SUITE_P(
    Letters, DocxBadLetters,
    ::testing::Values(
        BadLetters{"Latin1InUtf8", "vi saknar mandat h\xE4r efter", "efter"},
        BadLetters{"EncodedSurrogate", "vi saknar mandat \xED\xA0\x80 efter", "efter"},
        BadLetters{"ReferenceToSurrogate", "vi saknar mandat &#xD800; efter", "efter"},
        BadLetters{"ReferenceBeyondUnicode", "vi saknar mandat &#x110000; efter", "efter"},
        BadLetters{"ReferenceToNul", "vi saknar mandat &#0; efter", "efter"}),
    CaseName());

}  // namespace
}  // namespace rodtrad::test
