#include "analyzer/pipeline/decisions.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "analyzer/pipeline/analyze.h"
#include "analyzer/pipeline/compiled_codebook.h"

namespace rodtrad::pipeline {
namespace {

constexpr const char* kBook = R"({"format": "rodtrad-codebook/1", "id": "b", "version": "1",
  "language": "sv", "title": "B",
  "levels": [{"id": "lokal", "label": "Lokal nivå", "default": true},
             {"id": "regional", "label": "Regional nivå"}],
  "dimensions": [{"id": "d", "label": "D"}],
  "themes": [{"id": "tid", "label": "Tid", "dimension": "d", "concepts":
     [{"id": "brist", "label": "Tidsbrist", "indicators": ["=tid"]}]},
   {"id": "plan", "label": "Plan", "dimension": "d", "concepts":
     [{"id": "p", "label": "P", "indicators": ["=plan"]}]}]})";

class Decisions : public testing::Test {
 protected:
  Decisions() {
    auto compiled = compile_codebook(kBook, "b.json");
    Request request;
    request.inputs.push_back(
        {.name = "i.txt",
         .key = "i",
         .bytes = "Det finns ingen tid. Vi har en plan. Ärligt talat vet jag inte.\n"});
    analysis_ = analyze(request, compiled.value()).value();
  }

  Result<DecisionCounts> decide(const std::string& csv) {
    auto rows = read_judgements(csv, "beslut.csv", remarks_);
    if (!rows) return std::move(rows).failure();
    return apply_decisions(rows.value(), analysis_, remarks_);
  }

  /// `theme/concept/level/origin/coder` of every coding, in order.
  std::vector<std::string> told() const {
    std::vector<std::string> out;
    for (const Coding& c : analysis_.codings) {
      out.push_back(
          at(analysis_.codebook->themes, c.theme).key + "/" +
          (c.concept_id.valid() ? at(analysis_.codebook->concepts, c.concept_id).key : "") + "/" +
          at(analysis_.codebook->levels, c.level).key + "/" + std::string(to_text(c.level_basis)) +
          "/" + std::string(to_text(c.origin)) + "/" + c.coder);
    }
    return out;
  }

  Analysis analysis_{};
  Diagnostics remarks_{};
};

using Told = std::vector<std::string>;

TEST_F(Decisions, AddConfirmRejectAndSetLevels) {
  ASSERT_EQ(told(),
            (Told{"tid/brist/lokal/default/rule/rules", "plan/p/lokal/default/rule/rules"}));
  const auto counts = decide(
      "dokument,start,slut,tema,nivå,beslut,kodare,text\n"
      "i,0,20,Tid,Regional nivå,ja,ES,\n"
      "i,21,36,plan,,nej,ES,\n"
      "i,37,63,plan,,ja,ES,Ärligt talat vet jag inte.\n"
      "i,37,63,tid,,,,\n");
  ASSERT_TRUE(counts) << to_text(counts.failure().diagnostics.items().front());
  EXPECT_EQ(told(),
            (Told{"tid/brist/regional/person/rule/rules", "plan//lokal/default/person/ES"}));
  EXPECT_EQ(counts.value().added, 1U);
  ASSERT_TRUE(analysis_.decided) << "reports say it";
  EXPECT_EQ(analysis_.decided->added, 1U);
  EXPECT_EQ(counts.value().confirmed, 1U);
  EXPECT_EQ(counts.value().rejected.size(), 1U);
  EXPECT_EQ(counts.value().levels, 1U);
  EXPECT_EQ(counts.value().undecided, 1U);
  EXPECT_EQ(analysis_.codings.back().unit.value, 2U);
}

TEST_F(Decisions, OrderOfRowsDoesNotMatter) {
  const std::string rows[] = {"i,0,20,tid,regional,ja,ES\n", "i,21,36,plan,,nej,ES\n",
                              "i,37,63,plan,,ja,ES\n", "i,37,63,tid,,ja,MH\n"};
  std::vector<std::size_t> order = {0, 1, 2, 3};
  Told first;
  do {
    const Analysis before = analysis_;
    std::string csv = "dokument,start,slut,tema,nivå,beslut,kodare\n";
    for (const std::size_t i : order) csv += rows[i];
    ASSERT_TRUE(decide(csv));
    if (first.empty()) first = told();
    EXPECT_EQ(told(), first);
    analysis_ = before;
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST_F(Decisions, ATextThatMovedIsFoundAndOneThatIsGoneIsTold) {
  const auto counts = decide(
      "dokument,start,slut,tema,beslut,text\n"
      "i,400,415,plan,nej,Vi har en plan.\n"
      "i,0,20,tid,nej,Det finns gott om tid.\n");
  ASSERT_TRUE(counts);
  EXPECT_EQ(counts.value().rejected.size(), 1U);
  EXPECT_EQ(counts.value().adrift, 1U);
  EXPECT_EQ(told(), (Told{"tid/brist/lokal/default/rule/rules"}));
  ASSERT_EQ(remarks_.items().size(), 2U);
  EXPECT_EQ(remarks_.items()[0].id, "decision-adrift");
  EXPECT_EQ(remarks_.items()[0].place.line, 3U);
  EXPECT_EQ(remarks_.items()[1].id, "decisions-relocated");
}

TEST_F(Decisions, ATextThatStoodTwiceIsNotGuessedAt) {
  const auto counts = decide(
      "dokument,start,slut,tema,beslut,text\n"
      "i,400,415,plan,nej,Vi har en plan.\n"
      "i,21,36,plan,,Vi har en plan.\n");
  ASSERT_TRUE(counts);
  EXPECT_EQ(counts.value().adrift, 1U);
  EXPECT_EQ(told().size(), 2U) << "the other sentence was never judged";
}

TEST_F(Decisions, AMisnamedDocumentIsToldWithTheNearest) {
  const auto counts = decide("dokument,start,slut,tema,beslut\nintervju,0,20,tid,nej\n");
  ASSERT_TRUE(counts);
  ASSERT_EQ(remarks_.items().size(), 1U);
  EXPECT_NE(remarks_.items()[0].message.find("no document is called"), std::string::npos);
}

TEST_F(Decisions, ARowLeftAsItWasWrittenSaysNothingOfTheLevel) {
  const auto counts = decide(
      "document,start,end,theme,level,level_label,level_basis,beslut\n"
      "i,0,20,tid,lokal,Lokal nivå,default,ja\n"
      "i,21,36,plan,regional,Regional nivå,default,ja\n");
  ASSERT_TRUE(counts) << to_text(counts.failure().diagnostics.items().front());
  EXPECT_EQ(told(),
            (Told{"tid/brist/lokal/default/rule/rules", "plan/p/regional/person/rule/rules"}));
  EXPECT_EQ(counts.value().levels, 1U);
}

TEST_F(Decisions, AnIdAndALabelThatDisagreeAreAFault) {
  for (const char* row : {"i,0,20,tid,Plan,lokal,,ja", "i,0,20,tid,Tid,lokal,Regional nivå,ja"}) {
    const auto counts =
        decide(std::string("document,start,end,theme,theme_label,level,level_label,beslut\n") +
               row + "\n");
    ASSERT_FALSE(counts) << row;
    EXPECT_EQ(counts.failure().diagnostics.items()[0].id, "decision-label") << row;
  }
  // A label that no code has any longer is an old one.
  EXPECT_TRUE(decide("document,start,end,theme,theme_label,beslut\ni,0,20,tid,Tidsnöd,ja\n"));
}

TEST_F(Decisions, AConceptThatHasMovedTakesItsDecisionsAlong) {
  const auto counts =
      decide("document,start,end,theme,theme_label,concept,beslut\ni,21,36,tid,Tid,p,nej\n");
  ASSERT_TRUE(counts) << to_text(counts.failure().diagnostics.items().front());
  EXPECT_EQ(told(), (Told{"tid/brist/lokal/default/rule/rules"}));
  EXPECT_EQ(remarks_.items()[0].id, "decision-code-moved");
}

TEST(DecisionsOnParts, ARejectedSentenceTakesOnlyItsOwnEvidenceFromALargerUnit) {
  auto compiled = compile_codebook(kBook, "b.json");
  Request request;
  request.unit = UnitKind::Document;
  request.inputs.push_back(
      {.name = "i.txt", .key = "i", .bytes = "Det finns ingen tid. Vi vill ha tid. Tid är bra.\n"});
  Analysis analysis = analyze(request, compiled.value()).value();
  Diagnostics remarks;
  const auto decide = [&](const std::string& rows) {
    auto read = read_judgements("document,start,end,theme,beslut\n" + rows, "b.csv", remarks);
    return apply_decisions(read.value(), analysis, remarks);
  };
  ASSERT_EQ(analysis.codings.at(0).evidence.size(), 3U);
  ASSERT_TRUE(decide("i,0,20,tid,nej\ni,21,36,tid,ja\n")) << "two passages, no conflict";
  ASSERT_EQ(analysis.codings.size(), 1U);
  EXPECT_EQ(analysis.codings[0].evidence.size(), 2U);
  ASSERT_TRUE(decide("i,0,48,tid,nej\n"));
  EXPECT_TRUE(analysis.codings.empty());
}

TEST_F(Decisions, FaultsAreAllToldAndNothingIsChanged) {
  const Told before = told();
  const auto counts = decide(
      "dokument,start,slut,tema,begrepp,nivå,beslut\n"
      "i,0,20,tid,,,kanske\n"
      "i,0,20,tidd,,,ja\n"
      "i,0,20,tid,p,,ja\n"
      "i,0,20,tid,,lokall,ja\n"
      "i,21,36,plan,,,ja\n"
      "i,21,36,plan,,,nej\n");
  ASSERT_FALSE(counts);
  std::vector<std::string> ids;
  for (const Diagnostic& d : counts.failure().diagnostics.items()) ids.push_back(d.id);
  EXPECT_EQ(ids, (Told{"decision-word", "decision-code", "decision-code", "decision-code",
                       "decision-conflict"}));
  EXPECT_EQ(told(), before);
}

TEST_F(Decisions, AFileWithoutDecisionsSaysWhatToWrite) {
  const auto counts = decide("dokument,start,slut,tema\ni,0,20,tid\n");
  ASSERT_FALSE(counts);
  EXPECT_EQ(counts.failure().diagnostics.items().front().id, "decision-none");
}

}  // namespace
}  // namespace rodtrad::pipeline
