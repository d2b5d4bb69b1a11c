#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>

#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

/// Whole reports, byte for byte. A case is a folder with `arguments` (the words after `rodtrad
/// code`) and `expected/`; the shipped example reports are cases too, also of other commands. ICU's
/// and Unicode's versions are masked. `accept-golden` rewrites what is expected; the change is then
/// read in review.
namespace rodtrad::test {
namespace {

namespace fs = std::filesystem;

std::string masked(const std::string& name, std::string bytes) {
  if (name == "run.json") {
    bytes = std::regex_replace(bytes, std::regex("\"(icu|unicode)\": \"[^\"]*\""), "\"$1\": \"*\"");
  }
  if (name == "report.html") {
    bytes =
        std::regex_replace(bytes, std::regex("ICU [0-9.]+, Unicode [0-9.]+"), "ICU *, Unicode *");
  }
  return bytes;
}

/// The packages a report's lexicon was made from, without our own patch: a change there must show.
std::string packages_behind(const std::string& run_json) {
  std::smatch found;
  const std::regex origin("\"lexicon_made_from\": \"([^\"]*)\"");
  std::string made_from = std::regex_search(run_json, found, origin) ? found[1].str() : "";
  return made_from.substr(0, made_from.find(", patch"));
}

struct Case {
  std::string name;
  fs::path expected;
  std::string arguments;  ///< with paths from the project's root
  std::string command = "code";
  int exit_code = 0;
};

std::vector<Case> cases() {
  const fs::path root(RODTRAD_SOURCE_DIR);
  std::vector<Case> out = {
      {"example_study", root / "reports/examples/vardsamverkan",
       "corpora/vardsamverkan-studie.json --jobs 2"},
      {"example_workshop", root / "reports/examples/workshop",
       "corpora/workshop/svar.csv --codebook codebooks/sv/framgangsfaktorer.json --title "
       "'Trygg utskrivning, chefsdag' --csv-separator ';'"},
      {"example_comparison", root / "reports/examples/jamforelse",
       "corpora/vardsamverkan-studie.json --by organisation --format csv,json,html", "compare"},
      {"example_exploration", root / "reports/examples/utforskning",
       "corpora/vardsamverkan-studie.json --format csv,html", "explore"},
      {"example_workshop_chain", root / "reports/examples/workshopkedja",
       "corpora/workshop/svar.csv --codebook codebooks/sv/framgangsfaktorer.json "
       "--format csv,html",
       "workshop"},
      {"example_gioia", root / "reports/examples/gioia",
       "corpora/vardsamverkan-studie.json --counts --format svg,csv,html,md,json", "gioia"},
      {"example_agreement", root / "reports/examples/samstammighet",
       "reports/examples/vardsamverkan corpora/vardsamverkan-kodningar/MH.jsonl "
       "corpora/vardsamverkan-kodningar/ES.csv --format csv,html",
       "agree"},
      {"example_evaluation", root / "reports/examples/traffsakerhet",
       "reports/examples/vardsamverkan --gold corpora/vardsamverkan-kodningar/MH.jsonl "
       "--format csv,html,jsonl",
       "evaluate"},
      {"example_diff", root / "reports/examples/skillnad",
       "corpora/vardsamverkan-kodbok-fore/vardsamverkan.json codebooks/sv/vardsamverkan.json "
       "corpora/vardsamverkan-studie.json --format csv,html",
       "diff"},
      {"example_quotes", root / "reports/examples/citatkontroll",
       "corpora/slutrapport/slutrapport.md --in corpora/vardsamverkan", "quotes", 1},
      {"example_plan", root / "reports/examples/uppfoljning",
       "corpora/workshop/plan-ifylld.csv --date 2026-11-21 --workshop "
       "reports/examples/workshopkedja",
       "plan"},
      {"example_versions", root / "reports/examples/versioner",
       "corpora/minnesanteckningar/arbetsgrupp-trygg-utskrivning.md", "versions"},
  };
  for (const auto& entry : fs::directory_iterator(root / "tests/golden")) {
    if (!entry.is_directory()) continue;
    std::string arguments = read_text(entry.path() / "arguments");
    while (!arguments.empty() && arguments.back() == '\n') arguments.pop_back();
    out.push_back({entry.path().filename().string(), entry.path() / "expected", arguments});
  }
  std::sort(out.begin(), out.end(), [](const Case& a, const Case& b) { return a.name < b.name; });
  return out;
}

void accept(const fs::path& expected, const std::map<std::string, std::string>& files) {
  fs::remove_all(expected);
  fs::create_directories(expected);
  for (const auto& [name, bytes] : files) std::ofstream(expected / name, std::ios::binary) << bytes;
}

/// The first line that differs, with its neighbours, instead of two whole files.
std::string difference(const std::string& a, const std::string& b) {
  std::size_t at = 0;
  while (at < a.size() && at < b.size() && a[at] == b[at]) ++at;
  const std::size_t from = at > 80 ? at - 80 : 0;
  return "at byte " + std::to_string(at) + "\nexpected …" + a.substr(from, 200) + "…\nactual   …" +
         b.substr(from, 200) + "…";
}

TEST(Golden, ReportsAreWhatTheyWere) {
  std::string skipped;
  for (const Case& golden : cases()) {
    SCOPED_TRACE(golden.name);
    const TempFolder folder;
    const Finished finished =
        run_shell(std::string(RODTRAD_PROGRAM) + " " + golden.command + " " + golden.arguments +
                      " --out " + quoted((folder.path() / "out").string()),
                  RODTRAD_SOURCE_DIR);
    ASSERT_EQ(finished.exit_code, golden.exit_code) << finished.err;
    auto actual = files_in(folder.path() / "out");
    if (std::getenv("RODTRAD_ACCEPT_GOLDEN") != nullptr) {
      accept(golden.expected, actual);
      continue;
    }
    ASSERT_TRUE(fs::is_directory(golden.expected)) << "run the target accept-golden";
    const auto expected = files_in(golden.expected);
    if (expected.contains("run.json") && actual.contains("run.json") &&
        packages_behind(expected.at("run.json")) != packages_behind(actual.at("run.json"))) {
      skipped += " " + golden.name;
      continue;
    }
    for (const auto& [name, bytes] : expected) {
      EXPECT_TRUE(actual.contains(name)) << name << " is no longer written";
    }
    for (const auto& [name, bytes] : actual) {
      ASSERT_TRUE(expected.contains(name)) << name << " is new";
      const std::string a = masked(name, expected.at(name));
      const std::string b = masked(name, bytes);
      EXPECT_EQ(a == b, true) << name << " " << difference(a, b);
    }
  }
  if (!skipped.empty()) GTEST_SKIP() << "made with another lexicon than this machine's:" << skipped;
}

}  // namespace
}  // namespace rodtrad::test
