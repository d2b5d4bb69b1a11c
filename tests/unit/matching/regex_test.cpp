#include "analyzer/matching/regex.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <random>
#include <set>

#include "analyzer/base/utf8.h"
#include "analyzer/matching/literal_finder.h"
#include "analyzer/matching/regex_shape.h"

namespace rodtrad::matching {
namespace {

using Texts = std::vector<std::string>;

Texts literals(std::string_view pattern) {
  const auto shape = shape_of(pattern);
  return shape ? shape->literals : Texts{"(not known)"};
}

TEST(RegexShape, NamesWhatEveryMatchHolds) {
  EXPECT_EQ(literals("kallelse\\pL+(ning|het|en)"), Texts{"kallelse"});
  EXPECT_EQ(literals("(kommun|region)(en|er)?"), (Texts{"kommun", "region"}));
  EXPECT_EQ(literals("sam(verka|arbeta)t?"), (Texts{"verka", "arbeta"}));
  EXPECT_EQ(literals("hjälpmedel?s"), Texts{"hjälpmede"});
  EXPECT_EQ(literals("åter+kopp"), Texts{"åter"}) << "errr may stand between";
  EXPECT_EQ(literals("vård.central"), Texts{"central"});
  EXPECT_EQ(literals("(på )?möte[nt]"), Texts{"möte"});
  EXPECT_EQ(literals("\\d+ kronor"), Texts{"kronor"});
  EXPECT_EQ(literals("(?:möte|träff)\\-(lista)"), (Texts{"lista"}));
}

TEST(RegexShape, NamesNothingWhereNothingIsSure) {
  for (const char* pattern : {"(kommun)?(region)?x", "kommun|\\pL+het|x", "\\pL+", "är|å", "aße",
                              "(avtal)*a", "a.b.c", "..."}) {
    EXPECT_EQ(literals(pattern), Texts{}) << pattern;
  }
}

TEST(RegexShape, LeavesToRe2WhatItDoesNotKnow) {
  for (const char* pattern :
       {"a{2}",       "^a",    "a$",   "(?i)a",   "(?P<n>a)", "[[:alpha:]]", "[a",
        "(a",         "a)",    "a**",  "a+*",     "*a",       "\\Qa\\E",     "\\x41",
        "\\p{Greek}", "[b-a]", "[a-]", "[\\d-z]", "a\\",      "\xC3",        "]"}) {
    EXPECT_FALSE(shape_of(pattern)) << pattern;
  }
  std::string deep(100, '(');
  deep += 'a';
  deep.append(100, ')');
  EXPECT_FALSE(shape_of(deep));
}

/// Pieces of expressions, good and bad, put together at random.
std::string random_pattern(std::mt19937& random) {
  static const Texts kPieces = {
      "a",    "s",    "k",       "å",       "ÿ", "ß",    "Σ",     "漢",  ".",       "d",     "\\d",
      "\\pL", "\\PN", "[a-zåä]", "[^\\pL]", "(", ")",    "|",     "(?:", "*",       "+",     "?",
      "+?",   "\\.",  "vård",    "-",       " ", "möte", "[à-ɏ]", "\\-", "[\\s,;]", "\\p{L}"};
  std::string out;
  for (std::size_t n = 1 + random() % 9; n > 0; --n) out += kPieces[random() % kPieces.size()];
  return out;
}

TEST(RegexShape, HoldsAgainstRe2) {
  constexpr unsigned kSeed = 20261122;
  std::mt19937 random(kSeed);
  RE2::Options options;
  options.set_case_sensitive(false);
  options.set_longest_match(true);
  options.set_log_errors(false);
  std::size_t known = 0;
  for (int round = 0; round < 1'500; ++round) {
    const std::string pattern = random_pattern(random);
    const auto shape = shape_of(pattern);
    if (!shape) continue;
    ++known;
    const RE2 compiled(pattern, options);
    ASSERT_TRUE(compiled.ok()) << pattern << ": " << compiled.error();
    EXPECT_LE(static_cast<std::size_t>(compiled.ProgramSize()), shape->size) << pattern;
    EXPECT_EQ(RE2::FullMatch("", compiled), shape->matches_empty) << pattern;
  }
  EXPECT_GT(known, 300U) << "seed " << kSeed;
}

// The promise that matters: no match without a literal. Texts are made of the pieces themselves.
TEST(RegexShape, EveryMatchHoldsALiteral) {
  constexpr unsigned kSeed = 20261122;
  std::mt19937 random(kSeed);
  const Texts pieces = {"vård", "VÅRD", "möte", "MÖTE", "Vard", "sak",
                        "SAK",  "k",    "å",    "-",    " ",    "en"};
  std::size_t matches = 0;
  for (const char* pattern : {"vård(möte|sak)?en", "(möte|sak)+-?vård", "\\pL*sak(en)?", "v.+möte",
                              "(vård|möte)[ ,](sak|möte)", "m[öo]te?(sak|vård)", "sa+k+å"}) {
    const auto shape = shape_of(pattern);
    ASSERT_TRUE(shape) << pattern;
    ASSERT_FALSE(shape->literals.empty()) << pattern;
    LiteralFinder finder;
    for (const std::string& literal : shape->literals) finder.add(literal, 0);
    RE2::Options options;
    options.set_case_sensitive(false);
    const RE2 compiled(pattern, options);
    for (int round = 0; round < 2'000; ++round) {
      std::string text;
      for (std::size_t n = 1 + random() % 5; n > 0; --n) text += pieces[random() % pieces.size()];
      if (!RE2::PartialMatch(text, compiled)) continue;
      ++matches;
      std::vector<LiteralFinder::Place> found;
      finder.find(text, found);
      EXPECT_FALSE(found.empty()) << pattern << " in " << text << ", seed " << kSeed;
    }
  }
  EXPECT_GT(matches, 500U);
}

TEST(RegexShape, SpellsClassesOutForNarrowText) {
  EXPECT_EQ(shape_of("a\\pL+[\\pN,]")->narrow, "a[A-Za-zªµºÀ-ÖØ-öø-ɏ]+[0-9²³¹¼-¾,]");
  EXPECT_EQ(shape_of("\\PN\\.\\p{L}")->narrow, "[^0-9²³¹¼-¾]\\.[A-Za-zªµºÀ-ÖØ-öø-ɏ]");
  EXPECT_EQ(shape_of("[\\PL]x")->narrow, "[\\PL]x");
  EXPECT_TRUE(is_narrow("Vård – ”så” … \u024F\u206F"));
  for (const char* wide : {"\u0250", "\u2070", "\u1FFF", "漢", "\U0001F642", "a\u0301"}) {
    EXPECT_FALSE(is_narrow(wide)) << wide;
  }
}

/// Every character of the narrow repertoire, in every property that is spelt out.
TEST(RegexShape, NarrowExpressionsMeanTheSame) {
  RE2::Options options;
  options.set_case_sensitive(false);
  for (const char* pattern :
       {"\\pL", "\\PL", "\\pN", "\\PN", "[\\pL]", "[^\\pL]", "[^\\pN,]", "[\\pL\\pN]"}) {
    const RE2 full(pattern, options);
    const RE2 narrow(shape_of(pattern)->narrow, options);
    for (char32_t c = 1; c < 0x2070; ++c) {
      if (c == 0x250) c = 0x2000;
      std::string text;
      utf8::append(text, c);
      ASSERT_TRUE(is_narrow(text));
      ASSERT_EQ(RE2::FullMatch(text, full), RE2::FullMatch(text, narrow)) << pattern << " " << text;
    }
  }
}

TEST(LiteralFinder, FindsWhatAPlainSearchFinds) {
  constexpr unsigned kSeed = 20261122;
  std::mt19937 random(kSeed);
  const Texts letters = {"a", "b", "å", "Å", "A", " "};
  const auto text_of = [&](std::size_t size) {
    std::string out;
    while (size-- > 0) out += letters[random() % letters.size()];
    return out;
  };
  const auto folded = [](std::string text) {
    for (char& byte : text) byte = static_cast<char>(static_cast<unsigned char>(byte) | 0x20U);
    return text;
  };
  for (int round = 0; round < 400; ++round) {
    LiteralFinder finder;
    Texts wanted;
    for (std::size_t n = 1 + random() % 6; n > 0; --n) {
      wanted.push_back(text_of(3 + random() % 5));
      finder.add(wanted.back(), static_cast<std::uint32_t>(wanted.size() - 1));
    }
    const std::string text = text_of(random() % 200);
    std::vector<LiteralFinder::Place> found;
    finder.find(text, found);
    std::multiset<std::pair<std::size_t, std::size_t>> ours;
    for (const auto& place : found) ours.emplace(place.position, place.owner);
    std::multiset<std::pair<std::size_t, std::size_t>> plain;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      const std::string in = folded(text);
      const std::string what = folded(wanted[i]);
      for (std::size_t at = in.find(what); at != std::string::npos; at = in.find(what, at + 1)) {
        plain.emplace(at, i);
      }
    }
    ASSERT_EQ(ours, plain) << text << ", seed " << kSeed;
    EXPECT_TRUE(std::is_sorted(found.begin(), found.end(), [](const auto& a, const auto& b) {
      return a.position < b.position;
    }));
  }
}

TEST(RegexSet, TellsFaultsThoughItCompilesLate) {
  RegexSet set;
  std::string error;
  EXPECT_EQ(set.add("vård\\pL+", error), 0);
  EXPECT_EQ(set.add("(oro|ångest", error), -1);
  EXPECT_EQ(error, "missing ): (oro|ångest");
  EXPECT_EQ(set.add("(vård)?", error), -1);
  EXPECT_EQ(error, "the pattern matches the empty text");
  EXPECT_EQ(set.add("a{2,3}", error), 1);
  EXPECT_EQ(set.without_literals(), std::vector<std::uint32_t>{1});
}

TEST(RegexSet, KnowsWhichPatternsAWordConcerns) {
  RegexSet set;
  std::string error;
  ASSERT_EQ(set.add("sak(en|er)", error), 0);
  ASSERT_EQ(set.add("\\pL+möte", error), 1);
  ASSERT_EQ(set.add("a{2,3}", error), 2);
  const auto concerned = [&set](std::string_view word) {
    std::vector<std::uint32_t> patterns;
    set.with_literal_in(word, patterns);
    return patterns;
  };
  using Patterns = std::vector<std::uint32_t>;
  EXPECT_EQ(concerned("SAKER"), Patterns{0});
  EXPECT_EQ(concerned("Lagmötet"), Patterns{1});
  EXPECT_EQ(concerned("sal"), Patterns{});
  EXPECT_EQ(concerned("ſak"), (Patterns{0, 1, 2})) << "ſ is an s to RE2";
}

// A thousand expressions of known shape: their bounds together are over the limit, they are not.
TEST(RegexSet, JudgesSizesByWhatTheyAre) {
  RegexSet set;
  std::string error;
  set.expect(600);
  for (int i = 0; i < 600; ++i) {
    ASSERT_EQ(set.add("vård" + std::to_string(i) + "\\pL+", error), i) << error;
  }
}

}  // namespace
}  // namespace rodtrad::matching
