#include <gtest/gtest.h>

#include "analyzer/base/child_process.h"
#include "analyzer/base/file_io.h"
#include "analyzer/base/offset_map.h"
#include "analyzer/base/output_folder.h"
#include "analyzer/base/sha256.h"
#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "tests/support/temp_folder.h"

namespace rodtrad {
namespace {

TEST(Sha256, GivesThePublishedDigests) {
  // FIPS 180-4 examples.
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256_hex(std::string(1'000'000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Base64, PadsAsRfc4648) {
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
}

TEST(Utf8, RefusesWhatUnicodeForbids) {
  EXPECT_FALSE(utf8::first_invalid("Ångest 😀 är"));
  EXPECT_EQ(utf8::first_invalid("a\xC0\xAF"), 1U);         // overlong
  EXPECT_EQ(utf8::first_invalid("ab\xED\xA0\x80"), 2U);    // surrogate
  EXPECT_EQ(utf8::first_invalid("\xF4\x90\x80\x80"), 0U);  // beyond U+10FFFF
  EXPECT_EQ(utf8::first_invalid("12345678\xC3"), 8U);      // cut off
}

TEST(Utf8, CutsByCodePoints) {
  EXPECT_EQ(utf8::prefix("åäö 😀", 2), "åä");
  EXPECT_EQ(utf8::suffix("åäö 😀", 2), " 😀");
  EXPECT_EQ(utf8::suffix("åäö", 7), "åäö");
  EXPECT_EQ(utf8::suffix("åäö", 0), "");
  EXPECT_EQ(utf8::suffix("", 3), "");
}

TEST(Utf8, ReplacesEachMaximalSubpartOnce) {
  std::size_t n = 0;
  EXPECT_EQ(utf8::replace_invalid("a\xE2\x82z\xFF", n), "a\uFFFDz\uFFFD");
  EXPECT_EQ(n, 2U);
}

TEST(OffsetMap, ConvertsBothWays) {
  const std::string text = "Ångest 😀\nrad två";
  const OffsetMap map(text);
  EXPECT_EQ(map.code_points(2), 1U);   // after Å
  EXPECT_EQ(map.code_points(12), 8U);  // after the emoji
  EXPECT_EQ(map.utf16_units(12), 9U);
  EXPECT_EQ(map.bytes(8), 12U);
  EXPECT_EQ(map.bytes(1000), text.size());
  EXPECT_EQ(map.line(0), 1U);
  EXPECT_EQ(map.line(13), 2U);
}

TEST(Strings, SuggestsOnlyWhatIsNear) {
  EXPECT_EQ(nearest("cod", {"code", "check", "kwic"}), "code");
  EXPECT_EQ(nearest("qqqq", {"code", "check"}), "");
  EXPECT_EQ(nearest("titel", {"path", "title"}), "title");
  EXPECT_EQ(nearest("cdoe", {"check", "kwic", "code"}), "code");
  EXPECT_EQ(nearest("vad", {"unit", "out"}), "");
}

TEST(Strings, GroupsThousandsWithNoBreakSpaces) {
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(9999), "9999");
  EXPECT_EQ(grouped(12345), "12\u00a0345");
  EXPECT_EQ(grouped(1234567), "1\u00a0234\u00a0567");
}

TEST(Strings, TakesControlCharactersOutOfMessages) {
  EXPECT_EQ(without_controls("a\x1B[31mb\xC2\x9Bz"), "a?[31mb??z");
}

TEST(Diagnostic, ShowsPlaceMessageLineAndHint) {
  const Diagnostic d{Severity::Error, "codebook-x",
                     "it is wrong",   {.path = "a.json", .line = 41, .column = 3},
                     {"  x y"},       "mend it"};
  EXPECT_EQ(
      to_text(d),
      "a.json:41:3: error: it is wrong  [codebook-x]\n   41 |   x y\n      |   ^\n   hint: mend "
      "it\n");
}

TEST(ReadFile, NamesTheNearestFileThatExists) {
  const test::TempFolder folder;
  folder.write("intervju-1.docx", "x");
  const auto read = read_file(folder.path() / "intervju1.docx");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.failure().diagnostics.items().front().id, "io-not-found");
  EXPECT_NE(read.failure().diagnostics.items().front().hint.find("intervju-1.docx"),
            std::string::npos);
}

TEST(RunChild, FeedsAProgramThatSpeaksBeforeItListens) {
  // More than a pipe holds in both directions: neither may wait for the other.
  const std::string input(1'000'000, 'x');
  const auto done = run_child({"sh", "-c", "head -c 300000 /dev/zero >&2; wc -c"}, {}, input);
  ASSERT_TRUE(done);
  EXPECT_EQ(done.value().out, "1000000\n");
  EXPECT_EQ(done.value().err.size(), 300'000U);
}

TEST(OutputFolder, LeavesNothingWhenNotCommitted) {
  const test::TempFolder folder;
  const auto out = folder.path() / "out";
  {
    auto opened = OutputFolder::open(out);
    ASSERT_TRUE(opened);
    ASSERT_TRUE(opened.value().stage({"report.html", "half"}));
    EXPECT_TRUE(test::files_in(out).empty());
  }
  EXPECT_FALSE(std::filesystem::exists(out));
}

TEST(OutputFolder, ReplacesOlderFilesTogether) {
  const test::TempFolder folder;
  folder.write("out/a", "old a");
  auto opened = OutputFolder::open(folder.path() / "out");
  ASSERT_TRUE(opened.value().stage({"a", "new a"}));
  ASSERT_TRUE(opened.value().stage({"b", "new b"}));
  ASSERT_TRUE(opened.value().commit());
  const auto files = test::files_in(folder.path() / "out");
  EXPECT_EQ(files.size(), 2U);
  EXPECT_EQ(files.at("a"), "new a");
}

TEST(OutputFolder, PutsOlderFilesBackWhenOneCannotBePlaced) {
  const test::TempFolder folder;
  folder.write("out/a", "old a");
  folder.write("out/b/inside", "a folder stands where b should go");
  auto opened = OutputFolder::open(folder.path() / "out");
  ASSERT_TRUE(opened.value().stage({"a", "new a"}));
  ASSERT_TRUE(opened.value().stage({"b", "new b"}));
  EXPECT_FALSE(opened.value().commit());
  const auto files = test::files_in(folder.path() / "out");
  EXPECT_EQ(files.size(), 2U);
  EXPECT_EQ(files.at("a"), "old a");
}

TEST(OutputFolder, RefusesAFileAndAMissingParent) {
  const test::TempFolder folder;
  folder.write("file", "x");
  EXPECT_EQ(OutputFolder::open(folder.path() / "file").failure().diagnostics.items().front().id,
            "out-not-a-folder");
  EXPECT_EQ(OutputFolder::open(folder.path() / "no/out").failure().diagnostics.items().front().id,
            "out-missing-parent");
}

}  // namespace
}  // namespace rodtrad
