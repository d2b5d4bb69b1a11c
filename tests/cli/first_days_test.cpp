// What somebody meets who has not used the program before: results beside the interviews, a name
// misspelt, a comma forgotten. Each is told at once, with what to do.
#include "tests/cli/bad_input_support.h"

namespace rodtrad::test {
namespace {

/// Two interviews in a folder, the way people have them.
void write_interviews(const Sandbox& box) {
  box.write("iv/anna.txt", "Intervjuare: Hur går det?\n\nIP1: Vi saknar mandat. Det är svårt.\n");
  box.write("iv/bo.txt", "Intervjuare: Och du?\n\nIP2: Jag har mandat.\n");
}

// --- results beside the material ---------------------------------------------------------------

TEST(FirstDays, EarlierResultsBelowTheMaterialArePassedOverAndTold) {
  const Sandbox box;
  write_interviews(box);
  ASSERT_EQ(box.code("iv --out iv/resultat").exit_code, 0);
  const auto units = units_column(box, "text", "iv/resultat");
  const Finished again = box.code("iv --out ut");
  EXPECT_EQ(again.exit_code, 0) << again.err;
  EXPECT_EQ(units_column(box, "text"), units);
  EXPECT_EQ(occurrences(again.err, "\"resultat\" holds earlier results, passed over"), 1U)
      << again.err;
  EXPECT_EQ(occurrences(again.err, "[import-skipped]"), 0U) << again.err;
}

TEST(FirstDays, FoldersOfOtherCommandsArePassedOverToo) {
  const Sandbox box;
  write_interviews(box);
  ASSERT_EQ(box.code("iv --out ut").exit_code, 0);
  const auto units = units_column(box, "text");
  ASSERT_EQ(box.run("gioia ut --out iv/gioia").exit_code, 0);
  ASSERT_EQ(box.run("compare ut --by document --out iv/jämfört").exit_code, 0);
  const Finished again = box.code("iv --out ut");
  EXPECT_EQ(again.exit_code, 0) << again.err;
  EXPECT_TRUE(contains(again.err, "\"gioia\" holds earlier results")) << again.err;
  EXPECT_TRUE(contains(again.err, "\"jämfört\" holds earlier results")) << again.err;
  EXPECT_EQ(units_column(box, "text"), units);
}

TEST(FirstDays, ThePresentResultsFolderIsLeftOutWithoutAWord) {
  const Sandbox box;
  write_interviews(box);
  ASSERT_EQ(box.code("iv --out iv/resultat").exit_code, 0);
  const Finished again = box.code("iv --out iv/resultat");
  EXPECT_EQ(again.exit_code, 0);
  EXPECT_FALSE(contains(again.err, "earlier results")) << again.err;
}

TEST(FirstDays, AForeignRunJsonMakesNoResultsFolder) {
  const Sandbox box;
  write_interviews(box);
  box.write("iv/körning/run.json", "{\"distance\": 5}");
  box.write("iv/körning/cia.txt", "Mandat saknas.\n");
  ASSERT_EQ(box.code("iv --out ut").exit_code, 0);
  const auto texts = units_column(box, "text");
  EXPECT_EQ(std::count(texts.begin(), texts.end(), "Mandat saknas."), 1);
}

TEST(FirstDays, AResultsFolderIsNoMaterial) {
  const Sandbox box;
  write_interviews(box);
  ASSERT_EQ(box.code("iv --out ut").exit_code, 0);
  expect_one_error(box.code("ut --out nytt"), "input-results", "\"ut\" holds earlier results");
  EXPECT_FALSE(box.exists("nytt"));
}

TEST(FirstDays, TheMaterialsFolderCannotTakeTheResults) {
  const Sandbox box;
  write_interviews(box);
  const auto before = box.files();
  for (const std::string out : {"iv", "./iv/", "."}) {
    SCOPED_TRACE(out);
    const Finished done = box.code("iv --out " + out);
    expect_one_error(done, "out-is-input", "the material of \"iv\"");
    EXPECT_TRUE(contains(done.err, "iv/resultat")) << done.err;
  }
  EXPECT_EQ(changes(before, box.files()), Names{});
}

TEST(FirstDays, ACodebookAmongTheInterviewsIsPassedOverWithoutAWarning) {
  const Sandbox box;
  write_interviews(box);
  box.write("iv/min-kodbok.json", small_codebook());
  box.write("iv/studie.json", R"({"title": "S", "format": "rodtrad-study/1"})");
  const Finished done = box.code("iv --out ut");
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_FALSE(contains(done.err, "min-kodbok")) << done.err;
  EXPECT_FALSE(contains(done.err, "studie.json")) << done.err;
  EXPECT_TRUE(contains(joined(remarks_of(box)), "info own-file-passed-over : \"min-kodbok.json\""))
      << joined(remarks_of(box));
}

TEST(FirstDays, OtherJsonIsSkippedWithAReasonThatHolds) {
  const Sandbox box;
  write_interviews(box);
  box.write("iv/annat.json", "{\"a\": 1}");
  const Finished done = box.code("iv --out ut");
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_TRUE(contains(done.err, "\"annat.json\" is no transcript; it is skipped")) << done.err;
  EXPECT_FALSE(contains(done.err, "known kinds")) << done.err;
}

// --- results beside older results --------------------------------------------------------------

TEST(FirstDays, FilesOfAnEarlierRunThatStayAreNamedOnce) {
  const Sandbox box;
  write_interviews(box);
  ASSERT_EQ(box.code("iv --out ut --format html,csv,material").exit_code, 0);
  box.write("ut/anteckning.md", "min egen fil\n");
  for (const std::string formats : {"md", "jsonl"}) {
    SCOPED_TRACE(formats);
    const Finished done = box.code("iv --out ut --format " + formats);
    EXPECT_EQ(done.exit_code, 0);
    EXPECT_EQ(occurrences(done.err, "[out-earlier-files]"), 1U) << done.err;
    EXPECT_TRUE(
        contains(done.err, "material.jsonl, codings.csv, counts.csv, units.csv, report.html"))
        << done.err;
    EXPECT_FALSE(contains(done.err, "anteckning")) << done.err;
    EXPECT_FALSE(contains(done.err, "run.json")) << done.err;
  }
  EXPECT_TRUE(box.exists("ut/report.html"));
}

TEST(FirstDays, TheSameFilesAgainAreNothingToTell) {
  const Sandbox box;
  write_interviews(box);
  for (int i = 0; i < 2; ++i) {
    const Finished done = box.code("iv --out ut");
    EXPECT_FALSE(contains(done.err, "earlier")) << done.err;
  }
}

}  // namespace
}  // namespace rodtrad::test
