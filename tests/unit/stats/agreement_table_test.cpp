#include "analyzer/stats/agreement_table.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "analyzer/stats/coded_units.h"

namespace rodtrad::stats {
namespace {

CodedSpan span(std::uint32_t begin, std::uint32_t end, std::string theme, std::string level = "") {
  return {.document = "d",
          .begin = begin,
          .end = end,
          .theme = std::move(theme),
          .level = std::move(level)};
}

std::vector<PlacedUnit> sentences() {
  return {{"d", 0, 10, "ett"}, {"d", 11, 30, "två"}, {"d", 31, 40, "tre"}, {"d", 41, 60, "fyra"}};
}

std::vector<std::string> themes_of(const CodedUnits& coded, std::size_t unit, std::size_t coder) {
  std::vector<std::string> out;
  for (const std::uint32_t code : coded.given(CodeAxis::Theme, unit, coder)) {
    out.push_back(coded.themes.codes[code]);
  }
  return out;
}

using Themes = std::vector<std::string>;

TEST(LayOnUnits, AMarkBelongsWhereHalfOfTheShorterOverlaps) {
  const CodedUnits coded =
      lay_on_units({{.coder = "MH", .spans = {span(0, 30, "a"), span(29, 40, "b")}},
                    {.coder = "rules", .spans = {span(12, 14, "a")}}},
                   sentences());
  ASSERT_EQ(coded.units.size(), 4U);
  EXPECT_EQ(themes_of(coded, 0, 0), Themes{"a"});
  EXPECT_EQ(themes_of(coded, 1, 0), Themes{"a"});  // one letter of "b" is no judgement about it
  EXPECT_EQ(themes_of(coded, 2, 0), Themes{"b"});
  EXPECT_EQ(themes_of(coded, 1, 1), Themes{"a"});  // two words marked in a longer sentence
  EXPECT_EQ(themes_of(coded, 3, 0), Themes{});
  EXPECT_TRUE(coded.was_judged(3, 0));
}

TEST(LayOnUnits, NobodysMarkIsLost) {
  const CodedUnits coded =
      lay_on_units({{.coder = "MH", .spans = {span(100, 120, "a")}}}, sentences());
  ASSERT_EQ(coded.units.size(), 5U);
  EXPECT_EQ(themes_of(coded, 4, 0), Themes{"a"});
}

TEST(LayOnUnits, OtherDocumentsAreMissingNotUncoded) {
  auto frame = sentences();
  frame.push_back({"e", 0, 10, "fem"});
  const CodedUnits coded = lay_on_units(
      {{.coder = "MH", .spans = {span(0, 10, "a")}}, {.coder = "rules", .documents = {"d", "e"}}},
      frame);
  EXPECT_TRUE(coded.was_judged(3, 0));
  EXPECT_FALSE(coded.was_judged(4, 0));
  EXPECT_TRUE(coded.was_judged(4, 1));
}

TEST(LayOnUnits, WhoListsEveryUnitJudgedNothingElse) {
  const CodedUnits coded = lay_on_units(
      {{.coder = "MH", .spans = {span(0, 10, "a"), span(11, 30, "")}, .lists_every_unit = true}},
      sentences());
  EXPECT_TRUE(coded.was_judged(1, 0));
  EXPECT_EQ(themes_of(coded, 1, 0), Themes{});
  EXPECT_FALSE(coded.was_judged(2, 0));
}

TEST(LayOnUnits, WithoutUnitsMarksThatMeetAreOne) {
  const CodedUnits coded =
      lay_on_units({{.coder = "A", .spans = {span(0, 20, "a"), span(50, 60, "b")}},
                    {.coder = "B", .spans = {span(2, 22, "a")}}},
                   std::nullopt);
  ASSERT_EQ(coded.units.size(), 2U);
  EXPECT_EQ(coded.units[0].end, 22U);
  EXPECT_FALSE(coded.knows_uncoded);
}

const AgreementRow& row(const Agreement& agreement, const std::string& measure,
                        AgreementScope scope, const std::string& code = "",
                        CodeAxis axis = CodeAxis::Theme) {
  const auto found = std::find_if(agreement.rows.begin(), agreement.rows.end(), [&](const auto& r) {
    return r.measure == measure && r.scope == scope && r.code == code && r.axis == axis;
  });
  if (found == agreement.rows.end()) throw std::runtime_error("no row " + measure);
  return *found;
}

std::vector<CoderCodings> two_coders() {
  return {{.coder = "MH", .spans = {span(0, 10, "a", "lokal"), span(11, 30, "b", "lokal")}},
          {.coder = "rules",
           .spans = {span(0, 10, "a", "lokal"), span(11, 30, "a", "regional")},
           .documents = {"d"}}};
}

TEST(MeasureAgreement, WithAndWithoutUncodedText) {
  const Agreement agreement = measure_agreement(lay_on_units(two_coders(), sentences()));
  const auto& all = row(agreement, "percent_agreement", AgreementScope::AllUnits);
  const auto& coded = row(agreement, "percent_agreement", AgreementScope::CodedUnits);
  EXPECT_EQ(all.n, 4);
  EXPECT_DOUBLE_EQ(*all.value.value, 0.75);  // three of four units alike
  EXPECT_EQ(coded.n, 2);
  EXPECT_DOUBLE_EQ(*coded.value.value, 0.5);
  // Theme a, all units: 1 1 0 0 against 1 0 0 0: Po 3/4, Pe 1/2.
  EXPECT_NEAR(*row(agreement, "cohen_kappa", AgreementScope::AllUnits, "a").value.value, 0.5,
              1e-12);
  EXPECT_NEAR(
      *row(agreement, "percent_agreement", AgreementScope::CodedUnits, "lokal", CodeAxis::Level)
           .value.value,
      0.5, 1e-12);
}

TEST(MeasureAgreement, UndefinedCarriesItsReason) {
  auto coders = two_coders();
  coders[0].spans = {span(0, 10, "a")};
  coders[1].spans = {span(0, 10, "a")};
  const Agreement agreement = measure_agreement(lay_on_units(coders, sentences()));
  EXPECT_EQ(row(agreement, "krippendorff_alpha", AgreementScope::CodedUnits).value.reason,
            Undefined::OneCategory);
  EXPECT_EQ(*row(agreement, "krippendorff_alpha", AgreementScope::AllUnits).value.value, 1.0);
}

CodedSpan with_concept(std::uint32_t begin, std::uint32_t end, std::string concept_key) {
  CodedSpan out = span(begin, end, "a");
  out.concept_key = std::move(concept_key);
  return out;
}

TEST(MeasureAgreement, WhoWorksWithoutConceptsIsNoCoderOfThem) {
  auto coders = two_coders();
  coders[0].spans = {with_concept(0, 10, "x"), with_concept(11, 30, "y"), span(31, 40, "a")};
  coders[1].spans = {with_concept(0, 10, "x"), with_concept(11, 30, "x"), span(31, 40, "a")};
  const Agreement two = measure_agreement(lay_on_units(coders, sentences()), {.resamples = 0});
  coders.push_back({.coder = "ES", .spans = {span(0, 10, "a"), span(11, 30, "a")}});
  const CodedUnits coded = lay_on_units(coders, sentences());
  EXPECT_TRUE(coded.was_judged(CodeAxis::Theme, 0, 0));
  EXPECT_FALSE(coded.was_judged(CodeAxis::Concept, 0, 0));
  // MH gave no concept here, but works with them: that says that none fits.
  EXPECT_TRUE(coded.was_judged(CodeAxis::Concept, 2, 1));
  const Agreement three = measure_agreement(coded, {.resamples = 0});
  for (const char* measure : {"cohen_kappa", "fleiss_kappa", "krippendorff_alpha", "gwet_ac1"}) {
    for (const AgreementScope scope : {AgreementScope::CodedUnits, AgreementScope::AllUnits}) {
      const auto& alone = row(two, measure, scope, "", CodeAxis::Concept);
      const auto& beside = row(three, measure, scope, "", CodeAxis::Concept);
      EXPECT_EQ(alone.value, beside.value) << measure;
      EXPECT_EQ(beside.coders, 2U);
      EXPECT_EQ(alone.note, beside.note);
    }
  }
}

TEST(MeasureAgreement, ThreeCodersAreAlsoTakenTwoByTwo) {
  auto coders = two_coders();
  EXPECT_TRUE(measure_agreement(lay_on_units(coders, sentences()), {.resamples = 0}).pairs.empty());
  coders.push_back(coders[0]);
  coders.back().coder = "ES";
  const CodedUnits coded = lay_on_units(coders, sentences());
  const Agreement agreement = measure_agreement(coded, {.resamples = 0});
  double kappas = 0;
  std::size_t pairs = 0;
  for (const PairAgreement& pair : agreement.pairs) {
    if (pair.axis != CodeAxis::Theme || pair.scope != AgreementScope::AllUnits) continue;
    kappas += pair.kappa.value.value_or(-99);
    ++pairs;
    EXPECT_EQ(pair.n, 4);
    const bool people = coded.coders[pair.first] == "ES" && coded.coders[pair.second] == "MH";
    EXPECT_DOUBLE_EQ(*pair.percent.value, people ? 1.0 : 0.75);
  }
  EXPECT_EQ(pairs, 3U);
  EXPECT_NEAR(*row(agreement, "cohen_kappa", AgreementScope::AllUnits).value.value, kappas / 3,
              1e-12);
}

TEST(MeasureAgreement, OneCoderWithConceptsGivesNoMeasuresOfThem) {
  auto coders = two_coders();
  coders[1].spans = {with_concept(0, 10, "x")};
  const Agreement agreement = measure_agreement(lay_on_units(coders, sentences()));
  EXPECT_TRUE(std::none_of(agreement.rows.begin(), agreement.rows.end(),
                           [](const auto& r) { return r.axis == CodeAxis::Concept; }));
}

TEST(MeasureAgreement, OrderOfCodersChangesNothingAndTheSeedDecidesTheIntervals) {
  auto coders = two_coders();
  const Agreement first = measure_agreement(lay_on_units(coders, sentences()), {.resamples = 200});
  std::reverse(coders.begin(), coders.end());
  std::reverse(coders[0].spans.begin(), coders[0].spans.end());
  const Agreement second = measure_agreement(lay_on_units(coders, sentences()), {.resamples = 200});
  ASSERT_EQ(first.rows.size(), second.rows.size());
  for (std::size_t r = 0; r < first.rows.size(); ++r) {
    EXPECT_EQ(first.rows[r].value, second.rows[r].value) << first.rows[r].measure;
    EXPECT_EQ(first.rows[r].interval, second.rows[r].interval) << first.rows[r].measure;
  }
}

}  // namespace
}  // namespace rodtrad::stats
