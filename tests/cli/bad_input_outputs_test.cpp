// Outputs that would destroy what is read, that cannot be written, or whose run is killed.
// ROBUSTNESS.md promises P3 and P4, and section 3, row files and outputs.
#include <chrono>
#include <optional>

#include "analyzer/base/strings.h"
#include "tests/cli/bad_input_support.h"

namespace rodtrad::test {
namespace {

namespace fs = std::filesystem;

constexpr const char* kAnswer = "Vi saknar mandat i frågan.\n";

// --- outputs that would destroy what is read ---------------------------------------------------

struct Overwriting {
  const char* name;
  const char* make;       ///< shell command
  const char* arguments;  ///< after `rodtrad code`

  friend void PrintTo(const Overwriting& one, std::ostream* out) { *out << one.name; }
};

class OutputIsInput : public ::testing::TestWithParam<Overwriting> {};

TEST_P(OutputIsInput, IsRefusedAndNothingChanges) {
  const Sandbox box;
  box.write("svar.csv", "svar\nvi saknar mandat\n");
  ASSERT_EQ(box.shell(GetParam().make).exit_code, 0);
  const auto before = box.files();
  const Finished done = box.run(std::string("code ") + GetParam().arguments);
  expect_one_error(done, "out-is-input|input-none", "error:");
  EXPECT_EQ(changes(before, box.files()), Names{});
}

INSTANTIATE_TEST_SUITE_P(
    Outputs, OutputIsInput,
    ::testing::Values(
        Overwriting{"SameFile", "cp svar.csv gammal/codings.csv",
                    "gammal/codings.csv --codebook bok.json --out gammal"},
        Overwriting{"SymbolicLink", "ln -s ../svar.csv gammal/codings.csv",
                    "svar.csv --codebook bok.json --out gammal"},
        Overwriting{"HardLink", "ln svar.csv gammal/units.csv",
                    "svar.csv --codebook bok.json --out gammal"},
        Overwriting{"LinkedFolder", "cp svar.csv gammal/units.csv && ln -s gammal annan",
                    "gammal/units.csv --codebook bok.json --out annan"},
        Overwriting{"Codebook", "mv bok.json gammal/codebook.json",
                    "svar.csv --codebook gammal/codebook.json --out gammal"},
        Overwriting{"CodebookByHardLink", "ln bok.json gammal/codebook.json",
                    "svar.csv --codebook bok.json --out gammal"},
        Overwriting{"Attributes", "printf 'document\\n' > gammal/counts.csv",
                    "svar.csv --codebook bok.json --out gammal --attributes gammal/counts.csv"},
        Overwriting{"AttributesOfANameThatIsNotUtf8",
                    "printf 'document\\n' > gammal/counts.csv; "
                    "ln gammal/counts.csv \"$(printf 'k\\345.csv')\"",
                    "svar.csv --codebook bok.json --out gammal --attributes k*.csv"},
        Overwriting{"StudyFile",
                    "echo '{\"format\": \"rodtrad-study/1\", \"codebook\": \"../bok.json\", "
                    "\"sources\": [{\"path\": \"../svar.csv\"}]}' > gammal/run.json",
                    "gammal/run.json --out gammal"},
        Overwriting{"InputFolderItself", "mkdir mapp && mv svar.csv mapp",
                    "mapp --codebook bok.json --out mapp"}),
    CaseName());

TEST(Outputs, InsideTheInputFolderAreNotReadAgain) {
  const Sandbox box;
  box.write("mapp/in.txt", kAnswer);
  ASSERT_EQ(box.code("mapp --out mapp/ut").exit_code, 0);
  const auto first = box.files();
  ASSERT_EQ(box.code("mapp --out mapp/ut").exit_code, 0);
  EXPECT_EQ(changes(first, box.files()), Names{});
}

TEST(Outputs, AGoodRunTouchesNothingButItsFolder) {
  const Sandbox box;
  box.write("in.txt", kAnswer);
  auto before = box.files();
  ASSERT_EQ(box.code("in.txt --out gammal").exit_code, 0);
  auto after = box.files();
  EXPECT_EQ(after["gammal/anteckning.txt"], before["gammal/anteckning.txt"]);
  std::erase_if(before, [](const auto& file) { return file.first.starts_with("gammal/"); });
  for (const auto& [name, bytes] : after) {
    EXPECT_FALSE(contains(name, "/.")) << "a hidden file was left: " << name;
  }
  std::erase_if(after, [](const auto& file) { return file.first.starts_with("gammal/"); });
  EXPECT_EQ(changes(before, after), Names{});
}

// --- outputs that cannot be written ------------------------------------------------------------

TEST(Outputs, MissingParentOrAFileInTheWayIsRefused) {
  const Sandbox box;
  box.write("in.txt", kAnswer);
  fs::create_symlink("finns-inte", box.path() / "död");
  const auto before = box.files();
  expect_one_error(box.code("in.txt --out finns/inte/ut"), "out-missing-parent", "finns/inte");
  expect_one_error(box.code("in.txt --out in.txt"), "out-not-a-folder", "in.txt");
  expect_one_error(box.code("in.txt --out in.txt/ut"), "out-missing-parent|out-not-a-folder",
                   "in.txt");
  expect_one_error(box.code("in.txt --out /dev/full"), "out-not-a-folder", "/dev/full");
  expect_one_error(box.code("in.txt --out död"), "out-not-a-folder|out-write|out-missing-parent",
                   "död");
  EXPECT_EQ(changes(before, box.files()), Names{});
  EXPECT_FALSE(box.exists("finns-inte"));
}

TEST(Outputs, ReadOnlyFolderIsRefused) {
  Sandbox box;
  box.write("in.txt", kAnswer);
  if (!box.become_powerless()) GTEST_SKIP() << "root may write everywhere";
  fs::permissions(box.path() / "gammal", fs::perms::owner_read | fs::perms::owner_exec);
  const auto before = box.files();
  expect_one_error(box.code("in.txt --out gammal"), "out-permission", "gammal");
  expect_one_error(box.code("in.txt --out gammal/ny"), "out-permission", "gammal/ny");
  EXPECT_EQ(changes(before, box.files()), Names{});
  fs::permissions(box.path() / "gammal", fs::perms::owner_all);
}

TEST(Outputs, AFolderInTheWayOfAReportPutsEverythingBack) {
  // The failure comes half-way through naming the files: the ones already placed must go again.
  const Sandbox box;
  box.write("in.txt", kAnswer);
  box.write("gammal/units.csv/x.txt", "i vägen");
  const auto before = box.files();
  expect_one_error(box.code("in.txt --out gammal"), "out-write", "units.csv");
  EXPECT_EQ(changes(before, box.files()), Names{});
}

TEST(Outputs, FileSizeLimitIsAnErrorAndNoFile) {
  // RLIMIT_FSIZE, as on shared servers: 4 KB hold run.json, but no report.
  const Sandbox box;
  box.write("in.txt", kAnswer);
  const auto before = box.files();
  for (const std::string out : {"ny", "gammal"}) {
    const Finished done =
        box.shell("ulimit -f 8; exec \"$R\" code in.txt --codebook bok.json --out " + out);
    expect_one_error(done, "out-write", out);
  }
  EXPECT_FALSE(box.exists("ny"));
  EXPECT_EQ(changes(before, box.files()), Names{});
}

TEST(Outputs, FullDiskIsAnErrorAndTheOlderReportStays) {
  // A file system of 32 KB in a name space of our own.
  const Sandbox box;
  box.write("in.txt", kAnswer);
  box.write("full.sh",
            "mkdir liten && mount -t tmpfs -o size=32k tmpfs liten || exit 77\n"
            "cp -r gammal liten/gammal\n"
            "\"$R\" code in.txt --codebook bok.json --out liten/gammal; echo \"slut $?\"\n"
            "diff -r gammal liten/gammal && ls -A liten\n");
  const Finished done = box.shell("unshare -rm sh full.sh");
  if (!contains(done.out, "slut")) GTEST_SKIP() << "no file system may be mounted here";
  EXPECT_EQ(done.out, "slut 2\ngammal\n");
  EXPECT_TRUE(contains(done.err, "[out-write]")) << done.err;
}

TEST(Outputs, AReportLinkedToADeviceIsNotWrittenThrough) {
  const Sandbox box;
  box.write("in.txt", kAnswer);
  fs::remove(box.path() / "gammal/report.html");
  fs::create_symlink("/dev/full", box.path() / "gammal/report.html");
  const Finished done = box.code("in.txt --out gammal");
  if (done.exit_code == 2) return;
  ASSERT_EQ(done.exit_code, 0) << done.err;
  EXPECT_TRUE(contains(box.read("gammal/report.html"), "</html>"));
}

TEST(Outputs, TextThatCannotBeWrittenToStandardOutputIsAnError) {
  // `rodtrad text a.docx > a.txt` on a full disk: half a text must not pass for a whole one.
  const Sandbox box;
  box.write("in.txt", kAnswer);
  for (const char* command : {"text in.txt", "tokens in.txt", "kwic mandat in.txt"}) {
    const Finished done = box.run(std::string(command) + " > /dev/full");
    EXPECT_EQ(done.exit_code, 2) << command;
    EXPECT_EQ(occurrences(done.err, ": error: "), 1U) << command << ": " << done.err;
  }
}

TEST(Outputs, AReaderThatGoesAwayIsNoError) {
  const Sandbox box;
  box.write("in.txt", repeated(kAnswer, 20'000));
  const Finished done = box.shell("{ \"$R\" text in.txt; echo \"slut $?\" >&2; } | head -c 10");
  EXPECT_EQ(done.err, "slut 0\n");
}

TEST(Outputs, ClosedStreamsDoNotLeadMessagesIntoTheResults) {
  // With stdout or stderr closed the next file opened gets its number, and what is printed there
  // lands in codings.jsonl. Cron jobs and graphical launchers start programs like that.
  const Sandbox box;
  std::string themes;
  for (int i = 0; i < 100; ++i) {
    themes += "{\"id\": \"t" + std::to_string(i) +
              "\", \"label\": \"Ett tema med ett långt namn\", \"indicators\": [\"mandat\"]},\n";
  }
  box.write("bok.json", replace_all(small_codebook(), "\"themes\": [", "\"themes\": [" + themes));
  box.write("in.csv", "svar\nvi saknar mandat\n");
  const std::string run = "\"$R\" code in.csv --codebook bok.json --verbose --out ";
  ASSERT_EQ(box.shell(run + "rätt").exit_code, 0);
  const auto right = files_in(box.path() / "rätt");
  for (const std::string closed : {"<&-", ">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"}) {
    EXPECT_EQ(box.shell(run + "ut " + closed).exit_code, 0) << closed;
    EXPECT_EQ(changes(right, files_in(box.path() / "ut")), Names{}) << closed;
  }
}

// --- faults at a chosen call -------------------------------------------------------------------

/// `code` into `gammal` under strace, which lets the n-th of these system calls fail or brings a
/// signal with it. Nothing when strace is not there or may not watch.
std::optional<Finished> code_with(const Sandbox& box, const std::string& calls,
                                  const std::string& fault) {
  // Who is watched already cannot look for leaks.
  const std::string watch = std::string(kSanitized ? "ASAN_OPTIONS=detect_leaks=0 " : "") +
                            "strace -f -qq -o /dev/null -e trace=" + calls;
  if (box.shell(watch + " true").exit_code != 0) return std::nullopt;
  return box.shell(watch + " -e inject=" + calls + ":" + fault +
                   " \"$R\" code in.txt --lexicon none --codebook bok.json --out gammal");
}

TEST(Outputs, AnyCallThatFailsLeavesTheOlderReport) {
  if (kSanitized) GTEST_SKIP() << "the sanitizer's own writes would fail";
  // The first file, one in the middle and the last: what is already in place must go again.
  const Sandbox box;
  box.write("in.txt", kAnswer);
  const auto before = box.files();
  for (const std::string calls : {"write:error=ENOSPC", "fsync:error=EIO", "linkat:error=EDQUOT",
                                  "?rename,?renameat,?renameat2:error=ENOSPC"}) {
    for (const char* nth : {"1", "4", "8"}) {
      const std::size_t colon = calls.find(':');
      const auto done =
          code_with(box, calls.substr(0, colon), calls.substr(colon + 1) + ":when=" + nth);
      if (!done) GTEST_SKIP() << "strace cannot be used here";
      SCOPED_TRACE(calls + " number " + nth);
      expect_one_error(*done, "out-write", "gammal");
      EXPECT_EQ(changes(before, box.files()), Names{});
    }
  }
}

TEST(Outputs, WithoutSecondNamesForFilesTheOlderReportIsPutBackToo) {
  // As on a memory stick, where a file has one name: the older report waits under another.
  const Sandbox box;
  box.write("in.txt", kAnswer);
  const auto before = box.files();
  if (const auto done = code_with(box, "link", "error=EPERM"); !done) {
    GTEST_SKIP() << "strace cannot be used here";
  } else {
    EXPECT_EQ(done->exit_code, 0) << done->err;
  }
  EXPECT_NE(box.read("gammal/report.html"), before.at("gammal/report.html"));
  const auto first = box.files();
  box.write("in.txt", std::string("Nytt. ") + kAnswer);
  std::filesystem::remove(box.path() / "gammal/units.csv");
  std::filesystem::create_directory(box.path() / "gammal/units.csv");
  expect_one_error(*code_with(box, "link", "error=EPERM"), "out-write", "gammal");
  EXPECT_EQ(changes(first, box.files()), (Names{"gone: gammal/units.csv", "changed: in.txt"}));
}

TEST(Outputs, DecisionsThatCannotBeReadAreNotWrittenOver) {
  const Sandbox box;
  box.write("in.csv", "svar\nvi saknar mandat\n");
  const std::string run =
      "code in.csv --lexicon none --codebook bok.json --format csv,xlsx --out ut";
  ASSERT_EQ(box.run(run).exit_code, 0);
  ASSERT_EQ(box.run(run).exit_code, 0) << "a run's own files are no decisions";
  const auto refused = [&](const std::string& what) {
    SCOPED_TRACE(what);
    const auto before = box.files();
    expect_one_error(box.run(run), "decisions-written-over", "error:");
    EXPECT_EQ(changes(before, box.files()), Names{});
  };
  const std::string codings = box.read("ut/codings.csv");
  box.write("ut/codings.csv", "document,start,end,theme,beslut\r\nin,0,5,struktur,\"nej\r\n");
  refused("a quotation mark that is never closed");
  std::string utf16 = "\xFF\xFE";
  for (const char c : std::string("document;start;end;theme;beslut\r\nin;0;5;struktur;nej\r\n")) {
    utf16 += c;
    utf16 += '\0';
  }
  box.write("ut/codings.csv", utf16);
  refused("saved as Unicode text");
  std::string wide = "document,start,end,theme";
  for (int i = 0; i < 2000; ++i) wide += ",fråga " + std::to_string(i);
  box.write("ut/codings.csv",
            wide + ",beslut\r\nin,0,5,struktur" + repeated(",", 2000) + ",nej\r\n");
  refused("a column behind many others");
  box.write("ut/codings.csv", codings);
  box.write("ut/results.xlsx", "\xD0\xCF\x11\xE0 saved with a password");
  std::filesystem::last_write_time(
      box.path() / "ut/results.xlsx",
      std::filesystem::last_write_time(box.path() / "ut/run.json") + std::chrono::minutes(1));
  refused("a workbook with a password");
}

TEST(Outputs, AStopWhileTheFilesGetTheirNamesLeavesAllOrNothing) {
  // Ctrl-C, logging out or `kill` between two renames: half of the new report beside half of the
  // older one would look like a result.
  for (const char* signal : {"SIGTERM", "SIGINT", "SIGHUP"}) {
    const Sandbox box;
    box.write("in.txt", kAnswer);
    const auto before = box.files();
    const auto done =
        code_with(box, "?rename,?renameat,?renameat2", std::string("signal=") + signal + ":when=3");
    if (!done) GTEST_SKIP() << "strace cannot be used here";
    const auto changed = changes(before, box.files());
    const bool whole = contains(box.read("gammal/report.html"), "</html>") &&
                       contains(box.read("gammal/run.json"), "rodtrad-run/1");
    EXPECT_TRUE(changed.empty() || whole) << signal << "\n" << joined(changed);
    for (const auto& [name, bytes] : box.files()) {
      EXPECT_FALSE(contains(name, "/.")) << signal << ": a hidden file was left: " << name;
    }
  }
}

// --- killed ------------------------------------------------------------------------------------

class Killed : public ::testing::TestWithParam<const char*> {};

TEST_P(Killed, LeavesNoFileAndTheOlderReport) {
  const Sandbox box;
  box.write("in.txt",
            repeated("Det var en gång en by där alla hjälpte varandra med allt. ", 40'000));
  const auto start = std::chrono::steady_clock::now();
  ASSERT_EQ(box.code("in.txt --out hel").exit_code, 0);
  const std::chrono::duration<double> whole = std::chrono::steady_clock::now() - start;
  const auto finished = files_in(box.path() / "hel");
  const auto before = box.files();
  int killed = 0;
  for (const double part : {0.1, 0.4, 0.7}) {
    for (const std::string out : {"ny", "gammal"}) {
      const Finished done = box.shell(
          "\"$R\" code in.txt --lexicon none --codebook bok.json --out " + out + " & sleep " +
          std::to_string(whole.count() * part) + "; kill -" + GetParam() + " $! 2> fel; wait $!");
      fs::remove(box.path() / "fel");
      const Names changed = changes(before, box.files());
      if (done.exit_code == 0 || !changed.empty()) {  // it was quicker this time: then it is whole
        for (const auto& [name, bytes] : finished) {
          EXPECT_TRUE(box.read(out + "/" + name) == bytes) << out << "/" << name << "\n"
                                                           << joined(changed);
        }
        for (const std::string& change : changed) {  // what is not part of a report stays
          EXPECT_TRUE(finished.contains(change.substr(change.rfind('/') + 1))) << change;
        }
        return;
      }
      ++killed;
      EXPECT_GT(done.exit_code, 128) << "killed at " << part;
    }
  }
  EXPECT_GT(killed, 0);
}

INSTANTIATE_TEST_SUITE_P(Signals, Killed, ::testing::Values("TERM", "KILL"),
                         [](const auto& test) { return std::string(test.param); });

}  // namespace
}  // namespace rodtrad::test
