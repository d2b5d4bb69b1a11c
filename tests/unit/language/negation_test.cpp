#include <gtest/gtest.h>

#include "tests/support/build.h"

namespace rodtrad {
namespace {

/// Is `word` negated in the sentence?
bool negated(const std::string& word, const std::string& sentence) {
  return !test::hits("negated(" + word + ")", sentence).empty();
}

TEST(Negation, ReachesTheWholeClause) {
  EXPECT_TRUE(negated("fungera", "Det fungerar inte."));
  EXPECT_TRUE(
      negated("fungera", "Jag tycker aldrig att rutinen har varit bra, den fungerar inte."));
  EXPECT_FALSE(negated("fungera", "Det fungerar bra."));
}

TEST(Negation, StopsAtTheClause) {
  EXPECT_FALSE(negated("fungera", "Det fungerar bra, men vi hinner inte."));
  EXPECT_TRUE(negated("hinna", "Det fungerar bra, men vi hinner inte."));
}

TEST(Negation, AffirmedIsTheRest) {
  EXPECT_EQ(test::hits("affirmed(fungera)", "Det fungerar bra, men rutinen fungerar inte."),
            std::vector<std::string>{"fungerar"});
}

TEST(Negation, NotOnlyIsNoNegation) { EXPECT_FALSE(negated("chef", "Det är inte bara chefen.")); }

}  // namespace
}  // namespace rodtrad
