#include "analyzer/pipeline/workshop.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <random>

#include "analyzer/base/strings.h"
#include "analyzer/pipeline/analyze.h"
#include "analyzer/pipeline/answer_clusters.h"
#include "analyzer/pipeline/answer_parts.h"
#include "analyzer/report/workshop_tables.h"
#include "analyzer/stats/priorities.h"
#include "tests/support/lexicon.h"

namespace rodtrad::pipeline {
namespace {

std::vector<std::string> points(std::string_view answer) {
  std::vector<std::string> out;
  for (const ByteSpan span : answer_points(answer)) {
    out.emplace_back(answer.substr(span.begin, span.size()));
  }
  return out;
}

TEST(AnswerPoints, AreCutOnlyWhereEachStandsAlone) {
  using Texts = std::vector<std::string>;
  EXPECT_EQ(points("- ring först\n- boka lokal\n- skriv ned"),
            (Texts{"ring först", "boka lokal", "skriv ned"}));
  EXPECT_EQ(points("1) nycklar 2) mat i kylen 3) någon hemma"),
            (Texts{"nycklar", "mat i kylen", "någon hemma"}));
  EXPECT_EQ(points("chefsforum / skuggning / läsrätt"),
            (Texts{"chefsforum", "skuggning", "läsrätt"}));
  EXPECT_EQ(points("bättre rutiner, tydligare ansvar och fler möten"),
            (Texts{"bättre rutiner", "tydligare ansvar", "fler möten"}));
  EXPECT_EQ(points("Bra överlämning\nNågon hemma"), (Texts{"Bra överlämning", "Någon hemma"}));
  EXPECT_EQ(points("Mer personal\nfärre möten"), (Texts{"Mer personal", "färre möten"}));
  // Broken by hand inside a sentence.
  EXPECT_EQ(points("Mer personal på kvällarna\noch färre vikarier"),
            Texts{"Mer personal på kvällarna\noch färre vikarier"});
  EXPECT_EQ(points("Vi behöver ett bättre\npersonalrum med riktiga\nstolar"),
            Texts{"Vi behöver ett bättre\npersonalrum med riktiga\nstolar"});
}

TEST(AnswerPoints, WhatHangsTogetherStaysWhole) {
  for (const char* whole : {"Gemensam tid, plats och dagordning",
                            "patienten vet vad som händer, vem hen ringer och när",
                            "Någon måste äga frågan. Idag äger alla och ingen.",
                            "Boka tid 10.30, inte senare", "sjuksköterska, läkare", "2026", ""}) {
    EXPECT_EQ(points(whole), std::vector<std::string>{whole}) << whole;
  }
}

std::vector<AnswerForm> forms(const std::vector<std::string>& answers) {
  std::vector<std::string_view> views(answers.begin(), answers.end());
  return answer_forms(views, {});
}

TEST(NearDuplicates, NeverMergeOverANegationOrANumber) {
  const auto f = forms({"ring patienten", "ring inte patienten", "ring efter 3 dagar",
                        "ring efter 10 dagar", "Ring patienten!"});
  EXPECT_EQ(alike(f[0], f[1]), "");
  EXPECT_EQ(alike(f[2], f[3]), "");
  EXPECT_EQ(alike(f[0], f[4]), "equal");
}

TEST(NearDuplicates, EveryAnswerIsInExactlyOneGroup) {
  const auto groups = group_alike(forms({"ett svar", "svar ett", "något annat", "", "ett svar"}));
  std::vector<std::uint32_t> all;
  for (const FormGroup& group : groups)
    all.insert(all.end(), group.members.begin(), group.members.end());
  std::sort(all.begin(), all.end());
  EXPECT_EQ(all, (std::vector<std::uint32_t>{0, 1, 2, 3, 4}));
}

/// tests/data/answer_pairs.tsv: each pair is judged among all the answers of the file, as in a
/// workshop. Without the built lexicon word forms are told by their stems, and this is skipped.
TEST(NearDuplicates, PrecisionAndRecallOnLabelledPairs) {
  const language::Lexicon* lexicon = test::real_lexicon();
  if (lexicon == nullptr) GTEST_SKIP() << "no built lexicon beside the program";
  std::ifstream file(std::string(RODTRAD_SOURCE_DIR) + "/tests/data/answer_pairs.tsv");
  std::vector<bool> same;
  std::vector<std::string> answers;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    const auto cells = split(line, '\t');
    ASSERT_EQ(cells.size(), 3U);
    same.push_back(cells[0] == "1");
    answers.emplace_back(cells[1]);
    answers.emplace_back(cells[2]);
  }
  ASSERT_EQ(same.size(), 300U);
  std::vector<std::string_view> views(answers.begin(), answers.end());
  language::Resources resources;
  resources.lexicon = lexicon;
  const auto f = answer_forms(views, resources);
  double found = 0;
  double right = 0;
  double wanted = 0;
  std::string told;
  for (std::size_t i = 0; i < same.size(); ++i) {
    const bool yes = !alike(f[2 * i], f[2 * i + 1]).empty();
    found += yes ? 1 : 0;
    right += yes && same[i] ? 1 : 0;
    wanted += same[i] ? 1 : 0;
    if (yes != same[i]) {
      told += (yes ? "wrongly merged: " : "missed: ") + answers[2 * i] + " | " +
              answers[2 * i + 1] + "\n";
    }
  }
  EXPECT_GE(right / found, 0.95) << told;
  EXPECT_GE(right / wanted, 0.80) << told;
}

TEST(Priorities, RanksEqualASlowReference) {
  std::mt19937 random(20261121);
  for (int round = 0; round < 200; ++round) {
    std::vector<std::int64_t> values(random() % 12);
    for (auto& value : values) value = static_cast<std::int64_t>(random() % 6);
    const auto ranks = stats::ranks(values);
    for (std::size_t i = 0; i < values.size(); ++i) {
      std::uint32_t larger = 0;
      for (const std::int64_t other : values) larger += other > values[i] ? 1U : 0U;
      EXPECT_EQ(ranks[i], larger + 1) << "seed 20261121, round " << round;
    }
  }
}

TEST(Priorities, ARankedListGivesMostPointsToTheFirst) {
  EXPECT_EQ(stats::points_of_ranks({1, 2, 4, 0}), (std::vector<std::int64_t>{4, 3, 1, 0}));
}

constexpr const char* kBook = R"({"format": "rodtrad-codebook/1", "id": "b", "version": "1",
  "language": "sv", "title": "B", "levels": [], "dimensions": [{"id": "d", "label": "D"}],
  "themes": [{"id": "tid", "label": "Tid", "dimension": "d", "concepts":
     [{"id": "t", "label": "T", "indicators": ["=tid"]}]},
   {"id": "plan", "label": "Plan", "dimension": "d", "concepts":
     [{"id": "p", "label": "P", "indicators": ["=plan"]}]}]})";

/// Random sheets: what goes in comes out, per question.
TEST(Workshop, AnswersAndVotesInEqualAnswersAndVotesOut) {
  const std::vector<std::string> texts = {"mer tid", "en plan",    "tid, plan och annat",
                                          "-",       "helt annat", "- tid\n- plan",
                                          "",        "ingen plan"};
  std::mt19937 random(7);
  for (int round = 0; round < 20; ++round) {
    std::string sheet = "Fråga;Bord;Svar;Röster\n";
    std::map<std::string, std::pair<std::size_t, std::int64_t>> expected;
    for (std::size_t i = 0; i < 1 + random() % 30; ++i) {
      const std::string question = random() % 2 == 0 ? "Vad?" : "Hur?";
      const auto votes = static_cast<std::int64_t>(random() % 9);
      sheet += question + ";Bord " + std::to_string(random() % 4) + ";\"" +
               texts[random() % texts.size()] + "\";" + std::to_string(votes) + "\n";
      ++expected[question].first;
      expected[question].second += votes;
    }
    auto compiled = compile_codebook(kBook, "b.json");
    ASSERT_TRUE(compiled) << to_text(compiled.failure().diagnostics.items().front());
    Request request;
    request.inputs.push_back({.name = "svar.csv", .key = "svar", .bytes = sheet});
    request.unit = UnitKind::Answer;
    auto analysis = analyze(request, compiled.value());
    ASSERT_TRUE(analysis);
    const Workshop w = build_workshop(analysis.value(), {}, {});
    ASSERT_EQ(w.questions.size(), expected.size());
    for (const WorkshopQuestion& question : w.questions) {
      const QuestionTotals& t = question.totals;
      EXPECT_EQ(t.answers, expected[question.text].first);
      EXPECT_EQ(t.answers, t.coded + t.uncoded + t.empty);
      EXPECT_EQ(t.votes, expected[question.text].second);
      EXPECT_EQ(t.votes, t.votes_coded + t.votes_uncoded + t.votes_empty);
    }
    for (const Priority& p : w.priorities) EXPECT_LE(p.answers_grouped, p.answers);
    std::size_t grouped = 0;
    for (const AnswerCluster& cluster : w.clusters) grouped += cluster.parts.size();
    EXPECT_EQ(grouped, w.parts.size());
  }
}

TEST(Workshop, RankedListsPutTheFirstInFront) {
  auto compiled = compile_codebook(kBook, "b.json");
  Request request;
  request.inputs.push_back({.name = "s.csv",
                            .key = "s",
                            .bytes = "Id;Svar;Röster\na;mer tid behövs;3\nb;tid för planering;1\n"
                                     "c;egen tid;2\n"});
  request.unit = UnitKind::Answer;
  const Analysis analysis = analyze(request, compiled.value()).value();
  WorkshopOptions options;
  options.votes = VoteKind::Ranks;
  const Workshop workshop = build_workshop(analysis, options, {});
  std::vector<std::string> told;
  for (const report::PlanProposal& row : report::plan_proposals({analysis, workshop})) {
    told.push_back(row.answers);
  }
  EXPECT_EQ(told, (std::vector<std::string>{"b", "c", "a"}));
}

TEST(Workshop, APersonsGroupingWins) {
  auto compiled = compile_codebook(kBook, "b.json");
  Request request;
  request.inputs.push_back(
      {.name = "s.csv", .key = "s", .bytes = "Id;Svar\na;mer tid\nb;Mer tid!\nc;en plan\n"});
  request.unit = UnitKind::Answer;
  const Analysis analysis = analyze(request, compiled.value()).value();
  EXPECT_EQ(build_workshop(analysis, {}, {}).clusters.size(), 2U);
  WorkshopOptions options;
  options.groups[{"b", 1}] = "";
  EXPECT_EQ(build_workshop(analysis, options, {}).clusters.size(), 3U);
  options.groups = {{{"a", 1}, "x"}, {{"c", 1}, "x"}};
  const Workshop joined = build_workshop(analysis, options, {});
  EXPECT_TRUE(joined.clusters[joined.parts[0].cluster].by_hand);
  EXPECT_EQ(joined.parts[0].cluster, joined.parts[2].cluster);
  EXPECT_NE(joined.parts[0].cluster, joined.parts[1].cluster);
}

}  // namespace
}  // namespace rodtrad::pipeline
