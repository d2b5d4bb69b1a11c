#include "analyzer/pipeline/explore.h"

#include <gtest/gtest.h>

#include <set>

#include "analyzer/pipeline/analyze.h"
#include "tests/support/lexicon.h"

namespace rodtrad::pipeline {
namespace {

/// An analysis of small files with one theme `t` and these indicators (JSON strings).
Analysis analysis_of(const std::vector<std::string>& texts, const std::string& indicators) {
  static std::vector<CompiledCodebook> books;  // an analysis copies its codebook
  auto compiled = compile_codebook(
      R"({"format": "rodtrad-codebook/1", "id": "b", "themes": [{"id": "t", "label": "T", "concepts":
          [{"id": "c", "label": "C", "indicators": [)" +
          indicators + "]}]}]}",
      "b.json");
  books.push_back(std::move(compiled).value());
  Request request;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string name = "intervju-" + std::to_string(i + 1);
    request.inputs.push_back({.name = name + ".txt", .key = name, .bytes = texts[i]});
  }
  return analyze(request, books.back()).value();
}

const WordContrast* word_in(const std::vector<WordContrast>& words, const std::string& word) {
  for (const WordContrast& w : words) {
    if (w.word == word) return &w;
  }
  return nullptr;
}

TEST(Explore, WordsOfUncodedUnitsAreCountedAgainstThoseOfCodedOnes) {
  const Analysis analysis = analysis_of(
      {"Rollen är oklar idag. Bussen kom inte. Bussen var full. Bussen stod still och rollen med."},
      "\"roll\"");
  const Lemmas lemmas = lemmas_of(analysis, {});
  const auto words = uncovered_words(analysis, lemmas, {.least = 2});
  const WordContrast* bus = word_in(words, "Bussen");
  ASSERT_NE(bus, nullptr);
  EXPECT_EQ(bus->here, 2U);
  EXPECT_EQ(bus->there, 1U);
  EXPECT_EQ(bus->units, 2U);
  EXPECT_EQ(bus->example->hit, "Bussen");
  EXPECT_EQ(bus->example->right, " kom inte. Bussen var full. Bussen stod still");
}

TEST(Explore, PairsDoNotReachOverPunctuationOrSentences) {
  // Nine words make eight gaps; a comma and a full stop close two of them.
  const Analysis analysis = analysis_of(
      {"Trygg utskrivning tidigt, trygg utskrivning sent. Utskrivning trygg hemma."}, "\"x\"");
  std::uint64_t all = 0;
  const auto pairs = collocations(analysis, lemmas_of(analysis, {}), {.least = 2}, all);
  EXPECT_EQ(all, 6U);
  ASSERT_EQ(pairs.size(), 1U);
  EXPECT_EQ(pairs[0].n_ab, 2U);
  EXPECT_EQ(pairs[0].n_a, 3U);
  EXPECT_EQ(pairs[0].n_b, 2U);
}

TEST(Explore, ACompoundWithAnIndicatorsWordIsSuggestedWhereItStands) {
  const language::Lexicon* lexicon = test::real_lexicon();
  if (lexicon == nullptr) GTEST_SKIP() << "no lexicon on this machine";
  const Analysis analysis =
      analysis_of({"Avtal är viktigt. Samverkansavtalet ligger i en låda."}, "\"avtal\"");
  const language::Resources resources{.lexicon = lexicon};
  const auto suggestions =
      suggest_indicators(analysis, lemmas_of(analysis, resources), resources, {});
  ASSERT_EQ(suggestions.size(), 1U);
  EXPECT_EQ(suggestions[0].word, "samverkansavtal");
  EXPECT_EQ(suggestions[0].related, "avtal");
  EXPECT_EQ(suggestions[0].uncoded, 1U);
  ASSERT_EQ(suggestions[0].places.size(), 1U);
  EXPECT_EQ(suggestions[0].places[0].hit, "Samverkansavtalet");
}

TEST(Explore, AFormOfTwoWordsIsCountedAsTheOneThatTheMaterialHas) {
  const language::Lexicon* lexicon = test::real_lexicon();
  if (lexicon == nullptr) GTEST_SKIP() << "no lexicon on this machine";
  const auto base_forms = [lexicon](const char* text) {
    std::set<std::string> out;
    for (const Lemma& lemma : lemmas_of(analysis_of({text}, "\"x\""), {.lexicon = lexicon}).list) {
      out.insert(lemma.text);
    }
    return out;
  };
  EXPECT_TRUE(base_forms("Hon skrev, och vi skriver.").contains("skriva"));
  EXPECT_FALSE(base_forms("Hon skrev, och vi skriver.").contains("skrev"));
  EXPECT_TRUE(base_forms("Hon skrev.").contains("skrev"));
}

TEST(Explore, EveryExampleIsWhatStandsThere) {
  const Analysis analysis = analysis_of({"Åsa åker buss. Åsa åker buss. Åsa åker buss.",
                                         "Örjan åker båt. Örjan åker båt. Örjan roar."},
                                        "\"roll\"");
  const Lemmas lemmas = lemmas_of(analysis, {});
  for (const WordContrast& word : uncovered_words(analysis, lemmas, {.least = 1})) {
    ASSERT_TRUE(word.example);
    for (const Document& document : analysis.documents) {
      if (document.key != word.example->document) continue;
      const OffsetMap offsets(document.text);
      EXPECT_EQ(slice(document.text, offsets.bytes(word.example->span)), word.example->hit);
    }
  }
}

TEST(Explore, AHitWithinReachOfANegationIsANegativeCase) {
  const Analysis analysis =
      analysis_of({"Samarbetet fungerar bra. Samarbetet fungerar inte alls."}, "\"fungerar\"");
  const auto cases = negative_cases(analysis, {}, {});
  ASSERT_EQ(cases.size(), 1U);
  EXPECT_EQ(cases[0].text, "Samarbetet fungerar inte alls.");
  EXPECT_EQ(cases[0].evidence, "fungerar");
}

TEST(Explore, SaturationNeedsABaseAndARun) {
  const Analysis analysis = analysis_of({"En roll.", "En roll.", "En roll."}, "\"roll\"");
  EXPECT_EQ(saturation_curve(analysis, {}).undefined, "too-few");
  const SaturationCurve curve = saturation_curve(analysis, {.base = 1, .run = 2});
  EXPECT_EQ(curve.undefined, "");
  EXPECT_EQ(curve.label, "1+2");
  EXPECT_EQ(curve.steps[0].fresh, 1U);
  EXPECT_EQ(curve.steps[2].ratio, 0.0);
}

}  // namespace
}  // namespace rodtrad::pipeline
