#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

#include "analyzer/base/file_io.h"
#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/text/breaks.h"
#include "analyzer/text/latin_breaks.h"

namespace rodtrad::text {
namespace {

/// Differences between our scanner and ICU on one text, described; empty when there are none.
class Compare {
 public:
  std::string operator()(std::string_view text) {
    ours_.clear();
    icus_.clear();
    if (latin_words(text, ours_)) {
      ++judged_;
      icu_.words(text, icus_);
      if (!same_words()) return "words of \"" + std::string(text) + "\"";
    }
    our_ends_.clear();
    icu_ends_.clear();
    if (latin_sentences(text, our_ends_)) {
      icu_.sentences(text, icu_ends_);
      if (our_ends_ != icu_ends_) return "sentences of \"" + std::string(text) + "\"";
    }
    return "";
  }
  [[nodiscard]] std::size_t judged() const { return judged_; }

 private:
  [[nodiscard]] bool same_words() const {
    return std::equal(
        ours_.begin(), ours_.end(), icus_.begin(), icus_.end(),
        [](const Token& a, const Token& b) { return a.span == b.span && a.kind == b.kind; });
  }

  Breaker icu_{BreakEngine::IcuOnly};
  std::vector<Token> ours_;
  std::vector<Token> icus_;
  std::vector<std::uint32_t> our_ends_;
  std::vector<std::uint32_t> icu_ends_;
  std::size_t judged_ = 0;
};

/// One or two characters of every class that the rules tell apart.
const std::vector<std::string> kAlphabet = {
    "a",      "Å",      "ª",      "7",      ".", "?",      ",",  ":",  "'",
    "_",      "@",      ")",      "\"",     "-", " ",      "\n", "\r", "\u2029",
    "\u2019", "\u2026", "\u00A0", "\u00B7", ";", "\u2024", "/"};

TEST(LatinBreaks, AreIcusOnEveryShortText) {
  Compare compare;
  const auto count = kAlphabet.size();
  for (std::size_t length = 1; length <= 4; ++length) {
    std::size_t total = 1;
    for (std::size_t i = 0; i < length; ++i) total *= count;
    for (std::size_t number = 0; number < total; ++number) {
      std::string text;
      for (std::size_t i = 0, rest = number; i < length; ++i, rest /= count) {
        text += kAlphabet[rest % count];
      }
      ASSERT_EQ(compare(text), "");
    }
  }
  EXPECT_GT(compare.judged(), 400'000U) << "nothing of this is left to ICU";
}

TEST(LatinBreaks, AreIcusOnRandomTexts) {
  constexpr unsigned kSeed = 20261121;
  std::mt19937 random(kSeed);
  Compare compare;
  for (int round = 0; round < 60'000; ++round) {
    std::string text;
    const std::size_t length = 1 + random() % 24;
    for (std::size_t i = 0; i < length; ++i) {
      if (random() % 4 != 0) {
        text += kAlphabet[random() % kAlphabet.size()];
      } else {
        utf8::append(text, random() % 3 != 0 ? static_cast<char32_t>(1 + random() % 0x24F)
                                             : static_cast<char32_t>(0x2000 + random() % 0x70));
      }
    }
    ASSERT_EQ(compare(text), "") << "seed " << kSeed;
  }
  EXPECT_GT(compare.judged(), 10'000U);
}

// The scanner looks at 64 bytes at a time: runs of letters and of quiet text must hold over edges.
TEST(LatinBreaks, AreIcusOverTheEdgesOfBlocks) {
  constexpr unsigned kSeed = 20261122;
  std::mt19937 random(kSeed);
  Compare compare;
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    const std::size_t size = random() % 270;
    while (text.size() < size) {
      const std::size_t run = 1 + random() % (random() % 4 == 0 ? 140 : 9);
      const std::string& letter = random() % 3 != 0 ? kAlphabet[0] : kAlphabet[1];
      for (std::size_t i = 0; i < run; ++i) text += letter;
      for (std::size_t marks = random() % 3; marks > 0; --marks) {
        text += kAlphabet[random() % kAlphabet.size()];
      }
    }
    ASSERT_EQ(compare(text), "") << "seed " << kSeed;
    // Signs that share their lead byte with letters.
    for (const char* sign : {"\u00D7", "\u00F7", "\u00B7"}) {
      std::string with = text;
      std::size_t at = with.empty() ? 0 : random() % with.size();
      while (at > 0 && utf8::is_continuation(with[at])) --at;
      with.insert(at, sign);
      ASSERT_EQ(compare(with), "") << "seed " << kSeed;
    }
  }
  EXPECT_GT(compare.judged(), 70'000U);
}

TEST(LatinBreaks, LeaveOtherScriptsAndMarksToIcu) {
  std::vector<Token> tokens;
  std::vector<std::uint32_t> ends;
  for (const char* text :
       {"a\u030A", "che\u00ADfen", "\u05D0", "\u6F22", "\U0001F642", "a\u200Db", "\uFB01"}) {
    EXPECT_FALSE(latin_words(text, tokens)) << text;
    EXPECT_FALSE(latin_sentences(text, ends)) << text;
  }
  EXPECT_TRUE(tokens.empty());
  EXPECT_TRUE(ends.empty());
}

// RODTRAD_BREAKS_TEXT names a file of one paragraph a line, e.g. a large corpus.
TEST(LatinBreaks, AreIcusOnAWholeCorpus) {
  const char* path = std::getenv("RODTRAD_BREAKS_TEXT");
  if (path == nullptr) GTEST_SKIP() << "RODTRAD_BREAKS_TEXT names no corpus";
  const std::string text = read_file(path).value();
  Compare compare;
  std::size_t lines = 0;
  for (const std::string_view line : split(text, '\n')) {
    ASSERT_EQ(compare(line), "");
    ++lines;
  }
  std::cout << compare.judged() << " of " << lines << " lines by the fast path\n";
}

}  // namespace
}  // namespace rodtrad::text
