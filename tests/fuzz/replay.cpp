#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "fuzz_targets.h"

/// Runs every kept input through its target, for compilers without libFuzzer. Each input has a
/// process of its own, so that one run shows everything that is broken.
namespace {

namespace fs = std::filesystem;

constexpr unsigned kSeconds = 20;  // as libFuzzer is told to allow; most take milliseconds

std::vector<fs::path> files_of(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

int run_one(const rodtrad::fuzz::Target& target, const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
  try {
    return target.run(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
  } catch (const std::exception& error) {
    std::fprintf(stderr, "uncaught exception: %s\n", error.what());
    return EXIT_FAILURE;
  }
}

/// True when the input went through; otherwise says how it ended.
bool passes(const rodtrad::fuzz::Target& target, const fs::path& path) {
  std::fflush(nullptr);
  const pid_t child = fork();
  if (child == 0) {
    alarm(kSeconds);
    std::exit(run_one(target, path));
  }
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child) {
    std::perror("fork");
    return false;
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return true;
  const char* how = !WIFSIGNALED(status)          ? "failed"
                    : WTERMSIG(status) == SIGALRM ? "took too long"
                                                  : "crashed";
  std::printf("FAILED  %s: %s %s\n", target.name, path.filename().c_str(), how);
  return false;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: %s FOLDER\n", argv[0]);
    return 2;
  }
  std::size_t failed = 0;
  for (const rodtrad::fuzz::Target& target : rodtrad::fuzz::kTargets) {
    const std::vector<fs::path> files = files_of(fs::path(argv[1]) / target.name);
    if (files.empty()) {
      std::printf("FAILED  %s: there is no input for it\n", target.name);
      ++failed;
    }
    for (const fs::path& path : files) failed += passes(target, path) ? 0U : 1U;
    std::printf("%-16s %zu inputs\n", target.name, files.size());
  }
  if (failed > 0) std::printf("%zu failed\n", failed);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
