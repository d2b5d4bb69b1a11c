#include "analyzer/stats/results_diff.h"

#include <gtest/gtest.h>

#include "analyzer/pipeline/analyze.h"

namespace rodtrad::stats {
namespace {

/// Results of one text with a codebook given as its themes (JSON).
Analysis coded(const std::string& text, const std::string& themes) {
  auto compiled = pipeline::compile_codebook(
      R"({"format": "rodtrad-codebook/1", "id": "b", "themes": [)" + themes + "]}", "b.json");
  if (!compiled) throw std::runtime_error(to_text(compiled.failure().diagnostics.items()[0]));
  pipeline::Request request;
  request.inputs = {{.name = "a.txt", .key = "a", .bytes = text}};
  return pipeline::analyze(request, compiled.value()).value();
}

std::string theme(const std::string& id, const std::string& concepts) {
  return R"({"id": ")" + id + R"(", "label": ")" + id + R"(", "concepts": [)" + concepts + "]}";
}
std::string entry(const std::string& id, const std::string& rules, const std::string& more = "") {
  return R"({"id": ")" + id + R"(", "label": ")" + id + R"(", "indicators": [)" + rules + "]" +
         more + "}";
}

/// `change reason rule` of every excerpt.
std::vector<std::string> told(const ResultsDiff& diff) {
  std::vector<std::string> out;
  for (const ExcerptDifference& d : diff.excerpts) {
    out.push_back(std::string(to_text(d.change)) + " " + std::string(to_text(d.reason)) + " " +
                  d.rule);
  }
  return out;
}
using Told = std::vector<std::string>;

constexpr const char* kText = "En roll. Ett mandat. En buss.";

TEST(ResultsDiff, TellsTheRuleThatLostOrGainedAnExcerpt) {
  const Analysis before = coded(kText, theme("t", entry("c", R"("roll", "mandat")")));
  const Analysis after = coded(kText, theme("t", entry("c", R"("roll", "buss")")));
  EXPECT_EQ(told(diff_results(before, after)),
            (Told{"same  roll", "lost rule-removed mandat", "gained rule-added buss"}));
}

TEST(ResultsDiff, ANewExceptionIsNamedAsTheReason) {
  const Analysis before = coded(kText, theme("t", entry("c", R"("roll", "mandat")")));
  const Analysis after =
      coded(kText, theme("t", entry("c", R"("roll", "mandat")", R"(, "unless": ["ett"])")));
  EXPECT_EQ(told(diff_results(before, after)), (Told{"same  roll", "lost unless-added mandat"}));
}

TEST(ResultsDiff, AConceptUnderAnotherThemeMovesItsExcerpts) {
  const std::string c = entry("c", R"("roll")");
  const std::string d = entry("d", R"("mandat")");
  const Analysis before = coded(kText, theme("t", c + "," + d) + "," + theme("u", ""));
  const Analysis after = coded(kText, theme("t", d) + "," + theme("u", c));
  EXPECT_EQ(told(diff_results(before, after)), (Told{"moved concept-moved roll", "same  mandat"}));
}

/// The pairing of the code that has the id afterwards.
CodePairing pairing(const ResultsDiff& diff, const Analysis& after, CodeKind kind,
                    const std::string& id) {
  for (const CodePairing& code : diff.codes) {
    if (code.kind != kind || code.after == kNone) continue;
    const std::string& key = kind == CodeKind::Theme ? after.codebook->themes[code.after].key
                                                     : after.codebook->concepts[code.after].key;
    if (key == id) return code;
  }
  throw std::runtime_error("no code " + id);
}

TEST(ResultsDiff, AMovedConceptIsToldAndItsThemesHaveTheSameRules) {
  const std::string c = entry("c", R"("roll")");
  const std::string d = entry("d", R"("mandat")");
  const Analysis before = coded(kText, theme("t", c + "," + d) + "," + theme("u", ""));
  const Analysis after = coded(kText, theme("t", d) + "," + theme("u", c));
  const ResultsDiff diff = diff_results(before, after);
  EXPECT_TRUE(pairing(diff, after, CodeKind::Concept, "c").moved);
  EXPECT_FALSE(pairing(diff, after, CodeKind::Concept, "d").moved);
  for (const CodePairing& code : diff.codes) EXPECT_FALSE(code.rules_changed);
}

TEST(ResultsDiff, ARenamedThemeMovesNoConcept) {
  const std::string c = entry("c", R"("roll")");
  const Analysis before = coded(kText, theme("t", c));
  const Analysis after = coded(kText, theme("nytt", c));
  EXPECT_FALSE(pairing(diff_results(before, after), after, CodeKind::Concept, "c").moved);
}

TEST(ResultsDiff, AConceptsNewRuleIsNotItsThemes) {
  const Analysis before = coded(kText, theme("t", entry("c", R"("roll")")));
  const Analysis after = coded(kText, theme("t", entry("c", R"("roll", "buss")")));
  const ResultsDiff diff = diff_results(before, after);
  EXPECT_TRUE(pairing(diff, after, CodeKind::Concept, "c").rules_changed);
  EXPECT_FALSE(pairing(diff, after, CodeKind::Theme, "t").rules_changed);
}

TEST(ResultsDiff, TheSameWordsUnderAnotherCodeHaveMoved) {
  const std::string rest = R"(, "mandat", "buss", "hund")";
  const Analysis before =
      coded(kText, theme("t", entry("c", R"("roll")" + rest) + "," + entry("d", R"("katt")")));
  const Analysis after = coded(kText, theme("t", entry("c", R"("mandat", "buss", "hund")") + "," +
                                                     entry("d", R"("katt", "roll")")));
  EXPECT_EQ(told(diff_results(before, after)),
            (Told{"moved other-code roll", "same  mandat", "same  buss"}));
}

TEST(ResultsDiff, ARemovedCodeLosesItsExcerptsWithThatReason) {
  const Analysis before =
      coded(kText, theme("t", entry("c", R"("roll")") + "," + entry("d", R"("buss")")));
  const Analysis after = coded(kText, theme("t", entry("c", R"("roll")")));
  EXPECT_EQ(told(diff_results(before, after)), (Told{"same  roll", "lost code-removed buss"}));
}

TEST(ResultsDiff, AWordAddedElsewhereInTheTextLosesNothing) {
  const std::string book = theme("t", entry("c", R"("roll", "mandat")"));
  const Analysis before = coded(kText, book);
  const Analysis after = coded("Hej. En roll. Ett mandat. En buss.", book);
  EXPECT_EQ(told(diff_results(before, after)), (Told{"same  roll", "same  mandat"}));
}

TEST(ResultsDiff, ARenamedCodeWithAnotherRuleIsRecognisedByTheRest) {
  const Analysis before = coded(kText, theme("t", entry("c", R"("roll", "mandat", "buss")")));
  const Analysis after = coded(kText, theme("t", entry("nytt", R"("roll", "mandat")")));
  const ResultsDiff diff = diff_results(before, after);
  ASSERT_EQ(diff.codes.size(), 2U);
  EXPECT_EQ(diff.codes[1].change, CodeChange::Renamed);
  EXPECT_EQ(diff.codes[1].by, MatchedBy::SomeRules);
  EXPECT_TRUE(diff.codes[1].rules_changed);
  EXPECT_EQ(told(diff), (Told{"same  roll", "same  mandat", "lost rule-removed buss"}));
}

}  // namespace
}  // namespace rodtrad::stats
