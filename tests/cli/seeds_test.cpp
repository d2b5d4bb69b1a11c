#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>

#include "analyzer/base/utf8.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

/// The real documents that the program was made for. They live beside the project and are not part
/// of it; without them these tests say so and are skipped.
namespace rodtrad::test {
namespace {

namespace fs = std::filesystem;

const fs::path kSeeds = fs::path(RODTRAD_SOURCE_DIR) / "../shared/seeds";
const std::string kBook =
    quoted(std::string(RODTRAD_SOURCE_DIR) + "/codebooks/sv/vardsamverkan.json");

class Seeds : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::is_directory(kSeeds)) GTEST_SKIP() << "no ../shared/seeds beside the project";
  }
  std::vector<nlohmann::json> code(const fs::path& file) {
    const Finished finished =
        run_shell(std::string(RODTRAD_PROGRAM) + " code " + quoted(file.string()) + " --codebook " +
                      kBook + " --out out",
                  folder_.path());
    EXPECT_EQ(finished.exit_code, 0) << file << "\n" << finished.err;
    std::vector<nlohmann::json> codings;
    std::istringstream lines(read_text(folder_.path() / "out/codings.jsonl"));
    for (std::string line; std::getline(lines, line);)
      codings.push_back(nlohmann::json::parse(line));
    return codings;
  }
  std::string text(const fs::path& file) {
    return run_shell(std::string(RODTRAD_PROGRAM) + " text " + quoted(file.string()),
                     folder_.path())
        .out;
  }
  /// Code points of the canonical text.
  static std::u32string code_points(const std::string& text) {
    std::u32string out;
    utf8::for_each(text, [&out](char32_t c, std::size_t) { out += c; });
    return out;
  }
  TempFolder folder_;
};

TEST_F(Seeds, EveryExcerptEqualsItsSliceOfTheCanonicalText) {
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(kSeeds)) {
    ++files;
    const auto codings = code(entry.path());
    EXPECT_FALSE(codings.empty()) << entry.path();
    const std::u32string canonical = code_points(text(entry.path()));
    for (const auto& coding : codings) {
      const auto check = [&](const nlohmann::json& place) {
        const std::size_t start = place["start"];
        const std::size_t end = place["end"];
        ASSERT_LE(end, canonical.size());
        EXPECT_EQ(canonical.substr(start, end - start),
                  code_points(place["text"].get<std::string>()));
      };
      check(coding);
      for (const auto& evidence : coding["evidence"]) check(evidence);
    }
  }
  EXPECT_EQ(files, 5U);
}

TEST_F(Seeds, NoCodingLiesInTheLinkTeasersAndTheirWordsAreReported) {
  const fs::path study = kSeeds / "intervjustudie-vardsamverkan-utdrag.txt";
  const std::u32string canonical = code_points(text(study));
  const std::size_t last_slide = canonical.find(U"38 Referenslista");
  ASSERT_NE(last_slide, std::u32string::npos);
  for (const auto& coding : code(study)) EXPECT_LT(coding["start"].get<std::size_t>(), last_slide);
  const auto run = nlohmann::json::parse(read_text(folder_.path() / "out/run.json"));
  EXPECT_GT(run["totals"]["words_per_zone"]["debris"].get<int>(), 3000);
}

TEST_F(Seeds, CodingsUnderASlideHeadingHaveThatSlidesLevel) {
  const fs::path study = kSeeds / "intervjustudie-vardsamverkan-utdrag.txt";
  const std::string canonical = text(study);
  // The slides' own headings, read apart from the program: number, theme, level.
  const std::regex heading(
      R"((?:^|\n)(\d+) [^\n:]+: (Nivåoberoende|Regional nivå|Delregional nivå|Lokal nivå))");
  std::vector<std::pair<std::size_t, std::string>> slides;
  for (auto it = std::sregex_iterator(canonical.begin(), canonical.end(), heading);
       it != std::sregex_iterator(); ++it) {
    const auto at = static_cast<std::size_t>(it->position(0));
    slides.emplace_back(utf8::count(std::string_view(canonical).substr(0, at)), (*it)[2].str());
  }
  EXPECT_EQ(slides.size(), 26U);
  std::size_t under = 0;
  for (const auto& coding : code(study)) {
    std::string expected;
    for (const auto& [start, label] : slides) {
      if (start < coding["start"].get<std::size_t>()) expected = label;
    }
    if (expected.empty()) continue;
    ++under;
    const std::map<std::string, std::string> ids = {{"Nivåoberoende", "nivaoberoende"},
                                                    {"Regional nivå", "regional"},
                                                    {"Delregional nivå", "delregional"},
                                                    {"Lokal nivå", "lokal"}};
    EXPECT_EQ(coding["level"], ids.at(expected));
    EXPECT_EQ(coding["level_basis"], "heading");
  }
  EXPECT_GT(under, 40U);
}

TEST_F(Seeds, TheMinutesAttendanceIsNobodysSpeech) {
  const Finished zones =
      run_shell(std::string(RODTRAD_PROGRAM) + " text --zones " +
                    quoted((kSeeds / "minnesanteckningar-samordningsgrupp-2024.md").string()),
                folder_.path());
  EXPECT_NE(zones.out.find("\tattendance\t"), std::string::npos);
  EXPECT_NE(zones.out.find("\theading\t"), std::string::npos);
}

TEST_F(Seeds, BrokenWordsOfThePlanAreJoinedWhereTheFileShowsThem) {
  const Finished tokens =
      run_shell(std::string(RODTRAD_PROGRAM) + " tokens " +
                    quoted((kSeeds / "aktivitetsplan-utskrivning-2016-2017.txt").string()),
                folder_.path());
  EXPECT_NE(tokens.out.find("\tpubliceras\n"), std::string::npos);
  EXPECT_NE(tokens.out.find("\tundertecknad\n"), std::string::npos);
}

}  // namespace
}  // namespace rodtrad::test
