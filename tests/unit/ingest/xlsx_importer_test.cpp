#include <gtest/gtest.h>

#include "tests/support/build.h"
#include "tests/support/xlsx.h"

namespace rodtrad {
namespace {

using test::xlsx_of;
using test::xlsx_rows;
using Rows = std::vector<std::vector<std::string>>;
using Texts = std::vector<std::string>;

ingest::Documents read(const std::string& bytes, const ingest::ImportOptions& options = {},
                       Diagnostics* told = nullptr) {
  Diagnostics remarks;
  auto documents = ingest::import_source({"svar.xlsx", "svar", bytes}, options, remarks);
  if (told != nullptr) told->append(remarks);
  if (!documents) {
    throw std::runtime_error(to_text(documents.failure().diagnostics.items().front()));
  }
  return std::move(documents).value();
}

std::string fault(const std::string& bytes, const ingest::ImportOptions& options = {}) {
  Diagnostics remarks;
  auto documents = ingest::import_source({"svar.xlsx", "svar", bytes}, options, remarks);
  return documents ? "" : documents.failure().diagnostics.items().front().id;
}

std::string sheet(const Rows& rows, const std::string& more = "") {
  return xlsx_of({.sheets = {{"Blad1", xlsx_rows(rows) + more}}});
}

bool tells(const Diagnostics& told, const std::string& id) {
  return std::any_of(told.items().begin(), told.items().end(),
                     [&id](const Diagnostic& d) { return d.id == id; });
}

/// `group | question | answer` of every segment with an answer.
Texts answers(const ingest::Documents& documents) {
  Texts out;
  for (const Document& document : documents) {
    for (const Segment& segment : document.segments) {
      if (segment.zone != Zone::Answer) continue;
      const std::string* group = segment.attributes.find(document.group_attribute);
      out.push_back((group != nullptr ? *group : "-") + " | " + segment.question + " | " +
                    std::string(slice(document.text, segment.span)));
    }
  }
  return out;
}

TEST(Xlsx, ReadsOneAnswerARowWithItsCell) {
  const auto documents = read(sheet({{"Id", "Bord", "Fråga", "Svar", "Röster"},
                                     {"7", "Bord 4", "Vad behövs?", "Bättre rutiner", "3"}}));
  ASSERT_EQ(documents.size(), 1U);
  EXPECT_EQ(documents[0].key, "7");
  EXPECT_EQ(answers(documents), (Texts{"Bord 4 | Vad behövs? | Bättre rutiner"}));
  const Segment& answer = documents[0].segments[0];
  EXPECT_EQ(answer.votes, 3);
  EXPECT_EQ(documents[0].title, "Blad1");
  EXPECT_EQ(answer.anchor.row, 2U);
}

TEST(Xlsx, ReadsAFormWithAColumnAQuestionAndKeepsNamesOut) {
  Diagnostics told;
  const auto documents =
      read(sheet({{"ID", "Start time", "Completion time", "Email", "Name", "Vad fungerar bra?",
                   "Vad ska ändras?", "Points - Vad ska ändras?"},
                  {"1", "2026-03-02 09:00", "2026-03-02 09:05", "eva@example.se", "Eva Ek",
                   "Mötena är korta", "Fler får komma", "0"},
                  {"2", "2026-03-02 09:01", "2026-03-02 09:09", "bo@example.se", "Bo Lind", "Inget",
                   "Bättre lokal nära bussen", "0"}}),
           {}, &told);
  ASSERT_EQ(documents.size(), 2U);
  EXPECT_EQ(
      answers(documents),
      (Texts{"- | Vad fungerar bra? | Mötena är korta", "- | Vad ska ändras? | Fler får komma",
             "- | Vad fungerar bra? | Inget", "- | Vad ska ändras? | Bättre lokal nära bussen"}));
  EXPECT_EQ(documents[0].speakers[0].label, "Person 1");
  EXPECT_EQ(documents[1].speakers[0].label, "Person 2");
  for (const auto& [name, value] : documents[0].segments[0].attributes.entries()) {
    EXPECT_EQ(value.find("eva"), std::string::npos) << name;
    EXPECT_EQ(value.find("Eva"), std::string::npos) << name;
  }
  EXPECT_TRUE(tells(told, "sheet-persons"));
}

TEST(Xlsx, ShowsNamesOnlyWhenTheirColumnIsNamed) {
  const std::string bytes =
      sheet({{"Namn", "E-post", "Svar"}, {"Eva Ek", "e@example.se", "Ja tack"}});
  EXPECT_EQ(read(bytes)[0].speakers[0].label, "Person 1");
  EXPECT_EQ(read(bytes)[0].segments[0].attributes.find("E-post"), nullptr);
  EXPECT_EQ(read(bytes, {.columns = {.speaker = "Namn"}})[0].speakers[0].label, "Eva Ek");
}

TEST(Xlsx, CodesAreNoNames) {
  Diagnostics told;
  const auto documents =
      read(sheet({{"Respondent", "Svar"}, {"R1", "Ja tack"}, {"R2", "Nej tack"}}), {}, &told);
  EXPECT_EQ(documents[1].speakers[0].label, "R2");
  EXPECT_FALSE(tells(told, "sheet-persons"));
}

TEST(Xlsx, AnIdThatIsAPersonalNumberNamesNoDocument) {
  // Test number of the tax agency's kind: date and check digit are right.
  const auto documents = read(sheet({{"Id", "Svar"}, {"900101-0017", "Ja tack"}}));
  EXPECT_EQ(documents[0].key, "svar#2");
}

TEST(Xlsx, JoinsTwoHeaderRowsOverMergedCells) {
  const auto documents =
      read(sheet({{"Workshop i mars"},
                  {"Grupp", "Vad fungerar?", "", "Vad saknas?", ""},
                  {"", "Dagtid", "Kvällstid", "Dagtid", "Kvällstid"},
                  {"Grupp 1", "Bra möten varje vecka", "Lugnt på kvällen", "Tid att prata",
                   "En chef på plats"}},
                 "<mergeCells><mergeCell ref=\"A1:E1\"/><mergeCell ref=\"B2:C2\"/>"
                 "<mergeCell ref=\"D2:E2\"/><mergeCell ref=\"A2:A3\"/></mergeCells>"));
  EXPECT_EQ(answers(documents), (Texts{"Grupp 1 | Vad fungerar? / Dagtid | Bra möten varje vecka",
                                       "Grupp 1 | Vad fungerar? / Kvällstid | Lugnt på kvällen",
                                       "Grupp 1 | Vad saknas? / Dagtid | Tid att prata",
                                       "Grupp 1 | Vad saknas? / Kvällstid | En chef på plats"}));
}

TEST(Xlsx, AMatrixWithGroupsInItsColumns) {
  const auto documents = read(sheet({{"Fråga", "Grupp 1", "Grupp 2"},
                                     {"Vad saknas?", "Tid att prata", "En tydlig chef"},
                                     {"Vad fungerar?", "", "Mötena"}}));
  EXPECT_EQ(answers(documents),
            (Texts{"Grupp 1 | Vad saknas? | Tid att prata",
                   "Grupp 2 | Vad saknas? | En tydlig chef", "Grupp 2 | Vad fungerar? | Mötena"}));
}

TEST(Xlsx, AMatrixWithGroupsInItsRows) {
  const auto documents = read(sheet({{"", "Vad saknas?", "Vad fungerar?"},
                                     {"Bord 1", "Tid att prata", "Mötena går bra"},
                                     {"Bord 2", "En tydlig chef", "Allt i stort sett"}}));
  EXPECT_EQ(answers(documents).front(), "Bord 1 | Vad saknas? | Tid att prata");
  EXPECT_EQ(answers(documents).size(), 4U);
}

TEST(Xlsx, ASheetForEachGroup) {
  const auto documents = read(xlsx_of(
      {.sheets = {{"Läs detta", xlsx_rows({{"Fyll i era svar på bladen"}, {"1"}, {"2"}, {"3"}})},
                  {"Bord 1", xlsx_rows({{"Svar"}, {"Mer tid"}})},
                  {"Bord 2", xlsx_rows({{"Svar"}, {"Färre möten"}})}}}));
  const Texts found = answers(documents);
  EXPECT_NE(std::find(found.begin(), found.end(), "Bord 1 |  | Mer tid"), found.end());
  EXPECT_NE(std::find(found.begin(), found.end(), "Bord 2 |  | Färre möten"), found.end());
  EXPECT_EQ(documents.back().key, "svar#Bord 2!2");
}

TEST(Xlsx, ASheetForEachQuestion) {
  const auto documents = read(
      xlsx_of({.sheets = {{"Vad saknas", xlsx_rows({{"Grupp", "Svar"}, {"1", "Mer tid"}})},
                          {"Vad fungerar", xlsx_rows({{"Grupp", "Svar"}, {"1", "Mötena"}})}}}));
  EXPECT_EQ(answers(documents), (Texts{"1 | Vad saknas | Mer tid", "1 | Vad fungerar | Mötena"}));
}

TEST(Xlsx, SplitsChoicesThatComeAgainButNotFreeText) {
  const Rows choices = {{"Vilka hinder finns?", "Vad mer vill du säga?"},
                        {"Tid;Pengar;", "Vi hinner inte; det är svårt"},
                        {"Tid;Lokaler;", "Lokalen är kall; den är liten"},
                        {"Pengar;Lokaler;", "Inget mer att säga om det"}};
  const auto documents = read(sheet(choices));
  EXPECT_EQ(answers({documents[0]}),
            (Texts{"- | Vilka hinder finns? | Tid", "- | Vilka hinder finns? | Pengar",
                   "- | Vad mer vill du säga? | Vi hinner inte; det är svårt"}));
}

TEST(Xlsx, AColumnWithOneChoiceOfAFewIsAnAttribute) {
  Rows rows = {{"Var arbetar du?", "Vad behövs?"}};
  for (int i = 0; i < 9; ++i) {
    rows.push_back({i % 2 == 0 ? "I en kommun" : "I en region",
                    "Svar nummer " + std::to_string(i) + " om möten"});
  }
  const auto documents = read(sheet(rows));
  EXPECT_EQ(answers(documents).size(), 9U);
  EXPECT_EQ(*documents[1].segments[0].attributes.find("Var arbetar du?"), "I en region");
}

TEST(Xlsx, NamesTheOptionWhenTwoColumnsTie) {
  const std::string bytes =
      sheet({{"Bord", "Inlägg", "Förslag"}, {"1", "Mötena är långa", "Kortare möten"}});
  EXPECT_EQ(fault(bytes), "sheet-tie");
  EXPECT_EQ(answers(read(bytes, {.columns = {.text = "Förslag"}})),
            (Texts{"1 |  | Kortare möten"}));
  EXPECT_EQ(answers(read(bytes, {.columns = {.text = "Inlägg|Förslag"}})).size(), 2U);
}

TEST(Xlsx, TellsWhatItLeavesOut) {
  Diagnostics told;
  read(xlsx_of({.sheets = {{"Svar", xlsx_rows({{"Svar"}, {"Mer tid"}})},
                           {"Listor", xlsx_rows({{"ja"}})}},
                .hidden = {"Listor"}}),
       {}, &told);
  EXPECT_TRUE(tells(told, "xlsx-hidden-sheet"));
}

TEST(Xlsx, RefusesASheetWithoutAnswers) {
  EXPECT_EQ(fault(sheet({{"fall", "ålder", "kön"}, {"ID4", "41", "f"}, {"ID5", "28", "m"}})),
            "sheet-no-text-column");
}

TEST(Xlsx, ASheetThatGathersTheOthersIsTold) {
  const Rows one = {{"Bord", "Svar"}, {"1", "Mer tid"}, {"1", "Mer folk"}, {"1", "Raster"}};
  const Rows two = {{"Bord", "Svar"}, {"2", "Schemat"}, {"2", "Chefen"}};
  Rows all = one;
  all.insert(all.end(), two.begin() + 1, two.end());
  const auto told_by = [&](const Rows& last) {
    Diagnostics told;
    read(xlsx_of({.sheets = {{"Bord 1", xlsx_rows(one)},
                             {"Bord 2", xlsx_rows(two)},
                             {"Allt", xlsx_rows(last)}}}),
         {}, &told);
    return tells(told, "sheet-repeats");
  };
  EXPECT_TRUE(told_by(all));
  all.push_back({"3", "Något nytt"});
  EXPECT_FALSE(told_by(all));
}

TEST(Xlsx, ASheetToReadIsNotTakenForAnswers) {
  Diagnostics told;
  const auto documents =
      read(xlsx_of({.sheets = {{"Läs mig", xlsx_rows({{"Svar"}, {"Fyll i ett svar på varje rad"}})},
                               {"Svar", xlsx_rows({{"Bord", "Svar"}, {"1", "Mer tid"}})}}}),
           {}, &told);
  EXPECT_EQ(answers(documents), Texts{"1 |  | Mer tid"});
  EXPECT_TRUE(tells(told, "sheet-skipped"));
}

TEST(Xlsx, VotesInMergedCellsCountOnce) {
  Diagnostics told;
  const auto documents =
      read(sheet({{"Svar", "Röster"}, {"Mer tid", "9"}, {"Mer folk", ""}, {"Raster", "2"}},
                 "<mergeCells><mergeCell ref=\"B2:B3\"/></mergeCells>"),
           {}, &told);
  ASSERT_EQ(documents.size(), 3U);
  EXPECT_EQ(documents[0].segments[0].votes, 9);
  EXPECT_FALSE(documents[1].segments[0].votes);
  EXPECT_EQ(documents[2].segments[0].votes, 2);
  EXPECT_TRUE(tells(told, "sheet-votes-merged"));
}

}  // namespace
}  // namespace rodtrad
