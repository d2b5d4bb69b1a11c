#include <gtest/gtest.h>

#include "analyzer/pipeline/analyze.h"
#include "analyzer/pipeline/check.h"
#include "analyzer/pipeline/concordance.h"
#include "analyzer/pipeline/study.h"

namespace rodtrad::pipeline {
namespace {

CompiledCodebook book(const std::string& concepts) {
  auto compiled = compile_codebook(
      R"({"format": "rodtrad-codebook/1", "id": "b", "themes": [{"id": "t", "label": "T", "concepts": [)" +
          concepts + "]}]}",
      "b.json");
  if (!compiled) throw std::runtime_error(to_text(compiled.failure().diagnostics.items()[0]));
  return std::move(compiled).value();
}

CompiledCodebook roles() { return book(R"({"id": "c", "label": "C", "indicators": ["roll"]})"); }

Request request(std::vector<Input> inputs) {
  Request out;
  out.inputs = std::move(inputs);
  return out;
}

TEST(Analyze, TakesInputsInTheOrderOfTheirNames) {
  const CompiledCodebook compiled = roles();
  const auto keys = [&](std::vector<Input> inputs) {
    std::vector<std::string> out;
    const auto analysis = analyze(request(std::move(inputs)), compiled);
    for (const Document& d : analysis.value().documents) out.push_back(d.key);
    return out;
  };
  const Input a{.name = "intervju 2.txt", .key = "intervju 2", .bytes = "En roll."};
  const Input b{.name = "intervju 10.txt", .key = "intervju 10", .bytes = "En roll."};
  EXPECT_EQ(keys({b, a}), (std::vector<std::string>{"intervju 2", "intervju 10"}));
  EXPECT_EQ(keys({a, b}), keys({b, a}));
}

TEST(Analyze, MakesDocumentIdsUniqueAcrossInputs) {
  const auto analysis = analyze(request({{.name = "a.txt", .key = "a", .bytes = "x"},
                                         {.name = "b/a.md", .key = "a", .bytes = "y"}}),
                                roles());
  EXPECT_EQ(analysis.value().documents[1].key, "a~2");
}

TEST(Analyze, ABadInputEndsTheRunOrIsNamed) {
  Request asked = request({{.name = "a.txt", .key = "a", .bytes = "En roll."},
                           {.name = "b.docx", .key = "b", .bytes = "no"}});
  EXPECT_FALSE(analyze(asked, roles()));
  asked.on_bad_input = OnBadInput::KeepGoing;
  const auto kept = analyze(asked, roles());
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept.value().codings.size(), 1U);
  EXPECT_FALSE(kept.value().run.inputs[1].read);
}

TEST(Analyze, CountsWordsPerZone) {
  const auto analysis = analyze(
      request(
          {{.name = "a.txt", .key = "a", .bytes = "I: Vad är din roll?\nR: Min roll är oklar.\n"}}),
      roles());
  const Totals& n = analysis.value().totals;
  EXPECT_EQ(n.words_per_zone.at(Zone::Interviewer), 4U);
  EXPECT_EQ(n.words_per_zone.at(Zone::Respondent), 4U);
  EXPECT_EQ(n.words_coded_zones, 4U);
  EXPECT_EQ(n.units, 1U);
  EXPECT_EQ(n.speakers, 1U);
}

TEST(Analyze, AddingAThemeThatMatchesNothingChangesNothingElse) {
  const Input input{.name = "a.txt", .key = "a", .bytes = "En roll. Två."};
  const auto one = analyze(request({input}), roles());
  const auto two =
      analyze(request({input}), book(R"({"id": "c", "label": "C", "indicators": ["roll"]},
      {"id": "d", "label": "D", "indicators": ["zebra"]})"));
  ASSERT_EQ(one.value().codings.size(), two.value().codings.size());
  EXPECT_EQ(one.value().codings[0].key, two.value().codings[0].key);
}

TEST(Analyze, LineEndsBomAndCompositionDoNotMatter) {
  const auto key = [](const std::string& bytes) {
    const auto analysis = analyze(request({{.name = "a.txt", .key = "a", .bytes = bytes}}),
                                  book(R"({"id": "c", "label": "C", "indicators": ["möte"]})"));
    const auto& codings = analysis.value().codings;
    return codings.empty() ? std::string() : codings[0].key;
  };
  const std::string plain = "Ett\n\nmöte här.\n";
  EXPECT_NE(key(plain), "");
  EXPECT_EQ(key("Ett\r\n\r\nmöte här.\r\n"), key(plain));
  EXPECT_EQ(key("\xEF\xBB\xBF" + plain), key(plain));
  EXPECT_EQ(key("Ett\n\nmo\u0308te ha\u0308r.\n"), key(plain));
}

std::vector<std::string> findings(const std::string& concepts) {
  const Diagnostics found = check_codebook(book(concepts));
  std::vector<std::string> ids;
  for (const Diagnostic& d : found.items()) ids.push_back(d.id);
  return ids;
}

using Ids = std::vector<std::string>;

TEST(Check, RunsExamplesAndCounterexamples) {
  EXPECT_EQ(
      findings(
          R"({"id": "c", "label": "C", "indicators": ["roll"], "examples": ["En roll.", "Ett mandat."],
                         "counterexamples": ["Ingen.", "Rollen."]}, {"id": "d", "label": "D", "indicators": ["x"]})"),
      (Ids{"check-example-missed", "check-counterexample-caught"}));
}

TEST(Check, WarnsOfDoubtfulRules) {
  EXPECT_EQ(
      findings(R"({"id": "c", "label": "C"}, {"id": "d", "label": "D", "indicators": ["x"]})"),
      Ids{"lint-no-indicators"});
  EXPECT_EQ(findings(R"({"id": "c", "label": "C", "indicators": ["x"]})"), Ids{"lint-one-concept"});
  EXPECT_EQ(
      findings(
          R"({"id": "c", "label": "C", "indicators": ["roll", "rollen"]}, {"id": "d", "label": "D", "indicators": ["x"]})"),
      (Ids{"lint-form-of-other", "lint-form-of-other"}));
}

TEST(Check, WarnsOfAnIndicatorInTwoThemes) {
  auto compiled = compile_codebook(
      R"({"format": "rodtrad-codebook/1", "id": "b", "themes": [
          {"id": "s", "label": "S", "indicators": ["Roll"]}, {"id": "t", "label": "T", "indicators": ["roll"]}]})",
      "b.json");
  EXPECT_EQ(check_codebook(compiled.value()).items()[0].id, "lint-shared-indicator");
}

TEST(Check, AgainstMaterialNamesWhatNeverMatches) {
  const CompiledCodebook compiled =
      book(R"({"id": "c", "label": "C", "indicators": ["roll", "zebra"]})");
  const auto analysis =
      analyze(request({{.name = "a.txt", .key = "a", .bytes = "En roll. Inget."}}), compiled);
  const AgainstMaterial result = against(analysis.value());
  ASSERT_EQ(result.never.size(), 1U);
  EXPECT_EQ(at(compiled.codebook->indicators, result.never[0]).match, "zebra");
}

TEST(Concordance, SortsBySwedishAlphabet) {
  Diagnostics remarks;
  const auto lines =
      concordance("=ö OR =ä OR =å OR =z",
                  request({{.name = "a.txt", .key = "a", .bytes = "ö ä å z"}}), 10, {}, remarks);
  ASSERT_TRUE(lines);
  std::string order;
  for (const ConcordanceLine& line : lines.value()) order += line.hit;
  EXPECT_EQ(order, "zåäö");
  EXPECT_EQ(lines.value()[0].left, "ö ä å ");
}

TEST(Study, ReadsSourcesWithTheirSettings) {
  const auto study = read_study(
      R"({"format": "rodtrad-study/1", "title": "S", "codebook": "k.json", "unit": "turn",
    "attributes": "a.csv", "out": "ut", "sources": ["a", {"path": "b.txt", "unit": "paragraph", "headings": "code",
    "zones": ["respondent", "analyst"], "attributes": {"nivå": "lokal"}}]})",
      "s.json");
  ASSERT_TRUE(study);
  EXPECT_EQ(study.value().sources[1].settings.unit, UnitKind::Paragraph);
  EXPECT_TRUE(study.value().sources[1].settings.headings_code);
  EXPECT_EQ(study.value().sources[1].settings.zones->size(), 2U);
  EXPECT_FALSE(
      read_study(R"({"format": "rodtrad-study/1", "codbook": "x", "sources": [{}]})", "s.json"));
}

}  // namespace
}  // namespace rodtrad::pipeline
