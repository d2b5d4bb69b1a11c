// What somebody meets who has not used the program before: results beside the interviews, a name
// misspelt, a comma forgotten. Each is told at once, with what to do.
#include <chrono>
#include <filesystem>
#include <map>

#include "tests/cli/bad_input_support.h"

namespace rodtrad::test {
namespace {

/// Two interviews in a folder, the way people have them.
void write_interviews(const Sandbox& box) {
  box.write("iv/anna.txt", "Intervjuare: Hur går det?\n\nIP1: Vi saknar mandat. Det är svårt.\n");
  box.write("iv/bo.txt", "Intervjuare: Och du?\n\nIP2: Jag har mandat.\n");
}

// --- whose words are left out ------------------------------------------------------------------

TEST(FirstDays, AMisspeltInterviewerIsToldWithTheNearestName) {
  const Sandbox box;
  box.write("iv/a.txt", "Anna: Hur går det?\nBo: Vi saknar mandat.\nAnna: Och?\nBo: Ingenting.\n");
  for (const char* format : {"html", "jsonl"}) {
    const Finished run = box.code(std::string("iv --out ut --interviewer Ana --format ") + format);
    EXPECT_EQ(run.exit_code, 0) << run.err;
    EXPECT_EQ(occurrences(run.err, "no speaker is called \"Ana\""), 1U) << run.err;
    EXPECT_TRUE(contains(run.err, "did you mean \"Anna\"?")) << run.err;
  }
  const Finished right = box.code("iv --out ut --interviewer anna");
  EXPECT_FALSE(contains(right.err, "interviewer")) << right.err;
}

TEST(FirstDays, LabelsWithoutAColonAreTold) {
  const Sandbox box;
  box.write("iv/a.txt",
            "Intervjuare - Hur går det?\n\nRespondent - Vi saknar mandat.\n\n"
            "Intervjuare - Och mandatet?\n\nRespondent - Det saknas.\n");
  const Finished run = box.code("iv --out ut");
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_TRUE(contains(run.err, "[transcript-labels-unread]")) << run.err;
}

TEST(FirstDays, LineNumbersBeforeTheLabelsAreTold) {
  const Sandbox box;
  box.write("iv/a.txt",
            "1 Intervjuare: Hur går det?\n2 Eva: Vi saknar mandat.\n3 Intervjuare: Och sen?\n"
            "4 Eva: Det saknas.\n5 Intervjuare: Jaha.\n6 Eva: Ja.\n");
  const Finished run = box.code("iv --out ut");
  EXPECT_TRUE(contains(run.err, "[transcript-lines-numbered]")) << run.err;
}

TEST(FirstDays, WhoAsksMayStandInTheAttributes) {
  const Sandbox box;
  box.write("iv/a.txt", "Anna: Hur går det?\nBo: Vi saknar mandat.\nAnna: Och?\nBo: Ingenting.\n");
  EXPECT_TRUE(contains(box.code("iv --out ut").err, "[transcript-no-interviewer]"));
  box.write("roll.csv", "dokument,talare,roll\na,Anna,intervjuare\n");
  for (const char* format : {"html", "jsonl"}) {
    const Finished run =
        box.code(std::string("iv --attributes roll.csv --out ut --format ") + format);
    EXPECT_EQ(run.exit_code, 0) << run.err;
    EXPECT_FALSE(contains(run.err, "[transcript-no-interviewer]")) << run.err;
  }
}

TEST(FirstDays, WhoAnswersOnceIsHeardAndAnInterviewOfOneIsTold) {
  const Sandbox box;
  box.write("a.txt", "Intervjuare: Berätta.\n\nDan: Vi saknar mandat.\n\nDet är så.\n");
  box.write("b.txt", "Intervjuare: Hur går det?\n\nBra.\n\nIntervjuare: Och sen?\n\nSämre.\n");
  const Finished heard = box.code("a.txt --out ut");
  EXPECT_EQ(units_column(box, "speaker"), (Names{"Dan", "Dan"})) << heard.err;
  const Finished alone = box.code("b.txt --out ut2");
  EXPECT_TRUE(contains(alone.err, "[transcript-no-respondent]")) << alone.err;
}

TEST(FirstDays, AFileGivenTwiceUnderTwoNamesIsTold) {
  const Sandbox box;
  for (const std::string name : {"iv/a.txt", "iv/a kopia.txt"})
    box.write(name, "Vi saknar mandat.\n");
  box.write("iv/b.txt", "Det går bra.\n");
  for (const std::string format : {"", " --format jsonl"}) {
    const Finished run = box.code("iv --out ut" + format);
    EXPECT_EQ(occurrences(run.err, "[input-twice]"), 1U) << run.err;
    EXPECT_TRUE(contains(run.err, "the same file as")) << run.err;
  }
}

TEST(FirstDays, ComparisonsTestRespondentsAndNeverAnswers) {
  // Ten tables answered both questions; without the tables nobody knows whose a row is.
  const Sandbox box;
  std::string with = "bord;fråga;svar\n";
  std::string without = "fråga;svar\n";
  for (int table = 1; table <= 10; ++table) {
    for (const std::string row : {"Vad saknas?;vi saknar mandat", "Vad fungerar?;samtalen"}) {
      with += "Bord " + std::to_string(table) + ";" + row + "\n";
      without += row + "\n";
    }
  }
  box.write("med.csv", with);
  box.write("utan.csv", without);
  for (const auto& [sheet, reason] :
       {std::pair{"med", "in-several-groups"}, {"utan", "respondents-unknown"}}) {
    ASSERT_EQ(box.code(std::string(sheet) + ".csv --out ut").exit_code, 0);
    ASSERT_EQ(box.run("compare ut --by fråga --out jfr").exit_code, 0);
    const auto tests = nlohmann::json::parse(box.read("jfr/tests.json"));
    ASSERT_EQ(tests["tests"].size(), 1U);
    EXPECT_EQ(tests["tests"][0]["undefined"]["id"], reason) << sheet;
    EXPECT_TRUE(tests["tests"][0]["p"].is_null()) << sheet;
  }
}

TEST(FirstDays, AWholeFocusGroupIsNobodysWord) {
  const Sandbox box;
  box.write("iv/anna.txt", "Intervjuare: Vad saknas?\n\nAnna: Vi saknar mandat.\n");
  box.write("iv/bo.txt", "Intervjuare: Vad saknas?\n\nBo: Mandat, tror jag.\n");
  box.write("iv/grupp.txt",
            "Moderator: Vad saknas?\n\nEva: Mandat.\n\nOla: Nej, tid.\n\nEva: Jo, mandat.\n");
  box.write(
      "roll.csv",
      "document,talare,roll\nanna,Anna,chef\nbo,Bo,chef\ngrupp,Eva,chef\ngrupp,Ola,handläggare\n");
  ASSERT_EQ(box.code("iv --attributes roll.csv --unit document --out ut").exit_code, 0);
  EXPECT_EQ(units_column(box, "speaker"), (std::vector<std::string>{"Anna", "Bo", ""}));
  ASSERT_EQ(box.run("compare ut --by roll --out jfr").exit_code, 0);
  const auto tests = nlohmann::json::parse(box.read("jfr/tests.json"));
  std::vector<std::string> told;
  for (const auto& warning : tests["tests"][0]["warnings"]) told.push_back(warning["id"]);
  EXPECT_TRUE(std::find(told.begin(), told.end(), "nobody-named") != told.end()) << tests.dump(1);
}

TEST(FirstDays, WhatSomebodyWroteInAnEarlierResultIsNotWrittenOver) {
  const Sandbox box;
  write_interviews(box);
  ASSERT_EQ(box.code("iv --out ut --format xlsx,json").exit_code, 0);
  box.write("ut/results.xlsx", "saved by something else, soon after");
  // File systems tell times apart in steps of some milliseconds.
  const auto run = std::filesystem::last_write_time(box.path() / "ut/run.json");
  std::filesystem::last_write_time(box.path() / "ut/results.xlsx", run + std::chrono::seconds(1));
  const Finished again = box.code("iv --out ut --format xlsx,json");
  EXPECT_EQ(again.exit_code, 2);
  EXPECT_TRUE(contains(again.err, "[decisions-written-over]")) << again.err;

  box.write("es.jsonl", R"({"document":"anna","start":50,"end":70,"theme":"t","coder":"ES"})");
  box.write("mh.jsonl", R"({"document":"anna","start":50,"end":70,"theme":"u","coder":"MH"})");
  ASSERT_EQ(box.run("agree es.jsonl mh.jsonl --out enig").exit_code, 0);
  EXPECT_EQ(box.run("agree es.jsonl mh.jsonl --out enig").exit_code, 0) << "nothing filled in";
  box.write("enig/disagreements.csv",
            "document,start,end,text,agreed_theme,agreed_level\nanna,50,70,x,t,\n");
  const Finished spared = box.run("agree es.jsonl mh.jsonl --out enig");
  EXPECT_EQ(spared.exit_code, 2);
  EXPECT_TRUE(contains(spared.err, "[agreed-written-over]")) << spared.err;

  box.write("beslut.csv", "document,start,end,theme,beslut\nanna,50,70,t,nej\n");
  const Finished decisions = box.run("agree es.jsonl beslut.csv");
  EXPECT_EQ(decisions.exit_code, 2);
  EXPECT_TRUE(contains(decisions.err, "[judgement-decisions]")) << decisions.err;
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

TEST(FirstDays, FoldersAndPagesOfOtherCommandsArePassedOverToo) {
  const Sandbox box;
  write_interviews(box);
  ASSERT_EQ(box.code("iv --out ut").exit_code, 0);
  const auto units = units_column(box, "text");
  const std::map<std::string, std::string> made = {{"gioia", "gioia ut"},
                                                   {"jämfört", "compare ut --by document"},
                                                   {"utforskat", "explore ut"},
                                                   {"skillnad", "diff ut ut"}};
  for (const auto& [folder, command] : made) {
    ASSERT_EQ(box.run(command + " --out iv/" + folder).exit_code, 0) << command;
  }
  box.write("iv/min-rapport.html", box.read("ut/report.html"));
  const Finished again = box.code("iv --out ut");
  EXPECT_EQ(again.exit_code, 0) << again.err;
  for (const auto& [folder, command] : made) {
    EXPECT_TRUE(contains(again.err, "\"" + folder + "\" holds earlier results")) << again.err;
  }
  EXPECT_TRUE(contains(joined(remarks_of(box)), "info own-file-passed-over : \"min-rapport.html\""))
      << joined(remarks_of(box));
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

// --- names misspelt ----------------------------------------------------------------------------

TEST(FirstDays, AMisspeltResultsFolderIsSaidToBeMissing) {
  const Sandbox box;
  write_interviews(box);
  ASSERT_EQ(box.code("iv --out resultat").exit_code, 0);
  for (const std::string command :
       {"compare resultatt --by roll --out x", "gioia resultatt --out x",
        "explore resultatt --out x", "sample resultatt --n 2 --seed 1 --out x"}) {
    SCOPED_TRACE(command);
    const Finished done = box.run(command);
    expect_one_error(done, "io-not-found", "\"resultatt\"");
    EXPECT_TRUE(contains(done.err, "did you mean \"resultat\"?")) << done.err;
  }
}

TEST(FirstDays, AFolderWithoutResultsIsSaidToBeNone) {
  const Sandbox box;
  write_interviews(box);
  for (const std::string command :
       {"compare iv --by roll --out x", "gioia iv --out x", "explore iv --out x"}) {
    SCOPED_TRACE(command);
    expect_one_error(box.run(command), "results-missing", "\"iv\" is no results folder");
  }
  expect_one_error(box.run("code iv --out x"), "usage", "a codebook is needed");
}

TEST(FirstDays, DiffTellsOfAMissingFolderBeforeItSpeaksOfGit) {
  const Sandbox box;
  write_interviews(box);
  ASSERT_EQ(box.code("iv --out resultat").exit_code, 0);
  const Finished folder = box.run("diff resultat resultat9 --out x");
  expect_one_error(folder, "git-repository", "there is no file or folder \"resultat9\"");
  EXPECT_TRUE(contains(folder.err, "did you mean \"resultat\"?")) << folder.err;
  const Finished book = box.run("diff bok.json bokk.json iv --out x");
  expect_one_error(book, "git-repository", "there is no file or folder \"bokk.json\"");
  EXPECT_TRUE(contains(book.err, "did you mean \"bok.json\"?")) << book.err;
}

TEST(FirstDays, ACodebooksNameWithoutItsEndingIsCompleted) {
  const Sandbox box;
  write_interviews(box);
  const Finished done = box.run("code iv --lexicon none --codebook bok --out x");
  expect_one_error(done, "io-not-found", "\"bok\"");
  EXPECT_TRUE(contains(done.err, "did you mean \"bok.json\"?")) << done.err;
}

TEST(FirstDays, GioiaKnowsTheAttributesItSpreadsOver) {
  const Sandbox box;
  write_interviews(box);
  box.write("iv/attribut.csv", "document,yrken\nanna,kurator\nbo,chef\n");
  ASSERT_EQ(box.code("iv --out ut").exit_code, 0);
  const Finished done = box.run("gioia ut --spread-over yrke --out x");
  expect_one_error(done, "gioia-attribute", "\"yrke\"");
  EXPECT_TRUE(contains(done.err, "did you mean \"yrken\"? the material has yrken")) << done.err;
  EXPECT_EQ(box.run("gioia ut --spread-over yrken --out x").exit_code, 0);
}

TEST(FirstDays, TheVersionIsAnOptionToo) {
  const Sandbox box;
  const Finished option = box.run("--version");
  EXPECT_EQ(option.exit_code, 0) << option.err;
  EXPECT_TRUE(option.out.starts_with("rodtrad ")) << option.out;
  EXPECT_EQ(option.out, box.run("version").out);
}

// --- an older lexicon ----------------------------------------------------------------------------

TEST(FirstDays, ALexiconOfAnotherVersionIsToldAndMadeAnew) {
  const Sandbox box;
  box.write("ord.tsv", "chef\tchef\tn\nchefen\tchef\tn\n");
  ASSERT_EQ(box.run("lexicon build --words ord.tsv --out eget.lexicon").exit_code, 0);
  // The list names no maker, as if an older program had made it.
  const std::string before = box.read("eget.lexicon");
  const Finished told =
      box.shell("RODTRAD_LEXICON=eget.lexicon \"$R\" forms chef --in ord.tsv", 20);
  EXPECT_EQ(occurrences(told.err, "[lexicon-stale]"), 1U) << told.err;
  EXPECT_TRUE(contains(told.err, "rodtrad lexicon build")) << told.err;
  const Finished again = box.run("lexicon build --words ord.tsv --out eget.lexicon --if-needed");
  EXPECT_EQ(again.exit_code, 0) << again.err;
  EXPECT_FALSE(contains(again.out, "up to date")) << again.out;
  EXPECT_TRUE(box.read("eget.lexicon") == before);
}

// --- codebooks written by hand -----------------------------------------------------------------

TEST(FirstDays, CheckKnowsOperatorsInSmallLetters) {
  const Sandbox box;
  std::string book = small_codebook();
  book.replace(book.rfind("\"mandat\""), 8,
               R"("chef near/5 mål", "roll and ansvar", "not A", "chef OCH mål")");
  box.write("bok.json", book);
  const Finished done = box.run("check bok.json");
  EXPECT_EQ(occurrences(done.err + done.out, "[lint-operator-case]"), 3U) << done.err << done.out;
  EXPECT_TRUE(contains(done.err + done.out, "operators are written in capitals: NEAR/5"));
  EXPECT_TRUE(contains(done.err + done.out, "operators are written in capitals: AND"));
  EXPECT_TRUE(contains(done.err + done.out, "operators are English words: AND"));
  EXPECT_FALSE(contains(done.err + done.out, "\"5\" is not in")) << done.err << done.out;
}

struct Slip {
  const char* name;
  std::string bytes;
  std::string hint;

  friend void PrintTo(const Slip& one, std::ostream* out) { *out << one.name; }
};

class SlipInJson : public ::testing::TestWithParam<Slip> {};

TEST_P(SlipInJson, IsToldWithWhatToDo) {
  const Sandbox box;
  box.write("fel.json", GetParam().bytes);
  const Finished done = box.run("check --lexicon none fel.json");
  EXPECT_TRUE(contains(done.err, "[json-syntax]")) << done.err;
  EXPECT_TRUE(contains(done.err, "fel.json:")) << done.err;
  EXPECT_TRUE(contains(done.err, "hint: " + GetParam().hint)) << done.err;
}

INSTANTIATE_TEST_SUITE_P(
    Codebooks, SlipInJson,
    ::testing::Values(
        Slip{"MissingCommaBetweenKeys", "{\"id\": \"a\"\n \"title\": \"b\"}",
             "a comma is missing before this"},
        Slip{"MissingCommaBetweenObjects", "{\"a\": [{\"b\": 1} {\"c\": 2}]}",
             "a comma is missing before this"},
        Slip{"CommaAtTheEndOfAList", "{\"a\": [\"b\", \"c\",\n ]}", "remove the comma before ]"},
        Slip{"CommaAtTheEndOfAnObject", "{\"a\": 1,}", "remove the comma before }"},
        Slip{"CurlyQuotes", "{”id”: \"a\"}", "use straight quotes"},
        Slip{"CurlyQuotesInAList", "{\"a\": [\"b\", ”c”]}", "use straight quotes"},
        Slip{"Empty", "", "the file is empty"}, Slip{"OnlyBlanks", " \n\n", "the file is empty"},
        Slip{"NotClosed", "{\"a\": [1, 2", "a } or ] is missing at the end"},
        Slip{"TextNotClosed", "{\"a\": \"b,\n \"c\": 1}", "close the text with a \" on its line"}),
    CaseName());

}  // namespace
}  // namespace rodtrad::test
