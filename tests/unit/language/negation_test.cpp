#include "analyzer/language/negation.h"

#include <gtest/gtest.h>

#include <chrono>

#include "analyzer/base/strings.h"
#include "tests/support/build.h"
#include "tests/support/lexicon.h"
#include "tests/support/table_lines.h"

namespace rodtrad {
namespace {

struct Case {
  std::string sentence;
  std::vector<std::string> within;
  std::vector<std::string> outside;
};

std::vector<std::string> words(std::string_view cell) {
  std::vector<std::string> out;
  for (const std::string_view word : split(cell, ' ')) {
    if (word != "-") out.emplace_back(word);
  }
  return out;
}

std::vector<Case> cases() {
  std::vector<Case> out;
  for (const std::string& line :
       test::table_lines(RODTRAD_SOURCE_DIR "/tests/data/negation_cases.tsv")) {
    const auto cells = split(line, '\t');
    out.push_back({std::string(cells.at(0)), words(cells.at(1)), words(cells.at(2))});
  }
  return out;
}

/// The words of the table that `lexicon` gets wrong, one line each.
std::vector<std::string> wrong(const language::Lexicon* lexicon) {
  std::vector<std::string> out;
  for (const Case& c : cases()) {
    const auto judge = [&](const std::string& word, bool within) {
      const std::string rule = (within ? "negated(=" : "affirmed(=") + word + ")";
      if (test::hits(rule, c.sentence, {.lexicon = lexicon}).empty()) {
        out.push_back(word + (within ? " should be negated: " : " should be outside: ") +
                      c.sentence);
      }
    };
    for (const std::string& word : c.within) judge(word, true);
    for (const std::string& word : c.outside) judge(word, false);
  }
  return out;
}

TEST(Negation, ReachesWhatTheTableSays) {
  if (test::real_lexicon() == nullptr) GTEST_SKIP() << "no lexicon on this machine";
  EXPECT_EQ(wrong(test::real_lexicon()), std::vector<std::string>{});
}

// Then verbs are known by their endings alone, and a few clauses have no verb.
TEST(Negation, WithoutALexiconFewWordsAreMissed) {
  EXPECT_GE(cases().size(), 150U);
  EXPECT_LE(wrong(nullptr).size(), 24U);
  EXPECT_LE(wrong(&test::mini_lexicon()).size(), 24U);
}

TEST(Negation, AffirmedIsTheRest) {
  EXPECT_EQ(test::hits("affirmed(fungera)", "Det fungerar bra, men rutinen fungerar inte."),
            std::vector<std::string>{"fungerar"});
}

TEST(Negation, TakesAnythingForASentence) {
  for (const char* text : {"", ")", "( ( inte", "utan", "att", "och och och", ", , ,", "inte )"}) {
    for (const std::string& hit : test::hits("negated(inte)", text)) EXPECT_EQ(hit, "inte") << text;
  }
}

// Lines without a stop, which no one speaks: linear they take a tenth of a second, quadratic
// minutes.
TEST(Negation, TakesLongLinesInTime) {
  constexpr std::size_t kTimes = 40'000;
  for (const char* unit : {"ingen och", "så ju", "det är inte , utan y", "att vi ser", "a ,",
                           "som inte", "för a", "inte sällan som", "( inte", "låter bli att"}) {
    std::vector<language::ClausePart> parts;
    for (std::size_t i = 0; i < kTimes; ++i) {
      for (const std::string_view part : split(unit, ' ')) {
        parts.push_back({part, part != "," && part != "("});
      }
    }
    parts.push_back({"fungerar", true});
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(language::negated_parts(parts, nullptr).size(), parts.size());
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(4)) << unit;
  }
}

}  // namespace
}  // namespace rodtrad
