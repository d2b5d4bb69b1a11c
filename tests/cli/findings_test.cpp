#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

/// `compare`, `explore` and `diff` as a person runs them.
namespace rodtrad::test {
namespace {

namespace fs = std::filesystem;

constexpr const char* kBook = R"({"format": "rodtrad-codebook/1", "id": "b", "title": "B",
  "themes": [{"id": "t", "label": "Temat", "concepts": [
    {"id": "c", "label": "C", "indicators": ["roll"]}]}]})";
constexpr const char* kRenamed = R"({"format": "rodtrad-codebook/1", "id": "b", "title": "B",
  "themes": [{"id": "nytt", "label": "Nytt namn", "concepts": [
    {"id": "c2", "label": "C två", "indicators": ["roll"]}]}]})";
constexpr const char* kSheet =
    "id;roll;svar\n1;chef;En roll till.\n2;chef;En buss.\n3;läkare;Min roll är oklar.\n";

Finished rodtrad(const std::string& arguments, const fs::path& folder) {
  return run_shell(std::string(RODTRAD_PROGRAM) + " " + arguments, folder);
}

TEST(Findings, CompareStartsFromResultsAndNamesWhatCanBeCompared) {
  const TempFolder folder;
  folder.write("bok.json", kBook);
  folder.write("svar.csv", kSheet);
  ASSERT_EQ(rodtrad("code svar.csv --codebook bok.json --text-column svar --out r", folder.path())
                .exit_code,
            0);
  const Finished wrong = rodtrad("compare r --by rol --out j", folder.path());
  EXPECT_EQ(wrong.exit_code, 2);
  EXPECT_NE(wrong.err.find("[compare-attribute]"), std::string::npos) << wrong.err;
  EXPECT_FALSE(fs::exists(folder.path() / "j"));
  const Finished right = rodtrad("compare r --by dokument --out j", folder.path());
  EXPECT_EQ(right.exit_code, 0) << right.err;
  for (const char* name : {"crosstab.csv", "cooccurrence.csv", "tests.json", "compare.html",
                           "framework.csv", "framework.xlsx"}) {
    EXPECT_TRUE(fs::exists(folder.path() / "j" / name)) << name;
  }
}

TEST(Findings, ASummaryInTheMatrixStaysOnTheNextRun) {
  const TempFolder folder;
  folder.write("bok.json", kBook);
  folder.write("a.txt", "En roll till. En buss.");
  const std::string run = "compare a.txt --codebook bok.json --by dokument --out j";
  ASSERT_EQ(rodtrad(run, folder.path()).exit_code, 0);
  std::string matrix = read_text(folder.path() / "j/framework.csv");
  const std::string quote = "”En roll till.”";
  ASSERT_NE(matrix.find(quote), std::string::npos) << matrix;
  folder.write("j/framework.csv", matrix.replace(matrix.find(quote), quote.size(), "Egna ord"));
  ASSERT_EQ(rodtrad(run, folder.path()).exit_code, 0);
  EXPECT_NE(read_text(folder.path() / "j/framework.csv").find("Egna ord"), std::string::npos);
}

TEST(Findings, DiffTellsWhereAConceptMoved) {
  const TempFolder folder;
  const std::string other = R"(, {"id": "u", "label": "Andra", "concepts": [)";
  const std::string moving = R"({"id": "c", "label": "C", "indicators": ["roll"]})";
  const std::string head = R"({"format": "rodtrad-codebook/1", "id": "b", "title": "B",
    "themes": [{"id": "t", "label": "Temat", "concepts": [)";
  folder.write("gammal.json", head + moving + "]}" + other + "]}]}");
  folder.write("ny.json", head + "]}" + other + moving + "]}]}");
  folder.write("a.txt", "En roll till.");
  const Finished run = rodtrad("diff gammal.json ny.json a.txt --out d", folder.path());
  EXPECT_EQ(run.exit_code, 0) << run.err;
  const std::string page = read_text(folder.path() / "d/diff.html");
  EXPECT_NE(page.find("flyttad från temat Temat till temat Andra"), std::string::npos);
  EXPECT_NE(page.find("Koder: 1 begrepp har flyttats till ett annat tema."), std::string::npos);
  EXPECT_NE(read_text(folder.path() / "d/diff-codes.csv").find("concept,moved,c,c"),
            std::string::npos);
}

TEST(Findings, ExploreWritesItsFiles) {
  const TempFolder folder;
  folder.write("bok.json", kBook);
  folder.write("a.txt", "En roll till. En buss. En buss. En buss.");
  const Finished explored = rodtrad("explore a.txt --codebook bok.json --out u", folder.path());
  EXPECT_EQ(explored.exit_code, 0) << explored.err;
  for (const char* name : {"uncovered.csv", "keyness.csv", "collocations.csv", "saturation.csv",
                           "suggested-indicators.csv", "explore.html"}) {
    EXPECT_TRUE(fs::exists(folder.path() / "u" / name)) << name;
  }
  EXPECT_NE(read_text(folder.path() / "u/uncovered.csv").find("buss"), std::string::npos);
}

TEST(Findings, ExploreTellsItsLimits) {
  // A reader must be able to say why a word is in a list, and why another is not.
  const TempFolder folder;
  folder.write("bok.json", kBook);
  folder.write("a.csv", "grupp,svar\nnorr,En roll till\nnorr,Bussen går\nsyd,En buss\n");
  const Finished explored =
      rodtrad("explore a.csv --codebook bok.json --least 2 --out u", folder.path());
  EXPECT_EQ(explored.exit_code, 0) << explored.err;
  const std::string page = read_text(folder.path() / "u/explore.html");
  for (const char* limit : {"minst 2 gånger i okodade enheter", "minst 2 gånger i gruppen",
                            "LL minst 3,84", "par som står minst 2 gånger", "LL minst 6,63"}) {
    EXPECT_NE(page.find(limit), std::string::npos) << limit;
  }
}

TEST(Findings, RenamingACodeInGitShowsNothingLost) {
  const TempFolder folder;
  folder.write("bok.json", kBook);
  folder.write("material/a.txt", "En roll till. En buss.");
  const std::string git = "git -c user.name=a -c user.email=a@b.se ";
  ASSERT_EQ(run_shell("git init -q . && git add -A && " + git + "commit -qm ett", folder.path())
                .exit_code,
            0);
  folder.write("bok.json", kRenamed);
  ASSERT_EQ(run_shell(git + "commit -qam två", folder.path()).exit_code, 0);
  for (const char* sides :
       {"HEAD~1 HEAD material --codebook bok.json", "HEAD~1:bok.json bok.json material"}) {
    const Finished diff = rodtrad(std::string("diff ") + sides + " --out d", folder.path());
    EXPECT_EQ(diff.exit_code, 0) << diff.err;
    EXPECT_EQ(diff.out, "0 nya, 0 förlorade, 0 flyttade och 1 oförändrade kodningar\n");
    EXPECT_NE(read_text(folder.path() / "d/diff-codes.csv").find("theme,renamed,t,nytt"),
              std::string::npos);
  }
  const Finished unknown =
      rodtrad("diff HEAD~9 HEAD material --codebook bok.json --out e", folder.path());
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_NE(unknown.err.find("[git-revision]"), std::string::npos) << unknown.err;
}

}  // namespace
}  // namespace rodtrad::test
