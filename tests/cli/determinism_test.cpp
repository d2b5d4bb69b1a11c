#include <gtest/gtest.h>

#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

namespace rodtrad::test {
namespace {

const std::string kStudy = quoted(std::string(RODTRAD_SOURCE_DIR) + "/corpora/vardsamverkan");
const std::string kBook =
    quoted(std::string(RODTRAD_SOURCE_DIR) + "/codebooks/sv/vardsamverkan.json");

std::map<std::string, std::string> run(const std::string& options,
                                       const std::vector<std::string>& environment) {
  const TempFolder folder;
  const Finished finished = run_shell(std::string(RODTRAD_PROGRAM) + " code " + kStudy +
                                          " --codebook " + kBook + " --out out " + options,
                                      folder.path(), environment);
  EXPECT_EQ(finished.exit_code, 0) << finished.err;
  return files_in(folder.path() / "out");
}

TEST(Determinism, SameBytesWhateverThreadsLocaleAndTimeZone) {
  const auto first = run("--jobs 1", {"LC_ALL=C", "TZ=UTC"});
  EXPECT_GT(first.size(), 6U);
  EXPECT_EQ(run("--jobs 2", {"LC_ALL=C", "TZ=UTC"}), first);
  EXPECT_EQ(run("--jobs 2", {"LC_ALL=sv_SE.UTF-8", "LANG=sv_SE.UTF-8", "TZ=Asia/Tokyo"}), first);
}

/// With codings alone the material goes through block by block; with another format it is read
/// whole.
TEST(Determinism, CodingsAloneAreThoseOfARunWithEverything) {
  const TempFolder folder;
  folder.write("svar.jsonl",
               "{\"id\": \"a\", \"text\": \"Det är oklart vem som har mandat.\"}\n"
               "{\"id\": \"a\", \"text\": \"Vi har för många möten.\", \"extra\": 1}\n");
  folder.write("skadad.jsonl", "{\"text\": \"Vi har för många möten.\"}\n{\"text\": 7}\n");
  std::string large;
  for (int i = 0; i < 3500; ++i) {
    large += "{\"id\": \"s" + std::to_string(i) + "\", \"speaker\": \"P" + std::to_string(i % 7) +
             "\", \"text\": \"Det är oklart vem som har mandat i regionen.\"}\n";
  }
  folder.write("stor.jsonl", large);
  std::string text;
  for (int i = 0; i < 5000; ++i)
    text += "Det är oklart vem som har mandat, och mötena är många.\n\n";
  folder.write("stor.txt", text);
  const auto seen = [&](const std::string& inputs, const std::string& formats,
                        const std::string& options) {
    Finished finished =
        run_shell(std::string(RODTRAD_PROGRAM) + " code " + inputs + " --codebook " + kBook +
                      " --out out --format " + formats + " " + options,
                  folder.path());
    std::map<std::string, std::string> files;
    if (std::filesystem::exists(folder.path() / "out")) files = files_in(folder.path() / "out");
    files.erase("material.jsonl");
    files["(exit)"] = std::to_string(finished.exit_code);
    files["(stdout)"] = finished.out;
    files["(stderr)"] = finished.err;
    std::filesystem::remove_all(folder.path() / "out");
    return files;
  };
  for (const std::string& inputs :
       {kStudy, std::string("svar.jsonl stor.jsonl"), std::string("stor.txt svar.jsonl"),
        std::string("skadad.jsonl stor.jsonl"), std::string("skadad.jsonl saknas.txt --keep-going"),
        std::string("- < svar.jsonl"), std::string("svar.jsonl --strict --verbose")}) {
    const auto wanted = seen(inputs, "jsonl,material", "--jobs 1");
    EXPECT_EQ(seen(inputs, "jsonl", "--jobs 1"), wanted) << inputs;
    EXPECT_EQ(seen(inputs, "jsonl", "--jobs 2"), wanted) << inputs;
  }
}

TEST(Determinism, TheOrderOfFilesChangesNothing) {
  const TempFolder folder;
  folder.write("a.txt", "Det är oklart vem som har mandat.\n");
  folder.write("b.txt", "Vi har för många möten och för lite tid.\n");
  const auto bytes = [&](const std::string& inputs, const std::string& out) {
    const Finished finished = run_shell(
        std::string(RODTRAD_PROGRAM) + " code " + inputs + " --codebook " + kBook + " --out " + out,
        folder.path());
    EXPECT_EQ(finished.exit_code, 0) << finished.err;
    return files_in(folder.path() / out);
  };
  EXPECT_EQ(bytes("a.txt b.txt", "one"), bytes("b.txt a.txt", "two"));
}

}  // namespace
}  // namespace rodtrad::test
