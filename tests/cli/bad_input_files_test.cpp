// Files that are none, names that are odd, folders with a bad file in them. ROBUSTNESS.md
// section 3, row files and outputs.
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>

#include "analyzer/base/strings.h"
#include "tests/cli/bad_input_support.h"

namespace rodtrad::test {
namespace {

namespace fs = std::filesystem;

constexpr const char* kAnswer = "Vi saknar mandat i frågan.\n";

// --- not a regular file ------------------------------------------------------------------------

struct NotAFile {
  const char* name;
  void (*make)(const fs::path&);
  const char* id;

  friend void PrintTo(const NotAFile& one, std::ostream* out) { *out << one.name; }
};

void make_socket(const fs::path& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.string().copy(address.sun_path, sizeof address.sun_path - 1);
  const int made = ::socket(AF_UNIX, SOCK_STREAM, 0);
  ASSERT_EQ(::bind(made, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  ::close(made);
}

class NotAFileRefused : public ::testing::TestWithParam<NotAFile> {};

// A pipe without a writer hangs a naive program for ever, /dev/zero fills its memory.
TEST_P(NotAFileRefused, AsInputAsCodebookAndInAFolder) {
  const Sandbox box;
  box.write("mapp/bra.txt", kAnswer);
  GetParam().make(box.path() / "in.txt");
  expect_refused(box, "in.txt", GetParam().id, "in.txt");
  fs::rename(box.path() / "in.txt", box.path() / "mapp/in.txt");
  expect_refused(box, "mapp", GetParam().id, "in.txt");
  expect_one_error(box.run("code mapp/bra.txt --codebook mapp/in.txt --out ny"), GetParam().id,
                   "in.txt");
}

INSTANTIATE_TEST_SUITE_P(
    Files, NotAFileRefused,
    ::testing::Values(
        NotAFile{"Pipe", [](const fs::path& p) { ASSERT_EQ(::mkfifo(p.c_str(), 0600), 0); },
                 "io-not-a-file"},
        NotAFile{"Device", [](const fs::path& p) { fs::create_symlink("/dev/zero", p); },
                 "io-not-a-file"},
        NotAFile{"Socket", make_socket, "io-not-a-file"},
        NotAFile{"LinkLoop", [](const fs::path& p) { fs::create_symlink("in.txt", p); },
                 "io-not-a-file"},
        NotAFile{"DeadLink", [](const fs::path& p) { fs::create_symlink("finns-inte", p); },
                 "io-not-found"}),
    CaseName());

TEST(BadFiles, MissingFileIsNamedWithItsNeighbour) {
  const Sandbox box;
  box.write("intervju-1.txt", kAnswer);
  expect_refused(box, "intervju1.txt", "io-not-found", "intervju1.txt");
  EXPECT_TRUE(contains(box.code("intervju1.txt --out ny").err, "\"intervju-1.txt\""));
}

TEST(BadFiles, UnknownKindAndEmptyFolderAreRefused) {
  const Sandbox box;
  box.write("bild.jpg", kSecret);
  fs::create_directory(box.path() / "tom");
  expect_refused(box, "bild.jpg", "import-unknown-kind", "bild.jpg");
  expect_refused(box, "tom", "input-none", "known kinds are");
}

TEST(BadFiles, WithoutPermissionAreRefused) {
  Sandbox box;
  box.write("in.txt", kAnswer);
  if (!box.become_powerless()) GTEST_SKIP() << "root may read everything";
  fs::permissions(box.path() / "in.txt", fs::perms::none);
  expect_refused(box, "in.txt", "io-permission", "in.txt");
}

TEST(BadFiles, AFolderThatCannotBeListedIsNamed) {
  // The listing stopped there, and every file after it was left out in silence.
  Sandbox box;
  box.write("mapp/bra.txt", kAnswer);
  box.write("mapp/stängd/in.txt", kAnswer);
  if (!box.become_powerless()) GTEST_SKIP() << "root may read everything";
  fs::permissions(box.path() / "mapp/stängd", fs::perms::none);
  expect_one_error(box.code("mapp --out ny"), "io-permission|io-read", "mapp");
  const Finished done = box.code("mapp --out ny --keep-going");
  EXPECT_EQ(done.exit_code, 3) << done.err;
  EXPECT_EQ(units_column(box, "document", "ny"), Names{"bra"});
  fs::permissions(box.path() / "mapp/stängd", fs::perms::owner_all);
}

TEST(BadFiles, StandardInputThatCannotBeReadIsRefused) {
  const Sandbox box;
  expect_refused(box, "- < .", "io-read", "standard input");
  expect_refused(box, "- <&-", "io-read", "standard input");
}

TEST(BadFiles, LinkToAFolderInsideAFolderIsFollowedOrNamed) {
  // Ten interviews behind a link must not be left out in silence; a link upwards must not loop.
  const Sandbox box;
  box.write("mapp/ett.txt", kAnswer);
  box.write("mer/två.txt", kAnswer);
  fs::create_directory_symlink("../mer", box.path() / "mapp/länk");
  fs::create_directory_symlink(".", box.path() / "mapp/själv");
  const Finished done = box.code("mapp --out ut", 10);
  ASSERT_EQ(done.exit_code, 0) << done.err;
  const auto documents = units_column(box, "document");
  EXPECT_TRUE(std::find(documents.begin(), documents.end(), "länk/två") != documents.end() ||
              contains(joined(remarks_of(box)), "länk"))
      << joined(documents) << joined(remarks_of(box));
}

TEST(BadFiles, EveryFileOfAFolderIsRead) {
  // Longer names than a string holds by itself; one in 250 was once lost by chance.
  const Sandbox box;
  constexpr std::size_t kFiles = 2000;
  for (std::size_t n = 0; n < kFiles; ++n) {
    box.write("mapp/anteckningar-från-möte-" + std::to_string(n) + ".txt", kAnswer);
  }
  const Finished done = box.code("mapp --out ut --format json", 60);
  ASSERT_EQ(done.exit_code, 0) << done.err;
  EXPECT_EQ(nlohmann::json::parse(read_text(box.path() / "ut/run.json"))["inputs"].size(), kFiles);
}

TEST(BadFiles, NamesThatAreNotUtf8WorkAndResultsStayUtf8) {
  // Archives from old Windows: two names that look the same once the bad byte is replaced.
  const Sandbox box;
  box.write("mapp/k\xE5.txt", kAnswer);
  box.write("mapp/k\xE4.txt", kAnswer);
  const Finished done = box.code("mapp --out ut");
  if (done.exit_code == 2) return;
  ASSERT_EQ(done.exit_code, 0) << done.err;
  EXPECT_EQ(not_utf8(box), Names{});
  const auto documents = units_column(box, "document");
  ASSERT_EQ(documents.size(), 2U);
  EXPECT_NE(documents[0], documents[1]);
}

TEST(BadFiles, OptionsThatAreNotUtf8DoNotSpoilTheResults) {
  const Sandbox box;
  box.write("in.txt", kAnswer);
  for (const char* option : {"--title", "--interviewer"}) {
    const Finished done = box.shell("\"$R\" code in.txt --codebook bok.json --out ut " +
                                    std::string(option) + " \"$(printf 'k\\345')\"");
    EXPECT_TRUE(done.exit_code == 2 || (done.exit_code == 0 && not_utf8(box).empty()))
        << option << ": exit " << done.exit_code << "\n"
        << joined(not_utf8(box));
  }
}

TEST(BadFiles, ControlCharactersInNamesAreEscaped) {
  // A name may hold a line end and a forged message, or recolour the terminal (also by C1).
  const Sandbox box;
  box.write("bok.json", "{\"format\": \"rodtrad-codebook/1\", \"\\u001b[31m\\n\\u009b\": 1}");
  box.write("röd\x1b[31m\nbra.txt: error: allt är bra\xC2\x9B.txt", std::string(1, '\0'));
  for (const std::string& command :
       {std::string("code röd* --codebook bok.json --out ut"), std::string("check bok.json"),
        std::string("text röd*"), std::string("text \"$(printf 'inte\\033[2J\\nhär')\""),
        std::string("\"$(printf 'ko\\033[2Jd')\""), std::string("code \"$(printf -- '--x\\033')\""),
        std::string("code x.txt --unit \"$(printf 'r\\033')\"")}) {
    const Finished done = box.run(command);
    EXPECT_EQ(done.exit_code, 2) << command;
    EXPECT_FALSE(has_controls(done.err)) << command;
    EXPECT_FALSE(contains(done.err, "\nbra.txt: error:")) << command;
  }
}

TEST(BadFiles, ControlCharactersOfACodebookDoNotReachTheTerminal) {
  // The summary goes to a terminal too.
  const Sandbox box;
  box.write("bok.json", replace_all(small_codebook(), "\"Struktur\"", "\"\\u001b[31mRöd\\u0007\""));
  box.write("in.txt", kAnswer);
  const Finished done =
      box.shell("\"$R\" code in.txt --codebook bok.json --out \"$(printf 'ut\\033[31m')\"");
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_FALSE(has_controls(done.out));
}

// --- one bad file of many ----------------------------------------------------------------------

Sandbox& with_bad_files(Sandbox& box, int bad) {
  box.write("mapp/bra.txt", kAnswer);
  for (int i = 1; i <= bad; ++i) {
    box.write("mapp/trasig" + std::to_string(i) + ".docx", "PK\x03\x04 " + kSecret);
  }
  return box;
}

TEST(BadFileInAFolder, EndsTheRunAndIsNamed) {
  Sandbox box;
  expect_refused(with_bad_files(box, 1), "mapp", "zip-damaged", "trasig1.docx: error:");
}

TEST(BadFileInAFolder, AllBadOnesAreNamedBeforeTheRunEnds) {
  Sandbox box;
  const Finished done = with_bad_files(box, 5).code("mapp --out ny");
  EXPECT_EQ(done.exit_code, 2);
  EXPECT_EQ(occurrences(done.err, ": error: "), 5U) << done.err;
  EXPECT_FALSE(box.exists("ny"));
}

TEST(BadFileInAFolder, KeepGoingCodesTheRestAndTheReportSaysSoFirst) {
  Sandbox box;
  const Finished done = with_bad_files(box, 1).code("mapp --out ut --keep-going");
  EXPECT_EQ(done.exit_code, 3);
  EXPECT_EQ(units_column(box, "document"), Names{"bra"});
  const std::string html = box.read("ut/report.html");
  // Before the first table: a result with files missing says so before anything else is read.
  EXPECT_LT(html.find("trasig1.docx"), html.find("<table")) << "not named on page 1";
  EXPECT_TRUE(contains(box.read("ut/run.json"), "\"read\": false"));
  EXPECT_FALSE(contains(html, kSecret));
}

TEST(BadFileInAFolder, TheMarkdownReportSaysSoFirstToo) {
  Sandbox box;
  EXPECT_EQ(with_bad_files(box, 1).code("mapp --out ut --keep-going").exit_code, 3);
  const std::string md = box.read("ut/report.md");
  const std::size_t named = replace_all(md, "\\", "").find("trasig1.docx");
  EXPECT_LT(named, md.find("| ")) << md;
}

TEST(BadFileInAFolder, KeepGoingNamesEveryOneOnStandardError) {
  Sandbox box;
  const Finished done = with_bad_files(box, 5).code("mapp --out ut --keep-going");
  EXPECT_EQ(done.exit_code, 3);
  for (int i = 1; i <= 5; ++i) {
    const std::string name = "trasig" + std::to_string(i) + ".docx";
    EXPECT_TRUE(contains(done.err, name)) << name << " is not in:\n" << done.err;
  }
}

TEST(BadFileInAFolder, MissingInputWithKeepGoingIsNamedToo) {
  Sandbox box;
  box.write("in.txt", kAnswer);
  const Finished done = box.code("in.txt borta.txt --out ut --keep-going");
  EXPECT_EQ(done.exit_code, 3);
  EXPECT_TRUE(contains(box.read("ut/report.html"), "borta.txt"));
}

}  // namespace
}  // namespace rodtrad::test
