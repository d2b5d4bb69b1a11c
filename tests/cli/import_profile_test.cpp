// A sheet whose answers could stand in two columns: asked at a terminal, refused elsewhere, and the
// choice kept for the next run.
#include "tests/cli/bad_input_support.h"
#include "tests/support/terminal.h"
#include "tests/support/xlsx.h"

namespace rodtrad::test {
namespace {

constexpr const char* kTied =
    "Bord;Inlägg;Förslag\n1;Vi saknar mandat;Kortare möten\n2;Långa möten;Ge oss mandat\n";
constexpr const char* kNextMonth = "Bord;Inlägg;Förslag\n7;Ingen svarar;Tydligt mandat\n";

Finished at_terminal(const Sandbox& box, const std::string& arguments, const std::string& typed) {
  return run_at_terminal("\"$R\" " + arguments, box.path(), typed,
                         {"R=" RODTRAD_PROGRAM, "LC_ALL=C.UTF-8", "TERM=dumb"}, 20 * kPatience);
}

std::string code(const std::string& rest) {
  return "code --lexicon none --codebook bok.json " + rest;
}

std::vector<std::string> coded_texts(const Sandbox& box, const std::string& out) {
  return units_column(box, "text", out);
}

TEST(ImportProfile, ATieIsRefusedWhereNobodyCanBeAsked) {
  const Sandbox box;
  box.write("svar.csv", kTied);
  expect_refused(box, "svar.csv", "sheet-tie", "svar.csv:1");
}

TEST(ImportProfile, TheTerminalAsksAndTheNextRunRemembers) {
  const Sandbox box;
  box.write("svar.csv", kTied);
  const Finished asked = at_terminal(box, code("svar.csv --out ut"), "2\n");
  ASSERT_EQ(asked.exit_code, 0) << asked.out;
  EXPECT_TRUE(contains(asked.out, "1  Inlägg")) << asked.out;
  EXPECT_TRUE(contains(asked.out, "3  alla, var för sig")) << asked.out;
  EXPECT_EQ(coded_texts(box, "ut"), (Names{"Kortare möten", "Ge oss mandat"}));
  EXPECT_TRUE(contains(box.read("ut/profil.json"), "\"text\": \"Förslag\""))
      << box.read("ut/profil.json");

  const std::string first = box.read("ut/run.json");
  EXPECT_TRUE(contains(first, "profil.json sha256:")) << first;
  const Finished again = box.code("svar.csv --out ut");
  ASSERT_EQ(again.exit_code, 0) << again.err;
  EXPECT_EQ(coded_texts(box, "ut"), (Names{"Kortare möten", "Ge oss mandat"}));
}

TEST(ImportProfile, TheSameFormInAnotherFileIsReadByANamedProfile) {
  const Sandbox box;
  box.write("svar.csv", kTied);
  box.write("nytt.csv", kNextMonth);
  ASSERT_EQ(box.code("svar.csv --text-column Förslag --out ut").exit_code, 0);
  const Finished next = box.code("nytt.csv --import-profile ut/profil.json --out ut2");
  ASSERT_EQ(next.exit_code, 0) << next.err;
  EXPECT_EQ(coded_texts(box, "ut2"), Names{"Tydligt mandat"});
  EXPECT_TRUE(contains(joined(remarks_of(box, "ut2")), "sheet-profile"));
  EXPECT_EQ(box.read("ut/profil.json"), box.read("ut2/profil.json"));
}

TEST(ImportProfile, AllColumnsCanBeTaken) {
  const Sandbox box;
  box.write("svar.csv", kTied);
  const Finished asked = at_terminal(box, code("svar.csv --out ut"), "fel\n3\n");
  ASSERT_EQ(asked.exit_code, 0) << asked.out;
  EXPECT_EQ(coded_texts(box, "ut").size(), 4U);
  EXPECT_TRUE(contains(box.read("ut/profil.json"), "\"Inlägg|Förslag\""));
}

TEST(ImportProfile, AnEmptyAnswerWritesNothing) {
  const Sandbox box;
  box.write("svar.csv", kTied);
  const Finished asked = at_terminal(box, code("svar.csv --out ut"), "\n");
  EXPECT_EQ(asked.exit_code, 2) << asked.out;
  EXPECT_TRUE(contains(asked.out, "[sheet-tie]")) << asked.out;
  EXPECT_FALSE(box.exists("ut"));
}

TEST(ImportProfile, NothingIsKeptWhereNothingWasChosen) {
  const Sandbox box;
  box.write("svar.csv", "Bord;Svar;Kommun\n1;Vi saknar mandat;Granvik\n");
  ASSERT_EQ(box.code("svar.csv --text-column Svar --out ut").exit_code, 0);
  EXPECT_FALSE(box.exists("ut/profil.json"));
}

TEST(ImportProfile, AStudyFolderHasItsOwn) {
  const Sandbox box;
  box.write("in/svar.csv", kTied);
  const Finished asked = at_terminal(box, "import in --out studie", "1\n");
  ASSERT_EQ(asked.exit_code, 0) << asked.out;
  EXPECT_TRUE(contains(box.read("studie/svar.jsonl"), "Vi saknar mandat"));
  box.write("in/profil.json", box.read("studie/profil.json"));
  const Finished again = box.run("import in --out studie2");
  ASSERT_EQ(again.exit_code, 0) << again.err;
  EXPECT_EQ(box.read("studie2/svar.jsonl"), box.read("studie/svar.jsonl"));
  EXPECT_EQ(box.read("studie2/profil.json"), box.read("studie/profil.json"));
}

TEST(ImportProfile, AFaultyProfileIsToldWithItsPlace) {
  const Sandbox box;
  box.write("svar.csv", kTied);
  box.write("profil.json",
            "{\"format\": \"rodtrad-profile/1\",\n \"sheets\": [{\"columns\": [\"Bord\"],"
            " \"txt\": \"Svar\"}]}");
  const Finished run = box.code("svar.csv --import-profile profil.json --out ut");
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_TRUE(contains(run.err, "profil.json:2:")) << run.err;
  EXPECT_TRUE(contains(run.err, "did you mean \"text\"?")) << run.err;
  EXPECT_FALSE(box.exists("ut"));
}

TEST(ImportProfile, AWorkshopKeepsItsChoice) {
  const Sandbox box;
  box.write("svar.csv", kTied);
  const std::string run = "workshop svar.csv --lexicon none --codebook bok.json --out plan";
  const Finished asked = at_terminal(box, run, "2\n");
  ASSERT_EQ(asked.exit_code, 0) << asked.out;
  const std::string answers = box.read("plan/answers.csv");
  ASSERT_EQ(box.run(run).exit_code, 0);
  EXPECT_EQ(box.read("plan/answers.csv"), answers);
}

TEST(Inputs, NamesInASheetAreReplacedAndThePersonIsTold) {
  const Sandbox box;
  box.write("svar.csv", "Namn;E-post;Svar\nEva Ek;eva@example.com;Vi saknar mandat\n");
  const Finished run = box.code("svar.csv --out ut");
  ASSERT_EQ(run.exit_code, 0) << run.err;
  EXPECT_TRUE(contains(run.err, "\"Namn\" is shown as Person 1")) << run.err;
  EXPECT_TRUE(contains(run.err, "left out: \"E-post\"")) << run.err;
  for (const auto& [name, bytes] : files_in(box.path() / "ut")) {
    EXPECT_FALSE(contains(bytes, "Eva Ek") || contains(bytes, "example.com")) << name;
  }
}

// --- one transcript, one attribute table -------------------------------------------------------

TEST(Inputs, ATranscriptInJsonIsReadByItself) {
  const Sandbox box;
  box.write("samtal.json",
            R"({"language": "sv", "segments": [
 {"id": 0, "start": 0.0, "end": 2.5, "text": " Vi saknar mandat i gruppen."},
 {"id": 1, "start": 2.5, "end": 4.0, "text": " Det vet alla."}]})");
  const Finished run = box.code("samtal.json --out ut");
  ASSERT_EQ(run.exit_code, 0) << run.err;
  EXPECT_TRUE(contains(box.read("ut/codings.csv"), "Vi saknar mandat i gruppen."));
  box.write("annat.json", "{\"namn\": \"inget av detta\"}");
  expect_refused(box, "annat.json", "study-format", "annat.json");
}

TEST(Inputs, AttributesMayStandInAWorkbook) {
  const Sandbox box;
  box.write("samtal.txt", "R1: Vi saknar mandat.\n\nR2: Vi har mandat.\n");
  box.write("fakta.xlsx",
            xlsx_of({.sheets = {{"Läs mig", xlsx_rows({{"Gjord i mars"}})},
                                {"Fakta", xlsx_rows({{"dokument", "talare", "roll", "nivå"},
                                                     {"samtal", "R1", "chef"},
                                                     {"samtal", "R2", "", "Regional nivå"}})}}}));
  const Finished run = box.code("samtal.txt --attributes fakta.xlsx --out ut");
  ASSERT_EQ(run.exit_code, 0) << run.err;
  EXPECT_EQ(units_column(box, "attr_roll"), (Names{"chef", ""}));
  EXPECT_EQ(units_column(box, "attr_nivå"), (Names{"", "Regional nivå"}));
}

}  // namespace
}  // namespace rodtrad::test
