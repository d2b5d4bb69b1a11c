#include <gtest/gtest.h>

#include "analyzer/text/decode.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::text {
namespace {

using namespace std::string_literals;

struct Read {
  std::string text;
  std::string encoding;
  std::vector<std::string> ids;
};

Read read(const std::string& bytes, const std::string& encoding = "") {
  Diagnostics remarks;
  auto decoded = decode(bytes, {encoding}, "f.txt", remarks);
  Read out;
  if (!decoded) {
    out.ids = {decoded.failure().diagnostics.items().front().id};
    return out;
  }
  out.text = decoded.value().text;
  out.encoding = decoded.value().encoding;
  for (const Diagnostic& d : remarks.items()) out.ids.push_back(d.id);
  return out;
}

TEST(Decode, TakesUtf8WithAndWithoutBom) {
  EXPECT_EQ(read("på väg").text, "på väg");
  EXPECT_EQ(read("\xEF\xBB\xBFpå väg").text, "på väg");
  EXPECT_TRUE(read("på väg").ids.empty());
}

TEST(Decode, TakesUtf16WithBom) {
  EXPECT_EQ(read("\xFF\xFEp\0\xE5\0"s).text, "på");
  EXPECT_EQ(read("\xFE\xFF\0p\0\xE5"s).text, "på");
}

TEST(Decode, NamesWindows1252WhenItAssumesIt) {
  const Read got = read(
      "Vi m\xE5ste tr\xE4"
      "ffas \x96 ofta");
  EXPECT_EQ(got.text, "Vi måste träffas – ofta");
  EXPECT_EQ(got.encoding, "windows-1252");
  EXPECT_EQ(got.ids, std::vector<std::string>{"encoding-assumed"});
}

TEST(Decode, CountsWhatItReplacesInDamagedUtf8) {
  const Read got = read("h\xC3\xA5llbar \xFF tr\xC3");
  EXPECT_EQ(got.text, "hållbar \uFFFD tr\uFFFD");
  EXPECT_EQ(got.ids, std::vector<std::string>{"encoding-damaged"});
}

TEST(Decode, RefusesBinary) {
  EXPECT_EQ(read("abc\0def"s).ids, std::vector<std::string>{"encoding-binary"});
  EXPECT_EQ(read("%PDF-1.7").ids, std::vector<std::string>{"encoding-binary"});
  EXPECT_EQ(read("PK\x03\x04").ids, std::vector<std::string>{"encoding-binary"});
}

TEST(Decode, ObeysTheEncodingGiven) {
  EXPECT_EQ(read("\x86", "cp437").text, "å");
  EXPECT_EQ(read("x", "no-such").ids, std::vector<std::string>{"encoding-unknown"});
}

TEST(Decode, WarnsOfMojibakeButRepairsNothing) {
  const Read got = read("fÃ¶r mÃ¥nga");
  EXPECT_EQ(got.text, "fÃ¶r mÃ¥nga");
  EXPECT_EQ(got.ids, std::vector<std::string>{"encoding-mojibake"});
}

TEST(Decode, AnEncodingThatIsNamedWronglyIsTold) {
  Diagnostics told;
  const auto read = text::decode("för långt mötesprat", {.encoding = "windows-1252"}, "a", told);
  ASSERT_TRUE(read);
  ASSERT_EQ(told.items().size(), 1U);
  EXPECT_EQ(told.items()[0].id, "encoding-mojibake");
  EXPECT_EQ(told.items()[0].hint, "leave --encoding out");
  Diagnostics right;
  ASSERT_TRUE(text::decode("f\xF6r l\xE5ngt", {.encoding = "windows-1252"}, "a", right));
  EXPECT_TRUE(right.empty());
}

TEST(Decode, WarnsOfAnEmptyFile) {
  EXPECT_EQ(read("").ids, std::vector<std::string>{"file-empty"});
}

TEST(Canonical, HasOneLineEndAndComposedLetters) {
  EXPECT_EQ(canonical("a\r\nb\rc\u2028d\fe"), "a\nb\nc\nd\ne");
  EXPECT_EQ(canonical("mo\u0308te"), "möte");
}

TEST(SurfaceForm, UnifiesLookAlikesAndKeepsCase) {
  EXPECT_EQ(surface_form("sam\u00ADverkan"), "samverkan");
  EXPECT_EQ(surface_form("e\u2011tjänst"), "e-tjänst");
  EXPECT_EQ(surface_form("SIP\u2019en"), "SIP'en");
  EXPECT_EQ(surface_form("_viktigt_"), "viktigt");
}

TEST(FoldedForm, NeverStripsSwedishMarks) {
  EXPECT_EQ(folded_form("LÄKAREN"), "läkaren");
  EXPECT_NE(folded_form("råd"), folded_form("rad"));
}

}  // namespace
}  // namespace rodtrad::text
