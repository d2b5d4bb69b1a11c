#include "analyzer/stats/evaluation.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace rodtrad::stats {
namespace {

using Names = std::vector<std::string>;

JudgedUnit unit(std::string id, Names person, Names rules, std::string level = "",
                std::string rule_level = "") {
  return {.id = std::move(id),
          .document = "d",
          .text = "",
          .themes = std::move(person),
          .level = std::move(level),
          .rule_themes = std::move(rules),
          .rule_level = std::move(rule_level)};
}

double measure(const Evaluation& e, const std::string& name) {
  for (const EvaluationMeasure& m : e.measures) {
    if (m.name == name) return m.value.value.value_or(-99);
  }
  return -98;
}

const CodeScore& code(const Evaluation& e, CodeAxis axis, const std::string& name) {
  const auto found = std::find_if(e.codes.begin(), e.codes.end(), [&](const CodeScore& s) {
    return s.axis == axis && s.code == name;
  });
  if (found == e.codes.end()) throw std::runtime_error("no code " + name);
  return *found;
}

/// Four units, worked by hand: one right; one right as the second theme, level right; one right
/// theme with the wrong level; one that the rules leave alone.
std::vector<JudgedUnit> four() {
  return {unit("1", {"roller"}, {"roller"}, "lokal", "lokal"),
          unit("2", {"roller"}, {"pengar", "roller"}, "länet", "länet"),
          unit("3", {"pengar"}, {"pengar"}, "lokal", "länet"),
          unit("4", {"pengar"}, {}, "länet", "")};
}

TEST(Evaluate, FourUnitsByHand) {
  const Evaluation e = evaluate(four(), {.resamples = 0});
  EXPECT_DOUBLE_EQ(measure(e, "coverage"), 3.0 / 4);
  EXPECT_DOUBLE_EQ(measure(e, "themes_per_unit"), 1.0);
  EXPECT_DOUBLE_EQ(measure(e, "theme_top1"), 2.0 / 4);
  EXPECT_DOUBLE_EQ(measure(e, "theme_any_hit"), 3.0 / 4);
  EXPECT_DOUBLE_EQ(measure(e, "theme_micro_precision"), 3.0 / 4);  // one false hit: pengar in 2
  EXPECT_DOUBLE_EQ(measure(e, "theme_micro_recall"), 3.0 / 4);
  // First themes: person r r p p, rules r p p none. Po 1/2, Pe (2*1 + 2*2)/16 = 3/8.
  EXPECT_DOUBLE_EQ(measure(e, "theme_kappa"), (0.5 - 0.375) / (1 - 0.375));
  EXPECT_DOUBLE_EQ(measure(e, "level_accuracy"), 2.0 / 4);
  EXPECT_DOUBLE_EQ(measure(e, "level_coverage"), 3.0 / 4);
  EXPECT_DOUBLE_EQ(measure(e, "cell_accuracy"), 1.0 / 4);
}

double cases(const Evaluation& e, const std::string& name) {
  for (const EvaluationMeasure& m : e.measures) {
    if (m.name == name) return m.n;
  }
  return -98;
}

TEST(Evaluate, EveryMeasureTellsWhatItIsAShareOf) {
  std::vector<JudgedUnit> units = four();
  units.push_back(unit("5", {"pengar"}, {}));  // no level
  for (JudgedUnit& u : units) u.weight = 10;
  const Evaluation e = evaluate(units, {.resamples = 0});
  EXPECT_EQ(cases(e, "coverage"), 5);
  EXPECT_EQ(cases(e, "theme_top1_of_covered"), 3);
  EXPECT_EQ(cases(e, "theme_micro_precision"), 4);  // themes by rules
  EXPECT_EQ(cases(e, "theme_micro_recall"), 5);     // the person's
  EXPECT_EQ(cases(e, "theme_micro_f1"), 9);
  EXPECT_EQ(cases(e, "theme_macro_f1"), 2);
  EXPECT_EQ(cases(e, "theme_kappa"), 5);
  EXPECT_EQ(cases(e, "level_accuracy"), 4);
  EXPECT_EQ(cases(e, "level_accuracy_of_covered"), 3);
}

TEST(Evaluate, ThreeOfThreeIsNotCertain) {
  std::vector<JudgedUnit> units;
  for (int i = 0; i < 20; ++i) {
    const bool rare = i < 3;
    units.push_back(unit(std::to_string(i), {rare ? "roller" : "pengar"},
                         {rare         ? "roller"
                          : i % 4 == 0 ? "tid"
                                       : "pengar"}));
  }
  const Evaluation e = evaluate(units);
  const CodeScore& rare = code(e, CodeAxis::Theme, "roller");
  EXPECT_EQ(rare.cases[CodeScore::Precision], 3);
  for (std::size_t f = 0; f < CodeScore::kFigures; ++f) EXPECT_FALSE(rare.intervals[f]);
  const CodeScore& common = code(e, CodeAxis::Theme, "pengar");
  EXPECT_TRUE(common.intervals[CodeScore::Recall]);
  // Every draw gives 1: that is no interval either.
  EXPECT_EQ(*common.figures[CodeScore::Precision].value, 1.0);
  EXPECT_FALSE(common.intervals[CodeScore::Precision]);
}

TEST(Evaluate, PerCodePrecisionAndRecall) {
  const Evaluation e = evaluate(four(), {.resamples = 0});
  const CodeScore& pengar = code(e, CodeAxis::Theme, "pengar");
  EXPECT_EQ(pengar.n, 2);
  EXPECT_EQ(pengar.predicted, 2);
  EXPECT_EQ(pengar.hits, 1);
  EXPECT_DOUBLE_EQ(*pengar.figures[CodeScore::Precision].value, 0.5);
  EXPECT_DOUBLE_EQ(*pengar.figures[CodeScore::Kappa].value, 0.0);  // Po 1/2, Pe 1/2
}

TEST(Evaluate, NeverPredictedHasNoPrecisionButCountsAsZeroInTheMean) {
  const Evaluation e = evaluate({unit("1", {"a"}, {"a"}), unit("2", {"b"}, {})}, {.resamples = 0});
  EXPECT_EQ(code(e, CodeAxis::Theme, "b").figures[CodeScore::Precision].reason, Undefined::NoData);
  EXPECT_DOUBLE_EQ(measure(e, "theme_macro_precision"), 0.5);
}

TEST(Evaluate, NothingToFindAndNothingFoundIsRight) {
  const Evaluation e = evaluate({unit("1", {}, {}), unit("2", {}, {"a"})}, {.resamples = 0});
  EXPECT_DOUBLE_EQ(measure(e, "theme_top1"), 0.5);
  EXPECT_DOUBLE_EQ(measure(e, "theme_any_hit"), 0.5);
}

TEST(Evaluate, WeightsStandForRepeatedUnits) {
  std::vector<JudgedUnit> weighted = four();
  weighted[3].weight = 3;
  std::vector<JudgedUnit> repeated = four();
  repeated.push_back(repeated[3]);
  repeated.push_back(repeated[3]);
  const Evaluation a = evaluate(weighted, {.resamples = 0});
  const Evaluation b = evaluate(repeated, {.resamples = 0});
  EXPECT_TRUE(a.weighted);
  for (std::size_t m = 0; m < a.measures.size(); ++m) {
    EXPECT_EQ(a.measures[m].value, b.measures[m].value) << a.measures[m].name;
  }
}

TEST(Evaluate, IntervalsHoldTheValueAndRepeatWithTheSeed) {
  std::vector<JudgedUnit> units;
  for (int i = 0; i < 10; ++i) {
    for (JudgedUnit u : four()) {
      u.group = "d" + std::to_string(i);
      if (i % 3 == 0) u.rule_themes = {"pengar"};
      units.push_back(std::move(u));
    }
  }
  const Evaluation a = evaluate(units, {.resamples = 300, .seed = 5});
  const Evaluation b = evaluate(units, {.resamples = 300, .seed = 5});
  EXPECT_TRUE(a.by_groups);
  for (std::size_t m = 0; m < a.measures.size(); ++m) {
    EXPECT_EQ(a.measures[m].interval, b.measures[m].interval);
    if (!a.measures[m].interval) continue;
    EXPECT_LE(a.measures[m].interval->low, *a.measures[m].value.value + 1e-12);
    EXPECT_GE(a.measures[m].interval->high, *a.measures[m].value.value - 1e-12);
  }
}

}  // namespace
}  // namespace rodtrad::stats
