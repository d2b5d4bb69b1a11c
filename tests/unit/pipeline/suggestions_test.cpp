#include "analyzer/pipeline/suggestions.h"

#include <gtest/gtest.h>

#include "analyzer/pipeline/analyze.h"

namespace rodtrad {
namespace {

const char* const kCodebook = R"({
  "format": "rodtrad-codebook/1", "id": "liten",
  "themes": [
    {"id": "tid", "label": "Tid", "concepts": [
      {"id": "brist", "label": "Tidsbrist", "indicators": ["tidsbrist"]}]},
    {"id": "avtal", "label": "Avtal", "concepts": [
      {"id": "papper", "label": "Papper", "indicators": ["avtal"]}]}]})";

const char* const kCoded = R"({"text": "Bussen går och vi väntar på svar", "theme": "Tid"}
{"text": "Alla väntar på svar i veckor", "theme": "tid"}
{"text": "Pärmen står i hyllan olöst", "theme": "avtal"}
{"text": "Ingen öppnar pärmen i hyllan", "theme": "Avtal"}
{"text": "Pärmen igen", "theme": "avtal", "origin": "rule"}
)";

struct Made {
  pipeline::CompiledCodebook codebook;
  Analysis analysis;
};

Made made(const std::string& jsonl) {
  auto codebook = pipeline::compile_codebook(kCodebook, "liten.json");
  pipeline::Request request;
  request.inputs.push_back({.name = "svar.jsonl", .key = "svar", .bytes = jsonl});
  auto analysis = pipeline::analyze(request, codebook.value());
  return {std::move(codebook).value(), std::move(analysis).value()};
}

std::vector<pipeline::Lesson> lessons(const Made& m, Diagnostics& remarks,
                                      const std::string& coded = kCoded) {
  return pipeline::lessons_from(coded, "kodat.jsonl", *m.analysis.codebook, remarks).value();
}

TEST(Suggestions, LearnsFromPeopleNotFromRules) {
  const Made m = made("{\"text\": \"x\"}\n");
  Diagnostics remarks;
  EXPECT_EQ(lessons(m, remarks).size(), 4U);
  EXPECT_TRUE(remarks.empty());
}

TEST(Suggestions, TellsThemesTheCodebookLacks) {
  const Made m = made("{\"text\": \"x\"}\n");
  Diagnostics remarks;
  lessons(m, remarks, std::string(kCoded) + R"({"text": "hej", "theme": "Väder"})");
  ASSERT_EQ(remarks.items().size(), 1U);
  EXPECT_EQ(remarks.items()[0].id, "learn-unknown-theme");
}

TEST(Suggestions, NothingToLearnFromIsAnError) {
  const Made m = made("{\"text\": \"x\"}\n");
  Diagnostics remarks;
  const auto none =
      pipeline::lessons_from("{\"text\": \"hej\"}\n", "kodat.jsonl", *m.analysis.codebook, remarks);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.failure().diagnostics.items()[0].id, "learn-nothing");
}

TEST(Suggestions, ProposesForSilentUnitsWithTheWordsThatCarryIt) {
  const Made m = made("{\"text\": \"Vi väntar på svar nu\"}\n{\"text\": \"Det regnar mycket\"}\n");
  Diagnostics remarks;
  const Suggestions found = pipeline::suggest(m.analysis, m.codebook, lessons(m, remarks)).value();
  EXPECT_EQ(found.learned_from, 4U);
  ASSERT_EQ(found.suggestions.size(), 1U);
  const Suggestion& suggestion = found.suggestions[0];
  EXPECT_EQ(suggestion.because, Suggestion::Because::Silent);
  EXPECT_EQ(suggestion.unit, UnitId(std::size_t{0}));
  EXPECT_EQ(at(m.analysis.codebook->themes, suggestion.theme).key, "tid");
  EXPECT_GT(suggestion.strength, 0);
  ASSERT_FALSE(suggestion.words.empty());
  for (const CarryingWord& word : suggestion.words) EXPECT_GT(word.weight, 0) << word.word;
}

TEST(Suggestions, AreNoCodingsUntilCounted) {
  Made m = made("{\"text\": \"Vi väntar på svar nu\"}\n{\"text\": \"Ett avtal\"}\n");
  Diagnostics remarks;
  const Suggestions found = pipeline::suggest(m.analysis, m.codebook, lessons(m, remarks)).value();
  ASSERT_EQ(m.analysis.codings.size(), 1U);
  pipeline::count_suggestions(found, m.analysis);
  ASSERT_EQ(m.analysis.codings.size(), 2U);
  EXPECT_EQ(m.analysis.codings[0].origin, Origin::Suggestion);
  EXPECT_EQ(m.analysis.codings[0].coder, "suggestions");
  EXPECT_EQ(m.analysis.codings[1].origin, Origin::Rule);
  EXPECT_EQ(m.analysis.totals.coded, 2U);
}

TEST(Suggestions, ProposesWordsThatNoRuleFinds) {
  const Made m = made("{\"text\": \"x\"}\n");
  Diagnostics remarks;
  const Suggestions found = pipeline::suggest(m.analysis, m.codebook, lessons(m, remarks)).value();
  bool shelf = false;
  for (const SuggestedWord& word : found.words) {
    EXPECT_GE(word.items, 2U);
    shelf = shelf || (word.theme == ThemeId(std::size_t{1}) && word.word.starts_with("hyll"));
  }
  EXPECT_TRUE(shelf);
}

TEST(Suggestions, TheCodebooksOwnWordsAreLessonsToo) {
  const Made m = made("{\"text\": \"x\"}\n");
  EXPECT_EQ(pipeline::lessons_of(*m.analysis.codebook).size(), 4U);
}

}  // namespace
}  // namespace rodtrad
