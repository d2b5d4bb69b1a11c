#include "analyzer/report/scores.h"

#include <gtest/gtest.h>

#include <string>

namespace rodtrad {
namespace {

/// Four one-line documents, each one unit.
struct Material {
  Analysis analysis{};

  Material() {
    analysis.documents.resize(4);
    analysis.units.resize(4);
    const char* texts[] = {"avtalet saknas på kort tid", "ett avtal", "ett avtal", "inget här"};
    for (std::size_t i = 0; i < 4; ++i) {
      analysis.documents[i].text = texts[i];
      analysis.units[i].document = DocumentId(i);
      analysis.units[i].span = {0, static_cast<std::uint32_t>(analysis.documents[i].text.size())};
    }
  }

  Coding& add(std::size_t unit, std::size_t theme, std::size_t indicator, const std::string& word) {
    const auto at = static_cast<std::uint32_t>(analysis.documents[unit].text.find(word));
    Coding coding;
    coding.unit = UnitId(unit);
    coding.theme = ThemeId(theme);
    coding.evidence = {{.indicator = IndicatorId(indicator),
                        .span = {at, at + static_cast<std::uint32_t>(word.size())}}};
    analysis.codings.push_back(coding);
    return analysis.codings.back();
  }

  [[nodiscard]] std::vector<std::uint32_t> scores() const { return report::scores(analysis); }
};

TEST(Scores, WhatHitsInFewUnitsWeighsMore) {
  Material m;
  m.add(0, 0, 0, "avtalet");  // in three of four units: log2(1 + 4/3) = 1.2224
  m.add(0, 1, 1, "saknas");   // in one of four: log2(5) = 2.3219
  m.add(1, 0, 0, "avtal");
  m.add(2, 0, 0, "avtal");
  EXPECT_EQ(m.scores().at(0), 122U);
  EXPECT_EQ(m.scores().at(1), 232U);
}

TEST(Scores, PhraseWeighsMoreThanWord) {
  Material m;
  m.add(0, 0, 0, "på kort tid");  // log2(5) * 1.5
  EXPECT_EQ(m.scores().at(0), 348U);
}

TEST(Scores, DistinctIndicatorsAddUpAndConceptsOfOneThemeShareTheScore) {
  Material m;
  m.add(0, 0, 0, "avtalet");
  m.add(0, 0, 1, "saknas");
  EXPECT_EQ(m.scores().at(0), 464U);
  EXPECT_EQ(m.scores().at(1), 464U);
}

TEST(Scores, OneWordFoundByTwoRulesCountsOnce) {
  Material m;
  m.add(0, 0, 0, "avtalet");
  m.add(0, 0, 1, "avtalet");
  EXPECT_EQ(m.scores().at(0), 232U);
}

TEST(Scores, WithoutEvidenceInTheTextTheScoreIsZero) {
  Material m;
  m.add(0, 0, 0, "avtalet").evidence.clear();
  EXPECT_EQ(m.scores().at(0), 0U);
}

}  // namespace
}  // namespace rodtrad
