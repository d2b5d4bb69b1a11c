// Bad PDF, RTF and HTML files. ROBUSTNESS.md section 3, row pdf, and P4 to P6 for the rest.
#include "tests/cli/bad_input_support.h"

namespace rodtrad::test {
namespace {

using namespace std::string_literals;

bool has_pdftotext() { return run_shell("command -v pdftotext", "/").exit_code == 0; }

/// A PDF of these objects; the program finds them by itself.
std::string pdf(const std::vector<std::string>& objects, const std::string& trailer = {}) {
  std::string out = "%PDF-1.4\n";
  for (std::size_t i = 0; i < objects.size(); ++i) {
    out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  return out + "trailer\n<< /Root 1 0 R " + trailer + " >>\n%%EOF\n";
}
std::string stream(const std::string& content, const std::string& keys = {}) {
  return "<< /Length " + std::to_string(content.size()) + " " + keys + " >>\nstream\n" + content +
         "\nendstream";
}
constexpr const char* kFont =
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";

std::string page_with(const std::string& content, const std::string& trailer = {}) {
  return pdf({"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
              "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << "
              "/Font << /F1 5 0 R >> >> >>",
              stream(content), kFont},
             trailer);
}
std::string words_page() { return page_with("BT /F1 12 Tf 72 700 Td (Vi saknar mandat.) Tj ET"); }

struct BadPage {
  const char* name;
  const char* file;
  std::string (*bytes)();
  const char* id;

  friend void PrintTo(const BadPage& one, std::ostream* out) { *out << one.name; }
};

class BadPdfRefused : public ::testing::TestWithParam<BadPage> {};

TEST_P(BadPdfRefused, EndsInOneErrorAndNoFile) {
  if (!has_pdftotext()) GTEST_SKIP() << "pdftotext is not installed";
  const Sandbox box;
  box.write("in.pdf", GetParam().bytes());
  expect_refused(box, "in.pdf", GetParam().id, "in.pdf");
}

INSTANTIATE_TEST_SUITE_P(
    Pdf, BadPdfRefused,
    ::testing::Values(
        BadPage{"Empty", "", [] { return ""s; }, "file-empty"},
        BadPage{"Text", "", [] { return "hemligord\n"s; }, "pdf-damaged"},
        BadPage{"OnlyItsFirstLine", "", [] { return "%PDF-1.4\n"s; }, "pdf-damaged|pdf-no-text"},
        BadPage{"NoText", "", [] { return page_with("0 0 100 100 re f"); }, "pdf-no-text"},
        BadPage{"PageTreeInACircle", "",
                [] {
                  return pdf({"<< /Type /Catalog /Pages 2 0 R >>",
                              "<< /Type /Pages /Count 1 /Kids [2 0 R] >>"});
                },
                "pdf-damaged|pdf-no-text|pdf-limits"},
        BadPage{"Encrypted", "",
                [] {
                  std::string key(32, 'x');
                  return page_with("BT /F1 12 Tf (hemligord) Tj ET",
                                   "/ID [(a)(a)] /Encrypt << /Filter /Standard /V 1 /R 2 /O (" +
                                       key + ") /U (" + key + ") /P -44 >>");
                },
                "pdf-encrypted"}),
    CaseName());

// --- the child process -------------------------------------------------------------------------

/// The real program's place taken by a script.
Finished with_program(const Sandbox& box, const std::string& script, const std::string& command) {
  box.write("bin/pdftotext", "#!/bin/sh\n" + script + "\n");
  std::filesystem::permissions(
      box.path() / "bin/pdftotext",
      std::filesystem::perms::owner_all | std::filesystem::perms::others_exec);
  box.write("in.pdf", words_page());
  return box.shell("PATH=\"$PWD/bin:$PATH\" \"$R\" " + command, 40);
}
const std::string kCode = "code --lexicon none --codebook bok.json in.pdf --out ut";

TEST(PdfProgram, IsKilledAtItsTime) {
  const Sandbox box;
  const Finished done = with_program(box, "exec sleep 100", kCode);
  EXPECT_EQ(done.exit_code, 2) << "a program that hangs was waited for";
  EXPECT_TRUE(contains(done.err, "[pdf-limits]")) << done.err;
  EXPECT_FALSE(box.exists("ut"));
}

TEST(PdfProgram, IsKilledWhenItPrintsWithoutEnd) {
  const Sandbox box;
  const Finished done = with_program(box, "exec yes hemligord", kCode);
  EXPECT_EQ(done.exit_code, 2);
  EXPECT_TRUE(contains(done.err, "[pdf-limits]")) << done.err;
  EXPECT_FALSE(box.exists("ut"));
}

TEST(PdfProgram, GetsNoMoreThanItsMemory) {
  if (kSanitized) GTEST_SKIP() << "sanitizers reserve all memory";
  const Sandbox box;
  // dd takes its block whole: two gigabytes are more than the program may have.
  const Finished done =
      with_program(box, "dd if=/dev/zero of=/dev/null bs=2G count=1 && echo mandat", kCode);
  EXPECT_EQ(done.exit_code, 2) << done.out;
  EXPECT_FALSE(box.exists("ut"));
}

TEST(PdfProgram, HasNoNetwork) {
  const Sandbox box;
  if (box.shell("unshare -rn true").exit_code != 0) {
    GTEST_SKIP() << "this machine lets nobody leave the network";
  }
  const Finished done =
      with_program(box, "tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' '", "text in.pdf");
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_EQ(done.out, "lo\n") << "the program sees the network";
}

TEST(PdfProgram, ThatIsMissingIsNamedWithItsPackage) {
  const Sandbox box;
  box.write("in.pdf", words_page());
  const Finished done = box.shell("PATH=\"$PWD/tom\" \"$R\" " + kCode);
  EXPECT_EQ(done.exit_code, 2);
  EXPECT_TRUE(contains(done.err, "[pdf-no-program]")) << done.err;
  EXPECT_TRUE(contains(done.err, "poppler-utils")) << done.err;
}

TEST(PdfProgram, LeavesNothingOnDisk) {
  if (!has_pdftotext()) GTEST_SKIP() << "pdftotext is not installed";
  const Sandbox box;
  box.write("in.pdf", words_page());
  const Finished done = box.code("in.pdf --out ut");
  ASSERT_EQ(done.exit_code, 0) << done.err;
  EXPECT_EQ(units_column(box, "text"), Names{"Vi saknar mandat."});
  EXPECT_TRUE(std::filesystem::is_empty(box.path() / "tmp"));
}

// --- shapes that cost time ---------------------------------------------------------------------

class HostilePage : public ::testing::TestWithParam<BadPage> {};

TEST_P(HostilePage, IsReadOrRefusedInTime) {
  const std::string file = GetParam().file;
  if (file.ends_with(".pdf") && !has_pdftotext()) GTEST_SKIP() << "pdftotext is not installed";
  const Sandbox box;
  box.write(file, GetParam().bytes());
  const Finished done = box.code(file + " --out ut");
  EXPECT_TRUE(done.exit_code == 0 || done.exit_code == 2) << done.exit_code << "\n" << done.err;
  EXPECT_EQ(box.exists("ut"), done.exit_code == 0);
  EXPECT_TRUE(std::filesystem::is_empty(box.path() / "tmp"));
  const std::string wanted = GetParam().id;
  if (!wanted.empty()) {
    EXPECT_TRUE(contains(done.err, "[" + wanted + "]")) << done.err;
  }
  if (done.exit_code == 0) {
    EXPECT_EQ(not_utf8(box), Names{});
  }
}

INSTANTIATE_TEST_SUITE_P(
    Shapes, HostilePage,
    ::testing::Values(
        // Pictures that draw each other: a program without bounds draws for years.
        BadPage{"PdfFormsInACircle", "in.pdf",
                [] {
                  return pdf(
                      {"<< /Type /Catalog /Pages 2 0 R >>",
                       "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
                       "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
                       "/Resources << /XObject << /X 5 0 R >> >> >>",
                       stream("/X Do"),
                       stream("/X Do /X Do",
                              "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << "
                              "/XObject << /X 5 0 R >> >>")});
                },
                ""},
        BadPage{"HtmlDepth100000", "in.html",
                [] { return repeated("<div>", 100'000) + "mandat" + repeated("</div>", 100'000); },
                "html-too-deep"},
        BadPage{"HtmlOpenFonts", "in.html", [] { return repeated("<b><i>mandat", 50'000); }, ""},
        BadPage{"HtmlManyAttributes", "in.html",
                [] {
                  std::string out = "<p";
                  for (int i = 0; i < 100'000; ++i) out += " a" + std::to_string(i) + "=x";
                  return out + ">mandat</p>";
                },
                "html-too-large"},
        BadPage{"HtmlNul", "in.html", [] { return "<p>mandat\0efter</p>"s; }, ""},
        BadPage{
            "RtfDepth100000", "in.rtf",
            [] { return "{\\rtf1 " + repeated("{", 100'000) + "mandat" + repeated("}", 100'001); },
            "rtf-too-deep"},
        BadPage{"RtfUnclosed", "in.rtf", [] { return "{\\rtf1 mandat {\\b fet"s; }, ""},
        BadPage{"RtfBinaryBeyond", "in.rtf",
                [] { return "{\\rtf1 mandat\\par {\\pict\\bin2000000000 xyz}}"s; }, ""},
        BadPage{"RtfHalfLetters", "in.rtf",
                [] { return "{\\rtf1 mandat \\u-10179? efter \\u-9192? slut}"s; }, ""},
        BadPage{"RtfHugeNumber", "in.rtf",
                [] { return "{\\rtf1 mandat \\u99999999999999999999? \\'zz slut}"s; }, ""}),
    CaseName());

TEST(BadPages, NothingOfAWebPageIsRunOrFetched) {
  const Sandbox box;
  box.write("in.html",
            "<!DOCTYPE html><html><head><script>hemligord()</script><style>hemligord</style>"
            "<link href=\"http://example.com/hemligord.css\"></head><body><p>Vi saknar mandat.</p>"
            "<img src=\"http://example.com/hemligord.png\" onerror=\"hemligord()\">"
            "<iframe src=\"http://example.com/hemligord\"></iframe></body></html>");
  const Finished done = box.code("in.html --out ut");
  ASSERT_EQ(done.exit_code, 0) << done.err;
  EXPECT_EQ(units_column(box, "text"), Names{"Vi saknar mandat."});
  EXPECT_FALSE(contains(box.read("ut/report.html"), "http://example.com"));
}

TEST(BadPages, AnRtfThatIsNoneIsRefused) {
  const Sandbox box;
  box.write("in.rtf", "hemligord utan klamrar");
  const Finished done = box.code("in.rtf --out ut");
  EXPECT_TRUE(done.exit_code == 2 || has_warning(box)) << "neither refused nor told";
}

}  // namespace
}  // namespace rodtrad::test
