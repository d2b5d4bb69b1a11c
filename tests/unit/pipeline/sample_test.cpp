#include "analyzer/pipeline/sample.h"
#include "tests/support/change_codebook.h"

#include <gtest/gtest.h>

#include <set>

namespace rodtrad::pipeline {
namespace {

/// A hundred units: ten of theme 0, five of theme 1, the rest uncoded, one empty answer.
Analysis hundred() {
  Analysis analysis;
  test::change_codebook(analysis, [](Codebook& book) { book.themes.resize(2); });
  analysis.documents.emplace_back();
  analysis.units.resize(100);
  for (Unit& unit : analysis.units) unit.document = DocumentId(std::size_t{0});
  analysis.units[99].empty_answer = true;
  for (std::size_t u = 0; u < 15; ++u) {
    Coding coding;
    coding.unit = UnitId(u);
    coding.theme = ThemeId(u < 10 ? std::size_t{0} : std::size_t{1});
    analysis.codings.push_back(coding);
  }
  return analysis;
}

std::size_t between(const DrawnSample& sample, std::uint32_t from, std::uint32_t to) {
  std::size_t n = 0;
  for (const std::uint32_t u : sample.units) n += u >= from && u < to ? 1 : 0;
  return n;
}

TEST(Sample, EveryStratumIsThereAndThreeInTenAreUncoded) {
  const DrawnSample sample = draw_sample(hundred(), {.n = 10, .seed = 3});
  EXPECT_EQ(sample.units.size(), 10U);
  EXPECT_EQ(between(sample, 15, 99), 3U);
  EXPECT_EQ(between(sample, 0, 10) + between(sample, 10, 15), 7U);
  EXPECT_GE(between(sample, 10, 15), 3U);
}

TEST(Sample, WhatASmallStratumCannotGiveOthersGive) {
  const DrawnSample sample = draw_sample(hundred(), {.n = 60, .seed = 3});
  EXPECT_EQ(sample.units.size(), 60U);
  EXPECT_EQ(between(sample, 0, 15), 15U);
}

TEST(Sample, NothingTwiceNothingEmptyAndAllWhenAskedForMore) {
  const DrawnSample sample = draw_sample(hundred(), {.n = 500, .seed = 3});
  EXPECT_EQ(sample.units.size(), 99U);
  EXPECT_EQ(std::set<std::uint32_t>(sample.units.begin(), sample.units.end()).size(), 99U);
  EXPECT_EQ(between(sample, 99, 100), 0U);
}

TEST(Sample, TheSeedDecides) {
  EXPECT_EQ(draw_sample(hundred(), {.n = 20, .seed = 3}).units,
            draw_sample(hundred(), {.n = 20, .seed = 3}).units);
  EXPECT_NE(draw_sample(hundred(), {.n = 20, .seed = 3}).units,
            draw_sample(hundred(), {.n = 20, .seed = 4}).units);
}

}  // namespace
}  // namespace rodtrad::pipeline
