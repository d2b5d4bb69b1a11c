#include <gtest/gtest.h>

#include "analyzer/matching/levels.h"
#include "tests/support/build.h"

namespace rodtrad {
namespace {

/// A codebook with levels regional (VVG, regional), delregional, lokal (vårdcentral) and a default.
Codebook levelled() {
  Codebook book = test::book_of({"roll", "mandat"});
  const auto level = [&book](const char* key, const char* label,
                             const std::vector<std::string>& cues) {
    Level made{.key = key, .label = label};
    for (const std::string& cue : cues) {
      Indicator indicator;
      indicator.match = cue;
      book.indicators.push_back(indicator);
      made.indicators.emplace_back(book.indicators.size() - 1);
    }
    book.levels.push_back(made);
  };
  level("regional", "Regional nivå", {"VVG", "regional"});
  level("delregional", "Delregional nivå", {"delregional"});
  level("lokal", "Lokal nivå", {"vårdcentral"});
  level("fri", "Nivåoberoende", {});
  book.levels.back().is_default = true;
  return book;
}

/// `level/basis` of each coding.
std::vector<std::string> levels(Document document, const Codebook& book = levelled(),
                                const matching::MatcherOptions& options = {}) {
  const auto matcher = matching::Matcher::compile(book);
  matching::Matcher::Worker worker(matcher.value());
  std::vector<std::string> out;
  for (const Coding& c :
       worker.code(document, text::Segmenter().segment(document), options).codings) {
    out.push_back((c.level.valid() ? at(book.levels, c.level).key : "-") + "/" +
                  std::string(to_text(c.level_basis)));
  }
  return out;
}

using Levels = std::vector<std::string>;

ingest::ImportOptions labels() {
  return {.theme_labels = {"t"},
          .level_labels = {"Regional nivå", "Delregional nivå", "Lokal nivå"}};
}

TEST(Levels, AnswerInTheOrderOfTheContract) {
  EXPECT_EQ(levels(test::imported("# Lokal nivå\n\nVVG har en roll.\n", "t.md", labels())),
            Levels{"lokal/heading"});
  EXPECT_EQ(levels(test::paragraph("VVG har en roll.")), Levels{"regional/cue"});
  EXPECT_EQ(levels(test::paragraph("Vi sitter i VVG. Vår roll är oklar.")),
            Levels{"regional/context"});
  Document with_attribute = test::paragraph("Vår roll är oklar.");
  with_attribute.attributes.set("Nivå", "Lokal");
  EXPECT_EQ(levels(with_attribute), Levels{"lokal/attribute"});
  EXPECT_EQ(levels(test::paragraph("Vår roll är oklar.")), Levels{"fri/default"});
}

TEST(Levels, TheSpeakersAttributeComesBeforeTheDocuments) {
  Document document = test::imported("I: Hej.\nR: Min roll.\n");
  document.attributes.set("nivå", "regional");
  document.speakers[1].attributes.set("level", "lokal nivå");
  EXPECT_EQ(levels(document), Levels{"lokal/attribute"});
}

TEST(Levels, TheNearestCueWins) {
  EXPECT_EQ(levels(test::paragraph("VVG är en sak men på vårdcentralen är rollen oklar.")),
            Levels{"lokal/cue"});
  EXPECT_EQ(levels(test::paragraph("Rollen i VVG är en sak, på vårdcentralen en annan.")),
            Levels{"regional/cue"});
}

TEST(Levels, DelregionalNeverGivesRegional) {
  EXPECT_EQ(levels(test::paragraph("Den delregionala rollen.")), Levels{"delregional/cue"});
  EXPECT_EQ(levels(test::imported("# Delregional nivå\n\nEn roll.\n", "t.md", labels())),
            Levels{"delregional/heading"});
}

TEST(Levels, AHeadingEndsWithTheNextOfItsRank) {
  EXPECT_EQ(levels(test::imported(
                "# Regional nivå\n\nEn roll.\n\n## Under\n\nEn roll till.\n\n# Annat\n\nTredje "
                "rollen.\n",
                "t.md", labels())),
            (Levels{"regional/heading", "regional/heading", "fri/default"}));
}

TEST(Levels, AConceptMayCarryItsOwn) {
  Codebook book = levelled();
  book.concepts[1].level = LevelId(std::size_t{0});
  EXPECT_EQ(levels(test::paragraph("På vårdcentralen finns mandat."), book),
            Levels{"regional/cue"});
}

TEST(Levels, AllConceptsOfAThemeInAUnitShareOne) {
  const Levels got = levels(test::paragraph("På vårdcentralen är rollen en sak men mandat i VVG en annan."));
  ASSERT_EQ(got.size(), 2U);
  EXPECT_EQ(got[0], got[1]);
}

TEST(Levels, OfAnInterviewersQuestionDoNotCount) {
  EXPECT_EQ(levels(test::imported("I: Hur är det i VVG?\n\nR: Rollen är oklar.\n")),
            Levels{"fri/default"});
}

TEST(Levels, AreNamedByIdOrLabel) {
  const Codebook book = levelled();
  EXPECT_EQ(matching::level_named(book, "REGIONAL"), LevelId(std::size_t{0}));
  EXPECT_EQ(matching::level_named(book, "Regional  nivå"), LevelId(std::size_t{0}));
  EXPECT_EQ(matching::level_named(book, "lokal nivå"), LevelId(std::size_t{2}));
  EXPECT_FALSE(matching::level_named(book, "högst").valid());
}

TEST(Headings, CodeOnlyWhenAsked) {
  const std::string text = "# t\n\nHelt andra ord.\n\nEn roll.\n";
  EXPECT_EQ(levels(test::imported(text, "t.md", labels())).size(), 1U);
  EXPECT_EQ(
      levels(test::imported(text, "t.md", labels()), levelled(), {.headings_code = true}).size(),
      2U);
}

}  // namespace
}  // namespace rodtrad
