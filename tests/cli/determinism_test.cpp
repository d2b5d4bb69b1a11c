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
