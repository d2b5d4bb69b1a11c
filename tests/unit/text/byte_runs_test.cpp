#include "analyzer/text/byte_runs.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "analyzer/base/utf8.h"

namespace rodtrad::text {
namespace {

constexpr std::size_t kBlock = 64;

/// Characters as texts have them, with all that is near the borders of the sorts.
std::string any_text(std::mt19937& random) {
  static const std::u32string often =
      U"abcdefghijklmnopqrstuvwxyzåäöÅÄÖéü      ...,,,:;'\"!?()-–—”“’‘…×÷@_`[]{}~^/<>#X019\n\t";
  std::string text;
  while (text.size() < 3 * kBlock) {
    const auto roll = random() % 20;
    char32_t c = often[random() % often.size()];
    if (roll == 0) c = static_cast<char32_t>(random() % 0x80);
    if (roll == 1) c = static_cast<char32_t>(0x80 + random() % 0x200);
    if (roll == 2) c = static_cast<char32_t>(0x2000 + random() % 0x70);
    if (roll == 3) c = static_cast<char32_t>(0x1F600 + random() % 16);
    utf8::append(text, c);
  }
  return text;
}

bool is_latin_letter(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= 0xC0 && c <= 0xFF && c != 0xD7 && c != 0xF7);
}

/// One bit for each byte of the block at `begin` whose character `is` so.
template <class Is>
std::uint64_t expected(const std::string& text, std::size_t begin, const Is& is) {
  std::uint64_t bits = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto c = utf8::decode(text, at);
    for (std::size_t k = at; k < at + c.length; ++k) {
      if (k >= begin && k < begin + kBlock && is(c.code_point))
        bits |= std::uint64_t{1} << (k - begin);
    }
    at += c.length;
  }
  return bits;
}

const unsigned char* block_at(const std::string& text, std::size_t begin) {
  return reinterpret_cast<const unsigned char*>(text.data()) + begin;
}

TEST(ByteRuns, FindLettersAndMarksOnEverySortOfProcessor) {
  std::mt19937 random(20261122);
  for (int round = 0; round < 2'000; ++round) {
    const std::string text = any_text(random);
    const std::size_t begin = 1 + random() % kBlock;
    const std::uint64_t letters = expected(text, begin, is_latin_letter);
    const std::uint64_t unmarked = expected(
        text, begin, [](char32_t c) { return c != '#' && c != '[' && c != '(' && c != 'X'; });
    for (const ByteFinders& find : byte_finders()) {
      ASSERT_EQ(find.letters(block_at(text, begin)), letters) << text.substr(begin, kBlock);
      ASSERT_EQ(find.unmarked(block_at(text, begin)), unmarked) << text.substr(begin, kBlock);
    }
  }
}

TEST(ByteRuns, AreQuietOnlyWhereNoSentenceCanEnd) {
  std::mt19937 random(20261123);
  const auto may_be = [](char32_t c) {
    return c >= ' ' && c != '.' && c != '!' && c != '?' && (c < 0x80 || (c >= 0xC0 && c < 0x240));
  };
  const auto must_be = [&may_be](char32_t c) {
    return may_be(c) && c != '/' && c != '>' && c != 0x7F;
  };
  for (int round = 0; round < 2'000; ++round) {
    const std::string text = any_text(random);
    const std::size_t begin = 1 + random() % kBlock;
    std::uint64_t firsts = 0;  // the scan stops at the first byte of a character
    for (std::size_t k = 0; k < kBlock; ++k) {
      if (!utf8::is_continuation(text[begin + k])) firsts |= std::uint64_t{1} << k;
    }
    const std::uint64_t most = expected(text, begin, may_be);
    const std::uint64_t least = expected(text, begin, must_be);
    for (const ByteFinders& find : byte_finders()) {
      const std::uint64_t quiet = find.quiet(block_at(text, begin));
      ASSERT_EQ(quiet & firsts & ~most, 0U) << text.substr(begin, kBlock);
      ASSERT_EQ(least & ~quiet, 0U) << text.substr(begin, kBlock);
    }
  }
}

TEST(ByteRuns, TellWordsFromWhatStandsBetweenThem) {
  std::mt19937 random(20261124);
  const std::uint64_t known = (std::uint64_t{1} << WordBytes::kKnown) - 1;
  for (int round = 0; round < 2'000; ++round) {
    const std::string text = any_text(random);
    std::size_t begin = random() % kBlock;
    while (utf8::is_continuation(text[begin])) ++begin;
    const std::uint64_t letters = expected(text, begin, is_latin_letter);
    const std::uint64_t blanks = expected(text, begin, [](char32_t c) { return c == ' '; });
    const std::uint64_t middles =
        expected(text, begin, [](char32_t c) { return c == '.' || c == ':' || c == '\''; });
    const std::uint64_t signs = expected(text, begin, [](char32_t c) {
      return std::u32string_view(U"!\"#$%&()*+,-/;<=>?[\\]^{|}~").find(c) !=
             std::u32string_view::npos;
    });
    const std::uint64_t long_signs = expected(text, begin, [](char32_t c) {
      return (c >= 0x2010 && c <= 0x2017) || (c >= 0x201A && c <= 0x201F) || c == 0x2026;
    });
    for (const ByteFinders& find : byte_finders()) {
      const WordBytes is = find.words(block_at(text, begin));
      ASSERT_EQ(is.letters & known, letters & known) << text.substr(begin, kBlock);
      ASSERT_EQ(is.blanks, blanks);
      ASSERT_EQ(is.middles, middles);
      ASSERT_EQ(is.signs, signs);
      // Of a long sign only the first byte is told.
      std::uint64_t firsts = 0;
      for (std::size_t k = 0; k < WordBytes::kKnown; ++k) {
        if ((long_signs >> k & 1U) != 0 && !utf8::is_continuation(text[begin + k])) {
          firsts |= std::uint64_t{1} << k;
        }
      }
      ASSERT_EQ(is.long_signs & known, firsts) << text.substr(begin, kBlock);
    }
  }
}

}  // namespace
}  // namespace rodtrad::text
