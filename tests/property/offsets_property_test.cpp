#include <gtest/gtest.h>

#include <random>

#include "analyzer/base/offset_map.h"
#include "analyzer/base/utf8.h"
#include "analyzer/text/decode.h"
#include "analyzer/text/normalise.h"
#include "tests/support/build.h"

namespace rodtrad {
namespace {

/// Text with everything that has broken offsets elsewhere: decomposed letters, emoji, every line
/// end, soft hyphens, zero-width and bidi marks.
std::string awkward_text(std::mt19937& random) {
  static const std::vector<std::string> pieces = {
      "samverkan", "mo\u0308te", "möte",   "😀",      "👩‍⚕️",
      "\u00AD",    "\u200B",     "\u202E", "\u2069", "\r\n",
      "\r",        "\n",         "\n\n",   " ",      "  ",
      "\t",        "-",          "–",      "…",      "[skratt]",
      "t.ex. ",    "SIP:en",     "3,5",    "ß",      "İ",
      "ﬁ",         "\u2028",     "\f",     ".",      ", ",
      "? ",        "I: ",        "R: ",    "- ",     "å",
      "A\u030A",   "e\u0301"};
  std::string out;
  for (auto n = random() % 60; n > 0; --n) out += pieces[random() % pieces.size()];
  return out;
}

TEST(OffsetsProperty, MapThereAndBack) {
  std::mt19937 random(20261121);  // the seed is the test's name in the log: same texts every run
  for (int round = 0; round < 2000; ++round) {
    const std::string text = text::canonical(awkward_text(random));
    const OffsetMap map(text);
    std::uint32_t code_point = 0;
    std::uint32_t utf16 = 0;
    utf8::for_each(text, [&](char32_t c, std::size_t at) {
      const auto byte = static_cast<std::uint32_t>(at);
      ASSERT_EQ(map.code_points(byte), code_point);
      ASSERT_EQ(map.utf16_units(byte), utf16);
      ASSERT_EQ(map.bytes(code_point), byte);
      ++code_point;
      utf16 += c > 0xFFFF ? 2 : 1;
    });
  }
}

TEST(OffsetsProperty, CanonicalTextIsStable) {
  std::mt19937 random(1);
  for (int round = 0; round < 2000; ++round) {
    const std::string once = text::canonical(awkward_text(random));
    EXPECT_EQ(text::canonical(once), once);
    EXPECT_FALSE(utf8::first_invalid(once));
  }
}

TEST(OffsetsProperty, ImportedTextIsCoveredOnceAndTokensLieInSegments) {
  std::mt19937 random(2);
  text::Segmenter segmenter;
  for (int round = 0; round < 1000; ++round) {
    for (const char* name : {"t.txt", "t.md"}) {
      const Document document = test::imported(awkward_text(random), name);
      std::uint32_t last = 0;
      for (const Segment& segment : document.segments) {
        ASSERT_LE(last, segment.span.begin);
        ASSERT_LE(segment.span.begin, segment.span.end);
        last = segment.span.end;
      }
      const Segmentation s = segmenter.segment(document);
      last = 0;
      for (const Token& token : s.tokens) {
        ASSERT_LE(last, token.span.begin);
        ASSERT_LT(token.span.begin, token.span.end);
        last = token.span.end;
      }
      for (const Sentence& sentence : s.sentences) {
        for (std::uint32_t t = sentence.token_begin; t < sentence.token_end; ++t) {
          ASSERT_TRUE(sentence.span.contains(s.tokens[t].span));
        }
        ASSERT_FALSE(sentence.span.empty());
        ASSERT_TRUE(document.segments[sentence.segment].span.contains(sentence.span));
      }
    }
  }
}

}  // namespace
}  // namespace rodtrad
