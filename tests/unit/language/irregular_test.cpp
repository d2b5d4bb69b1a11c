#include <gtest/gtest.h>

#include <algorithm>

#include "analyzer/base/strings.h"
#include "analyzer/language/term_index.h"
#include "tests/support/lexicon.h"
#include "tests/support/table_lines.h"

namespace rodtrad::language {
namespace {

TEST(Inflection, FindsIrregularForms) {
  const Lexicon* lexicon = test::real_lexicon();
  if (lexicon == nullptr) GTEST_SKIP() << "no lexicon is built";
  std::size_t asked = 0;
  for (const std::string& line :
       test::table_lines(RODTRAD_SOURCE_DIR "/tests/data/irregular_forms.txt")) {
    const std::vector<std::string_view> words = split(line, ' ');
    const TermIndex index({{.word = std::string(words.front())}}, {.lexicon = lexicon});
    TermIndex::Lookup lookup(index);
    for (auto form = words.begin() + 1; form != words.end(); ++form, ++asked) {
      std::vector<TermMatch> found;
      lookup.find(*form, found);
      EXPECT_FALSE(found.empty()) << words.front() << " does not find " << *form;
    }
  }
  EXPECT_GT(asked, 1000U);
}

TEST(Inflection, LeavesOutWhatAFormHardlyEverIs) {
  const Lexicon* lexicon = test::real_lexicon();
  if (lexicon == nullptr) GTEST_SKIP() << "no lexicon is built";
  const auto finds = [lexicon](const char* word, const char* form) {
    const TermIndex index({{.word = word}}, {.lexicon = lexicon});
    TermIndex::Lookup lookup(index);
    std::vector<TermMatch> found;
    lookup.find(form, found);
    return !found.empty();
  };
  EXPECT_FALSE(finds("kall", "kallas"));
  EXPECT_TRUE(finds("kalla", "kallas"));
  EXPECT_FALSE(finds("öppen", "öppnas"));
  EXPECT_FALSE(finds("följa", "följd"));
  EXPECT_TRUE(finds("följd", "följd"));
  EXPECT_FALSE(finds("handel", "handlar"));
  EXPECT_TRUE(finds("handla", "handlar"));
  EXPECT_TRUE(finds("anställa", "anställd"));
  // Common words that the sources have under another word as well, which would drown in them.
  EXPECT_FALSE(finds("skola", "ska"));
  EXPECT_FALSE(finds("skola", "skulle"));
  EXPECT_TRUE(finds("skola", "skolorna"));
  EXPECT_TRUE(finds("ska", "skulle"));
  EXPECT_FALSE(finds("ska", "skolan"));
  EXPECT_FALSE(finds("man", "en"));
  EXPECT_FALSE(finds("finna", "finns"));  // also made from finner, by rule
  EXPECT_TRUE(finds("finnas", "finns"));
  EXPECT_FALSE(finds("hoppa", "hoppas"));
  EXPECT_TRUE(finds("hoppas", "hoppades"));
  EXPECT_FALSE(finds("handlägga", "handlade"));
  EXPECT_FALSE(finds("gå", "gången"));
}

}  // namespace
}  // namespace rodtrad::language
