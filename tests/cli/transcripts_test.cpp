#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>

#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

/// What a person types and sees. A transcript is a text file of
///     $ command
///     expected output, stdout before stderr
///     [exit 2]            (when not 0)
/// run one after another in a scratch copy of the project's corpora and codebooks. A line `…`
/// stands for any lines. The README's and the guide's ```console blocks are transcripts too.
namespace rodtrad::test {
namespace {

namespace fs = std::filesystem;

struct Step {
  std::string command;
  std::vector<std::string> expected;
  int exit_code = 0;
  std::size_t line = 0;
};

std::vector<Step> steps_of(const std::vector<std::pair<std::size_t, std::string>>& lines) {
  std::vector<Step> steps;
  for (const auto& [number, line] : lines) {
    if (line.rfind("$ ", 0) == 0) {
      steps.push_back({line.substr(2), {}, 0, number});
    } else if (!steps.empty() && line.rfind("[exit ", 0) == 0) {
      steps.back().exit_code = std::stoi(line.substr(6));
    } else if (!steps.empty()) {
      steps.back().expected.push_back(line);
    }
  }
  for (Step& step : steps) {
    while (!step.expected.empty() && step.expected.back().empty()) step.expected.pop_back();
  }
  return steps;
}

/// The lines of a transcript file, or of every ```console block of a Markdown file.
std::vector<std::pair<std::size_t, std::string>> transcript_lines(const fs::path& file) {
  const bool markdown = file.extension() == ".md";
  std::vector<std::pair<std::size_t, std::string>> out;
  std::istringstream text(read_text(file));
  bool inside = !markdown;
  std::size_t number = 0;
  for (std::string line; std::getline(text, line);) {
    ++number;
    if (markdown && line.rfind("```", 0) == 0) {
      inside = line == "```console";
      continue;
    }
    if (inside && !(line.rfind("# ", 0) == 0 && !markdown)) out.emplace_back(number, line);
  }
  return out;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) out.push_back(line);
  while (!out.empty() && out.back().empty()) out.pop_back();
  return out;
}

/// Does `actual` fit, `…` standing for any lines?
bool fits(const std::vector<std::string>& expected, std::size_t e,
          const std::vector<std::string>& actual, std::size_t a) {
  if (e == expected.size()) return a == actual.size();
  if (expected[e] == "…") {
    for (std::size_t skip = a; skip <= actual.size(); ++skip) {
      if (fits(expected, e + 1, actual, skip)) return true;
    }
    return false;
  }
  return a < actual.size() && expected[e] == actual[a] && fits(expected, e + 1, actual, a + 1);
}

class Transcript : public testing::TestWithParam<std::string> {};

TEST_P(Transcript, ShowsWhatItSays) {
  const fs::path root(RODTRAD_SOURCE_DIR);
  const TempFolder folder;
  for (const char* shipped : {"corpora", "codebooks"}) {
    fs::copy(root / shipped, folder.path() / shipped, fs::copy_options::recursive);
  }
  const std::string path =
      "PATH=" + fs::path(RODTRAD_PROGRAM).parent_path().string() + ":/usr/bin:/bin";
  for (const Step& step : steps_of(transcript_lines(root / GetParam()))) {
    if (step.command.rfind("./quickstart", 0) == 0 || step.command.rfind("git ", 0) == 0 ||
        step.command.rfind("cmake ", 0) == 0 || step.command.rfind("cd ", 0) == 0 ||
        step.command.rfind("ctest ", 0) == 0 || step.command.rfind("bench/", 0) == 0 ||
        step.command.rfind("tests/", 0) == 0) {
      continue;  // set-up commands: CI itself runs them
    }
    const Finished finished = run_shell(step.command, folder.path(), {path, "LC_ALL=C.UTF-8"});
    EXPECT_EQ(finished.exit_code, step.exit_code) << GetParam() << ":" << step.line << "\n"
                                                  << finished.err;
    const std::vector<std::string> actual = lines_of(finished.out + finished.err);
    EXPECT_TRUE(fits(step.expected, 0, actual, 0))
        << GetParam() << ":" << step.line << ": $ " << step.command << "\n--- shown:\n"
        << finished.out << finished.err;
  }
}

std::vector<std::string> transcripts() {
  const fs::path root(RODTRAD_SOURCE_DIR);
  std::vector<std::string> out = {"README.md"};
  for (const auto& folder : {root / "docs", root / "tests/cli"}) {
    if (!fs::is_directory(folder)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      const std::string extension = entry.path().extension().string();
      const bool page =
          extension == ".md" && read_text(entry.path()).find("```console") != std::string::npos;
      if (extension == ".transcript" || page) {
        out.push_back(entry.path().lexically_relative(root).string());
      }
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

INSTANTIATE_TEST_SUITE_P(Shipped, Transcript, testing::ValuesIn(transcripts()),
                         [](const auto& info) {
                           std::string name = info.param;
                           for (char& c : name) {
                             if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
                           }
                           return name;
                         });

}  // namespace
}  // namespace rodtrad::test
