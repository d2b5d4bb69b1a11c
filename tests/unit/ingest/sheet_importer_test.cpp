#include <gtest/gtest.h>

#include <algorithm>

#include "analyzer/ingest/attribute_table.h"
#include "analyzer/ingest/sheet_roles.h"
#include "tests/support/build.h"

namespace rodtrad {
namespace {

using Texts = std::vector<std::string>;

ingest::Documents sheet(const std::string& csv, const ingest::ImportOptions& options = {},
                        const std::string& name = "svar.csv") {
  Diagnostics remarks;
  auto read = ingest::import_source({name, "svar", csv}, options, remarks);
  if (!read) throw std::runtime_error(read.failure().diagnostics.items().front().id);
  return std::move(read).value();
}

bool tells(const std::string& csv, const std::string& id) {
  Diagnostics remarks;
  const auto read = ingest::import_source({"svar.csv", "svar", csv}, {}, remarks);
  return read && std::any_of(remarks.items().begin(), remarks.items().end(),
                             [&id](const Diagnostic& one) { return one.id == id; });
}

std::string sheet_fault(const std::string& csv, const ingest::ImportOptions& options = {},
                        const std::string& name = "svar.csv") {
  Diagnostics remarks;
  auto read = ingest::import_source({name, "svar", csv}, options, remarks);
  return read ? "" : read.failure().diagnostics.items().front().id;
}

TEST(Sheet, FindsRolesByHeaderWords) {
  const auto documents =
      sheet("Id;Bord;Fråga;Svar;Röster;Kommun\n1;Bord 4;Vad?;Bättre rutiner;3;Granvik\n");
  ASSERT_EQ(documents.size(), 1U);
  const Document& d = documents[0];
  EXPECT_EQ(d.key, "1");
  EXPECT_TRUE(d.is_answers);
  EXPECT_EQ(d.text, "Bättre rutiner");
  const Segment& answer = d.segments[0];
  EXPECT_EQ(answer.zone, Zone::Answer);
  EXPECT_EQ(answer.question, "Vad?");
  EXPECT_EQ(answer.votes, 3);
  EXPECT_EQ(*answer.attributes.find("Bord"), "Bord 4");
  EXPECT_EQ(*answer.attributes.find("Kommun"), "Granvik");
  EXPECT_EQ(d.group_attribute, "Bord");
  EXPECT_EQ(answer.anchor.row, 2U);
}

TEST(Sheet, EnglishHeadersAndRowsWithoutId) {
  const auto documents = sheet("Name,Group,Answer\nEva,A,More time\nBo,B,Less\n");
  EXPECT_EQ(documents[1].key, "svar#3");
  EXPECT_EQ(documents[1].speakers[0].label, "Person 2");
  EXPECT_EQ(documents[1].speakers[0].key, "bo");
}

TEST(Sheet, AColumnAQuestion) {
  const auto documents = sheet(
      "Tidstämpel,Vad är viktigast i er grupp?,Vad ska du själv göra nu?\n2026-01-01,Bättre "
      "rutiner "
      "överallt,Bjuda in dem till oss\n2026-01-02,-,Ringa till alla i dag\n");
  ASSERT_EQ(documents.size(), 2U);
  EXPECT_EQ(documents[0].segments.size(), 2U);
  EXPECT_EQ(documents[0].segments[1].question, "Vad ska du själv göra nu?");
  EXPECT_TRUE(documents[1].segments[0].empty_answer);
}

TEST(Sheet, HeaderBelowATitleAndTotalsBelowTheData) {
  const auto documents = sheet("Workshop i mars;;\n;;\nGrupp;Svar;Poäng\nA;Mer tid;2\nSumma;;2\n");
  ASSERT_EQ(documents.size(), 1U);
  EXPECT_EQ(documents[0].text, "Mer tid");
}

TEST(Sheet, RowsOfTotalsAreNoAnswers) {
  const std::string rows = "Fråga;Svar;Röster\nA;Mer tid;2\nB;Fler kollegor;3\n";
  for (const char* total :
       {"Summa;;5\n", ";;5\n", "Summa röster;;5\n", "Totalt antal röster:;;5\n", "Delsumma;;5\n"}) {
    EXPECT_EQ(sheet(rows + total).size(), 2U) << total;
  }
  for (const char* answer : {";;4\n", "Summa av allt;Det är bra;5\n", "C;Total kaos;5\n"}) {
    EXPECT_EQ(sheet(rows + answer).size(), 3U) << answer;
  }
}

TEST(Sheet, AGroupIsOneHoweverItIsWritten) {
  const auto documents =
      sheet("Grupp;Svar\nGrupp 2;Mer tid\nGRUPP 2;Fler rum\ngrupp  2;Ingen\nGrupp 3;Lugn\n");
  ASSERT_EQ(documents.size(), 4U);
  EXPECT_EQ(*documents[1].segments[0].attributes.find("Grupp"), "Grupp 2");
  EXPECT_EQ(*documents[3].segments[0].attributes.find("Grupp"), "Grupp 3");
}

TEST(Sheet, EmptyCellsBesideAnswersAreTold) {
  Diagnostics remarks;
  ASSERT_TRUE(ingest::import_source(
      {"s.csv", "s", "Fråga;Svar\nVad stör?;Köerna\n;Chefen\n;\nVad hjälper?;Lugn\n"}, {},
      remarks));
  ASSERT_EQ(remarks.count(Severity::Warning), 1U);
  EXPECT_NE(to_text(remarks.items().back()).find("1 cell (row 3)"), std::string::npos);
}

TEST(Sheet, FreeTextBesideTheAnswersIsTold) {
  const auto told = [](const std::string& csv, const ingest::ImportOptions& options = {}) {
    Diagnostics remarks;
    EXPECT_TRUE(ingest::import_source({"s.csv", "s", csv}, options, remarks));
    for (const Diagnostic& d : remarks.items()) {
      if (d.id == "sheet-text-unread") return d.hint;
    }
    return std::string();
  };
  const std::string reasons =
      "Förslag;Motivering\nMöten;Vi vet inte vad de gör\nRum;Det är för trångt hos oss\n";
  EXPECT_NE(told(reasons).find("--text-column \"Förslag|Motivering\""), std::string::npos);
  EXPECT_NE(told("Förslag;Kommentar\nMöten;Ja, gärna\n"), "");
  // Facts about people are none, and a person who named the column has said which it is.
  EXPECT_EQ(told("Svar;Yrke;Kommun\nMer tid;Sjuksköterska på kvällen;Stora Eks kommun\n"), "");
  ingest::ImportOptions named;
  named.columns.text = "Förslag";
  EXPECT_EQ(told(reasons, named), "");
}

TEST(Sheet, WhoSomebodyIsHasManyHeaders) {
  for (const char* header : {"Namn (frivilligt)", "Vem skriver?", "Signatur",
                             "Telefon (frivilligt)", "Din e-postadress (frivillig)", "Namn *"}) {
    const auto documents = sheet(std::string(header) + ";Svar\nAnna Ek;Mer tid\nBo Ask;Lugn\n");
    ASSERT_EQ(documents.size(), 2U) << header;
    for (const Speaker& speaker : documents[0].speakers) EXPECT_EQ(speaker.label, "Person 1");
    EXPECT_TRUE(documents[0].segments[0].attributes.empty()) << header;
  }
}

TEST(Sheet, NamedColumnsWin) {
  const auto documents = sheet("A;B\nett svar;tre ord här\n", {.columns = {.text = "B"}});
  EXPECT_EQ(documents[0].text, "tre ord här");
  EXPECT_EQ(sheet_fault("A;B\n1;2\n", {.columns = {.text = "C"}}), "sheet-no-column");
}

TEST(Sheet, NamesTheColumnsWhenNoneHoldsAnswers) {
  EXPECT_EQ(sheet_fault("A;B\n1;2\n3;4\n"), "sheet-no-text-column");
}

TEST(Sheet, RowsMayBeShortButNotLong) {
  Diagnostics remarks;
  auto read = ingest::import_source({"s.csv", "s", "Svar;Bord;X\nja tack;1\n"}, {}, remarks);
  ASSERT_TRUE(read);
  EXPECT_EQ(remarks.count(Severity::Warning), 1U);
  EXPECT_EQ(sheet_fault("Svar;Bord\nja;nej;kanske\n"), "csv-long-row");
}

TEST(Sheet, VotesThatAreNoNumbersAreTold) {
  Diagnostics remarks;
  auto read =
      ingest::import_source({"s.csv", "s", "Svar;Röster\nja;många\nnej;2,0\n"}, {}, remarks);
  EXPECT_FALSE(read.value()[0].segments[0].votes);
  EXPECT_EQ(read.value()[1].segments[0].votes, 2);
  EXPECT_EQ(remarks.count(Severity::Warning), 1U);
}

TEST(Sheet, VotesAsPeopleWriteThem) {
  const auto documents = sheet("Svar;Röster\na b c;2 röster\nd e f;4p\ng h i;1 200\nj k l;3 st\n");
  ASSERT_EQ(documents.size(), 4U);
  std::vector<std::int64_t> votes;
  for (const Document& document : documents)
    votes.push_back(document.segments[0].votes.value_or(-1));
  EXPECT_EQ(votes, (std::vector<std::int64_t>{2, 4, 1200, 3}));
}

TEST(Sheet, EachAnswerHasTheVotesBehindIt) {
  const auto documents = sheet(
      "Bord;Vad fungerar?;Prickar;Vad hindrar?;Prickar\n"
      "1;Schemat är bra;3;Vi hinner inte;7\n"
      "2;;;Det saknas folk;5\n");
  ASSERT_EQ(documents.size(), 2U);
  ASSERT_EQ(documents[0].segments.size(), 2U);
  EXPECT_EQ(documents[0].segments[0].votes, 3);
  EXPECT_EQ(documents[0].segments[1].votes, 7);
  ASSERT_EQ(documents[1].segments.size(), 1U) << "the other list is longer";
  EXPECT_EQ(documents[1].segments[0].question, "Vad hindrar?");
}

TEST(Sheet, AQuestionMayReachOverItsAnswerAndVotes) {
  const auto documents = sheet(
      "Bord;Vad fungerar?;;Vad hindrar?;\n"
      ";Svar;Prickar;Svar;Prickar\n"
      "1;Schemat är bra;3;Vi hinner inte;7\n");
  ASSERT_EQ(documents.size(), 1U);
  EXPECT_EQ(documents[0].segments[0].question, "Vad fungerar?");
  EXPECT_EQ(documents[0].segments[1].question, "Vad hindrar?");
  EXPECT_EQ(documents[0].segments[1].votes, 7);
}

TEST(Sheet, OneColumnOfVotesForSeveralAnswersIsTold) {
  EXPECT_TRUE(tells("Vad fungerar här?;Vad hindrar oss?;Röster\nSchemat är bra;Vi hinner inte;3\n",
                    "sheet-votes-shared"));
}

TEST(Sheet, DotsAreVotes) {
  const auto documents = sheet("Svar;Prickar\nMer tid;●●●\nMer folk;xx\nMer luft;|\n");
  EXPECT_EQ(documents[0].segments[0].votes, 3);
  EXPECT_EQ(documents[1].segments[0].votes, 2);
  EXPECT_EQ(documents[2].segments[0].votes, 1);
}

TEST(Sheet, OwnWordsAmongManyNoAreRead) {
  std::string csv = "Roll;Vad fungerar bra hos er?;Övrigt att tillägga?\n";
  for (int i = 0; i < 12; ++i)
    csv += "chef;Samarbetet med natten är bra " + std::to_string(i) + ";Nej\n";
  for (const char* said :
       {"Vi har blivit hotade två gånger i år", "Tack för att ni äntligen frågar",
        "Det måste gå att parkera vid huset"}) {
    csv += std::string("chef;Samarbetet med kommunen fungerar fint;") + said + "\n";
  }
  const auto documents = sheet(csv);
  EXPECT_EQ(documents[0].segments.size(), 2U);
  EXPECT_TRUE(documents[0].segments[1].empty_answer) << "nothing more to say";
  EXPECT_EQ(documents.back().segments[1].question, "Övrigt att tillägga?");
  EXPECT_FALSE(documents.back().segments[1].empty_answer);
  EXPECT_FALSE(ingest::is_nothing_to_add("Fungerar det?", "Nej"));
}

TEST(Sheet, AQuestionAboveTheColumnsOrAmongTheRowsIsThatOfTheAnswersBelow) {
  const auto documents = sheet(
      "Vad fungerar?;;\n"
      "Bord;Svar;Prickar\n"
      "Bord 1;Schemat;3\n"
      "Vad hindrar?;;\n"
      "Bord;Svar;Prickar\n"
      "1;Tiden;2\n");
  ASSERT_EQ(documents.size(), 2U);
  EXPECT_EQ(documents[0].segments[0].question, "Vad fungerar?");
  EXPECT_EQ(documents[1].segments[0].question, "Vad hindrar?");
  EXPECT_EQ(*documents[1].segments[0].attributes.find("Bord"), "Bord 1") << "the same table";
}

TEST(EmptyAnswer, IsAClassOfItsOwn) {
  for (const char* text : {"", "-", "–", ".", "?", "vet ej", "Vet ej.", "Inget svar", "(tomt)",
                           "N/A", "x", "Se ovan."}) {
    EXPECT_TRUE(ingest::is_empty_answer(text)) << text;
  }
  for (const char* text : {"inget möte", "- mer tid", "vet ej vem som gör vad", "ja", "3"}) {
    EXPECT_FALSE(ingest::is_empty_answer(text)) << text;
  }
}

TEST(Jsonl, ReadsALineAsAnAnswer) {
  const auto documents = sheet(
      "{\"id\":\"a\",\"text\":\"Hej\",\"speaker\":\"Eva\",\"question\":\"F?\",\"votes\":2,"
      "\"attributes\":{\"kommun\":\"G\",\"n\":3}}\n\n{\"text\":\"-\"}\n",
      {}, "svar.jsonl");
  ASSERT_EQ(documents.size(), 2U);
  EXPECT_EQ(documents[0].key, "a");
  EXPECT_EQ(*documents[0].attributes.find("n"), "3");
  EXPECT_EQ(documents[1].key, "svar#3");
  EXPECT_TRUE(documents[1].segments[0].empty_answer);
}

TEST(Jsonl, NamesTheLineOfAFault) {
  for (const char* line : {"{\"txt\":1}", "{\"text\":3}", "[1]", "{\"text\":\"a\",\"votes\":\"2\"}",
                           "{\"text\":\"a\",\"attributes\":{\"x\":[1]}}"}) {
    EXPECT_EQ(sheet_fault(std::string("{\"text\":\"ok\"}\n") + line, {}, "s.jsonl"), "jsonl-field")
        << line;
  }
  EXPECT_EQ(sheet_fault("{\"text\":\"a\",\"text\":\"b\"}", {}, "s.jsonl"), "json-duplicate-key");
}

TEST(Ids, GivenTwiceAreMadeUniqueAndTold) {
  Diagnostics remarks;
  auto read = ingest::import_source(
      {"s.jsonl", "s", "{\"id\":\"a\",\"text\":\"x\"}\n{\"id\":\"a\",\"text\":\"y\"}"}, {},
      remarks);
  EXPECT_EQ(read.value()[1].key, "a~2");
  EXPECT_EQ(remarks.items().back().id, "id-not-unique");
}

TEST(Attributes, ReachDocumentsAndSpeakers) {
  Diagnostics remarks;
  auto table = ingest::read_attribute_table(
      "document;speaker;roll;nivå\nt;;chef;lokal\nt;R1;läkare;\nt;Anna;intervjuare;\nx;;a;b\n",
      "a.csv", "", remarks);
  ASSERT_TRUE(table);
  std::vector<Document> documents = {test::imported("Anna: Hej.\nR1: Ja.\nAnna: Mer?\nR1: Nej.\n")};
  documents[0].key = "t";
  ingest::apply_attributes(table.value(), documents, remarks);
  EXPECT_EQ(*documents[0].attributes.find("nivå"), "lokal");
  EXPECT_EQ(*documents[0].speakers[1].attributes.find("roll"), "läkare");
  EXPECT_EQ(test::zones_of(documents[0])[1], "interviewer:Hej.");
  EXPECT_EQ(remarks.items().back().id, "attributes-unused");
}

TEST(UnknownKind, IsNamedNotGuessed) {
  EXPECT_EQ(sheet_fault("x", {}, "bild.png"), "import-unknown-kind");
}

}  // namespace
}  // namespace rodtrad
