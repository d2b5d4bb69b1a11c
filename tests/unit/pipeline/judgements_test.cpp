#include "analyzer/pipeline/judgements.h"

#include <gtest/gtest.h>

#include "analyzer/pipeline/gold.h"

namespace rodtrad::pipeline {
namespace {

std::vector<JudgementRow> rows_of(const std::string& bytes, const std::string& file) {
  Diagnostics remarks;
  auto rows = read_judgements(bytes, file, remarks);
  if (!rows) throw std::runtime_error(to_text(rows.failure().diagnostics.items().front()));
  return std::move(rows).value();
}

std::string fault_of(const std::string& bytes, const std::string& file) {
  Diagnostics remarks;
  auto rows = read_judgements(bytes, file, remarks);
  return rows ? "" : rows.failure().diagnostics.items().front().id;
}

Codebook small_book() {
  Codebook book;
  book.themes.push_back({.key = "struktur", .label = "Struktur"});
  book.themes.push_back({.key = "dokument", .label = "Dokument, strategi, vision"});
  book.levels.push_back({.key = "lokal", .label = "Lokal nivå"});
  return book;
}

TEST(Judgements, JsonLinesAsCodeWritesThem) {
  const auto rows = rows_of(
      "{\"document\":\"a\",\"start\":3,\"end\":9,\"theme\":\"struktur\",\"concept\":null,"
      "\"level\":\"lokal\",\"coder\":\"MH\"}\n\n{\"document\":\"a\",\"start\":9,\"end\":12,"
      "\"theme\":null}\n",
      "MH.jsonl");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].begin, 3U);
  EXPECT_EQ(rows[0].themes, std::vector<std::string>{"struktur"});
  EXPECT_TRUE(rows[1].themes.empty());
  EXPECT_TRUE(rows[1].judged);
}

TEST(Judgements, SheetsWithSwedishHeadersAndSemicolons) {
  const auto rows = rows_of(
      "dokument;börjar;slutar;tema;nivå;kodare\na;1;5;Dokument, strategi, vision;Lokal nivå;ES\n",
      "ES.csv");
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].themes, std::vector<std::string>{"Dokument, strategi, vision"});
  EXPECT_EQ(rows[0].coder, "ES");
}

TEST(Judgements, InASampleADashIsAnAnswerAndAnEmptyCellIsNone) {
  const auto rows = rows_of(
      "nr,document,start,end,text,your_theme,your_level\n1,a,0,3,ett,Struktur,\n2,a,4,7,två,–,\n"
      "3,a,8,11,tre,,\n",
      "sample.csv");
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_TRUE(rows[0].judged);
  EXPECT_TRUE(rows[1].judged);
  EXPECT_TRUE(rows[1].themes.empty());
  EXPECT_FALSE(rows[2].judged);
}

TEST(Judgements, WhatCannotBeReadIsTold) {
  EXPECT_EQ(fault_of("{\"document\":\"a\"}\n", "x.jsonl"), "judgement-format");
  EXPECT_EQ(fault_of("a,b\n1,2\n", "x.csv"), "judgement-format");
  EXPECT_EQ(fault_of("hej", "x.txt"), "judgement-format");
}

TEST(Judgements, WhatIsDoubtfulInTheFileIsTold) {
  Diagnostics remarks;
  ASSERT_TRUE(read_judgements("dokument,text,tema,beslut\na,\"Nej\" sa hon.,struktur,ja\n", "b.csv",
                              remarks));
  ASSERT_EQ(remarks.items().size(), 1U);
  EXPECT_EQ(remarks.items()[0].id, "csv-stray-quote");
}

TEST(Judgements, LabelsInAnyCaseAreTheCodebooksIds) {
  const Codebook book = small_book();
  CodeNames names(&book);
  Diagnostics remarks;
  EXPECT_EQ(names.theme("STRUKTUR", remarks), "struktur");
  EXPECT_EQ(names.theme("dokument,  Strategi, vision", remarks), "dokument");
  EXPECT_EQ(names.level("Lokal", remarks), "lokal");
  EXPECT_TRUE(remarks.empty());
  EXPECT_EQ(names.theme("Väder", remarks), "väder");
  EXPECT_EQ(names.theme("väder", remarks), "väder");
  ASSERT_EQ(remarks.items().size(), 1U);  // told once
  EXPECT_EQ(remarks.items()[0].id, "judgement-unknown-code");
}

TEST(Judgements, ARowWithoutAPlaceIsFoundByItsTextOrRefused) {
  Analysis analysis;
  Document document;
  document.key = "a";
  document.text = "Där låg mötet. Det blev inställt.";
  analysis.documents.push_back(document);
  CodeNames names(nullptr);
  Diagnostics remarks;
  const auto rows = rows_of("dokument,text,tema\na,Det blev inställt.,struktur\n", "ES.csv");
  auto coders = coders_of(rows, "ES", &analysis, names, remarks);
  ASSERT_TRUE(coders);
  EXPECT_EQ(coders.value()[0].spans[0].begin, 15U);
  EXPECT_EQ(coders.value()[0].spans[0].end, 33U);
  auto lost = coders_of(rows, "ES", nullptr, names, remarks);
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.failure().diagnostics.items()[0].id, "judgement-place");
}

TEST(Gold, OnlyIdAndTextReachTheRules) {
  auto rows = rows_of(
      "{\"id\":\"7\",\"text\":\"Mötet ”drog "
      "ut”.\",\"theme\":\"Struktur\",\"level\":\"regional\"}\n",
      "gold.jsonl");
  ASSERT_TRUE(brings_its_texts(rows));
  auto texts = texts_of(rows);
  ASSERT_TRUE(texts);
  EXPECT_EQ(texts.value(), "{\"id\":\"7\",\"text\":\"Mötet ”drog ut”.\"}\n");
}

TEST(Gold, AnIdGivenTwiceIsAnError) {
  auto rows = rows_of(
      "{\"id\":\"7\",\"text\":\"a\",\"theme\":\"x\"}\n{\"id\":\"7\",\"text\":\"b\",\"theme\":\"x\"}"
      "\n",
      "gold.jsonl");
  auto texts = texts_of(rows);
  ASSERT_FALSE(texts);
  EXPECT_EQ(texts.failure().diagnostics.items()[0].id, "gold-id");
}

}  // namespace
}  // namespace rodtrad::pipeline
